"""A second import: what it changes, what it leaves alone because somebody changed it here, and what it adds."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from db.clients import change_indication, update_client
from db.store import Store
from db.undo import undo_import
from db.users import add_user
from models.actor import Actor
from models.errors import BadInput
from models.indication import IndicationInput
from models.kinds import Role
from tests.db.conftest import MakeRecord
from tests.db.csv_files import CLIENT, EMPLOYER, PLACEMENT, Office, counts, rules


@pytest.fixture
def office(store: Store, admin: Actor, tmp_path: Path) -> Office:
    return Office(store, admin, tmp_path)


def change_client(office: Office, **values: object) -> None:
    """Change the one client in the product."""
    key, version = office.one("SELECT id, version FROM client")
    update_client(office.store, office.actor, key, version, values)


def test_other_values_update_and_the_rest_stays(office: Office) -> None:
    office.bring("clients", {**CLIENT, "Telefoon": "1", "Opmerking": "blijft"})
    report = office.bring("clients", {**CLIENT, "Telefoon": "2", "Opmerking": ""})
    assert counts(report) == (1, 0, 1, 0, 0)
    assert office.one("SELECT phone, remarks, version FROM client") == ("2", "blijft", 2)


def test_the_list_and_the_search_follow_an_update(office: Office) -> None:
    office.bring("clients", CLIENT)
    office.bring("clients", {**CLIENT, "Achternaam": "Zwart"})
    assert office.one("SELECT sort_name FROM client") == ("zwart",)
    assert office.one("SELECT title FROM search_entry WHERE subject = 'client'") == ("Zwart",)


def test_what_was_changed_here_stays_and_is_told(office: Office) -> None:
    office.bring("clients", {**CLIENT, "Telefoon": "1", "Roepnaam": "Jo"})
    change_client(office, phone="hier")
    report = office.bring("clients", {**CLIENT, "Telefoon": "2", "Roepnaam": "Joris"})
    assert counts(report) == (1, 0, 1, 0, 0)
    assert office.one("SELECT phone, call_name FROM client") == ("hier", "Joris")
    (finding,) = report.findings
    assert (finding.rule, finding.records) == ("import-older", ["C00001"])
    assert "phone" in str(finding.sentence)


def test_a_row_of_which_everything_is_held_back_is_unchanged(office: Office) -> None:
    office.bring("clients", {**CLIENT, "Telefoon": "1"})
    change_client(office, phone="hier")
    report = office.bring("clients", {**CLIENT, "Telefoon": "1"})
    assert counts(report) == (1, 0, 0, 1, 0)
    assert report.number is None
    assert rules(report) == ["import-older"]


def test_what_was_emptied_here_stays_empty(office: Office) -> None:
    office.bring("clients", {**CLIENT, "Telefoon": "1"})
    change_client(office, phone=None)
    assert rules(office.bring("clients", {**CLIENT, "Telefoon": "1"})) == ["import-older"]
    assert office.one("SELECT phone FROM client") == (None,)


def test_overwrite_lets_the_file_win_and_from_then_on_it_is_the_files(office: Office) -> None:
    office.bring("clients", {**CLIENT, "Telefoon": "1"})
    change_client(office, phone="hier")
    assert counts(office.bring("clients", {**CLIENT, "Telefoon": "1"}, overwrite=True)) == (1, 0, 1, 0, 0)
    assert counts(office.bring("clients", {**CLIENT, "Telefoon": "2"})) == (1, 0, 1, 0, 0)
    assert office.one("SELECT phone FROM client") == ("2",)


def test_an_undone_import_counts_as_never_done(office: Office) -> None:
    office.bring("clients", {**CLIENT, "Telefoon": "1"})
    change_client(office, phone="hier")
    forced = office.bring("clients", {**CLIENT, "Telefoon": "2"}, overwrite=True)
    assert forced.number
    undo_import(office.store, office.actor, forced.number)
    assert rules(office.bring("clients", {**CLIENT, "Telefoon": "3"})) == ["import-older"]
    assert office.one("SELECT phone FROM client") == ("hier",)


def test_an_empty_field_of_a_record_made_here_can_be_filled_and_a_filled_one_can_not(
    office: Office, make_client: MakeRecord
) -> None:
    number = make_client("Wierden", surname="Baan").number
    row = {**CLIENT, "Cliëntnr": number, "Achternaam": "Anders", "Doelgroep": "Pw", "Telefoon": "06"}
    report = office.bring("clients", row)
    assert counts(report) == (1, 0, 1, 0, 0)
    assert office.one("SELECT surname, phone FROM client") == ("Baan", "06")
    assert rules(report) == ["import-older"]


def test_a_new_date_adds_an_indication_and_a_known_one_none(office: Office) -> None:
    for until, outcome in (
        ("1-1-2027", "created"),
        ("1-1-2030", "updated"),
        ("1-1-2027", "unchanged"),
        ("1-1-2030", "unchanged"),
    ):
        report = office.bring("clients", {**CLIENT, "Indicatie t/m": until})
        assert getattr(report, outcome) == 1
    assert office.column("SELECT valid_until FROM indication ORDER BY id") == ["2027-01-01", "2030-01-01"]


def test_an_end_date_that_was_corrected_here_does_not_come_back(office: Office) -> None:
    office.bring("clients", {**CLIENT, "Indicatie t/m": "1-1-2027"})
    key, version = office.one("SELECT id, version FROM indication")
    change_indication(office.store, office.actor, key, version, IndicationInput(kind="wsw", valid_until="1-6-2027"))
    report = office.bring("clients", {**CLIENT, "Indicatie t/m": "1-1-2027"})
    assert counts(report) == (1, 0, 0, 1, 0)
    assert rules(report) == ["import-older"]
    assert office.column("SELECT valid_until FROM indication") == ["2027-06-01"]


def test_a_new_measurement_adds_a_wage_value(office: Office) -> None:
    for percentage, day, outcome in (
        ("60", "1-1-2024", "created"),
        ("60", "1-1-2025", "updated"),
        ("60,0", "1-1-2024", "unchanged"),
    ):
        report = office.bring("clients", {**CLIENT, "Loonwaarde %": percentage, "Gemeten op": day})
        assert getattr(report, outcome) == 1
    assert office.column("SELECT measured_on FROM wage_value ORDER BY id") == ["2024-01-01", "2025-01-01"]


def test_a_percentage_that_was_mended_is_no_new_measurement(office: Office) -> None:
    for percentage in ("60", "65"):
        report = office.bring("clients", {**CLIENT, "Loonwaarde %": percentage, "Gemeten op": "1-1-2024"})
    assert counts(report) == (1, 0, 1, 0, 0)
    assert office.column("SELECT percentage FROM wage_value") == ["65"]


def test_another_formal_employer_takes_its_administrator_along(office: Office) -> None:
    office.bring("clients", {**CLIENT, "Formele werkgever": "Gemeente Almelo"})
    office.bring("clients", {**CLIENT, "Formele werkgever": "Gemeente Hellendoorn"})
    assert office.one("SELECT hr_administrator FROM client") == ("larcom",)
    change_client(office, formal_employer_id=None, formal_employer_text="Elders", hr_administrator=None)
    report = office.bring("clients", {**CLIENT, "Formele werkgever": "Gemeente Almelo"})
    assert counts(report) == (1, 0, 0, 1, 0)
    assert office.one("SELECT formal_employer_text, formal_employer_id, hr_administrator FROM client") == ("Elders", None, None)


def test_what_follows_from_another_value_leaves_alone_what_was_changed_here(office: Office) -> None:
    office.bring("clients", {**CLIENT, "Formele werkgever": "Gemeente Almelo"})
    change_client(office, hr_administrator="larcom")
    report = office.bring("clients", {**CLIENT, "Formele werkgever": "Gemeente Wierden"})
    assert (counts(report), rules(report)) == ((1, 0, 1, 0, 0), ["import-older"])
    query = "SELECT m.name, c.hr_administrator FROM client c JOIN municipality m ON m.id = c.formal_employer_id"
    assert office.one(query) == ("Wierden", "larcom")


def test_another_account_holder_follows_the_first(office: Office) -> None:
    office.bring("employers", {**EMPLOYER, "Accounthouder": "A", "Relatie sinds": "1-1-2020"})
    assert counts(office.bring("employers", {**EMPLOYER, "Accounthouder": "B"})) == (1, 0, 1, 0, 0)
    assert counts(office.bring("employers", {**EMPLOYER, "Accounthouder": "B"})) == (1, 0, 0, 1, 0)
    query = "SELECT u.name, h.from_date, h.until_date FROM account_holding h JOIN user u ON u.id = h.user_id ORDER BY h.id"
    with office.store.read() as reader:
        held = reader.rows(query)
    assert held == [("A", "2020-01-01", "2026-11-24"), ("B", "2026-11-24", None)]


def test_a_prospect_becomes_a_relation(office: Office) -> None:
    office.bring("employers", EMPLOYER)
    assert counts(office.bring("employers", {**EMPLOYER, "Relatie sinds": "1-1-2020"})) == (1, 0, 1, 0, 0)
    assert office.one("SELECT state, relation_since FROM employer") == ("relation", "2020-01-01")


def test_a_new_contact_person_is_added_and_a_known_one_is_known(office: Office) -> None:
    for name, outcome in (("Max", "created"), ("Fien", "updated"), ("Max", "unchanged")):
        assert getattr(office.bring("employers", {**EMPLOYER, "Contactpersoon": name}), outcome) == 1
    assert office.column("SELECT name FROM contact_person ORDER BY id") == ["Max", "Fien"]


def test_the_municipality_follows_a_new_place(office: Office) -> None:
    office.bring("employers", {**EMPLOYER, "Plaats": "Almelo"})
    office.bring("employers", {**EMPLOYER, "Plaats": "Nijverdal"})
    assert office.one("SELECT m.name FROM employer e JOIN municipality m ON m.id = e.municipality_id") == ("Hellendoorn",)


def test_a_longer_placement_goes_on_and_a_past_end_ends_it(office: Office) -> None:
    office.bring("employers", EMPLOYER)
    office.bring("clients", CLIENT)
    for until, state, ended_on in (
        ("31-12-2026", "active", None),
        ("31-10-2026", "ended", "2026-10-31"),
        ("31-12-2027", "active", None),
    ):
        office.bring("placements", {**PLACEMENT, "T/m": until})
        assert office.one("SELECT state, ended_on FROM placement") == (state, ended_on)


def test_an_account_holder_whose_holding_still_has_to_begin_is_followed_up_once(office: Office) -> None:
    held = {**EMPLOYER, "Relatie sinds": "1-1-2027", "Accounthouder": "A"}
    office.bring("employers", held)
    assert counts(office.bring("employers", held)) == (1, 0, 0, 1, 0)
    other = {**held, "Accounthouder": "B"}
    assert counts(office.bring("employers", other)) == (1, 0, 1, 0, 0)
    again = office.bring("employers", other)
    assert (again.number, counts(again)) == (None, (1, 0, 0, 1, 0))
    held_by = "SELECT u.name || ' ' || h.from_date || ' ' || coalesce(h.until_date, '') FROM account_holding h "
    assert office.column(f"{held_by} JOIN user u ON u.id = h.user_id ORDER BY h.id") == [
        "A 2027-01-01 2027-01-01",
        "B 2027-01-01 ",
    ]


INDICATIONS = "SELECT valid_until, category, advice_supported FROM indication ORDER BY valid_until"


@pytest.mark.parametrize(
    ("dates", "expected", "told"),
    [
        ((), [(None, "matig", 1)], []),
        (("15-08-2030",), [("2030-08-15", "matig", 1)], []),
        (("15-08-2025", "15-08-2030"), [("2025-08-15", None, None), ("2030-08-15", None, None)], ["indication-unclear"]),
    ],
)
def test_a_category_or_advice_without_dates_is_never_dropped_in_silence(
    office: Office, dates: tuple[str, ...], expected: list[tuple[str | None, str | None, int | None]], told: list[str]
) -> None:
    office.bring("clients", CLIENT)
    for day in dates:
        office.bring("clients", {**CLIENT, "Indicatie t/m": day})
    row = {**CLIENT, "Indicatiecategorie": "matig", "Advies begeleid werken": "ja"}
    assert rules(office.bring("clients", row)) == told
    with office.store.read() as reader:
        assert reader.rows(INDICATIONS) == expected
    again = office.bring("clients", row)
    assert (again.number, rules(again)) == (None, told)


def test_what_stands_in_one_of_several_indications_already_is_not_told(office: Office) -> None:
    office.bring("clients", {**CLIENT, "Indicatie t/m": "15-08-2025"})
    office.bring("clients", {**CLIENT, "Indicatie t/m": "15-08-2030", "Indicatiecategorie": "ernstig"})
    assert rules(office.bring("clients", {**CLIENT, "Indicatiecategorie": "ernstig"})) == []


def test_a_category_that_was_changed_here_stays(office: Office) -> None:
    office.bring("clients", {**CLIENT, "Indicatiecategorie": "matig"})
    key, version = office.one("SELECT id, version FROM indication")
    change_indication(office.store, office.actor, key, version, IndicationInput(kind="wsw", category="ernstig"))
    assert rules(office.bring("clients", {**CLIENT, "Indicatiecategorie": "matig"})) == ["import-older"]
    assert office.column("SELECT category FROM indication") == ["ernstig"]


def test_a_measurement_without_its_value_is_told(office: Office) -> None:
    report = office.bring("clients", {**CLIENT, "Gemeten op": "1-2-2025"})
    assert (counts(report), rules(report)) == ((1, 1, 0, 0, 0), ["measured-without-value"])
    assert report.findings[0].records == ["C00001"]
    assert office.column("SELECT count(*) FROM wage_value") == [0]


# -- who may what ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("roles", [(Role.TEAM_LEAD,), (Role.ADMINISTRATOR,)], ids=["team lead", "administrator"])
def test_an_import_gives_nobody_a_mandate(office: Office, roles: tuple[Role, ...]) -> None:
    """Account holders are assigned and prospects made relations by an account manager or an administrator (DESIGN §3)."""
    office.bring("employers", {**EMPLOYER, "Accounthouder": "M. Dijkhuis"}, {**EMPLOYER, "Debiteurnr": "D2", "Naam": "Prospect"})
    add_user(office.store, office.actor, "T. Leider", roles)
    lead = Office(office.store, office.store.actor("T. Leider"), office.folder)
    rows = (
        {**EMPLOYER, "Accounthouder": "T. Leider"},
        {**EMPLOYER, "Debiteurnr": "D2", "Naam": "P", "Accounthouder": "T. Leider"},
    )
    report = lead.bring("employers", *rows, overwrite=True)
    told = [(finding.rule, finding.records[0]) for finding in report.findings]
    running = "SELECT u.name FROM account_holding h JOIN user u ON u.id = h.user_id WHERE h.until_date IS NULL ORDER BY 1"
    holders = office.column(running)
    if roles == (Role.TEAM_LEAD,):
        assert told == [("mandate", "D10001"), ("mandate", "D2"), ("mandate", "D2")]
        assert holders == ["M. Dijkhuis"]
        assert office.one("SELECT state, name FROM employer WHERE number = 'D2'") == ("prospect", "P")
    else:
        assert told == []
        assert holders == ["T. Leider", "T. Leider"]


def test_a_provisional_placement_of_another_system_is_a_proposal_here(office: Office) -> None:
    office.bring("clients", CLIENT)
    office.bring("employers", EMPLOYER)
    office.bring("placements", {**PLACEMENT, "Status": "Voorlopig"})
    assert office.one("SELECT state, taken_over FROM placement") == ("proposed", 0)


def test_rejects_that_do_not_fit_keep_the_import_out(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """A good row in the store and a bad one in the file, or neither."""
    monkeypatch.setattr(os, "fsync", lambda _handle: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(BadInput, match="No space left"):
        office.bring("clients", CLIENT, {**CLIENT, "Cliëntnr": "C00002", "Gemeente": "Nergens"})
    assert office.one("SELECT count(*) FROM client") == (0,)
