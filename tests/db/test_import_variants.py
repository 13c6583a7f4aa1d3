"""The same old administration as another program would have written it: other order, encoding, headings, dates, decimals."""

from __future__ import annotations

import csv
import json
import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from db.creating import create_store
from db.imports import ImportReport, import_file
from db.store import Store
from tests.conftest import FIRST_USER, Clock
from tests.shared_data import shared_data

FILES = {"employers": "werkgevers.csv", "clients": "clienten.csv", "placements": "plaatsingen.csv"}
OTHER_WORDS = {
    "Cliëntnr": "Clientnummer",
    "Geb.datum": "Geboortedatum",
    "Huisnr": "Huisnummer",
    "KvK-nr": "KVK nummer",
    "Vestigingsnr": "Vestigingsnummer",
    "Debiteurnr": "Werkgevernummer",
    "Uren p/w": "Uren per week",
    "Van": "Begindatum",
    "T/m": "Einddatum",
    "Achternaam": "ACHTERNAAM ",
    "Voorvoegsel": "tussenvoegsel",
    "E-mail": "e-mailadres",
    "Telefoon": "Tel.nr.",
    "Indicatie t/m": "Indicatie tot en met",
    "Tarief p/u": "Uurtarief",
}
ENGLISH = {
    "Cliëntnr": "Client number",
    "Achternaam": "Surname",
    "Voorvoegsel": "Prefix",
    "Voorletters": "Initials",
    "Roepnaam": "First name",
    "Geb.datum": "Date of birth",
    "Straat": "Street",
    "Huisnr": "House no.",
    "Woonplaats": "City",
    "Gemeente": "Municipality",
    "Telefoon": "Phone",
    "E-mail": "Email address",
    "Doelgroep": "Target group",
    "Indicatie t/m": "Indication until",
    "Uren p/w": "Hours per week",
    "Consulent": "Consultant",
    "Loonwaarde %": "Wage value",
    "Gemeten op": "Measured on",
    "Trede": "Ladder step",
    "Formele werkgever": "Formal employer",
    "Opmerking": "Remarks",
    "Debiteurnr": "Employer number",
    "Naam": "Name",
    "Vestigingsnr": "Branch number",
    "Plaats": "Town",
    "Branche": "Line of business",
    "Accounthouder": "Account holder",
    "Relatie sinds": "Relation since",
    "Contactpersoon": "Contact person",
    "Werklocatie": "Work location",
    "Vorm": "Form",
    "Van": "Start date",
    "T/m": "End date",
    "Tarief p/u": "Hourly rate",
    "Leidinggevende": "Supervisor",
}
Cell = Callable[[str], str]


def iso(cell: str) -> str:
    """Dutch dates as ISO, decimal commas as points."""
    day = re.fullmatch(r"(\d\d)-(\d\d)-(\d{4})", cell)
    if day:
        return f"{day[3]}-{day[2]}-{day[1]}"
    return cell.replace(",", ".") if re.fullmatch(r"\d+,\d+", cell) else cell


def slashes(cell: str) -> str:
    """Dutch dates as Excel likes to show them."""
    day = re.fullmatch(r"(\d\d)-(\d\d)-(\d{4})", cell)
    return f"{int(day[1])}/{int(day[2])}/{day[3]}" if day else cell


class Variant(NamedTuple):
    """How another program writes it."""

    encoding: str
    delimiter: str
    end: str
    headings: dict[str, str]
    cell: Cell


VARIANTS = {
    "comma, UTF-8 with a mark, other words": Variant("utf-8-sig", ",", "\n", OTHER_WORDS, iso),
    "tab, UTF-16, English": Variant("utf-16", "\t", "\r\n", ENGLISH, iso),
    "semicolon, UTF-8, slashes": Variant("utf-8", ";", "\r\n", {}, slashes),
}


def rewrite(source: Path, target: Path, variant: Variant) -> tuple[dict[int, int], dict[str, str]]:
    """Write ``source`` as the variant has it; which line became which, and which heading."""
    lines: dict[int, int] = {}
    with source.open(encoding="cp1252", newline="") as file, target.open("w", encoding=variant.encoding, newline="") as out:
        reader, writer = csv.reader(file, delimiter=";"), csv.writer(out, delimiter=variant.delimiter, lineterminator=variant.end)
        headings = next(reader)
        order = random.Random(7).sample(range(len(headings)), len(headings))
        renamed = {heading: variant.headings.get(heading, heading) for heading in headings}
        writer.writerow([renamed[headings[at]] for at in order])
        begin = 2
        was = reader.line_num + 1
        for row in reader:
            lines[was] = begin
            cells = [variant.cell(row[at]) for at in order]
            writer.writerow(cells)
            begin += 1 + sum(cell.count("\n") for cell in cells)
            was = reader.line_num + 1
    return lines, renamed


@pytest.mark.parametrize("name", VARIANTS)
def test_it_is_the_same_administration_however_it_is_written(name: str, tmp_path: Path) -> None:
    truth = json.loads(shared_data("legacy", "truth.json").read_text(encoding="utf-8"))
    with create_store(tmp_path / "variant.nuo", None, FIRST_USER, clock=Clock()) as store:
        for what, file in FILES.items():
            path = tmp_path / f"{what}.csv"
            lines, renamed = rewrite(shared_data("legacy", file), path, VARIANTS[name])
            report = bring(store, path, what)
            assert report.read == truth[what]["rows"]
            assert {(reject.line, reject.column) for reject in report.rejects} == {
                (lines[row["line"]], renamed[row["column"]]) for row in truth[what]["rejected"]
            }
            assert bring(store, path, what).unchanged == report.created


def bring(store: Store, path: Path, what: str) -> ImportReport:
    return import_file(store, store.actor(FIRST_USER), path, what)
