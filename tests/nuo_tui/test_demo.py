"""The demo caseload shows something of every rule and every list, on whatever day it is made."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from stdnum.nl import bsn

from db.duplicates.lookalikes import look_alikes
from db.imports import list_imports
from db.lists.opening import SCOPES, open_list
from db.lists.rows import list_rows
from db.merging.unmerging import unmerge_outlook
from db.placements import check_active, check_one, check_proposal
from db.refs import resolve
from db.store import Store
from db.team import reach, team_of
from db.today import today_of
from db.what_if import Wish, places_for
from models.kinds import CoordinationState, Form, Outcome, PlacementState, Possible
from models.placement import PlacementInput
from models.today import Why
from nuo_tui.demo import ADMINISTRATOR, CONSULTANT, dated, make_demo
from nuo_tui.demo.alike import MERGED_INTO
from nuo_tui.demo.falling_back import WORKPLACE


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with make_demo(tmp_path_factory.mktemp("demo") / "demo.store", None) as store:
        yield store


def test_about_sixty_clients_forty_employers_seventy_placements_and_requests(demo: Store) -> None:
    with demo.read() as reader:
        totals = {
            name: list_rows(reader, name, today=demo.today())[0] for name in ("client", "employer", "placement", "coordination")
        }
    assert totals["client"] == 61
    assert totals["employer"] == 41, "one of them was merged into another"
    assert totals["placement"] + totals["coordination"] >= 68


def test_all_its_files_came_in_whole(demo: Store) -> None:
    with demo.read() as reader:
        runs = list_imports(reader)
    assert sorted(run.what for run in runs) == ["clients", "employers", "placements"]
    assert all(run.rejected == 0 for run in runs)


@pytest.mark.parametrize("state", [s for s in CoordinationState if s is not CoordinationState.WITHDRAWN])
def test_there_is_a_request_in_every_state(demo: Store, state: CoordinationState) -> None:
    with demo.read() as reader:
        assert list_rows(reader, "coordination", today=demo.today(), filters=[("state", state)])[0] > 0


@pytest.mark.parametrize(
    "state", [PlacementState.ACTIVE, PlacementState.PROPOSED, PlacementState.ENDED, PlacementState.BROKEN_OFF]
)
def test_there_are_placements_that_run_wait_ended_and_broke_off(demo: Store, state: PlacementState) -> None:
    with demo.read() as reader:
        assert list_rows(reader, "placement", today=demo.today(), filters=[("state", state)])[0] > 0


@pytest.mark.parametrize(
    ("rule", "client", "employer", "form"),
    [
        ("E1", "C00002", "D00008", Form.INDIVIDUAL_SECONDMENT),
        ("E2", "C00002", "D00004", Form.INDIVIDUAL_SECONDMENT),
        ("E3", "C00009", "D00004", Form.GROUP_SECONDMENT),
        ("E5", "C00002", "D00034", Form.INDIVIDUAL_SECONDMENT),
        ("E6", "C00002", "D00001", Form.INDIVIDUAL_SECONDMENT),
        ("E8", "C00002", "D00012", Form.INDIVIDUAL_SECONDMENT),
        ("C1", "C00001", "D00003", Form.INDIVIDUAL_SECONDMENT),
        ("C2", "C00005", "D00003", Form.GROUP_SECONDMENT),
        ("C3", "C00041", "D00003", Form.INDIVIDUAL_SECONDMENT),
        ("C6", "C00032", "D00003", Form.SUBSIDISED_JOB),
        ("C4", "C00042", "D00003", Form.LEARN_WORK),
        ("C5", "C00048", "D00003", Form.LEARN_WORK),
        ("C9", "C00003", "D00003", Form.GROUP_SECONDMENT),
        ("C14", "C00006", "D00003", Form.GROUP_SECONDMENT),
        ("C16", "C00029", "D00003", Form.GROUP_SECONDMENT),
        ("A1", "C00010", "D00003", Form.GROUP_SECONDMENT),
        ("A2", "C00004", "D00003", Form.GROUP_SECONDMENT),
    ],
)
def test_every_rule_has_something_to_hold_up(demo: Store, rule: str, client: str, employer: str, form: Form) -> None:
    with demo.read() as reader:
        where, who = resolve(reader, "employer", employer).id, resolve(reader, "client", client).id
    wish = PlacementInput(client_id=who, employer_id=where, form=form, start=demo.today() + timedelta(days=21))
    assert check_proposal(demo, demo.actor(CONSULTANT), wish).of(rule).outcome is Outcome.BLOCK


@pytest.mark.parametrize(
    ("rule", "employer", "client"),
    [("E7", "D00009", "C00002"), ("E9", "D00020", "C00002"), ("C11", "D00003", "C00018"), ("C15", "D00003", "C00001")],
)
def test_what_warns_has_something_to_warn_of(demo: Store, rule: str, employer: str, client: str) -> None:
    with demo.read() as reader:
        where, who = resolve(reader, "employer", employer).id, resolve(reader, "client", client).id
    start = demo.today() + timedelta(days=21)
    wish = PlacementInput(
        client_id=who, employer_id=where, form=Form.INDIVIDUAL_SECONDMENT, start=start, until=start + timedelta(days=100)
    )
    assert check_proposal(demo, demo.actor(CONSULTANT), wish).of(rule).outcome is Outcome.WARN


def test_a_new_account_holder_is_told_of_a_hand_over(demo: Store) -> None:
    with demo.read() as reader:
        found = today_of(reader, demo.actor("M. Dijkhuis").id, demo.today())
    assert [line.why for line in found.lines].count(Why.TAKEN_OVER) == 1


def test_a_rate_of_ones_own_is_held_up_and_so_is_its_mandate(demo: Store) -> None:
    with demo.read() as reader:
        (key,) = reader.rows("SELECT id FROM placement WHERE state = 'proposed' AND rate = '9'")[0]
    assessment = check_one(demo, demo.actor(CONSULTANT), key).assessment
    assert {assessment.of("C7").outcome, assessment.of("A1").outcome} == {Outcome.BLOCK}


def test_a_request_that_was_agreed_waits_for_its_placement(demo: Store) -> None:
    with demo.read() as reader:
        where, who = resolve(reader, "employer", "D00003").id, resolve(reader, "client", "C00008").id
        back = resolve(reader, "location", WORKPLACE).id
    start = demo.today() + timedelta(days=10)
    wish = PlacementInput(client_id=who, employer_id=where, form=Form.INDIVIDUAL_SECONDMENT, start=start, fallback_id=back)
    assert not check_proposal(demo, demo.actor(CONSULTANT), wish).blocked


def test_a_new_account_holder_has_not_heard_yet(demo: Store) -> None:
    with demo.read() as reader:
        where, who = resolve(reader, "employer", "D00007").id, resolve(reader, "client", "C00003").id
    start = demo.today() + timedelta(days=9)
    wish = PlacementInput(client_id=who, employer_id=where, form=Form.INDIVIDUAL_SECONDMENT, start=start, hours="28")
    found = check_proposal(demo, demo.actor(CONSULTANT), wish)
    assert (found.of("E2").outcome, found.of("E4").outcome) == (Outcome.PASS, Outcome.WARN)


def test_who_is_agreed_to_but_not_ordered_waits_for_the_order_alone(demo: Store) -> None:
    with demo.read() as reader:
        where, who = resolve(reader, "employer", "D00003").id, resolve(reader, "client", "C00042").id
        back = resolve(reader, "location", WORKPLACE).id
    start = demo.today() + timedelta(days=13)
    wish = PlacementInput(client_id=who, employer_id=where, form=Form.LEARN_WORK, start=start, hours="20", fallback_id=back)
    assert [f.rule for f in check_proposal(demo, demo.actor(CONSULTANT), wish).findings if f.blocks or f.warns] == ["C4"]


def test_an_order_opens_the_way_as_far_as_the_municipality_is_concerned(demo: Store) -> None:
    with demo.read() as reader:
        where, who = resolve(reader, "employer", "D00004").id, resolve(reader, "client", "C00041").id
    wish = PlacementInput(
        client_id=who, employer_id=where, form=Form.LEARN_WORK, start=demo.today() + timedelta(days=14), hours="20"
    )
    found = check_proposal(demo, demo.actor(CONSULTANT), wish)
    assert found.of("C4").outcome is Outcome.PASS
    assert found.of("E2").blocks


def test_what_runs_and_breaks_a_rule_is_found(demo: Store) -> None:
    report = check_active(demo)
    assert report.broken
    assert report.checked > report.taken_over > 0


OF_THE_HOLDER = {("coordination", "inbox"), ("coordination", "said"), ("employer", "mine"), ("vacancy", "mine")}
OF_THE_LEAD = {("coordination", "overdue"), ("coordination", "contested")}


@pytest.mark.parametrize(("subject", "scope"), [(s, scope.name) for s in SCOPES for scope in SCOPES[s]])
def test_every_list_opens(demo: Store, subject: str, scope: str) -> None:
    whose = {**dict.fromkeys(OF_THE_HOLDER, "M. Dijkhuis"), **dict.fromkeys(OF_THE_LEAD, "R. Wessels")}
    me = demo.actor(whose.get((subject, scope), CONSULTANT)).id
    source = open_list(demo, subject, me=me, scope=scope)
    rows = source.forward(None, 500)
    assert rows
    assert len(rows) == source.total()
    assert all(len(row.cells) == len(source.columns) for row in rows)


def test_its_people_are_made_up(demo: Store) -> None:
    with demo.read() as reader:
        numbers = [row[0] for row in reader.rows("SELECT bsn FROM client WHERE bsn IS NOT NULL")]
    assert len(numbers) == 60
    assert all(number.startswith("9999") and bsn.is_valid(number) for number in numbers)


@pytest.mark.parametrize("day", [date(2027, 1, 1), date(2028, 2, 29), date(2027, 5, 5), date(2026, 12, 25)])
def test_it_can_be_made_on_any_day(tmp_path: Path, day: date) -> None:
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    with make_demo(tmp_path / "demo.store", None, clock=lambda: noon) as store:
        assert store.today() == day
        assert store.actor(ADMINISTRATOR).name == ADMINISTRATOR


def test_only_whole_cells_are_relative_dates() -> None:
    assert dated("T-1;T+2\nKT-1;T-1x;T+0\n", date(2026, 11, 24)) == "T-1;26-11-2026\nKT-1;T-1x;24-11-2026\n"


def test_vandaag_has_something_that_broke(demo: Store) -> None:
    with demo.read() as reader:
        found = today_of(reader, demo.actor(CONSULTANT).id, demo.today())
    broken = {str(line.sentence) for line in found.lines if line.why is Why.BROKE}
    assert "Kringloop Nijverdal: an approach stop runs (Jan Slagers)" in broken


def test_somebody_is_away_somebody_fell_out_of_work_and_one_fallback_place_is_full(demo: Store) -> None:
    with demo.read() as reader:
        found = today_of(reader, demo.actor(CONSULTANT).id, demo.today())
        kept = reader.rows(
            "SELECT id FROM placement WHERE state = 'proposed' AND client_id = ?", (resolve(reader, "client", "C00005").id,)
        )
        who = resolve(reader, "client", "C00001").id
    told = {line.why: str(line.sentence) for line in found.lines if line.why in (Why.BACK, Why.AWAY)}
    assert set(told) == {Why.BACK, Why.AWAY}
    assert told[Why.BACK].endswith(f"5 days without work since it broke off · fallback place {WORKPLACE}")
    full = check_one(demo, demo.actor(CONSULTANT), kept[0][0]).assessment.of("C9")
    assert (full.outcome, "is full" in str(full.sentence)) == (Outcome.BLOCK, True)
    moves = PlacementInput(
        client_id=who, employer_id=None, location_id=_of(demo, "location", WORKPLACE), form=Form.SHELTERED, start=demo.today()
    )
    assert check_proposal(demo, demo.actor(CONSULTANT), moves).of("C8").blocks


def _of(demo: Store, subject: str, name: str) -> bytes:
    with demo.read() as reader:
        return resolve(reader, subject, name).id


def test_green_that_is_no_outdoor_service_is_held_up_and_a_block_is_set_aside(demo: Store) -> None:
    with demo.read() as reader:
        proposed = "SELECT id FROM placement WHERE state = 'proposed' AND client_id = ?"
        (kept,) = reader.rows(proposed, (_of(demo, "client", "C00051"),))[0]
    aside = check_one(demo, demo.actor(CONSULTANT), kept).assessment
    assert (aside.of("A3").outcome, "Set aside by R. Wessels" in str(aside.of("C12").sentence)) == (Outcome.PASS, True)
    wish = PlacementInput(
        client_id=_of(demo, "client", "C00002"),
        location_id=_of(demo, "location", "LA00001"),
        employer_id=None,
        form=Form.GREEN,
        start=demo.today() + timedelta(days=21),
    )
    assert check_proposal(demo, demo.actor(CONSULTANT), wish).of("C10").blocks


def test_an_account_holder_has_several_to_decide_one_of_them_due_and_the_deputy_has_one(demo: Store) -> None:
    with demo.read() as reader:
        lines = today_of(reader, demo.actor("M. Dijkhuis").id, demo.today()).lines
        handed = reader.rows("SELECT handed_to FROM coordination WHERE handed_to IS NOT NULL AND state = 'requested'")
    whys = [line.why for line in lines]
    assert whys.count(Why.WAITING) + whys.count(Why.TERM) >= 3
    assert [key for (key,) in handed] == [demo.actor("L. Schothorst").id]


@pytest.mark.parametrize(
    ("subject", "pair"),
    [("employer", ("D00001", "D00039")), ("employer", ("D00020", "D00040")), ("client", ("C00056", "CA00001"))],
)
def test_two_look_like_one(demo: Store, subject: str, pair: tuple[str, str]) -> None:
    with demo.read() as reader:
        assert [key for key, _words in look_alikes(reader, subject, _of(demo, subject, pair[0]), demo.today())] == [
            _of(demo, subject, pair[1]).hex()
        ]


def test_a_merge_of_last_week_can_be_taken_back(demo: Store) -> None:
    with demo.read() as reader:
        (lost,) = reader.rows("SELECT id FROM employer WHERE merged_into_id = ?", (_of(demo, "employer", MERGED_INTO),))[0]
        assert unmerge_outlook(reader, "employer", lost).obstacles == ()


def test_the_team_has_consultants_and_account_holders_to_watch_and_something_that_wants_the_lead(demo: Store) -> None:
    with demo.read() as reader:
        team = team_of(reader, reach(demo.actor("R. Wessels")), demo.today())
    assert min(len(team.caseloads.rows), len(team.accounts.rows)) > 1
    assert all(team.signals.values())


def test_some_can_go_somewhere_at_once_some_after_something_and_some_not(demo: Store) -> None:
    with demo.read() as reader:
        found = places_for(
            reader,
            demo.actor(CONSULTANT),
            demo.today(),
            _of(demo, "client", "C00002"),
            Wish(start=demo.today() + timedelta(days=5)),
        )
    assert all(found.count(possible) > 0 for possible in Possible)
