"""``nuo employers``: one face to the employer without a screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.nuo_tui.conftest import ADMINISTRATOR, CONSULTANT, HOLDER, OTHER_HOLDER, Nuo

pytestmark = pytest.mark.usefixtures("store_path")
VEGT, PROSPECT = "Vegt Logistiek", "Prospect BV"


def test_a_colleague_leaves_and_one_undo_takes_it_back(nuo: Nuo) -> None:
    words = ("employers", "transfer", "--of", HOLDER, "--to", OTHER_HOLDER, "--reason", "leaves", "--note", "call first")
    assert nuo("--user", HOLDER, *words, "--json").json == {"employers": 1, "requests": 0, "holder": OTHER_HOLDER}
    assert nuo("list", "employers", "--filter", f"holder={OTHER_HOLDER}", "--json").json["total"] == 1
    again = nuo("--user", HOLDER, *words)
    assert (again.code, again.err.splitlines()[0]) == (1, f"{HOLDER} is account holder of no employer.")
    assert nuo("--user", HOLDER, "undo").code == 0
    assert nuo("list", "employers", "--filter", f"holder={HOLDER}", "--json").json["total"] == 1


def test_assign_stop_and_lift(nuo: Nuo) -> None:
    told = nuo("--user", HOLDER, "employers", "assign", VEGT, OTHER_HOLDER, "--note", "x [/")
    assert told.code == 0
    assert f"Account holder: {OTHER_HOLDER}." in told.out
    stopped = nuo("--user", HOLDER, "employers", "stop", VEGT, "--reason", "moving house", "--until", "31-12-2099", "--json")
    assert stopped.json["stop"] == "moving house"
    assert nuo("--user", CONSULTANT, "employers", "lift", VEGT).code == 1
    assert nuo("--user", HOLDER, "employers", "lift", VEGT, "--json").json["stop"] is None
    assert nuo("--user", HOLDER, "employers", "lift", VEGT).code == 1


def test_a_prospect_becomes_a_relation_through_the_werkplein(nuo: Nuo) -> None:
    words = ("employers", "relation", PROSPECT, "--holder", OTHER_HOLDER)
    assert nuo("--user", CONSULTANT, *words).code == 1
    made = nuo("--user", OTHER_HOLDER, *words, "--json").json
    assert (made["state"], made["holder"]) == ("relation", OTHER_HOLDER)


def test_employers_without_anybody_who_decides(nuo: Nuo) -> None:
    assert nuo("employers", "list", "--without-holder", "--json").json["total"] == 0
    assert nuo("--user", ADMINISTRATOR, "users", "retire", HOLDER).code == 0
    listed = nuo("employers", "list", "--without-holder", "--json").json
    assert [row["name"] for row in listed["rows"]] == [VEGT]
    assert nuo("list", "employers", "--filter", "without_holder=nee", "--json").json["total"] == 1


def test_the_account_holder_of_a_group_is_named_and_told(nuo: Nuo, tmp_path: Path) -> None:
    words = ("employers", "group-holder", "Vegt Groep", OTHER_HOLDER)
    assert nuo("--user", HOLDER, *words).code == 2, "no employer belongs to it yet"
    rows = tmp_path / "groups.csv"
    rows.write_text("Nummer;Naam;Concern\nD90001;Vegt Enschede;Vegt Groep B.V.\n", encoding="utf-8")
    assert nuo("--user", ADMINISTRATOR, "import", rows, "--as", "employers").code == 0
    assert nuo("--user", ADMINISTRATOR, *words, "--json").json == {"group": "Vegt Groep", "holder": OTHER_HOLDER}
    inform = ("--user", CONSULTANT, "employers", "inform", "D90001", "--client", "Arent", "--form", "detachering")
    assert nuo(*inform, "--channel", "phone", "--json").json == {"told": OTHER_HOLDER, "group": "Vegt Groep B.V."}
    assert nuo("--user", ADMINISTRATOR, "employers", "group-holder", "vegt groep", "--end").code == 0


@pytest.mark.parametrize(
    "words",
    [
        ("employers", "transfer", "--to", HOLDER, "--reason", "x"),
        ("employers", "transfer", VEGT, "--of", HOLDER, "--to", OTHER_HOLDER, "--reason", "x"),
        ("employers", "transfer", VEGT, "--to", "Niemand", "--reason", "x"),
        ("employers", "transfer", VEGT, "--to", OTHER_HOLDER, "--reason", "x", "--from", "gisteren of zo"),
        ("employers", "assign", "Niets", HOLDER),
        ("employers", "group-holder", "Vegt Groep"),
    ],
)
def test_wrong_use_is_said_in_one_sentence(nuo: Nuo, words: tuple[str, ...]) -> None:
    refused = nuo("--user", ADMINISTRATOR, *words)
    assert (refused.code, refused.out) == (2, "")
    assert refused.err.strip()
