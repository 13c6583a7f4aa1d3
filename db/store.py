"""The store: opens and makes the file, hands out connections, and gives every write one owner.

Nothing here imports SQLModel: a screen reads through :meth:`Store.read` before the tables are loaded; the first
:meth:`Store.write` loads them.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from db.connection import (
    SCHEMA_VERSION,
    Connection,
    connect,
    first_look,
    looks_plain,
    must_be_a_store,
    store_errors,
    wrong_key,
)
from db.keys import key_of
from db.places import must_be_local
from db.reading import Reader
from models.actor import Actor
from models.errors import StoreError
from models.messages import N_, Message

if TYPE_CHECKING:
    from db.writing import Transaction

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The clock of every day."""
    return datetime.now(UTC)


class Store:
    """One open store. Made by :func:`db.creating.create_store`, opened by :func:`open_store`; close it when done."""

    def __init__(self, path: Path, key: str | None, first: Connection, clock: Clock) -> None:
        self.path = path
        self.clock = clock
        self.encrypted = key is not None
        self._key = key
        self._idle: list[Connection] = [first]
        self._open: list[Connection] = [first]
        self._lock = threading.Lock()
        self._watch_lock = threading.Lock()
        self._watch: Connection | None = None
        self._kept: list[Connection] = []
        self._writing = threading.RLock()
        self._engine: Any = None
        self.closed = False

    @property
    def key(self) -> str | None:
        """What opens the file and every copy of it; None for a plain store. For ``db`` alone."""
        return self._key

    # -- reading ---------------------------------------------------------------------------------------------------

    def today(self) -> date:
        """Today where the laptop is."""
        return self.clock().astimezone().date()

    @contextmanager
    def read(self) -> Iterator[Reader]:
        """A reader inside one read transaction: all its queries see the same state of the store."""
        connection = self.take()
        try:
            with store_errors(self.path):
                connection.execute("BEGIN DEFERRED")
                try:
                    yield Reader(connection)
                finally:
                    if connection.in_transaction:
                        connection.execute("ROLLBACK")
        finally:
            self.give_back(connection)

    def take(self) -> Connection:
        """A connection of one's own, until :meth:`give_back`; list readers keep one for as long as they live."""
        with self._lock:
            if self.closed:
                raise StoreError(Message(N_("The store is closed.")))
            if self._idle:
                return self._idle.pop()
        connection = connect(self.path, self._key)
        with self._lock:
            self._open.append(connection)
            if not self.closed:
                return connection
        self.give_back(connection)
        raise StoreError(Message(N_("The store is closed.")))

    def give_back(self, connection: Connection) -> None:
        """Return a connection taken with :meth:`take`; of a store that was closed meanwhile it is closed now."""
        with self._lock:
            if not self.closed:
                self._idle.append(connection)
                return
            self._open.remove(connection)
        connection.close()

    def _keep(self) -> Connection:
        """A connection that stays the store's own until it is closed.

        At closing it is at rest, and not interrupted: what was interrupted would not fold its write-ahead log into the file.
        """
        connection = self.take()
        self._kept.append(connection)
        return connection

    def changes(self) -> int:
        """A number that changes whenever somebody has written, in this program or another (``PRAGMA data_version``).

        Asked of one connection that never writes and is kept for this.
        """
        with self._watch_lock:
            if self._watch is None:
                self._watch = self._keep()
            with store_errors(self.path):
                return int(self._watch.execute("PRAGMA data_version").fetchone()[0])

    # -- writing ---------------------------------------------------------------------------------------------------

    @contextmanager
    def write(self, actor: Actor | None, action: str, reason: str | None = None) -> Iterator[Transaction]:
        """One transaction with its journal entry: commits once at the end, or rolls back whole.

        ``action`` names the act in the journal (``client.update``); ``actor`` is None only for the records that come
        with the product. Raises :class:`StoreError` when the file can't be written.
        """
        from db.writing import begin

        with self._writing, begin(self.engine(), self.path, self.clock(), actor, action, reason) as transaction:
            yield transaction

    def engine(self) -> Any:
        """The SQLAlchemy engine over the one writing connection; made at the first write."""
        with self._writing:
            if self._engine is None:
                from db.engine import make_engine

                self._engine = make_engine(self._keep)
            return self._engine

    def actor(self, name: str) -> Actor:
        """Who acts under this name; refused when unknown or not active."""
        from db.acting import acting_user

        with self.read() as reader:
            return acting_user(reader, name)

    def close(self) -> None:
        """Close every connection; what was committed is safe. A write that is under way is finished first.

        A connection that another thread reads from is interrupted, and closed by that thread: the driver crashes when
        it is closed under a query that runs.
        """
        with self._writing, self._watch_lock:
            with self._lock:
                if self.closed:
                    return
                self.closed = True
                ours = [*self._idle, *self._kept]
                self._idle, self._kept = [], []
                self._open = [connection for connection in self._open if connection not in ours]
                for connection in self._open:
                    connection.interrupt()
            if self._engine is not None:
                self._engine.dispose()
            for connection in ours:
                connection.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()


def open_store(path: Path, passphrase: str | None, *, clock: Clock = utc_now) -> Store:
    """Open the store at ``path``; ``passphrase`` is ignored for a plain one.

    Raises :class:`StoreError` with one sentence, having changed nothing, when the file is missing, no store, of a
    newer version, opened with a wrong passphrase, or lies where no store may lie.
    """
    with store_errors(path):
        must_be_local(path)
        must_be_a_store(path)
        plain = looks_plain(path)
        if not plain and not passphrase:
            raise wrong_key(path, None)
        key = None if plain or passphrase is None else key_of(path, passphrase)
        try:
            must_not_be_newer(path, first_look(path, key))
            first = connect(path, key)
        except StoreError as error:
            raise (error if plain or "not a store" not in error.message.id else wrong_key(path, passphrase)) from error.__cause__
        store = Store(path, key, first, clock)
        try:
            _bring_up_to_date(store, first)
        except BaseException:
            first.interrupt()
            store.close()
            raise
        return store


def _bring_up_to_date(store: Store, connection: Connection) -> None:
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    must_not_be_newer(store.path, version)
    if version < SCHEMA_VERSION:
        from db.migrations import migrate

        migrate(connection, lambda _version: _back_up(store))
        from db.completing import complete

        complete(store)


def _back_up(store: Store) -> None:
    """Keep a store as it is beside itself, before its tables are changed."""
    from db.backup import back_up_beside

    connection = connect(store.path, store.key)  # the other one is about to write
    try:
        back_up_beside(store.path, store.key, connection, f"before-v{SCHEMA_VERSION}", store.clock())
    finally:
        connection.close()


def must_not_be_newer(path: Path, version: int | None) -> None:
    """Refuse a file whose tables this release does not know."""
    if version is not None and version > SCHEMA_VERSION:
        raise StoreError(
            Message(N_("The store {path} was made by a newer version of this program."), path=str(path)),
            Message(N_("Install the newest version and open it again. Nothing in the file was changed.")),
        )
