"""Actions: what is to be done, by whom and by when; adding, changing, finishing them and handing them over."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from db.about import NAMED, NAMES, called
from db.contact_moments import must_be_able
from db.reading import Reader, as_date, gone
from db.refs import must_exist
from models.about import About, about_of
from models.errors import Refused
from models.messages import N_, Message

if TYPE_CHECKING:
    from db.store import Store
    from db.writing import Transaction
    from models.action import ActionInput
    from models.actor import Actor


class ActionRow(NamedTuple):
    """One action as files and lists show it."""

    id: bytes
    what: str
    due_on: date
    owner_id: bytes
    owner: str
    about: About | None
    """None: about nothing in particular."""
    about_name: str
    """What it is about, as a sentence has it; '' for nothing."""
    contact_moment_id: bytes | None
    done_on: date | None
    done_by: str | None
    version: int

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.done_on is None


SELECT = (
    "SELECT x.id, x.what, x.due_on, x.owner_id, o.name, x.client_id, x.employer_id, x.placement_id, x.contact_moment_id, "
    f"x.done_on, d.name, x.version, {NAMES} FROM action x JOIN user o ON o.id = x.owner_id "
    f"LEFT JOIN user d ON d.id = x.done_by {NAMED.format('x')}"
)
_OWN = "SELECT id FROM (SELECT m.id FROM action m WHERE m.{0}_id = :key {1} LIMIT :most)"
_OF_PLACEMENTS = (
    "SELECT id FROM (SELECT m.id FROM placement q CROSS JOIN action m ON m.placement_id = q.id "
    "WHERE q.{0}_id = :key {1} LIMIT :most)"
)


def action_row(row: tuple[Any, ...]) -> ActionRow:
    """A row of :data:`SELECT`."""
    key, what, due, owner_id, owner, client, employer, placement, contact, done_on, done_by, version, *names = row
    about = about_of(client, employer, placement)
    day = date.fromisoformat(due)
    return ActionRow(key, what, day, owner_id, owner, about, called(*names), contact, as_date(done_on), done_by, version)


def actions_of(reader: Reader, about: About, most: int) -> tuple[ActionRow, ...]:
    """The actions about a record, the latest due first; those about a client's or an employer's placements too."""
    return _read(reader, about, "ORDER BY m.due_on DESC, m.id DESC", "x.due_on DESC, x.id DESC", most)


def next_action(reader: Reader, about: About) -> ActionRow | None:
    """The open action about a record that is due first; None when nothing is to be done."""
    first = "AND m.done_on IS NULL ORDER BY m.due_on, m.id"
    found = _read(reader, about, first, "x.due_on, x.id", 1)
    return found[0] if found else None


def _read(reader: Reader, about: About, inner: str, order: str, most: int) -> tuple[ActionRow, ...]:
    found = _OWN.format(about.subject, inner)
    if about.subject != "placement":
        found += " UNION ALL " + _OF_PLACEMENTS.format(about.subject, inner)
    rows = reader.rows(f"{SELECT} WHERE x.id IN ({found}) ORDER BY {order} LIMIT :most", {"key": about.key, "most": most})
    return tuple(action_row(row) for row in rows)


def action(reader: Reader, key: bytes) -> ActionRow:
    """One action."""
    row = reader.row(f"{SELECT} WHERE x.id = ?", (key,))
    if row is None:
        raise gone()
    return action_row(row)


# -- acts ----------------------------------------------------------------------------------------------------------------


def add_action(store: Store, actor: Actor, data: ActionInput) -> bytes:
    """Add something that is to be done; returns its key."""
    from models.action import Action

    with store.write(actor, "action.add") as tx:
        must_be_able(tx.reader, data.owner_id)
        return tx.add(Action(**_checked(tx, data))).id


def change_action(store: Store, actor: Actor, key: bytes, version: int, data: ActionInput) -> None:
    """Change what, by when or by whom; of an action that was read at ``version``."""
    from models.action import Action

    with store.write(actor, "action.change") as tx:
        record = tx.get(Action, key, version=version)
        if record.owner_id != data.owner_id:
            must_be_able(tx.reader, data.owner_id)
        tx.change(record, **_checked(tx, data))


def finish_action(store: Store, actor: Actor, key: bytes) -> ActionRow:
    """It is done, today, by who acts; :class:`Refused` when it was done already, and by whom."""
    from models.action import Action

    with store.write(actor, "action.finish") as tx:
        record = tx.get(Action, key)
        if record.done_on is not None:
            by = tx.reader.value("SELECT name FROM user WHERE id = ?", (record.done_by,))
            raise Refused(Message(N_("{name} did this already, on {date}."), name=by or "", date=record.done_on))
        tx.change(record, done_on=tx.today, done_by=tx.actor.id)
        return action(tx.reader, key)


def reopen_action(store: Store, actor: Actor, key: bytes) -> ActionRow:
    """It was not done after all: take 'finished' back; :class:`Refused` when it is open."""
    from models.action import Action

    with store.write(actor, "action.reopen") as tx:
        record = tx.get(Action, key)
        if record.done_on is None:
            raise Refused(Message(N_("This is still to be done.")))
        tx.change(record, done_on=None, done_by=None)
        return action(tx.reader, key)


def hand_over(store: Store, actor: Actor, key: bytes, version: int, owner: bytes) -> ActionRow:
    """Somebody else does it from now on."""
    from models.action import Action

    with store.write(actor, "action.hand-over") as tx:
        record = tx.get(Action, key, version=version)
        must_be_able(tx.reader, owner)
        tx.change(record, owner_id=owner)
        return action(tx.reader, key)


def _checked(tx: Transaction, data: ActionInput) -> dict[str, Any]:
    """The values to keep: what it points at is there."""
    must_exist(
        tx.reader,
        client_id=("client", data.client_id),
        employer_id=("employer", data.employer_id),
        placement_id=("placement", data.placement_id),
    )
    return data.model_dump()
