"""Actions: what somebody will have done by a day, about a client, an employer, a placement or nothing in particular."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from pydantic import BaseModel, ConfigDict, model_validator
from sqlalchemy import Index
from sqlalchemy import text as sql

from models.base import OptionalDate, Record, date_field, key_field, optional_key
from models.fields import Day, Line, wrong
from models.messages import N_


class Action(Record, table=True):
    """An action (actie): what, by when, by whom; done or not."""

    subject: ClassVar[str] = "action"
    __table_args__ = (
        Index("ix_action_open", "owner_id", "due_on", "id", sqlite_where=sql("done_on IS NULL")),
        Index("ix_action_done", "done_by", "done_on", "id", sqlite_where=sql("done_on IS NOT NULL")),
        Index("ix_action_client", "client_id", "due_on", "id"),
        Index("ix_action_employer", "employer_id", "due_on", "id"),
        Index("ix_action_placement", "placement_id", "due_on", "id"),
        Index("ix_action_due", "due_on", "id"),
    )

    client_id: bytes | None = optional_key("client.id")
    employer_id: bytes | None = optional_key("employer.id")
    placement_id: bytes | None = optional_key("placement.id")
    contact_moment_id: bytes | None = optional_key("contact_moment.id", index=True, description="the contact it follows from")
    what: str
    due_on: date
    owner_id: bytes = key_field(foreign_key="user.id", description="who does it")
    done_on: OptionalDate = date_field(description="empty: still to do")
    done_by: bytes | None = optional_key("user.id")


class ActionInput(BaseModel):
    """What people type about an action."""

    model_config = ConfigDict(extra="forbid")

    client_id: bytes | None = None
    employer_id: bytes | None = None
    placement_id: bytes | None = None
    what: Line
    due_on: Day
    owner_id: bytes

    @model_validator(mode="after")
    def _about_one_record_at_most(self) -> ActionInput:
        if sum(key is not None for key in (self.client_id, self.employer_id, self.placement_id)) > 1:
            raise wrong(N_("An action is about one client, one employer or one placement, or about none."), "client_id")
        return self
