"""Streams that are closed, full or broken: what can still be told is told, in the right place, and never a traceback."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.nuo_tui.conftest import ADMINISTRATOR

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="streams are closed the Unix way")

Shell = Callable[[str], subprocess.CompletedProcess[str]]


@pytest.fixture
def shell(store_path: Path, monkeypatch) -> Shell:
    """Runs a line of shell in which ``nuo`` is this program, as whoever uses it: faults become a report."""
    monkeypatch.delenv("NUO_DEBUG")
    monkeypatch.setenv("NUO_USER", ADMINISTRATOR)

    def run(line: str) -> subprocess.CompletedProcess[str]:
        nuo = f'nuo() {{ "{sys.executable}" -m nuo_tui "$@"; }}; '
        done = subprocess.run(["sh", "-c", nuo + line], capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
        assert "Traceback" not in done.stderr
        assert "Exception ignored" not in done.stderr
        assert "mistake" not in done.stderr
        return done

    return run


@pytest.mark.parametrize("words", ["list clients", "list clients --json", "--help", "--version", "users --help"])
@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-", "<&-", "<&- >&- 2>&-"])
def test_a_closed_stream_is_no_fault(shell: Shell, words: str, closed: str) -> None:
    done = shell(f"nuo {words} {closed}")
    assert done.returncode == 0
    assert done.stderr == ""
    assert bool(done.stdout) == (">&-" not in closed.replace("2>&-", ""))


def test_mistakes_keep_their_exit_code_and_stdout_is_json_only(shell: Shell) -> None:
    told = shell("nuo show client C9 --json 2>&-")
    assert told.returncode == 2
    assert json.loads(told.stdout)["error"]
    assert shell("nuo show client C9 2>&-").stdout == ""
    silent = shell("nuo show client C9 --json >&-")
    assert (silent.returncode, silent.stdout) == (2, "")
    assert "C9" in silent.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no stream here is always full")
@pytest.mark.parametrize(
    "words",
    ["list clients --json", "list clients", "show client C9 --json", "nonsense --json", "--help", "list --help", "--version"],
)
def test_a_full_disk_behind_stdout_is_told_on_stderr(shell: Shell, words: str) -> None:
    done = shell(f"nuo {words} >/dev/full")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert done.stderr.strip()
    assert shell(f"nuo {words} >/dev/full 2>/dev/full").returncode == 2


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no stream here is always full")
def test_a_full_disk_behind_stderr_leaves_stdout_as_it_is(shell: Shell) -> None:
    done = shell("nuo show client C9 --json 2>/dev/full")
    assert done.returncode == 2
    assert json.loads(done.stdout)["error"]


def test_a_new_store_is_whole_without_streams(shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / "new.store"
    assert shell(f"nuo init --plain --store {path} <&- >&- 2>&-").returncode == 0
    assert shell(f"nuo list users --json --store {path}").returncode == 0
    assert path.read_bytes()[:15] == b"SQLite format 3"
