"""The main job from an old administration's files to a coordinated placement, by the command line alone."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.shared_data import shared_data

FILES = (("werkgevers.csv", "employers"), ("clienten.csv", "clients"), ("plaatsingen.csv", "placements"))
START = (date.today() + timedelta(days=30)).isoformat()


@pytest.fixture
def legacy(nuo, tmp_path: Path, monkeypatch) -> dict[str, Any]:
    """An encrypted store with the three files in it; what each import said."""
    monkeypatch.setenv("NUO_STORE", str(tmp_path / "legacy.store"))
    monkeypatch.setenv("NUO_PASSPHRASE", "correct horse")
    monkeypatch.setenv("NUO_USER", "Ada Bos")
    assert nuo("init").code == 0
    return {what: _bring_in(nuo, tmp_path, name, what) for name, what in FILES}


def _bring_in(nuo, tmp_path: Path, name: str, what: str, *options: str) -> dict[str, Any]:
    rejects = tmp_path / f"{what}-{len(list(tmp_path.iterdir()))}.csv"
    return nuo("import", shared_data("legacy", name), "--as", what, "--rejects", rejects, "--json", *options).json


def test_what_is_wrong_is_what_the_truth_says_is_wrong(legacy) -> None:
    truth = json.loads(shared_data("legacy", "truth.json").read_text(encoding="utf-8"))
    for _name, what in FILES:
        report, true = legacy[what], truth[what]
        assert report["read"] == true["rows"]
        assert report["read"] == report["created"] + report["updated"] + report["unchanged"] + report["rejected"]
        found = [(reject["line"], reject["column"]) for reject in report["rejects"]]
        assert found == [(one["line"], one["column"]) for one in true["rejected"]]
    doubles = {frozenset(f["records"]) for f in legacy["employers"]["findings"] if len(f["records"]) == 2}
    assert {frozenset(pair.split("=")) for pair in truth["employers"]["duplicates"]} <= doubles


def test_a_second_run_changes_nothing_and_undoing_goes_backwards(legacy, nuo, tmp_path: Path) -> None:
    for name, what in FILES:
        again = _bring_in(nuo, tmp_path, name, what)
        assert (again["created"], again["updated"]) == (0, 0)
        assert again["unchanged"] == legacy[what]["created"]
    refused = nuo("undo-import", legacy["clients"]["import"], "--json")
    assert refused.code == 1
    assert refused.json["blocking"] == [legacy["placements"]["import"]]
    assert nuo("undo-import", legacy["placements"]["import"]).code == 0
    undone = nuo("undo-import", legacy["clients"]["import"], "--json").json
    assert undone["removed"] >= legacy["clients"]["created"]
    assert nuo("list", "clients", "--json").json["total"] == 0
    assert nuo("list", "employers", "--json").json["total"] == legacy["employers"]["created"]


def test_the_file_holds_no_readable_name_and_opens_for_no_wrong_passphrase(legacy, nuo, tmp_path: Path, monkeypatch) -> None:
    content = b"".join(path.read_bytes() for path in tmp_path.glob("legacy.store*"))
    for name in (b"Amalrada", b"Hoekstra Logistiek", b"Ada Bos", b"SQLite format"):
        assert name not in content
    monkeypatch.setenv("NUO_PASSPHRASE", "wrong")
    assert nuo("list", "clients").code == 3


def test_a_client_is_placed_when_the_account_holder_agreed(legacy, nuo) -> None:
    activated = nuo("users", "activate", "--all", "--json").json["activated"]
    assert len(activated) >= 2
    employer = _employer_with_holder(nuo)
    client = _free_client(nuo)
    about = ("--client", client["number"], "--employer", employer["number"], "--form", "Groepsdetachering", "--from", START)

    location = nuo("list", "locations", "--json").json["rows"][0]["number"]
    hours = ("--hours", "20", "--fallback", location)
    bare = nuo("place", *about, "--hours", "20", "--json", "--user", client["consultant"])
    assert "C9" in {f["rule"] for f in bare.json["findings"] if f["outcome"] in ("block", "warn")}
    blocked = nuo("place", *about, *hours, "--json", "--user", client["consultant"])
    assert blocked.code == 1
    assert (blocked.json["placement"], blocked.json["blocked"]) == (None, True)
    finding = next(f for f in blocked.json["findings"] if f["rule"] == "E2")
    assert finding["outcome"] == "block"
    assert employer["holder"] in finding["sentence"]
    assert finding["remedy"]

    request = nuo("coordinate", "request", *about, "--hours", "20", "--json", "--user", client["consultant"]).json
    assert set(request) >= {"number", "state", "client", "employer", "holder", "valid_until"}
    assert (request["state"], request["holder"]) == ("requested", employer["holder"])
    other = next(row["name"] for row in _users(nuo) if "account-manager" in row["roles"] and row["name"] != employer["holder"])
    for somebody in (client["consultant"], other, "Ada Bos"):
        assert nuo("coordinate", "approve", request["number"], "--user", somebody).code == 1
    approved = nuo("coordinate", "approve", request["number"], "--json", "--user", employer["holder"])
    assert approved.code == 0
    assert approved.json["state"] == "approved"

    reasons = [word for f in blocked.json["findings"] if f["outcome"] == "warn" for word in ("--because", f"{f['rule']}=seen")]
    placed = nuo("place", *about, *hours, *reasons, "--json", "--user", client["consultant"])
    assert placed.code == 0
    assert placed.json["state"] == "active"
    assert nuo("check", placed.json["placement"]).code == 0
    again = nuo("place", *about, *hours, "--json", "--user", client["consultant"])
    assert again.code == 1
    assert "C1" in {f["rule"] for f in again.json["findings"] if f["outcome"] == "block"}
    active = nuo("list", "placements", "--filter", "state=active", "--limit", "0", "--json").json["total"]
    assert nuo("check", "--json").json["checked"] == active


def _users(nuo) -> list[dict[str, Any]]:
    return nuo("users", "list", "--json").json["rows"]


def _employer_with_holder(nuo) -> dict[str, Any]:
    """One that nothing but the missing consent stands in the way of."""
    rows = nuo("list", "employers", "--json").json["rows"]
    return next(row for row in rows if row["holder"] and row["number"].startswith("D100"))


def _free_client(nuo) -> dict[str, Any]:
    """A Wsw client with room in the contract, whose indication still runs."""
    busy = {row["client"] for row in nuo("list", "placements", "--filter", "state=active", "--json").json["rows"]}
    rows = nuo("list", "clients", "--filter", "target_group=wsw", "--filter", "status=active", "--json").json["rows"]
    for row in rows:
        if row["number"] not in busy and row["consultant"] and (row["contract_hours"] or 0) >= 20:
            file = nuo("show", "client", row["number"], "--json").json
            if any((one["valid_until"] or "9999") > START for one in file["indications"]):
                return row
    raise AssertionError("the old administration has no free client")
