"""Contact moments: what was said with or about a client, an employer or a placement, newest first, and recording it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from db.about import NAMED, NAMES, called
from db.reading import Reader, gone
from db.refs import must_exist
from models.about import About, about_of
from models.errors import InvalidInput
from models.kinds import ContactKind
from models.messages import N_, Message

if TYPE_CHECKING:
    from db.store import Store
    from db.writing import Transaction
    from models.actor import Actor
    from models.contact_moment import ContactMomentInput, FollowUpInput


class ContactRow(NamedTuple):
    """One contact moment as files and lists show it."""

    id: bytes
    kind: ContactKind
    day: date
    time: str | None
    """HH:MM; None when it was not written down."""
    made_by: bytes
    who: str
    """Name of who of us had the contact."""
    text: str
    about: About
    about_name: str
    """What it is about, as a sentence has it: 'Yinthe van der Arent', 'Vegt Logistiek'; of a placement its client's."""
    version: int


class Recorded(NamedTuple):
    """What was recorded at once."""

    contact: bytes
    action: bytes | None
    """The action that follows, when there is one."""


_SELECT = (
    "SELECT k.id, k.kind, k.day, k.time, k.made_by, u.name, k.text, k.client_id, k.employer_id, k.placement_id, k.version, "
    f"{NAMES} FROM contact_moment k JOIN user u ON u.id = k.made_by {NAMED.format('k')}"
)
_OWN = "SELECT id FROM (SELECT id FROM contact_moment WHERE {0}_id = :key ORDER BY day DESC, id DESC LIMIT :most)"
_OF_PLACEMENTS = (
    "SELECT id FROM (SELECT m.id FROM placement q CROSS JOIN contact_moment m ON m.placement_id = q.id "
    "WHERE q.{0}_id = :key ORDER BY m.day DESC, m.id DESC LIMIT :most)"
)
_OF_BRANCHES = (
    "SELECT id FROM (SELECT m.id FROM employer o CROSS JOIN contact_moment m ON m.employer_id = o.id "
    "WHERE o.group_key = (SELECT e.group_key FROM employer e WHERE e.id = :key) AND o.group_key <> '' AND o.id <> :key "
    "ORDER BY m.day DESC, m.id DESC LIMIT :most)"
)
NEWEST_FIRST = "k.day DESC, coalesce(k.time, '') DESC, k.id DESC"


def _row(row: tuple[Any, ...]) -> ContactRow:
    key, kind, day, time, made_by, who, text, client, employer, placement, version, *names = row
    about = about_of(client, employer, placement)
    assert about is not None, "the form and the store know no contact moment about nothing"
    return ContactRow(key, ContactKind(kind), date.fromisoformat(day), time, made_by, who, text, about, called(*names), version)


def contacts_of(reader: Reader, about: About, most: int, *, group: bool = False) -> tuple[ContactRow, ...]:
    """The newest contact moments on a record, whoever had them; on a client's or an employer's placements too.

    With ``group`` also those with the other branches of an employer's group: one log of all that is said with it.
    """
    found = _OWN.format(about.subject)
    if about.subject != "placement":
        found += " UNION ALL " + _OF_PLACEMENTS.format(about.subject)
    if group and about.subject == "employer":
        found += " UNION ALL " + _OF_BRANCHES
    rows = reader.rows(f"{_SELECT} WHERE k.id IN ({found}) ORDER BY {NEWEST_FIRST} LIMIT :most", {"key": about.key, "most": most})
    return tuple(_row(row) for row in rows)


def contact_moment(reader: Reader, key: bytes) -> ContactRow:
    """One contact moment."""
    row = reader.row(f"{_SELECT} WHERE k.id = ?", (key,))
    if row is None:
        raise gone()
    return _row(row)


# -- acts ----------------------------------------------------------------------------------------------------------------


def add_contact_moment(store: Store, actor: Actor, data: ContactMomentInput, follow_up: FollowUpInput | None = None) -> Recorded:
    """Record a contact moment and, in the same transaction, the action that follows from it.

    The action is about the same record; without an owner it is of who had the contact.
    """
    from models.action import Action
    from models.contact_moment import ContactMoment

    with store.write(actor, "contact-moment.add") as tx:
        moment = tx.add(ContactMoment(**_checked(tx, data)))
        if follow_up is None or follow_up.what is None or follow_up.due_on is None:
            return Recorded(moment.id, None)
        owner = follow_up.owner_id or data.made_by
        must_be_able(tx.reader, owner)
        action = tx.add(
            Action(
                client_id=data.client_id,
                employer_id=data.employer_id,
                placement_id=data.placement_id,
                contact_moment_id=moment.id,
                what=follow_up.what,
                due_on=follow_up.due_on,
                owner_id=owner,
            )
        )
        return Recorded(moment.id, action.id)


def change_contact_moment(store: Store, actor: Actor, key: bytes, version: int, data: ContactMomentInput) -> None:
    """Correct a contact moment that was read at ``version``; the journal keeps what it said before."""
    from models.contact_moment import ContactMoment

    with store.write(actor, "contact-moment.change") as tx:
        tx.change(tx.get(ContactMoment, key, version=version), **_checked(tx, data))


def must_be_able(reader: Reader, owner: bytes) -> None:
    """:class:`InvalidInput` unless the owner of an action is somebody who may act."""
    row = reader.row("SELECT name, active FROM user WHERE id = ?", (owner,))
    if row is None:
        raise InvalidInput([("owner_id", gone().message)])
    if not row[1]:
        raise InvalidInput([("owner_id", Message(N_("{name} is not active: choose somebody else."), name=row[0]))])


def _checked(tx: Transaction, data: ContactMomentInput) -> dict[str, Any]:
    """The values to keep: what it points at is there, and it has happened."""
    if data.day > tx.today:
        raise InvalidInput([("day", Message(N_("{date} is still to come: make it an action."), date=data.day))])
    must_exist(
        tx.reader,
        client_id=("client", data.client_id),
        employer_id=("employer", data.employer_id),
        placement_id=("placement", data.placement_id),
        made_by=("user", data.made_by),
    )
    return data.model_dump()
