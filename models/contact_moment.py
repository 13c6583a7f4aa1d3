"""Contact moments: what was said or written with or about a client, an employer or a placement, and by whom of us."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from pydantic import BaseModel, ConfigDict, model_validator
from sqlalchemy import Index
from sqlmodel import Field

from models.base import Record, key_field, optional_key
from models.fields import Day, Line, OptionalClock, OptionalDay, OptionalLine, wrong
from models.kinds import ContactKind
from models.messages import N_


class ContactMoment(Record, table=True):
    """A contact moment (contactmoment) on exactly one client, employer or placement."""

    subject: ClassVar[str] = "contact-moment"
    __tablename__ = "contact_moment"
    __table_args__ = (
        Index("ix_contact_moment_client", "client_id", "day", "id"),
        Index("ix_contact_moment_employer", "employer_id", "day", "id"),
        Index("ix_contact_moment_placement", "placement_id", "day", "id"),
        Index("ix_contact_moment_day", "day", "id"),
    )

    client_id: bytes | None = optional_key("client.id")
    employer_id: bytes | None = optional_key("employer.id")
    placement_id: bytes | None = optional_key("placement.id")
    kind: str
    day: date
    time: str | None = Field(default=None, description="HH:MM on the clock of the NUO; empty: not written down")
    made_by: bytes = key_field(foreign_key="user.id", description="who of us had the contact")
    text: str = Field(description="what was said, in the words of who had the contact")


class ContactMomentInput(BaseModel):
    """What people type about a contact moment."""

    model_config = ConfigDict(extra="forbid")

    client_id: bytes | None = None
    employer_id: bytes | None = None
    placement_id: bytes | None = None
    kind: ContactKind
    day: Day
    time: OptionalClock = None
    made_by: bytes
    text: Line

    @model_validator(mode="after")
    def _about_one_record(self) -> ContactMomentInput:
        if sum(key is not None for key in (self.client_id, self.employer_id, self.placement_id)) != 1:
            raise wrong(N_("A contact moment is about one client, one employer or one placement."), "client_id")
        return self


class FollowUpInput(BaseModel):
    """What is to be done after a contact moment; nothing at all when nothing was typed."""

    model_config = ConfigDict(extra="forbid")

    what: OptionalLine = None
    due_on: OptionalDay = None
    owner_id: bytes | None = None

    @model_validator(mode="after")
    def _whole_or_nothing(self) -> FollowUpInput:
        if self.what and self.due_on is None:
            raise wrong(N_("Say by which day it must be done."), "due_on")
        if self.due_on and not self.what:
            raise wrong(N_("Say what is to be done."), "what")
        return self


class ContactFormInput(ContactMomentInput, FollowUpInput):
    """One form: the contact moment, and the action that follows from it."""

    def moment(self) -> ContactMomentInput:
        """The contact moment of the form."""
        return ContactMomentInput(**{name: getattr(self, name) for name in ContactMomentInput.model_fields})

    def follow_up(self) -> FollowUpInput | None:
        """What is to be done, None when nothing is."""
        return FollowUpInput(what=self.what, due_on=self.due_on, owner_id=self.owner_id) if self.what else None
