"""``nuo`` without a command, and the demo, as far as they come before the screens."""

from __future__ import annotations

import builtins
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from nuo_tui import passphrase
from nuo_tui.cli import terminal
from nuo_tui.cli.session import without_command
from tests.nuo_tui.conftest import ADMINISTRATOR, HOLDER


@pytest.fixture
def opened(monkeypatch) -> list[tuple[Path, str, bool]]:
    """Stands in for the screens; what they would have been opened with."""
    seen: list[tuple[Path, str, bool]] = []
    app = ModuleType("nuo_tui.app")
    app.run_app = lambda store, actor, *, demo=False: seen.append((store.path, actor.name, demo))  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "nuo_tui.app", app)
    monkeypatch.setattr(passphrase, "can_ask", lambda: True)
    monkeypatch.setattr(terminal, "sys", SimpleNamespace(stdout=SimpleNamespace(isatty=lambda: True)))
    monkeypatch.setattr("getpass.getpass", lambda _prompt: "correct horse")
    return seen


def _answers(monkeypatch, *answers: str) -> None:
    left = iter(answers)
    monkeypatch.setattr(builtins, "input", lambda _prompt="": next(left))


def test_it_opens_the_store_for_who_it_is(nuo, store_path: Path, opened, monkeypatch) -> None:
    assert nuo("--user", HOLDER).code == 0
    _answers(monkeypatch, ADMINISTRATOR)
    assert nuo().code == 0
    assert opened == [(store_path, HOLDER, False), (store_path, ADMINISTRATOR, False)]


def test_the_first_time_it_makes_a_store(nuo, tmp_path: Path, opened, monkeypatch) -> None:
    path = tmp_path / "first.store"
    _answers(monkeypatch, "", "Wim Bos")
    assert nuo("--store", path).code == 0
    assert opened == [(path, "Wim Bos", False)]
    assert b"SQLite" not in path.read_bytes()[:16]


def test_the_first_time_it_offers_an_import(nuo, tmp_path: Path, opened, monkeypatch) -> None:
    file = tmp_path / "werkgevers.csv"
    file.write_text("Nummer;Naam\nD1;Vegt Logistiek\n")
    _answers(monkeypatch, "2", "Wim Bos", str(file), "", "", "", "")
    result = nuo("--store", tmp_path / "first.store")
    assert result.code == 0
    assert "1 new" in result.out
    assert len(opened) == 1


def test_the_first_time_it_offers_the_demo(nuo, tmp_path: Path, opened, monkeypatch) -> None:
    _answers(monkeypatch, "3")
    assert nuo("--store", tmp_path / "first.store").code == 0
    ((path, _name, demo),) = opened
    assert demo
    assert not path.parent.exists(), "a throw-away store is thrown away"
    assert not (tmp_path / "first.store").exists()


def test_another_choice_makes_nothing(nuo, tmp_path: Path, opened, monkeypatch) -> None:
    _answers(monkeypatch, "7")
    assert nuo("--store", tmp_path / "first.store").code == 2
    assert not (tmp_path / "first.store").exists()


@pytest.mark.parametrize("words", [(), ("demo",), ("--json",)])
def test_without_a_terminal_there_are_no_screens(nuo, store_path: Path, words: tuple[str, ...]) -> None:
    assert nuo(*words).code == 2


def test_the_demo_store_is_made_and_opened_as_it_says(nuo, tmp_path: Path, monkeypatch) -> None:
    path = tmp_path / "demo.store"
    made = nuo("demo", "--make", path, "--json").json
    assert made["store"] == str(path)
    assert made["passphrase"] == "demo"
    assert nuo("demo", "--make", path).code == 2
    monkeypatch.setenv("NUO_PASSPHRASE", "demo")
    assert nuo("list", "clients", "--store", path, "--user", made["user"], "--json").json["total"] >= 50


def test_the_demo_takes_the_passphrase_that_is_given(nuo, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("NUO_PASSPHRASE", "my own")
    path = tmp_path / "demo.store"
    made = nuo("demo", "--make", path)
    assert made.code == 0
    assert "my own" not in made.out
    assert nuo("list", "clients", "--store", path).code == 0


@pytest.mark.parametrize(
    ("words", "plain"),
    [
        ([], True),
        (["--store", "x", "--user=Ada", "--lang", "nl", "--json", "--passphrase-file", "y"], True),
        (["--store"], False),
        (["--help"], False),
        (["--version"], False),
        (["list"], False),
        (["--store", "x", "list"], False),
        (["--nonsense"], False),
        (["--"], False),
    ],
)
def test_only_a_line_without_a_command_opens_the_screens_at_once(words: list[str], plain: bool) -> None:
    assert (without_command(words) is not None) is plain


def test_the_last_option_wins() -> None:
    session = without_command(["--store", "a", "--user", "X", "--store=b"])
    assert session is not None
    assert (session.store, session.user) == (Path("b"), "X")
