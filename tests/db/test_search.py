"""The search index: what people type finds whom they mean, whatever they type."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.clients import update_client
from db.search import BROAD, find, find_anything
from db.store import Store
from models.actor import Actor
from models.client import Client
from models.kinds import Form, PlacementState
from models.municipality import municipality_id
from models.placement import Placement

ALMELO = municipality_id("0141")


@pytest.fixture
def caseload(store: Store, make_client: Any, make_employer: Any, make_location: Any) -> Store:
    """A few people, employers and a location with the names that search has to get right."""
    make_client(surname="Oude Lansink", call_name="Gerrit")
    make_client(surname="Lansink", prefix="oude", call_name="Anna")
    make_client(surname="Hofstede", call_name="Søren", postcode="7607 AB")
    make_client(surname="Arent", prefix="van der", call_name="Yinthe", given_names="Yinthe Maria", initials="Y.M.")
    make_client(surname="Łukasz-Groß", call_name="Işıl", bsn="999900018", street="Geheimestraat")
    make_employer(
        name="Bakkerij 't Hof B.V.", kvk="90000001", branch_number="900000000001", place="Vriezenveen", postcode="7671 CD"
    )
    make_employer(name="Jansen & Zn.", website="https://www.houtwereld.example/", group_name="Twentse Groep")
    make_location(name="Groen Wierden", place="Wierden")
    return store


def titles(store: Store, text: str, subject: str = "client") -> set[str]:
    with store.read() as reader:
        return {hit.title for hit in find(reader, text, subject)}


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("oude lan", {"Oude Lansink, Gerrit", "Lansink, Anna oude"}),
        ("lansink", {"Oude Lansink, Gerrit", "Lansink, Anna oude"}),
        ("anna oude lansink", {"Lansink, Anna oude"}),
        ("LANSINK gerrit", {"Oude Lansink, Gerrit"}),
        ("hofsté", {"Hofstede, Søren"}),
        ("HÖFST", {"Hofstede, Søren"}),
        ("soren", {"Hofstede, Søren"}),
        ("søren", {"Hofstede, Søren"}),
        ("lukasz", {"Łukasz-Groß, Işıl"}),
        ("łuk gros", {"Łukasz-Groß, Işıl"}),
        ("gross", {"Łukasz-Groß, Işıl"}),
        ("isil", {"Łukasz-Groß, Işıl"}),
        ("IŞIL", {"Łukasz-Groß, Işıl"}),
        ("yinthe arent", {"Arent, Yinthe van der"}),
        ("van der arent", {"Arent, Yinthe van der"}),
        ("arent, yinthe", {"Arent, Yinthe van der"}),
        ("maria", {"Arent, Yinthe van der"}),
        ("7607", {"Hofstede, Søren"}),
        ("7607 AB", {"Hofstede, Søren"}),
        ("7607ab", {"Hofstede, Søren"}),
        ("CA00003", {"Hofstede, Søren"}),
        ("ca00003", {"Hofstede, Søren"}),
        ("nobody", set()),
        ("lansink nobody", set()),
        ("sink", set()),
        ("999900018", set()),
        ("geheimestraat", set()),
    ],
)
def test_clients(caseload: Store, typed: str, found: set[str]) -> None:
    assert titles(caseload, typed) == found


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("bakkerij", {"Bakkerij 't Hof B.V."}),
        ("'t hof", {"Bakkerij 't Hof B.V."}),
        ("90000001", {"Bakkerij 't Hof B.V."}),
        ("9000", {"Bakkerij 't Hof B.V."}),
        ("900000000001", {"Bakkerij 't Hof B.V."}),
        ("vriezenveen bak", {"Bakkerij 't Hof B.V."}),
        ("7671CD", {"Bakkerij 't Hof B.V."}),
        ("DA00001", {"Bakkerij 't Hof B.V."}),
        ("houtwer", {"Jansen & Zn."}),
        ("twentse groep", {"Jansen & Zn."}),
        ("jansen & zn", {"Jansen & Zn."}),
        ("lansink", set()),
    ],
)
def test_employers(caseload: Store, typed: str, found: set[str]) -> None:
    assert titles(caseload, typed, "employer") == found


SYNTAX = [
    "",
    " ",
    "*",
    '"',
    '""',
    "'",
    "a*",
    "NEAR(",
    "NEAR(a b)",
    "AND",
    "oude AND",
    "OR NOT",
    "words:oude",
    "-oude",
    "oude + lan",
    "^oude",
]
SYNTAX += [
    "(",
    ")",
    "a OR b)",
    "{words}:a",
    "🦔",
    "oude 🦔 lan",
    "\x00",
    "a\x00b",
    "\x1b[31m",
    "‮",
    "[red]x[/]",
    "x [/",
    "%",
    "_",
    ";--",
    "\ud800",
]
SYNTAX += ["e" * 10_000, "e " * 10_000, "ﷺ", "ᦰ", "aᦰb", "é́́", "\n", "１２３", "²", "Ⅻ"]


@pytest.mark.parametrize("typed", SYNTAX)
def test_syntax_is_only_words(caseload: Store, typed: str) -> None:
    for subject in ("client", "employer", "location", "user"):
        titles(caseload, typed, subject)
    with caseload.read() as reader:
        find_anything(reader, typed)


BOTH = {"Oude Lansink, Gerrit", "Lansink, Anna oude"}


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ('"oude" lan*', BOTH),
        ("(oude) {lan}", BOTH),
        ("oude 🦔 lan", BOTH),
        ("^oude -lan", BOTH),
        ("oude AND lan", set()),
        ("oude NEAR( lan", set()),
    ],
)
def test_syntax_neither_widens_nor_narrows(caseload: Store, typed: str, found: set[str]) -> None:
    assert titles(caseload, typed) == found


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
@given(typed=st.text())
def test_no_text_makes_it_fail(caseload: Store, typed: str) -> None:
    with caseload.read() as reader:
        find(reader, typed, "client")
        find_anything(reader, typed)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(name=st.text(min_size=1, max_size=40).filter(lambda text: any(c.isalnum() for c in text)))
def test_every_name_with_a_letter_finds_itself(store: Store, admin: Actor, name: str) -> None:
    with store.write(admin, "test") as tx:
        key = tx.add(Client(number=tx.next_number("client"), surname=name, municipality_id=ALMELO, target_group="wsw")).id
    with store.read() as reader:
        assert key in {hit.record for hit in find(reader, name, "client", 10_000)}


def test_changed_and_removed_records(caseload: Store, admin: Actor) -> None:
    with caseload.read() as reader:
        key = find(reader, "hofstede", "client")[0].record
    update_client(caseload, admin, key, 1, {"surname": "Terpstra", "postcode": "7651 ZZ"})
    assert titles(caseload, "hofstede") == titles(caseload, "7607AB") == set()
    assert titles(caseload, "terps") == titles(caseload, "7651zz") == {"Terpstra, Søren"}
    with caseload.write(admin, "import.undo") as tx:
        tx.remove(tx.get(Client, key))
    assert titles(caseload, "terps") == set()
    caseload.take().execute("INSERT INTO search_index (search_index) VALUES ('integrity-check')")


def test_find_anything_finds_every_subject_and_numbers(caseload: Store, admin: Actor) -> None:
    with caseload.write(admin, "test") as tx:
        client = tx.reader.value("SELECT id FROM client WHERE surname = 'Hofstede'")
        location = tx.reader.value("SELECT id FROM location")
        tx.add(
            Placement(
                number=tx.next_number("placement"),
                client_id=client,
                location_id=location,
                form=Form.SHELTERED,
                start=tx.today,
                state=PlacementState.ACTIVE,
            )
        )
    with caseload.read() as reader:
        assert [(h.subject, h.title) for h in find_anything(reader, "pa0")] == [("placement", "Hofstede, Søren")]
        assert {h.subject for h in find_anything(reader, "wierden")} == {"location"}
        assert [h.title for h in find_anything(reader, "lansink")] == ["Lansink, Anna oude", "Oude Lansink, Gerrit"]


def test_broad_searches_are_cut_short(store: Store, admin: Actor) -> None:
    from db.bulk import add_many
    from models.ids import new_id

    with store.write(admin, "import.clients") as tx:
        usual = {"municipality_id": ALMELO, "target_group": "wsw", "status": "active"}
        add_many(tx, Client, ({"id": new_id(), "number": f"C{n:05}", "surname": "Velen"} | usual for n in range(BROAD + 100)))
    with store.read() as reader:
        assert len(find(reader, "vel", "client")) == BROAD
        assert len(find_anything(reader, "v")) == 8
