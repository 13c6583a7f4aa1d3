"""A running placement that changes is judged again; its own hours and its own consent are not counted against it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.coordinations import approve, request
from db.history import history
from db.judgements import judgements
from db.placements import (
    ChangedPlacement,
    change_placement,
    check_active,
    check_change,
    check_one,
    check_proposal,
    place,
    placement_file,
    running_input,
)
from db.store import Store
from db.vacancies import close_vacancy, create_vacancy
from models.actor import Actor
from models.coordination.request import Coordination
from models.errors import BadInput, Conflict, InvalidInput, Refused
from models.kinds import CoordinationState, Form, PlacementState
from models.placement import Placement
from models.placement_change import FieldChange, Named
from models.vacancy import VacancyInput
from tests.db.living import rebuilt
from tests.db.world import START, World, asked, proposal

TODAY = date(2026, 11, 24)
UNTIL = date(2027, 5, 31)
HEARD = {"move_reason": "closer to home", "client_view": "Fijn, dan kan ik fietsen."}
"""What is written down when a Wsw client moves (rule C8)."""


@pytest.fixture
def world(store: Store, admin: Actor) -> World:
    return World(store, admin)


def agree(world: World, employer: bytes | None = None, form: Form = Form.INDIVIDUAL_SECONDMENT, **values: Any) -> bytes:
    row = request(world.store, world.consultant, asked(world.joris, employer or world.bakery, form=form))
    return approve(world.store, world.holder, row.id, **values).id


@pytest.fixture
def runs(world: World) -> bytes:
    """Joris at the bakery, 20 of his 36 hours, until the end of May."""
    agree(world)
    placed = place(
        world.store, world.consultant, proposal(world.joris, world.bakery, hours="20", until=UNTIL, supervisor="A. Bakker")
    )
    assert placed.id is not None
    return placed.id


def change(world: World, key: bytes, actor: Actor | None = None, **changes: Any) -> ChangedPlacement:
    options = {name: changes.pop(name) for name in ("reasons", "consent", "dry_run", "version") if name in changes}
    with world.store.read() as reader:
        data = running_input(reader, key, changes)
        version = options.pop("version", None) or placement_file(reader, key, TODAY).version
    return change_placement(world.store, actor or world.consultant, key, version, data, **options)


def blocking(done: ChangedPlacement) -> list[str]:
    return [finding.rule for finding in done.placed.assessment.blocks]


def stored(world: World, key: bytes, field: str) -> Any:
    return world.value(f"SELECT {field} FROM placement WHERE id = ?", key)


def test_extending_uses_the_consent_that_it_has_and_keeps_what_was_beside_what_is(world: World, runs: bytes) -> None:
    consent = stored(world, runs, "consent_id")
    done = change(world, runs, until="30-11-2027", hours="24")
    assert (done.placed.state, done.judged, blocking(done)) == (PlacementState.ACTIVE, True, [])
    assert done.changed == (
        FieldChange("until", UNTIL, date(2027, 11, 30)),
        FieldChange("hours", Decimal(20), Decimal(24)),
    )
    assert (stored(world, runs, "until"), stored(world, runs, "consent_id")) == ("2027-11-30", consent)
    assert world.value("SELECT state FROM coordination WHERE id = ?", consent) == CoordinationState.USED
    with world.store.read() as reader:
        lines = history(reader, runs)
    assert {str(line.field) for line in lines if line.field} == {"until", "hours", "checks"}
    assert {str(line.action) for line in lines[:3]} == {"running placement changed"}


def test_its_own_hours_do_not_count_against_it_but_those_of_others_do(world: World, runs: bytes) -> None:
    assert blocking(change(world, runs, hours="36")) == []
    assert blocking(change(world, runs, hours="37")) == ["C1"]
    assert stored(world, runs, "hours") == "36"


def test_what_a_rule_refuses_is_not_stored(world: World, runs: bytes) -> None:
    before = world.count("journal_entry")
    done = change(world, runs, hours="40", supervisor="B. Ander")
    assert (done.placed.id, done.placed.number, blocking(done)) == (None, None, ["C1"])
    assert [c.field for c in done.changed] == ["hours", "supervisor"]
    assert (stored(world, runs, "hours"), stored(world, runs, "supervisor")) == ("20", "A. Bakker")
    assert world.count("journal_entry") == before


def test_who_guides_and_where_back_to_is_simply_changed(world: World, runs: bytes) -> None:
    kept, hall = stored(world, runs, "assessment"), world.location("Hal 3")
    done = change(world, runs, supervisor="B. Ander", fallback_id=hall, remarks="sleutel bij de balie")
    assert (done.judged, [c.field for c in done.changed]) == (False, ["supervisor", "fallback_id", "remarks"])
    assert done.changed[1].new == Named("LA00001", "Hal 3")
    assert (stored(world, runs, "supervisor"), stored(world, runs, "assessment")) == ("B. Ander", kept)
    with pytest.raises(Refused):
        change(world, runs, actor=world.colleague, supervisor="C. Derde")


def test_another_employer_or_form_asks_a_consent_of_its_own(world: World, runs: bytes) -> None:
    elsewhere = world.employer("Smederij West", world.holder)
    assert blocking(change(world, runs, employer_id=elsewhere)) == ["E2", "C8"]
    assert blocking(change(world, runs, form=Form.SUPPORTED_EMPLOYMENT, **HEARD)) == ["E2"]
    first, second = stored(world, runs, "consent_id"), agree(world, elsewhere)
    done = change(world, runs, employer_id=elsewhere, **HEARD)
    assert blocking(done) == []
    assert (stored(world, runs, "move_reason"), stored(world, runs, "client_view")) == tuple(HEARD.values())
    assert blocking(change(world, runs, employer_id=world.bakery)) == ["E2", "C8"], "asked anew for each move"
    numbers = [world.value("SELECT number FROM employer WHERE id = ?", key) for key in (world.bakery, elsewhere)]
    assert done.changed == (FieldChange("employer_id", Named(numbers[0], "Bakkerij Oost"), Named(numbers[1], "Smederij West")),)
    assert stored(world, runs, "consent_id") == second != first
    assert world.value("SELECT state FROM coordination WHERE id = ?", second) == CoordinationState.USED


def test_a_consent_whose_term_has_passed_still_covers_what_asks_nothing_more(world: World, runs: bytes) -> None:
    world.set(Coordination, stored(world, runs, "consent_id"), valid_until=date(2026, 11, 23))
    assert blocking(change(world, runs, hours="21")) == ["E2"]
    assert blocking(change(world, runs, until="1-6-2027")) == ["E2"]
    assert blocking(change(world, runs, until="")) == ["E2"]
    assert blocking(change(world, runs, hours="16", until="30-4-2027")) == []
    assert blocking(change(world, runs, hours="17")) == ["E2"]
    fresh = agree(world)
    assert blocking(change(world, runs, hours="24")) == []
    assert stored(world, runs, "consent_id") == fresh


def test_a_second_placement_can_not_use_the_consent_that_runs_on(world: World, runs: bytes) -> None:
    change(world, runs, until="30-11-2027")
    found = check_proposal(world.store, world.consultant, proposal(world.joris, world.bakery, hours="8"))
    assert "E2" in [f.rule for f in found.blocks]


def test_a_warning_asks_for_a_reason_and_one_that_still_says_the_same_has_it(world: World, runs: bytes) -> None:
    from models.client import Client

    world.set(Client, world.joris, status="ill")
    assert blocking(change(world, runs, hours="24")) == ["A2"]
    assert blocking(change(world, runs, hours="24", reasons={"C16": "begint opbouwend"})) == []
    assert blocking(change(world, runs, hours="28")) == []


def test_another_first_day_another_client_and_nothing_are_refused_in_words(world: World, runs: bytes) -> None:
    with pytest.raises(InvalidInput) as wrong:
        change(world, runs, start="2-12-2026")
    assert [name for name, _ in wrong.value.problems] == ["start"]
    with pytest.raises(BadInput, match="another client"):
        change(world, runs, client_id=world.client("Ander", world.consultant))
    with pytest.raises(BadInput, match="Nothing"):
        change(world, runs, hours="20,0")
    with pytest.raises(Conflict):
        change(world, runs, hours="24", version=7)


def test_a_last_day_that_has_passed_is_an_end(world: World, runs: bytes) -> None:
    world.set(Placement, runs, start=date(2026, 3, 2), until=date(2026, 11, 1))
    with pytest.raises(InvalidInput) as wrong:
        change(world, runs, hours="24")
    assert [name for name, _ in wrong.value.problems] == ["until"]
    assert blocking(change(world, runs, hours="24", until="1-3-2027")) == []


def test_it_is_judged_as_of_today_not_as_of_its_start(world: World, runs: bytes) -> None:
    world.set(Placement, runs, start=date(2020, 3, 2))
    agree(world, world.employer("Smederij West", world.holder))
    elsewhere = world.value("SELECT id FROM employer WHERE name = 'Smederij West'")
    assert blocking(change(world, runs, employer_id=elsewhere, **HEARD)) == []


def test_a_placement_that_was_taken_over_is_judged_as_any_other_once_it_changes(world: World, runs: bytes) -> None:
    world.set(Placement, runs, taken_over=True, consent_id=None, assessment=None)
    assert blocking(change(world, runs, hours="24")) == ["E2"]
    assert not check_active(world.store).broken
    agree(world)
    assert blocking(change(world, runs, hours="24")) == []
    assert stored(world, runs, "taken_over") == 1
    report = check_active(world.store)
    assert (report.checked, report.taken_over, report.broken) == (1, 1, [])
    assert check_one(world.store, world.consultant, runs).assessment.of("E2").outcome == "pass"


def test_hours_that_nobody_knew_stay_so_and_emptied_ones_become_the_contract(world: World, runs: bytes) -> None:
    world.set(Placement, runs, hours=None)
    change(world, runs, rate="9,50")
    assert stored(world, runs, "hours") is None
    world.set(Placement, runs, hours=Decimal(20))
    change(world, runs, hours=None)
    assert stored(world, runs, "hours") == "36"


def test_dry_run_and_looking_store_nothing_and_say_the_same(world: World, runs: bytes) -> None:
    before = world.count("journal_entry")
    dry = change(world, runs, hours="24", dry_run=True)
    with world.store.read() as reader:
        seen = check_change(world.store, world.consultant, runs, running_input(reader, runs, {"hours": "24"}))
        same = check_change(world.store, world.consultant, runs, running_input(reader, runs, {}))
    assert (dry.placed.assessment, dry.changed) == (seen.assessment, seen.changed)
    assert same == ((), None)
    assert world.count("journal_entry") == before


def test_every_judgement_stays_readable_with_what_changed(world: World, runs: bytes) -> None:
    change(world, runs, hours="24")
    change(world, runs, hours="20")
    change(world, runs, hours="24", employer_id=world.bakery, location_id=world.location("Hal 3"))
    with world.store.read() as reader:
        found = judgements(reader, runs)
        newest = placement_file(reader, runs, TODAY).assessment
    assert [[c.field for c in one.changes] for one in found] == [["location_id", "hours"], ["hours"], ["hours"], []]
    assert found[0].changes[0].new == Named("LA00001", "Hal 3")
    assert found[1].changes == (FieldChange("hours", Decimal(24), Decimal(20)),)
    assert found[0].assessment == newest
    assert [str(one.action) for one in found] == ["running placement changed"] * 3 + ["placed"]
    assert {one.who for one in found} == {"M. ter Braak"}


def offered(world: World, places: int = 1, **values: Any) -> bytes:
    data = VacancyInput(**{"employer_id": world.bakery, "title": "Oven", "places": places, **values})
    return create_vacancy(world.store, world.holder, data).id


def test_a_change_to_another_vacancy_takes_a_place_there_and_is_warned_of_what_it_offers(world: World, runs: bytes) -> None:
    own, short, closed = offered(world), offered(world, until="31-3-2027"), offered(world)
    close_vacancy(world.store, world.holder, closed, 1, "vervuld")
    assert blocking(change(world, runs, vacancy_id=own)) == []
    close_vacancy(world.store, world.holder, own, 1, "vervuld")
    assert blocking(change(world, runs, until="30-6-2027")) == [], "that its own vacancy was closed since does not matter"
    assert blocking(change(world, runs, vacancy_id=closed)) == ["E10"]
    done = change(world, runs, vacancy_id=short)
    assert [f.rule for f in done.placed.assessment.warnings] == ["E10"]
    assert done.changed[0].new == Named("VA00002", "Oven")
    assert blocking(change(world, runs, vacancy_id=short, reasons={"E10": "de bakker wil langer"})) == []


def test_a_place_of_a_standing_consent_comes_back_when_the_placement_moves_on(world: World, runs: bytes) -> None:
    first = stored(world, runs, "consent_id")
    world.set(Coordination, first, places=1)
    elsewhere = world.employer("Smederij West", world.holder)
    agree(world, elsewhere)
    assert blocking(change(world, runs, employer_id=elsewhere, **HEARD)) == []
    assert world.value("SELECT state FROM coordination WHERE id = ?", first) == CoordinationState.APPROVED


def test_the_journal_knows_all_of_it(world: World, runs: bytes, tmp_path: Path) -> None:
    change(world, runs, hours="24", until="30-11-2027")
    change(world, runs, supervisor="B. Ander")
    rebuilt(world.store, tmp_path)


def test_only_who_may_place_the_client_changes_the_placement(world: World, runs: bytes) -> None:
    assert blocking(change(world, runs, actor=world.colleague, hours="24")) == ["A1"]
    assert blocking(change(world, runs, actor=world.lead, hours="24")) == []


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(hours=st.integers(min_value=1, max_value=45), later=st.integers(min_value=-60, max_value=900))
def test_what_is_stored_is_what_no_rule_refuses(world: World, runs: bytes, hours: int, later: int) -> None:
    """Whatever is asked: it is stored exactly when nothing blocks, and then it is what was asked."""
    wanted = date.fromordinal(START.toordinal() + 200 + later)
    before = (stored(world, runs, "hours"), stored(world, runs, "until"))
    if before == (str(hours), wanted.isoformat()):
        return
    done = change(world, runs, hours=str(hours), until=wanted, reasons={"C15": "renewal is asked for"})
    after = (stored(world, runs, "hours"), stored(world, runs, "until"))
    assert done.placed.assessment.blocked == (hours > 36)
    assert after == (before if done.placed.assessment.blocked else (str(hours), wanted.isoformat()))
