"""Reports and giving clients away without a screen: the same figures in a table, in JSON and in a workbook."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from db.store import open_store
from db.team import reach, team_of
from db.users import add_user
from models.kinds import Role
from models.team import Figure
from tests.nuo_tui.conftest import ADMINISTRATOR, CONSULTANT, HOLDER, Nuo

COLLEAGUE, LEAD = "P. Linde", "R. Wessels"


@pytest.fixture
def team(store_path: Path) -> Path:
    with open_store(store_path, None) as store:
        me = store.actor(ADMINISTRATOR)
        add_user(store, me, COLLEAGUE, (Role.CONSULTANT,))
        add_user(store, me, LEAD, (Role.TEAM_LEAD,))
        add_user(store, me, "Z. Zuid", (Role.TEAM_LEAD,), team="South")
    return store_path


def ask(nuo: Nuo) -> str:
    start = (date.today() + timedelta(days=10)).isoformat()
    about = ("--client", "Arent", "--employer", "Vegt Logistiek", "--form", "begeleid werken", "--from", start)
    return str(nuo("coordinate", "request", *about, "--user", CONSULTANT, "--json").json["number"])


def cells(path: Path) -> list[list[str]]:
    """The rows of the first sheet as text."""
    import re
    from zipfile import ZipFile

    with ZipFile(path) as book:
        shared = re.findall(r"<t[^>]*>([^<]*)</t>", book.read("xl/sharedStrings.xml").decode())
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    rows = []
    for row in re.findall(r"<row [^>]*>(.*?)</row>", sheet):
        found = re.findall(r'<c r="[A-Z]+\d+"(?: s="\d+")?( t="s")?><v>([^<]*)</v>', row)
        rows.append([shared[int(value)] if text else value for text, value in found])
    return rows


def test_the_caseload_is_the_same_in_json_in_a_workbook_and_on_the_screen(nuo: Nuo, team: Path, tmp_path: Path) -> None:
    told = nuo("report", "caseload", "--user", LEAD, "--json").json
    row = next(one for one in told["consultants"] if one["name"] == CONSULTANT)
    assert (row["clients"], row["without_work"], row["no_contact_90"]) == (1, 1, 1)
    assert told["total"]["clients"] == sum(one["clients"] for one in told["consultants"])
    assert len(told["weeks"]) == 12
    weeks = nuo("report", "caseload", "--from", "2026-01-01", "--until", "2026-01-12", "--user", LEAD, "--json").json["weeks"]
    assert [week["monday"] for week in weeks] == ["2025-12-29", "2026-01-05", "2026-01-12"]
    with open_store(team, None) as store, store.read() as reader:
        seen = team_of(reader, reach(store.actor(LEAD)), store.today())
    assert {one.name: one.figures[Figure.NO_WORK] for one in seen.caseloads.rows} == {
        one["name"]: one["without_work"] for one in told["consultants"]
    }
    book = tmp_path / "caseload.xlsx"
    assert nuo("report", "caseload", "--user", LEAD, "--to", book).code == 0
    headings, *rows = cells(book)
    assert len(headings) == len(told["total"])
    for kept, row in zip(rows, [*told["consultants"], told["total"]], strict=True):
        assert [kept[0], *map(int, kept[1:])] == list(row.values())
    assert CONSULTANT in nuo("report", "caseload", "--user", LEAD).out


def test_turnaround_counts_a_decision_and_what_is_open(nuo: Nuo, team: Path, tmp_path: Path) -> None:
    assert nuo("coordinate", "approve", ask(nuo), "--user", HOLDER).code == 0
    ask_again = ("--employer", "Vegt Logistiek", "--form", "green", "--from", date.today().isoformat())
    assert nuo("coordinate", "request", "--client", "Arent", *ask_again, "--user", CONSULTANT).code == 0
    told = nuo("report", "turnaround", "--user", ADMINISTRATOR, "--json").json
    row = next(one for one in told["holders"] if one["name"] == HOLDER)
    assert (row["decided"], row["median_working_days"], row["share_within_term"], row["open"]) == (1, 0, 100, 1)
    assert (
        nuo("report", "turnaround", "--until", "2020-01-01", "--from", "2019-01-01", "--json", "--user", LEAD).json["total"][
            "decided"
        ]
        == 0
    )
    book = tmp_path / "turnaround.xlsx"
    assert nuo("report", "turnaround", "--user", ADMINISTRATOR, "--to", book, "--json").json == {"file": str(book)}
    assert HOLDER in {line[0] for line in cells(book)}


def test_what_is_asked_wrongly_is_said_in_a_sentence(nuo: Nuo, team: Path, tmp_path: Path) -> None:
    assert nuo("report", "caseload", "--user", "Z. Zuid", "--team", "").code == 1
    assert nuo("report", "caseload", "--user", "Z. Zuid", "--team", "south").code == 0
    assert "South" in nuo("report", "caseload", "--user", ADMINISTRATOR, "--team", "West").err
    assert nuo("report", "turnaround", "--from", "2026-02-01", "--until", "2026-01-01", "--user", LEAD).code == 2
    wrong = nuo("report", "caseload", "--user", LEAD, "--to", tmp_path / "caseload.csv")
    assert wrong.code == 2
    assert ".xlsx" in wrong.err
    assert nuo("clients", "assign", "--to", COLLEAGUE, "--user", LEAD).code == 2
    assert nuo("clients", "assign", "Arent", "--all-of", CONSULTANT, "--to", COLLEAGUE, "--user", LEAD).code == 2


def test_a_whole_caseload_is_given_with_a_note_and_taken_back(nuo: Nuo, team: Path) -> None:
    number = ask(nuo)
    given = nuo("clients", "assign", "--all-of", CONSULTANT, "--to", COLLEAGUE, "--note", "belt liever", "--user", LEAD, "--json")
    assert given.json == {"to": COLLEAGUE, "clients": 1, "actions": 0, "requests": 1}
    actions = nuo("list", "actions", "--json", "--user", LEAD).json["rows"]
    assert [(one["owner"], one["what"]) for one in actions] == [(COLLEAGUE, f"taken over from {CONSULTANT}: belt liever")]
    listed = nuo("list", "requests", "--json", "--user", LEAD).json["rows"]
    assert [(one["number"], one["requested_by"]) for one in listed] == [(number, COLLEAGUE)]
    assert nuo("undo", "--user", LEAD, "--json").code == 0
    assert nuo("list", "actions", "--json", "--user", LEAD).json["total"] == 0
    assert nuo("list", "clients", "--filter", f"consultant={CONSULTANT}", "--json", "--user", LEAD).json["total"] == 1
    assert nuo("clients", "assign", "Arent", "--to", COLLEAGUE, "--user", LEAD).out.startswith("1 client given to P. Linde")
    assert nuo("clients", "assign", "Arent", "--to", CONSULTANT, "--user", "Z. Zuid").code == 1
