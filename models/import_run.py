"""Imports as they were done: the report that one can be undone from."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import BaseModel, ConfigDict
from sqlmodel import Field

from models.base import OptionalDate, Record, date_field, key_field
from models.fields import Line, OptionalLine, OptionalYesNo


class ImportRun(Record, table=True):
    """One import (inlezen) that changed something: what came from which file, and how many."""

    subject: ClassVar[str] = "import"
    __tablename__ = "import_run"

    number: int = Field(index=True, description="what people name it by: 1, 2, 3 …")
    what: str = Field(description="clients, employers, vacancies, placements or contacts")
    file_name: str = Field(description="name of the file, without its folder")
    read: int
    created: int
    updated: int
    unchanged: int
    rejected: int
    done_on: OptionalDate = date_field()
    undone_on: OptionalDate = date_field()


class SecondRow(Record, table=True):
    """A row that an import rejected because it was the second of its record: it comes in later only when somebody says so."""

    subject: ClassVar[str] = "second-row"
    __tablename__ = "second_row"

    run_id: bytes = key_field(foreign_key="import_run.id", description="the import that rejected it")
    digest: bytes = key_field(index=True, description="16 bytes that stand for the filled cells of the row")
    allowed_on: OptionalDate = date_field(description="the day on which an import that overwrites took it in all the same")


class ImportInput(BaseModel):
    """What people choose before a file is taken in."""

    model_config = ConfigDict(extra="forbid")

    path: Line
    what: Literal["employers", "clients", "vacancies", "placements", "contacts"]
    map: OptionalLine = None
    overwrite: OptionalYesNo = None
