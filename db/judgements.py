"""The judgements of one placement: each time that the rules looked at it and what they said was kept, with what changed then.

The table keeps the newest only; the ones before it stand in the journal, in the entry of the act that replaced them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from db.canonical import WHOLE, parsed
from db.reading import Reader
from models.coordination.findings import Assessment, from_json, kept_changes
from models.labels import action_label
from models.messages import Message
from models.placement_change import FieldChange

MOST = 20
"""How many judgements of one placement are read, the newest first."""

_JUDGED = """
SELECT e.at, u.name, e.action, c.field, c.new
  FROM journal_change c JOIN journal_entry e ON e.id = c.entry LEFT JOIN user u ON u.id = e.actor
 WHERE c.record = ? AND c.field IN ('*', 'assessment') AND c.new IS NOT NULL
 ORDER BY e.arrival DESC LIMIT ?
"""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the rules said once, and what it was about."""

    at: datetime
    who: str
    action: Message
    assessment: Assessment
    reasons: dict[str, str]
    """The reasons given for going on in spite of a warning, by rule."""
    changes: tuple[FieldChange, ...]
    """What changed in the placement that ran; nothing when it was placed or proposed."""


def judgements(reader: Reader, placement: bytes) -> list[Judgement]:
    """All judgements that were kept with a placement, the newest first; an act that was undone is among them."""
    return list(_read(reader.rows(_JUDGED, (placement, MOST))))


def _read(rows: Iterable[tuple[Any, ...]]) -> Iterator[Judgement]:
    for at, who, action, field, new in rows:
        kept = parsed(new)
        text = kept.get("assessment") if field == WHOLE else kept
        if text:
            yield Judgement(
                datetime.fromisoformat(at), who or "", action_label(action), *from_json(text), changes=kept_changes(text)
            )
