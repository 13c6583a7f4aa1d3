"""The account holder of a whole group of employers (concern): who it is, who was before, and naming another one (rule E9).

A group is found by its name as the branches have it, however that is written. Unlike an account holder of one employer
the group's decides on nothing: they know, so that the group hears one story.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from db.account_holding import must_be_able_to_hold, must_not_rewrite
from db.group_facts import NEWEST, PERSON, RUNS, holder_of
from db.mandates import scopes
from db.reading import Reader, as_date
from models.coordination.facts import HolderFacts
from models.errors import InvalidInput, Refused
from models.kinds import Decision, Scope
from models.messages import N_, Message
from models.values import company_key

if TYPE_CHECKING:
    from db.store import Store
    from db.writing import Transaction
    from models.actor import Actor

MOST = 50
_OF_GROUP = f"""
SELECT {PERSON} FROM group_holding g JOIN user u ON u.id = g.user_id LEFT JOIN user d ON d.id = u.deputy_id
 WHERE g.group_key = :key AND {RUNS} ORDER BY {NEWEST} LIMIT 1
"""


class GroupHolder(NamedTuple):
    """One line of the account-holder history of a group."""

    id: bytes
    user_id: bytes
    name: str
    from_date: date | None
    until_date: date | None
    """Last day; None: still holds."""
    reason: str | None


class Branch(NamedTuple):
    """One employer of a group."""

    id: bytes
    number: str
    name: str
    place: str | None


class GroupFile(NamedTuple):
    """The group that an employer is a branch of."""

    name: str
    holder: HolderFacts | None
    """The group account holder of today, and who stands in for them."""
    holders: tuple[GroupHolder, ...]
    """All there have been and will be, newest first."""
    branches: tuple[Branch, ...]
    """The other employers of the group, at most :data:`MOST`, by name."""


def group_file(reader: Reader, employer_key: bytes, group_name: str | None, today: date) -> GroupFile | None:
    """The group of an employer in three queries; None when it belongs to none."""
    key = company_key(group_name or "")
    if not key:
        return None
    row = reader.row(_OF_GROUP, {"key": key, "day": today.isoformat()})
    others = reader.rows(
        "SELECT id, number, name, place FROM employer WHERE group_key = ? AND group_key <> '' AND id <> ? "
        "AND merged_into_id IS NULL ORDER BY name, id LIMIT ?",
        (key, employer_key, MOST),
    )
    holder = None if row is None else holder_of(row, today)
    return GroupFile(group_name or "", holder, group_holders(reader, key), tuple(Branch(*other) for other in others))


def group_holders(reader: Reader, group_key: str) -> tuple[GroupHolder, ...]:
    """All account holders of a group there have been and will be, newest first."""
    rows = reader.rows(
        "SELECT g.id, u.id, u.name, g.from_date, g.until_date, g.reason FROM group_holding g JOIN user u ON u.id = g.user_id "
        f"WHERE g.group_key = ? ORDER BY {NEWEST}",
        (group_key,),
    )
    return tuple(GroupHolder(r[0], r[1], r[2], as_date(r[3]), as_date(r[4]), r[5]) for r in rows)


# -- acts ------------------------------------------------------------------------------------------------------------------


def assign_group_holder(
    store: Store, actor: Actor, group_name: str, user_key: bytes, *, from_date: date, reason: str | None = None
) -> bytes:
    """Name the account holder of a group from a day on; whoever it was until then stops on that day. The key of the holding.

    An account manager may whose werkplein has a branch of the group, or an administrator. The new one must be active, and
    the day can't lie before the present one began.
    """
    from models.employer import GroupHolding

    with store.write(actor, "group-holding.assign", reason) as tx:
        name = must_hold_groups(tx, group_name)
        who = must_be_able_to_hold(tx.reader, user_key)
        newest = next(iter(group_holders(tx.reader, company_key(name))), None)
        must_not_rewrite(newest, from_date)
        if newest is not None and (newest.until_date is None or newest.until_date > from_date):
            if newest.user_id == user_key:
                raise InvalidInput([("user_id", Message(N_("{name} is account holder already."), name=who))])
            tx.change(tx.get(GroupHolding, newest.id), until_date=from_date)
        return tx.add(GroupHolding(group_name=name, user_id=user_key, from_date=from_date, reason=reason)).id


def end_group_holder(store: Store, actor: Actor, group_name: str, *, until: date, reason: str | None = None) -> None:
    """From the day after ``until`` the group has no account holder of its own; the same people may who name one."""
    from models.employer import GroupHolding

    with store.write(actor, "group-holding.end", reason) as tx:
        name = must_hold_groups(tx, group_name)
        newest = next(iter(group_holders(tx.reader, company_key(name))), None)
        if newest is None or newest.until_date is not None:
            raise Refused(Message(N_("The group {group} has no account holder of its own."), group=name))
        if newest.from_date is not None and until < newest.from_date:
            raise InvalidInput([("until_date", Message(N_("The end lies before the start.")))])
        tx.change(tx.get(GroupHolding, newest.id), until_date=until)


def must_hold_groups(tx: Transaction, group_name: str) -> str:
    """The group's name as its branches have it; :class:`Refused` unless who acts may name its account holder (promise 20)."""
    key = company_key(group_name)
    branches = tx.reader.rows(
        "SELECT DISTINCT group_name, municipality_id FROM employer WHERE group_key = ? AND group_key <> '' "
        "AND merged_into_id IS NULL ORDER BY group_name",
        (key,),
    )
    if not branches:
        raise InvalidInput([("group", Message(N_("No employer belongs to a group called '{group}'."), group=group_name))])
    reach = scopes(tx.reader, tx.actor, Decision.ASSIGN_HOLDER)
    own = Scope.OWN_WERKPLEIN in reach and any(werkplein == tx.actor.werkplein_id for _name, werkplein in branches if werkplein)
    if Scope.ALL not in reach and not own:
        raise Refused(
            Message(
                N_("{name} has no mandate for this: no branch of {group} belongs to their werkplein."),
                name=tx.actor.name,
                group=branches[0][0],
            ),
            Message(N_("Ask an account manager of a werkplein where it has a branch, or an administrator.")),
        )
    return str(branches[0][0])
