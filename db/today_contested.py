"""What broke of itself: consents that were recorded as said, that the account holder contests, and what rests on them."""

from __future__ import annotations

from datetime import date
from typing import Any

from db.reading import Reader
from models.about import About
from models.messages import N_, Message
from models.today import Remedy, TodayLine, Why
from models.values import person_name

_CONTESTED = """
SELECT p.id, a.contested_on, c.id, c.surname, c.prefix, c.first, e.name, u.name
  FROM mine c CROSS JOIN placement p ON p.client_id = c.id CROSS JOIN coordination a ON a.client_id = c.id
  JOIN employer e ON e.id = a.employer_id JOIN user u ON u.id = a.contested_by
 WHERE a.contested_on IS NOT NULL AND +a.employer_id = p.employer_id AND +a.form = p.form
   AND (+p.state IN ('active', 'provisional') AND p.consent_id = a.id OR +p.state = 'proposed' AND +a.state = 'contested')
"""


def contested(reader: Reader, mine: str, caseload: dict[str, Any]) -> list[TodayLine]:
    """Placements and proposals of the caseload on a consent that is contested, until it is settled or they are over."""
    given = {"me": caseload["me"], "look": caseload["look"]}
    lines = []
    for key, day, client, surname, prefix, first, employer, who in reader.rows(mine + _CONTESTED, given):
        sentence = Message(
            N_("{employer}: {who} contests the consent for {client}"),
            employer=employer,
            who=who,
            client=person_name(surname, prefix, first),
        )
        about = About("client", client)
        lines.append(
            TodayLine(Why.BROKE, sentence, "placement", key, about, date.fromisoformat(day), Remedy.OPEN, mark=b"contested")
        )
    return sorted(lines, key=lambda line: (line.day or date.min, line.key))
