"""``nuo confirm``: a page or a text, for the employer or the client, in the language that is asked for."""

from __future__ import annotations

import stat
from datetime import date

import pytest

from tests.nuo_tui.conftest import CONSULTANT, FALLBACK, HOLDER, Nuo


@pytest.fixture
def running(store_path, nuo: Nuo) -> str:
    """Yinthe at Vegt."""
    about = ("--client", "CA00001", "--employer", "DA00001", "--form", "group-secondment", "--from", date.today())
    asked = nuo("coordinate", "request", *about, "--json", "--user", CONSULTANT).json["number"]
    nuo("coordinate", "approve", asked, "--user", HOLDER)
    return nuo("place", *FALLBACK, *about, "--hours", "20", "--rate", "9,75", "--json", "--user", CONSULTANT).json["placement"]


def test_a_page_for_the_employer_in_dutch(running: str, nuo: Nuo, tmp_path) -> None:
    to = tmp_path / "bevestiging.html"
    done = nuo("confirm", running, "--for", "werkgever", "--to", to, "--lang", "nl", "--json", "--user", CONSULTANT)
    assert (done.code, done.json) == (0, {"placement": running, "for": "employer", "file": str(to)})
    page = to.read_text(encoding="utf-8")
    assert "Bevestiging van een plaatsing" in page
    assert "Yinthe van der Arent" in page
    assert "€ 9,75 per uur" in page
    assert "999956127" not in page
    assert stat.S_IMODE(to.stat().st_mode) == 0o600
    assert "confirmation for the employer made" in nuo("journal", "--limit", "1", "--user", CONSULTANT).out


def test_a_text_for_the_client_on_stdout_and_in_a_file(running: str, nuo: Nuo, tmp_path) -> None:
    shown = nuo("confirm", running, "--for", "client", "--text", "--user", CONSULTANT)
    assert shown.code == 0
    assert "Dear Yinthe van der Arent," in shown.out
    assert "9.75" not in shown.out
    to = tmp_path / "letter.txt"
    told = nuo("confirm", running, "--for", "client", "--to", to, "--user", CONSULTANT)
    assert to.read_text(encoding="utf-8") == shown.out
    assert "people's data in clear" in told.err
    assert nuo("confirm", running, "--for", "client", "--text", "--json", "--user", CONSULTANT).json["text"] == shown.out


@pytest.mark.parametrize(
    "words",
    [
        ("--for", "employer"),
        ("--for", "employer", "--text", "--to", "x.html"),
        ("--for", "employer", "--to", "x.docx"),
        ("--for", "iedereen", "--text"),
        ("--text",),
    ],
)
def test_what_makes_no_sense_is_refused(running: str, nuo: Nuo, words: tuple[str, ...], tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    refused = nuo("confirm", running, *words, "--user", CONSULTANT)
    assert refused.code == 2
    assert refused.out == ""
    assert not list(tmp_path.glob("x.*"))


def test_one_that_has_ended_is_not_confirmed(running: str, nuo: Nuo) -> None:
    nuo("end", running, "--on", date.today(), "--reason", "klaar", "--client-view", "goed", "--user", CONSULTANT)
    refused = nuo("confirm", running, "--for", "client", "--text", "--user", CONSULTANT)
    assert (refused.code, refused.out) == (1, "")
