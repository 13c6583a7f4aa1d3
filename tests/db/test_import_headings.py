"""Headings: known in Dutch and English however they are written, settled by a map, and never guessed at."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.imports import read_map
from db.imports.column import Column
from db.imports.columns import CLIENTS, COLUMNS, EMPLOYERS, PLACEMENTS
from db.imports.headings import heading_key, known_headings, match, nearest
from db.imports.rows import ClientRow, EmployerRow, PlacementRow
from db.store import Store
from models.actor import Actor
from models.errors import BadInput
from tests.db.csv_files import CLIENT, EMPLOYER, Office, counts

SPELLINGS = [
    (CLIENTS, "number", "Cliëntnr Clientnummer CLIËNTNR. client_nr Client-no. Client|number Cliënt|nr number nr"),
    (CLIENTS, "surname", "Achternaam ACHTERNAAM Surname Last|name Familienaam"),
    (CLIENTS, "prefix", "Voorvoegsel Tussenvoegsel Tussenvoegsels Prefix"),
    (CLIENTS, "call_name", "Roepnaam Voornaam First|name Call|name"),
    (CLIENTS, "birth_date", "Geb.datum Geboortedatum geb.|datum GEB-DATUM Birth|date Date|of|birth birth_date"),
    (CLIENTS, "bsn", "BSN bsn-nr BSN|nummer Burgerservicenummer b.s.n."),
    (CLIENTS, "house_number", "Huisnr Huisnummer Huis|nr. House|number House|no."),
    (CLIENTS, "municipality", "Gemeente Gem. Municipality municipality_id"),
    (CLIENTS, "phone", "Telefoon Tel. Tel.nr Telefoonnummer Phone|number"),
    (CLIENTS, "email", "E-mail Email E-mailadres e-mail|adres Email|address"),
    (CLIENTS, "indication_until", "Indicatie|t/m Indicatie|tot|en|met Indicatie|tot Indication|until indication_until"),
    (CLIENTS, "contract_hours", "Uren|p/w Uren|per|week Uren/week Contracturen Hours|per|week contract_hours"),
    (CLIENTS, "wage_value", "Loonwaarde|% Loonwaarde Loonwaardepercentage Loonwaarde|(%) Wage|value wage_value"),
    (CLIENTS, "measured_on", "Gemeten|op Meetdatum Measured|on"),
    (EMPLOYERS, "number", "Debiteurnr Debiteurnummer Werkgevernummer Werkgeversnr Employer|number"),
    (EMPLOYERS, "name", "Naam Bedrijfsnaam Werkgever Company|name"),
    (EMPLOYERS, "kvk", "KvK-nr KVK KvK|nummer kvk_nummer KvK.nr Kamer|van|Koophandel"),
    (EMPLOYERS, "branch_number", "Vestigingsnr Vestigingsnummer Branch|number"),
    (EMPLOYERS, "account_holder", "Accounthouder Account|holder Accountmanager"),
    (EMPLOYERS, "relation_since", "Relatie|sinds Relation|since"),
    (PLACEMENTS, "client", "Cliëntnr Clientnummer Client|number"),
    (PLACEMENTS, "employer", "Debiteurnr Werkgevernummer Employer|number"),
    (PLACEMENTS, "start", "Van Begindatum Startdatum Ingangsdatum From Start|date"),
    (PLACEMENTS, "until", "T/m Tot|en|met Einddatum End|date Until"),
    (PLACEMENTS, "hours", "Uren|p/w Uren|per|week Uren/wk Contracturen Hours|per|week Hours/week"),
    (PLACEMENTS, "rate", "Tarief|p/u Tarief|per|uur Uurtarief Hourly|rate Tarief/uur Rate/hour"),
    (CLIENTS, "number", "Cl.nr Cl|nr cl.nr."),
    (PLACEMENTS, "client", "Cl.nr Cl|nr"),
    (CLIENTS, "indication_from", "Ind.|van Begindatum|indicatie"),
    (CLIENTS, "indication_until", "Ind.|tot Ind.|t/m"),
    (CLIENTS, "contract_hours", "Uren|per|wk Aantal|uren"),
    (CLIENTS, "postcode", "Postc."),
    (CLIENTS, "place", "Woonpl."),
    (CLIENTS, "target_group", "Doelgr."),
    (CLIENTS, "house_number", "Huisnr.|+|toev."),
    (CLIENTS, "measured_on", "Gem.|op"),
    (CLIENTS, "municipality", "Gem."),
    (EMPLOYERS, "number", "Deb.nr Deb|nr"),
    (PLACEMENTS, "employer", "Deb.nr"),
    (EMPLOYERS, "branch_number", "Vestiging|nr Vest.nr"),
    (EMPLOYERS, "account_holder", "Acc.houder"),
    (EMPLOYERS, "house_number", "Huisnr.|+|toev."),
    (PLACEMENTS, "hours", "Uren|per|wk Aantal|uren"),
    (PLACEMENTS, "start", "Datum|begin Begindatum|plaatsing"),
    (PLACEMENTS, "until", "Einddatum|plaatsing"),
    (PLACEMENTS, "form", "Type|plaatsing Placement|type"),
]


@pytest.mark.parametrize(("columns", "name", "headings"), SPELLINGS, ids=[name for _, name, _ in SPELLINGS])
def test_a_heading_is_known_however_it_is_written(columns: tuple[Column, ...], name: str, headings: str) -> None:
    known = known_headings(columns)
    for heading in headings.replace("|", "\0").split():
        assert known[heading_key(heading.replace("\0", " "))].name == name, heading


@pytest.mark.parametrize(
    ("columns", "heading", "name"),
    [
        (CLIENTS, "Datum begin", "indication_from"),
        (CLIENTS, "Begin van de indicatie", "indication_from"),
        (CLIENTS, "Einde van de indicatie", "indication_until"),
        (CLIENTS, "Geborte datum", "birth_date"),
        (CLIENTS, "Loonw.", "wage_value"),
        (EMPLOYERS, "Datum begin relatie", "relation_since"),
        (EMPLOYERS, "Naam accounthouder", "account_holder"),
        (PLACEMENTS, "Datum begin plaatsing", "start"),
        (PLACEMENTS, "Aanvangsdatum", "start"),
        (PLACEMENTS, "Datum einde plaatsing", "until"),
    ],
)
def test_the_nearest_column_shares_whole_words(columns: tuple[Column, ...], heading: str, name: str) -> None:
    assert heading_key(heading) not in known_headings(columns)
    assert nearest(heading, columns).name == name


@pytest.mark.parametrize("what", COLUMNS)
def test_no_heading_names_two_columns(what: str) -> None:
    keys = [(heading_key(heading), column.name) for column in COLUMNS[what] for heading in column.headings]
    assert all(key for key, _ in keys)
    assert len({key for key, _ in keys}) == len(set(keys))


@pytest.mark.parametrize(("what", "model"), [("clients", ClientRow), ("employers", EmployerRow), ("placements", PlacementRow)])
def test_every_column_has_its_check(what: str, model: type[ClientRow | EmployerRow | PlacementRow]) -> None:
    assert {column.checked_by for column in COLUMNS[what] if not column.ignored} <= set(model.model_fields)


@pytest.fixture
def office(store: Store, admin: Actor, tmp_path: Path) -> Office:
    return Office(store, admin, tmp_path)


def test_english_headings_and_iso_dates_in_another_order(office: Office) -> None:
    text = (
        "target_group\tMunicipality\tDate of birth\tLast name\tHours per week\tClient number\tWage value\n"
        "Participatiewet\tAlmelo\t1995-02-00\tBaan\t36.5\tX 007\t62.5\n"
    )
    assert counts(office.bring_text("clients", text)) == (1, 1, 0, 0, 0)
    row = office.one("SELECT number, surname, birth_date, contract_hours, target_group FROM client")
    assert row == ("X 007", "Baan", "1995-02-00", "36.5", "participatiewet")


def test_an_unknown_heading_stops_the_file_and_is_shown_with_the_nearest_field(office: Office) -> None:
    with pytest.raises(BadInput) as refused:
        office.bring("clients", {**CLIENT, "Geborte datum": "01-02-1980", "Haarkleur": "bruin"})
    said = str(refused.value)
    assert "Geborte datum" in said
    assert "birth_date" in said
    assert "Haarkleur" in said
    assert "--map" in str(refused.value.hint)
    assert office.column("SELECT count(*) FROM client") == [0]


def test_a_map_settles_headings_and_leaves_columns_out(office: Office) -> None:
    path = office.folder / "map.toml"
    path.write_text('"Wanneer geboren" = "birth_date"\n[columns]\nHaarkleur = ""\n"Notitie 2" = "Opmerking"\n', encoding="utf-8")
    row = {**CLIENT, "Wanneer geboren": "1980", "Haarkleur": "bruin", "Notitie 2": "belt vaak"}
    assert counts(office.bring("clients", row, mapping=read_map(path))) == (1, 1, 0, 0, 0)
    assert office.one("SELECT birth_date, remarks FROM client") == ("1980-00-00", "belt vaak")


MAPS = [
    ({"wanneer geb": "birth_date"}, "Wanneer-geboren", "1980-00-00"),
    ({"Wanneer geboren": "birth_date", "Wanneer-geboren": ""}, "Wanneer geboren", "1980-00-00"),
    ({"Wanneer geboren": "birth_date", "WANNEER GEBOREN.": "birth_date"}, "wanneer_geboren", "1980-00-00"),
]


@pytest.mark.parametrize(("mapping", "heading", "born"), MAPS)
def test_a_map_names_a_heading_however_the_file_writes_it(
    office: Office, mapping: dict[str, str], heading: str, born: str
) -> None:
    assert counts(office.bring("clients", {**CLIENT, heading: "1980"}, mapping=mapping)) == (1, 1, 0, 0, 0)
    assert office.one("SELECT birth_date FROM client") == (born,)


def test_a_line_of_a_map_that_is_a_heading_to_the_letter_names_no_other(office: Office) -> None:
    row = {**CLIENT, "Loonwaarde %": "oud", "Loonwaarde": "60"}
    office.bring("clients", row, mapping={"Loonwaarde %": ""})
    assert office.column("SELECT percentage FROM wage_value") == ["60"]


def test_lines_of_a_map_that_contradict_each_other_name_nothing(office: Office) -> None:
    with pytest.raises(BadInput):
        office.bring("clients", {**CLIENT, "wie_weet": "x"}, mapping={"wie weet": "remarks", "wie-weet": ""})


def test_a_map_goes_before_what_a_heading_would_be(office: Office) -> None:
    row = {**CLIENT, "Voornaam": "Johannes Maria"}
    office.bring("clients", row, mapping={"voornaam": "given_names"})
    assert office.one("SELECT given_names, call_name FROM client") == ("Johannes Maria", None)


@pytest.mark.parametrize("text", ["not toml at all", '"x" = 3', "[columns]\nx = [1]", "[other]\nx = 'y'"])
def test_a_map_that_is_none_is_one_sentence(tmp_path: Path, text: str) -> None:
    path = tmp_path / "map.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput):
        read_map(path)


def test_a_missing_map_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        read_map(tmp_path / "none.toml")


def test_a_map_to_a_field_that_does_not_exist_is_refused(office: Office) -> None:
    with pytest.raises(BadInput) as refused:
        office.bring("clients", CLIENT, mapping={"Haarkleur": "hair"})
    assert "hair" in str(refused.value)


def test_two_headings_for_one_field_are_refused(office: Office) -> None:
    with pytest.raises(BadInput) as refused:
        office.bring("clients", {**CLIENT, "Telefoon": "1", "Tel. nr": "2"})
    assert "Tel. nr" in str(refused.value)
    assert counts(office.bring("clients", {**CLIENT, "Telefoon": "1", "Tel. nr": "2"}, mapping={"Tel. nr": ""}))[1] == 1


@pytest.mark.parametrize(
    ("columns", "headings", "missing"),
    [
        (CLIENTS, ["Cliëntnr", "Achternaam", "Gemeente"], "Doelgroep"),
        (EMPLOYERS, ["Naam", "Plaats"], "Debiteurnr"),
        (PLACEMENTS, ["Cliëntnr", "Vorm", "Van"], "Werklocatie"),
    ],
)
def test_a_needed_column_that_is_missing_is_named(columns: tuple[Column, ...], headings: list[str], missing: str) -> None:
    with pytest.raises(BadInput) as refused:
        match(headings, columns, {})
    assert missing in str(refused.value)


def test_the_names_that_our_export_adds_are_left_out_in_silence(office: Office) -> None:
    office.bring("employers", EMPLOYER)
    office.bring("clients", CLIENT)
    row = {
        "Cliëntnr": "C00001",
        "Naam cliënt": "?",
        "Debiteurnr": "D10001",
        "Naam werkgever": "?",
        "Vorm": "Groen",
        "Van": "1-1-2024",
    }
    assert counts(office.bring("placements", row)) == (1, 1, 0, 0, 0)
