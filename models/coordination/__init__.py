"""The heart of the house: may this client be placed at this employer, in this form, from this day?

``facts/``        everything a rule may look at, gathered by ``db/placement_facts.py`` in a fixed number of queries
``findings.py``   what a rule answers: pass, not applicable, warn or block, with a sentence and a remedy
``rule.py``       what a rule is: a line of the table, a function, and the verdict it gives
``employer.py``   rules E1 E5 E6 E8: the account holder, new relations, duplicates, approach stops
``consent.py``    rules E2 E3 E4: the account holder's consent, its conditions, and who holds the account since
``places.py``     rule E10: the places of a vacancy, or of a consent for several, are not given away twice
``hours.py``      rule C1: the client is free
``client.py``     rules C2 C3 C14 C16: indicated, the form fits, formally employed, available
``wage_value.py`` rule C6: a valid wage value, and the rate that follows from it
``rate.py``       rule C7: the rate is the derived one, or it has a reason and the mandate
``direction.py``  rules C4 C5: the order of who directs the client, and the agreement it falls under
``duration.py``   rule C12: what is meant for a while lasts no longer
``authority.py``  rules A1 A2: the mandate of who acts, and a reason for every warning
``wording.py``    turns of phrase that several rules share
``catalogue.py``  the table of rules, and :func:`~models.coordination.catalogue.assess`
``request.py``    the table of requests and decisions

Each rule is one small pure function from :class:`~models.coordination.facts.PlacementFacts` to one
:class:`~models.coordination.rule.Verdict`, which the table turns into a :class:`~models.coordination.findings.Finding`.
Its docstring is its page: what, why, broken when, remedy, and which promise it keeps. Adding a rule is adding one
function and one line in the table.
"""
