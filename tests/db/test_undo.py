"""Undoing an import: everything goes back, values too; what came after stands in the way and is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.clients import update_client
from db.exports import export
from db.store import Store
from db.undo import undo_import
from db.undo_blockers import must_stand_free
from db.users import activate
from db.wage_values import add_wage_value
from models.actor import Actor
from models.errors import BadInput, Blocked, Refused
from models.kinds import Role
from models.wage_value import WageValueInput
from tests.db.conftest import MakeRecord, MakeUser
from tests.db.csv_files import CLIENT, EMPLOYER, PLACEMENT, Office, Row, counts
from tests.db.living import rebuilt

RICH: Row = {
    **CLIENT,
    "Consulent": "I. Wolbert",
    "Telefoon": "1",
    "Indicatie t/m": "15-08-2030",
    "Loonwaarde %": "60",
    "Formele werkgever": "Gemeente Almelo",
}
HELD: Row = {**EMPLOYER, "Accounthouder": "M. Dijkhuis", "Contactpersoon": "Max", "Plaats": "Almelo"}


@pytest.fixture
def office(store: Store, admin: Actor, tmp_path: Path) -> Office:
    return Office(store, admin, tmp_path)


def undo(office: Office, number: int | None) -> tuple[int, int]:
    """Undo an import; how many records were removed and restored."""
    assert number is not None
    done = undo_import(office.store, office.actor, number)
    return done.removed, done.restored


def pictures(office: Office) -> list[bytes]:
    """What three exports say."""
    taken = []
    for what in ("employers", "clients", "placements"):
        path = office.folder / "picture.csv"
        export(office.store, office.actor, what, path)
        taken.append(path.read_bytes())
    return taken


def test_a_first_import_leaves_nothing_behind(office: Office) -> None:
    before = pictures(office)
    made = [
        office.bring("employers", HELD),
        office.bring("clients", RICH),
        office.bring("placements", {**PLACEMENT, "Werklocatie": "Hal"}),
    ]
    assert [undo(office, report.number) for report in reversed(made)] == [(1, 0)] * 3
    assert pictures(office) == before
    for table in ("client", "indication", "wage_value", "employer", "account_holding", "contact_person", "placement", "location"):
        assert office.column(f"SELECT count(*) FROM {table}") == [0], table
    assert office.column("SELECT name FROM user") == [office.actor.name]
    assert office.column("SELECT subject FROM search_entry") == ["user"]


def test_values_that_an_update_changed_come_back(office: Office) -> None:
    office.bring("employers", HELD)
    office.bring("clients", RICH)
    before = pictures(office)
    employers = office.bring(
        "employers", {**HELD, "Accounthouder": "L. Schothorst", "Contactpersoon": "Fien", "Plaats": "Wierden"}
    )
    clients = office.bring(
        "clients",
        {**RICH, "Achternaam": "Zwart", "Telefoon": "2", "Indicatie t/m": "15-08-2035", "Loonwaarde %": "70"}
        | {"Formele werkgever": "Gemeente Hellendoorn", "Opmerking": "nieuw"},
        {**CLIENT, "Cliëntnr": "C2"},
    )
    assert pictures(office) != before
    assert undo(office, clients.number) == (1, 1)
    assert undo(office, employers.number) == (0, 1)
    assert pictures(office) == before
    assert office.one("SELECT sort_name, version FROM client") == ("arent", 3)
    assert office.column("SELECT title FROM search_entry WHERE subject = 'client'") == ["Arent"]


def test_the_journal_tells_it_and_the_store_can_be_made_anew_from_it(office: Office, tmp_path: Path) -> None:
    office.bring("employers", HELD)
    office.bring("clients", RICH)
    report = office.bring("clients", {**RICH, "Telefoon": "2"}, {**RICH, "Cliëntnr": "C2", "Consulent": "Nieuw"})
    undo(office, report.number)
    last, undoes = office.one("SELECT action, undoes FROM journal_entry ORDER BY arrival DESC LIMIT 1")
    assert last == "import.undo"
    assert office.one("SELECT action FROM journal_entry WHERE id = ?", undoes) == ("import.clients",)
    rebuilt(office.store, tmp_path)


def test_what_comes_after_stands_in_the_way_and_is_named(office: Office) -> None:
    employers, clients = office.bring("employers", EMPLOYER), office.bring("clients", CLIENT)
    placements = office.bring("placements", PLACEMENT)
    for report in (employers, clients):
        with pytest.raises(Blocked) as refused:
            undo(office, report.number)
        assert refused.value.numbers == [placements.number]
    assert office.column("SELECT count(*) FROM client") == [1]
    undo(office, placements.number)
    assert undo(office, clients.number) == (1, 0)


def test_a_change_made_here_since_stands_in_the_way(office: Office) -> None:
    report = office.bring("clients", CLIENT, {**CLIENT, "Cliëntnr": "C2"})
    key, version = office.one("SELECT id, version FROM client WHERE number = 'C2'")
    update_client(office.store, office.actor, key, version, {"phone": "1"})
    with pytest.raises(Blocked) as refused:
        undo(office, report.number)
    assert refused.value.numbers == ["C2"]


def test_what_was_recorded_on_it_stands_in_the_way(office: Office) -> None:
    report = office.bring("clients", CLIENT)
    add_wage_value(office.store, office.actor, office.one("SELECT id FROM client")[0], WageValueInput(percentage="50"))
    with pytest.raises(Blocked) as refused:
        undo(office, report.number)
    assert refused.value.numbers == ["C00001"]


def test_only_the_same_field_of_an_update_stands_in_the_way(office: Office) -> None:
    office.bring("clients", RICH)
    report = office.bring("clients", {**RICH, "Telefoon": "2"})
    key, version = office.one("SELECT id, version FROM client")
    update_client(office.store, office.actor, key, version, {"email": "hier"})
    assert undo(office, report.number) == (0, 1)
    assert office.one("SELECT phone, email FROM client") == ("1", "hier")


def test_a_later_import_that_changed_it_stands_in_the_way_until_it_is_undone(office: Office) -> None:
    first, second = office.bring("clients", RICH), office.bring("clients", {**RICH, "Telefoon": "2"})
    with pytest.raises(Blocked) as refused:
        undo(office, first.number)
    assert refused.value.numbers == [second.number]
    undo(office, second.number)
    assert undo(office, first.number) == (1, 0)


def test_people_and_places_that_are_in_use_stay_and_are_named(office: Office) -> None:
    employers = office.bring(
        "employers", {**EMPLOYER, "Accounthouder": "M. Dijkhuis"}, {**EMPLOYER, "Debiteurnr": "D2", "Accounthouder": "B"}
    )
    activate(office.store, office.actor, ["M. Dijkhuis"])
    done = undo_import(office.store, office.actor, employers.number or 0)
    assert done.stay == ("M. Dijkhuis",)
    assert set(office.column("SELECT name FROM user")) == {office.actor.name, "M. Dijkhuis"}


def test_a_consultant_whom_another_import_names_too_stays(office: Office) -> None:
    first = office.bring("clients", {**CLIENT, "Consulent": "P"})
    office.bring("clients", {**CLIENT, "Cliëntnr": "C2", "Consulent": "P"})
    assert undo_import(office.store, office.actor, first.number or 0).stay == ("P",)
    assert office.one("SELECT u.name FROM client c JOIN user u ON u.id = c.consultant_id") == ("P",)


def test_a_role_that_an_import_added_goes_again(office: Office) -> None:
    office.bring("employers", {**EMPLOYER, "Accounthouder": "P"})
    clients = office.bring("clients", {**CLIENT, "Consulent": "P"})
    undo(office, clients.number)
    assert office.one("SELECT roles FROM user WHERE name = 'P'") == ("account-manager",)


def test_an_import_is_undone_once_and_can_be_done_anew(office: Office) -> None:
    first = office.bring("clients", RICH)
    undo(office, first.number)
    with pytest.raises(Refused):
        undo(office, first.number)
    again = office.bring("clients", RICH)
    assert (again.number, counts(again)) == (2, (1, 1, 0, 0, 0))
    assert undo(office, again.number) == (1, 0)


def test_an_unknown_import_is_bad_input(office: Office) -> None:
    with pytest.raises(BadInput):
        undo(office, 99)


def test_a_record_made_here_that_an_import_changed_stays(office: Office, make_client: MakeRecord) -> None:
    number = make_client("Wierden", surname="Baan").number
    report = office.bring("clients", {**RICH, "Cliëntnr": number}, overwrite=True)
    assert undo(office, report.number) == (0, 1)
    assert office.one("SELECT surname, phone, consultant_id, formal_employer_id FROM client") == ("Baan", None, None, None)
    assert office.column("SELECT count(*) FROM indication") == [0]


@pytest.mark.parametrize("role", [Role.CONSULTANT, Role.ACCOUNT_MANAGER])
def test_nobody_else_undoes(office: Office, make_user: MakeUser, role: Role) -> None:
    report = office.bring("clients", CLIENT)
    office.actor = make_user("Iemand", role)
    with pytest.raises(Refused):
        undo(office, report.number)
    assert office.column("SELECT count(*) FROM client") == [1]


def steps_to_refuse(office: Office, size: int) -> int:
    """How much work it is for the store to refuse the undoing of an import of so many clients, each with a placement."""
    clients = [{**CLIENT, "Cliëntnr": f"{size}-{n}"} for n in range(size)]
    made = office.bring("clients", *clients)
    office.bring("placements", *({**PLACEMENT, "Cliëntnr": client["Cliëntnr"]} for client in clients))
    for client in clients[: size // 4]:
        key, version = office.one("SELECT id, version FROM client WHERE number = ?", client["Cliëntnr"])
        update_client(office.store, office.actor, key, version, {"phone": "1"})
    entry, arrival = office.one(
        "SELECT e.id, e.arrival FROM import_run r JOIN journal_change c ON c.record = r.id AND c.field = '*' "
        "JOIN journal_entry e ON e.id = c.entry WHERE r.number = ?",
        made.number,
    )
    steps = 0

    def step() -> int:
        nonlocal steps
        steps += 1
        return 0

    with office.store.read() as reader:
        reader.connection.set_progress_handler(step, 100)
        with pytest.raises(Blocked):
            must_stand_free(reader, made.number or 0, entry, arrival)
        reader.connection.set_progress_handler(None, 100)
    return steps


def test_refusing_four_times_as_much_is_about_four_times_the_work(office: Office) -> None:
    office.bring("employers", EMPLOYER)
    assert steps_to_refuse(office, 800) < 6 * steps_to_refuse(office, 200)
