"""The old administration's export beside the project, against the list of what is wrong in it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from db.account_transfer import transfer_all
from db.creating import create_store
from db.exports import export
from db.imports import ImportReport, import_file
from db.store import Store
from db.undo import undo_import
from db.undoing import own_acts
from db.users import activate
from models.employer import TransferInput
from models.errors import Blocked
from tests.conftest import FIRST_USER, Clock
from tests.db.csv_files import counts, wrong
from tests.shared_data import shared_data

FILES = {"employers": "werkgevers.csv", "clients": "clienten.csv", "placements": "plaatsingen.csv"}


@pytest.fixture(scope="module")
def truth() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(shared_data("legacy", "truth.json").read_text(encoding="utf-8"))
    return loaded


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("legacy")


@pytest.fixture(scope="module")
def legacy(folder: Path) -> Iterator[Store]:
    with create_store(folder / "legacy.nuo", "geheim", FIRST_USER, clock=Clock()) as store:
        yield store


@pytest.fixture(scope="module")
def reports(legacy: Store, folder: Path) -> dict[str, ImportReport]:
    return bring_all(legacy, folder)


def bring_all(store: Store, folder: Path) -> dict[str, ImportReport]:
    actor = store.actor(FIRST_USER)
    return {
        what: import_file(store, actor, shared_data("legacy", name), what, rejects=folder / f"{what}-rejects.csv")
        for what, name in FILES.items()
    }


@pytest.mark.parametrize("what", FILES)
def test_every_wrong_row_is_named_and_all_others_come_in(
    what: str, reports: dict[str, ImportReport], truth: dict[str, Any]
) -> None:
    report, expected = reports[what], truth[what]
    assert wrong(report) == [(row["line"], row["column"]) for row in expected["rejected"]]
    assert counts(report) == (expected["rows"], expected["rows"] - len(expected["rejected"]), 0, 0, len(expected["rejected"]))


def test_partial_birth_dates_are_right(reports: dict[str, ImportReport], legacy: Store, truth: dict[str, Any]) -> None:
    numbers = truth["clients"]["partial_birth_dates"]
    with legacy.read() as reader:
        dates = [reader.value("SELECT birth_date FROM client WHERE number = ?", (number,)) for number in numbers]
    assert len(dates) == len(numbers)
    assert all(day.endswith("-00") for day in dates)


def test_the_duplicate_employers_are_found_and_no_others(reports: dict[str, ImportReport], truth: dict[str, Any]) -> None:
    found = {frozenset(f.records) for f in reports["employers"].findings if f.rule == "E6"}
    assert found == {frozenset(pair.split("=")) for pair in truth["employers"]["duplicates"]}


def test_the_overlapping_clients_are_found_and_no_others(reports: dict[str, ImportReport], truth: dict[str, Any]) -> None:
    found = [f.records for f in reports["placements"].findings if f.rule == "C1"]
    assert sorted(found) == [[number] for number in truth["placements"]["overlapping_clients"]]


def test_running_placements_are_taken_over_and_past_ones_have_ended(reports: dict[str, ImportReport], legacy: Store) -> None:
    with legacy.read() as reader:
        states = dict(reader.rows("SELECT state, count(*) FROM placement WHERE taken_over = 1 GROUP BY state"))
        ended = reader.rows("SELECT until, ended_on FROM placement WHERE state = 'ended'")
    assert set(states) == {"active", "ended"}
    assert sum(states.values()) == reports["placements"].created
    assert all(until == ended_on < "2026-11-24" for until, ended_on in ended)


def test_the_same_files_again_change_nothing(reports: dict[str, ImportReport], legacy: Store, folder: Path) -> None:
    with legacy.read() as reader:
        before = reader.value("SELECT count(*) FROM journal_change")
    again = bring_all(legacy, folder)
    with legacy.read() as reader:
        assert reader.value("SELECT count(*) FROM journal_change") == before
    for what, report in again.items():
        assert report.number is None
        assert counts(report) == (report.read, 0, 0, reports[what].created, reports[what].rejected)
        assert report.rejects == reports[what].rejects


def test_all_employers_of_one_holder_transferred_and_taken_back(
    reports: dict[str, ImportReport], legacy: Store, folder: Path
) -> None:
    """One act and one undo; every export is what it was, to the letter."""
    actor = legacy.actor(FIRST_USER)
    with legacy.read() as reader:
        held = reader.rows("SELECT user_id, count(*) FROM account_holding GROUP BY user_id ORDER BY count(*) DESC LIMIT 2")
    (leaver, employers), (stays, others) = held
    assert employers >= 10
    everything(legacy, folder / "before.json")
    activate(legacy, actor, None)
    data = TransferInput(user_id=stays, from_date=legacy.today(), reason="gaat met pensioen", note="bel eerst de vestiging")
    assert transfer_all(legacy, actor, leaver, data).employers == employers
    everything(legacy, folder / "between.json")
    with legacy.read() as reader:
        held_now = reader.value("SELECT count(*) FROM account_holding WHERE user_id = ? AND until_date IS NULL", (stays,))
        act = own_acts.newest(reader, actor, stands=True)
    assert held_now == employers + others
    assert act is not None
    own_acts.undo(legacy, actor, act.number)
    everything(legacy, folder / "after.json")
    before, between, after = ((folder / f"{name}.json").read_bytes() for name in ("before", "between", "after"))
    assert after == before != between


def everything(store: Store, path: Path) -> None:
    """What ``nuo export all`` writes."""
    export(store, store.actor(FIRST_USER), "all", path)


def test_undoing_goes_backwards_and_leaves_nothing(tmp_path: Path) -> None:
    with create_store(tmp_path / "undo.nuo", None, FIRST_USER, clock=Clock()) as store:
        made = bring_all(store, tmp_path)
        actor = store.actor(FIRST_USER)
        employers, clients, placements = (made[what].number for what in FILES)
        assert employers
        assert clients
        assert placements
        with pytest.raises(Blocked) as refused:
            undo_import(store, actor, clients)
        assert refused.value.numbers == [placements]
        for number in (placements, clients, employers):
            undo_import(store, actor, number)
        with store.read() as reader:
            for table in (
                "client",
                "employer",
                "placement",
                "location",
                "indication",
                "wage_value",
                "account_holding",
                "contact_person",
            ):
                assert reader.value(f"SELECT count(*) FROM {table}") == 0
            assert reader.value("SELECT count(*) FROM user") == 1
            assert reader.value("SELECT count(*) FROM search_entry") == 1
