"""Users: the people of the NUO and the werkpleinen who act in the tool. Who acts now: ``models/actor.py``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, model_validator
from sqlmodel import Field

from models.base import OptionalDate, Record, date_field, optional_key
from models.fields import Line, OptionalDay, OptionalLine, OptionalYesNo, wrong
from models.kinds import Role
from models.messages import N_
from models.values import fold


class User(Record, table=True):
    """Somebody who acts (medewerker). Met in an import they come in inactive."""

    subject: ClassVar[str] = "user"
    derived: ClassVar[tuple[str, ...]] = ("name_key",)

    name: str
    roles: str = Field(description="roles separated by commas, in the order of Role")
    active: bool = Field(default=True, description="whether they may act")
    team: str = Field(default="", description="team name; empty: the one undivided team")
    werkplein_id: bytes | None = optional_key("municipality.id", description="municipality whose werkplein they work for")
    away_from: OptionalDate = date_field(description="out of office from this day")
    away_until: OptionalDate = date_field(description="out of office until and with this day")
    deputy_id: bytes | None = optional_key("user.id", description="who decides in their place while they are away")
    name_key: str = Field(default="", index=True)

    @classmethod
    def derive(cls, row: Mapping[str, Any]) -> dict[str, Any]:
        """The name as it is compared."""
        return {"name_key": name_key(row["name"])}


def name_key(name: str) -> str:
    """A user's name as it is compared: folded, single spaces."""
    return " ".join(fold(name).split())


def roles_text(roles: Iterable[Role]) -> str:
    """Roles as the table keeps them."""
    wanted = set(roles)
    return ",".join(r for r in Role if r in wanted)


class RolesInput(BaseModel):
    """What an administrator says of a user: a yes or no for each role, the team and the werkplein."""

    model_config = ConfigDict(extra="forbid")

    consultant: OptionalYesNo = None
    account_manager: OptionalYesNo = None
    team_lead: OptionalYesNo = None
    administrator: OptionalYesNo = None
    team: OptionalLine = None
    werkplein_id: bytes | None = None

    @property
    def roles(self) -> tuple[Role, ...]:
        """The roles that were answered with yes."""
        return tuple(role for role in Role if getattr(self, role_field(role)))

    @model_validator(mode="after")
    def _at_least_one_role(self) -> RolesInput:
        if not self.roles:
            raise wrong(N_("Somebody needs at least one role."), role_field(Role.CONSULTANT))
        return self


def role_field(role: Role) -> str:
    """The field of :class:`RolesInput` that asks for ``role``."""
    return role.value.replace("-", "_")


class NewUserInput(RolesInput):
    """What is typed about a new user."""

    name: Line


class AbsenceInput(BaseModel):
    """When somebody is away, and who decides in their place."""

    model_config = ConfigDict(extra="forbid")

    away_from: OptionalDay = None
    away_until: OptionalDay = None
    deputy_id: bytes | None = None

    @model_validator(mode="after")
    def _dates_in_order(self) -> AbsenceInput:
        if self.away_until and self.away_from is None:
            raise wrong(N_("Say from which day."), "away_from")
        if self.away_from and self.away_until and self.away_until < self.away_from:
            raise wrong(N_("The end lies before the start."), "away_until")
        return self


class UserInput(RolesInput, AbsenceInput):
    """What an administrator changes of a user."""
