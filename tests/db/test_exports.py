"""Exports: files that come back unchanged, whatever is in a name, and that no spreadsheet runs."""

from __future__ import annotations

import csv
import json
import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.clients import update_client
from db.creating import create_store
from db.employers import create_employer
from db.exports import export
from db.exports.columns import EXPORTS
from db.imports import import_file
from db.imports.columns import COLUMNS
from db.store import Store
from models.actor import Actor
from models.employer import EmployerInput
from models.errors import BadInput
from tests.conftest import FIRST_USER, Clock
from tests.db.conftest import MakeRecord
from tests.db.csv_files import CLIENT, EMPLOYER, PLACEMENT, Office, counts

HOSTILE = (
    "[red]x[/]",
    "x [/",
    "Acme [UK] Ltd",
    "=1+1",
    "'=1",
    "''''+x",
    "@som",
    "-2",
    "'t Hof",
    "'",
    "\ttab",
    "'\rregel",
    "\x1b[31mrood\x1b[0m",
    "👩\u200d👧 emoji",
    "\u202eomgekeerd",
    "\ufeffmerk",
    "x" * 300,
    'zegt "ja"',
    "a;b,c\td",
    "twee\nregels\r\nen drie",
    "Łódź ø ß",
    "NULL",
    "sep=;",
)


@pytest.fixture
def office(store: Store, admin: Actor, tmp_path: Path) -> Office:
    return Office(store, admin, tmp_path)


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Office]:
    """An office with nothing in its store yet."""
    folder = tmp_path / "other"
    folder.mkdir()
    with create_store(folder / "other.nuo", None, FIRST_USER, clock=Clock()) as store:
        yield Office(store, store.actor(FIRST_USER), folder)


def out(office: Office, what: str, language: str = "nl", name: str = "out.csv") -> Path:
    path = office.folder / name
    export(office.store, office.actor, what, path, language=language)
    return path


def cells(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=";"))


@pytest.mark.parametrize("what", COLUMNS)
def test_a_file_holds_all_that_an_import_understands(what: str) -> None:
    assert set(EXPORTS[what].sources) == {column.name for column in COLUMNS[what]}


def fill(office: Office) -> None:
    """One of everything, with every cell filled."""
    office.bring(
        "employers",
        {
            **EMPLOYER,
            "KvK-nr": "11215279",
            "Accounthouder": "M. Dijkhuis",
            "Relatie sinds": "3-1-2014",
            "Contactpersoon": "Max",
            "SBI": "01.10",
        },
        {**EMPLOYER, "Debiteurnr": "D2", "Status": "slapend", "Plaats": "Enter", "Gearchiveerd op": "1-1-2025"},
    )
    office.bring(
        "clients",
        {
            **CLIENT,
            "Geb.datum": "00-06-1968",
            "Uren p/w": "36,5",
            "Consulent": "I. Wolbert",
            "Formele werkgever": "Gemeente Hellendoorn",
        }
        | {
            "Indicatie t/m": "15-8-2030",
            "Indicatie van": "15-8-2020",
            "Advies begeleid werken": "ja",
            "Indicatiecategorie": "matig",
        }
        | {
            "Loonwaarde %": "62,125",
            "Gemeten op": "16-7-2023",
            "Trede": "5",
            "Status": "ziek",
            "HR-administrateur": "NUO",
            "Kan": "heftruck",
        },
    )
    office.bring("vacancies", {"Vacaturenr": "V-7", "Debiteurnr": "D10001", "Functie": "Inpakker", "Uren p/w": "24,5"})
    office.bring(
        "placements",
        {
            **PLACEMENT,
            "Vacaturenr": "V-7",
            "Uren p/w": "32",
            "Tarief p/u": "9,72",
            "Terugvalplek": "Hal 1",
            "Leidinggevende": "Fien",
        },
        {**PLACEMENT, "Van": "1-1-2020", "T/m": "1-1-2021", "Werklocatie": "Hal 1", "Reden einde": "klaar"},
    )
    office.bring(
        "contacts",
        {"Cliëntnr": "C00001", "Soort contact": "Bezoek", "Datum": "3-11-2026", "Tijd": "9:30", "Verslag": "Gaat goed."},
        {"Debiteurnr": "D10001", "Soort contact": "Mail", "Datum": "3-11-2026", "Verslag": "Wil er nog een."},
    )


@pytest.mark.parametrize("language", ["nl", "en"])
def test_out_and_in_again_changes_nothing_and_fills_another_store_the_same(office: Office, other: Office, language: str) -> None:
    fill(office)
    for what in ("employers", "clients", "vacancies", "placements", "contacts"):
        path = out(office, what, language)
        assert counts(import_file(office.store, office.actor, path, what))[1:] == (0, 0, len(cells(path)) - 1, 0)
        assert import_file(other.store, other.actor, path, what).rejects == []
        assert out(other, what, language).read_bytes() == path.read_bytes()


def test_a_file_is_written_as_its_language_writes(office: Office) -> None:
    fill(office)
    headings, row = cells(out(office, "clients"))
    dutch = dict(zip(headings, row, strict=True))
    assert (dutch["Geb.datum"], dutch["Uren p/w"], dutch["Loonwaarde %"]) == ("1968-06-00", "36,5", "62,125")
    assert (dutch["Status"], dutch["Indicatie t/m"], dutch["Advies begeleid werken"]) == ("Ziek", "2030-08-15", "ja")
    headings, row = cells(out(office, "clients", "en"))
    english = dict(zip(headings, row, strict=True))
    assert (english["Birth date"], english["Hours per week"], english["Wage value %"]) == ("1968-06-00", "36.5", "62.1250")
    assert (english["Status"], english["Advice supported employment"]) == ("ill", "yes")


def test_a_file_has_a_mark_and_is_for_its_owner_only(office: Office) -> None:
    fill(office)
    path = out(office, "clients")
    assert path.read_bytes().startswith(b"\xef\xbb\xbfCli\xc3\xabntnr;")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_goes_round_and_nothing_is_lost(office: Office, other: Office, name: str) -> None:
    create_employer(office.store, office.actor, EmployerInput(name=name, remarks=name, house_number=name))
    path = out(office, "employers")
    assert counts(import_file(office.store, office.actor, path, "employers")) == (1, 0, 0, 1, 0)
    assert counts(import_file(other.store, other.actor, path, "employers")) == (1, 1, 0, 0, 0)
    assert other.one("SELECT name, remarks, house_number FROM employer") == (name, name, name)
    assert out(other, "employers").read_bytes() == path.read_bytes()
    assert not cells(path)[1][1].startswith(("=", "+", "-", "@", "\t", "\r"))


words = st.text(
    st.characters(exclude_categories=("Cs",), exclude_characters="\0") | st.sampled_from("'=+-@\t\r\n;\""), min_size=1
)


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Office, Office]]:
    folder = tmp_path_factory.mktemp("round")
    with (
        create_store(folder / "a.nuo", None, FIRST_USER, clock=Clock()) as one,
        create_store(folder / "b.nuo", None, FIRST_USER, clock=Clock()) as another,
    ):
        yield Office(one, one.actor(FIRST_USER), folder), Office(another, another.actor(FIRST_USER), folder)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=words.filter(lambda text: text.strip() != ""), remarks=words)
def test_any_text_goes_round(two: tuple[Office, Office], name: str, remarks: str) -> None:
    office, other = two
    number = create_employer(office.store, office.actor, EmployerInput(name=name, remarks=remarks)).number
    path = office.folder / "any.csv"
    export(office.store, office.actor, "employers", path, filters=[("number", number)])
    assert counts(import_file(office.store, office.actor, path, "employers")) == (1, 0, 0, 1, 0)
    assert counts(import_file(other.store, other.actor, path, "employers")) == (1, 1, 0, 0, 0)
    kept = "SELECT name, remarks FROM employer WHERE number = ?"
    assert other.one(kept, number) == office.one(kept, number)


def test_a_search_and_filters_choose_what_a_list_would_show(office: Office, make_client: MakeRecord) -> None:
    for surname, place in (("Oude Lansink", "Almelo"), ("Lansink", "Wierden"), ("Baan", "Almelo")):
        make_client(place, surname=surname)
    path = office.folder / "some.csv"
    done = export(office.store, office.actor, "client", path, search="lansink", filters=[("municipality", "almelo")])
    assert done.rows == 1
    assert [row[1] for row in cells(path)[1:]] == ["Oude Lansink"]
    with pytest.raises(BadInput):
        export(office.store, office.actor, "clients", path, filters=[("haarkleur", "bruin")])
    assert [row[1] for row in cells(path)[1:]] == ["Oude Lansink"]


def test_of_several_indications_the_newest_goes_out(office: Office) -> None:
    for until in ("1-1-2030", "1-1-2028"):
        office.bring("clients", {**CLIENT, "Indicatie t/m": until})
    headings, row = cells(out(office, "clients"))
    assert dict(zip(headings, row, strict=True))["Indicatie t/m"] == "2030-01-01"


def test_what_was_mended_in_a_spreadsheet_comes_back(office: Office) -> None:
    office.bring("clients", {**CLIENT, "Telefoon": "+31 6"})
    path = out(office, "clients")
    path.write_text(path.read_text(encoding="utf-8").replace("Arent", "Arend"), encoding="utf-8")
    assert counts(import_file(office.store, office.actor, path, "clients")) == (1, 0, 1, 0, 0)
    assert office.one("SELECT surname, phone FROM client") == ("Arend", "+31 6")


def test_a_client_without_anything_optional_goes_round(office: Office) -> None:
    office.bring("clients", {**CLIENT, "Formele werkgever": "Gemeente Almelo"})
    key, version = office.one("SELECT id, version FROM client")
    update_client(office.store, office.actor, key, version, {"formal_employer_id": None, "hr_administrator": None})
    path = out(office, "clients")
    assert counts(import_file(office.store, office.actor, path, "clients")) == (1, 0, 0, 1, 0)


@pytest.mark.parametrize(
    ("what", "name"), [("all", "out.csv"), ("clients", "out.xls"), ("clients", "out"), ("planets", "out.csv")]
)
def test_what_is_not_written_says_what_is(office: Office, what: str, name: str) -> None:
    with pytest.raises(BadInput):
        export(office.store, office.actor, what, office.folder / name)


@pytest.mark.parametrize("where", ["test.nuo", "geen/map/uit.csv", "map.csv"])
def test_nothing_is_written_where_it_can_not_be(office: Office, where: str) -> None:
    (office.folder / "map.csv").mkdir()
    with pytest.raises(BadInput):
        export(office.store, office.actor, "clients", office.folder / where)
    assert [path.name for path in office.folder.glob(".nuo*")] == []


ENDINGS = (".csv", ".xlsx", ".json")


def contents(path: Path) -> list[bytes]:
    """What a file holds, without the moment on which a workbook was made."""
    if path.suffix != ".xlsx":
        return [path.read_bytes()]
    with zipfile.ZipFile(path) as book:
        return [book.read(name) for name in sorted(book.namelist()) if name.startswith("xl/")]


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_kind_of_file_goes_round(office: Office, other: Office, ending: str, language: str) -> None:
    fill(office)
    for what in ("employers", "clients", "placements"):
        path = out(office, what, language, f"out{ending}")
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        read, *changed = counts(import_file(office.store, office.actor, path, what))
        assert changed == [0, 0, read, 0]
        assert import_file(other.store, other.actor, path, what).rejects == []
        assert contents(out(other, what, language, f"out{ending}")) == contents(path)
    assert [path.name for path in office.folder.glob(".nuo*")] == []


@pytest.mark.parametrize("ending", [".xlsx", ".json"])
def test_one_file_holds_all_and_each_comes_back_from_it(office: Office, other: Office, ending: str) -> None:
    fill(office)
    path = out(office, "all", name=f"all{ending}")
    for what in ("employers", "clients", "placements"):
        assert import_file(other.store, other.actor, path, what).rejects == []
    assert contents(out(other, "all", name=f"all{ending}")) == contents(path)
    with pytest.raises(BadInput):
        export(office.store, office.actor, "all", path, filters=[("number", "C00001")])


def test_json_is_for_scripts(office: Office) -> None:
    fill(office)
    (record,) = json.loads(out(office, "clients", name="out.json").read_text(encoding="utf-8"))
    assert (record["contract_hours"], record["wage_value"], record["ladder_step"]) == (36.5, 62.125, 5)
    assert (record["birth_date"], record["indication_until"], record["indication_advice"]) == ("1968-06-00", "2030-08-15", True)
    assert (record["status"], record["target_group"], record["prefix"]) == ("ill", "wsw", None)
    assert set(json.loads(out(office, "all", name="all.json").read_text(encoding="utf-8"))) == set(EXPORTS)


def test_what_a_sheet_can_not_hold_is_said_and_the_old_file_stays(office: Office) -> None:
    create_employer(office.store, office.actor, EmployerInput(name="Vegt", remarks="x" * 40_000))
    path = office.folder / "out.xlsx"
    path.write_text("was there", encoding="utf-8")
    with pytest.raises(BadInput) as refused:
        export(office.store, office.actor, "employers", path)
    assert ".csv" in str(refused.value.hint)
    assert path.read_text(encoding="utf-8") == "was there"
    assert list(office.folder.glob(".nuo*")) == []
    assert export(office.store, office.actor, "employers", office.folder / "out.csv").rows == 1


amounts = st.decimals(0, 60, places=3).filter(lambda hours: hours > 0)
days = st.dates().map(str)
records_of = {
    "employers": st.fixed_dictionaries(
        {"name": words}, optional={"remarks": words, "house_number": words, "relation_since": days, "size": words}
    ),
    "clients": st.fixed_dictionaries(
        {
            "surname": words,
            "municipality": st.sampled_from(["Almelo", "Wierden"]),
            "target_group": st.sampled_from(["wsw", "pw"]),
        },
        optional={
            "contract_hours": amounts,
            "wage_value": amounts,
            "measured_on": days,
            "indication_until": days,
            "prefix": words,
            "consultant": words,
            "birth_date": st.sampled_from(["1968-00-00", "1899-01-01", "1995-02-00", "2001-12-31"]),
        },
    ),
}


@pytest.mark.parametrize("ending", ENDINGS)
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None)
@given(data=st.data())
def test_out_into_an_empty_store_and_out_again_is_the_same(
    tmp_path_factory: pytest.TempPathFactory, ending: str, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("round")
    with (
        create_store(folder / "a.nuo", None, FIRST_USER, clock=Clock()) as one,
        create_store(folder / "b.nuo", None, FIRST_USER, clock=Clock()) as another,
    ):
        here, there = Office(one, one.actor(FIRST_USER), folder), Office(another, another.actor(FIRST_USER), folder)
        for what, records in records_of.items():
            rows: list[dict[str, Any]] = data.draw(st.lists(records, max_size=5))
            numbered = [{"number": f"N{place}", **row} for place, row in enumerate(rows, 1)]
            begin = folder / "begin.json"
            begin.write_text(json.dumps(numbered, default=float), encoding="utf-8")
            if not rows:
                continue
            import_file(here.store, here.actor, begin, what)
            path = out(here, what, name=f"out{ending}")
            if counts(import_file(here.store, here.actor, path, what))[0]:
                assert import_file(there.store, there.actor, path, what).rejects == []
            assert contents(out(there, what, name=f"again{ending}")) == contents(path)
