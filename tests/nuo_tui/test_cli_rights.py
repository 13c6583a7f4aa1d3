"""Files and folders that may not be read, and paths that can't be: the true reason in one sentence, and the exit code."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from nuo_tui import passphrase
from nuo_tui.cli import opening
from nuo_tui.cli.session import Session
from tests.nuo_tui.conftest import ADMINISTRATOR

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="rights are given the Unix way")

WITHOUT_RIGHTS = ("setpriv", "--bounding-set=-dac_override,-dac_read_search,-fowner", "--inh-caps=-all")
"""To root everything is readable: it gives that up first."""

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(store_path: Path) -> Run:
    """Runs ``nuo`` in a process that reads only what its user may read."""
    if os.getuid() == 0 and shutil.which("setpriv") is None:
        pytest.skip("root can't give up its rights here")

    def nuo(*words: str | Path) -> subprocess.CompletedProcess[str]:
        line = [sys.executable, "-m", "nuo_tui", "--user", ADMINISTRATOR, *map(str, words)]
        before = WITHOUT_RIGHTS if os.getuid() == 0 else ()
        return subprocess.run([*before, *line], capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)

    return nuo


@pytest.fixture
def shut(tmp_path: Path) -> Iterator[Path]:
    """A file that nobody may read."""
    path = tmp_path / "shut.csv"
    path.write_text("Nummer;Naam\n", encoding="utf-8")
    path.chmod(0)
    yield path
    path.chmod(0o600)


@pytest.fixture
def closed_folder(tmp_path: Path, made_store: Path) -> Iterator[Path]:
    """A folder that nobody may enter, with a store in it."""
    folder = tmp_path / "closed"
    folder.mkdir()
    shutil.copy(made_store, folder / "a.store")
    folder.chmod(0)
    yield folder
    folder.chmod(0o700)


@pytest.mark.parametrize(
    "words",
    [
        ("import", "{shut}", "--as", "employers"),
        ("import", "{csv}", "--as", "employers", "--map", "{shut}"),
        ("--passphrase-file", "{shut}", "init", "--store", "{csv}.new"),
        ("init", "--store", "{csv}.new", "--passphrase-file", "{shut}"),
    ],
    ids=["file", "map", "passphrase before", "passphrase after"],
)
def test_what_may_not_be_read_is_told_with_the_reason(run: Run, tmp_path: Path, shut: Path, words: tuple[str, ...]) -> None:
    csv = tmp_path / "employers.csv"
    csv.write_text("Nummer;Naam\nD1;Vegt\n", encoding="utf-8")
    done = run(*(word.format(shut=shut, csv=csv) for word in words))
    assert done.returncode == 2
    assert str(shut) in done.stderr
    assert "Permission denied" in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("words", [("list", "clients"), ("init", "--plain"), ("check",)])
def test_a_store_in_a_folder_that_may_not_be_entered(run: Run, closed_folder: Path, words: tuple[str, ...]) -> None:
    done = run("--store", closed_folder / "a.store", *words)
    assert done.returncode == 3
    assert str(closed_folder) in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_demo_store_in_a_folder_that_may_not_be_entered(run: Run, closed_folder: Path) -> None:
    assert run("demo", "--make", closed_folder / "b.store").returncode == 3


@pytest.mark.parametrize("words", [("list", "clients"), ("init", "--plain"), ("check", "--json")])
def test_a_path_that_is_too_long(nuo, tmp_path: Path, words: tuple[str, ...]) -> None:
    done = nuo("--user", ADMINISTRATOR, "--store", tmp_path / ("x" * 300), *words)
    assert done.code == 3
    assert "File name too long" in done.err


def test_the_screens_say_it_too(nuo, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(opening, "must_have_a_terminal", lambda _session: None)
    monkeypatch.setattr(opening, "_load_screens", lambda: None)
    monkeypatch.setattr(passphrase, "can_ask", lambda: True)
    monkeypatch.setattr(Session, "open_store", lambda _session: pytest.fail("there is nothing to open"))
    done = nuo("--store", tmp_path / ("x" * 300))
    assert done.code == 3
    assert "File name too long" in done.err
