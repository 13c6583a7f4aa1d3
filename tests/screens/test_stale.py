"""Two people save the same record: what only one of them changed is kept, for the rest people choose, nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from db.account_holding import assign_holder
from db.clients import add_indication, change_indication, update_client
from db.coordinations import approve, request
from db.employers import add_contact_person, change_contact_person, update_employer
from db.locations import update_location
from db.placements import change_proposal, propose
from db.store import Store, open_store
from db.users import change_user
from db.vacancies import create_vacancy, update_vacancy
from models.employer import ContactPersonInput
from models.indication import IndicationInput
from models.kinds import Role
from models.vacancy import VacancyInput
from screens.house.stale import MINE, THEIRS, Difference, Value, differences
from tests.db.world import asked, proposal
from tests.screens.office import Office
from tests.screens.person import Person, at_the_desk, kept


@pytest.fixture
def other(office: Office) -> Iterator[Store]:
    """The same file, opened by another program."""
    with open_store(office.store.path, None, clock=office.store.clock) as store:
        yield store


def row(office: Office, columns: str, table: str, key: bytes) -> tuple[object, ...]:
    return kept(office.store, f"SELECT {columns} FROM {table} WHERE id = ?", key)[0]


async def fill(person: Person, field: str, text: str) -> None:
    """Type in a field."""
    person.app.screen.query_one(f"#field-{field}").focus()
    await person.press("ctrl+u")
    await person.paste(text)


async def test_other_fields_are_kept_side_by_side(office: Office, other: Store) -> None:
    async with at_the_desk(office.store, office.consultant) as person:
        await person.press("e")
        await fill(person, "phone", "mine")
        update_client(other, office.admin, office.yinthe, 1, {"email": "theirs@b.example"})
        await person.press("f9")
        assert person.screen == "Merge"
        assert "A. Beheer changed e-mail on" in person.sees
        assert "both are kept" in person.sees
        await person.press("f9")
        assert person.said.startswith("✓ saved")
    assert row(office, "phone, email, version", "client", office.yinthe) == ("mine", "theirs@b.example", 3)


@pytest.mark.parametrize(
    ("keys", "phone"), [(("space",), "mine"), (("space", "space"), "theirs"), (("t",), "theirs"), (("m",), "mine")]
)
async def test_the_same_field_is_chosen(office: Office, other: Store, keys: tuple[str, ...], phone: str) -> None:
    update_client(office.store, office.admin, office.yinthe, 1, {"phone": "was"})
    async with at_the_desk(office.store, office.consultant) as person:
        await person.press("e")
        await fill(person, "phone", "mine")
        await fill(person, "remarks", "also mine")
        update_client(other, office.admin, office.yinthe, 2, {"phone": "theirs"})
        await person.press("f9")
        assert "Both of you changed 1 field: choose." in person.sees
        assert "? phone  was: was" in person.sees
        assert "○ yours      mine" in person.sees
        assert "○ theirs     theirs" in person.sees
        assert all(len(line) <= 80 for line in person.sees.splitlines())
        await person.press("f9")
        assert "First choose for phone" in person.sees
        assert row(office, "phone", "client", office.yinthe) == ("theirs",)
        await person.press(*keys, "f9")
        assert person.said.startswith("✓ saved")
    assert row(office, "phone, remarks, version", "client", office.yinthe) == (phone, "also mine", 4)


async def test_leaving_the_question_loses_nothing_and_saves_nothing(office: Office, other: Store) -> None:
    async with at_the_desk(office.store, office.consultant) as person:
        await person.press("e")
        await fill(person, "phone", "mine")
        update_client(other, office.admin, office.yinthe, 1, {"phone": "theirs"})
        await person.press("f9", "escape")
        assert person.screen == "ClientForm"
        assert person.said.endswith("Not saved. What you typed is still here.")
        assert person.app.screen.query_one("#field-phone").value == "mine"  # type: ignore[attr-defined]
        await person.press("f9")
        assert person.screen == "Merge", "it is asked again, not written over"
        update_client(other, office.admin, office.yinthe, 2, {"phone": "theirs again"})
        await person.press("m", "f9")
        assert person.screen == "Merge", "a third change is seen too"
        assert "theirs again" in person.sees
        await person.press("t", "f9")
        assert person.said.startswith("✓ saved")
    assert row(office, "phone", "client", office.yinthe) == ("theirs again",)


async def test_an_employer(office: Office, other: Store) -> None:
    async with at_the_desk(office.store, office.holder, begin="3") as person:
        await person.press("slash")
        await person.type("hoekstra")
        await person.press("enter", "e")
        await fill(person, "phone", "1")
        update_employer(other, office.admin, office.hoekstra, 1, {"phone": "2", "branch": "hout"})
        await person.press("f9", "m", "f9")
    assert row(office, "phone, branch", "employer", office.hoekstra) == ("1", "hout")


async def test_a_contact_person(office: Office, other: Store) -> None:
    contact = add_contact_person(office.store, office.holder, office.hoekstra, ContactPersonInput(name="J. Vegt"))
    async with at_the_desk(office.store, office.holder, begin="3") as person:
        from db.employers import employer_file
        from screens.employers.forms import ContactPersonForm

        with office.store.read() as reader:
            (known,) = employer_file(reader, office.hoekstra, office.store.today()).contacts
        person.app.push_screen(ContactPersonForm(office.hoekstra, known))
        await person.settle()
        await fill(person, "phone", "1")
        change_contact_person(other, office.admin, contact, 1, ContactPersonInput(name="J. Vegt", role="baas"))
        await person.press("f9", "f9")
    assert row(office, "phone, role", "contact_person", contact) == ("1", "baas")


async def test_a_location(office: Office, other: Store) -> None:
    async with at_the_desk(office.store, office.admin) as person:
        await person.press("ctrl+p")
        await person.type("locations")
        await person.press("enter", "e")
        await fill(person, "street", "Dorpsstraat")
        update_location(other, office.lead, office.location, 1, {"capacity": "9"})
        await person.press("f9", "f9")
    assert row(office, "street, capacity", "location", office.location) == ("Dorpsstraat", 9)


async def test_an_indication(office: Office, other: Store) -> None:
    key = add_indication(office.store, office.consultant, office.yinthe, IndicationInput(kind="wsw", valid_until="1-1-2030"))
    async with at_the_desk(office.store, office.consultant) as person:
        from screens.clients.forms import IndicationForm

        person.app.push_screen(IndicationForm(office.yinthe, key))
        await person.settle()
        await fill(person, "document", "D1")
        change_indication(other, office.admin, key, 1, IndicationInput(kind="wsw", valid_until="1-1-2031"))
        await person.press("f9")
        assert "● theirs     1 Jan 2031" in person.sees
        await person.press("f9")
    assert row(office, "document, valid_until", "indication", key) == ("D1", "2031-01-01")


async def test_a_user_with_choices(office: Office, other: Store) -> None:
    user = office.consultant
    async with at_the_desk(office.store, office.admin) as person:
        await person.press("ctrl+p")
        await person.type("users")
        await person.press("enter")
        while user.name not in person.line_with("▌") and person.app.screen.current() != user.id:  # type: ignore[attr-defined]
            await person.press("down")
        await person.press("e")
        await fill(person, "team", "Zuid")
        change_user(
            other,
            office.admin,
            user.id,
            1,
            roles=(Role.CONSULTANT, Role.TEAM_LEAD),
            team="North",
            werkplein_id=None,
            away_from=None,
            away_until=None,
            deputy_id=None,
        )
        await person.press("f9")
        assert "Almelo" in person.sees, "a choice is shown by its text"
        await person.press("f9")
    assert row(office, "team, roles, werkplein_id", "user", user.id) == ("Zuid", "consultant,team-lead", None)


async def test_a_kept_proposal(office: Office, other: Store) -> None:
    world = office.world
    made = propose(office.store, office.consultant, proposal(office.joris, office.hoekstra))
    assert made.id is not None
    async with at_the_desk(office.store, office.consultant, begin="4") as person:
        from screens.proposal.screen import ProposalScreen

        person.app.push_screen(ProposalScreen(placement=made.id))
        await person.settle()
        await fill(person, "workplace", "magazijn")
        change_proposal(other, office.lead, made.id, 1, proposal(office.joris, office.hoekstra, supervisor="J. Baas"))
        await person.press("f6")
        assert person.screen == "Merge"
        await person.press("f9")
    assert row(office, "workplace, supervisor, state", "placement", made.id) == ("magazijn", "J. Baas", "proposed")
    approve(world.store, world.holder, request(world.store, world.consultant, asked(office.joris, office.hoekstra)).id)


async def test_a_vacancy_with_several_forms(office: Office, other: Store) -> None:
    made = create_vacancy(office.store, office.holder, VacancyInput(employer_id=office.hoekstra, title="inpakker")).id
    async with at_the_desk(office.store, office.holder) as person:
        from screens.vacancies.forms import VacancyForm

        person.app.push_screen(VacancyForm(made))
        await person.settle()
        await fill(person, "skills", "tillen")
        update_vacancy(other, office.admin, made, 1, {"forms": "trial, green"})
        await person.press("f9")
        assert "Trial" in person.line_with("● theirs")
        await person.press("f9")
    assert row(office, "skills, version", "vacancy", made) == ("tillen", 3)
    assert "trial" in str(row(office, "forms", "vacancy", made))


async def test_an_account_holder_who_was_assigned_meanwhile_is_told(office: Office, other: Store) -> None:
    async with at_the_desk(office.store, office.admin, begin="3") as person:
        from screens.employers.forms import AssignHolderForm

        person.app.push_screen(AssignHolderForm(office.hoekstra))
        await person.settle()
        await person.press("enter")
        await person.type("lead")
        await person.press("escape")
        person.app.screen.query_one("#row-user_id").set_value(office.lead.id.hex())  # type: ignore[attr-defined]
        manager = office.world.manager
        assign_holder(other, office.admin, office.hoekstra, manager.id, from_date=office.store.today())
        await person.press("f9")
        assert "A. Beheer made L. Schothorst account holder on" in person.sees
        await person.press("f9")
    holders = "SELECT user_id FROM account_holding WHERE employer_id = ? AND until_date IS NULL"
    assert kept(office.store, holders, office.hoekstra) == [(office.lead.id,)]


async def test_who_lost_the_record_is_told(office: Office, other: Store) -> None:
    """Taken out by an undo: the form stays, with what was typed."""
    from db.clients import create_client
    from db.undoing.own_acts import newest, undo
    from models.client import ClientInput
    from tests.db.world import ALMELO

    made = create_client(
        office.store,
        office.consultant,
        ClientInput(surname="Aa", municipality_id=ALMELO, target_group="wsw", consultant_id=office.consultant.id),
    )
    async with at_the_desk(office.store, office.consultant) as person:
        await person.press("e")
        assert made.number in person.title
        await fill(person, "phone", "mine")
        with other.read() as reader:
            act = newest(reader, office.consultant, stands=True)
        assert act is not None
        undo(other, office.consultant, act.number)
        await person.press("f9")
        assert "no longer there" in person.sees
        assert person.app.screen_stack[-1].query("#field-phone") or person.app.screen_stack[-2].query("#field-phone")


@pytest.mark.parametrize(
    ("was", "mine", "theirs", "chosen"),
    [
        ("a", "a", "a", None),
        ("a", "b", "b", None),
        (None, "", None, None),
        ("a", "b", "a", MINE),
        ("a", "a", "b", THEIRS),
        ("a", "", "a", MINE),
        ("", "b", None, MINE),
        ("a", "b", "c", ""),
    ],
)
def test_what_differs(was: str | None, mine: str | None, theirs: str | None, chosen: str | None) -> None:
    one, two, three = ({"x": Value(value, value or "")} for value in (was, mine, theirs))
    found: list[Difference] = differences({"x": "X"}, one, two, three)
    assert [difference.chosen for difference in found] == ([] if chosen is None else [chosen])
