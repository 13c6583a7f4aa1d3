"""Maps: columns that are taken apart, values that are fixed or translated, and a map to fill in."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.imports import FileMap, import_file, make_map, read_map
from db.store import Store
from models.actor import Actor
from models.errors import BadInput
from tests.db.csv_files import CLIENT, EMPLOYER, Office, counts, text_of, wrong


@pytest.fixture
def office(store: Store, admin: Actor, tmp_path: Path) -> Office:
    return Office(store, admin, tmp_path)


def the_map(office: Office, text: str) -> FileMap:
    path = office.folder / "map.toml"
    path.write_text(text, encoding="utf-8")
    return read_map(path)


OWN = """
"Code" = "number"
"Naam (achternaam, voorvoegsel)" = ["surname", "prefix"]
"Geboren d.d." = "birth_date"
"Sofinr." = "bsn"
"Adres" = ["street", "house_number"]
"Loonwrde" = "wage_value"
"Soort" = "target_group"
"Intern kenmerk" = ""

[fixed]
municipality = "Almelo"

[values.target_group]
"1" = "Wsw"
"2" = "Participatiewet"

[values.birth_date]
"onbekend" = ""
"""
OWN_ROWS = (
    "Code\tNaam (achternaam, voorvoegsel)\tGeboren d.d.\tSofinr.\tAdres\tLoonwrde\tSoort\tIntern kenmerk\n"
    "A1\tArent, van der\t1-6-1968\t0123.45.672\tDorpsstraat 12-a\t80%\t1\tx\n"
    "A2\tOude Lansink\tonbekend\t\tPlein 1940 3 bis\t62,5 %\t2\ty\n"
    "A3\tBaan, J.\t\t\t\t\t1\t\n"
)


def test_an_export_with_headings_of_its_own_comes_in_by_its_map(office: Office) -> None:
    """Name with prefix in one column, BSN with dots, 80%, tabs, UTF-16."""
    report = office.bring_text("clients", OWN_ROWS, "utf-16", mapping=the_map(office, OWN))
    assert (counts(report), wrong(report)) == ((3, 2, 0, 0, 1), [(4, "Naam (achternaam, voorvoegsel)")])
    assert report.rejects[0].value == "Baan, J."
    assert "initials" in str(report.rejects[0].reason)
    columns = "surname, prefix, birth_date, bsn, street, house_number, target_group"
    first = office.one(f"SELECT {columns} FROM client WHERE number = 'A1'")
    assert first == ("Arent", "van der", "1968-06-01", "012345672", "Dorpsstraat", "12-a", "wsw")
    second = office.one(f"SELECT {columns} FROM client WHERE number = 'A2'")
    assert second == ("Oude Lansink", None, None, None, "Plein 1940", "3 bis", "participatiewet")
    assert office.column("SELECT percentage FROM wage_value ORDER BY percentage") == ["62.5", "80"]


def test_its_rejects_are_offered_again_with_the_same_map(office: Office) -> None:
    mapping = the_map(office, OWN)
    report = office.bring_text("clients", OWN_ROWS, "utf-16", mapping=mapping)
    rejects = Path(report.rejects_file or "")
    rejects.write_text(rejects.read_text(encoding="utf-8-sig").replace("Baan, J.", "Baan"), encoding="utf-8-sig")
    assert counts(import_file(office.store, office.actor, rejects, "clients", mapping=mapping)) == (1, 1, 0, 0, 0)
    assert counts(office.bring_text("clients", OWN_ROWS.replace(", J.", ""), mapping=mapping)) == (3, 0, 0, 3, 0)


def test_a_wrong_part_is_told_with_the_heading_it_came_from(office: Office) -> None:
    mapping = the_map(office, '"Adres" = ["street", "house_number", "postcode", "place"]\n[fixed]\nconsultant = "I. Wolbert"\n')
    report = office.bring("clients", {**CLIENT, "Adres": "Laan 1, 1234 SS Almelo"}, mapping=mapping)
    assert wrong(report) == [(2, "Adres")]
    assert report.rejects[0].value == "Laan 1, 1234 SS Almelo"


def test_a_wrong_fixed_value_is_told_with_its_value(office: Office) -> None:
    row = {name: value for name, value in CLIENT.items() if name != "Gemeente"}
    report = office.bring("clients", row, mapping=the_map(office, '[fixed]\ngemeente = "Parijs"\n'))
    assert (wrong(report), report.rejects[0].value) == ([(2, "Gemeente")], "Parijs")


FAULTS = [
    ('"x" = "number"\n\n"Naam" = "haarkleur"\n', "Line 3 of the map"),
    ('"Naam" = ["surname", "schoenmaat"]\n', "Line 1 of the map"),
    ('\n"Naam" = ["surname", "bsn"]\n', "Line 2 of the map"),
    ('[fixed]\nhaarkleur = "rood"\n', "Line 2 of the map"),
    ('# ja\n[values.haarkleur]\n"1" = "rood"\n', "Line 2 of the map"),
    ('[fixed]\nmunicipality = ["Almelo"]\n', "Line 2 of the map"),
    ('[values]\nstatus = "x"\n', "Line 2 of the map"),
    ('"Naam" = ""\n"Gemeente" = "municipality"\n[fixed]\nmunicipality = "Almelo"\n', "municipality"),
    ('"Naam" = 3\n', "Naam"),
    ('"Naam" = []\n', "Naam"),
    ('"Naam" = \n', "line 1"),
]


@pytest.mark.parametrize(("text", "said"), FAULTS)
def test_a_fault_in_a_map_is_said_with_its_line(office: Office, text: str, said: str) -> None:
    with pytest.raises(BadInput) as refused:
        office.bring("clients", {**CLIENT, "Naam": "x"}, mapping=the_map(office, text))
    assert said in str(refused.value)
    assert refused.value.hint
    assert office.column("SELECT count(*) FROM client") == [0]


def test_one_field_from_two_columns_is_refused(office: Office) -> None:
    with pytest.raises(BadInput) as refused:
        office.bring("clients", {**CLIENT, "Naam": "x"}, mapping=the_map(office, '"Naam" = ["surname", "prefix"]'))
    assert "Achternaam" in str(refused.value)


def test_a_value_is_fixed_in_the_spelling_of_the_file(office: Office) -> None:
    """A number and a date need no quotes, and go where they are needed."""
    text = '[fixed]\nrelation_since = 2014-01-03\nstate = "relatie"\nphone = "074"\n'
    assert counts(office.bring("employers", EMPLOYER, mapping=the_map(office, text))) == (1, 1, 0, 0, 0)
    assert office.one("SELECT relation_since, state, phone FROM employer") == ("2014-01-03", "relation", "074")


def test_a_map_to_fill_in_has_what_is_known_and_asks_what_is_not(office: Office) -> None:
    path = office.folder / "own.csv"
    path.write_text(
        text_of([{"Cliëntnr": "C1", "Achternaam": "Arent", 'Geborte "datum"': "1-6-1968", "Gem.": "Almelo"}]), "utf-8"
    )
    to = office.folder / "own.toml"
    made = make_map(path, "clients", to)
    assert (made.known, made.unknown) == (3, ('Geborte "datum"',))
    assert read_map(to).columns == {"Cliëntnr": "number", "Achternaam": "surname", "Gem.": "municipality"}
    text = to.read_text(encoding="utf-8")
    assert '# "Geborte \\"datum\\"" = "birth_date"' in text
    assert '# target_group = ""' in text
    to.write_text(
        text.replace('# "Geb', '"Geb').replace("# [fixed]", "[fixed]").replace('# target_group = ""', 'target_group = "wsw"'),
        "utf-8",
    )
    assert counts(import_file(office.store, office.actor, path, "clients", mapping=read_map(to))) == (1, 1, 0, 0, 0)
    with pytest.raises(BadInput):
        make_map(path, "clients", to)


def test_titles_are_no_headings_even_when_nothing_is_known(office: Office) -> None:
    path = office.folder / "own.csv"
    path.write_text("Overzicht 2026;;;\n\nKode;Aanduiding;Kleur;Maat\n1;Vegt;rood;44\n", encoding="utf-8")
    made = make_map(path, "employers", office.folder / "own.toml")
    assert made.unknown == ("Kode", "Aanduiding", "Kleur", "Maat")
    mapping = FileMap(columns={"Kode": "number", "Aanduiding": "name", "Kleur": "", "Maat": ""})
    assert counts(import_file(office.store, office.actor, path, "employers", mapping=mapping)) == (1, 1, 0, 0, 0)


@pytest.mark.parametrize("what", ["clients", "employers", "placements"])
def test_a_map_of_our_own_export_asks_nothing(office: Office, what: str) -> None:
    from db.exports import export

    path = office.folder / "out.xlsx"
    export(office.store, office.actor, what, path)
    assert make_map(path, what, office.folder / "out.toml").unknown == ()
