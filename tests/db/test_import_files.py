"""Reading a file: encodings, delimiters, quotes, lines; and the sentence for each that is no CSV file."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from db.imports import import_file
from db.imports.records import CELL_LIMIT
from db.store import Store
from models.actor import Actor
from models.errors import BadInput
from tests.db.csv_files import CLIENT, EMPLOYER, Office, counts, rules, text_of, wrong

NAME = "Daniël ’t Höf €"
MARKS = {
    "utf-8": b"",
    "utf-8-sig": b"",
    "cp1252": b"",
    "utf-16": b"",
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
}


@pytest.fixture
def office(store: Store, admin: Actor, tmp_path: Path) -> Office:
    return Office(store, admin, tmp_path)


@pytest.mark.parametrize("encoding", MARKS)
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("end", ["\r\n", "\n"])
def test_any_encoding_delimiter_and_line_end(office: Office, encoding: str, delimiter: str, end: str) -> None:
    text = text_of([{**CLIENT, "Achternaam": NAME, "Opmerking": 'zegt "ja; nee"\nen, tab\t.'}], delimiter, end)
    path = office.folder / "clients.csv"
    path.write_bytes(MARKS[encoding] + text.encode(encoding))
    assert counts(import_file(office.store, office.actor, path, "clients")) == (1, 1, 0, 0, 0)
    assert office.one("SELECT surname, remarks FROM client") == (NAME, 'zegt "ja; nee"\nen, tab\t.')


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark(office: Office, encoding: str) -> None:
    assert counts(office.bring_text("clients", text_of([CLIENT]), encoding)) == (1, 1, 0, 0, 0)


def test_a_delimiter_that_stands_in_a_quoted_heading_is_no_delimiter(office: Office) -> None:
    text = '"Debiteurnr","Naam","Branche, in woorden; kort"\nD1,Vegt,"a;b"\n'
    report = office.bring_text("employers", text, mapping={"Branche, in woorden; kort": "branch"})
    assert counts(report) == (1, 1, 0, 0, 0)
    assert office.one("SELECT branch FROM employer") == ("a;b",)


def test_the_line_of_excel_that_names_the_delimiter(office: Office) -> None:
    assert counts(office.bring_text("employers", "sep=,\r\nDebiteurnr,Naam\r\nD1,Vegt\r\n")) == (1, 1, 0, 0, 0)


def test_a_line_is_the_physical_line_where_the_record_begins(office: Office) -> None:
    text = (
        "Debiteurnr;Naam;Opmerking;Postcode\r\n"
        'D1;Een;"drie\nregels\r\nlang";7607 AB\r\n'
        "\r\n"
        "D2;Twee;;fout\n"
        ";;;\n"
        'D3;Drie;"twee\nregels";ook fout\r\n'
        "D4;;;\r\n"
    )
    report = office.bring_text("employers", text)
    assert wrong(report) == [(6, "Postcode"), (8, "Postcode"), (10, "Naam")]
    assert counts(report) == (4, 1, 0, 0, 3)


def test_a_column_is_named_by_its_heading_as_it_stands(office: Office) -> None:
    report = office.bring_text("employers", "Debiteurnr;  NAAM ;Post code\nD1;;\nD2;Vegt;x\n")
    assert wrong(report) == [(2, "  NAAM "), (3, "Post code")]


def test_the_last_line_needs_no_end(office: Office) -> None:
    assert counts(office.bring_text("employers", "Debiteurnr;Naam\nD1;Vegt")) == (1, 1, 0, 0, 0)


def test_headings_alone_are_an_empty_import(office: Office) -> None:
    report = office.bring_text("employers", "Debiteurnr;Naam\n")
    assert counts(report) == (0, 0, 0, 0, 0)
    assert report.number is None


def test_a_row_with_more_cells_than_headings_is_rejected(office: Office) -> None:
    report = office.bring_text("employers", "Debiteurnr;Naam;Plaats\nD1;Vegt;Almelo;teveel\nD2;Dekker;Almelo;;\n")
    assert wrong(report) == [(2, "Plaats")]
    assert report.rejects[0].value == "teveel"
    assert (counts(report), rules(report)) == ((2, 1, 0, 0, 1), [])


def test_cells_that_are_missing_are_empty_and_that_is_told_once(office: Office) -> None:
    report = office.bring_text("employers", "Debiteurnr;Naam;Plaats;Straat\nD1;Vegt;Almelo\nD2;Dekker;Almelo;Laan\nD3\nD4;Bos\n")
    assert wrong(report) == [(4, "Naam")]
    assert (counts(report), rules(report)) == ((4, 3, 0, 0, 1), ["short-rows"])
    assert "3, on line 2, 4, 5" in str(report.findings[0].sentence)


def test_a_missing_cell_leaves_the_stored_value(office: Office) -> None:
    office.bring_text("employers", "Debiteurnr;Naam;Plaats\nD1;Vegt;Almelo\n")
    assert counts(office.bring_text("employers", "Debiteurnr;Naam;Plaats\nD1;Vegt\n")) == (1, 0, 0, 1, 0)


def test_of_many_short_rows_the_first_lines_are_named(office: Office) -> None:
    rows = "".join(f"D{n};Vegt\n" for n in range(1200))
    (finding,) = [f for f in office.bring_text("employers", f"Debiteurnr;Naam;Plaats\n{rows}").findings if f.rule == "short-rows"]
    assert "1200" in str(finding.sentence)
    assert len(str(finding.sentence)) < 250


def test_columns_without_heading_at_the_end_are_nothing(office: Office) -> None:
    assert counts(office.bring_text("employers", "Debiteurnr;Naam;;\nD1;Vegt;;\n")) == (1, 1, 0, 0, 0)


NO_FILES = {
    "an open quote": b'Debiteurnr;Naam\nD1;"Vegt\nD2;Dekker\n',
    "zero bytes": b"Debiteurnr;Naam\nD1;Ve\x00gt\n",
    "nothing": b"",
    "a mark alone": codecs.BOM_UTF8,
    "damaged UTF-8": codecs.BOM_UTF8 + b"Debiteurnr;Naam\nD1;Ve\xffgt\n",
    "half UTF-16": codecs.BOM_UTF16_LE + "Debiteurnr;Naam\nD1;Vegt\n".encode("utf-16-le")[:-1],
    "a spreadsheet": b"PK\x03\x04rest",
    "a cell without end": b'Debiteurnr;Naam\nD1;"' + b"x" * (CELL_LIMIT + 1) + b'"\n',
    "other headings": b"een;twee\n1;2\n",
}


@pytest.mark.parametrize("what", NO_FILES)
def test_what_is_no_csv_file_is_refused_whole(office: Office, what: str) -> None:
    path = office.folder / "no.csv"
    path.write_bytes(NO_FILES[what])
    with pytest.raises(BadInput) as refused:
        import_file(office.store, office.actor, path, "employers")
    assert str(refused.value)
    assert office.column("SELECT count(*) FROM employer") == [0]
    assert list(office.folder.glob("*rejects*")) == []


@pytest.mark.parametrize("name", ["missing.csv", ".", "book.xlsx", "book.ods", "data.json"])
def test_what_can_not_be_read_is_one_sentence(office: Office, name: str) -> None:
    path = office.folder / name
    if path.suffix in (".xlsx", ".ods", ".json"):
        path.write_text("{", encoding="utf-8")
    with pytest.raises(BadInput):
        import_file(office.store, office.actor, path, "employers")


def test_what_is_not_imported_yet_says_what_is(office: Office) -> None:
    with pytest.raises(BadInput) as refused:
        office.bring("orders", EMPLOYER)
    assert "employers" in str(refused.value.hint)


ENDLESS: dict[str, list[bytes]] = {
    "a line without end": [b"Debiteurnr;Naam\nD1;", *[b"x" * (1 << 20)] * 40],
    "a first line without end": [b"x" * (1 << 20)] * 40,
    "a record of many lines": [b"Debiteurnr;Naam\n", *[b'"a\n";' * 200_000] * 5],
    "a hundred thousand columns": [b";".join(b"kop%d" % n for n in range(100_000)) + b"\n1;2\n"],
    "a hundred thousand empty columns": [b"Debiteurnr;Naam" + b";" * 100_000 + b"x\nD1;Vegt\n"],
    "an open quote": [b'Debiteurnr;Naam\nD1;"', *[b"x\n" * 500_000] * 10],
}


@pytest.mark.parametrize("what", ENDLESS)
def test_a_file_made_to_fill_memory_is_refused_in_words_at_once(office: Office, what: str) -> None:
    import time
    import tracemalloc

    path = office.folder / "endless.csv"
    with path.open("wb") as file:
        file.writelines(ENDLESS[what])
    tracemalloc.start()
    began = time.monotonic()
    try:
        with pytest.raises(BadInput) as refused:
            import_file(office.store, office.actor, path, "employers")
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert str(refused.value)
    assert time.monotonic() - began < 10
    assert peak < 128 << 20
    assert office.column("SELECT count(*) FROM employer") == [0]


def test_titles_may_stand_above_the_headings(office: Office) -> None:
    text = "Overzicht werkgevers;;\nstand van 1-11-2026;;\n\nDebiteurnr;Naam;Postcode\nD1;Vegt;7607 AB\nD2;Bos;fout\n"
    report = office.bring_text("employers", text)
    assert (counts(report), wrong(report)) == ((2, 1, 0, 0, 1), [(6, "Postcode")])
