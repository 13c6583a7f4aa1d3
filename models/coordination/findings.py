"""What rules answer, and how an assessment is kept with a placement."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, NamedTuple

from models import kinds
from models.ids import id_text, parse_id
from models.kinds import Outcome
from models.messages import Message
from models.placement_change import FieldChange, Named

RULE_SET = "2027-01"
"""Version of the rules, kept with every assessment; a new one with every change of what a rule says."""


class Remedy(NamedTuple):
    """What solves a finding: an act (for the screen's key) and a sentence (for people)."""

    act: str
    """One of :data:`ACTS`."""
    sentence: Message


ACTS = (
    "assign-holder",
    "request-coordination",
    "record-verbal",
    "tick-condition",
    "make-relation",
    "open-twin",
    "lift-stop",
    "call-colleague",
    "inform-group",
    "assign-group-holder",
    "open-vacancy",
    "change-vacancy",
    "change-hours",
    "change-until",
    "add-indication",
    "add-wage-value",
    "use-derived-rate",
    "change-form",
    "edit-client",
    "open-employer",
    "change-location",
    "override",
    "ask-team-lead",
    "record-order",
    "change-order",
    "open-agreement",
    "give-reason",
    "wait",
    "open-request",
)
"""Acts that a screen can offer beside a finding, by name."""


class Finding(NamedTuple):
    """One rule's answer on one placement."""

    rule: str
    outcome: Outcome
    sentence: Message
    promise: int | None = None
    """The row of the promises register that the rule keeps."""
    remedies: tuple[Remedy, ...] = ()
    records: tuple[str, ...] = ()
    """Numbers of the records involved; never a BSN."""
    consent: bytes | None = None
    """E2 only: the key of the consent that would be used."""
    set_aside: bool = False
    """It blocked, and somebody who may has set that aside (rule A3); the sentence says who and why."""

    @property
    def blocks(self) -> bool:
        """Whether it forbids the placement."""
        return self.outcome is Outcome.BLOCK

    @property
    def warns(self) -> bool:
        """Whether it asks for attention: a warning, or a block that was set aside."""
        return self.outcome is Outcome.WARN

    @property
    def takes_reason(self) -> bool:
        """Whether a reason means something here: for a warning, and for a block that a reason can solve."""
        if self.set_aside:
            return False
        return self.warns or any(remedy.act == "give-reason" for remedy in self.remedies)


@dataclass(frozen=True, slots=True)
class Assessment:
    """The answers of all rules on one placement, in the order of the table."""

    findings: tuple[Finding, ...]
    today: date
    rule_set: str = RULE_SET

    @property
    def blocked(self) -> bool:
        """Whether at least one rule forbids the placement."""
        return any(f.blocks for f in self.findings)

    @property
    def blocks(self) -> tuple[Finding, ...]:
        """The findings that forbid it."""
        return tuple(f for f in self.findings if f.blocks)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """The findings that ask for a reason."""
        return tuple(f for f in self.findings if f.warns)

    @property
    def consent(self) -> bytes | None:
        """The key of the consent that the placement would use; None when it needs none or has none."""
        return next((f.consent for f in self.findings if f.rule == "E2"), None)

    def of(self, rule: str) -> Finding:
        """The finding of ``rule``; ``KeyError`` when the assessment has none."""
        for finding in self.findings:
            if finding.rule == rule:
                return finding
        raise KeyError(rule)


def _plain(value: Any) -> Any:
    if isinstance(value, Message):
        return {"id": value.id, "values": {k: _plain(v) for k, v in value.values.items()}}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, Decimal):
        return {"decimal": str(value)}
    if isinstance(value, StrEnum):
        return {"kind": type(value).__name__, "value": value.value}
    if isinstance(value, Named):
        return {"number": value.number, "name": value.name}
    if isinstance(value, list | tuple):
        return [_plain(v) for v in value]
    return value if value is None or isinstance(value, bool | int) else str(value)


def _rich(value: Any) -> Any:
    if isinstance(value, dict):
        if "date" in value:
            return date.fromisoformat(value["date"])
        if "decimal" in value:
            return Decimal(value["decimal"])
        if "number" in value:
            return Named(value["number"], value["name"])
        if "kind" in value:
            return _member(value["kind"], value["value"])
        return Message(value["id"], **{k: _rich(v) for k, v in value["values"].items()})
    return tuple(_rich(v) for v in value) if isinstance(value, list) else value


def _member(kind: str, value: str) -> str:
    """A member of a closed list; the bare word when that list or member has gone since it was kept."""
    try:
        return getattr(kinds, kind)(value)  # type: ignore[no-any-return]
    except (AttributeError, ValueError):
        return value


def message_json(message: Message) -> str:
    """A sentence as it is kept, in no language yet."""
    return json.dumps(_plain(message), ensure_ascii=False, separators=(",", ":"))


def message_of(text: str) -> Message:
    """What :func:`message_json` kept."""
    kept = _rich(json.loads(text))
    return kept if isinstance(kept, Message) else Message(str(kept))


def to_json(assessment: Assessment, reasons: Mapping[str, str], changed: Sequence[FieldChange] = ()) -> str:
    """The checks as they stood, for keeping with the placement; no language is chosen yet.

    ``changed`` is what changed in a placement that ran, when that is what was judged.
    """
    changes = [{"field": c.field, "old": _plain(c.old), "new": _plain(c.new)} for c in changed]
    return json.dumps(
        {
            **({"changed": changes} if changes else {}),
            "rule_set": assessment.rule_set,
            "today": assessment.today.isoformat(),
            "reasons": dict(reasons),
            "findings": [
                {
                    "rule": f.rule,
                    "outcome": f.outcome,
                    "sentence": _plain(f.sentence),
                    "promise": f.promise,
                    "remedies": [{"act": r.act, "sentence": _plain(r.sentence)} for r in f.remedies],
                    "records": list(f.records),
                    "consent": id_text(f.consent) if f.consent else None,
                    **({"set_aside": True} if f.set_aside else {}),
                }
                for f in assessment.findings
            ],
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def from_json(text: str) -> tuple[Assessment, dict[str, str]]:
    """What :func:`to_json` kept: the assessment, and the reasons given for its warnings."""
    kept = json.loads(text)
    findings = tuple(
        Finding(
            rule=f["rule"],
            outcome=Outcome(f["outcome"]),
            sentence=_rich(f["sentence"]),
            promise=f["promise"],
            remedies=tuple(Remedy(r["act"], _rich(r["sentence"])) for r in f["remedies"]),
            records=tuple(f["records"]),
            consent=parse_id(f["consent"]) if f["consent"] else None,
            set_aside=f.get("set_aside", False),
        )
        for f in kept["findings"]
    )
    return Assessment(findings, date.fromisoformat(kept["today"]), kept["rule_set"]), kept["reasons"]


def kept_changes(text: str) -> tuple[FieldChange, ...]:
    """What had changed when :func:`to_json` kept this; nothing when it was no change that was judged."""
    return tuple(FieldChange(c["field"], _rich(c["old"]), _rich(c["new"])) for c in json.loads(text).get("changed", ()))
