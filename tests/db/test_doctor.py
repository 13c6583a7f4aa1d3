"""The doctor finds nothing in a store that people worked in, and everything that was done around the program."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from db.bulk import add_many
from db.coordinations import approve, request, tick
from db.creating import create_store
from db.doctor import Problem, examine
from db.doctor import file as file_checks
from db.doctor.journal import CHANGES
from db.doctor.problem import unreadable
from db.placements import end_placement, place
from db.store import Store, open_store
from models.actor import Actor
from models.client import Client
from models.employer import Employer
from models.ids import new_id
from tests.db.living import live
from tests.db.world import World, asked, proposal


@pytest.fixture
def lived(store: Store, admin: Actor) -> Store:
    live(store, admin)
    return store


def found(store: Store) -> list[str]:
    return [str(problem.what) for problem in examine(store).problems]


def around(store: Store, *statements: str) -> None:
    """Do something to the file that the program never does."""
    connection = store.take()
    connection.execute("PRAGMA foreign_keys = OFF")
    for statement in statements:
        connection.execute(statement)
    connection.execute("PRAGMA foreign_keys = ON")
    store.give_back(connection)


def test_nothing_in_a_new_store(store: Store) -> None:
    assert examine(store) == ([], None)


def test_nothing_after_every_act_on_the_subjects(lived: Store) -> None:
    assert found(lived) == []


def test_nothing_in_an_encrypted_store(tmp_path: Path) -> None:
    with create_store(tmp_path / "closed.nuo", "correct horse", "A. Beheer") as store:
        live(store, store.actor("A. Beheer"))
        assert found(store) == []


def test_nothing_after_coordinating_and_placing(store: Store, admin: Actor) -> None:
    world = World(store, admin)
    asked_for = request(store, world.consultant, asked(world.joris, world.bakery))
    approve(store, world.holder, asked_for.id, conditions=("safety shoes",))
    tick(store, world.consultant, asked_for.id, 1)
    placed = place(store, world.consultant, proposal(world.joris, world.bakery))
    end_placement(store, world.consultant, placed.id, 1, on=store.today(), reason="moved", view="prima", broken_off=True)
    assert found(store) == []


def test_nothing_after_writing_and_removing_many(store: Store, admin: Actor) -> None:
    with store.write(admin, "import.employers") as tx:
        add_many(tx, Employer, ({"id": new_id(), "number": f"D{n}", "name": f"{n}", "state": "prospect"} for n in range(6_000)))
    with store.write(admin, "import.undo") as tx:
        key = tx.reader.value("SELECT id FROM employer WHERE number = 'D4'")
        tx.remove(tx.get(Employer, key))
    told: list[int] = []
    assert examine(store, lambda done, of: told.append(done * 100 // of)).problems == []
    assert told == sorted(told)
    assert told[-1] == 100
    assert len(set(told)) > 6


CLIENT = "(SELECT id FROM client ORDER BY number LIMIT 1)"
ENTRY = "(SELECT key FROM search_entry WHERE subject = 'client' ORDER BY key LIMIT 1)"
JOURNAL_OPEN = ("DROP TRIGGER journal_entry_stays", "DROP TRIGGER journal_change_stays", "DROP TRIGGER journal_change_is_written")


IMPORT = "INSERT INTO import_run SELECT randomblob(16), 1, '', '', NULL, 9, '', '', 0, 0, 0, 0, 0, NULL, NULL"
STRAY = "INSERT INTO search_entry VALUES ((2 << 40) - 1, 'client', randomblob(16), '', '', 'x')"
SECOND = (
    f"INSERT INTO search_entry SELECT (2 << 40) - 1, subject, record, number, title, words FROM search_entry WHERE key = {ENTRY}"
)
NOBODYS = "INSERT INTO search_entry VALUES (9 << 40, 'plan', randomblob(16), '', '', 'x')"
NOWHERE = f"UPDATE client SET municipality_id = randomblob(16) WHERE id = {CLIENT}"
OTHER_INDEX = ("DROP INDEX ix_client_bsn", "CREATE INDEX ix_client_bsn ON client (phone)")
SALT = "UPDATE journal_change SET salt = x'00' WHERE seq = 1 AND field = 'surname'"
VALUE = "UPDATE journal_change SET new = 'no JSON' WHERE field = 'surname'"


@pytest.mark.parametrize(
    ("statements", "says"),
    [
        (
            [f"UPDATE client SET phone = '06' WHERE id = {CLIENT}"],
            "Records (client) that are not what the journal says, in phone: 1, namely C",
        ),
        ([f"UPDATE client SET version = 9 WHERE id = {CLIENT}"], "in version: "),
        ([f"UPDATE client SET sort_name = 'x' WHERE id = {CLIENT}"], "in sort_name: "),
        (["DELETE FROM indication"], "Records (indication) of the journal that are not in their table: 1"),
        ([IMPORT], "not in the journal: 1, namely 9."),
        (
            [f"DELETE FROM search_entry WHERE key = {ENTRY}"],
            "Records (client) that search does not find, for they are not in the index: 1.",
        ),
        (
            [f"UPDATE search_entry SET words = 'anders' WHERE key = {ENTRY}"],
            "Records (client) that search finds by words of before: 1.",
        ),
        ([f"UPDATE search_entry SET words = 'anders' WHERE key = {ENTRY}"], "The words of the search index are not those"),
        ([STRAY], "Entries (client) too many in the search index: 1."),
        ([SECOND], "Entries (client) too many in the search index: 1."),
        ([NOBODYS], "of nothing that is searched: 1."),
        ([NOWHERE], "Rows of 'client' that point at a 'municipality' that is not there: 1."),
        (["DROP INDEX ix_client_bsn"], "The store lacks: index ix_client_bsn."),
        (["CREATE TABLE extra (x)"], "more than a new one: table extra"),
        (OTHER_INDEX, "Not as in a new store: index ix_client_bsn"),
        (["PRAGMA user_version = 0"], "of version 0"),
        ([*JOURNAL_OPEN, "DELETE FROM journal_entry WHERE counter = 3"], "Gaps in the journal, in the acts of device"),
        ([*JOURNAL_OPEN, "DELETE FROM journal_change WHERE seq = 2"], "Acts in the journal that miss changes: "),
        ([*JOURNAL_OPEN, SALT], "Changes in the journal that were written over: 1."),
        (["DROP TRIGGER journal_change_is_only_blanked", VALUE], "were written over"),
    ],
)
def test_what_was_done_around_the_program(lived: Store, statements: list[str], says: str) -> None:
    around(lived, *statements)
    assert [what for what in found(lived) if says in what] != []


def test_what_was_blanked_by_law_is_no_problem(lived: Store) -> None:
    with lived.read() as reader:
        (key,) = reader.row("SELECT record FROM journal_change WHERE field = 'surname'") or (b"",)
    around(lived, f"UPDATE journal_change SET old = NULL, new = NULL WHERE record = x'{key.hex()}'")
    assert found(lived) == []


def test_each_kind_names_a_few_and_counts_all(lived: Store) -> None:
    around(lived, "UPDATE client SET phone = '06', remarks = 'x'")
    (what,) = found(lived)
    with lived.read() as reader:
        clients = reader.value("SELECT count(*) FROM client")
    assert what.startswith(f"Records (client) that are not what the journal says, in phone, remarks: {clients}, namely C")
    assert what.endswith(", ….")


def test_pages_that_were_changed_outside(tmp_path: Path) -> None:
    path = tmp_path / "closed.nuo"
    create_store(path, "correct horse", "A. Beheer").close()
    whole = bytearray(path.read_bytes())
    whole[-5000] ^= 1
    path.write_bytes(whole)
    with open_store(path, "correct horse") as store:
        problems = examine(store).problems
    assert "Pages of the file were changed outside the program: 1." in [str(problem.what) for problem in problems]
    assert all("nuo restore" in str(problem.remedy) for problem in problems)


def test_a_full_disk(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_checks, "_SPARE", 1 << 60)
    (what,) = found(store)
    assert what.startswith("The disk is nearly full")


def test_each_problem_has_a_remedy() -> None:
    assert unreadable("disk I/O error") == Problem(*unreadable("disk I/O error"))
    assert "nuo restore" in str(unreadable("x").remedy)


def test_the_journal_is_read_along_the_index(lived: Store) -> None:
    """Sorting all changes at once would take as much memory as the store is large."""
    with lived.read() as reader:
        plan = [row[3] for row in reader.rows(f"EXPLAIN QUERY PLAN {CHANGES}")]
    assert plan[0] == "SCAN c USING INDEX ix_change_record"
    assert [line for line in plan if "TEMP B-TREE" in line and "LAST" not in line] == []


def test_others_write_while_it_looks(lived: Store, admin: Actor, make_client: Any) -> None:
    made: list[int] = []

    def write(done: int, _all: int) -> None:
        if len(made) < 3:
            made.append(done)
            with lived.write(admin, "client.update") as tx:
                tx.change(tx.get(Client, client), phone=str(len(made)))

    client = make_client().id
    assert examine(lived, write).problems == []
    assert len(made) == 3
