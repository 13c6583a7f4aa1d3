"""Settings: figures that differ per organisation or change by law, each from a date onwards."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from sqlmodel import Field

from models.base import Record
from models.kinds import Form


class Setting(Record, table=True):
    """One figure (instelling) from a day on; the newest that has begun holds."""

    subject: ClassVar[str] = "setting"

    key: str = Field(index=True)
    valid_from: date
    value: str
    source: str = Field(description="law or decision it rests on")


CONSENT_DAYS = "consent-days"
DECISION_WORKING_DAYS = "decision-working-days"
LONGEST_MONTHS = "longest-months."

STARTING_SETTINGS: tuple[tuple[str, str, str], ...] = (
    (CONSENT_DAYS, "90", "starting value of the NUO"),
    (DECISION_WORKING_DAYS, "5", "promise 28"),
    (LONGEST_MONTHS + Form.LEARN_WORK, "12", "starting value of the NUO"),
    (LONGEST_MONTHS + Form.TRIAL, "2", "Participatiewet art. 8a"),
    (LONGEST_MONTHS + Form.WORK_EXPERIENCE, "6", "starting value of the NUO"),
)
"""Key, value, source; each valid from 2015-01-01 (DOMAIN, 'Forms and their limits')."""
