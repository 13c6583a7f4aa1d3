"""``nuo undo`` and ``nuo redo`` on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.clients import update_client
from db.store import open_store
from tests.nuo_tui.conftest import ADMINISTRATOR, CONSULTANT, HOLDER, Nuo


def change(path: Path, who: str, **values: str) -> None:
    """Somebody changes the client."""
    with open_store(path, None) as store:
        with store.read() as reader:
            key, version = reader.rows("SELECT id, version FROM client")[0]
        update_client(store, store.actor(who), key, version, values)


def phone(nuo: Nuo) -> str | None:
    return nuo("show", "client", "CA00001", "--user", CONSULTANT, "--json").json["phone"]  # type: ignore[no-any-return]


def test_undo_redo_and_the_list(nuo: Nuo, store_path: Path) -> None:
    change(store_path, CONSULTANT, phone="1")
    change(store_path, CONSULTANT, phone="2", email="a@b.example")
    told = nuo("undo", "--user", CONSULTANT)
    assert (told.code, told.err) == (0, "")
    assert told.out.splitlines()[0] == "Undone: client changed (CA00001)."
    assert "CA00001 phone: 2 → 1" in told.out
    assert phone(nuo) == "1"
    rows = nuo("undo", "--list", "--user", CONSULTANT, "--json").json["rows"]
    assert [(row["action"], row["record"], row["changes"], row["undone"]) for row in rows] == [
        ("client changed", "CA00001", 2, True),
        ("client changed", "CA00001", 1, False),
    ]
    assert nuo("undo", str(rows[1]["act"]), "--user", CONSULTANT, "--json").json["undone"] is True
    assert phone(nuo) is None
    again = nuo("redo", "--user", CONSULTANT, "--json").json
    assert (again["act"], again["undone"]) == (rows[1]["act"], False)
    assert nuo("redo", "--user", CONSULTANT).out.startswith("Done again: client changed (CA00001).")
    assert phone(nuo) == "2"
    told = nuo("undo", "--list", "--user", CONSULTANT)
    assert told.out.splitlines()[0].split() == ["N", "When", "What", "Record", "Changes", "Undone"]
    assert "done again: client changed" in nuo("journal", "--limit", "1").out


def test_what_stands_in_the_way_is_named_and_nothing_is_done(nuo: Nuo, store_path: Path) -> None:
    change(store_path, CONSULTANT, phone="1")
    change(store_path, ADMINISTRATOR, phone="2")
    for words in (("undo",), ("undo", "--dry-run")):
        told = nuo(*words, "--user", CONSULTANT)
        assert told.code == 1
        assert f"{ADMINISTRATOR}: client changed (CA00001)" in told.err
        found = nuo(*words, "--user", CONSULTANT, "--json")
        assert (found.code, found.json["blocking"]) == (1, ["CA00001"])
    assert phone(nuo) == "2"


def test_a_rehearsal_stores_nothing(nuo: Nuo, store_path: Path) -> None:
    change(store_path, CONSULTANT, phone="1")
    told = nuo("undo", "--dry-run", "--user", CONSULTANT)
    assert "phone: 1 → –" in told.out
    assert "nothing was stored" in told.out
    assert phone(nuo) == "1"


@pytest.mark.parametrize(("words", "code"), [(("undo",), 2), (("redo",), 2), (("undo", "1"), 1), (("undo", "0"), 2)])
def test_nothing_to_undo(nuo: Nuo, store_path: Path, words: tuple[str, ...], code: int) -> None:
    assert nuo(*words, "--user", HOLDER).code == code
    assert nuo("undo", "--list", "--user", HOLDER).out == "There is nothing of yours to undo.\n"
