"""Importing by keys: try a file out, take it in, see what was rejected, undo it."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from tests.screens.office import Office
from tests.screens.person import SIZES, Person, at_the_desk, kept

EMPLOYERS = "Nummer;Naam;Plaats;KvK-nr\nD10001;Timmer & Zn.;Almelo;12345679\nD10002;Smid;Wierden;123\nD10003;Bakker;Enter;\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "werkgevers.csv"
    path.write_text(EMPLOYERS, encoding="utf-8")
    return path


async def try_out(person: Person, path: Path) -> None:
    """From anywhere to the report of the trial."""
    await person.command("import a file")
    await person.paste(str(path))
    await person.press("down", "e", "f9")


def typed_path(person: Person) -> str:
    """What stands in the field for the file."""
    return person.app.screen.query_one("#field-path", Input).value


@pytest.mark.parametrize("size", SIZES)
async def test_a_file_is_tried_out_before_anything_is_kept(office: Office, file: Path, size: tuple[int, int]) -> None:
    async with at_the_desk(office.store, office.admin, size=size) as person:
        await try_out(person, file)
        assert person.title == "Tried out: Employers from werkgevers.csv. Nothing is kept yet."
        for name, number in (("rows read", "3"), ("added", "2"), ("updated", "0"), ("unchanged", "0"), ("rejected", "1")):
            assert person.line_with(name).split()[-1] == number
        assert "line 3, KvK-nr: '123' is not a KVK number" in person.sees
        assert "import" in person.footer
        await person.press("escape")
        assert person.screen == "ImportForm"
        assert typed_path(person) == str(file)
    assert kept(office.store, "SELECT count(*) FROM employer WHERE number LIKE 'D1%'") == [(0,)]
    assert list(file.parent.glob("*rejects*")) == []


async def test_f9_takes_it_in_and_says_where_the_rejected_rows_are(office: Office, file: Path) -> None:
    async with at_the_desk(office.store, office.admin) as person:
        await try_out(person, file)
        await person.press("f9")
        assert person.title == "Import 1: Employers from werkgevers.csv"
        assert person.said.startswith("✓ saved")
        assert "werkgevers-rejects.csv" in "".join(person.sees.split())
        assert "That file holds people's data in clear" in person.sees
        assert "undo" in person.footer
        await person.press("escape")
        assert person.screen == "ClientsScreen"
    assert kept(office.store, "SELECT number FROM employer WHERE number LIKE 'D1%'") == [("D10001",), ("D10003",)]
    assert "D10002" in (file.parent / "werkgevers-rejects.csv").read_text(encoding="utf-8-sig")


async def test_it_is_undone_from_its_own_report(office: Office, file: Path) -> None:
    async with at_the_desk(office.store, office.admin) as person:
        await try_out(person, file)
        await person.press("f9", "u")
        assert "Undo import 1?" in person.sees
        await person.press("enter")
        assert person.said.startswith("✓ Import 1 is undone: 2 records taken out")
        assert "undo" not in person.footer
    assert kept(office.store, "SELECT count(*) FROM employer WHERE number LIKE 'D1%'") == [(0,)]


async def test_earlier_imports_are_listed_and_undone_there(office: Office, file: Path) -> None:
    from db.imports.running import import_file

    import_file(office.store, office.admin, file, "employers")
    async with at_the_desk(office.store, office.lead) as person:
        await person.command("undoing them")
        assert "werkgevers.csv" in person.sees
        await person.press("enter")
        assert "added 2" in person.sees
        await person.press("escape", "u", "enter")
        assert person.said.startswith("✓ Import 1 is undone")
        assert "24-11-26" in person.line_with("werkgevers.csv").split()[-1]
        assert "undo" not in person.footer


async def test_what_stands_in_the_way_of_undoing_is_named(office: Office, file: Path) -> None:
    from db.imports.running import import_file
    from db.refs import resolve

    import_file(office.store, office.admin, file, "employers")
    with office.store.read() as reader:
        timmer = resolve(reader, "employer", "D10001").id
    from db.coordinations import request
    from db.employers import make_relation
    from tests.db.world import asked

    make_relation(office.store, office.admin, timmer, office.holder.id, since=office.store.today())
    asked_for = request(office.store, office.consultant, asked(office.yinthe, timmer))
    async with at_the_desk(office.store, office.admin) as person:
        await person.command("undoing them")
        await person.press("u", "enter")
        assert asked_for.number in person.sees or "D10001" in person.sees
    assert kept(office.store, "SELECT count(*) FROM employer WHERE number LIKE 'D1%'") == [(2,)]


STRANGE = "Nummer;Hoe hij heet;Schoenmaat;KvK-nr\nD10001;Timmer;44;12345679\n"


async def test_headings_that_are_not_known_are_asked_and_kept_for_the_next_time(office: Office, tmp_path: Path) -> None:
    path, kept_map = tmp_path / "vreemd.csv", tmp_path / "vreemd.toml"
    path.write_text(STRANGE, encoding="utf-8")
    async with at_the_desk(office.store, office.admin) as person:
        await try_out(person, path)
        assert person.screen == "HeadingsForm"
        assert "Hoe hij heet" in person.sees
        assert "Schoenmaat" in person.sees
        await person.press("f9")
        assert "Choose a field, or leave the column out." in person.sees
        await person.press("n", "a", "m", "down")
        await person.press("enter", "home", "enter")
        assert "(leave this column out)" in person.line_with("Schoenmaat")
        await person.press("down")
        await person.paste(str(kept_map))
        await person.press("f9")
        assert person.title == "Tried out: Employers from vreemd.csv. Nothing is kept yet."
        assert person.line_with("added").split()[-1] == "1"
        await person.press("f9")
        assert person.title == "Import 1: Employers from vreemd.csv"
        await person.press("escape")
        assert person.screen == "ClientsScreen"
    assert kept(office.store, "SELECT name FROM employer WHERE number = 'D10001'") == [("Timmer",)]
    from db.imports import read_map

    assert read_map(kept_map).columns == {"Hoe hij heet": "name", "Schoenmaat": ""}


async def test_leaving_the_question_loses_nothing_that_was_typed(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "vreemd.csv"
    path.write_text(STRANGE, encoding="utf-8")
    async with at_the_desk(office.store, office.admin) as person:
        await try_out(person, path)
        await person.press("escape")
        assert person.screen == "ImportForm"
        assert typed_path(person) == str(path)


async def test_a_map_of_before_is_named_on_the_form(office: Office, tmp_path: Path) -> None:
    path, named = tmp_path / "vreemd.csv", tmp_path / "vreemd.toml"
    path.write_text(STRANGE, encoding="utf-8")
    named.write_text('"Hoe hij heet" = "name"\n"Schoenmaat" = ""\n[fixed]\nplace = "Enter"\n', encoding="utf-8")
    async with at_the_desk(office.store, office.admin) as person:
        await person.command("import a file")
        await person.paste(str(path))
        await person.press("down", "e", "down")
        await person.paste(str(named))
        await person.press("f9", "f9")
        assert person.title == "Import 1: Employers from vreemd.csv"
    assert kept(office.store, "SELECT name, place FROM employer WHERE number = 'D10001'") == [("Timmer", "Enter")]


async def test_a_workbook_is_taken_in_like_any_file(office: Office, tmp_path: Path) -> None:
    from xlsxwriter import Workbook

    path = tmp_path / "lijst.xlsx"
    with Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(2, 1, ["Nummer", "Naam", "KvK-nr"])
        sheet.write_row(3, 1, ["D10001", "Timmer", 12345679])
    async with at_the_desk(office.store, office.admin) as person:
        await try_out(person, path)
        await person.press("f9")
        assert person.title == "Import 1: Employers from lijst.xlsx"
    assert kept(office.store, "SELECT kvk FROM employer WHERE number = 'D10001'") == [("12345679",)]


async def test_tab_completes_the_name_of_a_file(office: Office, file: Path) -> None:
    async with at_the_desk(office.store, office.admin) as person:
        await person.command("import a file")
        await person.paste(f"{file.parent}/werk")
        await person.press("tab")
        assert typed_path(person) == str(file)
        await person.press("tab")
        assert person.app.focused is not None
        assert person.app.focused.id == "field-what"


async def test_a_consultant_hears_at_once_who_may_import(office: Office) -> None:
    async with at_the_desk(office.store, office.consultant) as person:
        await person.command("import a file")
        assert "Ask an administrator or a team lead." in " ".join(person.sees.split())


async def test_a_file_that_is_not_there_is_said(office: Office, tmp_path: Path) -> None:
    async with at_the_desk(office.store, office.admin) as person:
        await try_out(person, tmp_path / "nergens.csv")
        assert "nergens.csv" in "".join(person.sees.split())
        assert person.screen in ("ImportForm", "Tell")
