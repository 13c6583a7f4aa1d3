"""``nuo check`` of a proposal: for whom it is judged when nobody says who they are."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from db.proposals import propose
from db.refs import resolve
from db.store import open_store
from models.kinds import Form
from models.placement import PlacementInput
from tests.nuo_tui.conftest import ADMINISTRATOR, CONSULTANT, FALLBACK, HOLDER


@pytest.fixture
def proposal(store_path: Path) -> str:
    """The number of a proposal that the consultant made: only the account holder's consent is missing."""
    with open_store(store_path, None) as store:
        with store.read() as reader:
            client, employer = resolve(reader, "client", "CA00001"), resolve(reader, "employer", "DA00001")
            back = resolve(reader, "location", FALLBACK[1])
        about = PlacementInput(
            client_id=client.id,
            employer_id=employer.id,
            form=Form.GROUP_SECONDMENT,
            start=date.today() + timedelta(days=10),
            hours="20",
            fallback_id=back.id,
        )
        number = propose(store, store.actor(CONSULTANT), about).number
    assert number is not None
    return number


def _blocks(result) -> list[str]:
    assert result.code == 1
    return [finding["rule"] for finding in result.json["findings"] if finding["outcome"] == "block"]


def test_it_is_judged_for_who_proposed_it(nuo, proposal: str) -> None:
    assert _blocks(nuo("check", proposal, "--json")) == ["E2"]
    assert _blocks(nuo("check", proposal, "--json", "--user", CONSULTANT)) == ["E2"]


def test_or_for_who_is_named(nuo, proposal: str, monkeypatch) -> None:
    assert "A1" in _blocks(nuo("check", proposal, "--json", "--user", HOLDER))
    monkeypatch.setenv("NUO_USER", HOLDER)
    assert "A1" in _blocks(nuo("check", proposal, "--json"))


def test_who_left_proposes_nothing_any_more(nuo, proposal: str) -> None:
    assert nuo("users", "retire", CONSULTANT, "--user", ADMINISTRATOR).code == 0
    unclear = nuo("check", proposal)
    assert unclear.code == 2
    assert "--user" in unclear.err
    assert "E2" in _blocks(nuo("check", proposal, "--json", "--user", ADMINISTRATOR))
