"""Gathering what the rules may look at, the vacancy: what it offers, and who takes its places."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from db.reading import EACH, Reader, as_date, key_list, unique
from models.coordination.facts import VacancyFacts
from models.errors import BadInput
from models.kinds import Form
from models.messages import N_, Message

# As many rows as the vacancies have places that are taken; the index on vacancy and state leads to just those.
_VACANCIES = f"""
SELECT v.id, v.number, v.title, v.places, v.forms, v.start, v.until, v.closed_on, v.employer_id, e.name, p.number, p.id
  FROM ({EACH}(:keys)) k
  CROSS JOIN vacancy v ON v.id = k.id
  JOIN employer e ON e.id = v.employer_id
  LEFT JOIN placement p ON p.vacancy_id = v.id AND p.state IN ('provisional', 'active')
 ORDER BY p.number
"""
VacancyKey = tuple[bytes, bytes | None]
"""A vacancy, and the placement that is judged: its own place is not counted."""


def vacancy_facts(reader: Reader, key: bytes, placement: bytes | None) -> VacancyFacts:
    """The vacancy with the placements that take its places, but for ``placement``; one query.

    :class:`BadInput` when the vacancy is gone.
    """
    return vacancies_of(reader, ((key, placement),))[key, placement]


def vacancies_of(reader: Reader, keys: Collection[VacancyKey]) -> dict[VacancyKey, VacancyFacts]:
    """The same for many vacancies; one query."""
    known: dict[bytes, list[Any]] = {}
    takers: dict[bytes, list[tuple[str, bytes]]] = {}
    for key, *row in reader.rows(_VACANCIES, {"keys": key_list(unique(vacancy for vacancy, _ in keys))}):
        *known[key], number, placement = row
        takers.setdefault(key, []).extend([] if placement is None else [(number, placement)])
    return {key: _vacancy(key[0], known.get(key[0]), takers.get(key[0], ()), key[1]) for key in keys}


def _vacancy(key: bytes, row: Sequence[Any] | None, takers: Iterable[tuple[str, bytes]], placement: bytes | None) -> VacancyFacts:
    if row is None:
        raise BadInput(Message(N_("This vacancy is not in the store.")))
    number, title, places, forms, start, until, closed_on, employer_id, employer = row
    return VacancyFacts(
        id=key,
        number=number,
        title=title,
        employer_id=employer_id,
        employer=employer,
        places=places,
        taken_by=tuple(taker for taker, taken in takers if taken != placement),
        forms=tuple(Form(form) for form in forms.split(",") if form),
        start=as_date(start),
        until=as_date(until),
        closed_on=as_date(closed_on),
    )
