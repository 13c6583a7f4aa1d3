"""Absences: since when a client is ill or absent, until when that is expected, and when they were back.

The client's status follows: while an absence runs it is 'ill' or 'absent', when it ends 'active' again; leaving, dying
and moving away are set by hand and end what runs (docs/decisions/0016-absence-and-fallback.md).
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from db.caseload import acting_now
from db.reading import Reader, as_date, gone
from models.errors import InvalidInput, Refused
from models.kinds import AWAY, STATUS_OF_ABSENCE, AbsenceKind, ClientStatus
from models.messages import N_, Message
from models.values import person_name

if TYPE_CHECKING:
    from db.store import Store
    from db.writing import Transaction
    from models.absence import AbsenceInput, BackInput
    from models.actor import Actor
    from models.client import Client

MOST = 50
"""A file lists at most this many."""


class AbsenceRow(NamedTuple):
    """One absence as files show it."""

    id: bytes
    client_id: bytes
    kind: AbsenceKind
    from_date: date
    expected_until: date | None
    """Last day that is expected; None: nobody knows yet."""
    until_date: date | None
    """Last day; None: not back yet."""
    note: str | None
    version: int

    @property
    def is_open(self) -> bool:
        """Whether the client is not back yet."""
        return self.until_date is None

    def runs_on(self, day: date) -> bool:
        """Whether the client is away on ``day``, as far as is known."""
        return self.from_date <= day and (self.until_date is None or self.until_date >= day)


_SELECT = "SELECT id, client_id, kind, from_date, expected_until, until_date, note, version FROM absence"


def _row(row: tuple[Any, ...]) -> AbsenceRow:
    key, client, kind, begin, expected, until, note, version = row
    return AbsenceRow(key, client, AbsenceKind(kind), date.fromisoformat(begin), as_date(expected), as_date(until), note, version)


def absences_of(reader: Reader, client: bytes) -> tuple[AbsenceRow, ...]:
    """The absences of a client, newest first."""
    rows = reader.rows(f"{_SELECT} WHERE client_id = ? ORDER BY from_date DESC, id DESC LIMIT ?", (client, MOST))
    return tuple(_row(row) for row in rows)


def absence(reader: Reader, key: bytes) -> AbsenceRow:
    """One absence."""
    row = reader.row(f"{_SELECT} WHERE id = ?", (key,))
    if row is None:
        raise gone()
    return _row(row)


def open_absence(reader: Reader, client: bytes) -> AbsenceRow | None:
    """The absence from which a client is not back yet, the one that began last; None when there is none."""
    row = reader.row(f"{_SELECT} WHERE client_id = ? AND until_date IS NULL ORDER BY from_date DESC, id DESC LIMIT 1", (client,))
    return None if row is None else _row(row)


# -- acts ----------------------------------------------------------------------------------------------------------------


def add_absence(store: Store, actor: Actor, client: bytes, data: AbsenceInput) -> bytes:
    """Record that a client is, or will be, ill or absent; returns the key. :class:`Refused` when that is known already."""
    from models.absence import Absence

    with store.write(actor, "absence.add") as tx:
        acting_now(tx.reader, actor)
        record = _client(tx, client)
        _must_be_new(tx.reader, record, data.from_date, data.expected_until, None, tx.today)
        made = tx.add(Absence(client_id=client, **_values(data)))
        _follow(tx, record)
        return made.id


def change_absence(store: Store, actor: Actor, key: bytes, version: int, data: AbsenceInput) -> None:
    """Correct an absence that was read at ``version``, or give it another expected end."""
    from models.absence import Absence

    with store.write(actor, "absence.change") as tx:
        acting_now(tx.reader, actor)
        record = tx.get(Absence, key, version=version)
        if record.until_date is not None and record.until_date < data.from_date:
            ended = Message(N_("It ended on {date}, before this day."), date=record.until_date)
            raise InvalidInput([("from_date", ended)])
        client = _client(tx, record.client_id)
        _must_be_new(tx.reader, client, data.from_date, record.until_date or data.expected_until, key, tx.today)
        tx.change(record, **_values(data))
        _follow(tx, client)


def end_absence(store: Store, actor: Actor, key: bytes, version: int, data: BackInput) -> None:
    """The client is back: ``data.back_on`` is the first day at work again."""
    from models.absence import Absence

    with store.write(actor, "absence.end") as tx:
        acting_now(tx.reader, actor)
        record = tx.get(Absence, key, version=version)
        if record.until_date is not None:
            raise Refused(Message(N_("This absence ended already, on {date}."), date=record.until_date))
        if data.back_on > tx.today:
            later = Message(N_("{date} is still to come: write the day before it as the expected end."), date=data.back_on)
            raise InvalidInput([("back_on", later)])
        if data.back_on <= record.from_date:
            early = Message(N_("The absence began on {date}: be back after that day, or undo it."), date=record.from_date)
            raise InvalidInput([("back_on", early)])
        tx.change(record, until_date=data.back_on - timedelta(days=1))
        _follow(tx, _client(tx, record.client_id))


def end_what_runs(tx: Transaction, client: bytes, status: ClientStatus) -> None:
    """The status of a client was set to ``status`` by hand: an absence that runs then no longer does."""
    from models.absence import Absence

    if status in AWAY:
        return
    for (key,) in tx.reader.rows("SELECT id FROM absence WHERE client_id = ? AND until_date IS NULL", (client,)):
        record = tx.get(Absence, key)
        last = tx.today - timedelta(days=1) if status is ClientStatus.ACTIVE else tx.today
        if record.from_date <= tx.today:
            tx.change(record, until_date=max(last, record.from_date))


def _values(data: AbsenceInput) -> dict[str, Any]:
    return data.model_dump() | {"kind": data.kind.value}


def _client(tx: Transaction, key: bytes) -> Client:
    """The client; :class:`Refused` when they are no longer with us."""
    from models.client import Client

    record = tx.get(Client, key)
    if record.archived_on is not None or record.status not in (ClientStatus.ACTIVE, *AWAY):
        raise Refused(Message(N_("{client} is no longer with us: absences are not kept any more."), client=record.name))
    return record


_SAME_DAYS = """
SELECT kind, from_date FROM absence
 WHERE client_id = :client AND id IS NOT :key AND from_date <= :until
   AND coalesce(until_date, CASE WHEN expected_until >= :today THEN expected_until END, :last) >= :start
 ORDER BY from_date LIMIT 1
"""


def _must_be_new(reader: Reader, client: Client, start: date, until: date | None, key: bytes | None, today: date) -> None:
    """Raise :class:`Refused` when another absence of the client has some of these days.

    One of which the expected end has passed while nobody wrote down that the client is back still goes on.
    """
    last = date.max.isoformat()
    given = {"client": client.id, "key": key, "start": start.isoformat(), "until": until.isoformat() if until else last}
    row = reader.row(_SAME_DAYS, given | {"last": last, "today": today.isoformat()})
    if row is not None:
        name = person_name(client.surname, client.prefix, client.call_name or client.initials)
        raise Refused(
            Message(
                N_("{client} is away already from {date} ({kind})."),
                client=name,
                date=date.fromisoformat(row[1]),
                kind=AbsenceKind(row[0]),
            ),
            Message(N_("Change that absence, or write down first when they were back.")),
        )


def _follow(tx: Transaction, client: Client) -> None:
    """Give the client the status that follows from the absences as they stand."""
    kind = tx.reader.value(
        "SELECT kind FROM absence WHERE client_id = :client AND from_date <= :day AND (until_date IS NULL OR until_date >= :day) "
        "ORDER BY from_date DESC, id DESC LIMIT 1",
        {"client": client.id, "day": tx.today.isoformat()},
    )
    tx.change(client, status=(ClientStatus.ACTIVE if kind is None else STATUS_OF_ABSENCE[AbsenceKind(kind)]).value)
