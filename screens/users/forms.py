"""The forms of a user: a new one, what an administrator changes, and everybody's own absence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from db.users import UserRow, add_user, change_user, list_users
from models.kinds import Role
from models.user import AbsenceInput, NewUserInput, UserInput, role_field
from screens.house.choices import municipality_choices, user_choices
from screens.house.fields import FieldSpec
from screens.house.form_screen import FormScreen
from screens.texts import _, label, long_date


class _UserForm(FormScreen):
    """What the forms of a user share."""

    subject = "user"

    def role_specs(self) -> list[FieldSpec]:
        """A yes or no for each role, the team and the werkplein."""
        yes_no = (("yes", _("yes")), ("no", _("no")))
        with self.desk.store.read() as reader:
            municipalities = municipality_choices(reader)
        return [
            *(FieldSpec(role_field(role), label(role), choices=yes_no, optional=False) for role in Role),
            FieldSpec("team", _("team")),
            FieldSpec("werkplein_id", _("werkplein of"), choices=municipalities, keys=True),
        ]

    def absence_specs(self, user: UserRow) -> list[FieldSpec]:
        """From when until when, and who decides meanwhile."""
        with self.desk.store.read() as reader:
            deputies = [choice for choice in user_choices(reader, inactive=False) if choice[0] != user.id.hex()]
        return [
            FieldSpec("away_from", _("away from"), hint=_("dd-mm-yyyy")),
            FieldSpec("away_until", _("away until"), hint=_("dd-mm-yyyy, the last day; empty: until further notice")),
            FieldSpec("deputy_id", _("deputy"), choices=deputies, keys=True, hint=_("decides while they are away")),
        ]


class _KnownUserForm(_UserForm):
    """What the forms of a user who is there already share."""

    def __init__(self, user: UserRow) -> None:
        super().__init__()
        self.user = user

    def read_again(self) -> bool:
        """See :class:`FormScreen`."""
        with self.desk.store.read() as reader:
            self.user = next(user for user in list_users(reader) if user.id == self.user.id)
        return True


class NewUserForm(_UserForm):
    """Somebody who may act from now on."""

    input_model = NewUserInput

    def heading(self) -> str:
        """See :class:`FormScreen`."""
        return _("New user")

    def specs(self) -> Sequence[FieldSpec]:
        """See :class:`FormScreen`."""
        return [FieldSpec("name", _("name")), *self.role_specs()]

    def start_values(self) -> Mapping[str, Any]:
        """See :class:`FormScreen`: a consultant of one's own team and werkplein."""
        actor = self.desk.actor
        roles = {role_field(role): "yes" if role is Role.CONSULTANT else "no" for role in Role}
        return {**roles, "team": actor.team, "werkplein_id": actor.werkplein_id.hex() if actor.werkplein_id else None}

    def save(self, data: NewUserInput) -> bytes:
        """See :class:`FormScreen`."""
        desk = self.desk
        return add_user(desk.store, desk.actor, data.name, data.roles, team=data.team or "", werkplein_id=data.werkplein_id).id


class UserForm(_KnownUserForm):
    """What an administrator changes of a user."""

    input_model = UserInput

    def heading(self) -> str:
        """See :class:`FormScreen`."""
        return _("Change {name}", name=self.user.name)

    def specs(self) -> Sequence[FieldSpec]:
        """See :class:`FormScreen`."""
        return [*self.role_specs(), *self.absence_specs(self.user)]

    def start_values(self) -> Mapping[str, Any]:
        """See :class:`FormScreen`."""
        user = self.user
        roles = {role_field(role): "yes" if role in user.roles else "no" for role in Role}
        werkplein = user.werkplein_id.hex() if user.werkplein_id else None
        return {**roles, "team": user.team, "werkplein_id": werkplein, **_absence(user)}

    def save(self, data: UserInput) -> bytes:
        """See :class:`FormScreen`."""
        desk = self.desk
        change_user(
            desk.store,
            desk.actor,
            self.user.id,
            self.user.version,
            roles=data.roles,
            team=data.team or "",
            werkplein_id=data.werkplein_id,
            away_from=data.away_from,
            away_until=data.away_until,
            deputy_id=data.deputy_id,
        )
        return self.user.id


class AbsenceForm(_KnownUserForm):
    """When who acts is away, and who decides in their place."""

    input_model = AbsenceInput

    def heading(self) -> str:
        """See :class:`FormScreen`."""
        return _("When is {name} away?", name=self.user.name)

    def specs(self) -> Sequence[FieldSpec]:
        """See :class:`FormScreen`."""
        return self.absence_specs(self.user)

    def start_values(self) -> Mapping[str, Any]:
        """See :class:`FormScreen`."""
        return _absence(self.user)

    def save(self, data: AbsenceInput) -> bytes:
        """See :class:`FormScreen`; everything else stays as it is."""
        desk, user = self.desk, self.user
        change_user(
            desk.store,
            desk.actor,
            user.id,
            user.version,
            roles=user.roles,
            team=user.team,
            werkplein_id=user.werkplein_id,
            away_from=data.away_from,
            away_until=data.away_until,
            deputy_id=data.deputy_id,
        )
        return user.id


def _absence(user: UserRow) -> dict[str, Any]:
    return {
        "away_from": long_date(user.away_from),
        "away_until": long_date(user.away_until),
        "deputy_id": user.deputy_id.hex() if user.deputy_id else None,
    }
