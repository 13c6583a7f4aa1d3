"""Findings: what may be the same, what overlaps; against what was there already too, and never more than can be read."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.imports import ImportFinding, ImportReport
from db.imports.findings import Period, overbooked
from db.store import Store
from models.actor import Actor
from tests.db.csv_files import CLIENT, EMPLOYER, PLACEMENT, Office, Row, counts, rules

BSN = "999919386"


@pytest.fixture
def office(store: Store, admin: Actor, tmp_path: Path) -> Office:
    return Office(store, admin, tmp_path)


def found(report: ImportReport, rule: str) -> list[ImportFinding]:
    return [finding for finding in report.findings if finding.rule == rule]


def test_two_people_with_one_bsn_both_come_in_and_are_told(office: Office) -> None:
    office.bring("clients", {**CLIENT, "BSN": BSN})
    report = office.bring("clients", {**CLIENT, "Cliëntnr": "C2", "Achternaam": "Baan", "BSN": BSN})
    assert counts(report) == (1, 1, 0, 0, 0)
    (finding,) = found(report, "same-bsn")
    assert finding.records == ["C00001", "C2"]
    assert BSN not in f"{finding.sentence!r} {finding.remedy!r}"


def test_the_same_name_and_birth_date_are_told(office: Office) -> None:
    person = {**CLIENT, "Roepnaam": "Daniël", "Geb.datum": "1-1-1980"}
    others = [
        {**person, "Cliëntnr": "C2", "Achternaam": "ARENT", "Roepnaam": "Daniel"},
        {**person, "Cliëntnr": "C3", "Geb.datum": "2-1-1980"},
        {**person, "Cliëntnr": "C4", "Geb.datum": "0000-00-00"},
        {**person, "Cliëntnr": "C5", "Geb.datum": ""},
        {**person, "Cliëntnr": "C6", "Roepnaam": "Anders"},
    ]
    assert [finding.records for finding in found(office.bring("clients", person, *others), "alike")] == [["C00001", "C2"]]


NAMESAKES: list[tuple[Row, Row, bool]] = [
    ({"Roepnaam": "Daniël", "Voorletters": "D.J."}, {"Voorletters": "D."}, True),
    ({"Roepnaam": "Hans", "Voorletters": "J."}, {"Voorletters": "J.A."}, True),
    ({"Roepnaam": "Hans"}, {"Voorletters": "h"}, True),
    ({"Voorletters": "D."}, {"Voorletters": "D.J."}, True),
    ({}, {}, True),
    ({"Roepnaam": "Daniël"}, {"Roepnaam": "Dirk"}, False),
    ({"Roepnaam": "Daniël"}, {"Voorletters": "J."}, False),
    ({"Roepnaam": "Daniël"}, {}, False),
    ({"Roepnaam": "Daniël"}, {"Voorletters": "D.", "Geb.datum": "2-1-1980"}, False),
    ({"Roepnaam": "Daniël"}, {"Voorletters": "D.", "Voorvoegsel": "van"}, False),
]


@pytest.mark.parametrize(("one", "other", "told"), NAMESAKES)
def test_who_is_called_what_is_compared_by_what_is_known(office: Office, one: Row, other: Row, *, told: bool) -> None:
    born = {**CLIENT, "Geb.datum": "1-1-1980"}
    office.bring("clients", {**born, **one})
    report = office.bring("clients", {**born, "Cliëntnr": "C2", **other})
    assert [finding.records for finding in found(report, "alike")] == ([["C00001", "C2"]] if told else [])


HOME: Row = {"Postcode": "7607 AB", "Huisnr": "12a"}
NOT_BORN: list[tuple[Row, Row, bool]] = [
    (HOME, HOME, True),
    ({**HOME, "Geb.datum": "1-1-1980"}, {"Postcode": "7607ab", "Huisnr": "12A", "Geb.datum": "0000-00-00"}, True),
    ({"Telefoon": "0546-123456"}, {"Telefoon": "+31 546 123456"}, True),
    ({**HOME, "Telefoon": "0546-123456"}, {**HOME, "Telefoon": "0546-123456"}, True),
    ({"Straat": "Laan", "Plaats": "Almelo"}, {"Straat": "laan", "Plaats": "ALMELO"}, True),
    (HOME, {**HOME, "Huisnr": "14"}, False),
    ({**HOME, "Geb.datum": "1-1-1980"}, {**HOME, "Geb.datum": "2-1-1980"}, False),
    (HOME, {**HOME, "Roepnaam": "Daan"}, False),
    ({}, {}, False),
    ({"Telefoon": "1"}, {"Telefoon": "1"}, False),
]


@pytest.mark.parametrize(("one", "other", "told"), NOT_BORN)
def test_without_a_birth_date_the_address_or_the_phone_tells(office: Office, one: Row, other: Row, *, told: bool) -> None:
    person = {**CLIENT, "Roepnaam": "Jo"}
    office.bring("clients", {**person, **one})
    report = office.bring("clients", {**person, "Cliëntnr": "C2", **other})
    assert [finding.records for finding in found(report, "alike")] == ([["C00001", "C2"]] if told else [])


def test_nothing_is_told_of_records_that_the_file_does_not_speak_of(office: Office) -> None:
    office.bring("clients", {**CLIENT, "BSN": BSN}, {**CLIENT, "Cliëntnr": "C2", "BSN": BSN})
    assert rules(office.bring("clients", {**CLIENT, "Cliëntnr": "C3", "Achternaam": "Baan"})) == []
    assert rules(office.bring("clients", {**CLIENT, "BSN": BSN})) == ["same-bsn"]


TWINS = [
    ({"Vestigingsnr": "000022633920"}, {"Vestigingsnr": "000022633920", "Naam": "Anders"}, "warn"),
    ({"KvK-nr": "11215279"}, {"KvK-nr": "11215279", "Naam": "Anders"}, "warn"),
    ({"Plaats": "Almelo"}, {"Naam": "HOEKSTRA LOGISTIEK v.o.f.", "Plaats": "almelo"}, "warn"),
    ({"Plaats": "Almelo"}, {"Plaats": "Wierden"}, None),
    ({"Telefoon": "0546-123456"}, {"Naam": "Anders", "Telefoon": "(0546) 123456"}, None),
    (
        {"KvK-nr": "11215279", "Telefoon": "0546-123456", "Accounthouder": "A"},
        {"KvK-nr": "11215279", "Telefoon": "0546 123456", "Accounthouder": "B"},
        "block",
    ),
    ({"KvK-nr": "11215279", "Accounthouder": "A"}, {"KvK-nr": "11215279", "Accounthouder": "B"}, "warn"),
]


@pytest.mark.parametrize(("one", "other", "outcome"), TWINS)
def test_employers_that_are_probably_one_are_told_as_the_rule_does(
    office: Office, one: Row, other: Row, outcome: str | None
) -> None:
    office.bring("employers", {**EMPLOYER, **one})
    report = office.bring("employers", {**EMPLOYER, "Debiteurnr": "D2", **other})
    assert counts(report) == (1, 1, 0, 0, 0)
    told = found(report, "E6")
    assert [finding.outcome for finding in told] == ([] if outcome is None else [outcome])
    assert all(finding.records == ["D10001", "D2"] for finding in told)


def test_a_pair_that_shares_several_things_is_told_once(office: Office) -> None:
    same = {**EMPLOYER, "KvK-nr": "11215279", "Vestigingsnr": "000022633920", "Plaats": "Almelo"}
    assert len(found(office.bring("employers", same, {**same, "Debiteurnr": "D2"}), "E6")) == 1


def test_a_chain_of_branches_is_one_finding(office: Office) -> None:
    branches = [{**EMPLOYER, "Debiteurnr": f"D{n}", "Naam": f"Filiaal {n}", "KvK-nr": "11215279"} for n in range(40)]
    assert len(found(office.bring("employers", *branches), "E6")) == 1


def test_a_client_in_two_places_beyond_the_contract_is_told(office: Office) -> None:
    office.bring("employers", EMPLOYER, {**EMPLOYER, "Debiteurnr": "D2"})
    office.bring("clients", {**CLIENT, "Uren p/w": "36"}, {**CLIENT, "Cliëntnr": "C2", "Uren p/w": "36"})
    office.bring(
        "placements", {**PLACEMENT, "Uren p/w": "20"}, {**PLACEMENT, "Cliëntnr": "C2", "Uren p/w": "20", "T/m": "1-5-2024"}
    )
    later = {**PLACEMENT, "Debiteurnr": "D2", "Van": "01-06-2024", "Uren p/w": "20"}
    report = office.bring("placements", later, {**later, "Cliëntnr": "C2"})
    (finding,) = found(report, "C1")
    assert (finding.outcome, finding.records) == ("block", ["C00001"])


DAY = date(2024, 3, 1)
CASES = [
    ([], "36", None),
    ([(0, None, "40")], "36", None),
    ([(0, 10, "20"), (10, None, "20")], "36", (10, "40")),
    ([(0, 9, "20"), (10, None, "20")], "36", None),
    ([(0, None, "18"), (10, None, "18")], "36", None),
    ([(0, None, None), (10, None, "1")], "36", (10, "37")),
    ([(0, None, "1"), (10, None, "1")], None, (10, "2")),
    ([(0, None, "20"), (5, 8, "10"), (20, None, "20")], "36", (20, "40")),
    ([(10, 5, "40"), (0, None, "20")], "36", None),
]


@pytest.mark.parametrize(("periods", "contract", "expected"), CASES)
def test_the_first_day_that_asks_too_much(
    periods: list[tuple[int, int | None, str | None]], contract: str | None, expected: tuple[int, str] | None
) -> None:
    answer = overbooked([_period(*period) for period in periods], None if contract is None else Decimal(contract))
    assert answer == (None if expected is None else (DAY + timedelta(days=expected[0]), Decimal(expected[1])))


def _period(start: int, until: int | None, hours: str | None) -> Period:
    end = None if until is None else DAY + timedelta(days=until)
    return Period(DAY + timedelta(days=start), end, None if hours is None else Decimal(hours))


@given(
    st.lists(st.tuples(st.integers(0, 30), st.none() | st.integers(0, 30), st.none() | st.integers(1, 40)), max_size=6),
    st.none() | st.integers(1, 60),
)
def test_it_finds_what_looking_at_every_day_finds(
    periods: list[tuple[int, int | None, int | None]], contract: int | None
) -> None:
    known = [_period(start, until, None if hours is None else str(hours)) for start, until, hours in periods]
    limit = None if contract is None else Decimal(contract)
    expected = None
    for day in (DAY + timedelta(days=n) for n in range(62)):
        running = [p for p in known if p.start <= day and (p.until is None or day <= p.until)]
        hours = sum((limit or Decimal(0)) if p.hours is None else p.hours for p in running)
        if expected is None and len(running) > 1 and (limit is None or hours > limit):
            expected = (day, hours)
    assert overbooked(known, limit) == expected


def test_all_findings_are_handed_back_with_all_their_records(office: Office) -> None:
    people = [{**CLIENT, "Cliëntnr": f"C{n}", "Achternaam": f"N{n // 2}", "Geb.datum": "1-1-1980"} for n in range(1400)]
    assert len(found(office.bring("clients", *people), "alike")) == 700
    same = [{**CLIENT, "Cliëntnr": f"X{n}", "BSN": BSN} for n in range(30)]
    (finding,) = found(office.bring("clients", *same), "same-bsn")
    assert finding.records == sorted(person["Cliëntnr"] for person in same)
    assert len(str(finding.sentence)) < 200


CHAIN = [{**EMPLOYER, "Debiteurnr": f"D{n}", "Naam": f"Filiaal {n}", "KvK-nr": "11215279"} for n in range(30)]


@pytest.mark.parametrize(
    "same",
    [{"Telefoon": "0546 123456"}, {"Website": "https://vegt.example"}, {"Telefoon": "0546 123456", "Website": "vegt.example"}],
)
def test_a_pair_of_a_chain_that_is_almost_certainly_one_is_told_on_its_own(office: Office, same: Row) -> None:
    one, other = {**CHAIN[3], **same, "Accounthouder": "A"}, {**CHAIN[7], **same, "Accounthouder": "B"}
    crowd, pair = found(office.bring("employers", one, other, *CHAIN[:3], *CHAIN[4:7], *CHAIN[8:]), "E6")
    assert (len(crowd.records), crowd.outcome) == (30, "warn")
    assert (pair.records, pair.outcome) == (["D3", "D7"], "block")


@pytest.mark.parametrize(
    ("same", "holders", "outcome"),
    [
        ({"Telefoon": "0546 123456"}, "A", "warn"),
        ({"Telefoon": "0546 123456"}, "AB", "block"),
        ({"Vestigingsnr": "000022633920"}, "AB", "block"),
        ({"Vestigingsnr": "000022633920"}, "", "warn"),
    ],
)
def test_a_chain_that_is_almost_certainly_one_is_one_finding_that_blocks_when_its_holders_differ(
    office: Office, same: Row, holders: str, outcome: str
) -> None:
    rows = [{**row, **same, "Accounthouder": holders[n % len(holders)] if holders else ""} for n, row in enumerate(CHAIN)]
    told = found(office.bring("employers", *rows), "E6")
    assert all(len(finding.records) == 30 for finding in told)
    assert sorted({finding.outcome for finding in told}) == sorted({outcome, "warn"})


@pytest.mark.parametrize(
    ("one", "other", "outcome"), [("A", "", "block"), ("", "A", "block"), ("", "", "warn"), ("A", "A", "warn")]
)
def test_it_blocks_when_the_rule_would_for_either(office: Office, one: str, other: str, outcome: str) -> None:
    same = {**EMPLOYER, "KvK-nr": "11215279", "Telefoon": "0546 123456"}
    report = office.bring("employers", {**same, "Accounthouder": one}, {**same, "Debiteurnr": "D2", "Accounthouder": other})
    assert [finding.outcome for finding in found(report, "E6")] == [outcome]
