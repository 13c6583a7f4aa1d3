"""JSON: lists of records, objects of lists, and everything that only looks like one."""

from __future__ import annotations

import json
import time
import tracemalloc
from pathlib import Path
from typing import Any

import pytest

from db.imports import ImportReport, import_file
from db.store import Store
from models.actor import Actor
from models.errors import BadInput
from tests.db.csv_files import Office, counts, wrong

CLIENT = {"number": "C1", "surname": "Arent", "municipality": "Almelo", "target_group": "wsw"}


@pytest.fixture
def office(store: Store, admin: Actor, tmp_path: Path) -> Office:
    return Office(store, admin, tmp_path)


def bring(office: Office, text: str | bytes, what: str = "clients", **options: Any) -> ImportReport:
    path = office.folder / "in.json"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return import_file(office.store, office.actor, path, what, **options)


def test_a_list_of_records_comes_in_however_it_is_laid_out(office: Office) -> None:
    records = [
        {**CLIENT, "contract_hours": 36.5, "wage_value": 62.125, "bsn": 12345672, "ladder_step": 4, "phone": None},
        {"Achternaam": "Baan", "Cliëntnr": "C2", "Gemeente": "Wierden", "Doelgroep": "Participatiewet"},
    ]
    assert counts(bring(office, json.dumps(records[:1]))) == (1, 1, 0, 0, 0)
    assert counts(bring(office, json.dumps(records[:1], indent=4).encode("utf-16"))) == (1, 0, 0, 1, 0)
    assert counts(bring(office, json.dumps(records[1:]))) == (1, 1, 0, 0, 0)
    assert office.one("SELECT contract_hours, bsn, ladder_step FROM client WHERE number = 'C1'") == ("36.5", "012345672", 4)
    assert office.one("SELECT percentage FROM wage_value") == ("62.125",)


def test_records_may_miss_names_and_name_them_in_any_order(office: Office) -> None:
    records = [CLIENT, {"call_name": "Jo", **{name: CLIENT[name] for name in reversed(CLIENT)}, "number": "C2"}]
    assert counts(bring(office, json.dumps(records))) == (2, 2, 0, 0, 0)
    assert office.column("SELECT call_name FROM client ORDER BY number") == [None, "Jo"]


def test_a_line_is_where_the_record_begins(office: Office) -> None:
    text = (
        '[\n\n{"number": "C1", "municipality": "Almelo", "target_group": "wsw",\n "surname": ""},\n\n'
        '  {"number": "C2"}, {"number": "C3",\n"municipality": "Parijs"}]'
    )
    report = bring(office, text)
    assert [line for line, _column in wrong(report)] == [3, 6, 6]


def test_an_object_of_lists_gives_the_list_that_is_meant(office: Office) -> None:
    employer = {"number": "D1", "name": "Vegt"}
    text = json.dumps({"made": {"by": [1, 2]}, "employers": [employer, {**employer, "number": "D2"}], "clients": [CLIENT]})
    assert counts(bring(office, text)) == (1, 1, 0, 0, 0)
    assert counts(bring(office, text, "employers")) == (2, 2, 0, 0, 0)
    with pytest.raises(BadInput) as refused:
        bring(office, text, "placements")
    assert "employers" in str(refused.value)


def test_texts_stand_as_they_are(office: Office) -> None:
    names = ["=1+1", "'=1", "''+x", "'t Hof", "-5", "\ttab"]
    records = [{"number": f"D{n}", "name": "Vegt", "remarks": name} for n, name in enumerate(names)]
    bring(office, json.dumps(records), "employers")
    assert office.column("SELECT remarks FROM employer ORDER BY number") == names


def test_the_rejects_are_mended_and_offered_again(office: Office) -> None:
    report = bring(office, json.dumps([{**CLIENT, "postcode": "fout", "remarks": "'=1", "contract_hours": 36.5}]))
    rejects = Path(report.rejects_file or "")
    rejects.write_text(rejects.read_text(encoding="utf-8-sig").replace("fout", "7607 AB"), encoding="utf-8-sig")
    assert counts(import_file(office.store, office.actor, rejects, "clients")) == (1, 1, 0, 0, 0)
    assert office.one("SELECT remarks, contract_hours FROM client") == ("'=1", "36.5")


def test_an_empty_list_is_an_empty_import(office: Office) -> None:
    assert counts(bring(office, "[]")) == (0, 0, 0, 0, 0)
    assert counts(bring(office, '{"clients": [\n]}')) == (0, 0, 0, 0, 0)


WRONG: dict[str, str | bytes] = {
    "a text": '"clients"',
    "a number": "12",
    "a list of texts": '["C1"]',
    "a list in a list": "[[1, 2]]",
    "a list in a record": '[{"number": ["C1"]}]',
    "an object in a record": '[{"number": {"is": "C1"}}]',
    "a name twice": '[{"number": "C1", "number": "C2"}]',
    "breaks off in a record": '[{"number": "C1", "surn',
    "breaks off between records": '[{"number": "C1"}, ',
    "no comma": '[{"number": "C1"} {"number": "C2"}]',
    "something after it": '[{"number": "C1"}] x',
    "single quotes": "[{'number': 'C1'}]",
    "no number": '[{"number": NaN}]',
    "a number without end": '[{"number": ' + "9" * 100_000 + "}]",
    "a number beyond all": '[{"number": 1e999999}]',
    "deep lists": "[" * 200_000,
    "deep objects": '[{"a":' * 100_000,
    "half a sign": b'[{"number": "\\ud800"}]',
    "a zero": '[{"number": "a\\u0000b"}]',
    "zero bytes": b'[{"number": "a\0b"}]',
    "a text without end": '[{"number": "' + "x" * (20 << 20),
    "a long text": '[{"number": "' + "x" * (2 << 20) + '"}]',
    "a crowd of names": "[{" + ", ".join(f'"n{n}": 1' for n in range(20_000)) + "}]",
    "damaged text": b'\xef\xbb\xbf[{"number": "\xff"}]',
}


@pytest.mark.parametrize("what", WRONG)
def test_what_is_no_list_of_records_is_refused_in_words_at_once(office: Office, what: str) -> None:
    tracemalloc.start()
    began = time.monotonic()
    try:
        with pytest.raises(BadInput) as refused:
            bring(office, WRONG[what])
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert str(refused.value)
    assert refused.value.hint
    assert time.monotonic() - began < 10
    assert peak < 128 << 20
    assert office.column("SELECT count(*) FROM client") == [0]
