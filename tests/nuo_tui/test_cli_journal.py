"""``nuo journal`` on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.nuo_tui.conftest import ADMINISTRATOR, CONSULTANT


def test_the_newest_acts(nuo, store_path: Path) -> None:
    found = nuo("journal", "--json", "--limit", "3").json
    assert found["total"] > 3
    assert len(found["rows"]) == 3
    assert set(found["rows"][0]) == {"at", "who", "action", "record", "changes", "reason"}
    told = nuo("journal", "--limit", "3")
    assert told.out.splitlines()[0].split()[:3] == ["When", "Who", "What"]
    assert "employer added" in told.out
    assert ADMINISTRATOR in told.out


def test_one_record(nuo, store_path: Path) -> None:
    rows = nuo("journal", "client", "CA00001", "--json").json["rows"]
    assert [row["action"] for row in rows] == ["indication recorded", "client added"]
    assert "999956127" not in nuo("journal", "client", "CA00001").out
    assert nuo("journal", "user", CONSULTANT.lower(), "--json").json["total"] == 1


def test_whose_acts_and_since_when(nuo, store_path: Path) -> None:
    assert nuo("journal", "--user", CONSULTANT, "--json").json == {"total": 0, "rows": []}
    assert nuo("journal", "--user", ADMINISTRATOR, "--json").json["total"] > 3
    assert nuo("journal", "--since", "1-1-2100", "--json").json["total"] == 0
    assert "Nothing found." in nuo("journal", "--since", "2100-01-01").out


@pytest.mark.parametrize(
    "words", [("client",), ("client", "C9"), ("dossier", "1"), ("--since", "soon"), ("--user", "Nobody"), ("--limit", "0")]
)
def test_what_it_does_not_understand(nuo, store_path: Path, words: tuple[str, ...]) -> None:
    assert nuo("journal", *words).code == 2
