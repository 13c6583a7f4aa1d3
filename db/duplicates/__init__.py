"""Records that are probably one and the same: found, offered by how alike they are, and what people said of them.

``employers.py``  which employers are alike, by blocks of what they share: never all against all
``clients.py``    the same for clients
``pairs.py``      what was said of a pair: not the same, or the same and an account holder agrees to a merge
``queue.py``      the pairs that nobody judged yet, the surest first
``typing.py``     whom somebody who is being typed looks like

Merging two of them is in ``db/merging/``.
"""
