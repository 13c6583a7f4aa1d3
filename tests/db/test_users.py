"""Users: who may act, who says so, and who stands in."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from db.store import Store
from db.users import activate, add_user, change_user, find_user, list_users, only_active_user, retire
from models.actor import Actor
from models.errors import BadInput, InvalidInput, NuoError, Refused
from models.kinds import Role
from models.municipality import municipality_id
from models.user import User

ALMELO = municipality_id("0141")


def row(store: Store, name: str) -> Any:
    with store.read() as reader:
        return find_user(reader, name)


def change(store: Store, actor: Actor, name: str, **values: Any) -> None:
    """Change a user as a form does: everything as it was, but for ``values``."""
    now = row(store, name)
    same = {field: getattr(now, field) for field in ("roles", "team", "werkplein_id", "away_from", "away_until", "deputy_id")}
    change_user(store, actor, now.id, now.version, **(same | values))


def test_added_and_listed_by_name(store: Store, admin: Actor) -> None:
    add_user(store, admin, "  M. ter   Braak ", (Role.TEAM_LEAD, Role.CONSULTANT), team="Noord", werkplein_id=ALMELO)
    add_user(store, admin, "É. Aarts", (Role.CONSULTANT,))
    with store.read() as reader:
        assert [user.name for user in list_users(reader)] == ["A. Beheer", "É. Aarts", "M. ter Braak"]
    braak = row(store, "m. TER bräak")
    assert (braak.roles, braak.team, braak.werkplein, braak.active) == (
        (Role.CONSULTANT, Role.TEAM_LEAD),
        "Noord",
        "Werkplein Almelo",
        True,
    )
    actor = store.actor("M. ter Braak")
    assert actor.has(Role.TEAM_LEAD)
    assert not actor.has(Role.ADMINISTRATOR)
    assert actor.werkplein_id == ALMELO


@pytest.mark.parametrize(
    ("name", "roles", "sentence"),
    [
        ("", (Role.CONSULTANT,), "name is needed"),
        (" ", (Role.CONSULTANT,), "name is needed"),
        ("Nieuw", (), "at least one role"),
        ("a. béheer", (Role.CONSULTANT,), "already"),
    ],
)
def test_not_added(store: Store, admin: Actor, name: str, roles: tuple[Role, ...], sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence):
        add_user(store, admin, name, roles)


def test_two_people_of_one_name_are_not_guessed(store: Store, admin: Actor) -> None:
    with store.write(admin, "import.clients") as tx:
        for _ in range(2):
            tx.add(User(name="J. Jansen", roles="consultant"))
    with store.read() as reader, pytest.raises(BadInput, match="more than one"):
        find_user(reader, "J. Jansen")


def test_the_only_one_need_not_say_who_they_are(store: Store, admin: Actor, make_user: Any) -> None:
    with store.read() as reader:
        assert only_active_user(reader) == admin
    make_user("M. ter Braak")
    with store.read() as reader:
        assert only_active_user(reader) is None


def test_activated_by_name_and_all_at_once(store: Store, admin: Actor) -> None:
    with store.write(admin, "import.clients") as tx:
        for name in ("Een", "Twee", "Drie"):
            tx.add(User(name=name, roles="consultant", active=False))
    assert activate(store, admin, ["een", "EEN", "A. Beheer"]) == ["Een"]
    assert activate(store, admin, None) == ["Drie", "Twee"]
    assert activate(store, admin, None) == []
    with pytest.raises(BadInput, match="no user called 'Vier'"):
        activate(store, admin, ["Vier"])


def test_retired_and_back(store: Store, admin: Actor, make_user: Any) -> None:
    make_user("M. ter Braak")
    assert retire(store, admin, "M. ter Braak") == ["M. ter Braak"]
    assert retire(store, admin, "M. ter Braak") == []
    assert activate(store, admin, ["M. ter Braak"]) == ["M. ter Braak"]


@pytest.mark.parametrize("role", [Role.CONSULTANT, Role.ACCOUNT_MANAGER, Role.TEAM_LEAD])
def test_users_are_the_administrators(store: Store, admin: Actor, make_user: Any, role: Role) -> None:
    who = make_user("Wie", role)
    make_user("Ander")
    acts = (
        lambda: add_user(store, who, "Nieuw", (Role.CONSULTANT,)),
        lambda: activate(store, who, None),
        lambda: retire(store, who, "Ander"),
        lambda: change(store, who, "Ander", team="Noord"),
        lambda: change(store, who, "Wie", roles=(role, Role.ADMINISTRATOR)),
        lambda: change(store, who, "Wie", team="Zuid"),
        lambda: change(store, who, "Wie", werkplein_id=ALMELO),
        lambda: change(store, who, "Ander", away_from=date(2026, 12, 1)),
    )
    for act in acts:
        with pytest.raises(Refused, match="no mandate"):
            act()


def test_everybody_records_their_own_absence(store: Store, make_user: Any) -> None:
    who, deputy = make_user("Wie", Role.ACCOUNT_MANAGER), make_user("Ander", Role.ACCOUNT_MANAGER)
    change(store, who, "Wie", away_from=date(2026, 12, 1), away_until=date(2026, 12, 24), deputy_id=deputy.id)
    now = row(store, "Wie")
    assert (now.away_from, now.away_until, now.deputy, now.version) == (date(2026, 12, 1), date(2026, 12, 24), "Ander", 2)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"away_from": date(2026, 12, 2), "away_until": date(2026, 12, 1)}, "away_until"),
        ({"deputy_id": "self"}, "deputy_id"),
    ],
)
def test_absence_that_makes_no_sense(store: Store, admin: Actor, values: dict[str, Any], field: str) -> None:
    values = {name: admin.id if value == "self" else value for name, value in values.items()}
    with pytest.raises(InvalidInput) as caught:
        change(store, admin, "A. Beheer", **values)
    assert caught.value.problems[0][0] == field


def test_somebody_stays_administrator(store: Store, admin: Actor, make_user: Any) -> None:
    with pytest.raises(Refused, match="yourself"):
        retire(store, admin, "A. Beheer")
    with pytest.raises(Refused, match="Nobody would be administrator"):
        change(store, admin, "A. Beheer", roles=(Role.CONSULTANT,))
    with pytest.raises(BadInput, match="at least one role"):
        change(store, admin, "A. Beheer", roles=())
    make_user("Tweede", Role.ADMINISTRATOR)
    change(store, admin, "A. Beheer", roles=(Role.CONSULTANT,))
    assert row(store, "A. Beheer").roles == (Role.CONSULTANT,)


def test_role_that_was_taken_away_meanwhile(store: Store, admin: Actor, make_user: Any) -> None:
    second = make_user("Tweede", Role.ADMINISTRATOR)
    change(store, second, "A. Beheer", roles=(Role.CONSULTANT,))
    with pytest.raises(NuoError, match="no mandate"):
        add_user(store, admin, "Nieuw", (Role.CONSULTANT,))
