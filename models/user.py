"""Users: the people of the NUO and the werkpleinen who act in the tool. Who acts now: ``models/actor.py``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from sqlmodel import Field

from models.base import OptionalDate, Record, date_field, optional_key
from models.kinds import Role
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
