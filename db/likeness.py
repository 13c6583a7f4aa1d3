"""Finding the employer records that are probably one and the same employer (rule E6)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from db.account_holding import NEWEST, RUNS
from db.reading import EACH, Reader, key_list
from models.coordination.facts import Person, TwinFacts
from models.kinds import Said, Twin
from models.likeness import EmployerKeys, likeness

KEYS = ("branch_number", "kvk", "name_key", "place_key", "phone_key", "domain_key")
"""The columns by which employers are compared."""
_OTHER = f"'{Said.DIFFERENT}'"
_OURS = ", ".join(f"k.{key}" for key in KEYS)
_THEIRS = ", ".join(f"t.{key}" for key in KEYS)
_KEPT = (
    f"(SELECT e.id, {', '.join(f'e.{key}' for key in KEYS)} FROM ({EACH}(:keys)) i "
    "CROSS JOIN employer e ON e.id = i.id AND e.merged_into_id IS NULL)"
)
_TYPED = f"(SELECT :self AS id, {', '.join(f':{key} AS {key}' for key in KEYS)})"
_ALIKE = f"""
SELECT k.id, {_OURS}, {_THEIRS}, t.number, t.name, u.id, u.name, u.active, u.team
  FROM {{k}} k
  CROSS JOIN employer t ON t.branch_number = nullif(k.branch_number, '') OR t.kvk = nullif(k.kvk, '')
                        OR (t.name_key = nullif(k.name_key, '') AND t.place_key = nullif(k.place_key, ''))
  LEFT JOIN user u ON u.id = (SELECT h.user_id FROM account_holding h
                               WHERE h.employer_id = t.id AND {RUNS} ORDER BY {NEWEST} LIMIT 1)
 WHERE t.archived_on IS NULL AND t.id IS NOT k.id
   AND NOT EXISTS (SELECT 1 FROM pair p WHERE p.employer_id = k.id AND p.other_employer_id = t.id AND +p.said = {_OTHER})
   AND NOT EXISTS (SELECT 1 FROM pair p WHERE p.other_employer_id = k.id AND p.employer_id = t.id AND +p.said = {_OTHER})
 ORDER BY t.number
"""
"""Records of which somebody said that they are another employer (``db/duplicates/pairs.py``) are left out."""
_ALIKE_KEPT, _ALIKE_TYPED = _ALIKE.format(k=_KEPT), _ALIKE.format(k=_TYPED)


def twin_facts(reader: Reader, employer_key: bytes, day: date) -> tuple[TwinFacts, ...]:
    """The records that are probably the same employer as this one, the surest first, each with its holder of ``day``.

    One query, whatever the number of employers. An archived record is nobody's twin, and one
    that was merged has none: it would be told of the record that it lives on in.
    """
    return twins_of_each(reader, (employer_key,), day).get(employer_key, ())


def twins_of_each(reader: Reader, employers: Iterable[bytes], day: date) -> dict[bytes | None, tuple[TwinFacts, ...]]:
    """The same for many employers, of those that have such a twin; one query."""
    return _by_employer(reader.rows(_ALIKE_KEPT, {"keys": key_list(employers), "day": day.isoformat()}))


def twins_of(reader: Reader, keys: EmployerKeys, day: date, *, apart_from: bytes | None = None) -> tuple[TwinFacts, ...]:
    """The same for an employer that is still being typed; ``apart_from`` is the record it will be kept in. One query."""
    given = {name: getattr(keys, name) for name in KEYS}
    return _by_employer(reader.rows(_ALIKE_TYPED, {"day": day.isoformat(), "self": apart_from, **given})).get(apart_from, ())


def _by_employer(rows: list[tuple[Any, ...]]) -> dict[bytes | None, tuple[TwinFacts, ...]]:
    found: dict[bytes | None, list[TwinFacts]] = {}
    many = len(KEYS)
    for employer, *keys in rows:
        number, name, holder, holder_name, active, team = keys[2 * many :]
        if alike := likeness(EmployerKeys(*keys[:many]), EmployerKeys(*keys[many : 2 * many])):
            person = None if holder is None else Person(holder, holder_name, bool(active), team)
            found.setdefault(employer, []).append(TwinFacts(number, name, alike.twin, alike.reasons, person))
    return {employer: tuple(sorted(twins, key=lambda twin: twin.likeness != Twin.STRONG)) for employer, twins in found.items()}
