"""Vacancies: work that an employer offers, in how many places, from when until when, and what it asks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, model_validator
from sqlalchemy import Index
from sqlalchemy import text as sql
from sqlmodel import Field

from models.base import OptionalDate, Record, amount_field, date_field, key_field
from models.fields import (
    UNKNOWN_CHOICE,
    Line,
    OptionalDay,
    OptionalHours,
    OptionalLine,
    OptionalPercentage,
    OptionalText,
    PositiveCount,
    wrong,
)
from models.kinds import Form
from models.messages import N_
from models.spoken import choices, parse_choice
from models.values import fold


class Vacancy(Record, table=True):
    """A vacancy (vacature, werkaanbod) of one employer; open until it is closed. Rule E10; promise 33."""

    subject: ClassVar[str] = "vacancy"
    derived: ClassVar[tuple[str, ...]] = ("sort_name",)
    __table_args__ = (
        Index("ix_vacancy_sort", "sort_name", "id"),
        Index("ix_vacancy_open", "sort_name", "id", sqlite_where=sql("closed_on IS NULL")),
        Index("ix_vacancy_number", "number", "id"),
        Index("ix_vacancy_employer", "employer_id", "closed_on", "id"),
    )

    number: str
    employer_id: bytes = key_field(foreign_key="employer.id")
    title: str = Field(description="what the work is, in a few words")
    places: int = Field(description="for how many people")
    hours: Decimal | None = amount_field(default=None, description="hours a week for one place; empty: to be agreed")
    start: OptionalDate = date_field(description="first day of the work; empty: at once")
    until: OptionalDate = date_field(description="last day of the work; empty: no end")
    forms: str = Field(default="", description="forms separated by commas, in the order of Form; empty: any form")
    skills: str | None = Field(default=None, description="what it asks that somebody can")
    limits: str | None = Field(default=None, description="limits with which it does not go")
    minimum_wage_value: Decimal | None = amount_field(default=None, description="0 to 100; empty: none asked")
    remarks: str | None = None
    closed_on: OptionalDate = date_field(description="nobody is proposed for it from this day; empty: open")
    sort_name: str = ""

    @classmethod
    def derive(cls, row: Mapping[str, Any]) -> dict[str, Any]:
        """The key that vacancies are ordered by."""
        return {"sort_name": fold(row["title"])}


def forms_text(forms: Iterable[Form]) -> str:
    """Forms as the table keeps them."""
    wanted = set(forms)
    return ",".join(form for form in Form if form in wanted)


def forms_of(text: str) -> tuple[Form, ...]:
    """What :func:`forms_text` wrote; none: any form."""
    return tuple(Form(form) for form in text.split(",") if form)


def _read_forms(value: Any) -> Any:
    """Forms as people write them below each other or with commas between: 'Detachering, Groepsdetachering'."""
    if not isinstance(value, str):
        return () if value is None else value
    found = []
    for name in value.replace(";", ",").replace("\n", ",").split(","):
        if not name.strip():
            continue
        if (form := parse_choice(Form, name)) is None:
            raise wrong(UNKNOWN_CHOICE, value=name.strip(), choices=choices(Form))
        found.append(form)
    return tuple(form for form in Form if form in found)


Forms = Annotated[tuple[Form, ...], BeforeValidator(_read_forms)]
"""Forms that are open; none: any form."""


class VacancyInput(BaseModel):
    """What people type about a vacancy. Closing and reopening are acts of their own."""

    model_config = ConfigDict(extra="forbid")

    employer_id: bytes
    title: Line
    places: PositiveCount = 1
    hours: OptionalHours = None
    start: OptionalDay = None
    until: OptionalDay = None
    forms: Forms = ()
    skills: OptionalLine = None
    limits: OptionalLine = None
    minimum_wage_value: OptionalPercentage = None
    remarks: OptionalText = None

    @model_validator(mode="after")
    def _dates_in_order(self) -> VacancyInput:
        if self.start and self.until and self.until < self.start:
            raise wrong(N_("The end lies before the start."), "until")
        return self


class ClosingInput(BaseModel):
    """What people type when a vacancy closes: why, for who looks for work there later."""

    model_config = ConfigDict(extra="forbid")

    reason: Line
