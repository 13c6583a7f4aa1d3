"""Two records become one, in one entry of the journal: the one stays, the other goes into the archive and points at it.

Everything that belongs to the one that is merged moves along: contacts, actions, placements, requests and consents,
vacancies, orders, indications, wage values, account holders, stops. Its own values stay with it, and so does its journal,
which the record that stays shows with its own. Two records are never both somebody's: when each has an account holder, one
of them goes on from that day.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from db.bulk import add_many, change_many
from db.canonical import stored
from db.handovers import waits_for_another
from db.imports.subject import by_owner, columns_of, fetch
from db.merging.fields import HOLDER, Stays
from db.merging.mandate import must_be_able_to_merge
from db.merging.outlook import MergeOutlook, Moves, merge_outlook, moving
from models.errors import Refused
from models.ids import new_id
from models.kinds import Said
from models.messages import N_, Message

if TYPE_CHECKING:
    from db.store import Store
    from db.writing import Transaction
    from models.actor import Actor
    from models.base import Record

AMONG = 400
"""Records that are read at once while they move."""
_GOES_ON = ("until_date", "reason", "note", "to_read")
"""What the holding that begins anew has of the one it goes on from: also a hand-over that its holder has not read yet."""


class Merged(NamedTuple):
    """A merge that was done."""

    keep: str
    """Number of the record that stays."""
    lost: str
    moved: tuple[Moves, ...]
    fields: tuple[str, ...]
    """The fields that the record that stays has from the other one."""


def merge(
    store: Store,
    actor: Actor,
    subject: str,
    keep: bytes,
    lost: bytes,
    chosen: Mapping[str, Stays] | None = None,
    reason: str | None = None,
    seen: tuple[int, int] | None = None,
) -> Merged:
    """Merge ``lost`` into ``keep``: one journalled act (``employer.merge``, ``client.merge``).

    ``chosen`` says per field whose value stays, where that is not to be by itself; ``seen`` are the versions of both that
    were looked at. :class:`Refused` when who acts may not, when one of the two is merged already, or when somebody said that
    they are not the same; :class:`models.errors.Conflict` when one was changed since.
    """
    from models.tables import SUBJECTS

    table = SUBJECTS[subject]
    with store.write(actor, f"{subject}.merge", (reason or "").strip() or None) as tx:
        for key, version in zip((keep, lost), seen or (None, None), strict=True):
            tx.get(table, key, version=version)
        must_be_two(tx, subject, keep, lost)
        must_be_able_to_merge(tx.reader, tx.actor, subject, keep, lost, tx.today, reason)
        outlook = merge_outlook(tx.reader, tx.actor, subject, keep, lost, tx.today, chosen)
        _archive(tx, table, keep, lost)
        taken = _take(tx, table, keep, outlook)
        for child, column in moving(subject):
            if child.subject == "account-holding":
                _move_holdings(tx, keep, lost, outlook)
            elif child.subject == "coordination" and subject == "employer":
                _move_requests(tx, keep, lost, outlook)
            else:
                _move(tx, child, column, keep, lost)
        return Merged(outlook.keep.number, outlook.lost.number, outlook.moves, taken)


def must_be_two(tx: Transaction, subject: str, keep: bytes, lost: bytes) -> None:
    """Raise :class:`Refused` unless these are two records that can be made one."""
    from db.duplicates.pairs import said_of
    from db.merging.outlook import side

    if keep == lost:
        raise Refused(Message(N_("A record can't be merged with itself.")), Message(N_("Name two records.")))
    one, other = side(tx.reader, subject, keep), side(tx.reader, subject, lost)
    for record in (one, other):
        if record.merged_into is not None:
            into = side(tx.reader, subject, record.merged_into)
            raise Refused(
                Message(N_("{number} was merged into {into} already."), number=record.number, into=into.number),
                Message(N_("Name {into} instead, or undo that merge first."), into=into.number),
            )
    if one.archived_on is not None:
        raise Refused(
            Message(N_("{number} is archived: nothing new begins there."), number=one.number),
            Message(N_("Let the other record stay, or take this one out of the archive first.")),
        )
    for said in said_of(tx.reader, subject, keep, lost):
        if said.said is Said.DIFFERENT:
            raise Refused(
                Message(N_("{name} said on {day} that these are not the same."), name=said.name, day=said.said_on),
                Message(N_("Have that taken back first.")),
            )


def _archive(tx: Transaction, table: type[Record], keep: bytes, lost: bytes) -> None:
    row = _row(tx, table, lost)
    values = {"archived_on": row["archived_on"] or stored(tx.today), "merged_into_id": keep}
    change_many(tx, table, [(row, {name: value for name, value in values.items() if row[name] != value})])


def _take(tx: Transaction, table: type[Record], keep: bytes, outlook: MergeOutlook) -> tuple[str, ...]:
    """Give the record that stays the values that were chosen; the names of those that are not its own."""
    row = _row(tx, table, keep)
    taken = {one.name: one.value for one in outlook.fields if one.name != HOLDER and one.value != row[one.name]}
    if taken:
        change_many(tx, table, [(row, taken)])
    return tuple(taken)


def _move(tx: Transaction, child: type[Record], column: str, keep: bytes, lost: bytes) -> None:
    """Let everything of one subject that points at ``lost`` point at ``keep``; what was said of the two stays with them."""
    name = child.__table__.name  # type: ignore[attr-defined]
    apart = ""
    if child.subject == "pair":
        other = column.removeprefix("other_") if column.startswith("other_") else f"other_{column}"
        apart = f" AND {other} IS NOT ?"
    while keys := [
        key
        for (key,) in tx.reader.rows(
            f"SELECT id FROM {name} WHERE {column} = ?{apart} LIMIT ?", (lost, *((keep,) if apart else ()), AMONG)
        )
    ]:
        rows = fetch(tx.reader, child, "id", keys)
        change_many(tx, child, (({n: v for n, v in row.items() if n != "rowid"}, {column: keep}) for row in rows))


def _move_requests(tx: Transaction, keep: bytes, lost: bytes, outlook: MergeOutlook) -> None:
    """Let the requests and consents move along; what still waits for an account holder waits for the one who goes on."""
    from models.coordination.request import Coordination

    holder = next((one.value for one in outlook.fields if one.name == HOLDER), None)
    waiting = waits_for_another(tx.reader, (keep, lost), holder, tx.today) if holder else frozenset()
    also = {"holder_id": holder, "handed_to": None}

    def changes(rows: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
        for row in rows:
            current = {name: value for name, value in row.items() if name != "rowid"}
            values = {"employer_id": keep} | (also if row["id"] in waiting else {})
            yield current, {name: value for name, value in values.items() if current[name] != value}

    query = "SELECT id FROM coordination WHERE employer_id = ? LIMIT ?"
    ours = sorted(waiting - {key for (key,) in tx.reader.rows("SELECT id FROM coordination WHERE employer_id = ?", (lost,))})
    while keys := [key for (key,) in tx.reader.rows(query, (lost, AMONG))]:
        change_many(tx, Coordination, changes(fetch(tx.reader, Coordination, "id", keys)))
    for start in range(0, len(ours), AMONG):
        change_many(tx, Coordination, changes(fetch(tx.reader, Coordination, "id", ours[start : start + AMONG])))


def _row(tx: Transaction, table: type[Record], key: bytes) -> dict[str, Any]:
    columns = columns_of(table)
    row = tx.reader.row(f"SELECT {', '.join(columns)} FROM {table.__table__.name} WHERE id = ?", (key,))  # type: ignore[attr-defined]
    return dict(zip(columns, row or (), strict=True))


# -- the account holder ------------------------------------------------------------------------------------------------------


def _move_holdings(tx: Transaction, keep: bytes, lost: bytes, outlook: MergeOutlook) -> None:
    """Let the account holdings move along; of two account holders one goes on.

    What the other holds ends today, and the one who stays begins anew today: the day of the change belongs to both, as
    always (``db/account_holding.py``), so what each decided stays decided by who held it then. One who was to begin later
    at the record of who does not go on, never begins.
    """
    from models.employer import AccountHolding

    held = {
        key: [{name: value for name, value in row.items() if name != "rowid"} for row in rows]
        for key, rows in by_owner(fetch(tx.reader, AccountHolding, "employer_id", [keep, lost]), "employer_id").items()
    }
    changes: dict[bytes, dict[str, Any]] = {row["id"]: {"employer_id": keep} for row in held.get(lost, ())}
    choice = next((one for one in outlook.fields if one.name == HOLDER), None)
    begins: dict[str, Any] | None = None
    if choice is not None and choice.keep is not None and choice.lost is not None:
        stays, ends = (keep, lost) if choice.stays is Stays.KEEP else (lost, keep)
        today = stored(tx.today)
        for row in held[ends]:
            if row["until_date"] is not None and row["until_date"] < today:
                continue
            if row["from_date"] is not None and row["from_date"] > today:
                changes.pop(row["id"], None)
                tx.remove(tx.get(AccountHolding, row["id"]))
            else:
                changes.setdefault(row["id"], {})["until_date"] = today
        if choice.differs:
            newest = max((row for row in held[stays] if _runs_on(row, today)), key=_begun)
            begins = {"id": new_id(), "employer_id": keep, "user_id": newest["user_id"], "from_date": today}
            begins |= {name: newest[name] for name in _GOES_ON if newest[name] is not None}
            changes.setdefault(newest["id"], {})["until_date"] = today
    rows = [row for some in held.values() for row in some if row["id"] in changes]
    change_many(
        tx, AccountHolding, ((row, _differing(row, changes[row["id"]])) for row in rows if _differing(row, changes[row["id"]]))
    )
    if begins is not None:
        add_many(tx, AccountHolding, [begins])


def _differing(row: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if row[name] != value}


def _runs_on(row: Mapping[str, Any], day: str) -> bool:
    return (row["from_date"] or "") <= day and (row["until_date"] is None or row["until_date"] >= day)


def _begun(row: Mapping[str, Any]) -> tuple[str, bytes]:
    return row["from_date"] or "", row["id"]
