"""``nuo settings`` and ``nuo wagevalues``, and the rate of ``nuo place``."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.nuo_tui.conftest import ADMINISTRATOR, CONSULTANT, FALLBACK, Nuo


def test_the_golden_figures(nuo: Nuo, store_path: Path) -> None:
    asked = ("wagevalues", "compute", "--percentage", "60", "--json", "--user", CONSULTANT)
    found = nuo(*asked, "--hours", "36", "--on", "2026-01-01", "--costs", "23.5").json
    assert (found["rate"], found["subsidy_hour"], found["subsidy_month"]) == (10.9, 7.8481, None)
    assert found["notes"] == ["On 1 Jan 2026 this is not known: reference wage a month."]
    assert {s["key"]: (s["value"], s["from"]) for s in found["settings"]}["minimum-wage-hour"] == (14.71, "2026-01-01")
    months = ((36, (), 1261.98), (32, (), 1121.76), (36, ("--costs", "23,5"), 1246.83), (32, ("--costs", "23.5%"), 1108.29))
    for hours, costs, month in months:
        assert nuo(*asked, "--hours", str(hours), "--on", "1-7-2026", *costs).json["subsidy_month"] == month
    costs_now = {s["key"]: s for s in nuo(*asked, "--on", "1-7-2026").json["settings"]}["costs-subsidy"]
    assert (costs_now["value"], costs_now["to_confirm"]) == (25, True)


def test_what_it_means_in_words(nuo: Nuo, store_path: Path) -> None:
    asked = ("--percentage", "60%", "--on", "2026-01-01", "--hours", "36", "--age", "20")
    out = nuo("wagevalues", "compute", *asked, "--user", CONSULTANT).out
    assert "Rate of an individual secondment, an hour: € 8.72" in out
    assert "a month: not known" in out
    assert "! On 1 Jan 2026 this is not known" in out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--percentage", "101"), "'101' is not a percentage from 0 to 100."),
        (("--percentage", "60", "--hours", "0"), "'0' hours a week is not possible"),
        (("--percentage", "60", "--costs", "duur"), "'duur' is not a number"),
    ],
)
def test_bad_figures_are_wrong_use(nuo: Nuo, store_path: Path, words: tuple[str, ...], says: str) -> None:
    done = nuo("wagevalues", "compute", "--on", "2026-01-01", *words, "--user", CONSULTANT)
    assert done.code == 2
    assert says in done.err


def test_a_wage_value_is_recorded_and_listed(nuo: Nuo, store_path: Path) -> None:
    words = ("wagevalues", "add", "--client", "Arent", "--measured-on", "1-6-2026", "--user", CONSULTANT)
    told = nuo(*words, "--percentage", "62,5").out
    assert told == "Recorded for CA00001: a wage value of 62.5 %, measured on 1 Jun 2026, to be measured again on 1 Jun 2027.\n"
    added = nuo(*words, "--percentage", "65", "--by", "Meetbureau", "--valid-until", "1-1-2028", "--json").json
    assert (added["client"], added["percentage"], added["valid_until"]) == ("CA00001", 65, "2028-01-01")
    listed = nuo("wagevalues", "list", "--client", "CA00001", "--json", "--user", CONSULTANT).json
    assert (listed["total"], [row["percentage"] for row in listed["rows"]]) == (2, [65, 62.5])
    assert "1 of 2 shown." in nuo("wagevalues", "list", "--limit", "1", "--user", CONSULTANT).out
    future = nuo(*words[:4], "--measured-on", "1-6-2090", "--percentage", "60", "--user", CONSULTANT)
    assert (future.code, "still to come" in future.err) == (2, True)


def test_settings_are_listed_and_set_by_an_administrator(nuo: Nuo, store_path: Path) -> None:
    rows = nuo("settings", "list", "--json", "--user", CONSULTANT).json["rows"]
    assert {row["key"]: row["value"] for row in rows if row["in_force"]}["subsidy-cap"] == 70
    words = ("settings", "set", "subsidy-cap", "71", "--from", "1-1-2099", "--source", "Staatscourant")
    refused = nuo(*words, "--user", CONSULTANT)
    assert (refused.code, "Ask an administrator." in refused.err) == (1, True)
    assert nuo(*words, "--user", ADMINISTRATOR).out == "subsidy-cap is 71 % from 1 Jan 2099.\n"
    again = nuo(*words[:3], "72", *words[4:], "--user", ADMINISTRATOR, "--json").json
    assert (again["corrected"], again["value"], again["in_force"]) == (71, 72, False)
    listed = nuo("settings", "list", "subsidy-cap", "--json", "--user", CONSULTANT).json["rows"]
    assert [row["value"] for row in listed] == [72, 70]
    assert "to confirm · Participatiewet art. 10d" in nuo("settings", "list", "--user", CONSULTANT).out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("subsidy-kap", "70", "--from", "1-1-2027"), "There is no setting 'subsidy-kap'."),
        (("subsidy-cap", "veel", "--from", "1-1-2027"), "'veel' is not a percentage"),
        (("subsidy-cap", "70", "--from", "morgen"), "'morgen' is not a date"),
    ],
)
def test_a_setting_that_can_not_be_is_wrong_use(nuo: Nuo, store_path: Path, words: tuple[str, ...], says: str) -> None:
    done = nuo("settings", "set", *words, "--source", "x", "--user", ADMINISTRATOR)
    assert done.code == 2
    assert says in done.err


def test_placing_needs_a_wage_value_and_fills_in_the_rate(nuo: Nuo, store_path: Path) -> None:
    consent = ("--client", "CA00001", "--employer", "DA00001", "--form", "individual-secondment", "--from", "2027-02-01")
    asked = nuo("coordinate", "request", *consent, "--json", "--user", CONSULTANT).json["number"]
    nuo("coordinate", "approve", asked, "--user", "M. Dijkhuis", "--valid-until", "2027-03-01")
    place = ("place", *FALLBACK, *consent, "--json", "--user", CONSULTANT)
    blocked = nuo(*place)
    assert (blocked.code, blocked.json["rate"]) == (1, None)
    assert [f["rule"] for f in blocked.json["findings"] if f["outcome"] == "block"] == ["C6"]
    nuo("wagevalues", "add", "--client", "CA00001", "--percentage", "60", "--measured-on", "1-6-2026", "--user", CONSULTANT)
    differs = nuo(*place, "--rate", "11,50", "--because", "C7=job coach")
    assert [f["rule"] for f in differs.json["findings"] if f["outcome"] == "block"] == ["C7", "A1"]
    told = nuo("place", *FALLBACK, *consent, "--dry-run", "--user", CONSULTANT).out
    assert "No rate was given: € 11.11 an hour follows from the wage value." in told
    placed = nuo(*place).json
    assert (placed["state"], placed["rate"], placed["rate_filled"]) == ("active", 11.11, True)
