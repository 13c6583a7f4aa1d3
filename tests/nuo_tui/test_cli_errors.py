"""When something goes wrong that nobody foresaw: a sentence, a report without anybody's data, never a traceback."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from models.errors import Conflict
from models.messages import Message
from nuo_tui import main as entry
from nuo_tui.cli import errors, importing, output


def _raise(error: BaseException):
    def instead(_given: list[str]) -> int:
        raise error

    return instead


def test_a_fault_leaves_a_report_without_peoples_data(nuo, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.delenv("NUO_DEBUG")
    monkeypatch.setattr(entry, "_invoke", _raise(KeyError("Yinthe van der Arent")))
    result = nuo("list", "clients", "--json")
    assert result.code == 2
    assert result.err.count("\n") == 1
    assert "Traceback" not in result.err
    assert result.json["error"].startswith("The program made a mistake (KeyError)")
    report = next((tmp_path / "state").rglob("fault-*.txt"))
    text = report.read_text(encoding="utf-8")
    assert "KeyError" in text
    assert "Arent" not in text
    assert str(report) in result.err


def test_who_maintains_the_program_may_see_the_traceback(nuo, monkeypatch) -> None:
    monkeypatch.setattr(entry, "_invoke", _raise(KeyError("x")))
    with pytest.raises(KeyError):
        nuo("list", "clients")


@pytest.mark.parametrize(
    ("error", "code", "told"),
    [
        (KeyboardInterrupt(), 130, ""),
        (EOFError(), 130, ""),
        (BrokenPipeError(), 141, ""),
        (
            PermissionError(13, "Permission denied", "/a/file.csv"),
            2,
            "The file /a/file.csv can't be read or written: Permission denied.\n",
        ),
    ],
)
def test_the_system_and_the_user_may_stop_it(nuo, monkeypatch, error: BaseException, code: int, told: str) -> None:
    monkeypatch.setattr(entry, "_invoke", _raise(error))
    monkeypatch.setattr(sys, "stdout", sys.stdout)  # put back after the pipe was given up
    result = nuo("list", "clients")
    assert (result.code, result.err) == (code, told)


def test_a_conflict_says_who_changed_what() -> None:
    trouble = errors.of_nuo_error(Conflict(Message("Somebody else changed this."), [Message("Ada Bos changed the name.")]))
    assert trouble.line() == "Somebody else changed this. Ada Bos changed the name."
    assert trouble.json()["changes"] == ["Ada Bos changed the name."]


def test_nobody_reads_on_and_nothing_is_said(made_store: Path) -> None:
    reader = subprocess.Popen(
        [sys.executable, "-c", "import sys; from nuo_tui.main import main; sys.exit(main(['--help']))"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert reader.stdout is not None
    assert reader.stderr is not None
    reader.stdout.close()
    assert reader.stderr.read() == b""
    assert reader.wait() in (0, errors.PIPE_CLOSED)


def test_wide_letters_and_marks_line_up(capsys) -> None:
    output.write_table(["Name", "N"], [["東京", "1"], ["e\u0301te", "22"], ["a\x1bb", "3"]], right=[1])
    assert capsys.readouterr().out.splitlines() == ["Name     N", "東京     1", "e\u0301te     22", "a\\x1bb   3"]


def test_the_progress_bar_is_drawn_for_who_watches_only(monkeypatch, capsys) -> None:
    assert importing.progress_bar() is None
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    draw = importing.progress_bar(4)
    assert draw is not None
    for done in (0, 50, 50, 100):
        draw(done, 100)
    draw(0, 0)
    shown = capsys.readouterr().err
    assert "██░░  50 %" in shown
    assert shown.count("50 %") == 1
