"""What is asked at the terminal: on stderr, so that stdout stays what a command writes; and ctrl-D ends it quietly."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest

from nuo_tui.cli import errors

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a terminal is made the Unix way")

CTRL_D = b"\x04"


def _at_a_terminal(typed: bytes, *words: str | Path) -> tuple[int, bytes, bytes]:
    """Exit code, stdout and stderr of a command line whose stdin is a terminal; ``typed`` comes once something is asked."""
    ours, theirs = os.openpty()
    line = [sys.executable, "-m", "nuo_tui", *map(str, words)]
    with subprocess.Popen(line, stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        asked, until = b"", time.monotonic() + 20
        while not asked.rstrip().endswith(b":") and time.monotonic() < until and running.poll() is None:
            if select.select([running.stderr], [], [], 0.2)[0]:
                asked += os.read(running.stderr.fileno(), 1000)
        os.write(ours, typed)
        out, err = running.communicate(timeout=20)
    os.close(theirs)
    os.close(ours)
    return running.returncode, out, asked + err


def test_the_question_stands_on_stderr(nuo, tmp_path: Path) -> None:
    code, out, err = _at_a_terminal(b"Wim Bos\n", "init", "--plain", "--json", "--store", tmp_path / "new.store")
    assert (code, json.loads(out)["user"]) == (0, "Wim Bos")
    assert b"Who are you?" in err


def test_ctrl_d_ends_it_quietly(nuo, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.delenv("NUO_DEBUG")
    code, out, err = _at_a_terminal(CTRL_D, "init", "--plain", "--store", tmp_path / "new.store")
    assert (code, out) == (errors.INTERRUPTED, b"")
    assert err.decode().splitlines() == ["Who are you? Your name as colleagues know it: "]
    assert not (tmp_path / "new.store").exists()
    assert not list((tmp_path / "state").rglob("fault-*"))


def test_ctrl_d_at_the_passphrase_ends_it_quietly(nuo, tmp_path: Path, monkeypatch) -> None:
    def ended(_prompt: str) -> str:
        raise EOFError

    monkeypatch.delenv("NUO_DEBUG")
    monkeypatch.setattr("nuo_tui.passphrase.can_ask", lambda: True)
    monkeypatch.setattr("getpass.getpass", ended)
    result = nuo("init", "--store", tmp_path / "new.store", "--user", "Wim Bos")
    assert (result.code, result.out, result.err) == (errors.INTERRUPTED, "", "")
    assert not list((tmp_path / "state").rglob("fault-*"))
