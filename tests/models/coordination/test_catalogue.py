"""The table of rules, and what holds for all of them."""

from __future__ import annotations

import inspect
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.actor import Actor
from models.coordination.catalogue import RULES, assess, assess_running
from models.coordination.facts import (
    AbsenceFacts,
    AgreementFacts,
    ClientFacts,
    ConditionFacts,
    ConsentFacts,
    EmployerFacts,
    FallbackFacts,
    HolderFacts,
    IndicationFacts,
    LongestFacts,
    MandateFacts,
    OrderFacts,
    OtherPlacement,
    OverrideFacts,
    PensionAge,
    Person,
    PlacementFacts,
    ProposedPlacement,
    RunningFacts,
    StopFacts,
    TwinFacts,
    VacancyFacts,
    WageValueFacts,
    WorkFacts,
    WorkplaceFacts,
)
from models.coordination.facts.approach import Approach, ApproachFacts, GroupFacts, NoticeFacts
from models.coordination.findings import ACTS, from_json, to_json
from models.kinds import (
    AbsenceKind,
    AgreementState,
    ClientStatus,
    CoordinationState,
    Decision,
    EmployerState,
    Form,
    HrAdministrator,
    IndicationKind,
    OrderState,
    Outcome,
    PlacementState,
    Role,
    Scope,
    TargetGroup,
    Twin,
)
from models.messages import Message
from models.worth import Figures
from tests.models.coordination.conftest import FIGURES

Build = Callable[..., PlacementFacts]

TABLE = "E1 E2 E3 E4 E5 E6 E7 E8 E9 E10 C1 C2 C3 C4 C5 C6 C7 C8 C9 C10 C11 C12 C14 C15 C16 A1 A2 A3".split()


def test_the_table_is_in_order() -> None:
    assert [rule.id for rule in RULES] == TABLE
    assert all((rule.judge is None) != (rule.weigh is None) for rule in RULES)
    assert all(1 <= rule.promise <= 45 for rule in RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_each_rule_has_its_page(rule: object) -> None:
    page = inspect.getdoc(rule.judge or rule.weigh)  # type: ignore[attr-defined]
    assert page is not None
    assert page.splitlines()[0].endswith(f"({rule.id}).")  # type: ignore[attr-defined]
    for heading in ("What: ", "Why: ", "Broken when: ", "Remedy: ", "Keeps: promise"):
        assert f"\n{heading}" in page


def test_a_placement_in_order_passes_every_rule(build: Build) -> None:
    assessment = assess(build())
    assert not assessment.blocked
    silent = {f.rule for f in assessment.findings if f.outcome is not Outcome.PASS}
    assert silent == set("E3 E9 E10 C4 C5 C6 C7 C8 C10 C11 C12 A3".split())


def test_at_a_location_of_our_own_no_employer_is_asked(build: Build) -> None:
    assessment = assess(build(employer=None, placement={"form": Form.SHELTERED}, location="Werkplein Almelo"))
    assert not assessment.blocked
    silent = [f.rule for f in assessment.findings if f.outcome is Outcome.NOT_APPLICABLE]
    assert silent == "E1 E2 E3 E4 E5 E6 E7 E8 E9 E10 C4 C5 C6 C7 C8 C9 C10 C11 C12 A3".split()


def test_what_does_not_apply_to_placements_taken_over(build: Build) -> None:
    facts = build(
        consent=None,
        employer={"state": EmployerState.PROSPECT},
        placement={"taken_over": True, "form": Form.LEARN_WORK},
        client={"group": TargetGroup.PW},
        mandates=(),
    )
    assessment = assess(facts)
    assert not assessment.blocked
    silent = {f.rule for f in assessment.findings if f.outcome is Outcome.NOT_APPLICABLE}
    assert silent == set("E1 E2 E3 E4 E5 E7 E9 E10 C2 C4 C5 C6 C7 C8 C10 C11 C12 C14 C15 A1 A2 A3".split())


def running(facts: PlacementFacts) -> PlacementFacts:
    return replace(facts, placement=replace(facts.placement, state=PlacementState.ACTIVE))


def test_a_running_placement_keeps_its_consent_and_mandate_as_they_stood(build: Build) -> None:
    kept = assess(build())
    later = running(build(consent={"valid_until": date(2026, 11, 23)}, mandates=(), client={"status": ClientStatus.ILL}))
    assert assess(later).blocked
    today = assess_running(later, kept)
    assert [f.rule for f in today.findings] == TABLE
    assert not today.blocked
    assert today.of("C16").outcome is Outcome.WARN
    assert today.consent == kept.consent


def test_a_running_placement_is_judged_anew_on_everything_else(build: Build) -> None:
    kept = assess(build())
    later = running(build(employer={"holder": None, "state": EmployerState.BLOCKED}, client={"status": ClientStatus.MOVED}))
    assert [f.rule for f in assess_running(later, kept).blocks] == ["E1", "E8", "C16"]


def test_a_rule_that_was_not_kept_is_not_held_against_a_running_placement(build: Build) -> None:
    kept = assess(build())
    older = replace(kept, findings=tuple(f for f in kept.findings if f.rule != "A1"))
    finding = assess_running(running(build(mandates=())), older).of("A1")
    assert (finding.outcome, finding.promise) == (Outcome.NOT_APPLICABLE, 20)


def test_a_placement_taken_over_needs_no_kept_assessment(build: Build) -> None:
    facts = running(build(placement={"taken_over": True}, consent=None))
    assert assess_running(facts, None) == assess(facts)
    assert not assess_running(facts, assess(build(consent=None))).blocked


def test_the_rules_load_neither_tables_nor_screens() -> None:
    """They are on the way to the first screen."""
    code = "import sys, models.coordination.catalogue; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONPATH": ":".join(sys.path)}
    )
    assert not {"sqlmodel", "sqlalchemy", "pydantic", "textual"} & set(done.stdout.split())


# Any facts at all: few people and days, so that things meet; names as people really write them.
DAYS = st.integers(-5, 5).map(lambda n: date(2026, 12, 8) + timedelta(n))
MAYBE_DAY = st.none() | DAYS
KEYS = st.sampled_from([bytes([n]) * 16 for n in range(4)])
TEXTS = st.sampled_from(["Joris Baan", "{client}", "x [/", "=1+1", "\x1b[31m", "☃", "", "{"]) | st.text(max_size=5)
HOURS = st.none() | st.integers(1, 40).map(Decimal)
PEOPLE = st.builds(Person, KEYS, TEXTS, st.booleans(), st.sampled_from(["", "Noord"]))
MAYBE_PERSON = st.none() | PEOPLE


def several(one: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(one, max_size=3).map(tuple)


def figures(keys: set[str]) -> Figures:
    """Some of the settings, as they hold."""
    return {key: FIGURES[key] for key in keys}


WORDS = st.sampled_from([None, "tillen, ", "Tillen; heftruck", "x [/"])
PLACES = st.sampled_from([None, "Almelo", "Rijssen", "{"])
AGES = (PensionAge(date(2015, 1, 1), 804), PensionAge(date(2026, 12, 8), 807))
CONSENTS = st.builds(
    ConsentFacts,
    id=KEYS,
    number=st.sampled_from(["AA00001", "AA00002"]),
    state=st.sampled_from(CoordinationState),
    form=st.sampled_from([Form.LEARN_WORK, Form.SHELTERED]),
    for_this_client=st.booleans(),
    places=st.none() | st.integers(1, 3),
    uses=st.integers(0, 3),
    requested_by=MAYBE_PERSON,
    requested_on=MAYBE_DAY,
    decided_by=MAYBE_PERSON,
    decider_was_holder=st.booleans(),
    decided_on=MAYBE_DAY,
    valid_until=MAYBE_DAY,
    own_decision=st.booleans(),
    reason=st.none() | TEXTS,
    conditions=several(st.builds(ConditionFacts, st.integers(1, 3), TEXTS, st.none() | TEXTS)),
)
APPROACHES = st.builds(
    ApproachFacts,
    st.sampled_from(Approach),
    KEYS,
    TEXTS,
    DAYS,
    st.none() | KEYS,
    st.none() | st.sampled_from(["AA00001", "PA00001"]),
)
HOLDERS = st.builds(HolderFacts, PEOPLE, since=MAYBE_DAY, away=st.booleans(), deputy=MAYBE_PERSON)
GROUPS = st.builds(GroupFacts, TEXTS, st.none() | HOLDERS, several(st.builds(NoticeFacts, DAYS, TEXTS, TEXTS)))
REASONS = several(st.sampled_from(["branch-number", "kvk", "name-and-place", "phone", "domain"]))
EMPLOYERS = st.builds(
    EmployerFacts,
    id=KEYS,
    number=TEXTS,
    name=TEXTS,
    state=st.sampled_from(EmployerState),
    werkplein=st.none() | TEXTS,
    holder=st.none() | HOLDERS,
    stops=several(st.builds(StopFacts, TEXTS, DAYS, MAYBE_DAY)),
    twins=several(st.builds(TwinFacts, TEXTS, TEXTS, st.sampled_from(Twin), REASONS, MAYBE_PERSON)),
    consents=several(CONSENTS),
    approaches=several(APPROACHES),
    approach_days=st.integers(0, 30),
    group=st.none() | GROUPS,
)
VACANCIES = st.builds(
    VacancyFacts,
    id=KEYS,
    number=TEXTS,
    title=TEXTS,
    employer_id=KEYS,
    employer=TEXTS,
    places=st.integers(1, 3),
    taken_by=several(TEXTS),
    forms=several(st.sampled_from(Form)),
    start=MAYBE_DAY,
    until=MAYBE_DAY,
    closed_on=MAYBE_DAY,
)
PLACEMENTS = st.builds(
    ProposedPlacement,
    form=st.sampled_from(Form),
    start=DAYS,
    until=MAYBE_DAY,
    hours=HOURS,
    rate=st.none() | st.sampled_from([Decimal("10.90"), Decimal(11), Decimal(20)]),
    state=st.sampled_from(PlacementState),
    taken_over=st.booleans(),
    consent_number=st.sampled_from([None, "AA00001", "AA00099"]),
    workplace=st.none() | TEXTS,
    move_reason=st.none() | TEXTS,
    client_view=st.none() | TEXTS,
)
WORKPLACES = st.builds(
    WorkplaceFacts,
    TEXTS,
    TEXTS,
    st.sampled_from(Form),
    st.none() | KEYS,
    st.none() | KEYS,
    MAYBE_DAY,
    MAYBE_DAY,
    st.sampled_from(PlacementState),
    st.none() | TEXTS,
    st.none() | TEXTS,
)
CLIENTS = st.builds(
    ClientFacts,
    id=KEYS,
    number=TEXTS,
    name=TEXTS,
    group=st.sampled_from(TargetGroup),
    status=st.sampled_from(ClientStatus),
    municipality=TEXTS,
    contract_hours=HOURS,
    consultant=MAYBE_PERSON,
    formal_employer=st.none() | TEXTS,
    formal_employer_is_ours=st.booleans(),
    hr_administrator=st.none() | st.sampled_from(HrAdministrator),
    birth_date=st.sampled_from([None, "1968-00-00", "2007-12-08", "2013-01-01"]),
    contract_until=MAYBE_DAY,
)
FACTS = st.builds(
    PlacementFacts,
    today=DAYS,
    placement=PLACEMENTS,
    client=CLIENTS,
    actor=st.builds(Actor, KEYS, TEXTS, st.frozensets(st.sampled_from(Role)), st.sampled_from(["", "Noord"])),
    indications=several(
        st.builds(IndicationFacts, st.sampled_from(IndicationKind), MAYBE_DAY, MAYBE_DAY, st.none() | st.booleans())
    ),
    others=several(st.builds(OtherPlacement, TEXTS, TEXTS, DAYS, MAYBE_DAY, HOURS)),
    employer=st.none() | EMPLOYERS,
    wage_values=several(
        st.builds(WageValueFacts, st.sampled_from([Decimal(60), Decimal(0), Decimal(100)]), MAYBE_DAY, MAYBE_DAY)
    ),
    figures=st.sets(st.sampled_from(("minimum-wage-hour", "costs-rate", "young-wage.19"))).map(figures),
    longest=st.none() | st.builds(LongestFacts, st.integers(1, 24), DAYS),
    orders=several(
        st.builds(OrderFacts, TEXTS, st.sampled_from(Form), DAYS, MAYBE_DAY, st.sampled_from(OrderState), st.booleans())
    ),
    agreements=several(
        st.builds(
            AgreementFacts,
            TEXTS,
            DAYS,
            DAYS,
            st.sampled_from(AgreementState),
            st.booleans(),
            st.none() | st.integers(0, 9000).map(Decimal),
            st.integers(0, 9000).map(Decimal),
        )
    ),
    vacancy=st.none() | VACANCIES,
    absences=several(st.builds(AbsenceFacts, st.sampled_from(AbsenceKind), DAYS, MAYBE_DAY, MAYBE_DAY)),
    fallback=st.none()
    | st.builds(
        FallbackFacts,
        TEXTS,
        TEXTS,
        st.none() | st.integers(0, 2),
        st.integers(0, 2),
        st.integers(0, 2),
        MAYBE_DAY,
        MAYBE_DAY,
    ),
    workplaces=several(WORKPLACES),
    was=st.none() | st.builds(RunningFacts, st.none() | KEYS, st.sampled_from(Form), MAYBE_DAY, HOURS, where=TEXTS),
    mandates=several(
        st.builds(
            MandateFacts,
            st.sampled_from(Role),
            st.sampled_from([Decision.PLACE, Decision.PROPOSE, Decision.OVERRIDE]),
            st.sampled_from(Scope),
            st.sampled_from([None, Decimal(0), Decimal(10)]),
            st.sampled_from([None, "C1", "C12"]),
        )
    ),
    location_is_green=st.booleans(),
    work=st.builds(
        WorkFacts,
        limits=WORDS,
        travel_km=st.none() | st.integers(1, 20),
        home=PLACES,
        work=PLACES,
        asked_skills=WORDS,
        barred_limits=WORDS,
        asked_hours=HOURS,
        asked_wage_value=HOURS,
        wage_values=several(st.builds(WageValueFacts, st.sampled_from([Decimal(60), Decimal(20)]), MAYBE_DAY, MAYBE_DAY)),
        outdoor_service=PLACES,
    ),
    pension_ages=st.sampled_from([(), AGES[:1], AGES]),
    overrides=several(
        st.builds(
            OverrideFacts,
            st.sampled_from(["C1", "C12", "E1"]),
            st.just(Message("Nobody said this.")),
            PEOPLE,
            st.sampled_from(Role),
            DAYS,
            TEXTS,
            st.booleans(),
        )
    ),
    reasons=st.dictionaries(st.sampled_from(TABLE), TEXTS, max_size=3),
)


def sentences(message: Message) -> Iterator[Message]:
    """A message and all messages inside it."""
    yield message
    for value in message.values.values():
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, Message):
                yield from sentences(part)


@given(FACTS)
def test_any_facts_give_one_finding_a_rule_that_can_be_read(facts: PlacementFacts) -> None:
    assessment = assess(facts)
    assert [f.rule for f in assessment.findings] == TABLE
    for finding in assessment.findings:
        assert finding.promise
        assert bool(finding.remedies) == (finding.blocks or (finding.warns and not finding.set_aside))
        assert {remedy.act for remedy in finding.remedies} <= set(ACTS)
        for top in (finding.sentence, *(remedy.sentence for remedy in finding.remedies)):
            for message in sentences(top):
                assert {name for _, name, _, _ in Formatter().parse(message.id) if name} == set(message.values)


@given(FACTS)
def test_what_blocks_or_needs_no_employer_is_not_placed_in_silence(facts: PlacementFacts) -> None:
    """Whoever is placed outside without being taken over has a consent of the account holder."""
    assessment = assess(facts)
    if facts.employer is not None and not facts.placement.taken_over and not assessment.blocked:
        used = next(c for c in facts.employer.consents if c.id == assessment.consent and c.uses < (c.places or 1))
        assert used.decided_by is not None
    assert assessment.consent is None or assessment.of("E2").outcome is Outcome.PASS


@given(FACTS)
def test_nobody_is_placed_past_who_directs_them(facts: PlacementFacts) -> None:
    """Who needs an order has one that is open, of who directs them, for the form and the first day."""
    assessment = assess(facts)
    if facts.client.group in (TargetGroup.PW, TargetGroup.UWV) and not facts.placement.taken_over and not assessment.blocked:
        assert any(
            o.by_director and o.state is OrderState.OPEN and o.form == facts.placement.form and o.start <= facts.judged_on
            for o in facts.orders
        )
        assert facts.client.group is TargetGroup.UWV or any(
            a.has_product and a.state is AgreementState.SIGNED and a.start <= facts.placement.start <= a.until
            for a in facts.agreements
        )


@given(FACTS)
def test_nobody_of_ours_works_outside_without_a_place_to_come_back_to(facts: PlacementFacts) -> None:
    """Who is placed outside on the NUO's own task has a fallback place that is open and, if anybody counted, has room."""
    if facts.employer is None or facts.placement.taken_over or assess(facts).blocked:
        return
    if facts.client.group in (TargetGroup.WSW, TargetGroup.SHELTERED):
        there = facts.fallback
        assert there is not None
        assert there.capacity is None or there.taken < there.capacity
        assert there.closed_on is None or there.closed_on >= facts.judged_on


@given(FACTS)
def test_an_assessment_is_kept_whole(facts: PlacementFacts) -> None:
    assessment = assess(facts)
    assert from_json(to_json(assessment, facts.reasons)) == (assessment, facts.reasons)
