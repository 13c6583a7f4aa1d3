"""The one transaction: whole or not at all, journalled, refused when it rests on an older version, never losing a write."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from typing import Any

import pytest

from db.clients import client_file, create_client, update_client
from db.refs import Ref
from db.store import Store, open_store
from db.users import retire
from models.actor import Actor
from models.client import Client, ClientInput
from models.errors import BadInput, Conflict, Refused
from models.municipality import municipality_id

ALMELO = municipality_id("0141")


def counts(store: Store) -> tuple[int, int]:
    """How many entries and changes the journal has."""
    with store.read() as reader:
        return reader.value("SELECT count(*) FROM journal_entry"), reader.value("SELECT count(*) FROM journal_change")


def kept(store: Store, key: bytes, column: str) -> Any:
    with store.read() as reader:
        return reader.value(f"SELECT {column} FROM client WHERE id = ?", (key,))


def test_change_keeps_its_bookkeeping(store: Store, admin: Actor, make_client: Any, clock: Any) -> None:
    client = make_client(surname="Baan")
    made = kept(store, client.id, "created_at")
    clock.forward(days=1)
    update_client(store, admin, client.id, 1, {"surname": "Bäan"})
    assert kept(store, client.id, "version") == 2
    assert kept(store, client.id, "created_at") == made == "2026-11-24T13:03:00.000000Z"
    assert kept(store, client.id, "changed_at") == "2026-11-25T13:03:00.000000Z"
    assert kept(store, client.id, "changed_by") == admin.id
    assert kept(store, client.id, "sort_name") == "baan"


def test_version_rises_once_in_a_transaction(store: Store, admin: Actor, make_client: Any) -> None:
    client = make_client()
    with store.write(admin, "client.update") as tx:
        record = tx.get(Client, client.id)
        tx.change(record, place="Almelo")
        tx.change(record, place="Wierden", phone="0546 123456")
    assert kept(store, client.id, "version") == 2
    with store.write(admin, "client.update") as tx:
        tx.change(tx.get(Client, client.id), place="Enter")
    assert kept(store, client.id, "version") == 3


@pytest.mark.parametrize(
    "same", [{}, {"surname": "Baan"}, {"contract_hours": Decimal("24.0")}, {"target_group": "participatiewet", "phone": ""}]
)
def test_nothing_changed_leaves_no_trace(store: Store, admin: Actor, make_client: Any, same: dict[str, Any]) -> None:
    client = make_client(surname="Baan", contract_hours="24")
    before = counts(store)
    update_client(store, admin, client.id, 1, same)
    assert counts(store) == before
    assert kept(store, client.id, "version") == 1


def test_failed_transaction_is_taken_back_whole(store: Store, admin: Actor, make_client: Any) -> None:
    client = make_client()
    before = counts(store)
    with pytest.raises(ZeroDivisionError), store.write(admin, "client.update") as tx:
        tx.change(tx.get(Client, client.id), surname="Anders")
        tx.add(Client(number=tx.next_number("client"), surname="Nieuw", municipality_id=ALMELO, target_group="wsw"))
        assert tx.reader.value("SELECT count(*) FROM client") == 2
        assert 1 / 0
    assert counts(store) == before
    assert kept(store, client.id, "surname") == "Baan"
    with store.read() as reader:
        assert reader.rows("SELECT title FROM search_entry WHERE subject = 'client'") == [("Baan",)]
    assert make_client().number == "CA00002"


def test_older_version_is_refused_and_names_who_changed_what(
    store: Store, admin: Actor, make_client: Any, make_user: Any, clock: Any
) -> None:
    client = make_client(surname="Baan")
    braak, veldhuis = make_user("M. ter Braak"), make_user("Veldhuis")
    clock.forward(minutes=5)
    update_client(store, braak, client.id, 1, {"phone": "0546 123456", "place": "Wierden"})
    clock.forward(minutes=5)
    update_client(store, veldhuis, client.id, 2, {"surname": "Baas"})
    before = counts(store)
    with pytest.raises(Conflict) as caught:
        update_client(store, admin, client.id, 1, {"surname": "Bos"})
    assert caught.value.exit_code == 1
    first, second = (str(change) for change in caught.value.changes)
    assert first.startswith("Veldhuis changed surname on 2026-11-24 13:13")
    assert second.startswith("M. ter Braak changed place, phone on 2026-11-24 13:08")
    assert counts(store) == before
    assert kept(store, client.id, "surname") == "Baas"


def test_conflict_names_only_what_is_newer(store: Store, admin: Actor, make_client: Any, make_user: Any) -> None:
    client = make_client()
    update_client(store, make_user("M. ter Braak"), client.id, 1, {"place": "Wierden"})
    update_client(store, make_user("Veldhuis"), client.id, 2, {"surname": "Baas"})
    with pytest.raises(Conflict) as caught:
        update_client(store, admin, client.id, 2, {"surname": "Bos"})
    assert [str(change).split(" changed ")[0] for change in caught.value.changes] == ["Veldhuis"]


def test_record_that_is_gone(store: Store, admin: Actor, make_client: Any) -> None:
    client = make_client()
    with store.write(admin, "import.undo") as tx:
        tx.remove(tx.get(Client, client.id))
    with pytest.raises(BadInput, match="no longer there"):
        update_client(store, admin, client.id, 1, {"surname": "Bos"})
    with store.read() as reader, pytest.raises(BadInput, match="no longer there"):
        client_file(reader, client.id, store.today())


def test_change_around_the_journal_is_refused(store: Store, admin: Actor, make_client: Any) -> None:
    client = make_client()
    with pytest.raises(RuntimeError, match="around the journal"), store.write(admin, "client.update") as tx:
        tx.get(Client, client.id).surname = "Stiekem"
    assert kept(store, client.id, "surname") == "Baan"


def test_field_set_beforehand_is_journalled_by_change_or_refused(store: Store, admin: Actor, make_client: Any) -> None:
    client = make_client()
    with pytest.raises(RuntimeError, match="around the journal"), store.write(admin, "client.update") as tx:
        record = tx.get(Client, client.id)
        record.surname = "Stiekem"
        tx.change(record, place="Wierden")
    assert kept(store, client.id, "surname") == "Baan"


def test_who_was_retired_meanwhile_does_not_write(store: Store, admin: Actor, make_user: Any) -> None:
    braak = make_user("M. ter Braak")
    retire(store, admin, "M. ter Braak")
    data = ClientInput(surname="Baan", municipality_id=ALMELO, target_group="wsw")
    with pytest.raises(Refused, match="M. ter Braak is not active"):
        create_client(store, braak, data)


def take_in(store: Store, admin: Actor, *numbers: str) -> None:
    """Clients that bring a number of their own."""
    with store.write(admin, "import.clients") as tx:
        for number in numbers:
            tx.add(Client(number=number, surname="Oud", municipality_id=ALMELO, target_group="wsw"))


def test_numbers_follow_the_device(store: Store, admin: Actor, make_client: Any) -> None:
    assert [make_client().number for _ in range(3)] == ["CA00001", "CA00002", "CA00003"]
    take_in(store, admin, "C00042", "CA00xyz", "CA000000xyz", "CB00500", "CA", "CAA0009", "CA9223372036854775807000")
    assert make_client().number == "CA00004"


@pytest.mark.parametrize(
    ("taken", "following"),
    [
        (("CA00001",), ["CA00002", "CA00003"]),
        (("CA00099", "CA00001"), ["CA00100", "CA00101"]),
        (("CA99999",), ["CA100000", "CA100001"]),
        (("CA100001", "CA99999"), ["CA100002", "CA100003"]),
    ],
)
def test_numbers_go_on_after_what_came_in(
    store: Store, admin: Actor, make_client: Any, taken: tuple[str, ...], following: list[str]
) -> None:
    take_in(store, admin, *taken)
    assert [make_client().number for _ in following] == following


def test_numbers_that_came_in_later_are_not_given_again(store: Store, admin: Actor, make_client: Any) -> None:
    assert make_client().number == "CA00001"
    take_in(store, admin, "CA00002", "CA00005")
    assert [make_client().number for _ in range(2)] == ["CA00006", "CA00007"]


def test_number_of_a_record_that_was_undone_is_not_given_again(store: Store, admin: Actor, make_client: Any) -> None:
    client = make_client()
    with store.write(admin, "import.undo") as tx:
        tx.remove(tx.get(Client, client.id))
    assert make_client().number == "CA00002"


# -- at the same time ----------------------------------------------------------------------------------------------------

RAISE = """
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from db.store import open_store
from models.client import Client

store = open_store(Path(sys.argv[1]), None)
actor = store.actor("A. Beheer")

def raise_once(_):
    with store.write(actor, "client.update") as tx:
        client = tx.get(Client, bytes.fromhex(sys.argv[2]))
        tx.change(client, remarks=str(int(client.remarks) + 1))

with ThreadPoolExecutor(4) as pool:
    list(pool.map(raise_once, range(int(sys.argv[3]))))
store.close()
"""


def test_two_programs_and_many_threads_lose_nothing(store: Store, make_client: Any) -> None:
    client: Ref = make_client(remarks="0")
    path = store.path
    each = 40
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    command = [sys.executable, "-c", RAISE, str(path), client.id.hex(), str(each)]
    programs = [subprocess.Popen(command, env=environment, stderr=subprocess.PIPE) for _ in range(2)]
    for program in programs:
        _, said = program.communicate(timeout=60)
        assert program.returncode == 0, said.decode()
    assert kept(store, client.id, "remarks") == str(2 * each)
    assert kept(store, client.id, "version") == 1 + 2 * each
    with store.read() as reader:
        counters = [row[0] for row in reader.rows("SELECT counter FROM journal_entry ORDER BY arrival")]
    assert counters == list(range(1, len(counters) + 1))


def test_readers_see_whole_states_while_others_write(store: Store, admin: Actor, make_client: Any) -> None:
    client = make_client(phone="0", email="0")

    def write(_: int) -> None:
        with store.write(admin, "client.update") as tx:
            record = tx.get(Client, client.id)
            tx.change(record, phone=str(int(record.phone or 0) + 1), email=str(int(record.email or 0) + 1))

    def look(_: int) -> bool:
        with store.read() as reader:
            phone = reader.value("SELECT phone FROM client WHERE id = ?", (client.id,))
            return bool(reader.value("SELECT email FROM client WHERE id = ?", (client.id,)) == phone)

    with ThreadPoolExecutor(6) as pool:
        writes, looks = [pool.submit(write, n) for n in range(30)], [pool.submit(look, n) for n in range(60)]
        for one in writes:
            one.result()
        assert all(one.result() for one in looks)
    assert kept(store, client.id, "phone") == "30"


def test_another_program_sees_what_was_written(store: Store, make_client: Any) -> None:
    with open_store(store.path, None) as other:
        before = other.changes()
        make_client(surname="Baan")
        assert other.changes() != before
        with other.read() as reader:
            assert reader.value("SELECT surname FROM client") == "Baan"
