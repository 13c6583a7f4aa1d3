"""Views: a filter, columns and an order of one list under a name, one's own or shared with everybody."""

from __future__ import annotations

import json
from typing import Annotated, ClassVar

from pydantic import AfterValidator, BaseModel, ConfigDict
from sqlmodel import Field

from models.base import OptionalDate, Record, date_field, key_field
from models.fields import Line

Filters = tuple[tuple[str, str], ...]
"""Pairs of a field's name and the value that it must have, as ``--filter`` takes them."""


class View(Record, table=True):
    """A view (weergave) of one list; removed by archiving it."""

    subject: ClassVar[str] = "view"

    listed: str = Field(index=True, description="subject of the list")
    name: str
    owner_id: bytes = key_field(foreign_key="user.id", description="whose it is")
    shared: bool = Field(default=False, description="everybody may choose it")
    scope: str
    filters: str = Field(default="[]", description="pairs of field and value, JSON")
    columns: str | None = Field(default=None, description="names of the columns that are shown, with spaces; empty: all")
    sorted_by: str = Field(description="name of the order")
    downwards: bool | None = Field(default=None, description="last one first; empty: as usual for the order")
    archived_on: OptionalDate = date_field()


def _short(name: str) -> str:
    return name[:NAME_MOST].strip()


NAME_MOST = 60
"""Letters of a name; what is longer is cut."""


class ViewInput(BaseModel):
    """What a view holds when it is kept."""

    model_config = ConfigDict(extra="forbid")

    listed: str
    name: Annotated[Line, AfterValidator(_short)]
    scope: str
    filters: Filters = ()
    columns: tuple[str, ...] | None = None
    sorted_by: str
    downwards: bool | None = None


def filters_text(filters: Filters) -> str:
    """Filters as a view keeps them."""
    return json.dumps([list(pair) for pair in filters], ensure_ascii=False, separators=(",", ":"))


def filters_of(text: str) -> Filters:
    """Filters from how a view keeps them."""
    return tuple((str(field), str(value)) for field, value in json.loads(text))
