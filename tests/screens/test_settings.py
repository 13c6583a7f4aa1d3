"""Settings on the screen: everybody sees them, an administrator gives new values; and wage values on a client's file."""

from __future__ import annotations

from db.wage_values import add_wage_value
from models.wage_value import WageValueInput
from tests.screens.office import Office
from tests.screens.person import at_the_desk, kept


async def test_an_administrator_gives_a_new_value_from_a_day_on(office: Office) -> None:
    async with at_the_desk(office.store, office.admin) as person:
        await person.command("Settings")
        assert person.screen == "SettingsScreen"
        for _line in range(60):
            if "€ 14.99" in person.line_with("▌"):
                break
            await person.press("j")
        await person.press("n")
        assert "New value of: minimum wage an hour (21+)" in person.title
        assert "now € 14.99, from 1 Jul 2026" in person.sees
        await person.paste("veel")
        await person.press("tab")
        assert "✖ 'veel' is not an amount" not in person.sees, "first the date is needed"
        await person.paste("1-1-2027")
        await person.press("f9")
        assert "✖ 'veel' is not an amount: write for example 14,99." in person.sees
        await person.press("end", *["backspace"] * 4)
        await person.paste("15,20")
        await person.press("f9")
        assert person.screen == "SettingsScreen"
        assert "to come" in person.line_with("€ 15.20")
        assert "now" in person.line_with("€ 14.99")
    query = "SELECT value, source FROM setting WHERE key = 'minimum-wage-hour' AND valid_from = '2027-01-01'"
    assert kept(office.store, query) == [("15.2", "Wet minimumloon en minimumvakantiebijslag")]


async def test_others_see_them_only(office: Office) -> None:
    async with at_the_desk(office.store, office.consultant) as person:
        await person.command("Settings")
        assert "An administrator changes them." in person.title
        assert "n new value" not in person.footer
        await person.press("enter")
        assert person.screen == "SettingsScreen"
        assert person.said == "An administrator changes the settings."
        await person.press("G")
        assert "now, to confirm" in person.line_with("▌")


async def test_a_wage_value_shows_what_it_means_and_can_be_corrected(office: Office) -> None:
    office.world.set(_client(), office.yinthe, target_group="banenafspraak")
    async with at_the_desk(office.store, office.consultant) as person:
        await person.press("enter", "right", "right")
        assert "60 % · measured on 1 Jun 2026 · again on 1 Jun 2028" in person.sees
        assert "€ 11.11 an hour for an individual secondment" in person.sees
        assert "€ 8.0946 an hour · € 1,261.98 a month at 36 hours a week" in person.sees
        await person.press("down", "down", "down", "enter")
        assert person.screen == "WageValueForm"
        await person.press("end", "backspace", "backspace")
        await person.type("50")
        assert person.said == "Today, an hour: rate € 9.26 and subsidy € 10.12."
        await person.press("f9")
        assert "50 % · measured on 1 Jun 2026" in person.sees
        assert "€ 9.26 an hour" in person.sees


async def test_for_wsw_there_is_no_subsidy_and_an_old_wage_value_warns(office: Office) -> None:
    from models.wage_value import WageValue

    async with at_the_desk(office.store, office.consultant) as person:
        await person.press("enter", "right", "right")
        assert "not for Wsw" in person.sees
        [(key,)] = kept(office.store, "SELECT id FROM wage_value WHERE client_id = ?", office.yinthe)
        office.world.set(WageValue, key, valid_until=office.store.today().replace(day=1))
        await person.press("escape", "enter", "right", "right")
        assert "again on 1 Nov 2026 · over" in " ".join(person.sees.split())
        assert "No wage value holds today" in person.sees
        data = WageValueInput(percentage="70", measured_on="2026-11-20")
        add_wage_value(office.store, office.consultant, office.yinthe, data)
        await person.press("escape", "enter", "right", "right")
        assert "€ 12.96 an hour for an individual secondment" in person.sees


def _client() -> type:
    from models.client import Client

    return Client
