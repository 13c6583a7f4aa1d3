"""Overrides: that somebody who may set the block of a rule aside for one placement, and why. Rule A3."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from pydantic import BaseModel, ConfigDict
from sqlmodel import Field

from models.base import Record, key_field
from models.fields import Line


class PlacementOverride(Record, table=True):
    """One block that was set aside (opheffing); promises 20 and 35."""

    subject: ClassVar[str] = "override"
    __tablename__ = "placement_override"

    placement_id: bytes = key_field(foreign_key="placement.id", index=True)
    rule: str = Field(description="whose block was set aside")
    sentence: str = Field(description="what the rule said: JSON without a language; it counts while the rule says the same")
    reason: str
    overridden_by: bytes = key_field(foreign_key="user.id")
    role: str = Field(description="the role in which they did so")
    overridden_on: date


class OverrideInput(BaseModel):
    """What people type when they set a block aside: why."""

    model_config = ConfigDict(extra="forbid")

    reason: Line
