"""Two records become one, in one journalled act, and two again."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.account_holding import assign_holder, holder_on
from db.account_transfer import transfer
from db.approach_stops import lay_stop
from db.clients import archive_client, restore_client
from db.contact_moments import add_contact_moment
from db.conversation import ask_back, contest
from db.coordinations import approve, record_verbal, request
from db.creating import create_store
from db.duplicates.pairs import said_of, say_different, say_same, take_back
from db.employers import add_contact_person, archive_employer, employer_file, restore_employer, update_employer
from db.exports.writing import export
from db.group_holding import assign_group_holder, group_file
from db.group_notices import tell
from db.handovers import to_take_note_of
from db.history import history
from db.logbook import Choice, changes_of
from db.merging.fields import Stays
from db.merging.merging import merge
from db.merging.outlook import merge_outlook
from db.merging.successors import successor
from db.merging.unmerging import unmerge, unmerge_outlook
from db.placements import place
from db.reading import table_of
from db.standing_consents import give_standing
from db.store import Store
from db.undoing.own_acts import newest, redo, undo
from db.vacancies import create_vacancy
from models.actor import Actor
from models.base import BOOKKEEPING
from models.contact_moment import ContactMomentInput, FollowUpInput
from models.coordination.request import StandingInput
from models.employer import ContactPersonInput, Employer, TransferInput
from models.errors import BadInput, Blocked, Conflict, Refused
from models.group_notice import NoticeInput
from models.kinds import EmployerState, Role
from models.tables import SUBJECTS
from models.vacancy import VacancyInput
from models.values import company_key
from tests.conftest import FIRST_USER, Clock
from tests.db.living import rebuilt
from tests.db.world import ALMELO, TWENTERAND, World, asked, proposal, told

TODAY = date(2026, 11, 24)
HERE = {"place": "Almelo", "phone": "0546 123456"}


@pytest.fixture
def world(store: Store, admin: Actor) -> World:
    return World(store, admin)


def at_work(world: World, surname: str, employer: bytes, holder: Actor, **values: Any) -> str:
    """A client placed at an employer, with the consent of its account holder; the placement's number."""
    client = world.client(surname, world.consultant)
    approve(world.store, holder, request(world.store, world.consultant, asked(client, employer, **values)).id)
    placed = place(world.store, world.consultant, proposal(client, employer, **values))
    assert placed.number, placed
    return placed.number


@pytest.fixture
def twins(world: World) -> tuple[bytes, bytes]:
    """Two records of one bakery, with an account holder, a placement and a consent each, and more at the second."""
    one = world.bakery
    two = world.employer("Bakkerij Oost B.V.", world.manager, website="https://oost.example", remarks="rings twice")
    at_work(world, "Baan", one, world.holder)
    at_work(world, "Vos", two, world.manager)
    request(world.store, world.consultant, asked(world.client("Mol", world.consultant), two))
    add_contact_person(world.store, world.admin, two, ContactPersonInput(name="J. Oost"))
    lay_stop(world.store, world.admin, two, reason="oven broken", from_date=date(2026, 1, 1), until=date(2026, 2, 1))
    create_vacancy(world.store, world.admin, VacancyInput(employer_id=two, title="Baker", places="3", forms="trial"))
    told = ContactMomentInput(employer_id=two, kind="visit", day="1-11-2026", text="good talk", made_by=world.admin.id)
    add_contact_moment(world.store, world.admin, told, FollowUpInput(what="call back", due_on="1-12-2026"))
    for key in (one, two):  # from here on rule E6 blocks, and they can only be merged
        world.set(Employer, key, **HERE)
    return one, two


def everything(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """All records as they stand, but for who wrote them when."""
    found = {}
    with store.read() as reader:
        for subject, table in SUBJECTS.items():
            names = [c.name for c in table.__table__.columns if c.name not in BOOKKEEPING]  # type: ignore[attr-defined]
            found[subject] = reader.rows(f"SELECT {', '.join(names)} FROM {table_of(table.__table__.name)} ORDER BY id")  # type: ignore[attr-defined]
    return found


def written(store: Store, admin: Actor, to: Path) -> bytes:
    export(store, admin, "all", to)
    return to.read_bytes()


def folder(where: Path, name: str) -> Path:
    (where / name).mkdir()
    return where / name


def test_a_merge_and_its_undo_leave_the_store_as_it_was(world: World, twins: tuple[bytes, bytes], tmp_path: Path) -> None:
    keep, lost = twins
    before, exported = everything(world.store), written(world.store, world.admin, tmp_path / "before.json")
    done = merge(world.store, world.admin, "employer", keep, lost, reason="both agree")
    assert (done.keep, done.lost, done.fields) == ("DA00001", "DA00002", ("website", "remarks"))
    assert {move.subject: move.number for move in done.moved} == {
        "contact-person": 1,
        "account-holding": 1,
        "approach-stop": 1,
        "coordination": 2,
        "vacancy": 1,
        "placement": 1,
        "contact-moment": 1,
        "action": 1,
    }
    for table in ("placement", "coordination", "vacancy", "contact_person", "approach_stop", "contact_moment", "action"):
        assert world.value(f"SELECT count(*) FROM {table} WHERE employer_id = ?", lost) == 0
    assert world.value("SELECT website FROM employer WHERE id = ?", keep) == "https://oost.example"
    assert world.value("SELECT merged_into_id FROM employer WHERE id = ? AND archived_on = '2026-11-24'", lost) == keep
    rebuilt(world.store, folder(tmp_path, "merged"))
    unmerge(world.store, world.admin, "employer", lost)
    assert everything(world.store) == before
    assert written(world.store, world.admin, tmp_path / "after.json") == exported
    rebuilt(world.store, folder(tmp_path, "unmerged"))


def test_one_account_holder_goes_on_and_what_each_decided_stands(world: World, twins: tuple[bytes, bytes], clock: Clock) -> None:
    keep, lost = twins
    merge(world.store, world.admin, "employer", keep, lost, {"holder": Stays.LOST}, reason="both agree")
    with world.store.read() as reader:
        assert holder_on(reader, keep, TODAY) == (world.manager.id, "L. Schothorst")
        assert holder_on(reader, lost, TODAY) is None
    from db.checks import judge_one

    clock.forward(days=3)
    with world.store.read() as reader:
        assert holder_on(reader, keep, date(2027, 1, 1)) == (world.manager.id, "L. Schothorst")
        for (key,) in reader.rows("SELECT id FROM placement"):
            assert "E2" not in [finding.rule for finding in judge_one(reader, key, TODAY).blocks]


def test_groups_conversations_and_hand_overs_move_along_and_come_back(world: World, twins: tuple[bytes, bytes]) -> None:
    store, (keep, lost) = world.store, twins
    sister = world.employer("Molen", world.holder, group_name="Oost Groep")
    world.set(Employer, lost, group_name="Oost Groep")
    assign_group_holder(store, world.admin, "Oost Groep", world.holder.id, from_date=TODAY)
    tell(store, world.consultant, NoticeInput(employer_id=lost, client_id=world.joris, form="trial"))
    spoken = told(world.client("Kok", world.consultant), lost, world.manager)
    denied = record_verbal(store, world.consultant, spoken).id
    contest(store, world.manager, denied, "never said so")
    ask_back(store, world.manager, world.value("SELECT id FROM coordination WHERE state = 'requested'"), "which days?")
    give_standing(store, world.manager, StandingInput(employer_id=lost, form="trial", places=2))
    handed = TransferInput(user_id=world.manager.id, from_date=TODAY, reason="leaves", note="ring first")
    for user in (world.holder, world.manager):
        transfer(store, world.admin, [lost], handed.model_copy(update={"user_id": user.id}))
    before, turns = everything(store), "SELECT count(*) FROM coordination_turn t JOIN coordination c ON c.id = t.coordination_id"
    talk = world.value(f"{turns} WHERE c.employer_id = ?", lost)
    merge(store, world.admin, "employer", keep, lost, {"holder": Stays.LOST}, reason="both agree")
    assert world.value("SELECT group_key FROM employer WHERE id = ?", keep) == company_key("Oost Groep")
    for table in ("coordination", "group_notice", "account_holding"):
        assert world.value(f"SELECT count(*) FROM {table} WHERE employer_id = ?", lost) == 0
    assert talk == 2 == world.value(f"{turns} WHERE c.employer_id = ?", keep)
    row = "SELECT contested_because FROM coordination WHERE id = ? AND state = 'contested' AND employer_id = ?"
    assert world.value(row, denied, keep) == "never said so"
    with store.read() as reader:
        told_of = [(one.note, one.before) for one in to_take_note_of(reader, world.manager.id, TODAY)]
        assert told_of == [("ring first", "M. Dijkhuis")]
        assert not employer_file(reader, lost, TODAY).twins
        group = group_file(reader, sister, "Oost Groep", TODAY)
        assert group is not None
        assert [branch.number for branch in group.branches] == ["DA00001"]
    unmerge(store, world.admin, "employer", lost)
    assert everything(store) == before


def test_weeks_later_a_colleague_takes_it_back_and_what_was_made_since_stays(
    world: World, twins: tuple[bytes, bytes], clock: Clock
) -> None:
    keep, lost = twins
    merge(world.store, world.admin, "employer", keep, lost, reason="both agree")
    clock.forward(days=40)
    made = at_work(world, "Prins", keep, world.holder, start=date(2027, 2, 1))
    unmerge(world.store, world.manager, "employer", lost)
    assert world.value("SELECT employer_id FROM placement WHERE number = ?", made) == keep
    assert world.value("SELECT count(*) FROM placement WHERE employer_id = ?", lost) == 1
    with world.store.read() as reader:
        assert successor(reader, "employer", lost) is None


def test_what_was_made_since_and_belongs_to_both_stands_in_the_way(world: World, twins: tuple[bytes, bytes]) -> None:
    keep, lost = twins
    merge(world.store, world.admin, "employer", keep, lost, reason="both agree")
    waiting = world.value("SELECT id FROM coordination WHERE state = 'requested'")
    approve(world.store, world.holder, waiting)
    mol = proposal(world.value("SELECT id FROM client WHERE surname = 'Mol'"), keep)
    placed = place(world.store, world.consultant, mol, reasons={"E7": "the visit was ours"})
    assert placed.number, placed.assessment.blocks
    before = everything(world.store)
    with pytest.raises(Blocked) as blocked:
        unmerge(world.store, world.admin, "employer", lost)
    number = world.value("SELECT number FROM coordination WHERE id = ?", waiting)
    assert set(blocked.value.numbers) == {placed.number, number}
    assert everything(world.store) == before


def test_a_field_or_holder_that_was_changed_since_stands_in_the_way(world: World, twins: tuple[bytes, bytes]) -> None:
    keep, lost = twins
    merge(world.store, world.admin, "employer", keep, lost, reason="both agree")
    version = world.value("SELECT version FROM employer WHERE id = ?", keep)
    update_employer(world.store, world.admin, keep, version, {"website": "https://west.example"})
    assign_holder(world.store, world.admin, keep, world.manager.id, from_date=date(2026, 11, 25))
    with world.store.read() as reader:
        found = unmerge_outlook(reader, "employer", lost)
    assert {(one.who, str(one.action), one.record) for one in found.obstacles} == {
        ("A. Beheer", "account holder assigned", "DA00001"),
        ("A. Beheer", "employer changed", "DA00001"),
    }
    with pytest.raises(Blocked):
        unmerge(world.store, world.admin, "employer", lost)


@pytest.mark.parametrize(
    ("who", "refused"),
    [
        ("consultant", "has no mandate for this decision"),
        ("lead", "has no mandate for this decision"),
        ("holder", "L. Schothorst has not agreed"),
        ("manager", "M. Dijkhuis has not agreed"),
        ("admin", "Two account holders hold these"),
    ],
)
def test_two_account_holders_both_agree(world: World, twins: tuple[bytes, bytes], who: str, refused: str) -> None:
    with pytest.raises(Refused, match=refused):
        merge(world.store, getattr(world, who), "employer", *twins)


def test_the_other_account_holder_said_that_they_are_the_same(world: World, twins: tuple[bytes, bytes]) -> None:
    keep, lost = twins
    say_same(world.store, world.manager, "employer", lost, keep)
    assert merge(world.store, world.holder, "employer", keep, lost).keep == "DA00001"


def test_another_werkplein_merges_nothing(world: World) -> None:
    elsewhere = world.employer("Bakkerij Oost", None, municipality_id=TWENTERAND, state=EmployerState.PROSPECT)
    with pytest.raises(Refused, match="another werkplein"):
        merge(world.store, world.holder, "employer", world.bakery, elsewhere)


def test_field_by_field_the_fuller_or_newer_stays_and_people_choose(world: World, clock: Clock) -> None:
    one = world.employer("Oost", None, phone="0546 1", street="Lage weg", place="Almelo", remarks="nice", state="prospect")
    clock.forward(days=1)
    two = world.employer("Oost B.V.", None, phone="0546 2", kvk="90000001", place="Almelo", remarks="loud", state="relation")
    with world.store.read() as reader:
        found = {field.name: field.value for field in merge_outlook(reader, world.admin, "employer", one, two, TODAY).fields}
    assert (found["name"], found["phone"], found["kvk"]) == ("Oost", "0546 2", "90000001")
    assert (found["street"], found["remarks"], found["state"]) == ("Lage weg", "nice · loud", "relation")
    with pytest.raises(BadInput, match="not a field to choose"):
        merge(world.store, world.admin, "employer", one, two, {"nonsense": Stays.KEEP})
    merge(world.store, world.admin, "employer", one, two, {"name": Stays.LOST, "phone": Stays.KEEP, "remarks": Stays.KEEP})
    with world.store.read() as reader:
        assert reader.row("SELECT name, phone, remarks FROM employer WHERE id = ?", (one,)) == ("Oost B.V.", "0546 1", "nice")


def test_a_merged_record_is_nobodys_any_more(world: World, twins: tuple[bytes, bytes]) -> None:
    keep, lost = twins
    merge(world.store, world.admin, "employer", keep, lost, reason="both agree")
    with pytest.raises(Refused, match="merged into DA00001"):
        restore_employer(world.store, world.admin, lost, world.value("SELECT version FROM employer WHERE id = ?", lost))
    third = world.employer("Oost", None)
    for pair in ((third, lost), (lost, third), (keep, keep)):
        with pytest.raises(Refused):
            merge(world.store, world.admin, "employer", *pair)
    merge(world.store, world.admin, "employer", third, keep)
    with world.store.read() as reader:
        assert [found and found.number for found in (successor(reader, "employer", key) for key in (lost, keep, third))] == [
            "DA00003",
            "DA00003",
            None,
        ]
    with pytest.raises(Blocked):
        unmerge(world.store, world.admin, "employer", lost)
    unmerge(world.store, world.admin, "employer", keep)
    unmerge(world.store, world.admin, "employer", lost)


def test_the_history_of_both_is_read_in_the_one_that_stays(world: World, twins: tuple[bytes, bytes]) -> None:
    keep, lost = twins
    merge(world.store, world.admin, "employer", keep, lost, reason="both agree")
    with world.store.read() as reader:
        lines = changes_of(reader, "employer", keep, Choice(limit=200))[1]
        told = [(line.record, str(line.line.action)) for line in lines]
        own = [(str(line.field), str(line.new), line.reason) for line in history(reader, lost, 5)]
    assert ("DA00002", "employers merged") in told
    assert ("DA00002", "employer added") in told
    assert ("merged into", "DA00001", "both agree") in own


def test_undo_and_redo_of_ones_own_merge(world: World, twins: tuple[bytes, bytes]) -> None:
    keep, lost = twins
    say_same(world.store, world.manager, "employer", keep, lost)
    before = everything(world.store)
    merge(world.store, world.holder, "employer", keep, lost)
    merged = everything(world.store)
    with world.store.read() as reader:
        act = newest(reader, world.holder, stands=True)
    assert act is not None
    undo(world.store, world.holder, act.number)
    assert everything(world.store) == before
    redo(world.store, world.holder, act.number)
    assert everything(world.store) == merged
    undo(world.store, world.holder, act.number)
    take_back(world.store, world.manager, "employer", keep, lost)
    with pytest.raises(Refused, match="has not agreed"):
        redo(world.store, world.holder, act.number)


def test_whoever_looked_at_an_older_version_merges_nothing(world: World, twins: tuple[bytes, bytes]) -> None:
    world.set(Employer, twins[1], remarks="newer")
    with pytest.raises(Conflict):
        merge(world.store, world.admin, "employer", *twins, reason="both agree", seen=(2, 1))


def test_pairs_that_are_not_the_same(world: World, twins: tuple[bytes, bytes]) -> None:
    keep, lost = twins
    for who in (world.consultant, world.lead):
        with pytest.raises(Refused):
            say_different(world.store, who, "employer", keep, lost)
    stranger = world.user("R. Ander", Role.ACCOUNT_MANAGER)
    with pytest.raises(Refused, match="Only an account holder of one of these"):
        say_different(world.store, stranger, "employer", keep, lost)
    say_different(world.store, world.holder, "employer", lost, keep, "two shops")
    with pytest.raises(Refused, match="said already"):
        say_different(world.store, world.manager, "employer", keep, lost)
    with pytest.raises(Refused, match="M. Dijkhuis said on"):
        merge(world.store, world.admin, "employer", keep, lost, reason="both agree")
    with world.store.read() as reader:
        act = newest(reader, world.holder, stands=True)
    assert act is not None
    undo(world.store, world.holder, act.number)
    with world.store.read() as reader:
        assert said_of(reader, "employer", keep, lost) == ()


# -- clients ---------------------------------------------------------------------------------------------------------------


def test_clients_are_merged_by_who_leads_the_team(world: World, tmp_path: Path) -> None:
    twin = world.client("Baan", world.colleague, call_name="Joris", bsn="999990019", limits="no dust", municipality_id=ALMELO)
    elsewhere = world.client("Baan", world.user("Z. West", Role.CONSULTANT, team="South"), call_name="Joris")
    before = everything(world.store)
    for who, other in ((world.consultant, twin), (world.lead, elsewhere), (world.holder, twin)):
        with pytest.raises(Refused):
            merge(world.store, who, "client", world.joris, other)
    done = merge(world.store, world.lead, "client", world.joris, twin)
    assert ({m.subject: m.number for m in done.moved}, done.fields) == ({"indication": 1, "wage-value": 1}, ("bsn", "limits"))
    with pytest.raises(Refused, match="merged into"):
        restore_client(world.store, world.admin, twin, 2)
    unmerge(world.store, world.lead, "client", twin)
    assert everything(world.store) == before
    rebuilt(world.store, folder(tmp_path, "again"))


def test_an_archived_record_does_not_stay(world: World) -> None:
    twin = world.client("Baan", world.consultant, call_name="Joris")
    archive_client(world.store, world.admin, twin, 1)
    with pytest.raises(Refused, match="is archived"):
        merge(world.store, world.admin, "client", twin, world.joris)
    merge(world.store, world.admin, "client", world.joris, twin)
    archive_employer(world.store, world.admin, world.bakery, 1)


# -- whatever there is ------------------------------------------------------------------------------------------------------

TEXTS = st.one_of(st.none(), st.sampled_from(["", "a", "b", "Almelo", "7607 AB", "0546 123456"]))
RECORDS = st.fixed_dictionaries(
    dict.fromkeys(("street", "place", "phone", "remarks", "size"), TEXTS)
    | {
        "state": st.sampled_from(sorted(EmployerState)),
        "held": st.sampled_from([None, "holder", "manager"]),
        "since": st.sampled_from([None, date(2020, 1, 1), TODAY, date(2026, 12, 24)]),
        "contacts": st.integers(0, 2),
        "placed": st.booleans(),
    }
)


@pytest.fixture(scope="module")
def lasting(tmp_path_factory: pytest.TempPathFactory) -> World:
    store = create_store(tmp_path_factory.mktemp("merging") / "test.nuo", None, FIRST_USER, clock=Clock())
    return World(store, store.actor(FIRST_USER))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.tuples(RECORDS, RECORDS),
    st.dictionaries(st.sampled_from(["street", "phone", "remarks", "state", "holder"]), st.sampled_from(Stays)),
)
def test_merge_and_undo_is_identity(lasting: World, records: tuple[Any, Any], chosen: dict[str, Stays]) -> None:
    keys = []
    for record in records:
        values = {name: value for name, value in record.items() if name not in ("held", "since", "contacts", "placed")}
        holder = getattr(lasting, record["held"]) if record["held"] else None
        key = lasting.employer("Oost", holder, since=record["since"], **values)
        keys.append(key)
        for number in range(record["contacts"]):
            add_contact_person(lasting.store, lasting.admin, key, ContactPersonInput(name=f"J. {number}"))
        if record["placed"]:
            told = ContactMomentInput(employer_id=key, kind="visit", day="1-11-2026", text="x", made_by=lasting.admin.id)
            add_contact_moment(lasting.store, lasting.admin, told, FollowUpInput(what="y", due_on="1-12-2026"))
    before = everything(lasting.store)
    merge(lasting.store, lasting.admin, "employer", *keys, chosen, reason="both agree")
    with lasting.store.read() as reader:
        runs = reader.value(
            "SELECT count(*) FROM account_holding WHERE employer_id = ? AND until_date IS NULL AND (from_date IS NULL "
            "OR from_date <= '2026-11-25')",
            (keys[0],),
        )
        assert runs <= 1 or records[0]["held"] == records[1]["held"]
    unmerge(lasting.store, lasting.admin, "employer", keys[1])
    assert everything(lasting.store) == before
