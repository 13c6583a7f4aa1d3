"""How an assessment is kept: what goes in comes out, kinds of values included."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

from models.coordination.findings import Assessment, Finding, Remedy, from_json, to_json
from models.kinds import Form, Outcome
from models.messages import Message

FINDING = Finding(
    "E2",
    Outcome.BLOCK,
    Message(
        "{a}",
        a=Message(
            "{form} {day} {hours} {names}", form=Form.TRIAL, day=date(2026, 12, 8), hours=Decimal("36.5"), names=("x", "y")
        ),
    ),
    33,
    (Remedy("wait", Message("{n}", n=3)),),
    ("D10001",),
    b"k" * 16,
)
KEPT = Assessment((FINDING,), date(2026, 11, 24))


def test_values_keep_their_kind() -> None:
    back, reasons = from_json(to_json(KEPT, {"C16": "starts half days"}))
    assert (back, reasons) == (KEPT, {"C16": "starts half days"})
    inner = back.findings[0].sentence.values["a"].values
    assert isinstance(inner["form"], Form)
    assert isinstance(inner["day"], date)
    assert isinstance(inner["hours"], Decimal)
    assert back.consent == b"k" * 16


def test_a_member_that_has_gone_is_read_as_the_bare_word() -> None:
    text = to_json(KEPT, {}).replace('"value":"trial"', '"value":"job-carving"')
    assert from_json(text)[0].findings[0].sentence.values["a"].values["form"] == "job-carving"
    text = to_json(KEPT, {}).replace('"kind":"Form"', '"kind":"Shape"')
    assert from_json(text)[0].findings[0].sentence.values["a"].values["form"] == "trial"


def test_it_says_which_rules_it_was_judged_by() -> None:
    assert json.loads(to_json(KEPT, {}))["rule_set"] == KEPT.rule_set


def test_parts_of_an_assessment() -> None:
    assert KEPT.blocked
    assert KEPT.blocks == (FINDING,)
    assert KEPT.warnings == ()
    assert KEPT.of("E2") is FINDING
