"""C4 direction, C5 agreement."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from models.coordination.direction import agreement, direction
from models.coordination.facts import AgreementFacts, OrderFacts, PlacementFacts, RunningFacts
from models.kinds import AgreementState, Form, OrderState, Outcome, PlacementState, TargetGroup
from screens.texts import render

Build = Callable[..., PlacementFacts]
ORDER = OrderFacts("OA00001", Form.LEARN_WORK, date(2026, 12, 1), date(2027, 12, 31))
AGREED = AgreementFacts("SA00001", date(2026, 1, 1), date(2027, 12, 31), budget=Decimal(60_000), ordered=Decimal(7_500))


def learning(build: Build, group: TargetGroup = TargetGroup.PW, **changes: Any) -> PlacementFacts:
    """Joris Baan, a Pw client, at a learn-work place from 8-12-2026 until 7-12-2027, ordered and agreed on."""
    placement = {"form": Form.LEARN_WORK} | changes.pop("placement", {})
    given = {"orders": (ORDER,), "agreements": (AGREED,)} | changes
    return build(client={"group": group}, placement=placement, consent={"form": Form.LEARN_WORK}, **given)


@pytest.mark.parametrize("group", [TargetGroup.PW, TargetGroup.UWV])
def test_what_is_ordered_may_be(build: Build, group: TargetGroup) -> None:
    found = direction(learning(build, group))
    assert found.outcome is Outcome.PASS
    assert found.records == ("C00311", "OA00001")


@pytest.mark.parametrize("group", [TargetGroup.WSW, TargetGroup.SHELTERED, TargetGroup.JOB_AGREEMENT])
def test_others_are_not_placed_on_orders(build: Build, group: TargetGroup) -> None:
    facts = learning(build, group, orders=(), agreements=())
    assert direction(facts).outcome is Outcome.NOT_APPLICABLE
    assert agreement(facts).outcome is Outcome.NOT_APPLICABLE


def test_the_sentence_names_who_to_ask(build: Build) -> None:
    found = direction(learning(build, orders=()))
    assert found.outcome is Outcome.BLOCK
    assert render(found.sentence) == "Almelo has no order 'learn-work place' for Joris Baan on 8 Dec 2026."
    assert [remedy.act for remedy in found.remedies] == ["record-order"]
    found = direction(learning(build, TargetGroup.UWV, orders=()))
    assert render(found.sentence) == "UWV has no order 'learn-work place' for Joris Baan on 8 Dec 2026."


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"form": Form.TRIAL}, ""),
        ({"by_director": False}, ""),
        ({"state": OrderState.WITHDRAWN}, " Order OA00001 was withdrawn."),
        ({"state": OrderState.CLOSED}, " Order OA00001 is closed."),
        ({"start": date(2026, 12, 9)}, " Order OA00001 begins on 9 Dec 2026."),
        ({"until": date(2026, 12, 7)}, " Order OA00001 ended on 7 Dec 2026."),
    ],
)
def test_another_order_is_none(build: Build, change: dict[str, Any], said: str) -> None:
    found = direction(learning(build, orders=(replace(ORDER, **change),)))
    assert found.outcome is Outcome.BLOCK
    assert render(found.sentence) == f"Almelo has no order 'learn-work place' for Joris Baan on 8 Dec 2026.{said}"


@pytest.mark.parametrize(
    ("until", "order_until", "outcome"),
    [
        (date(2027, 12, 7), date(2027, 12, 7), Outcome.PASS),
        (date(2027, 12, 7), date(2027, 12, 6), Outcome.BLOCK),
        (date(2027, 12, 7), None, Outcome.PASS),
        (None, date(2026, 12, 8), Outcome.PASS),
    ],
)
def test_the_order_lasts_as_long_as_the_placement(
    build: Build, until: date | None, order_until: date | None, outcome: Outcome
) -> None:
    found = direction(learning(build, placement={"until": until}, orders=(replace(ORDER, until=order_until),)))
    assert found.outcome is outcome
    assert [remedy.act for remedy in found.remedies] == (["change-order"] if outcome is Outcome.BLOCK else [])


def test_one_order_that_fits_is_enough(build: Build) -> None:
    others = (replace(ORDER, number="OA00002", state=OrderState.CLOSED), replace(ORDER, number="OA00003", form=Form.TRIAL))
    assert direction(learning(build, orders=(*others, ORDER))).records[-1] == "OA00001"


def test_a_running_placement_needs_its_order_today(build: Build) -> None:
    running = {"state": PlacementState.ACTIVE, "start": date(2026, 3, 1), "until": date(2027, 2, 28)}
    assert direction(learning(build, placement=running, orders=(replace(ORDER, start=date(2026, 3, 1)),))).outcome is Outcome.PASS
    over = replace(ORDER, start=date(2026, 3, 1), until=date(2026, 11, 23))
    assert direction(learning(build, placement=running, orders=(over,))).outcome is Outcome.BLOCK


def test_what_was_taken_over_is_not_asked_afterwards(build: Build) -> None:
    facts = learning(build, placement={"taken_over": True}, orders=(), agreements=())
    assert direction(facts).outcome is Outcome.NOT_APPLICABLE
    assert agreement(facts).outcome is Outcome.NOT_APPLICABLE


def test_a_product_of_an_agreement_in_force(build: Build) -> None:
    found = agreement(learning(build))
    assert found.outcome is Outcome.PASS
    assert "of its € 60,000.00 for 2026, € 52,500.00 is left" in render(found.sentence)


def test_uwv_has_no_agreement(build: Build) -> None:
    assert agreement(learning(build, TargetGroup.UWV, agreements=())).outcome is Outcome.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"until": date(2026, 12, 7)}, "SA00001 ended on 7 Dec 2026"),
        ({"start": date(2026, 12, 9)}, "SA00001 begins on 9 Dec 2026"),
        ({"state": AgreementState.DRAFT}, "SA00001 is not signed yet"),
        ({"state": AgreementState.CANCELLED}, "with Almelo is in force."),
        ({"has_product": False}, "Agreement SA00001 with Almelo does not have 'learn-work place'"),
    ],
)
def test_no_agreement_in_force_that_has_the_product(build: Build, change: dict[str, Any], said: str) -> None:
    found = agreement(learning(build, agreements=(replace(AGREED, **change),)))
    assert found.outcome is Outcome.BLOCK
    assert said in render(found.sentence)
    assert [remedy.act for remedy in found.remedies] == ["open-agreement"]


def test_no_agreement_at_all(build: Build) -> None:
    found = agreement(learning(build, agreements=()))
    assert (found.outcome, found.records) == (Outcome.BLOCK, ("C00311",))


@pytest.mark.parametrize(
    ("budget", "ordered", "outcome"),
    [
        ("60000", "60000", Outcome.PASS),
        ("60000", "60000.01", Outcome.WARN),
        (None, "60000", Outcome.PASS),
        ("0", "0", Outcome.PASS),
    ],
)
def test_within_budget(build: Build, budget: str | None, ordered: str, outcome: Outcome) -> None:
    agreed = replace(AGREED, budget=None if budget is None else Decimal(budget), ordered=Decimal(ordered))
    found = agreement(learning(build, agreements=(agreed,)))
    assert found.outcome is outcome
    assert found.promise == (37 if outcome is Outcome.WARN else None)


def test_the_budget_of_a_running_placement_was_judged_when_it_began(build: Build) -> None:
    running = {"state": PlacementState.ACTIVE}
    assert (
        agreement(learning(build, placement=running, agreements=(replace(AGREED, ordered=Decimal(70_000)),))).outcome
        is Outcome.PASS
    )


def test_a_change_of_what_runs_is_judged_on_the_budget_again(build: Build) -> None:
    was = RunningFacts(b"E" * 16, Form.TRIAL, date(2027, 1, 31))
    facts = learning(
        build, placement={"state": PlacementState.ACTIVE}, agreements=(replace(AGREED, ordered=Decimal(70_000)),), was=was
    )
    assert agreement(facts).outcome is Outcome.WARN


def test_of_two_agreements_the_one_with_room_counts(build: Build) -> None:
    full = replace(AGREED, number="SA00002", ordered=Decimal(70_000), start=date(2026, 6, 1))
    assert agreement(learning(build, agreements=(full, AGREED))).records[-1] == "SA00001"
