"""Naming a record by number, id or name."""

from __future__ import annotations

from typing import Any

import pytest

from db.clients import archive_client
from db.municipalities import list_municipalities, municipality_of
from db.refs import municipality_by_name, must_exist, resolve
from db.store import Store
from models.actor import Actor
from models.client import Client
from models.errors import BadInput, InvalidInput
from models.ids import id_text, new_id
from models.municipality import municipality_id

ALMELO = municipality_id("0141")


@pytest.mark.parametrize(
    "typed",
    [
        "CA00001",
        "ca00001",
        "  CA00001 ",
        "Yinthe van der Arent",
        "yinthe VAN DER arent",
        "Arent, Yinthe van der",
        "arent,  ýinthe van der",
        "Yinthe  van  der  Arent",
    ],
)
def test_client(store: Store, make_client: Any, typed: str) -> None:
    client = make_client(surname="Arent", prefix="van der", call_name="Yinthe")
    make_client(surname="Arent", call_name="Yinthe")
    make_client(surname="van der Arent", call_name="Anna")
    with store.read() as reader:
        assert resolve(reader, "client", typed) == client
        assert resolve(reader, "client", id_text(client.id)) == client
        assert resolve(reader, "client", client.id.hex()) == client


@pytest.mark.parametrize(
    ("values", "typed"),
    [
        ({"surname": "Oude Lansink", "call_name": "Gerrit"}, "Gerrit Oude Lansink"),
        ({"surname": "Oude Lansink", "call_name": "Gerrit"}, "Oude Lansink, Gerrit"),
        ({"surname": "Brink", "prefix": "op den", "call_name": "Jan Hendrik"}, "Jan Hendrik op den Brink"),
        ({"surname": "Brink", "prefix": "op den", "initials": "J.H."}, "J.H. op den Brink"),
        ({"surname": "Baan"}, "baan"),
        ({"surname": "[red]x[/]"}, "[red]x[/]"),
    ],
)
def test_client_by_the_names_people_have(store: Store, make_client: Any, values: dict[str, str], typed: str) -> None:
    client = make_client(**values)
    make_client(surname="Ander")
    with store.read() as reader:
        assert resolve(reader, "client", typed) == client


@pytest.mark.parametrize(
    "typed",
    [
        "Arent",
        "ARENT",
        "árent",
        "van der Arent",
        "Van der Árent",
        "Arent, van der",
        "arent,  van der",
        "Arent, Yinthe van der",
        "Y.M. van der Arent",
        "Y. M. van der Arent",
        "YM van der Arent",
        "y m arent",
        "Y.M. Arent",
        "Arent, Y.M. van der",
        "Arent, Y.M.",
    ],
)
def test_client_by_the_part_of_the_name_that_people_use(store: Store, make_client: Any, typed: str) -> None:
    client = make_client(surname="Arent", prefix="van der", call_name="Yinthe", initials="Y.M.")
    make_client(surname="Arents", prefix="van der", call_name="Yinthe")
    make_client(surname="Arend", call_name="Yinthe")
    make_client(surname="Arent-Bos", call_name="Yinthe")
    make_client(surname="Arent Bos", call_name="Yinthe")
    with store.read() as reader:
        assert resolve(reader, "client", typed) == client


@pytest.mark.parametrize(
    "typed", ["der Arent", "van Arent", "Are", "Y. van der Arent", "Arent, Y", "van der", "Y.M.", "Arent,, van der"]
)
def test_half_a_name_is_no_name(store: Store, make_client: Any, typed: str) -> None:
    make_client(surname="Arent", prefix="van der", call_name="Yinthe", initials="Y.M.")
    with store.read() as reader, pytest.raises(BadInput, match="There is no client"):
        resolve(reader, "client", typed)


def test_surname_that_several_have_names_their_numbers(store: Store, make_client: Any) -> None:
    make_client(surname="Boer", prefix="de", call_name="Anna", initials="A.")
    boer = make_client(surname="Boer", call_name="Bas", initials="B.")
    with store.read() as reader:
        with pytest.raises(BadInput, match=r"more than one client: CA00001, CA00002\."):
            resolve(reader, "client", "Boer")
        assert resolve(reader, "client", "de boer").number == "CA00001"
        assert resolve(reader, "client", "B. Boer") == boer
    for _ in range(5):
        make_client(surname="Boer", call_name="Cor")
    with store.read() as reader, pytest.raises(BadInput, match=r"CA00005, …\."):
        resolve(reader, "client", "Boer")


def test_whole_name_goes_before_a_surname(store: Store, make_client: Any) -> None:
    make_client(surname="Baan", call_name="Joris")
    client = make_client(surname="Baan")
    with store.read() as reader:
        assert resolve(reader, "client", "Baan") == client


@pytest.mark.parametrize(
    "typed", ["DA00001", "Bakkerij 't Hof B.V.", "BAKKERIJ 'T HOF B.V.", "bakkerij t hof", "Bakkerij 't Hof bv"]
)
def test_employer(store: Store, make_employer: Any, typed: str) -> None:
    employer = make_employer(name="Bakkerij 't Hof B.V.")
    make_employer(name="Bakkerij Hof")
    with store.read() as reader:
        assert resolve(reader, "employer", typed) == employer


def test_whole_name_goes_before_the_company_it_stands_for(store: Store, make_employer: Any) -> None:
    plain, company = make_employer(name="Vegt"), make_employer(name="Vegt B.V.")
    with store.read() as reader:
        assert resolve(reader, "employer", "vegt") == plain
        assert resolve(reader, "employer", "vegt b.v.") == company
        with pytest.raises(BadInput, match="DA00001, DA00002"):
            resolve(reader, "employer", "Vegt N.V.")


def test_location(store: Store, make_location: Any) -> None:
    location = make_location(name="Groen Wierden")
    with store.read() as reader:
        for typed in ("LA00001", "groen wierden"):
            assert resolve(reader, "location", typed) == location


@pytest.mark.parametrize("subject", ["client", "employer", "location", "placement", "coordination"])
@pytest.mark.parametrize(
    "typed", ["C99999", "", "nobody", "🦔", ",", "a" * 500, "x " * 500, "'; DROP TABLE client --", id_text(bytes(16))]
)
def test_nobody(store: Store, subject: str, typed: str) -> None:
    with store.read() as reader, pytest.raises(BadInput, match="There is no") as caught:
        resolve(reader, subject, typed)
    assert caught.value.exit_code == 2


def test_name_that_fits_several_names_five_numbers(store: Store, make_client: Any) -> None:
    for _ in range(2):
        make_client(surname="Jansen", call_name="Jan")
    with store.read() as reader, pytest.raises(BadInput, match=r"more than one client: CA00001, CA00002\."):
        resolve(reader, "client", "Jan Jansen")
    for _ in range(5):
        make_client(surname="Jansen", call_name="Jan")
    with store.read() as reader, pytest.raises(BadInput, match=r"CA00005, …\."):
        resolve(reader, "client", "Jan Jansen")


def test_number_that_two_laptops_gave(store: Store, admin: Actor) -> None:
    with store.write(admin, "test") as tx:
        keys = [tx.add(Client(number="C1", surname="Baan", municipality_id=ALMELO, target_group="wsw")).id for _ in range(2)]
    with store.read() as reader:
        with pytest.raises(BadInput) as caught:
            resolve(reader, "client", "C1")
        assert all(id_text(key) in str(caught.value) for key in keys)
        assert resolve(reader, "client", id_text(keys[1])).id == keys[1]


def test_number_as_typed_goes_before_another_spelling(store: Store, admin: Actor) -> None:
    with store.write(admin, "test") as tx:
        for number in ("c1", "C1"):
            tx.add(Client(number=number, surname="Baan", municipality_id=ALMELO, target_group="wsw"))
    with store.read() as reader:
        assert [resolve(reader, "client", number).number for number in ("c1", "C1")] == ["c1", "C1"]


def test_archived_are_found_by_number_only(store: Store, admin: Actor, make_client: Any) -> None:
    old, new = make_client(surname="Bos"), make_client(surname="Bos")
    archive_client(store, admin, old.id, 1)
    with store.read() as reader:
        assert resolve(reader, "client", "Bos") == new
        assert resolve(reader, "client", old.number) == old


@pytest.mark.parametrize("typed", ["Almelo", "ALMELO", "gemeente Almelo", "Gemeente  almelo", "0141", "141"])
def test_municipality(store: Store, typed: str) -> None:
    with store.read() as reader:
        assert municipality_by_name(reader, typed) == (ALMELO, "Almelo")


@pytest.mark.parametrize("typed", ["", "Amsterdam", "0363", "almel", "🦔"])
def test_municipality_that_is_none_of_ours(store: Store, typed: str) -> None:
    with store.read() as reader, pytest.raises(BadInput) as caught:
        municipality_by_name(reader, typed)
    assert caught.value.hint is not None
    assert "Almelo, Hellendoorn, Rijssen-Holten, Tubbergen, Twenterand, Wierden" in str(caught.value.hint)


def test_the_six_municipalities(store: Store) -> None:
    with store.read() as reader:
        rows = {m.code: (m.name, m.relation.value, m.hr_administrator.value) for m in list_municipalities(reader)}
        found = municipality_of(reader, ALMELO)
        assert municipality_of(reader, new_id()) is None
    assert rows == {
        "0141": ("Almelo", "partner", "nuo"),
        "1700": ("Twenterand", "partner", "nuo"),
        "0183": ("Tubbergen", "buyer", "nuo"),
        "0189": ("Wierden", "buyer", "nuo"),
        "1742": ("Rijssen-Holten", "own-location", "larcom"),
        "0163": ("Hellendoorn", "own-location", "larcom"),
    }
    assert found is not None
    assert found.werkplein == "Werkplein Almelo"


def test_references_must_be_there(store: Store, admin: Actor) -> None:
    with store.read() as reader:
        must_exist(reader, municipality_id=("municipality", ALMELO), consultant_id=("user", None), deputy_id=("user", admin.id))
        with pytest.raises(InvalidInput) as caught:
            must_exist(reader, municipality_id=("municipality", ALMELO), consultant_id=("user", new_id()))
    assert [field for field, _ in caught.value.problems] == ["consultant_id"]
