"""Who acts, and who there is to act: users as they are read, also by the store itself."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from db.reading import Reader, as_date, gone
from models.actor import Actor
from models.errors import BadInput, Refused
from models.kinds import Role
from models.messages import N_, Message
from models.values import fold


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
