"""Undoing by keys: a question in words, the list of one's last acts, and who stands in the way."""

from __future__ import annotations

import pytest

from db.clients import update_client
from models.actor import Actor
from tests.screens.office import Office
from tests.screens.person import SIZES, at_the_desk, kept


def change(office: Office, actor: Actor, client: bytes, **values: str) -> None:
    """Somebody changes a client."""
    with office.store.read() as reader:
        version = reader.value("SELECT version FROM client WHERE id = ?", (client,))
    update_client(office.store, actor, client, version, values)


def phone(office: Office) -> str | None:
    return kept(office.store, "SELECT phone FROM client WHERE id = ?", office.yinthe)[0][0]  # type: ignore[no-any-return]


@pytest.mark.parametrize("size", SIZES)
async def test_u_asks_in_words_and_undoes(office: Office, size: tuple[int, int]) -> None:
    change(office, office.consultant, office.yinthe, phone="1")
    change(office, office.consultant, office.yinthe, phone="2", email="a@b.example")
    async with at_the_desk(office.store, office.consultant, size=size) as person:
        await person.press("u")
        assert "Undo 'client changed (CA00002)' of" in person.sees
        assert "CA00002 phone: 2 → 1" in person.sees
        assert "CA00002 e-mail: a@b.example → –" in person.sees
        await person.press("escape")
        assert phone(office) == "2"
        await person.press("u", "enter")
        assert person.said.startswith("✓ undone: client changed (CA00002) · saved")
        assert phone(office) == "1"
        await person.press("enter", "u", "enter")
        assert person.screen == "ClientScreen"
        assert phone(office) is None
        await person.press("u")
        assert "There is nothing of yours to undo." in person.sees


async def test_the_list_undoes_any_act_and_does_it_again(office: Office) -> None:
    change(office, office.consultant, office.yinthe, phone="1")
    change(office, office.consultant, office.joris, phone="9")
    async with at_the_desk(office.store, office.consultant) as person:
        await person.press("U")
        assert person.screen == "OwnActsScreen"
        assert "client changed" in person.line_with("CA00001")
        assert "u undo" in person.footer
        await person.press("down", "enter")
        assert "CA00002 phone: 1 → –" in person.sees
        await person.press("escape", "u", "enter")
        assert phone(office) is None
        assert person.said.startswith("✓ undone: client changed (CA00002)")
        assert "r do again" in person.footer
        assert "u undo" not in person.footer
        await person.press("r")
        assert "Do 'client changed (CA00002)' of" in person.sees
        assert "CA00002 phone: – → 1" in person.sees
        await person.press("enter")
        assert phone(office) == "1"
        await person.press("escape")
        assert person.screen == "ClientsScreen"


async def test_who_stands_in_the_way_is_named(office: Office) -> None:
    change(office, office.consultant, office.yinthe, phone="1")
    change(office, office.admin, office.yinthe, phone="2")
    async with at_the_desk(office.store, office.consultant) as person:
        await person.press("u")
        assert "can't be undone" in person.sees
        assert "A. Beheer: client changed (CA00002)" in person.sees
        await person.press("enter")
        assert phone(office) == "2"


async def test_a_new_client_that_is_undone_in_its_file_leaves_to_the_list(office: Office) -> None:
    async with at_the_desk(office.store, office.consultant) as person:
        await person.press("n")
        await person.paste("Fatima")
        await person.press("down", "down")
        await person.paste("Bos")
        for _field in range(5):
            await person.press("down")
        await person.press("w", "down", "a", "f9")
        assert kept(office.store, "SELECT count(*) FROM client WHERE surname = 'Bos'") == [(1,)]
        await person.press("enter", "u")
        assert "CA00003 is taken out again" in person.sees
        await person.press("enter")
        assert person.screen == "ClientsScreen"
        assert person.said.startswith("✓ undone: ")
        assert "Bos, Fatima" not in person.sees
        await person.press("U", "r", "enter", "escape")
        assert "Bos, Fatima" in person.sees


async def test_the_palette_knows_them(office: Office) -> None:
    async with at_the_desk(office.store, office.consultant) as person:
        await person.press("ctrl+p")
        await person.type("last acts")
        await person.press("enter")
        assert person.screen == "OwnActsScreen"
        assert "You have changed nothing yet." in person.sees


async def test_h_shows_the_whole_history_with_what_belongs_to_it(office: Office) -> None:
    for n in range(130):
        change(office, office.consultant, office.yinthe, phone=str(n), email=f"{n}@b.example")
    change(office, office.admin, office.yinthe, bsn="999900018")
    async with at_the_desk(office.store, office.consultant) as person:
        await person.press("H")
        assert person.screen == "HistoryScreen"
        assert "History of Arent, Yinthe van der" in person.title
        assert "•••" in person.line_with("A. Beheer")
        assert "999900018" not in person.sees
        assert "Became" in person.sees
        await person.press("down")
        assert "129" in person.sees
        await person.press("enter")
        assert "M. ter Braak: client changed" in person.sees
        assert "Was: 128@b.example" in person.sees or "Was: 128" in person.sees
        await person.press("escape", "G")
        assert "client added" in person.sees
        await person.press("escape", "enter", "left")
        assert "client changed" in person.sees
        await person.press("G")
        assert "earlier lines: press H" in person.sees
        await person.press("H")
        assert person.screen == "HistoryScreen"
