"""Help: quick, complete, and in the reader's language."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module

import pytest
import typer

from nuo_tui.catalogues import install
from nuo_tui.cli.commands import COMMANDS, Entry, Group
from nuo_tui.cli.front_page import front_page
from nuo_tui.cli.root import command_line

HEAVY = ("textual", "sqlalchemy", "sqlmodel", "sqlcipher3", "rich", "holidays", "stdnum")


def all_commands() -> Iterator[tuple[tuple[str, ...], Entry]]:
    for name, entry in COMMANDS.items():
        if isinstance(entry, Group):
            yield from (((name, below), one) for below, one in entry.commands.items())
        else:
            yield (name,), entry


@pytest.mark.parametrize("words", [["--help"], ["--version"], ["users", "--help"], ["list", "--help"], ["nonsense"]])
def test_help_loads_nothing_heavy(words: list[str]) -> None:
    code = (
        f"import sys; from nuo_tui.main import main; main({words!r}); "
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.splitlines()[-1] == "[]"


def test_opening_the_screens_loads_no_typer() -> None:
    code = (
        "import sys; from nuo_tui.main import main; main(['--store', 'x']); "
        "print([name for name in ('typer', 'pydantic', 'sqlmodel') if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, stdin=subprocess.DEVNULL)
    assert done.stderr.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    ("words", "entry"), all_commands(), ids=lambda found: " ".join(found) if isinstance(found, tuple) else ""
)
def test_every_command_is_there_and_says_what_each_option_is_for(nuo, words: tuple[str, ...], entry: Entry) -> None:
    module, function = entry.where.split(":")
    assert callable(getattr(import_module(f"nuo_tui.cli.{module}"), function))
    page = nuo(*words, "--help")
    assert page.code == 0
    assert entry.help.split()[0] in page.out
    for shared in ("--store", "--user", "--lang", "--json", "--passphrase-file"):
        assert shared in page.out
    for param in _command(words).params:
        assert param.help or param.hidden, f"{param.name} of {words} has no help"


def _command(words: tuple[str, ...]):
    found = command_line()
    context = typer.Context(found)
    for word in words:
        found = found.get_command(context, word)
    return found


def test_help_is_dutch_by_default_and_english_when_asked(nuo, monkeypatch) -> None:
    assert "Options:" in nuo("--help").out
    monkeypatch.setenv("NUO_LANG", "nl")
    page = nuo("--help").out
    assert "Opties:" in page
    assert "Options" not in page
    assert "Options:" in nuo("list", "--help", "--lang", "en").out


def test_the_table_names_the_commands_of_this_version() -> None:
    assert set(COMMANDS) == {
        "demo", "init", "import", "undo-import", "export", "list", "show", "check", "place", "end", "coordinate", "users",
        "backup", "journal", "restore", "doctor", "change-placement", "confirm", "reminders",
        "vacancies", "agreements", "orders", "employers", "clients", "undo", "redo", "settings", "wagevalues", "report", "match",
        "rules", "override", "mandates",
    }  # fmt: skip


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("columns", [20, 53, 60, 72, 80, 200])
def test_the_first_page_is_what_typer_would_write(monkeypatch, language: str, columns: int) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    install(language)
    root = command_line()
    with root.make_context("nuo", ["--version"], resilient_parsing=True) as context:
        assert front_page() == root.get_help(context).rstrip("\n")


@pytest.mark.parametrize("words", [["--help"], ["--help", "--lang", "en"], ["--json", "--help"], ["--store", "x", "--help"]])
def test_the_first_page_needs_no_typer(words: list[str]) -> None:
    code = f"import sys; from nuo_tui.main import main; main({words!r}); print('typer' in sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr == "False\n"
    assert "undo-import" in done.stdout


def test_what_looks_like_help_may_be_a_value(nuo, store_path) -> None:
    assert "'--help'" in nuo("--user", "--help", "list", "clients").err
    assert "Usage: nuo list" in nuo("--json", "list", "--help").out
