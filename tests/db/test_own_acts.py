"""Undoing one's own acts and doing them again: all of it comes back, or nothing does and who stands in the way is named."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.account_holding import assign_holder, make_relation
from db.clients import add_indication, archive_client, create_client, update_client
from db.contact_moments import add_contact_moment
from db.coordinations import approve, request, withdraw
from db.creating import create_store
from db.employers import update_employer
from db.placement_changes import change_placement
from db.placements import activate, end_placement, place, propose
from db.rebuild import differences, empty_store, rebuild
from db.store import Store
from db.undo import undo_import
from db.undoing.own_acts import OwnAct, newest, outlook, own_act, redo, undo, undoable
from db.users import add_user, change_user, retire
from models.actor import Actor
from models.client import Client, ClientInput
from models.contact_moment import ContactMomentInput, FollowUpInput
from models.errors import Blocked, Refused
from models.indication import IndicationInput
from models.kinds import CoordinationState, PlacementState, Role
from tests.conftest import FIRST_USER, Clock
from tests.db.csv_files import CLIENT, Office
from tests.db.living import rebuilt
from tests.db.world import ALMELO, World, asked, proposal


@pytest.fixture
def world(store: Store, admin: Actor) -> World:
    return World(store, admin)


def last(world: World, actor: Actor) -> OwnAct:
    """The newest act of somebody."""
    with world.store.read() as reader:
        return undoable(reader, actor, 1)[0]


def take_back(world: World, actor: Actor) -> int:
    """Undo the last act that stands; its number."""
    with world.store.read() as reader:
        act = newest(reader, actor, stands=True)
    assert act is not None
    undo(world.store, actor, act.number)
    return act.number


def change(world: World, actor: Actor, client: bytes, **values: Any) -> None:
    version = world.value("SELECT version FROM client WHERE id = ?", client)
    update_client(world.store, actor, client, version, values)


def picture(world: World) -> dict[str, list[tuple[Any, ...]]]:
    """What all tables hold, but for versions, moments and the journal."""
    from db.rebuild import LAYOUTS

    found = {}
    with world.store.read() as reader:
        for subject, layout in LAYOUTS.items():
            columns = [c for c in layout.columns if c not in ("version", "created_at", "changed_at", "changed_by")]
            found[subject] = reader.rows(f"SELECT {','.join(columns)} FROM {layout.name} ORDER BY id")
        found["search"] = reader.rows("SELECT subject, record, number, title, words FROM search_entry ORDER BY record")
    return found


def test_an_edit_goes_back_and_forth(world: World, tmp_path: Path) -> None:
    before = picture(world)
    change(world, world.consultant, world.joris, phone="0546", surname="Zwart")
    after = picture(world)
    number = take_back(world, world.consultant)
    assert picture(world) == before, "the search index too"
    redo(world.store, world.consultant, number)
    assert picture(world) == after
    undo(world.store, world.consultant, number)
    assert picture(world) == before
    rebuilt(world.store, tmp_path)


def test_what_was_done_is_listed_in_words_with_what_is_undone(world: World) -> None:
    change(world, world.consultant, world.joris, phone="0546")
    add_indication(world.store, world.consultant, world.joris, IndicationInput(kind="wsw"))
    take_back(world, world.consultant)
    with world.store.read() as reader:
        acts = undoable(reader, world.consultant)
        theirs = undoable(reader, world.colleague)
    assert [(str(act.action), act.record, act.stands) for act in acts] == [
        ("indication recorded", "CA00001", False),
        ("client changed", "CA00001", True),
    ]
    assert theirs == []
    with world.store.read() as reader:
        look = outlook(reader, world.consultant, acts[1].number)
    (turned,) = look.turned
    assert (turned.record, str(turned.line.field), str(turned.line.old), turned.line.new) == ("CA00001", "phone", "0546", None)
    assert look.obstacles == ()


def test_a_protected_value_is_not_shown(world: World) -> None:
    change(world, world.consultant, world.joris, bsn="999956127")
    with world.store.read() as reader:
        look = outlook(reader, world.consultant, last(world, world.consultant).number)
    assert str(look.turned[0].line.old) == "•••"


def test_a_creation_goes_out_with_its_parts_and_comes_back_under_its_number(world: World, tmp_path: Path) -> None:
    before = picture(world)
    about = {"client_id": world.joris, "day": "1-11-2026", "made_by": world.consultant.id, "kind": "phone", "text": "x"}
    add_contact_moment(
        world.store, world.consultant, ContactMomentInput(**about), FollowUpInput(what="bellen", due_on="1-12-2026")
    )
    number = take_back(world, world.consultant)
    assert picture(world) == before
    redo(world.store, world.consultant, number)
    assert (world.count("contact_moment"), world.count("action")) == (1, 1)
    data = ClientInput(surname="Bos", municipality_id=ALMELO, target_group="participatiewet")
    made = create_client(world.store, world.consultant, data)
    number = take_back(world, world.consultant)
    other = create_client(world.store, world.consultant, data)
    assert other.number != made.number, "a number is not given out twice"
    redo(world.store, world.consultant, number)
    assert world.value("SELECT number FROM client WHERE id = ?", made.id) == made.number
    rebuilt(world.store, tmp_path)


def test_several_steps_back_and_forth_in_any_order(world: World) -> None:
    pictures = [picture(world)]
    for phone in "123":
        change(world, world.consultant, world.joris, phone=phone)
        pictures.append(picture(world))
    numbers = []
    for before in reversed(pictures[:-1]):
        numbers.append(take_back(world, world.consultant))
        assert picture(world) == before
    with pytest.raises(Blocked, match="undone: client changed"):
        redo(world.store, world.consultant, numbers[0])
    for after in pictures[1:]:
        with world.store.read() as reader:
            act = newest(reader, world.consultant, stands=False)
        assert act is not None
        redo(world.store, world.consultant, act.number)
        assert picture(world) == after
    with pytest.raises(Refused, match="was not undone"):
        redo(world.store, world.consultant, numbers[0])


def test_a_later_change_of_somebody_else_stands_in_the_way_and_is_named(world: World) -> None:
    change(world, world.consultant, world.joris, phone="1", email="a@b.example")
    mine = last(world, world.consultant).number
    change(world, world.colleague, world.joris, phone="2")
    before = picture(world)
    with pytest.raises(Blocked) as refused:
        undo(world.store, world.consultant, mine)
    assert picture(world) == before
    assert refused.value.numbers == ["CA00001"]
    assert "P. Linde: client changed (CA00001)" in str(refused.value.message)
    take_back(world, world.colleague)
    undo(world.store, world.consultant, mine)
    assert world.value("SELECT phone FROM client WHERE id = ?", world.joris) is None
    change(world, world.colleague, world.joris, phone="3")
    with pytest.raises(Blocked, match="P. Linde"):
        redo(world.store, world.consultant, mine)


def test_what_was_recorded_on_a_new_record_stands_in_the_way(world: World) -> None:
    data = ClientInput(surname="Bos", municipality_id=ALMELO, target_group="wsw")
    made = create_client(world.store, world.consultant, data)
    number = last(world, world.consultant).number
    add_indication(world.store, world.colleague, made.id, IndicationInput(kind="wsw"))
    with pytest.raises(Blocked) as refused:
        undo(world.store, world.consultant, number)
    assert refused.value.numbers == [made.number]
    take_back(world, world.colleague)
    undo(world.store, world.consultant, number)


def test_what_belongs_to_a_record_that_is_gone_does_not_come_back_before_it(world: World) -> None:
    made = create_client(world.store, world.consultant, ClientInput(surname="Bos", municipality_id=ALMELO, target_group="wsw"))
    creation = last(world, world.consultant).number
    add_indication(world.store, world.colleague, made.id, IndicationInput(kind="wsw"))
    indication = take_back(world, world.colleague)
    undo(world.store, world.consultant, creation)
    with pytest.raises(Blocked, match=f"undone: client added \\({made.number}\\)"):
        redo(world.store, world.colleague, indication)


def test_only_ones_own_acts(world: World) -> None:
    change(world, world.colleague, world.joris, phone="1")
    number = last(world, world.colleague).number
    with pytest.raises(Refused, match=r"P. Linde did this"):
        undo(world.store, world.consultant, number)
    with pytest.raises(Refused, match="no act 999999"):
        undo(world.store, world.consultant, 999_999)
    undo(world.store, world.colleague, number)
    with pytest.raises(Refused, match="undone already"):
        undo(world.store, world.colleague, number)


def test_a_look_is_no_act(world: World) -> None:
    from db.looking import record_look

    record_look(world.store, world.consultant, "client.look", about=world.joris)
    with world.store.read() as reader:
        assert undoable(reader, world.consultant) == []


# -- placing and coordinating --------------------------------------------------------------------------------------------


def agreed(world: World, client: bytes | None = None, **values: Any) -> bytes:
    row = request(world.store, world.consultant, asked(client or world.joris, world.bakery))
    return approve(world.store, world.holder, row.id, **values).id


def test_an_undone_placement_frees_its_consent_and_a_redo_uses_it_again(world: World, tmp_path: Path) -> None:
    consent = agreed(world)
    before = picture(world)
    placed = place(world.store, world.consultant, proposal(world.joris, world.bakery))
    assert world.value("SELECT state FROM coordination WHERE id = ?", consent) == CoordinationState.USED
    number = take_back(world, world.consultant)
    assert picture(world) == before
    redo(world.store, world.consultant, number)
    assert world.value("SELECT state FROM placement WHERE number = ?", placed.number) == PlacementState.ACTIVE
    assert world.value("SELECT state FROM coordination WHERE id = ?", consent) == CoordinationState.USED
    rebuilt(world.store, tmp_path)


def test_a_consent_on_which_a_placement_rests_is_not_taken_back(world: World) -> None:
    consent = agreed(world, places=3)
    number = last(world, world.holder).number
    placed = place(world.store, world.consultant, proposal(world.joris, world.bakery))
    assert world.value("SELECT state FROM coordination WHERE id = ?", consent) == CoordinationState.APPROVED
    with pytest.raises(Blocked) as refused:
        undo(world.store, world.holder, number)
    assert refused.value.numbers == [placed.number]
    take_back(world, world.consultant)
    undo(world.store, world.holder, number)
    assert world.value("SELECT state FROM coordination WHERE id = ?", consent) == CoordinationState.REQUESTED


def test_a_redone_placement_is_judged_anew(world: World) -> None:
    agreed(world)
    place(world.store, world.consultant, proposal(world.joris, world.bakery))
    number = take_back(world, world.consultant)
    world.stop(world.bakery, date(2026, 11, 24))
    before = picture(world)
    with pytest.raises(Blocked, match="the rules forbid it today") as refused:
        redo(world.store, world.consultant, number)
    assert refused.value.numbers == ["PA00001"]
    assert picture(world) == before


def test_a_redone_placement_needs_the_consent_that_it_used(world: World) -> None:
    consent = agreed(world)
    place(world.store, world.consultant, proposal(world.joris, world.bakery))
    number = take_back(world, world.consultant)
    withdraw(world.store, world.holder, consent)
    with pytest.raises(Blocked, match=r"request withdrawn \(AA00001\)"):
        redo(world.store, world.consultant, number)


def test_an_end_is_undone_unless_the_client_works_elsewhere_by_now(world: World) -> None:
    agreed(world)
    placed = place(world.store, world.consultant, proposal(world.joris, world.bakery, start=date(2026, 11, 24)))
    assert placed.id is not None
    version = world.value("SELECT version FROM placement WHERE id = ?", placed.id)
    end_placement(world.store, world.consultant, placed.id, version, on=date(2026, 11, 24), reason="klaar", view="prima")
    number = take_back(world, world.consultant)
    assert world.value("SELECT state, ended_on FROM placement WHERE id = ?", placed.id) == PlacementState.ACTIVE
    redo(world.store, world.consultant, number)
    agreed(world)
    place(world.store, world.consultant, proposal(world.joris, world.bakery, start=date(2026, 11, 25)))
    with pytest.raises(Blocked, match="the rules forbid it today"):
        undo(world.store, world.consultant, number)


def test_an_indication_on_which_a_placement_rests_stays(world: World) -> None:
    client = world.client("Bos", world.consultant, indicated=False)
    data = IndicationInput(kind="wsw", valid_until="30-6-2028", advice_supported="ja")
    add_indication(world.store, world.lead, client, data)
    number = last(world, world.lead).number
    agreed(world, client)
    placed = place(world.store, world.consultant, proposal(client, world.bakery))
    with pytest.raises(Blocked) as refused:
        undo(world.store, world.lead, number)
    assert refused.value.numbers == [placed.number]
    take_back(world, world.consultant)
    undo(world.store, world.lead, number)


def test_a_change_of_what_runs_goes_back_unless_the_hours_are_taken_by_now(world: World) -> None:
    agreed(world)
    placed = place(world.store, world.consultant, proposal(world.joris, world.bakery))
    assert placed.id is not None
    less = proposal(world.joris, world.bakery, hours="20")
    change_placement(world.store, world.consultant, placed.id, 1, less)
    number = take_back(world, world.consultant)
    assert world.value("SELECT hours FROM placement WHERE id = ?", placed.id) == "36"
    redo(world.store, world.consultant, number)
    agreed(world)
    place(world.store, world.consultant, proposal(world.joris, world.bakery, hours="16"))
    with pytest.raises(Blocked, match="rests on it") as refused:
        undo(world.store, world.consultant, number)
    assert refused.value.numbers == [placed.number]


def test_a_place_of_a_standing_consent_that_went_to_somebody_else_does_not_come_back(world: World) -> None:
    consent = agreed(world, places=1)
    first = place(world.store, world.consultant, proposal(world.joris, world.bakery, start=date(2026, 11, 24)))
    assert first.id is not None
    end_placement(world.store, world.consultant, first.id, 1, on=date(2026, 11, 24), reason="klaar", view="prima")
    number = last(world, world.consultant).number
    other = world.client("Bos", world.consultant)
    second = place(world.store, world.consultant, proposal(other, world.bakery))
    assert second.state == PlacementState.ACTIVE
    with pytest.raises(Blocked):
        undo(world.store, world.consultant, number)
    take_back(world, world.consultant)
    undo(world.store, world.consultant, number)
    assert world.value("SELECT state FROM coordination WHERE id = ?", consent) == CoordinationState.USED


def test_an_activated_proposal_becomes_a_proposal_again(world: World) -> None:
    kept = propose(world.store, world.consultant, proposal(world.joris, world.bakery))
    agreed(world)
    assert kept.id is not None
    activate(world.store, world.consultant, kept.id, 1)
    number = take_back(world, world.consultant)
    assert world.value("SELECT state FROM placement WHERE id = ?", kept.id) == PlacementState.PROPOSED
    redo(world.store, world.consultant, number)
    assert world.value("SELECT state FROM placement WHERE id = ?", kept.id) == PlacementState.ACTIVE


def test_somebody_who_lost_the_client_does_not_place_again(world: World) -> None:
    agreed(world)
    place(world.store, world.consultant, proposal(world.joris, world.bakery))
    number = take_back(world, world.consultant)
    world.set(Client, world.joris, consultant_id=world.colleague.id)
    with pytest.raises(Refused, match="P. Linde"):
        redo(world.store, world.consultant, number)


def test_a_decision_is_taken_back_by_who_decides_today(world: World) -> None:
    agreed(world)
    number = last(world, world.holder).number
    world.hand_over(world.bakery, world.manager, date(2026, 11, 1))
    with pytest.raises(Refused, match="L. Schothorst"):
        undo(world.store, world.holder, number)


def test_an_account_holder_who_decided_since_stays(world: World) -> None:
    admin = world.admin
    new = world.employer("Nieuw", None, state="prospect")
    make_relation(world.store, admin, new, world.manager.id, since=date(2026, 11, 24))
    relation = last(world, admin).number
    assign_holder(world.store, admin, new, world.holder.id, from_date=date(2026, 11, 24))
    holder = last(world, admin).number
    row = request(world.store, world.consultant, asked(world.joris, new))
    with pytest.raises(Blocked, match=row.number):
        undo(world.store, admin, relation)
    approve(world.store, world.holder, row.id)
    with pytest.raises(Blocked, match=row.number):
        undo(world.store, admin, holder)
    take_back(world, world.holder)
    undo(world.store, admin, holder)


# -- users and imports -----------------------------------------------------------------------------------------------------


def test_acts_on_users_are_undone_by_who_manages_them_and_an_administrator_stays(world: World) -> None:
    second = add_user(world.store, world.admin, "B. Tweede", (Role.ADMINISTRATOR,))
    two = world.store.actor("B. Tweede")
    retire(world.store, two, world.admin.name)
    number = last(world, two).number
    undo(world.store, two, number)
    change_user(
        world.store,
        world.admin,
        second.id,
        1,
        roles=(Role.CONSULTANT,),
        team="",
        werkplein_id=None,
        away_from=None,
        away_until=None,
        deputy_id=None,
    )
    with pytest.raises(Refused, match="no mandate"):
        redo(world.store, two, number)


def test_an_import_is_undone_from_the_list_and_done_again(office: Office, tmp_path: Path) -> None:
    store, admin = office.store, office.actor
    report = office.bring("clients", {**CLIENT, "Telefoon": "1"}, {**CLIENT, "Cliëntnr": "C2"})
    with store.read() as reader:
        (act, *_) = undoable(reader, admin)
    assert (str(act.action), act.changes > 1) == ("clients imported", True)
    undo(store, admin, act.number)
    assert office.column("SELECT count(*) FROM client") == [0]
    redo(store, admin, act.number)
    assert office.column("SELECT number FROM client ORDER BY number") == ["C00001", "C2"]
    assert office.column("SELECT undone_on FROM import_run") == [None]
    again = office.bring("clients", {**CLIENT, "Telefoon": "2"})
    assert (again.updated, again.rejected) == (1, 0), "what came from an import still does"
    with pytest.raises(Blocked):
        undo(store, admin, act.number)
    assert again.number is not None
    assert report.number is not None
    undo_import(store, admin, again.number)
    undo_import(store, admin, report.number)
    assert office.column("SELECT count(*) FROM client") == [0]
    office.bring("clients", CLIENT)
    with pytest.raises(Blocked) as refused:
        redo(store, admin, act.number)
    assert refused.value.numbers == ["C00001"], "the number is in use"
    rebuilt(store, tmp_path)


def test_who_undid_an_import_of_somebody_else_may_do_it_again(office: Office) -> None:
    report = office.bring("clients", CLIENT)
    add_user(office.store, office.actor, "B. Tweede", (Role.ADMINISTRATOR,))
    two = office.store.actor("B. Tweede")
    assert report.number is not None
    undo_import(office.store, two, report.number)
    with office.store.read() as reader:
        (act,) = undoable(reader, two)
    undo(office.store, two, act.number)
    assert office.column("SELECT number FROM client") == ["C00001"]
    assert office.column("SELECT action FROM journal_entry ORDER BY arrival DESC LIMIT 1") == ["redo:import.clients"]


@pytest.fixture
def office(store: Store, admin: Actor, tmp_path: Path) -> Office:
    return Office(store, admin, tmp_path)


def test_a_value_that_was_undone_is_no_longer_made_here(office: Office) -> None:
    """What an undo put back came from where it came from before: an import may bring it up to date."""
    office.bring("clients", {**CLIENT, "Telefoon": "1"})
    key, version = office.one("SELECT id, version FROM client")
    update_client(office.store, office.actor, key, version, {"phone": "here"})
    assert office.bring("clients", {**CLIENT, "Telefoon": "2"}).updated == 0
    with office.store.read() as reader:
        act = newest(reader, office.actor, stands=True)
    assert act is not None
    undo(office.store, office.actor, act.number)
    assert office.bring("clients", {**CLIENT, "Telefoon": "3"}).updated == 1


# -- whatever people do ----------------------------------------------------------------------------------------------------

STEPS = st.lists(
    st.tuples(
        st.sampled_from(("one", "two")), st.sampled_from(("phone", "email", "add", "archive", "undo", "redo")), st.integers(0, 9)
    ),
    min_size=4,
    max_size=25,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_undo_and_redo_in_any_order_leave_what_the_acts_that_stand_would_have_made(
    steps: list[tuple[str, str, int]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Two people change the same two clients, undo and redo. What stands explains every value, and the journal all of it."""
    folder = tmp_path_factory.mktemp("undo")
    store = create_store(folder / "one.nuo", None, FIRST_USER, clock=Clock())
    admin = store.actor(FIRST_USER)
    world = World(store, admin)
    people = {"one": world.consultant, "two": world.colleague}
    clients = [world.joris, world.client("Bos", world.consultant)]
    for who, what, n in steps:
        actor, client = people[who], clients[n % 2]
        try:
            _do(world, actor, client, what, n)
        except Refused:
            continue
    told = [_told(world, client) for client in clients]
    assert told == [_values(world, client) for client in clients]
    with empty_store(folder / "again.nuo", None) as again:
        with store.read() as source:
            rebuild(source, again)
        with store.read() as one, again.read() as other:
            assert list(differences(one, other)) == []
    store.close()


def _do(world: World, actor: Actor, client: bytes, what: str, n: int) -> None:
    match what:
        case "phone" | "email":
            change(world, actor, client, **{what: str(n)})
        case "add":
            add_indication(world.store, actor, client, IndicationInput(kind="wsw"))
        case "archive":
            version = world.value("SELECT version FROM client WHERE id = ?", client)
            archive_client(world.store, actor, client, version)
        case _:
            with world.store.read() as reader:
                acts = [act for act in undoable(reader, actor) if act.stands == (what == "undo")]
            if acts:
                turn = undo if what == "undo" else redo
                turn(world.store, actor, acts[n % len(acts)].number)


def _told(world: World, client: bytes) -> dict[str, Any]:
    """What the acts that stand say, the last one last: known without looking at what an undo wrote."""
    from db.undoing.standing import Standing

    told: dict[str, Any] = {"phone": None, "email": None, "archived_on": None, "indications": 1}
    with world.store.read() as reader:
        standing = Standing(reader, 0)
        for entry, field, new, subject in reader.rows(
            "SELECT e.id, c.field, c.new, c.subject FROM journal_change c JOIN journal_entry e ON e.id = c.entry "
            "WHERE e.undoes IS NULL AND (c.record = ? OR c.subject = 'indication' AND c.new LIKE ?) ORDER BY e.arrival, c.seq",
            (client, f'%"client_id":"{client.hex()}"%'),
        ):
            if not standing.stands(entry):
                continue
            if subject == "indication":
                told["indications"] += 1
            elif field in told:
                told[field] = None if new is None else new.strip('"')
    told["indications"] -= 1  # the one that comes with the client
    return told


def _values(world: World, client: bytes) -> dict[str, Any]:
    with world.store.read() as reader:
        phone, email, archived = reader.rows("SELECT phone, email, archived_on FROM client WHERE id = ?", (client,))[0]
        indications = reader.value("SELECT count(*) FROM indication WHERE client_id = ?", (client,))
    return {"phone": phone, "email": email, "archived_on": archived, "indications": indications}


def test_a_change_that_nobody_wrote_is_not_written_over(world: World) -> None:
    """Whatever the journal says: a value that is not what the act left is not thrown away."""
    change(world, world.consultant, world.joris, phone="1")
    number = last(world, world.consultant).number
    connection = world.store.take()
    connection.execute("UPDATE client SET phone = 'x' WHERE id = ?", (world.joris,))
    world.store.give_back(connection)
    with pytest.raises(Refused, match="changed again since"):
        undo(world.store, world.consultant, number)


def test_an_act_is_known_by_its_number(world: World) -> None:
    version = world.value("SELECT version FROM employer WHERE id = ?", world.bakery)
    update_employer(world.store, world.holder, world.bakery, version, {"phone": "1"})
    act = last(world, world.holder)
    with world.store.read() as reader:
        assert own_act(reader, world.holder, act.number) == act
