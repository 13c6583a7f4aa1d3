"""Rules C2, C3, C14 and C16: what the client may and can do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from models.coordination.catalogue import assess
from models.coordination.facts import IndicationFacts, PlacementFacts
from models.groups import FORMS_OF_GROUP, KIND_OF_GROUP
from models.kinds import ClientStatus, Form, IndicationKind, Outcome, PlacementState, TargetGroup

Build = Callable[..., PlacementFacts]

PASS, SKIP, WARN, BLOCK = Outcome.PASS, Outcome.NOT_APPLICABLE, Outcome.WARN, Outcome.BLOCK
START, BEFORE, AFTER = date(2026, 12, 8), date(2026, 12, 7), date(2026, 12, 9)
WSW, ADVICE, REGISTER = IndicationKind.WSW, IndicationKind.SHELTERED_ADVICE, IndicationKind.REGISTRATION


@pytest.mark.parametrize(
    ("indications", "outcome", "says"),
    [
        ([IndicationFacts(WSW)], PASS, "Joris Baan has a valid Wsw indication."),
        ([IndicationFacts(WSW, START, START)], PASS, "until 2026-12-08"),
        ([IndicationFacts(WSW, None, START)], PASS, "until 2026-12-08"),
        ([IndicationFacts(WSW, START, None)], PASS, "valid Wsw indication"),
        ([IndicationFacts(WSW, None, BEFORE)], BLOCK, "no longer has a valid Wsw indication: it ended on 2026-12-07"),
        ([IndicationFacts(WSW, AFTER, None)], BLOCK, "no valid Wsw indication yet: it begins on 2026-12-09"),
        ([IndicationFacts(WSW, None, BEFORE), IndicationFacts(WSW, START, None)], PASS, "valid"),
        ([IndicationFacts(WSW, None, BEFORE), IndicationFacts(WSW, AFTER, None)], BLOCK, "ended on 2026-12-07"),
        ([IndicationFacts(ADVICE)], BLOCK, "No Wsw indication of Joris Baan is on record"),
        ([], BLOCK, "No Wsw indication of Joris Baan is on record"),
    ],
)
def test_indication_on_the_start_date(build: Build, indications: list[IndicationFacts], outcome: Outcome, says: str) -> None:
    finding = assess(build(indications=tuple(indications))).of("C2")
    assert finding.outcome is outcome
    assert says in str(finding.sentence)
    assert [r.act for r in finding.remedies] == (["add-indication"] if outcome is BLOCK else [])


@pytest.mark.parametrize(
    ("group", "kind", "form", "outcome"),
    [
        (TargetGroup.WSW, WSW, Form.REGULAR_JOB, SKIP),
        (TargetGroup.SHELTERED, ADVICE, Form.SHELTERED, PASS),
        (TargetGroup.SHELTERED, WSW, Form.SHELTERED, BLOCK),
        (TargetGroup.JOB_AGREEMENT, REGISTER, Form.TRIAL, PASS),
        (TargetGroup.JOB_AGREEMENT, ADVICE, Form.TRIAL, BLOCK),
        (TargetGroup.JOB_AGREEMENT, REGISTER, Form.SUBSIDISED_JOB, PASS),
        (TargetGroup.PW, WSW, Form.LEARN_WORK, SKIP),
        (TargetGroup.UWV, WSW, Form.TRIAL, SKIP),
    ],
)
def test_indication_of_each_group(build: Build, group: TargetGroup, kind: IndicationKind, form: Form, outcome: Outcome) -> None:
    facts = build(client={"group": group}, placement={"form": form}, indications=(IndicationFacts(kind),))
    assert assess(facts).of("C2").outcome is outcome


@pytest.mark.parametrize(
    ("advice", "taken_over", "outcome"),
    [
        (True, False, PASS),
        (False, False, BLOCK),
        (None, False, BLOCK),
        (True, True, PASS),
        (False, True, BLOCK),
        (None, True, WARN),
    ],
)
def test_advice_for_supported_employment(build: Build, advice: bool | None, taken_over: bool, outcome: Outcome) -> None:
    placement = {"form": Form.SUPPORTED_EMPLOYMENT, "taken_over": taken_over}
    facts = build(placement=placement, indications=(IndicationFacts(WSW, advice_supported=advice),))
    assert assess(facts).of("C2").outcome is outcome


def test_a_newer_indication_that_does_not_tell_hides_no_advice(build: Build) -> None:
    told = IndicationFacts(WSW, date(2020, 1, 1), advice_supported=True)
    silent = IndicationFacts(WSW, date(2026, 1, 1), date(2030, 1, 1))
    placement = {"form": Form.SUPPORTED_EMPLOYMENT}
    assert assess(build(placement=placement, indications=(told, silent))).of("C2").outcome is Outcome.PASS


@pytest.mark.parametrize("group", [g for g in TargetGroup if Form.LEARN_WORK in FORMS_OF_GROUP[g]])
@pytest.mark.parametrize("green", [True, False])
def test_learning_in_green(build: Build, group: TargetGroup, green: bool) -> None:
    facts = build(client={"group": group}, placement={"form": Form.LEARN_WORK}, location_is_green=green)
    blocked = green and group is TargetGroup.UWV
    assert assess(facts).of("C3").outcome is (Outcome.BLOCK if blocked else Outcome.PASS)


def test_the_newest_indication_gives_the_advice(build: Build) -> None:
    old = IndicationFacts(WSW, date(2020, 1, 1), advice_supported=True)
    new = IndicationFacts(WSW, date(2026, 1, 1), advice_supported=False)
    facts = build(placement={"form": Form.SUPPORTED_EMPLOYMENT}, indications=(new, old))
    assert assess(facts).of("C2").outcome is BLOCK


@pytest.mark.parametrize(("until", "outcome"), [(date(2026, 11, 24), PASS), (date(2026, 11, 23), BLOCK)])
def test_a_running_placement_needs_its_indication_today(build: Build, until: date, outcome: Outcome) -> None:
    running = {"state": PlacementState.ACTIVE, "start": date(2024, 3, 1)}
    facts = build(placement=running, indications=(IndicationFacts(WSW, None, until),))
    assert assess(facts).of("C2").outcome is outcome


OPEN = {
    TargetGroup.WSW: "sheltered group-secondment individual-secondment supported-employment green regular-job",
    TargetGroup.SHELTERED: "sheltered group-secondment individual-secondment learn-work subsidised-job",
    TargetGroup.JOB_AGREEMENT: (
        "group-secondment individual-secondment learn-work trial work-experience subsidised-job regular-job"
    ),
    TargetGroup.PW: "learn-work trial work-experience subsidised-job regular-job",
    TargetGroup.UWV: "learn-work trial work-experience regular-job",
}


@pytest.mark.parametrize("group", TargetGroup)
@pytest.mark.parametrize("form", Form)
def test_form_fits_group(build: Build, group: TargetGroup, form: Form) -> None:
    finding = assess(build(client={"group": group}, placement={"form": form})).of("C3")
    if form in OPEN[group].split():
        assert finding.outcome is PASS
    else:
        assert finding.outcome is BLOCK
        assert OPEN[group].replace(" ", ", ") in str(finding.sentence)
        assert [r.act for r in finding.remedies] == ["change-form"]


def test_tables_of_groups_know_every_group() -> None:
    assert set(FORMS_OF_GROUP) == set(TargetGroup) > set(KIND_OF_GROUP)


@pytest.mark.parametrize(
    ("client", "outcome", "promise", "says"),
    [
        ({}, PASS, 9, "Joris Baan is employed by Almelo"),
        (
            {"formal_employer": None, "formal_employer_is_ours": False},
            BLOCK,
            9,
            "not known which municipality employs Joris Baan",
        ),
        ({"formal_employer": "Soweco NV", "formal_employer_is_ours": False}, BLOCK, 9, "Soweco NV, which is none of the six"),
        ({"hr_administrator": None}, BLOCK, 40, "NUO or Larcom"),
        ({"group": TargetGroup.PW, "formal_employer_is_ours": False}, SKIP, 9, "Wsw only"),
        ({"group": TargetGroup.SHELTERED, "formal_employer_is_ours": False}, SKIP, 9, "Wsw only"),
    ],
)
def test_employer_of_record(build: Build, client: dict[str, Any], outcome: Outcome, promise: int, says: str) -> None:
    finding = assess(build(client=client)).of("C14")
    assert (finding.outcome, finding.promise) == (outcome, promise)
    assert says in str(finding.sentence)
    assert [r.act for r in finding.remedies] == (["edit-client"] if outcome is BLOCK else [])


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (ClientStatus.ACTIVE, PASS),
        (ClientStatus.ILL, WARN),
        (ClientStatus.ABSENT, WARN),
        (ClientStatus.ENDED, BLOCK),
        (ClientStatus.DECEASED, BLOCK),
        (ClientStatus.MOVED, BLOCK),
    ],
)
def test_available(build: Build, status: ClientStatus, outcome: Outcome) -> None:
    finding = assess(build(client={"status": status})).of("C16")
    assert finding.outcome is outcome
    assert "Joris Baan" in str(finding.sentence)
    assert ("give-reason" in [r.act for r in finding.remedies]) == (outcome is WARN)
