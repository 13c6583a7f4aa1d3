"""Employers and clients that are probably one: all of them found, nobody else, and never asked twice."""

from __future__ import annotations

import json
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.creating import create_store
from db.duplicates.clients import AlikeClient, alike_clients
from db.duplicates.employers import CROWD, EmployerPair, alike_employers
from db.duplicates.pairs import say_different, take_back
from db.duplicates.queue import duplicates
from db.duplicates.typing import like_typed_client, like_typed_employer
from db.imports.running import import_file
from db.likeness import twin_facts
from db.merging.merging import merge
from db.store import Store
from models.actor import Actor
from models.employer import Employer
from models.kinds import Twin
from models.likeness import EmployerKeys, client_likeness, likeness
from tests.conftest import FIRST_USER, Clock
from tests.db.world import World
from tests.shared_data import shared_data

TODAY = date(2026, 11, 24)
BASE = {"name": "Vegt Logistiek B.V.", "place": "Almelo", "kvk": "90000001", "phone": "0546 123456"}


def found(store: Store, subject: str = "employer", limit: int | None = None) -> list[tuple[str, str, int]]:
    with store.read() as reader:
        return [(pair.one.number, pair.other.number, pair.score) for pair in duplicates(reader, subject, TODAY, limit).pairs]


@pytest.fixture(scope="module")
def legacy(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """What the predecessor left, imported."""
    store = create_store(tmp_path_factory.mktemp("legacy") / "test.nuo", None, FIRST_USER, clock=Clock())
    admin = store.actor(FIRST_USER)
    for what, name in (("employers", "werkgevers.csv"), ("clients", "clienten.csv")):
        import_file(store, admin, shared_data("legacy", name), what)
    return store


def test_the_doubles_of_the_predecessor_are_all_among_the_first(legacy: Store) -> None:
    truth = json.loads(shared_data("legacy", "truth.json").read_text())["employers"]["duplicates"]
    meant = {frozenset(pair.split("=")) for pair in truth}
    first = [frozenset(pair[:2]) for pair in found(legacy, limit=20)]
    assert meant <= set(first)
    assert len([pair for pair in first if pair not in meant]) <= 2


def test_the_surest_comes_first_with_its_reasons(store: Store, make_employer: Any) -> None:
    one = make_employer(**BASE, website="vegt.example")
    same_kvk = make_employer(name="Iets anders", place=None, kvk="90000001")
    surest = make_employer(**BASE | {"name": "VEGT logistiek"}, website="www.vegt.example")
    make_employer(name="Weer anders", place=None, phone="0546 123456")
    with store.read() as reader:
        queue = duplicates(reader, "employer", TODAY)
    assert [(pair.one.number, pair.other.number, pair.score, pair.likeness) for pair in queue.pairs] == [
        (one.number, surest.number, 99, Twin.STRONG),
        (one.number, same_kvk.number, 45, Twin.PROBABLE),
        (same_kvk.number, surest.number, 45, Twin.PROBABLE),
    ]
    assert queue.pairs[0].reasons == ("kvk", "name-and-place", "phone", "domain")
    assert (found(store, limit=1), queue.total) == ([(one.number, surest.number, 99)], 3)


def test_a_crowd_is_told_as_one_and_its_doubles_are_found(store: Store, make_employer: Any) -> None:
    for number in range(CROWD + 3):
        make_employer(name=f"Filiaal {number}", place=None, kvk="90000001", phone=f"0546 12345{number % 2 if number < 2 else ''}")
    twin = make_employer(name="Filiaal 0", place="Enter", kvk="90000001", phone="0546 123450")
    with store.read() as reader:
        queue = duplicates(reader, "employer", TODAY)
    assert [(group.shared, len(group.numbers)) for group in queue.groups] == [
        (("kvk",), CROWD + 4),
        (("kvk", "phone"), CROWD + 1),
    ]
    assert [(pair.one.number, pair.other.number) for pair in queue.pairs] == [("DA00001", twin.number)]


def test_who_is_not_the_same_is_never_offered_again(store: Store, admin: Actor, make_employer: Any) -> None:
    one, two = make_employer(**BASE), make_employer(**BASE)
    assert found(store)
    say_different(store, admin, "employer", two.id, one.id)
    with store.read() as reader:
        assert [twin_facts(reader, key, TODAY) for key in (one.id, two.id)] == [(), ()]
        assert like_typed_employer(reader, BASE, TODAY, one.id) == ()
        assert [like.number for like in like_typed_employer(reader, BASE, TODAY)] == [one.number, two.number]
    assert found(store) == []
    take_back(store, admin, "employer", one.id, two.id)
    assert found(store) == [(one.number, two.number, 90)]


def test_an_import_does_not_tell_it_again(store: Store, admin: Actor, tmp_path: Path) -> None:
    file = tmp_path / "werkgevers.csv"
    file.write_text("Nummer;Naam;Plaats;KVK\nD1;Vegt;Almelo;90000001\nD2;Vegt BV;Almelo;90000001\n")
    clients = tmp_path / "clienten.csv"
    heading = "Nummer;Achternaam;Roepnaam;Geboortedatum;BSN;Gemeente;Doelgroep"
    clients.write_text(f"{heading}\nC1;Baan;Joris;1-2-1980;999990019;Almelo;Wsw\nC2;Baan;Joris;1-2-1980;999990019;Almelo;Wsw\n")

    def told() -> list[str]:
        reports = [import_file(store, admin, path, what) for path, what in ((file, "employers"), (clients, "clients"))]
        return sorted(finding.rule for report in reports for finding in report.findings)

    assert told() == ["E6", "alike", "same-bsn"]
    with store.read() as reader:
        keys = dict(reader.rows("SELECT number, id FROM employer UNION SELECT number, id FROM client"))
    say_different(store, admin, "employer", keys["D1"], keys["D2"])
    say_different(store, admin, "client", keys["C2"], keys["C1"])
    assert told() == []


def test_a_merged_record_is_no_double(store: Store, admin: Actor, make_employer: Any, make_client: Any) -> None:
    pairs = {"employer": (make_employer(**BASE), make_employer(**BASE))}
    pairs["client"] = tuple(make_client(birth_date="1-2-1980", call_name="Joris") for _ in range(2))  # type: ignore[assignment]
    for subject, (one, two) in pairs.items():
        assert len(found(store, subject)) == 1
        merge(store, admin, subject, one.id, two.id)
        assert found(store, subject) == []


def test_clients_are_found_by_bsn_or_name_and_birth_date(store: Store, make_client: Any) -> None:
    born = {"call_name": "Joris", "birth_date": "1-2-1980"}
    one = make_client(**born, bsn="999990019", phone="0546 123456")
    two = make_client(**born, phone="0546-123456")
    three = make_client(surname="Anders", bsn="999990019")
    four = make_client(initials="J.", birth_date="1-2-1980")
    make_client(call_name="Piet", birth_date="1-2-1980")
    unknown = make_client(call_name="Joris", phone="+31 546 123456")
    assert found(store, "client") == [
        (one.number, two.number, 60),
        (one.number, three.number, 60),
        (one.number, unknown.number, 40),
        (two.number, unknown.number, 40),
        (one.number, four.number, 35),
        (two.number, four.number, 35),
    ]


def test_while_a_client_is_typed(store: Store, make_client: Any) -> None:
    one = make_client(surname="Vries", prefix="de", call_name="Joris", birth_date="1-2-1980", bsn="999990019")
    make_client(surname="Vries", call_name="Jan", birth_date="1-2-1980")
    typed = {"surname": "vries", "prefix": "De", "call_name": "Joris", "birth_date": "1980-02-01"}
    with store.read() as reader:
        assert [(like.number, like.reasons) for like in like_typed_client(reader, typed)] == [
            (one.number, ("name", "birth-date"))
        ]
        assert [like.reasons for like in like_typed_client(reader, {"bsn": "9999.90.019"})] == [("bsn",)]
        assert like_typed_client(reader, typed, one.id) == ()
        assert like_typed_client(reader, {}) == ()
        plan = reader.rows("EXPLAIN QUERY PLAN SELECT id FROM client INDEXED BY ix_client_filter WHERE sort_name >= 'a'")
    assert "COVERING INDEX ix_client_filter" in str(plan)


# -- blocks leave nobody out -------------------------------------------------------------------------------------------------

FEW = st.sampled_from([None, "a", "b"])
EMPLOYERS = st.lists(
    st.fixed_dictionaries(
        dict.fromkeys(("kvk", "branch_number", "place", "phone", "website"), FEW) | {"name": st.sampled_from("abc")}
    ),
    max_size=6,
)
CLIENTS = st.lists(
    st.fixed_dictionaries(
        {
            "surname": st.sampled_from(["Baan", "Baan Vos", "Vos"]),
            "prefix": st.sampled_from([None, "de"]),
            "call_name": st.sampled_from([None, "Joris", "Jan"]),
            "initials": st.sampled_from([None, "J.", "P."]),
            "birth_date": st.sampled_from([None, "0000-00-00", "1980-02-01", "1980-00-00"]),
            "bsn": st.sampled_from([None, "999990019", "999990020"]),
            "postcode": st.sampled_from([None, "7607 AB"]),
            "phone": st.sampled_from([None, "0546 123456"]),
        }
    ),
    max_size=6,
)


@pytest.fixture(scope="module")
def lasting(tmp_path_factory: pytest.TempPathFactory) -> World:
    store = create_store(tmp_path_factory.mktemp("duplicates") / "test.nuo", None, FIRST_USER, clock=Clock())
    return World(store, store.actor(FIRST_USER))


PHONES = {"a": "0546 111111", "b": "0546 222222", None: None}


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(EMPLOYERS)
def test_every_pair_of_employers_that_is_alike_is_found_once(lasting: World, records: list[dict[str, Any]]) -> None:
    lasting.store.clock.forward(minutes=1)  # type: ignore[attr-defined]
    for record in records:
        values = record | {"phone": PHONES[record["phone"]], "website": record["website"] and f"{record['website']}.example"}
        lasting.employer(values.pop("name"), None, **values)
    with lasting.store.read() as reader:
        keys = {
            key: EmployerKeys(*row)
            for key, *row in reader.rows(
                "SELECT id, branch_number, kvk, name_key, place_key, phone_key, domain_key "
                "FROM employer WHERE archived_on IS NULL"
            )
        }
        pairs = [one for one in alike_employers(reader, TODAY) if isinstance(one, EmployerPair)]
    told = [frozenset((one.one.id, one.other.id)) for one in pairs]
    assert len(told) == len(set(told))
    assert set(told) == {frozenset(two) for two in combinations(keys, 2) if likeness(*(keys[key] for key in two))}
    for key in keys:
        lasting.set(Employer, key, archived_on=TODAY)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(CLIENTS)
def test_every_pair_of_clients_who_are_alike_is_found_once(lasting: World, records: list[dict[str, Any]]) -> None:
    from models.client import Client

    made = [
        lasting.client(r["surname"], None, indicated=False, measured=False, **{k: v for k, v in r.items() if k != "surname"})
        for r in records
    ]
    with lasting.store.read() as reader:
        pairs = [frozenset((one.one.id, one.other.id)) for one in alike_clients(reader)]
        rows = {
            row[3]: AlikeClient(*row)
            for row in reader.rows(
                "SELECT birth_date, sort_name, rowid, id, number, surname, prefix, call_name, initials, street, house_number, "
                "postcode, place, phone, bsn FROM client WHERE merged_into_id IS NULL"
            )
        }
    assert len(pairs) == len(set(pairs))
    assert set(pairs) == {frozenset(two) for two in combinations(rows, 2) if client_likeness(*(rows[key].keys for key in two))}
    for key in made:
        lasting.set(Client, key, merged_into_id=lasting.joris)
