"""Users: who may act, and who acts now."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from db.mandates import must_have
from db.reading import Reader, as_date, gone
from models.actor import Actor
from models.errors import BadInput, InvalidInput, Refused
from models.kinds import Decision, Role
from models.messages import N_, Message
from models.values import fold

if TYPE_CHECKING:
    from db.store import Store


class UserRow(NamedTuple):
    """A user as lists and forms show one."""

    id: bytes
    name: str
    roles: tuple[Role, ...]
    active: bool
    team: str
    werkplein: str | None
    version: int
    werkplein_id: bytes | None
    """The municipality whose werkplein they work for."""
    away_from: date | None
    away_until: date | None
    deputy: str | None
    """Name of who decides in their place while they are away."""
    deputy_id: bytes | None


_SELECT = (
    "SELECT u.id, u.name, u.roles, u.active, u.team, m.werkplein, u.version, u.werkplein_id, u.away_from, u.away_until, "
    "d.name, d.id FROM user u LEFT JOIN municipality m ON m.id = u.werkplein_id LEFT JOIN user d ON d.id = u.deputy_id"
)


def _row(row: tuple[Any, ...]) -> UserRow:
    key, name, roles, active, team, werkplein, version, werkplein_id, away_from, away_until, deputy, deputy_id = row
    return UserRow(
        key,
        name,
        roles_of(roles),
        bool(active),
        team,
        werkplein,
        version,
        werkplein_id,
        as_date(away_from),
        as_date(away_until),
        deputy,
        deputy_id,
    )


def roles_of(text: str) -> tuple[Role, ...]:
    """The roles that a column of the table of users names."""
    return tuple(Role(part) for part in text.split(",") if part)


def list_users(reader: Reader) -> list[UserRow]:
    """All users, by name."""
    return [_row(row) for row in reader.rows(f"{_SELECT} ORDER BY u.name_key, u.id")]


def find_user(reader: Reader, name: str) -> UserRow:
    """The user of this name, however it is capitalised or accented; :class:`BadInput` when there is none."""
    rows = reader.rows(f"{_SELECT} WHERE u.name_key = ?", (" ".join(fold(name).split()),))
    if not rows:
        raise BadInput(
            Message(N_("There is no user called '{name}'."), name=name),
            Message(N_("'nuo users list' shows who there are.")),
        )
    if len(rows) > 1:
        raise BadInput(Message(N_("There is more than one user called '{name}'."), name=name))
    return _row(rows[0])


def acting_user(reader: Reader, name: str) -> Actor:
    """Who acts under ``name``; :class:`Refused` when not active."""
    user = find_user(reader, name)
    if not user.active:
        raise _inactive(user.name)
    return actor_of(reader, user.id)


def still_active(reader: Reader, actor: Actor | None) -> Actor | None:
    """The same person with the roles of this moment; :class:`Refused` when retired since. Nobody stays nobody."""
    if actor is None:
        return None
    if not reader.value("SELECT active FROM user WHERE id = ?", (actor.id,)):
        raise _inactive(actor.name)
    return actor_of(reader, actor.id)


def _inactive(name: str) -> Refused:
    return Refused(
        Message(N_("{name} is not active and can't act."), name=name),
        Message(N_("An administrator activates users with 'nuo users activate'.")),
    )


def actor_of(reader: Reader, key: bytes) -> Actor:
    """The user with this key as somebody who acts."""
    row = reader.row("SELECT id, name, roles, team, werkplein_id FROM user WHERE id = ?", (key,))
    if row is None:
        raise gone()
    return Actor(row[0], row[1], frozenset(roles_of(row[2])), row[3], row[4])


def only_active_user(reader: Reader) -> Actor | None:
    """The one user who is active, when there is just one: then nobody need say who they are."""
    rows = reader.rows("SELECT id FROM user WHERE active = 1 LIMIT 2")
    return actor_of(reader, rows[0][0]) if len(rows) == 1 else None


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
