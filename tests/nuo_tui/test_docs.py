"""The reference pages keep up with the program: every command, key and setting stands in them."""

from __future__ import annotations

import re

import pytest

from models.setting import STARTING_SETTINGS
from nuo_tui.cli.commands import COMMANDS
from tools.pictures import SHOTS
from tools.reference import PAGES, ROOT, keys_of

GUIDES = ("consultant", "account-holder", "team-lead")
DUTCH_KEYS = {"spatie": "space", "del": "delete", "esc": "escape", "→": "right", "←": "left"}
FLOORS = ("nuo_tui", "screens", "db", "models")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_what_the_program_says(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == PAGES[name](), "run 'make reference'"


@pytest.mark.parametrize("command", COMMANDS)
def test_the_readme_names_every_command(command: str) -> None:
    assert f"`nuo {command}" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_setting_is_explained_with_its_first_value() -> None:
    page = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    lines = [f"| `{start.key}` | {start.value} | {start.valid_from} |" for start in STARTING_SETTINGS]
    assert [line for line in lines if line not in page] == []


def test_every_variable_of_the_environment_is_explained() -> None:
    code = "".join(path.read_text(encoding="utf-8") for floor in FLOORS for path in (ROOT / floor).rglob("*.py"))
    used = set(re.findall(r'"(NUO_[A-Z]+)"', code))
    page = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    assert sorted(name for name in used if f"`{name}`" not in page) == []


def test_keys_are_read_from_the_code() -> None:
    source = 'Binding("f9,ctrl+s", "save", N_("save"), tooltip=N_("Save this form"))\nBinding("down", "move(1)", show=False)'
    assert [tuple(key) for key in keys_of(source)] == [("`F9`, `ctrl+s`", "Save this form")]


@pytest.mark.parametrize("name", GUIDES)
def test_a_guide_has_its_pictures_and_is_linked_from_the_readme(name: str) -> None:
    page = (ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8")
    pictures = re.findall(r"\]\((pictures/[^)]+)\)", page)
    assert pictures
    made = {f"pictures/{shot}.svg" for shot, _who, _keys in SHOTS}
    assert [one for one in pictures if one not in made or not (ROOT / "docs" / one).is_file()] == []
    assert f"(docs/{name}.md)" in (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", GUIDES)
def test_every_key_and_command_in_a_guide_exists(name: str) -> None:
    page = (ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8")
    spans = {" ".join(span.split()) for span in re.findall(r"`([^`]+)`", page)}
    known = set(re.findall(r"`([^`]+)`", PAGES["keys.md"]()))
    keys = {span for span in spans if len(span) == 1 or re.fullmatch(r"F\d+|ctrl\+\w|[a-z]{3,6}", span)}
    not_keys = {"!", "▾", "✓", "✖", "receive"}
    assert sorted(key for key in keys - not_keys if DUTCH_KEYS.get(key, key) not in known) == []
    commands = PAGES["commands.md"]()
    used = {re.sub(r" (--|[A-Z]+\d|[a-z]+\.).*", "", span) for span in spans if span.startswith("nuo ")}
    assert sorted(command for command in used if f"## {command}\n" not in commands) == []
