"""Finding the employer records that are probably one and the same employer (rule E6)."""

from __future__ import annotations

from datetime import date

from db.account_holding import NEWEST, RUNS
from db.reading import Reader
from models.coordination.facts import Person, TwinFacts
from models.kinds import Said, Twin
from models.likeness import EmployerKeys, likeness

KEYS = "branch_number, kvk, name_key, place_key, phone_key, domain_key"
"""The columns by which employers are compared."""
_TWIN_KEYS = ", ".join(f"t.{key}" for key in KEYS.split(", "))

_NOT_JUDGED = (
    "NOT EXISTS (SELECT 1 FROM pair p WHERE p.employer_id = :self AND p.other_employer_id = t.id AND +p.said = :different) "
    "AND NOT EXISTS (SELECT 1 FROM pair p WHERE p.other_employer_id = :self AND p.employer_id = t.id AND +p.said = :different)"
)
"""That nobody said of a record ``t`` that it is another employer (see ``db/duplicates/pairs.py``)."""


def twin_facts(reader: Reader, employer_key: bytes, day: date) -> tuple[TwinFacts, ...]:
    """The records that are probably the same employer as this one, the surest first, each with its holder of ``day``.

    Two queries, whatever the number of employers. An archived record is nobody's twin, and one of which somebody said that
    it is not the same employer is none either.
    """
    row = reader.row(f"SELECT {KEYS} FROM employer WHERE id = ?", (employer_key,))
    return () if row is None else twins_of(reader, EmployerKeys(*row), day, apart_from=employer_key)


def twins_of(reader: Reader, keys: EmployerKeys, day: date, *, apart_from: bytes | None = None) -> tuple[TwinFacts, ...]:
    """The same for an employer that is still being typed; ``apart_from`` is the record it will be kept in. One query."""
    rows = reader.rows(
        f"SELECT t.number, t.name, u.id, u.name, u.active, u.team, {_TWIN_KEYS} FROM employer t "
        "LEFT JOIN user u ON u.id = (SELECT h.user_id FROM account_holding h "
        f"WHERE h.employer_id = t.id AND {RUNS} ORDER BY {NEWEST} LIMIT 1) "
        "WHERE (t.branch_number = :branch OR t.kvk = :kvk OR (t.name_key = :name AND t.place_key = :place)) "
        f"AND t.archived_on IS NULL AND t.id IS NOT :self AND {_NOT_JUDGED} ORDER BY t.number",
        {
            "day": day.isoformat(),
            "branch": keys.branch_number or None,
            "kvk": keys.kvk or None,
            "name": keys.name_key or None,
            "place": keys.place_key or None,
            "self": apart_from,
            "different": Said.DIFFERENT.value,
        },
    )
    found = []
    for number, name, holder, holder_name, active, team, *theirs in rows:
        if alike := likeness(keys, EmployerKeys(*theirs)):
            person = None if holder is None else Person(holder, holder_name, bool(active), team)
            found.append(TwinFacts(number, name, alike.twin, alike.reasons, person))
    return tuple(sorted(found, key=lambda twin: twin.likeness != Twin.STRONG))
