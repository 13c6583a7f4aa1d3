"""The conversation about a request by the command line alone: there and back, drafts, standing consents, signed files."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.nuo_tui.conftest import ADMINISTRATOR, CONSULTANT, HOLDER

TODAY = date.today()
START = (TODAY + timedelta(days=30)).isoformat()
ABOUT = ("--client", "CA00001", "--employer", "DA00001", "--form", "learn-work", "--from", START)


def coordinate(nuo, who: str, *words, code: int = 0):
    """Run ``nuo coordinate`` as somebody, and what it said."""
    done = nuo("coordinate", *words, "--user", who, "--json")
    assert done.code == code, done.err or done.out
    return done.json


def listed(nuo, who: str, scope: str) -> list[str]:
    return [row["number"] for row in coordinate(nuo, who, "list", "--scope", scope)["rows"]]


def test_from_draft_to_a_consent_on_conditions(store_path: Path, nuo) -> None:
    draft = coordinate(nuo, CONSULTANT, "request", *ABOUT, "--draft")
    number = draft["number"]
    assert (draft["state"], listed(nuo, HOLDER, "inbox")) == ("draft", [])
    assert coordinate(nuo, CONSULTANT, "send", number)["state"] == "requested"
    assert listed(nuo, HOLDER, "inbox") == listed(nuo, CONSULTANT, "asked") == [number]
    assert coordinate(nuo, HOLDER, "ask", number, "--text", "Which days?")["state"] == "question"
    assert coordinate(nuo, CONSULTANT, "ask", number, "--text", "And you?", code=1)["error"]
    assert coordinate(nuo, CONSULTANT, "answer", number, "--text", "All")["state"] == "requested"
    coordinate(nuo, CONSULTANT, "remind", number)
    assert coordinate(nuo, HOLDER, "approve", number, "--condition", "A guide")["state"] == "approved-with-conditions"
    coordinate(nuo, CONSULTANT, "tick", number, "1")
    told = coordinate(nuo, CONSULTANT, "show", number)
    assert [(turn["kind"], turn["text"]) for turn in told["turns"]] == [
        ("question", "Which days?"),
        ("answer", "All"),
        ("reminder", None),
    ]
    page = nuo("coordinate", "show", number, "--user", CONSULTANT, "--lang", "nl").out
    assert "Wat er gezegd is" in page
    assert "Which days?" in page
    assert listed(nuo, HOLDER, "decided") == [number]
    assert "There is no scope 'elsewhere'" in coordinate(nuo, HOLDER, "list", "--scope", "elsewhere", code=2)["error"]


def test_a_no_tells_where_it_could_be_done_instead(store_path: Path, nuo) -> None:
    number = coordinate(nuo, CONSULTANT, "request", *ABOUT)["number"]
    coordinate(nuo, HOLDER, "decline", number, "--reason", "No room", "--alternative", "The mill")
    told = coordinate(nuo, CONSULTANT, "show", number)
    assert (told["state"], told["reason"], told["alternative"]) == ("declined", "No room", "The mill")


def test_what_was_recorded_as_said_is_contested_and_upheld(store_path: Path, nuo) -> None:
    said = ("--who", HOLDER, "--when", TODAY.isoformat(), "--channel", "phone")
    number = coordinate(nuo, CONSULTANT, "verbal", *ABOUT, *said)["number"]
    assert listed(nuo, HOLDER, "said") == [number]
    assert coordinate(nuo, CONSULTANT, "contest", number, "--reason", "no", code=1)["error"]
    assert coordinate(nuo, HOLDER, "contest", number, "--reason", "I did not say so")["state"] == "contested"
    assert listed(nuo, HOLDER, "contested") == listed(nuo, CONSULTANT, "contested") == [number]
    assert coordinate(nuo, HOLDER, "uphold", number, "--text", "My deputy did")["state"] == "approved"
    assert listed(nuo, HOLDER, "said") == []


def test_a_standing_consent(store_path: Path, nuo) -> None:
    where = ("--employer", "DA00001", "--form", "learn-work", "--places", "2")
    assert coordinate(nuo, CONSULTANT, "standing", *where, code=1)["error"]
    row = coordinate(nuo, HOLDER, "standing", *where, "--valid-until", START)
    assert (row["client"], row["places"], row["valid_until"]) == (None, 2, START)
    assert listed(nuo, CONSULTANT, "standing") == [row["number"]]
    assert "For 2 places at Vegt Logistiek." in nuo("coordinate", "standing", *where, "--user", HOLDER).out
    assert coordinate(nuo, HOLDER, "standing", *where, "--group", code=2)["error"]


def test_a_request_goes_to_another_laptop_and_the_answer_comes_back(
    store_path: Path, nuo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = tmp_path / "theirs.store"
    monkeypatch.setenv("NUO_STORE", str(there))
    assert nuo("init", "--plain", "--user", ADMINISTRATOR).code == 0
    for name, role in ((CONSULTANT, "consultant"), (HOLDER, "account-manager")):
        assert nuo("users", "add", name, "--role", role, "--user", ADMINISTRATOR).code == 0
    assert nuo("users", "activate", "--all", "--user", ADMINISTRATOR).code == 0
    shutil.copy(there, tmp_path / "empty.store")
    csv = tmp_path / "employers.csv"
    csv.write_text(f"Nummer;Naam;Plaats;Accounthouder;Relatie sinds\nDA00001;Vegt Logistiek;Almelo;{HOLDER};1-1-2020\n")
    assert nuo("import", csv, "--as", "employers", "--user", ADMINISTRATOR).code == 0

    monkeypatch.setenv("NUO_STORE", str(store_path))
    number = coordinate(nuo, CONSULTANT, "request", *ABOUT, "--text", "Fast learner")["number"]
    letter = nuo("coordinate", "send", number, "--text", "--user", CONSULTANT).out
    assert "Yinthe van der Arent at Vegt Logistiek" in letter
    assert "999956127" not in letter
    request, answer = tmp_path / "request.nuo", tmp_path / "answer.nuo"
    mark = coordinate(nuo, CONSULTANT, "send", number, "--to", request)["mark"]

    monkeypatch.setenv("NUO_STORE", str(tmp_path / "empty.store"))
    unknown = coordinate(nuo, HOLDER, "receive", request, "--trust", mark, code=2)
    assert "Vegt Logistiek (DA00001) is not in this store" in unknown["error"]
    monkeypatch.setenv("NUO_STORE", str(there))
    refused = coordinate(nuo, HOLDER, "receive", request, code=1)
    assert mark in refused["error"]
    came = coordinate(nuo, HOLDER, "receive", request, "--trust", mark)
    assert (came["state"], came["client_name"], came["number"]) == ("requested", "Yinthe van der Arent", number)
    assert listed(nuo, HOLDER, "inbox") == [number]
    coordinate(nuo, HOLDER, "approve", number)
    mark = coordinate(nuo, HOLDER, "answer-file", number, "--to", answer)["mark"]

    monkeypatch.setenv("NUO_STORE", str(store_path))
    assert coordinate(nuo, CONSULTANT, "receive", answer, "--trust", mark)["state"] == "approved"
    told = coordinate(nuo, CONSULTANT, "show", number)
    assert (told["by_hand"], told["decided_by"], told["recorded_by"]) == (True, HOLDER, CONSULTANT)
    assert coordinate(nuo, CONSULTANT, "receive", tmp_path / "nothing", code=2)["error"]
    answer.write_text(answer.read_text().replace('"approved"', '"declined"'))
    assert "was changed on the way" in coordinate(nuo, CONSULTANT, "receive", answer, code=2)["error"]
