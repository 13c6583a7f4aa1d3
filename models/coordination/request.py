"""The table of requests to account holders; which state follows which stands in ``conversation.py``.

A request (afstemming) asks the account holder of an employer to agree to one client's placement there, or to
several places of a form. The decision is a fact of its own: who, when, through which channel, how evidenced.
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from pydantic import BaseModel, ConfigDict, model_validator
from sqlalchemy import Index
from sqlalchemy import text as sql
from sqlmodel import Field

from models.base import Amount, OptionalDate, Record, date_field, key_field, optional_key
from models.fields import Day, OptionalDay, OptionalHours, OptionalText, wrong
from models.kinds import Channel, CoordinationState, Form, Reach
from models.messages import N_


class Coordination(Record, table=True):
    """A request for coordination and the decision on it (afstemming); promise 33."""

    subject: ClassVar[str] = "coordination"
    __table_args__ = (
        Index("ix_coordination_number", "number", "id"),
        Index("ix_coordination_state", "state", "due_on", "id"),
        Index("ix_coordination_asked", "requested_by", "decided_on", "id"),
        Index("ix_coordination_contest", "contest_until", "id", sqlite_where=sql("contest_until IS NOT NULL")),
        Index("ix_coordination_places", "number", "id", sqlite_where=sql("places IS NOT NULL")),
        Index(
            "ix_coordination_decided",
            "decided_on",
            "holder_id",
            "requested_on",
            "due_on",
            "own_decision",
            sqlite_where=sql("decided_on IS NOT NULL"),
        ),
        Index("ix_coordination_employer_asked", "employer_id", "requested_on"),
        Index("ix_coordination_standing", "employer_id", "form", sqlite_where=sql("places IS NOT NULL")),
        Index("ix_coordination_group", "group_key", "form", sqlite_where=sql("group_key IS NOT NULL")),
    )

    number: str
    client_id: bytes | None = optional_key("client.id", index=True, description="empty: a standing consent that nobody asked for")
    employer_id: bytes = key_field(foreign_key="employer.id", index=True)
    form: str
    start: date
    until: OptionalDate = date_field()
    hours: str | None = Field(default=None, sa_type=Amount)
    text: str | None = Field(default=None, description="why, in the requester's words")
    state: str = CoordinationState.REQUESTED
    requested_by: bytes = key_field(foreign_key="user.id")
    requested_on: date
    due_on: OptionalDate = date_field(description="last working day of the term for deciding")
    holder_id: bytes | None = optional_key("user.id", index=True, description="the account holder when it was asked")
    decided_by: bytes | None = optional_key("user.id", description="the account holder, or the deputy of that day")
    decided_on: OptionalDate = date_field()
    channel: str | None = Field(default=None, description="tool, phone, email or in-person")
    recorded_by: bytes | None = optional_key("user.id", description="who wrote a verbal decision down")
    own_decision: bool = Field(default=False, description="the account holder placing for their own account")
    reason: str | None = Field(default=None, description="why it was declined or withdrawn")
    valid_until: OptionalDate = date_field(description="last day on which the consent can be used")
    places: int | None = Field(
        default=None, description="a standing consent for this many places of the form; empty: for this client"
    )
    alternative: str | None = Field(default=None, description="where or how it could be done instead, with a no")
    valid_from: OptionalDate = date_field(description="first day of a standing consent; empty: the day of the decision")
    reach: str | None = Field(default=None, description="group: a standing consent for all employers of the group")
    contest_until: OptionalDate = date_field(description="last day on which what was recorded as said can be contested")
    contested_by: bytes | None = optional_key("user.id")
    contested_on: OptionalDate = date_field()
    contested_because: str | None = None
    handed_to: bytes | None = optional_key("user.id", description="the deputy who decides on this request in particular")
    by_hand: bool | None = Field(default=None, description="the decision came by hand: as text or a file from another laptop")
    client_text: str | None = Field(default=None, description="whom it is about, when the client is not in this store")
    received: str | None = Field(default=None, description="the request as it came in a file from another laptop, JSON")
    group_key: str | None = Field(default=None, description="the group for all of whose employers a standing consent holds")


class CoordinationCondition(Record, table=True):
    """One condition of a consent, ticked off by name (rule E3)."""

    subject: ClassVar[str] = "condition"
    __tablename__ = "coordination_condition"

    coordination_id: bytes = key_field(foreign_key="coordination.id", index=True)
    position: int = Field(description="its place in the list, from 1")
    text: str
    ticked_on: OptionalDate = date_field()
    ticked_by: bytes | None = optional_key("user.id")


class CoordinationTurn(Record, table=True):
    """What was said about a request: a question, its answer, a reminder, that it was handed over or contested."""

    subject: ClassVar[str] = "turn"
    __tablename__ = "coordination_turn"

    coordination_id: bytes = key_field(foreign_key="coordination.id", index=True)
    position: int = Field(description="its place in the conversation, from 1")
    kind: str
    user_id: bytes = key_field(foreign_key="user.id", description="who said it")
    said_on: date
    text: str | None = None
    by_hand: bool = Field(default=False, description="said elsewhere, and written down here or read from a file")


class RequestInput(BaseModel):
    """What people type when they ask an account holder to agree."""

    model_config = ConfigDict(extra="forbid")

    client_id: bytes
    employer_id: bytes
    form: Form
    start: Day
    until: OptionalDay = None
    hours: OptionalHours = None
    text: OptionalText = None

    @model_validator(mode="after")
    def _dates_in_order(self) -> RequestInput:
        if self.until and self.until < self.start:
            raise wrong(N_("The end lies before the start."), "until")
        return self


class StandingInput(BaseModel):
    """What an account holder types to agree to a number of places without having been asked."""

    model_config = ConfigDict(extra="forbid")

    employer_id: bytes
    form: Form
    places: int
    valid_from: OptionalDay = None
    valid_until: OptionalDay = None
    reach: Reach | None = None
    text: OptionalText = None

    @model_validator(mode="after")
    def _dates_in_order(self) -> StandingInput:
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            raise wrong(N_("The end lies before the start."), "valid_until")
        if self.places < 1:
            raise wrong(N_("A consent is for one place or more."), "places")
        return self


class VerbalInput(RequestInput):
    """A consent that was given by voice or letter, written down by the consultant."""

    who_id: bytes
    when: Day
    channel: Channel
