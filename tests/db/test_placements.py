"""Placing, proposing and ending, and the facts that are gathered for it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from threading import Thread
from typing import Any

import pytest

from db.coordinations import approve, request
from db.placements import (
    Placed,
    activate,
    change_proposal,
    check_proposal,
    default_until,
    end_placement,
    free_hours,
    gather_facts,
    place,
    placement_file,
    propose,
    refuse_proposal,
)
from db.settings import last_day
from db.store import Store, open_store
from models.actor import Actor
from models.client import Client
from models.coordination.findings import from_json
from models.errors import BadInput, Conflict, Refused
from models.kinds import ClientStatus, CoordinationState, Form, Outcome, PlacementState, TargetGroup
from models.user import User
from tests.db.world import START, World, asked, proposal

TODAY = date(2026, 11, 24)


@pytest.fixture
def world(store: Store, admin: Actor) -> World:
    return World(store, admin)


def agree(world: World, client: bytes | None = None, **values: Any) -> bytes:
    """A request for the client at the bakery that the account holder agreed to."""
    row = request(world.store, world.consultant, asked(client or world.joris, world.bakery))
    return approve(world.store, world.holder, row.id, **values).id


def place_joris(world: World, reasons: dict[str, str] | None = None, **values: Any) -> Placed:
    return place(world.store, world.consultant, proposal(world.joris, world.bakery, **values), reasons=reasons)


def blocking(placed: Placed) -> list[str]:
    return [finding.rule for finding in placed.assessment.blocks]


def test_without_consent_nothing_is_stored_and_the_account_holder_is_named(world: World) -> None:
    before = world.count("journal_entry")
    placed = place_joris(world)
    assert (placed.id, placed.number, placed.state) == (None, None, None)
    assert blocking(placed) == ["E2"]
    finding = placed.assessment.of("E2")
    assert "M. Dijkhuis" in str(finding.sentence)
    assert finding.remedies[0].act == "request-coordination"
    assert (world.count("placement"), world.count("journal_entry")) == (0, before)


def test_the_whole_way_from_request_to_placement(world: World) -> None:
    consent = agree(world)
    placed = place_joris(world)
    assert (placed.number, placed.state, placed.assessment.blocked) == ("PA00001", PlacementState.ACTIVE, False)
    assert placed.id is not None
    with world.store.read() as reader:
        file = placement_file(reader, placed.id, TODAY)
    assert (file.state, file.activated_on, file.activated_by, file.proposed_by) == (
        PlacementState.ACTIVE,
        TODAY,
        "M. ter Braak",
        "M. ter Braak",
    )
    assert (file.client_name, file.where, file.consent_number, file.overdue) == ("Joris Baan", "Bakkerij Oost", "AA00001", False)
    assert file.assessment == placed.assessment, "the checks as they stood"
    assert world.value("SELECT state FROM coordination WHERE id = ?", consent) == CoordinationState.USED
    assert world.value("SELECT action FROM journal_entry ORDER BY arrival DESC LIMIT 1") == "placement.place"


def test_a_consent_is_used_once_and_the_contract_is_not_exceeded(world: World) -> None:
    agree(world)
    assert place_joris(world, hours="20").number
    assert blocking(place_joris(world, hours="16")) == ["E2"]
    agree(world)
    assert blocking(place_joris(world, hours="20")) == ["C1"]
    assert place_joris(world, hours="16").number == "PA00002"


def test_a_standing_consent_holds_for_its_places(world: World) -> None:
    consent = agree(world, places=2)
    others = [world.client(name, world.consultant) for name in ("Prins", "Smit", "Vos")]
    for client in others[:2]:
        assert place(world.store, world.consultant, proposal(client, world.bakery)).number
    assert world.value("SELECT state FROM coordination WHERE id = ?", consent) == CoordinationState.USED
    assert blocking(place(world.store, world.consultant, proposal(others[2], world.bakery))) == ["E10"]


def test_the_consent_that_is_named_is_the_one_that_counts(world: World) -> None:
    agree(world, places=5)
    agree(world)
    named = place(world.store, world.consultant, proposal(world.joris, world.bakery), consent="AA00001")
    assert named.number
    assert world.value("SELECT state FROM coordination WHERE number = 'AA00002'") == CoordinationState.APPROVED
    assert blocking(place(world.store, world.consultant, proposal(world.joris, world.bakery), consent="AA99")) == ["E2", "C1"]


@pytest.mark.parametrize(
    ("who", "blocked"), [("consultant", []), ("lead", []), ("colleague", ["A1"]), ("other_lead", ["A1"]), ("holder", ["A1"])]
)
def test_the_mandate_of_who_places(world: World, who: str, blocked: list[str]) -> None:
    agree(world)
    assert blocking(place(world.store, getattr(world, who), proposal(world.joris, world.bakery))) == blocked


def test_roles_count_as_they_are_now_not_as_they_were_at_start(world: World) -> None:
    agree(world)
    world.set(User, world.consultant.id, roles="account-manager")
    assert blocking(place_joris(world)) == ["A1"]
    world.set(User, world.consultant.id, active=False)
    with pytest.raises(Refused, match="is not active"):
        place_joris(world)


def test_a_warning_needs_a_reason_and_the_reason_is_kept(world: World) -> None:
    agree(world)
    world.set(Client, world.joris, status=ClientStatus.ILL.value)
    assert blocking(place_joris(world)) == ["A2"]
    assert blocking(place_joris(world, {"C16": "  "})) == ["A2"]
    placed = place_joris(world, {"C16": "starts in steps", "E6": "not needed"})
    assert placed.state == PlacementState.ACTIVE
    kept, reasons = from_json(world.value("SELECT assessment FROM placement"))
    assert (kept.of("C16").outcome, reasons) == (Outcome.WARN, {"C16": "starts in steps"})


def test_a_reason_for_a_rule_that_is_none(world: World) -> None:
    with pytest.raises(BadInput, match="There is no rule 'Z9'"):
        place_joris(world, {"Z9": "why not"})


@pytest.mark.parametrize(
    ("form", "start", "until"),
    [
        (Form.TRIAL, date(2026, 12, 1), date(2027, 1, 31)),
        (Form.WORK_EXPERIENCE, date(2026, 12, 1), date(2027, 5, 31)),
        (Form.LEARN_WORK, date(2026, 12, 1), date(2027, 11, 30)),
        (Form.REGULAR_JOB, date(2026, 12, 1), None),
    ],
)
def test_a_form_with_a_longest_duration_gets_it(world: World, form: Form, start: date, until: date | None) -> None:
    client = world.client("Prins", world.consultant, target_group=TargetGroup.UWV.value)
    world.order(client, form, municipality_id=None)
    agreed = request(world.store, world.consultant, asked(client, world.bakery, form=form))
    approve(world.store, world.holder, agreed.id)
    placed = place(world.store, world.consultant, proposal(client, world.bakery, form=form, start=start))
    assert (placed.until, placed.until_filled) == (until, until is not None)
    assert world.value("SELECT until FROM placement") == (until and until.isoformat())
    with world.store.read() as reader:
        assert default_until(reader, form, start) == until


@pytest.mark.parametrize(
    ("start", "months", "last"),
    [
        (date(2026, 1, 15), 2, date(2026, 3, 14)),
        (date(2026, 1, 1), 12, date(2026, 12, 31)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2027, 12, 31), 2, date(2028, 2, 29)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 2, 28), 1, date(2026, 3, 27)),
    ],
)
def test_whole_months_end_the_day_before(start: date, months: int, last: date) -> None:
    assert last_day(start, months) == last


def test_hours_left_empty_are_the_contract(world: World) -> None:
    agree(world)
    assert place_joris(world, hours=None).number
    assert world.value("SELECT hours FROM placement") == "36"


def test_archived_records_are_not_placed(world: World) -> None:
    agree(world)
    world.set(Client, world.joris, archived_on=TODAY)
    with pytest.raises(Refused, match="CA00001 is archived"):
        place_joris(world)
    hall = world.location("Old hall", closed_on=date(2026, 11, 30))
    new_hall = world.location("New hall", opened_on=date(2026, 12, 2))
    prins = world.client("Prins", world.consultant)
    inside = proposal(prins, None, location_id=hall, form=Form.SHELTERED)
    with pytest.raises(Refused, match="Old hall is closed since 2026-11-30"):
        place(world.store, world.consultant, inside)
    assert place(world.store, world.consultant, inside.model_copy(update={"start": date(2026, 11, 30)})).number
    with pytest.raises(Refused, match="New hall opens on 2026-12-02"):
        place(world.store, world.consultant, proposal(prins, None, location_id=new_hall, form=Form.SHELTERED))


def test_the_live_check_says_what_placing_would_say_and_stores_nothing(world: World) -> None:
    before = world.count("journal_entry")
    data = proposal(world.joris, world.bakery)
    assert check_proposal(world.store, world.consultant, data) == place(world.store, world.consultant, data).assessment
    dry = place(world.store, world.consultant, data, dry_run=True)
    agree(world)
    assert not place(world.store, world.consultant, data, dry_run=True).assessment.blocked
    assert (dry.id, world.count("placement"), world.count("journal_entry")) == (None, 0, before + 2)


@pytest.mark.parametrize(
    ("form", "allowed"), [(Form.SHELTERED, True), (Form.INDIVIDUAL_SECONDMENT, False), (Form.REGULAR_JOB, False)]
)
def test_work_at_an_employer_is_not_put_down_at_a_location_of_our_own(world: World, form: Form, allowed: bool) -> None:
    """Else nobody would be asked."""
    data = proposal(world.joris, None, location_id=world.location("Hall"), form=form)
    for act in (propose, place):
        if allowed:
            assert act(world.store, world.consultant, data).number
            continue
        with pytest.raises(BadInput, match="is work at an employer: name the employer"):
            act(world.store, world.consultant, data)


def test_two_laptops_at_once_do_not_use_one_consent_twice(world: World, clock: Any) -> None:
    """Looking and placing are one transaction: of many who try at the same moment one succeeds."""
    consent = agree(world, places=2)
    clients = [world.client(f"Client {n}", world.consultant) for n in range(8)]
    results: list[Placed] = []

    def try_all(store: Store) -> None:
        results.extend(place(store, world.consultant, proposal(client, world.bakery)) for client in clients)

    with open_store(world.store.path, None, clock=clock) as other:
        threads = [Thread(target=try_all, args=(store,)) for store in (world.store, other) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(results) == 4 * len(clients)
    assert sum(placed.id is not None for placed in results) == 2
    assert world.value("SELECT count(*) FROM placement WHERE consent_id = ?", consent) == 2


# -- proposals ---------------------------------------------------------------------------------------------------------


def propose_joris(world: World, **values: Any) -> Placed:
    return propose(world.store, world.consultant, proposal(world.joris, world.bakery, **values))


def version(world: World, key: bytes | None) -> int:
    return int(world.value("SELECT version FROM placement WHERE id = ?", key))


def test_a_proposal_waits_for_its_consent(world: World) -> None:
    kept = propose_joris(world)
    assert (kept.number, kept.state, blocking(kept)) == ("PA00001", PlacementState.PROPOSED, ["E2"])
    assert kept.id is not None
    still = activate(world.store, world.consultant, kept.id, 1)
    assert (still.state, blocking(still), version(world, kept.id)) == (PlacementState.PROPOSED, ["E2"], 1)
    consent = agree(world)
    assert activate(world.store, world.consultant, kept.id, 1).state == PlacementState.ACTIVE
    assert world.value("SELECT consent_id FROM placement") == consent
    with pytest.raises(Refused, match="PA00001 is active; this can be done only while it is proposed"):
        activate(world.store, world.consultant, kept.id, 2)


def test_proposals_take_no_hours(world: World) -> None:
    propose_joris(world)
    with pytest.raises(Refused, match="kept already, as proposal PA00001"):
        propose_joris(world)
    propose_joris(world, start=date(2026, 12, 2))
    agree(world)
    assert place_joris(world).number == "PA00003"


def test_only_who_may_propose_the_client_does(world: World) -> None:
    kept = propose_joris(world)
    assert kept.id is not None
    for actor in (world.colleague, world.other_lead, world.holder):
        with pytest.raises(Refused, match="a client of M. ter Braak"):
            propose(world.store, actor, proposal(world.joris, world.bakery))
        with pytest.raises(Refused, match="a client of M. ter Braak"):
            change_proposal(world.store, actor, kept.id, 1, proposal(world.joris, world.bakery))
        with pytest.raises(Refused, match="a client of M. ter Braak"):
            refuse_proposal(world.store, actor, kept.id, 1, "no")


def test_a_changed_proposal_is_judged_again(world: World) -> None:
    kept = propose_joris(world)
    assert kept.id is not None
    changed = change_proposal(world.store, world.consultant, kept.id, 1, proposal(world.joris, world.bakery, hours="40"))
    assert blocking(changed) == ["E2", "C1"]
    with world.store.read() as reader:
        file = placement_file(reader, kept.id, TODAY)
    assert (file.hours, file.version, file.assessment) == (Decimal(40), 2, changed.assessment)
    with pytest.raises(Conflict):
        change_proposal(world.store, world.consultant, kept.id, 1, proposal(world.joris, world.bakery))
    with pytest.raises(BadInput, match="another client"):
        change_proposal(
            world.store, world.consultant, kept.id, 2, proposal(world.client("Prins", world.consultant), world.bakery)
        )


def test_a_kept_reason_counts_as_long_as_the_warning_is_the_same(world: World) -> None:
    world.set(Client, world.joris, status=ClientStatus.ILL.value)
    data = proposal(world.joris, world.bakery)
    kept = propose(world.store, world.consultant, data, reasons={"C16": "starts in steps"})
    assert kept.id is not None
    agree(world)
    world.set(Client, world.joris, status=ClientStatus.ABSENT.value)
    assert blocking(activate(world.store, world.consultant, kept.id, 1)) == ["A2"]
    world.set(Client, world.joris, status=ClientStatus.ILL.value)
    assert activate(world.store, world.consultant, kept.id, 1).state == PlacementState.ACTIVE
    assert from_json(world.value("SELECT assessment FROM placement"))[1] == {"C16": "starts in steps"}


def test_a_refused_proposal_keeps_why_and_is_final(world: World) -> None:
    kept = propose_joris(world)
    assert kept.id is not None
    with pytest.raises(BadInput, match="Say why"):
        refuse_proposal(world.store, world.consultant, kept.id, 1, "")
    refuse_proposal(world.store, world.consultant, kept.id, 1, "found elsewhere")
    assert world.value("SELECT state FROM placement") == PlacementState.REFUSED
    with pytest.raises(Refused, match="refused"):
        activate(world.store, world.consultant, kept.id, 2)


# -- ending ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "on", "broken_off", "state"),
    [
        (date(2026, 11, 24), date(2026, 11, 24), False, PlacementState.ENDED),
        (date(2026, 11, 24), date(2026, 11, 24), True, PlacementState.BROKEN_OFF),
        (START, date(2026, 11, 24), False, PlacementState.BROKEN_OFF),
    ],
)
def test_ending(world: World, start: date, on: date, broken_off: bool, state: PlacementState) -> None:
    agree(world)
    placed = place_joris(world, start=start)
    assert placed.id is not None
    end_placement(world.store, world.consultant, placed.id, 1, on=on, reason="work ran out", view="prima", broken_off=broken_off)
    with world.store.read() as reader:
        file = placement_file(reader, placed.id, TODAY)
    assert (file.state, file.ended_on, file.end_reason) == (state, on, "work ran out")
    agree(world)
    assert place_joris(world, start=START).number == "PA00002", "the hours are free again"


@pytest.mark.parametrize(
    ("on", "reason", "sentence"),
    [
        (date(2026, 11, 23), "x", "began on 2026-11-24"),
        (date(2026, 11, 25), "x", "still to come"),
        (date(2026, 11, 24), " ", "Say why"),
    ],
)
def test_an_end_that_can_not_be(world: World, on: date, reason: str, sentence: str) -> None:
    agree(world)
    placed = place_joris(world, start=TODAY)
    assert placed.id is not None
    with pytest.raises(BadInput, match=sentence):
        end_placement(world.store, world.consultant, placed.id, 1, on=on, reason=reason, view="prima")
    with pytest.raises(Refused, match="a client of M. ter Braak"):
        end_placement(world.store, world.colleague, placed.id, 1, on=TODAY, reason="x", view="prima")
    assert world.value("SELECT state FROM placement") == PlacementState.ACTIVE


# -- facts -------------------------------------------------------------------------------------------------------------


def crowd(world: World, count: int) -> None:
    """Very many placements and requests of others at the same employer, and twenty more of the client."""
    clients = [world.client(f"Crowd {i}", world.colleague) for i in range(3)] + [world.joris]
    columns = "id, version, created_at, changed_at, number, client_id, employer_id, form, start, state"
    with world.store.write(world.admin, "test.crowd") as tx:
        for n in range(count):
            whose = clients[3] if n < 20 else clients[n % 3]
            key = n.to_bytes(16, "big")
            common = (key, 1, "", "", f"X{n}", whose, world.bakery, "trial")
            tx.connection.execute(
                f"INSERT INTO placement ({columns}, until, taken_over) "
                "VALUES (?,?,?,?,?,?,?,?,'2020-01-01','active','2020-02-01',1)",
                common,
            )
            tx.connection.execute(
                f"INSERT INTO coordination ({columns}, requested_by, requested_on, own_decision) "
                "VALUES (?,?,?,?,?,?,?,?,'2020-01-01','declined',?,'2020-01-01',0)",
                (*common, world.lead.id),
            )


def test_an_assessment_asks_the_store_as_often_whatever_its_size(world: World) -> None:
    def queries() -> int:
        with world.store.read() as reader:
            gather_facts(reader, world.consultant, TODAY, proposal(world.joris, world.bakery))
            return reader.queries

    few = queries()
    crowd(world, 2000)
    assert queries() == few == 19


def test_every_query_goes_through_an_index(world: World) -> None:
    plans: list[str] = []
    with world.store.read() as reader:
        connection = reader.connection

        class Explaining:
            """Looks up how each query would be answered before it is."""

            def execute(self, sql: str, parameters: Any) -> Any:
                if "FROM mandate" not in sql:
                    plans.extend(row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}", parameters))
                return connection.execute(sql, parameters)

        reader.connection = Explaining()
        gather_facts(reader, world.consultant, TODAY, proposal(world.joris, world.bakery, until="2027-01-01"))
    assert len(plans) > 10
    asked = {
        "SCAN json_each VIRTUAL TABLE INDEX 1:",
        "SCAN f VIRTUAL TABLE INDEX 1:",
        "SCAN j VIRTUAL TABLE INDEX 1:",
        "SCAN f",
        "SCAN k VIRTUAL TABLE INDEX 1:",
    }
    asked |= {"SCAN a", "SCAN d", "SCAN asked"}
    scans = [line for line in plans if line.startswith("SCAN") and line not in asked]
    scans = [line for line in scans if not line.startswith("SCAN (subquery")]
    assert scans == [], "but for the few that were looked up just before, only the keys that were asked about are gone through"
    assert any("ix_placement_room" in line and "COVERING" in line for line in plans)
    assert any("ix_placement_fallback" in line for line in plans)
    assert any("ix_placement_client_id" in line for line in plans)
    assert any("ix_coordination_client_id" in line for line in plans)


def test_what_takes_hours(world: World) -> None:
    joris, period = world.joris, (date(2026, 12, 1), date(2027, 5, 31))

    def free(start: date = period[0], until: date | None = period[1]) -> Decimal | None:
        with world.store.read() as reader:
            return free_hours(reader, joris, start, until)

    assert free() == 36
    agree(world, places=9)
    placed = place_joris(world, hours="12.5", start=TODAY, until="2026-12-31")
    assert placed.id is not None
    assert (free(), free(start=date(2027, 1, 1)), free(until=None)) == (Decimal("23.5"), 36, Decimal("23.5"))
    end_placement(world.store, world.consultant, placed.id, 1, on=TODAY, reason="x", view="prima")
    assert (free(), free(start=TODAY)) == (36, Decimal("23.5")), "on its last day it still takes them"
    world.set(Client, joris, contract_hours=None)
    assert free() is None
