"""``nuo clients absent`` and ``back``, what broke since a day, and how soon clients were back at work."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from db.refs import resolve
from db.store import open_store
from models.kinds import PlacementState
from models.placement import Placement
from tests.nuo_tui.conftest import ADMINISTRATOR, CONSULTANT, Nuo

TODAY = date.today()


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def test_somebody_is_ill_and_back(nuo: Nuo, store_path: Path) -> None:
    words = ("clients", "absent", "CA00001", "--from", ago(3), "--expected", ago(-4), "--note", "belt vrijdag")
    told = nuo(*words, "--user", CONSULTANT, "--json").json
    assert told == {
        "client": "CA00001",
        "status": "ill",
        "kind": "ill",
        "from": ago(3).isoformat(),
        "expected": ago(-4).isoformat(),
        "until": None,
        "note": "belt vrijdag",
    }
    assert nuo("list", "clients", "--filter", "status=ill", "--json").json["total"] == 1
    again = nuo(*words, "--user", CONSULTANT)
    assert (again.code, "is away already" in again.err) == (1, True)
    assert nuo("clients", "back", "CA00001", "--on", ago(-2), "--user", CONSULTANT).code == 2
    back = nuo("clients", "back", "CA00001", "--user", CONSULTANT, "--json").json
    assert (back["status"], back["until"]) == ("active", ago(1).isoformat())
    assert nuo("clients", "back", "CA00001", "--user", CONSULTANT).code == 1
    assert nuo("clients", "absent", "CA00001", "--kind", "verlof", "--from", ago(-9), "--user", CONSULTANT).code == 0
    assert nuo("clients", "absent", "CA00001", "--kind", "griep", "--user", CONSULTANT).code == 2


@pytest.fixture
def broken_off(store_path: Path) -> str:
    """Number of a placement that broke off twenty days ago."""
    with open_store(store_path, None) as store, store.write(store.actor(ADMINISTRATOR), "test.placement") as tx:
        client, employer = resolve(tx.reader, "client", "CA00001"), resolve(tx.reader, "employer", "DA00001")
        placed = Placement(
            number=tx.next_number("placement"),
            client_id=client.id,
            employer_id=employer.id,
            form="group-secondment",
            start=ago(90),
            state=PlacementState.BROKEN_OFF.value,
            ended_on=ago(20),
        )
        return tx.add(placed).number


def test_how_soon_they_were_back_at_work(nuo: Nuo, broken_off: str) -> None:
    found = nuo("report", "back-at-work", "--json").json
    assert (found["broken_off"], found["measured"], found["in_time"], found["share"], found["within"]) == (1, 1, 0, 0.0, 14)
    (row,) = found["rows"]
    assert (row["placement"], row["client"], row["days"], row["back_on"], row["outcome"]) == (
        broken_off,
        "CA00001",
        20,
        None,
        "not-back",
    )
    assert "Back at work within 14 days: 0 of 1 (0 %)" in nuo("report", "back-at-work").out
    assert nuo("report", "back-at-work", "--from", ago(10), "--json").json["broken_off"] == 0
    assert nuo("report", "back-at-work", "--from", ago(1), "--until", ago(9)).code == 2
    assert nuo("report", "back-at-work", "--consultant", "Nobody").code == 2


def test_a_check_tells_what_broke_since_a_day(nuo: Nuo, store_path: Path) -> None:
    from db.clients import add_indication
    from models.indication import IndicationInput

    with open_store(store_path, None) as store:
        with store.read() as reader:
            client = resolve(reader, "client", "CA00001").id
            old = reader.value("SELECT id FROM indication")
        from models.indication import Indication

        with store.write(store.actor(ADMINISTRATOR), "test.remove") as tx:
            tx.remove(tx.get(Indication, old))
        add_indication(store, store.actor(ADMINISTRATOR), client, IndicationInput(kind="wsw", valid_until=ago(-28)))
    assert nuo("check", "--since", ago(1), "--json").json["broke"] == []
    (line,) = nuo("check", "--since", ago(3), "--json").json["broke"]
    assert (line["what"], line["record"], line["day"]) == ("within-30", "CA00001", ago(-28).isoformat())
    told = nuo("check", "--since", ago(3))
    assert (told.code, "ends in 28 days (CA00001)" in told.out) == (0, True)
    assert nuo("check", "--since", "gisteren").code == 2
