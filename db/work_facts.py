"""Gathering what rules C10, C11 and C15 look at, for any number of placements in one query each."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from db.reading import Reader, as_date, as_decimal
from models.coordination.facts import WageValueFacts, WorkFacts


class WorkKey(NamedTuple):
    """Who works where: what the facts of one placement are asked by."""

    client: bytes
    employer: bytes | None = None
    location: bytes | None = None
    vacancy: bytes | None = None


_WORK = """
WITH asked(place, client, employer, location, vacancy) AS MATERIALIZED (
    SELECT key, unhex(value ->> 0), unhex(value ->> 1), unhex(value ->> 2), unhex(value ->> 3) FROM json_each(:keys)
)
SELECT a.place, c.limits, c.travel_km, c.place,
       coalesce(l.place, m.name, e.place), v.skills, v.limits, v.hours, v.minimum_wage_value, o.name,
       CASE WHEN v.minimum_wage_value IS NOT NULL THEN (
           SELECT json_group_array(json_array(percentage, measured_on, valid_until))
             FROM (SELECT percentage, measured_on, valid_until FROM wage_value WHERE client_id = c.id ORDER BY id)
       ) END
  FROM asked a
  JOIN client c ON c.id = a.client
  LEFT JOIN employer e ON e.id = a.employer
  LEFT JOIN location l ON l.id = a.location
  LEFT JOIN municipality m ON m.id = l.municipality_id
  LEFT JOIN vacancy v ON v.id = a.vacancy
  LEFT JOIN municipality o ON o.id = CASE WHEN a.location IS NULL THEN e.outdoor_service_of ELSE l.outdoor_service_of END
"""


def work_facts(reader: Reader, keys: Sequence[WorkKey]) -> Mapping[WorkKey, WorkFacts]:
    """What each client can and can't do beside what their place asks; a client who is gone is left out."""
    asked = json.dumps([[part.hex() if part else None for part in key] for key in keys])
    return {keys[place]: _facts(*row) for place, *row in reader.rows(_WORK, {"keys": asked})}


def _facts(
    limits: str | None,
    travel_km: int | None,
    home: str | None,
    work: str | None,
    asked_skills: str | None,
    barred_limits: str | None,
    asked_hours: str | None,
    asked_wage_value: str | None,
    outdoor_service: str | None,
    wage_values: str | None,
) -> WorkFacts:
    return WorkFacts(
        limits=limits,
        travel_km=travel_km,
        home=home,
        work=work,
        asked_skills=asked_skills,
        barred_limits=barred_limits,
        asked_hours=as_decimal(asked_hours),
        asked_wage_value=as_decimal(asked_wage_value),
        wage_values=tuple(_measured(*one) for one in json.loads(wage_values or "[]")),
        outdoor_service=outdoor_service,
    )


def _measured(percentage: str, measured_on: str | None, valid_until: str | None) -> WageValueFacts:
    return WageValueFacts(Decimal(percentage), as_date(measured_on), as_date(valid_until))
