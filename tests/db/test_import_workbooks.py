"""Workbooks: those that colleagues make by hand, those of other programs, and those that are made to do harm."""

from __future__ import annotations

import io
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from xlsxwriter import Workbook

from db.imports import import_file
from db.imports.xlsx.cells import Format, Shown, built_in, format_of, number_text
from db.store import Store
from models.actor import Actor
from models.errors import BadInput
from tests.db.csv_files import Office, counts, wrong

HEADINGS = ["Cliëntnr", "Achternaam", "Gemeente", "Doelgroep"]


@pytest.fixture
def office(store: Store, admin: Actor, tmp_path: Path) -> Office:
    return Office(store, admin, tmp_path)


def book(office: Office, fill: Callable[[Workbook], None], name: str = "book.xlsx") -> Path:
    path = office.folder / name
    with Workbook(path, {"strings_to_formulas": False}) as workbook:
        fill(workbook)
    return path


def bring(office: Office, path: Path, what: str = "clients", **options: Any) -> Any:
    return import_file(office.store, office.actor, path, what, **options)


def test_what_a_colleague_made_by_hand_comes_in(office: Office) -> None:
    """Titles above, merged; empty columns and rows; dates, numbers and percentages as a spreadsheet keeps them."""

    def fill(workbook: Workbook) -> None:
        notes, sheet = workbook.add_worksheet("Toelichting"), workbook.add_worksheet("Lijst 2026")
        notes.write(0, 0, "Cliënten van team Noord; zie het tweede blad")
        day, percent = workbook.add_format({"num_format": "d mmmm yyyy"}), workbook.add_format({"num_format": "0%"})
        sheet.merge_range("B1:F1", "Overzicht cliënten 2026")
        sheet.write("B2", "bijgewerkt")
        sheet.write_datetime("C2", datetime(2026, 11, 2), day)
        headings = ["Cliëntnr", "Naam ", "Geb.\ndatum", None, "BSN", "Huisnr", "Postcode", "Woonplaats", "Gemeente", "Doelgroep"]
        for place, heading in enumerate([*headings, "Loonwaarde", "Uren p/w", "Trede", "Telefoon"], 1):
            if heading is not None:
                sheet.write(4, place, heading)
        sheet.write(6, 1, 42)
        for place, text in ((2, "Arent"), (7, "7607AB"), (8, "Almelo"), (9, "Almelo"), (10, "wsw")):
            sheet.write_string(6, place, text)
        sheet.write_datetime(6, 3, datetime(1968, 6, 1), day)
        for place, number in ((5, 12345672), (6, 12.0), (12, 36.5), (13, 4), (14, 612345678)):
            sheet.write_number(6, place, number)
        sheet.write_number(6, 11, 0.8, percent)
        sheet.write(9, 1, "43")
        for place, text in ((2, "Baan"), (9, "Wierden"), (10, "wsw"), (7, "fout")):
            sheet.write_string(9, place, text)

    path = book(office, fill)
    report = bring(office, path, mapping={"Naam": "surname"})
    assert (counts(report), wrong(report)) == ((2, 1, 0, 0, 1), [(10, "Postcode")])
    row = office.one(
        "SELECT number, surname, birth_date, bsn, house_number, postcode, contract_hours, ladder_step, phone FROM client"
    )
    assert row == ("42", "Arent", "1968-06-01", "012345672", "12", "7607 AB", "36.5", 4, "0612345678")
    assert office.one("SELECT percentage FROM wage_value") == ("80",)
    assert [finding.rule for finding in report.findings] == []


def test_the_rejects_of_a_workbook_are_mended_and_offered_again(office: Office) -> None:
    def fill(workbook: Workbook) -> None:
        sheet = workbook.add_worksheet()
        sheet.write_row(1, 1, [*HEADINGS, "Postcode", "Uren p/w", "Opmerking"])
        sheet.write_row(2, 1, ["C1", "Arent", "Almelo", "wsw", "fout", 36.5])
        sheet.write_string(2, 7, "=1+1")

    report = bring(office, book(office, fill))
    assert wrong(report) == [(3, "Postcode")]
    rejects = Path(report.rejects_file)
    text = rejects.read_text(encoding="utf-8-sig")
    assert "'=1+1" in text
    rejects.write_text(text.replace("fout", "7607 AB"), encoding="utf-8-sig")
    assert counts(bring(office, rejects)) == (1, 1, 0, 0, 0)
    assert office.one("SELECT postcode, contract_hours, remarks FROM client") == ("7607 AB", "36.5", "=1+1")


def test_a_number_that_lost_its_zeros_gets_them_back_and_a_text_does_not(office: Office) -> None:
    def fill(workbook: Workbook) -> None:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, ["Debiteurnr", "Naam", "KvK-nr", "Vestigingsnr"])
        sheet.write_row(1, 0, ["D1", "Vegt", 6012345, 12345678])
        sheet.write_row(2, 0, ["D2", "Bos", 12345678.0])
        sheet.write_row(3, 0, ["D3", "Dekker"])
        sheet.write_string(3, 2, "6012345")
        sheet.write_row(4, 0, ["D4", "Smid"])
        sheet.write_number(4, 2, 6012399, workbook.add_format({"num_format": "00000000"}))

    report = bring(office, book(office, fill), "employers")
    assert wrong(report) == [(4, "KvK-nr")]
    assert office.column("SELECT kvk FROM employer ORDER BY number") == ["06012345", "12345678", "06012399"]
    assert office.column("SELECT branch_number FROM employer ORDER BY number")[0] == "000012345678"


def test_the_sheet_that_is_meant_is_read_or_the_one_that_is_named(office: Office) -> None:
    def fill(workbook: Workbook) -> None:
        hidden = workbook.add_worksheet("oud")
        hidden.write_row(0, 0, HEADINGS)
        hidden.write_row(1, 0, ["C0", "Verborgen", "Almelo", "wsw"])
        places = workbook.add_worksheet("Plaatsen")
        places.write_row(0, 0, ["Gemeente", "Werkplein"])
        for name, number in (("Januari", "C1"), ("Februari", "C2")):
            sheet = workbook.add_worksheet(name)
            sheet.write_row(0, 0, HEADINGS)
            sheet.write_row(1, 0, [number, name, "Almelo", "wsw"])
        places.activate()
        hidden.hide()

    path = book(office, fill)
    assert counts(bring(office, path))[1] == 1
    assert counts(bring(office, path, sheet="februari"))[1] == 1
    assert counts(bring(office, path, sheet="1"))[1] == 1
    assert office.column("SELECT number FROM client ORDER BY number") == ["C0", "C1", "C2"]
    with pytest.raises(BadInput) as refused:
        bring(office, path, sheet="maart")
    assert "Februari" in str(refused.value.hint)


def test_a_value_under_no_heading_rejects_its_row(office: Office) -> None:
    def fill(workbook: Workbook) -> None:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, [*HEADINGS[:2], None, *HEADINGS[2:]])
        sheet.write_row(1, 0, ["C1", "Arent", "krabbel", "Almelo", "wsw"])
        sheet.write_row(2, 0, ["C2", "Baan", None, "Almelo", "wsw"])

    report = bring(office, book(office, fill))
    assert (wrong(report), report.rejects[0].value) == ([(2, "")], "krabbel")
    assert "column 3" in str(report.rejects[0].reason)


@pytest.mark.parametrize(
    ("raw", "shown", "text"),
    [
        ("44927", (Shown.DATE, 0), "2023-01-01"),
        ("44927.75", (Shown.DATE, 0), "2023-01-01 18:00"),
        ("1", (Shown.DATE, 0), "1900-01-01"),
        ("61", (Shown.DATE, 0), "1900-03-01"),
        ("0.5", (Shown.TIME, 0), "12:00"),
        ("99999999", (Shown.DATE, 0), "99999999"),
        ("12345678.0", (Shown.NUMBER, 0), "12345678"),
        ("1.2345678E7", (Shown.NUMBER, 0), "12345678"),
        ("9.7200000000000006", (Shown.NUMBER, 0), "9,72"),
        ("0.825", (Shown.PERCENT, 0), "82,5%"),
        ("0.07", (Shown.PERCENT, 0), "7%"),
        ("-3.5", (Shown.NUMBER, 0), "-3,5"),
        ("7", (Shown.NUMBER, 3), "007"),
        ("nan", (Shown.NUMBER, 0), "nan"),
        ("geen", (Shown.NUMBER, 0), "geen"),
    ],
)
def test_a_number_is_what_people_would_type(raw: str, shown: Format, text: str) -> None:
    assert number_text(raw, shown, from_1904=False) == text


def test_days_of_an_old_mac_begin_in_1904() -> None:
    assert number_text("0", (Shown.DATE, 0), from_1904=True) == "1904-01-01"


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("dd-mm-yyyy", Shown.DATE),
        ("d mmmm jjjj", Shown.DATE),
        ("[$-413]d mmm yy;@", Shown.DATE),
        ("m/d/yy h:mm", Shown.DATE),
        ("[h]:mm", Shown.TIME),
        ("h:mm AM/PM", Shown.TIME),
        ("0.0%", Shown.PERCENT),
        ('"€" #,##0.00', Shown.NUMBER),
        ('0 "dagen"', Shown.NUMBER),
        ("[Red]0.00", Shown.NUMBER),
        ("General", Shown.NUMBER),
        ("Standaard", Shown.NUMBER),
        ("@", Shown.NUMBER),
    ],
)
def test_what_a_format_shows(code: str, kind: Shown) -> None:
    assert format_of(code)[0] is kind
    assert built_in(14)[0] is Shown.DATE


# -- by hand, as zip and XML ---------------------------------------------------------------------------------------------

_WORKBOOK = (
    '<workbook xmlns="{ns}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>'
    '<sheet name="Blad1" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
_RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://x/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
)
_NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"


def inline(ref: str, text: str) -> str:
    return f'<c r="{ref}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def row(number: int, *cells: str) -> str:
    return f'<row r="{number}">{"".join(cells)}</row>'


HEAD = row(1, inline("A1", "Debiteurnr"), inline("B1", "Naam"))


def by_hand(path: Path, rows: str, ns: str = _NS, before: str = "", tag: str = "") -> Path:
    sheet = f'{before}<{tag}worksheet xmlns{":x" if tag else ""}="{ns}"><{tag}sheetData>{rows}</{tag}sheetData></{tag}worksheet>'
    return packed(path, {"xl/worksheets/sheet1.xml": sheet.encode()}, ns)


def packed(path: Path, parts: dict[str, bytes], ns: str = _NS) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", _WORKBOOK.format(ns=ns))
        archive.writestr("xl/_rels/workbook.xml.rels", _RELS)
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


DIMENSION = '</sheetData><dimension ref="A1:XFD1000000000"/><sheetData>'
GOOD = {
    "plain": by_hand,
    "with a dimension of a billion rows": lambda path, rows: by_hand(
        path, f'</sheetData><dimension ref="A1:XFD1000000000"/><sheetData>{rows}'
    ),
    "strict": lambda path, rows: by_hand(path, rows, _STRICT),
    "with a prefix": lambda path, rows: by_hand(
        path, rows.replace("<", "<x:").replace("<x:/", "</x:"), before='<?xml version="1.0" encoding="UTF-8"?>', tag="x:"
    ),
}


@pytest.mark.parametrize("kind", GOOD)
def test_a_workbook_of_another_program(office: Office, kind: str) -> None:
    rows = HEAD + row(7, inline("A7", "D1"), '<c r="B7" t="str"><f>A1</f><v>Vegt_x0041_</v></c>')
    path = office.folder / "other.xlsx"
    GOOD[kind](path, rows)
    assert counts(bring(office, path, "employers")) == (1, 1, 0, 0, 0)
    assert office.one("SELECT number, name FROM employer") == ("D1", "VegtA")


def test_a_formula_without_its_result_is_said_with_its_cell(office: Office) -> None:
    path = by_hand(office.folder / "f.xlsx", HEAD + row(2, inline("A2", "D1"), '<c r="B2"><f>A1&amp;A2</f></c>'))
    with pytest.raises(BadInput) as refused:
        bring(office, path, "employers")
    assert "B2" in str(refused.value)


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
"""How an Excel file of before 2007 begins, and one with a password."""


def bomb(path: Path) -> Path:
    """A sheet that unpacks to 200 MB."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", _WORKBOOK.format(ns=_NS))
        archive.writestr("xl/_rels/workbook.xml.rels", _RELS)
        with archive.open("xl/worksheets/sheet1.xml", "w") as part:
            part.write(f'<worksheet xmlns="{_NS}"><sheetData>{HEAD}'.encode())
            for _ in range(200):
                part.write(b" " * (1 << 20))
    return path


def lying(path: Path) -> Path:
    """A sheet that says to be smaller than what it unpacks to."""
    by_hand(path, HEAD + row(2, inline("A2", "D1"), inline("B2", "x" * 100_000)))
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        size = archive.getinfo("xl/worksheets/sheet1.xml").file_size.to_bytes(4, "little")
    return written(path, bytes(data.replace(size, (500).to_bytes(4, "little"))))


HOSTILE: dict[str, Callable[[Path], Path]] = {
    "a bomb": bomb,
    "a size that lies": lying,
    "entities in entities": lambda path: by_hand(path, HEAD + row(2, inline("A2", "&b;")), before=LAUGHS),
    "an entity from outside": lambda path: by_hand(path, HEAD + row(2, inline("A2", "&a;")), before=OUTSIDE),
    "a row beyond the last": lambda path: by_hand(path, HEAD + row(1_000_000_000, inline("A1000000000", "D1"))),
    "a column beyond the last": lambda path: by_hand(path, HEAD + row(2, inline("ZZZZ2", "D1"))),
    "no reference at all": lambda path: by_hand(path, HEAD + row(2, inline("2A", "D1"))),
    "a text that is not there": lambda path: by_hand(path, HEAD + row(2, '<c r="A2" t="s"><v>9</v></c>')),
    "a cell without end": lambda path: by_hand(path, HEAD + row(2, inline("A2", "x" * (2 << 20)))),
    "a tag without end": lambda path: by_hand(path, HEAD + f'<row a="{"x" * (9 << 20)}"></row>'),
    "no XML": lambda path: packed(path, {"xl/worksheets/sheet1.xml": b"\x00\xff" * 100}),
    "XML that breaks off": lambda path: packed(path, {"xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_NS}"><shee'.encode()}),
    "no sheet": lambda path: packed(path, {}),
    "another zip": lambda path: zipped(path, "foto.jpg"),
    "xlsb": lambda path: zipped(path, "xl/workbook.bin"),
    "a name alone": lambda path: written(path, b"PK\x03\x04rest"),
    "text": lambda path: written(path, b"Debiteurnr;Naam\nD1;Vegt\n"),
    "half a workbook": lambda path: written(path, by_hand(path, HEAD).read_bytes()[:-80]),
    "locked": lambda path: written(path, OLE + "EncryptedPackage".encode("utf-16-le")),
    "xls": lambda path: written(path, OLE + "Workbook".encode("utf-16-le")),
}


def zipped(path: Path, name: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(name, b"x")
    return path


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_workbook_is_refused_in_words_at_once_and_in_little_memory(office: Office, what: str) -> None:
    path = HOSTILE[what](office.folder / "hostile.xlsx")
    tracemalloc.start()
    began = time.monotonic()
    try:
        with pytest.raises(BadInput) as refused:
            bring(office, path, "employers")
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert str(refused.value)
    assert refused.value.hint
    assert time.monotonic() - began < 10
    assert peak < 64 << 20
    assert office.column("SELECT count(*) FROM employer") == [0]
    assert list(office.folder.glob("*rejects*")) == []


def test_what_is_locked_and_what_is_old_is_told_apart(office: Office) -> None:
    for what, word in (("locked", "password"), ("xls", ".xls")):
        with pytest.raises(BadInput) as refused:
            bring(office, HOSTILE[what](office.folder / "old.xls"), "employers")
        assert word in str(refused.value)


def test_an_old_day_and_a_new_one(office: Office) -> None:
    """A day before spreadsheets count goes out as text, and comes back."""
    office.bring("employers", {"Debiteurnr": "D1", "Naam": "Vegt", "Relatie sinds": "1-2-1899"})
    from db.exports import export

    path = office.folder / "out.xlsx"
    export(office.store, office.actor, "employers", path)
    assert counts(bring(office, path, "employers")) == (1, 0, 0, 1, 0)
    assert office.one("SELECT relation_since FROM employer") == (date(1899, 2, 1).isoformat(),)
