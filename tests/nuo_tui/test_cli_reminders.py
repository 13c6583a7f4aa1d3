"""``nuo reminders``: a calendar file of one's own, private, that a calendar can be brought up to date with."""

from __future__ import annotations

import re
import stat
from datetime import date, timedelta

import pytest

from db.actions import add_action
from db.store import open_store
from models.action import ActionInput
from tests.nuo_tui.conftest import CONSULTANT, HOLDER, Nuo


@pytest.fixture
def due(store_path) -> None:
    """One action of the consultant's, about Yinthe."""
    with open_store(store_path, None) as store:
        me = store.actor(CONSULTANT)
        with store.read() as reader:
            client = reader.value("SELECT id FROM client")
        add_action(
            store,
            me,
            ActionInput(what="bellen; over, werk", due_on=date.today() + timedelta(days=3), owner_id=me.id, client_id=client),
        )


@pytest.mark.usefixtures("due")
def test_a_file_that_updates_a_calendar(nuo: Nuo, tmp_path) -> None:
    to = tmp_path / "agenda.ics"
    done = nuo("reminders", "--to", to, "--json", "--user", CONSULTANT)
    assert (done.code, done.json) == (0, {"events": 1, "file": str(to)})
    first = to.read_bytes().decode()
    assert "SUMMARY:To do\\, for Y.A. (CA00001)\r\n" in first
    assert "Yinthe" not in first
    assert f"DTSTART;VALUE=DATE:{date.today() + timedelta(days=3):%Y%m%d}\r\n" in first
    assert stat.S_IMODE(to.stat().st_mode) == 0o600
    told = nuo("reminders", "--to", to, "--names", "--user", CONSULTANT)
    assert "1 reminder written" in told.out
    assert "people's data in clear" in told.err
    second = to.read_bytes().decode()
    assert "SUMMARY:To do: bellen\\; over\\, werk (Yinthe van der Arent)\r\n" in second.replace("\r\n ", "")
    assert re.findall("UID:.*", first) == re.findall("UID:.*", second)


def test_somebody_without_anything_gets_an_empty_calendar(store_path, nuo: Nuo, tmp_path) -> None:
    to = tmp_path / "leeg.ics"
    assert nuo("reminders", "--to", to, "--json", "--user", HOLDER).json["events"] == 0
    assert to.read_bytes().endswith(b"END:VCALENDAR\r\n")


@pytest.mark.parametrize("words", [("--to", "x.csv"), ("--to", "x.ics", "--days", "0"), ("--to", "x.ics", "--days", "365"), ()])
def test_what_makes_no_sense_is_refused(store_path, nuo: Nuo, words: tuple[str, ...], tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    refused = nuo("reminders", *words, "--user", CONSULTANT)
    assert (refused.code, refused.out) == (2, "")
    assert not list(tmp_path.glob("x.*"))
