"""The confirmation by keys: for whom, as a page or as text, and in which language."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.placement import Placement
from tests.screens.office import Office
from tests.screens.person import SIZES, at_the_desk, kept
from tests.screens.test_placement_changes import runs  # noqa: F401 - a fixture


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.usefixtures("runs")
async def test_a_page_for_the_employer_by_three_keys(
    office: Office, size: tuple[int, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with at_the_desk(office.store, office.consultant, size=size) as person:
        await person.press("4", "enter")
        assert "l letter" in person.footer
        await person.press("l")
        assert "for the employer: a page to print" in person.sees
        assert "for the client: text for an e-mail, in Dutch" in person.sees
        await person.press("enter")
        assert "people's data in clear" in person.sees
        await person.press("enter")
        assert person.said.startswith("✓ written: ")
    page = (tmp_path / "confirmation-employer-PA00001.html").read_text(encoding="utf-8")
    assert "Joris Baan comes to work at your company." in page
    assert kept(office.store, "SELECT reason FROM journal_entry WHERE action = 'placement.confirm-employer'") == [
        ("confirmation-employer-PA00001.html",)
    ]


@pytest.mark.usefixtures("runs")
async def test_the_text_for_the_client_goes_to_the_clipboard(office: Office) -> None:
    async with at_the_desk(office.store, office.consultant) as person:
        await person.press("4", "l", "down", "down", "down", "enter")
        assert person.said.startswith("✓ The text is copied")
        assert person.app.clipboard.startswith("Confirmation of your work\n\nDear Joris Baan,")


async def test_a_placement_of_our_own_is_confirmed_to_the_client_only(office: Office, runs: bytes) -> None:  # noqa: F811
    office.world.set(Placement, runs, employer_id=None, location_id=office.location)
    async with at_the_desk(office.store, office.consultant) as person:
        await person.press("4", "l")
        assert "for the client: a page to print" in person.sees
        assert "for the employer" not in person.sees
        await person.press("escape")
        assert person.screen == "PlacementsScreen"
