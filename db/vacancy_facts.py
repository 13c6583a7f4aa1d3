"""Gathering what the rules may look at, the vacancy: what it offers, and who takes its places."""

from __future__ import annotations

from db.reading import Reader, as_date
from models.coordination.facts import VacancyFacts
from models.errors import BadInput
from models.kinds import Form
from models.messages import N_, Message

# As many rows as the vacancy has places that are taken; the index on vacancy and state leads to just those.
_VACANCY = """
SELECT v.number, v.title, v.places, v.forms, v.start, v.until, v.closed_on, v.employer_id, e.name, p.number
  FROM vacancy v JOIN employer e ON e.id = v.employer_id
  LEFT JOIN placement p ON p.vacancy_id = v.id AND p.state IN ('provisional', 'active') AND p.id IS NOT :placement
 WHERE v.id = :vacancy ORDER BY p.number
"""


def vacancy_facts(reader: Reader, key: bytes, placement: bytes | None) -> VacancyFacts:
    """The vacancy with the placements that take its places; one query.

    ``placement`` is the one that is judged: its own place is not counted. :class:`BadInput` when the vacancy is gone.
    """
    rows = reader.rows(_VACANCY, {"vacancy": key, "placement": placement})
    if not rows:
        raise BadInput(Message(N_("This vacancy is not in the store.")))
    number, title, places, forms, start, until, closed_on, employer_id, employer, _ = rows[0]
    return VacancyFacts(
        id=key,
        number=number,
        title=title,
        employer_id=employer_id,
        employer=employer,
        places=places,
        taken_by=tuple(row[-1] for row in rows if row[-1] is not None),
        forms=tuple(Form(form) for form in forms.split(",") if form),
        start=as_date(start),
        until=as_date(until),
        closed_on=as_date(closed_on),
    )
