"""Lists read by windows show what one reading of everything would show, in the same order, from any place."""

from __future__ import annotations

import pytest

from db.lists.opening import is_broad, open_list, orders_of
from db.lists.rows import list_rows
from db.store import Store
from db.windows import ListSource, Row
from models.actor import Actor
from models.errors import BadInput
from tests.db.conftest import MakeRecord

NAMES = ("Bos", "bos", "Bós", "Oude Lansink", "Łukasz", "Øster", "van", "Zand", "Çelik", "Aan", "Bosma", "Smit")


@pytest.fixture
def clients(store: Store, admin: Actor, make_client: MakeRecord) -> Store:
    for round_ in range(3):
        for name in NAMES:
            make_client(surname=name, call_name=f"N{round_}", consultant_id=admin.id if round_ else None)
    return store


def whole(source: ListSource) -> list[Row]:
    return source.forward(None, 10_000)


def windows(source: ListSource, size: int) -> list[Row]:
    rows: list[Row] = []
    while more := source.forward(rows[-1].position if rows else None, size):
        rows += more
    return rows


@pytest.mark.parametrize("order", orders_of("client"))
@pytest.mark.parametrize("size", [1, 7, 36, 50])
def test_windows_forwards_and_backwards_make_the_whole(clients: Store, admin: Actor, order: str, size: int) -> None:
    source = open_list(clients, "client", me=admin.id, order=order)
    rows = whole(source)
    assert len(rows) == 36
    assert windows(source, size) == rows
    back: list[Row] = []
    while more := source.backward(back[0].position if back else None, size):
        back = more + back
    assert back == rows


def test_names_are_ordered_without_case_and_accents(clients: Store, admin: Actor) -> None:
    rows = whole(open_list(clients, "client", me=admin.id))
    surnames = [str(row.cells[0]).split(",")[0] for row in rows]
    firsts = list(dict.fromkeys(name for name in surnames if name not in ("bos", "Bós")))
    assert firsts == ["Aan", "Bos", "Bosma", "Çelik", "Łukasz", "Øster", "Oude Lansink", "Smit", "van", "Zand"]


def test_row_numbers_and_records_find_each_other(clients: Store, admin: Actor) -> None:
    source = open_list(clients, "client", me=admin.id)
    for number, row in enumerate(whole(source)):
        assert source.rank(row.position) == number
        assert source.at(number) == row.position
        assert source.find(row.id) == row.position
    assert source.at(36) is None
    assert source.find(b"0" * 16) is None


def test_a_scope_holds_only_its_records(clients: Store, admin: Actor) -> None:
    assert open_list(clients, "client", me=admin.id, scope="mine").total() == 24
    assert open_list(clients, "client", me=admin.id, scope="without-work").total() == 36


@pytest.mark.parametrize(("text", "found"), [("bos", 12), ("oude lan", 3), ("lukasz", 3), ("n1", 12), ("!!", 0), ("bos n2", 4)])
def test_a_search_finds_words_by_their_beginning(clients: Store, admin: Actor, text: str, found: int) -> None:
    source = open_list(clients, "client", me=admin.id, search=text)
    assert source.total() == found == len(whole(source))
    assert not is_broad(source)
    with clients.read() as reader:
        assert list_rows(reader, "client", today=clients.today(), search=text)[0] == found


def test_a_search_is_cut_off_where_nobody_reads_on(store: Store, admin: Actor, make_client: MakeRecord) -> None:
    for number in range(205):
        make_client(surname=f"Jansen{number}")
    source = open_list(store, "client", me=admin.id, search="jansen")
    assert is_broad(source)
    assert source.total() == 200
    with store.read() as reader:
        assert list_rows(reader, "client", today=store.today(), search="jansen")[0] == 205


def test_a_filter_on_a_field_that_is_not_there_names_those_that_are(store: Store) -> None:
    with store.read() as reader, pytest.raises(BadInput) as error:
        list_rows(reader, "client", today=store.today(), filters=[("shoe_size", "42")])
    assert "target_group" in str(error.value.hint)
