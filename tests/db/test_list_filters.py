"""Filters of lists and exports: values are read as people write them."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.lists.rows import list_rows
from db.store import Store
from models.actor import Actor
from tests.db.csv_files import CLIENT, EMPLOYER, PLACEMENT, Office


@pytest.fixture
def office(store: Store, admin: Actor, tmp_path: Path) -> Office:
    office = Office(store, admin, tmp_path)
    office.bring(
        "employers",
        {**EMPLOYER, "Gemeente": "Almelo", "Accounthouder": "M. Dijkhuis", "Relatie sinds": "1-2-2020"},
        {**EMPLOYER, "Debiteurnr": "D2", "Naam": "Dekker", "Gemeente": "Wierden"},
    )
    office.bring("clients", {**CLIENT, "Uren p/w": "36,5", "Geb.datum": "00-02-1995"}, {**CLIENT, "Cliëntnr": "C2"})
    office.bring(
        "placements",
        {**PLACEMENT, "Uren p/w": "20,5", "Tarief p/u": "9,70", "T/m": "31-12-2030"},
        {**PLACEMENT, "Cliëntnr": "C2", "Status": "Voorstel"},
    )
    return office


@pytest.mark.parametrize(
    ("subject", "field", "values", "found"),
    [
        ("placement", "taken_over", ("true", "ja", "1", "Waar"), 1),
        ("placement", "taken_over", ("false", "nee", "0"), 1),
        ("placement", "hours", ("20,5", "20.5", "20,50"), 1),
        ("placement", "rate", ("9,7", "€ 9,70"), 1),
        ("placement", "until", ("31-12-2030", "2030-12-31", "31 december 2030"), 1),
        ("placement", "start", ("1-3-2024",), 2),
        ("placement", "form", ("Detachering", "individual-secondment"), 2),
        ("placement", "hours", ("veel",), 0),
        ("client", "contract_hours", ("36,5", "36.50"), 1),
        ("client", "birth_date", ("02-1995", "1995-02-00"), 1),
        ("client", "municipality", ("0189", "189", "GM0189", "wierden"), 2),
        ("employer", "municipality", ("0141", "Almelo"), 1),
        ("employer", "account_holder", ("m. dijkhuis",), 1),
        ("employer", "holder", ("M. Dijkhuis",), 1),
        ("employer", "account_holder", ("",), 1),
        ("employer", "relation_since", ("01-02-2020",), 1),
    ],
)
def test_a_value_is_read_as_people_write_it(
    office: Office, subject: str, field: str, values: tuple[str, ...], found: int
) -> None:
    with office.store.read() as reader:
        for value in values:
            total, _ = list_rows(reader, subject, today=office.store.today(), filters=[(field, value)])
            assert total == found, value
