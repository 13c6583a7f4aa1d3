"""Users: adding them, letting them act, and what they may do. Reading them is in ``db/acting.py``."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from db.acting import (
    UserRow,
    acting_user,
    actor_of,
    find_user,
    list_users,
    only_active_user,
    roles_of,
)
from db.mandates import must_have
from models.actor import Actor
from models.errors import BadInput, InvalidInput, Refused
from models.kinds import Decision, Role
from models.messages import N_, Message

if TYPE_CHECKING:
    from db.store import Store

__all__ = (
    "UserRow",
    "acting_user",
    "activate",
    "actor_of",
    "add_user",
    "change_user",
    "find_user",
    "list_users",
    "only_active_user",
    "retire",
    "roles_of",
)

_ADMINISTRATORS = f"SELECT count(*) FROM user WHERE active = 1 AND roles LIKE '%{Role.ADMINISTRATOR}%'"


def add_user(
    store: Store, actor: Actor, name: str, roles: tuple[Role, ...], *, team: str = "", werkplein_id: bytes | None = None
) -> UserRow:
    """Add somebody who may act from now on."""
    from models.user import User, name_key, roles_text

    clean = " ".join(name.split())
    if not clean:
        raise BadInput(Message(N_("A name is needed: who are you?")))
    if not roles:
        raise BadInput(Message(N_("Give at least one role: consultant, account-manager, team-lead or administrator.")))
    with store.write(actor, "user.add") as tx:
        must_have(tx.reader, tx.actor, Decision.MANAGE_USERS)
        if tx.reader.value("SELECT 1 FROM user WHERE name_key = ?", (name_key(clean),)):
            raise BadInput(Message(N_("There is a user called '{name}' already."), name=clean))
        user = tx.add(User(name=clean, roles=roles_text(roles), team=team, werkplein_id=werkplein_id))
        return find_user(tx.reader, user.name)


def activate(store: Store, actor: Actor, names: list[str] | None) -> list[str]:
    """Let users act; None means everybody who is inactive. Returns the names that became active."""
    return _set_active(store, actor, names, active=True)


def retire(store: Store, actor: Actor, name: str) -> list[str]:
    """From now on ``name`` can't act; nobody can retire themselves, so that somebody is left."""
    with store.read() as reader:
        if find_user(reader, name).id == actor.id:
            raise Refused(Message(N_("You can't retire yourself.")), Message(N_("Ask another administrator.")))
    return _set_active(store, actor, [name], active=False)


def _set_active(store: Store, actor: Actor, names: list[str] | None, *, active: bool) -> list[str]:
    from models.user import User

    with store.write(actor, "user.activate" if active else "user.retire") as tx:
        must_have(tx.reader, tx.actor, Decision.MANAGE_USERS)
        users = (
            [u for u in list_users(tx.reader) if u.active != active]
            if names is None
            else [find_user(tx.reader, n) for n in names]
        )
        changed = [u for u in dict.fromkeys(users) if u.active != active]
        for user in changed:
            tx.change(tx.get(User, user.id), active=active)
        return [u.name for u in changed]


def change_user(
    store: Store,
    actor: Actor,
    key: bytes,
    version: int,
    *,
    roles: tuple[Role, ...],
    team: str,
    werkplein_id: bytes | None,
    away_from: date | None,
    away_until: date | None,
    deputy_id: bytes | None,
) -> None:
    """Change what somebody may do and when they are away; people record their own absence and deputy themselves."""
    from models.user import User, roles_text

    if not roles:
        raise BadInput(Message(N_("Give at least one role: consultant, account-manager, team-lead or administrator.")))
    if away_from and away_until and away_until < away_from:
        raise InvalidInput([("away_until", Message(N_("The end lies before the start.")))])
    if deputy_id == key:
        raise InvalidInput([("deputy_id", Message(N_("Nobody is their own deputy: choose somebody else.")))])
    with store.write(actor, "user.update") as tx:
        user = tx.get(User, key, version=version)
        wanted = roles_text(roles)
        if key != actor.id or (user.roles, user.team, user.werkplein_id) != (wanted, team, werkplein_id):
            must_have(tx.reader, tx.actor, Decision.MANAGE_USERS)
        tx.change(
            user,
            roles=wanted,
            team=team,
            werkplein_id=werkplein_id,
            away_from=away_from,
            away_until=away_until,
            deputy_id=deputy_id,
        )
        if not tx.reader.value(_ADMINISTRATORS):
            raise Refused(
                Message(N_("Nobody would be administrator any more.")), Message(N_("Make somebody else administrator first."))
            )
