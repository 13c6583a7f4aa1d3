"""``nuo rules``, ``nuo mandates`` and ``nuo override``: the same rules and acts as on the screens."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from db.placements import propose
from db.refs import resolve
from db.store import open_store
from models.coordination.catalogue import RULES
from models.coordination.pages import page_of
from models.coordination.promises import PROMISES
from models.coordination.rule import Rule
from models.kinds import Form
from models.placement import PlacementInput
from nuo_tui.catalogues import load
from tests.nuo_tui.conftest import ADMINISTRATOR, CONSULTANT, HOLDER, Nuo

TODAY = date.today()


def test_all_rules_are_listed_without_a_store(nuo: Nuo) -> None:
    listed = nuo("rules", "--json")
    assert listed.code == 0
    assert [row["id"] for row in listed.json["rows"]] == [rule.id for rule in RULES]
    assert all(row["what"] and row["title"] and row["promise"] in PROMISES for row in listed.json["rows"])
    lines = nuo("rules").out.splitlines()
    assert len(lines) == len(RULES) + 1
    assert lines[0].split()[:2] == ["Rule", "Name"]


def test_one_rule_is_explained(nuo: Nuo) -> None:
    told = nuo("rules", "c10", "--json").json
    assert (told["id"], told["promise"]) == ("C10", 34)
    assert [part["heading"] for part in told["page"]][-1] == "The promise itself"
    text = nuo("rules", "C10").out
    assert text.startswith("C10 · Green\n")
    assert "What to do" in text
    unknown = nuo("rules", "Z9")
    assert unknown.code == 2
    assert "There is no rule 'Z9'" in unknown.err


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_page_is_there_in_both_languages(rule: Rule) -> None:
    dutch, english = load("nl"), load("en")
    for part in page_of(rule):
        assert part.text.strip()
        assert english(part.text).strip()
        assert dutch(part.text) not in ("", part.text), part.text
        assert dutch(part.heading) not in ("", part.heading)


def proposal(path: Path) -> str:
    """Yinthe at Vegt, kept as a proposal of the consultant while nobody was asked."""
    with open_store(path, None) as store:
        with store.read() as reader:
            client, employer = resolve(reader, "client", "CA00001").id, resolve(reader, "employer", "DA00001").id
        data = PlacementInput(
            client_id=client, employer_id=employer, form=Form.TRIAL, start=TODAY, until=TODAY + timedelta(days=120)
        )
        number = propose(store, store.actor(CONSULTANT), data).number
    assert number is not None
    return number


def test_a_block_is_set_aside_by_who_may(store_path: Path, nuo: Nuo) -> None:
    number = proposal(store_path)
    assert nuo("users", "add", "R. Wessels", "--role", "team-lead", "--user", ADMINISTRATOR).code == 0
    refused = nuo("override", number, "c12", "--because", "het project loopt langer", "--user", CONSULTANT, "--json")
    assert (refused.code, "can't set a block of it aside" in refused.json["error"]) == (1, True)
    never = nuo("override", number, "E2", "--because", "x", "--user", "R. Wessels")
    assert (never.code, "can't be set aside by anybody" in never.err) == (1, True)
    assert nuo("override", number, "C12", "--because", " ", "--user", "R. Wessels").code == 2
    done = nuo("override", number, "c12", "--because", "het project loopt langer", "--user", "R. Wessels", "--json")
    assert (done.code, done.json["placement"], done.json["rule"], done.json["role"]) == (0, number, "C12", "team-lead")
    found = {finding["rule"]: finding for finding in nuo("check", number, "--json", "--user", CONSULTANT).json["findings"]}
    assert (found["C12"]["outcome"], found["C12"]["set_aside"], found["A3"]["outcome"]) == ("warn", True, "pass")
    assert "het project loopt langer" in found["C12"]["sentence"]


def test_an_administrator_says_whose_blocks(store_path: Path, nuo: Nuo) -> None:
    rules = {row["rule"] for row in nuo("mandates", "list", "--json").json["rows"]}
    assert {"C8", "C9", "C12", None} == rules
    assert "Team lead" in nuo("mandates", "list").out
    assert nuo("mandates", "allow", "C1", "--role", "team-lead", "--user", HOLDER).code == 1
    allowed = nuo("mandates", "allow", "c1", "--role", "team-lead", "--scope", "all", "--json", "--user", ADMINISTRATOR)
    assert (allowed.code, allowed.json["rule"], allowed.json["scope"]) == (0, "C1", "all")
    assert nuo("mandates", "allow", "E2", "--role", "team-lead", "--user", ADMINISTRATOR).code == 1
    assert nuo("mandates", "allow", "C1", "--role", "team-lead", "--scope", "far", "--user", ADMINISTRATOR).code == 2
    assert nuo("mandates", "forbid", "C1", "--role", "team-lead", "--user", ADMINISTRATOR).code == 0
    assert nuo("mandates", "forbid", "C1", "--role", "team-lead", "--user", ADMINISTRATOR).code == 2
