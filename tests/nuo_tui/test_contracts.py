"""What may import what: the floors, and what has to be there before the heavy libraries are loaded."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FLOORS = ["nuo_tui", "screens", "db", "models"]
SUBJECTS = (
    "actions",
    "clients",
    "contact_moments",
    "coordinations",
    "employers",
    "locations",
    "placements",
    "timeline",
    "today",
    "users",
)
TABLES = ("sqlmodel", "sqlalchemy", "pydantic")

LIGHT = [
    ("models.kinds", ("textual", *TABLES)),
    ("models.messages", ("textual", *TABLES)),
    ("models.errors", ("textual", *TABLES)),
    ("models.values", ("textual", *TABLES)),
    ("models.ids", ("textual", *TABLES)),
    ("models.actor", ("textual", *TABLES)),
    ("models.coordination.facts", ("textual", *TABLES)),
    ("models.coordination.findings", ("textual", *TABLES)),
    ("db.store", ("textual", "sqlite_utils", *TABLES)),
    ("db.reading", ("textual", "sqlite_utils", *TABLES)),
    ("db.search", ("textual", "sqlite_utils", *TABLES)),
    ("db.lists", ("textual", "sqlite_utils", *TABLES)),
    *[(f"db.{subject}", ("textual", "sqlite_utils", *TABLES)) for subject in SUBJECTS],
    ("models.coordination.catalogue", ("textual", *TABLES)),
    ("screens.texts", ("textual", "rich", "sqlcipher3", "babel", *TABLES)),
    ("nuo_tui.catalogues", ("textual", "rich", "sqlcipher3", "babel", *TABLES)),
    ("nuo_tui.app", ("sqlite_utils", "holidays", "xlsxwriter", "zipfile", *TABLES)),
    ("db.exports", ("xlsxwriter", "textual")),
    ("db.imports", ("xlsxwriter", "xml", "textual")),
    ("nuo_tui.main", ("textual", "sqlcipher3", "sqlite_utils", *TABLES)),
]
"""A module of the start-up path, and what importing it must not load."""


def loaded_after(code: str) -> set[str]:
    """The top-level modules that a fresh Python has loaded after ``code``."""
    script = f"import json, sys\n{code}\nprint(json.dumps(sorted(m for m in sys.modules if '.' not in m)))"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.parametrize(("module", "heavy"), LIGHT, ids=[module for module, _heavy in LIGHT])
def test_what_the_first_screen_needs_is_light(module: str, heavy: tuple[str, ...]) -> None:
    assert loaded_after(f"import {module}") & set(heavy) == set()


@pytest.mark.parametrize(
    ("arguments", "heavy"),
    [
        (["--help"], ("textual", "sqlcipher3", "sqlite_utils", *TABLES)),
        (["place", "--help"], ("textual", "sqlcipher3", "sqlmodel", "sqlalchemy")),
        (["coordinate", "--help"], ("textual", "sqlcipher3", "sqlmodel", "sqlalchemy")),
    ],
    ids=["nuo", "place", "coordinate"],
)
def test_help_loads_neither_textual_nor_the_tables(arguments: list[str], heavy: tuple[str, ...]) -> None:
    code = f"from nuo_tui.main import main\nassert main({arguments!r}) == 0"
    assert loaded_after(code) & set(heavy) == set()


def test_the_contracts_and_the_wheel_name_every_floor() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    floors_on_disk = sorted(p.parent.name for p in ROOT.glob("*/__init__.py"))
    assert sorted(FLOORS) == floors_on_disk
    assert settings["hatch"]["build"]["targets"]["wheel"]["packages"] == FLOORS
    assert settings["importlinter"]["root_packages"] == FLOORS
    assert settings["importlinter"]["contracts"][0]["layers"] == FLOORS
    assert settings["mypy"]["packages"] == FLOORS


@pytest.mark.parametrize("floor", FLOORS)
def test_a_floor_says_what_it_is_for(floor: str) -> None:
    text = (ROOT / floor / "__init__.py").read_text(encoding="utf-8")
    assert 7 <= len(text.strip().splitlines()) <= 20
