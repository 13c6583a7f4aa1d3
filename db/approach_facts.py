"""Gathering what the rules may look at, one face to the employer: who approached it lately (E7)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from db.reading import Reader
from db.settings import whole_number
from models.coordination.facts.approach import Approach, ApproachFacts
from models.figures import APPROACH_DAYS

# A plus sign keeps SQLite to the indexes that begin with the employer: they are narrow, and the store has no statistics.
_APPROACHES = """
WITH asked AS (SELECT unhex(value) AS id FROM json_each(:employers))
SELECT f.employer, f.what, u.id, u.name, f.day, f.client, f.number FROM (
  SELECT a.id AS employer, 'contact' AS what, k.made_by AS who, k.day AS day, NULL AS client, NULL AS number
    FROM asked a CROSS JOIN contact_moment k ON k.employer_id = a.id AND k.day >= :since
  UNION ALL
  SELECT a.id, 'request', c.requested_by, c.requested_on, c.client_id, c.number
    FROM asked a CROSS JOIN coordination c ON c.employer_id = a.id AND c.requested_on >= :since
   WHERE +c.state NOT IN ('draft', 'withdrawn', 'declined')
  UNION ALL
  SELECT a.id, 'proposal', p.proposed_by, date(p.created_at), p.client_id, p.number
    FROM asked a CROSS JOIN placement p ON p.employer_id = a.id AND p.state IN ('proposed', 'provisional')
   WHERE p.proposed_by IS NOT NULL AND p.created_at >= :since
  UNION ALL
  SELECT a.id, 'action', x.owner_id, x.due_on, NULL, NULL
    FROM asked a CROSS JOIN action x ON x.employer_id = a.id AND x.due_on BETWEEN :since AND :until
   WHERE x.done_on IS NULL) f
  JOIN user u ON u.id = f.who
 WHERE f.who IS NOT :actor
 ORDER BY f.employer, f.day DESC, f.what, u.name
"""


def approaches(
    reader: Reader, employer_keys: Sequence[bytes], since: date, actor: bytes | None, until: date
) -> Mapping[bytes, tuple[ApproachFacts, ...]]:
    """Who but ``actor`` approached these employers since a day, the newest first; one query for however many employers.

    ``until`` is the last day on which an open action counts that is still to be done. An employer that nobody
    approached is not in it.
    """
    found: dict[bytes, list[ApproachFacts]] = {}
    given = {
        "employers": json.dumps([key.hex() for key in employer_keys]),
        "since": since.isoformat(),
        "until": until.isoformat(),
        "actor": actor,
    }
    for employer, what, who, name, day, client, number in reader.rows(_APPROACHES, given):
        one = ApproachFacts(Approach(what), who, name, date.fromisoformat(day), client, number)
        found.setdefault(employer, []).append(one)
    return {key: tuple(ones) for key, ones in found.items()}


def approaches_lately(
    reader: Reader, employer_key: bytes, today: date, actor: bytes | None
) -> tuple[int, tuple[ApproachFacts, ...]]:
    """How many days E7 looks back, and who approached one employer in them; two queries."""
    days = whole_number(reader, APPROACH_DAYS, today)
    window = timedelta(days=days)
    return days, approaches(reader, [employer_key], today - window, actor, today + window).get(employer_key, ())
