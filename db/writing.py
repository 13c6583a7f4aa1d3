"""Writing: the one transaction through which every change goes, journal and search index included.

Nothing writes a subject's table around :class:`Transaction`: what the session would flush without having been
journalled is refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Engine, event
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from db import search
from db.acting import still_active
from db.canonical import stored
from db.connection import Connection, store_error, store_errors
from db.journal import JournalWriter, journalled_columns
from db.numbers import next_number
from db.reading import Reader, gone
from models.actor import Actor
from models.base import Record
from models.errors import Conflict, Refused
from models.messages import N_, Message
from models.tables import SUBJECTS

R = TypeVar("R", bound=Record)


@contextmanager
def begin(
    engine: Engine, path: Path, at: datetime, actor: Actor | None, action: str, reason: str | None
) -> Iterator[Transaction]:
    """Open the transaction of :meth:`db.store.Store.write`; commits once, or rolls back whole.

    Who acts is read anew inside it: since they began, they may have been retired or have lost a role.
    """
    try:
        with store_errors(path), Session(engine, expire_on_commit=False, autoflush=False) as session:
            connection: Connection = session.connection().connection.driver_connection
            acting = still_active(Reader(connection), actor)
            transaction = Transaction(session, connection, acting, action, reason, at, at.astimezone().date())
            event.listen(session, "before_flush", transaction.refuse_strangers)
            yield transaction
            session.flush()
            session.commit()
    except DBAPIError as error:
        raise store_error(path, str(error.orig)) from error


class Transaction:
    """One transaction: adds, changes and removes records, and keeps journal and search index in step."""

    def __init__(
        self,
        session: Session,
        connection: Connection,
        actor: Actor | None,
        action: str,
        reason: str | None,
        at: datetime,
        today: date,
    ) -> None:
        self._session = session
        self.connection = connection
        self.reader = Reader(connection)
        self._actor = actor
        self.at = at
        self.today = today
        device = connection.execute("SELECT value FROM store_info WHERE key = 'device'").fetchone()
        self.journal = JournalWriter(connection, bytes.fromhex(device[0]), actor.id if actor else None, action, reason, at)
        self._due: set[int] = set()
        self._raised: set[bytes] = set()

    @property
    def actor(self) -> Actor:
        """Who acts; only a new store is filled by nobody."""
        if self._actor is None:
            raise Refused(Message(N_("Nobody is named who does this.")))
        return self._actor

    # -- records ---------------------------------------------------------------------------------------------------

    def add(self, record: R) -> R:
        """Add a new record; fills its bookkeeping and derived columns."""
        record.created_at = record.changed_at = self.at
        record.changed_by = self._actor.id if self._actor else None
        self._derive(record)
        self._due.add(id(record))
        self._session.add(record)
        self.flush()
        self.journal.created(record.subject, [self._journalled(record)])
        if record.subject in search.SUBJECT_NUMBERS:
            search.add_entries(self.connection, record.subject, [self._kept(record)])
        return record

    def get(self, table: type[R], key: bytes, *, version: int | None = None) -> R:
        """The record with this key, to change; :class:`Conflict` when it is no longer at ``version``."""
        record = self._session.get(table, key)
        if record is None:
            raise gone()
        if version is not None and record.version != version:
            from db.history import changes_since

            raise Conflict(
                Message(N_("Somebody else changed this since you opened it. Nothing of yours was saved.")),
                changes_since(self.reader, key, record.version - version),
                Message(N_("Open it again, look at what changed, and make your change anew.")),
            )
        return record

    def change(self, record: R, **values: Any) -> R:
        """Give fields new values; only what differs is written and journalled."""
        differing = {
            name: (stored(getattr(record, name)), stored(value))
            for name, value in values.items()
            if stored(getattr(record, name)) != stored(value)
        }
        if not differing:
            return record
        if self._session.is_modified(record):
            raise _around(record)
        for name in differing:
            value = values[name]
            setattr(record, name, str(value) if isinstance(value, str) else value)
        if record.id not in self._raised:
            self._raised.add(record.id)
            record.version += 1
        record.changed_at, record.changed_by = self.at, self._actor.id if self._actor else None
        self._derive(record)
        self._due.add(id(record))
        self.flush()
        self.journal.changed(record.subject, record.id, differing)
        if record.subject in search.SUBJECT_NUMBERS:
            search.change_entry(self.connection, record.subject, self._kept(record))
        return record

    def remove(self, record: Record) -> None:
        """Take a record out: only for undoing its creation."""
        self._due.add(id(record))
        self.journal.removed(record.subject, [self._journalled(record)])
        self._session.delete(record)
        self.flush()
        search.remove_entries(self.connection, [record.id])

    def next_number(self, subject: str) -> str:
        """A new number for people: subject's letter, device's letter, five digits."""
        return next_number(self.connection, subject)

    def flush(self) -> None:
        """Write what is pending, so that :attr:`reader` sees it."""
        self._session.flush()
        self._due.clear()

    def refuse_strangers(self, session: Session, *_: object) -> None:
        """No change reaches a subject's table around the journal."""
        for record in (*session.new, *session.dirty, *session.deleted):
            if id(record) not in self._due and (record not in session.dirty or session.is_modified(record)):
                raise _around(record)

    # -- inside ----------------------------------------------------------------------------------------------------

    def _derive(self, record: Record) -> None:
        for name, value in record.derive(record.__dict__).items():
            setattr(record, name, value)

    def _kept(self, record: Record) -> dict[str, Any]:
        return {c.name: stored(getattr(record, c.name)) for c in SUBJECTS[record.subject].__table__.columns}  # type: ignore[attr-defined]

    def _journalled(self, record: Record) -> dict[str, Any]:
        return {name: stored(getattr(record, name)) for name in journalled_columns(type(record))}


def _around(record: object) -> RuntimeError:
    return RuntimeError(f"{type(record).__name__} was changed around the journal")
