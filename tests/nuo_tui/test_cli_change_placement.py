"""``nuo change-placement``: extended, changed, refused; the object of ``place`` with what changed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.nuo_tui.conftest import CONSULTANT, FALLBACK, HOLDER, Nuo

TODAY = date.today()
START, UNTIL, LATER = (TODAY + timedelta(days=n) for n in (0, 100, 200))


@pytest.fixture
def running(store_path, nuo: Nuo) -> str:
    """Yinthe at Vegt, 20 hours."""
    about = ("--client", "CA00001", "--employer", "DA00001", "--form", "group-secondment", "--from", START)
    asked = nuo("coordinate", "request", *about, "--json", "--user", CONSULTANT).json["number"]
    assert nuo("coordinate", "approve", asked, "--user", HOLDER).code == 0
    placed = nuo("place", *FALLBACK, *about, "--until", UNTIL, "--hours", "20", "--json", "--user", CONSULTANT)
    assert placed.code == 0, placed
    return placed.json["placement"]


def test_extended_with_more_hours(running: str, nuo: Nuo) -> None:
    done = nuo("change-placement", running, "--until", LATER, "--hours", "24,5", "--json", "--user", CONSULTANT)
    assert done.code == 0
    found = done.json
    assert (found["placement"], found["state"], found["blocked"], found["judged"]) == (running, "active", False, True)
    assert found["changed"] == [
        {"field": "until", "from": UNTIL.isoformat(), "to": LATER.isoformat()},
        {"field": "hours", "from": 20, "to": 24.5},
    ]
    assert nuo("show", "placement", running, "--json").json["until"] == LATER.isoformat()
    checked = nuo("check", running, "--json")
    assert (checked.code, len(checked.json["kept"])) == (0, 2)
    assert checked.json["kept"][0]["changed"] == found["changed"]
    assert checked.json["kept"][1]["changed"] == []


def test_refused_by_a_rule_nothing_is_stored(running: str, nuo: Nuo) -> None:
    refused = nuo("change-placement", running, "--hours", "40", "--json", "--user", CONSULTANT)
    assert refused.code == 1
    assert (refused.json["placement"], refused.json["blocked"]) == (None, True)
    assert [f["rule"] for f in refused.json["findings"] if f["outcome"] == "block"] == ["C1"]
    plain = nuo("change-placement", running, "--hours", "40", "--user", CONSULTANT)
    assert "hours: 20 → 40" in plain.out
    assert "Not changed: nothing was stored." in plain.err
    assert nuo("show", "placement", running, "--json").json["hours"] == 20


def test_dry_run_and_what_needs_no_rules(running: str, nuo: Nuo) -> None:
    dry = nuo("change-placement", running, "--hours", "24", "--dry-run", "--json", "--user", CONSULTANT)
    assert (dry.code, dry.json["placement"], dry.json["dry_run"]) == (0, None, True)
    guide = nuo("change-placement", running, "--supervisor", "A. Vegt", "--json", "--user", CONSULTANT)
    assert (guide.code, guide.json["judged"], guide.json["findings"]) == (0, False, [])
    assert guide.json["changed"] == [{"field": "supervisor", "from": None, "to": "A. Vegt"}]
    emptied = nuo("change-placement", running, "--supervisor", "", "--until", "", "--user", CONSULTANT)
    assert emptied.code == 0
    assert "Changed:" in emptied.out


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((), 2),
        (("--hours", "20"), 2),
        (("--hours", "veel"), 2),
        (("--until", "1-1-2020"), 2),
        (("--employer", "D99999"), 2),
        (("--employer", ""), 2),
        (("--form", "niets"), 2),
    ],
)
def test_what_makes_no_sense_is_refused_in_one_sentence(running: str, nuo: Nuo, words: tuple[str, ...], code: int) -> None:
    refused = nuo("change-placement", running, *words, "--user", CONSULTANT)
    assert (refused.code, refused.out) == (code, "")
    assert refused.err.count("\n") <= 2


def test_another_client_s_consultant_may_not(running: str, nuo: Nuo) -> None:
    refused = nuo("change-placement", running, "--hours", "24", "--json", "--user", HOLDER)
    assert "A1" in [f["rule"] for f in refused.json["findings"] if f["outcome"] == "block"]
    assert nuo("change-placement", running, "--supervisor", "X", "--user", HOLDER).code == 1
