"""The heart of the house: may this client be placed at this employer, in this form, from this day?

``facts.py``      everything a rule may look at, gathered by ``db/placements.py`` in a fixed number of queries
``findings.py``   what a rule answers: pass, not applicable, warn or block, with a sentence and a remedy
``employer.py``   rules E: the relation, the account holder's consent, duplicates, stops
``client.py``     rules C: free, indicated, the form fits, formally employed, available
``authority.py``  rules A: the mandate of who acts, and a reason for every warning
``catalogue.py``  the table of rules, and :func:`~models.coordination.catalogue.assess`
``request.py``    the table of requests and decisions

Each rule is one small pure function from :class:`~models.coordination.facts.PlacementFacts` to one
:class:`~models.coordination.findings.Finding`. Adding a rule is adding one function and one line in the table.
"""
