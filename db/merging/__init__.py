"""Two records of one employer, or of one client, become one; nothing is lost, and it can be undone.

``mandate.py``    who may merge, and who may say of two records that they are not the same
``fields.py``     field by field: the values of both, and which one stays unless somebody chooses
``outlook.py``    what a merge would do: the fields, and what moves along, with counts
``merging.py``    the act: one entry of the journal
``unmerging.py``  taking it back, and what stands in the way of that
``successors.py`` which record a merged one lives on in

Decided in ``docs/decisions/0013-merging.md``.
"""
