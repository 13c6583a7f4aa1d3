"""Telling the account holder of a group that a client may go to one of its branches, and that they know (rule E9)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from db.caseload import must_reach_client
from db.group_facts import groups
from db.reading import Reader
from db.refs import must_exist
from models.errors import Refused
from models.kinds import Channel, Decision, Form
from models.messages import N_, Message
from models.values import person_name

if TYPE_CHECKING:
    from db.store import Store
    from models.actor import Actor
    from models.group_notice import NoticeInput

MOST = 50
_TO_READ = """
SELECT n.id, n.told_on, n.form, n.text, b.name, c.id, c.surname, c.prefix, coalesce(c.call_name, c.initials), e.id, e.name
  FROM group_notice n JOIN user b ON b.id = n.told_by JOIN client c ON c.id = n.client_id JOIN employer e ON e.id = n.employer_id
 WHERE n.told_id = ? AND n.seen_on IS NULL ORDER BY n.told_on, n.id LIMIT ?
"""


class Told(NamedTuple):
    """What a group account holder was told."""

    name: str
    """Who was told."""
    group: str


class Notice(NamedTuple):
    """One notice that its reader has not taken note of yet."""

    id: bytes
    told_on: date
    form: Form
    text: str | None
    by: str
    """Who told them."""
    client_id: bytes
    client: str
    employer_id: bytes
    employer: str


def tell(store: Store, actor: Actor, data: NoticeInput) -> Told:
    """Tell the group account holder of today, or who stands in, that a client may go to a branch.

    Whoever may propose the client may. Through the tool it stands on their first screen until they say that they know; by
    phone, e-mail or in person they know at once. :class:`Refused` when the employer has no group account holder to tell.
    """
    from models.group_notice import GroupNotice

    with store.write(actor, "group-notice.tell") as tx:
        must_exist(tx.reader, employer_id=("employer", data.employer_id), client_id=("client", data.client_id))
        must_reach_client(tx.reader, tx.actor, Decision.PROPOSE, data.client_id)
        group = groups(tx.reader, [data.employer_id], tx.today).get(data.employer_id)
        who = group.holder.deciding if group and group.holder else None
        if group is None or who is None:
            name = tx.reader.value("SELECT name FROM employer WHERE id = ?", (data.employer_id,))
            raise Refused(
                Message(N_("{employer} belongs to no group with an account holder who can be told."), employer=name),
                Message(N_("Name the account holder of the group first.")),
            )
        known = data.channel is not Channel.TOOL
        tx.add(
            GroupNotice(
                **data.model_dump(mode="python", exclude={"form", "channel"}),
                form=data.form.value,
                channel=data.channel.value,
                told_id=who.id,
                told_by=tx.actor.id,
                told_on=tx.today,
                seen_on=tx.today if known else None,
            )
        )
        return Told(who.name, group.name)


def to_read(reader: Reader, user: bytes) -> list[Notice]:
    """What somebody was told as group account holder and has not taken note of yet, the oldest first."""
    return [
        Notice(key, date.fromisoformat(day), Form(form), text, by, client, person_name(*name), employer, at)
        for key, day, form, text, by, client, *name, employer, at in reader.rows(_TO_READ, (user, MOST))
    ]


def take_note(store: Store, actor: Actor, key: bytes) -> None:
    """Say that one knows; only who was told can."""
    from models.group_notice import GroupNotice

    with store.write(actor, "group-notice.seen") as tx:
        notice = tx.get(GroupNotice, key)
        if notice.told_id != tx.actor.id:
            name = tx.reader.value("SELECT name FROM user WHERE id = ?", (notice.told_id,))
            raise Refused(Message(N_("{name} was told this; only they can say that they know."), name=name))
        tx.change(notice, seen_on=tx.today)
