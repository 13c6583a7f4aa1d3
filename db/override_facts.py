"""Gathering the blocks that were set aside, for any number of placements in one query."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from db.mandates import scopes
from db.reading import Reader
from models.actor import Actor
from models.coordination.facts import OverrideFacts, Person
from models.coordination.findings import message_of
from models.kinds import Decision, Role

_OVERRIDES = """
SELECT o.placement_id, o.rule, o.sentence, u.id, u.name, u.active, u.team, o.role, o.overridden_on, o.reason,
       o.overridden_by IS p.proposed_by
  FROM json_each(:keys) k
 CROSS JOIN placement_override o ON o.placement_id = unhex(k.value)
  JOIN placement p ON p.id = o.placement_id
  JOIN user u ON u.id = o.overridden_by
 ORDER BY o.id
"""


def override_facts(reader: Reader, placements: Sequence[bytes]) -> Mapping[bytes, tuple[OverrideFacts, ...]]:
    """The blocks that were set aside of each placement, oldest first; a placement without any is left out."""
    found: dict[bytes, list[OverrideFacts]] = defaultdict(list)
    rows = reader.rows(_OVERRIDES, {"keys": json.dumps([key.hex() for key in placements])})
    for placement, rule, sentence, key, name, active, team, role, day, because, by_proposer in rows:
        who = Person(key, name, bool(active), team)
        told = OverrideFacts(
            rule, message_of(sentence), who, Role(role), date.fromisoformat(day), because, by_proposer=bool(by_proposer)
        )
        found[placement].append(told)
    return {placement: tuple(facts) for placement, facts in found.items()}


def may_set_aside(reader: Reader, actor: Actor, placement: bytes) -> bool:
    """Whether who acts may set aside anything of this proposal: they have a mandate for it, and did not propose it."""
    return bool(scopes(reader, actor, Decision.OVERRIDE)) and bool(
        reader.value("SELECT proposed_by IS NOT ? FROM placement WHERE id = ?", (actor.id, placement))
    )
