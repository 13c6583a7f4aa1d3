"""The tables, indexes and triggers: as a new store of this release has them."""

from __future__ import annotations

from collections.abc import Iterator

from sqlcipher3 import dbapi2

from db.connection import SCHEMA_VERSION, Connection
from db.doctor.problem import REPORT, Problem, Progress
from db.store import Store
from models.messages import N_, Message

_SCHEMA = "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"
Parts = dict[tuple[str, str], str | None]


def problems(store: Store, progress: Progress) -> Iterator[Problem]:
    """What is missing, what is too many, and what is different."""
    meant = _of_a_new_store()
    with store.read() as reader:
        there = _parts(reader.connection)
        version = reader.value("PRAGMA user_version")
    if version != SCHEMA_VERSION:
        sentence = N_("The store says that its tables are of version {there}, not {meant}.")
        yield Problem(Message(sentence, there=version, meant=SCHEMA_VERSION), REPORT)
    for sentence, names in (
        (N_("The store lacks: {names}."), meant.keys() - there.keys()),
        (N_("The store has more than a new one: {names}."), there.keys() - meant.keys()),
        (N_("Not as in a new store: {names}."), {one for one in meant.keys() & there.keys() if meant[one] != there[one]}),
    ):
        if names:
            yield Problem(Message(sentence, names=[f"{kind} {name}" for kind, name in sorted(names)]), REPORT)
    progress(1)


def _of_a_new_store() -> Parts:
    from db.migrations import migrate

    connection = dbapi2.connect(":memory:", isolation_level=None)
    try:
        migrate(connection)
        return _parts(connection)
    finally:
        connection.close()


def _parts(connection: Connection) -> Parts:
    return {(kind, name): sql for kind, name, sql in connection.execute(_SCHEMA).fetchall()}
