"""Settings: figures that differ per organisation or change by law, each from a date onwards.

A new figure is a new record from its day on; what held before stays, so that what was computed then can be computed
again. Sources: DOMAIN, 'Wage value and money' and 'Forms and their limits'.
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from pydantic import BaseModel, ConfigDict, model_validator
from sqlmodel import Field

from models.base import Record
from models.fields import Day, Line, OptionalYesNo, wrong
from models.figures import (
    APPROACH_DAYS,
    CONSENT_DAYS,
    CONTEST_WORKING_DAYS,
    DECISION_WORKING_DAYS,
    FIGURES,
    FORMS_ON_WAGE,
    FORMS_OPEN,
    FORMS_WITH_RATE,
    LADDER_MOST_SUPPORTED,
    LADDER_MOST_WSW,
    LEARN_IN_GREEN,
    LONGEST_MONTHS,
    PENSION_MONTHS,
    TRIAL_EXTENSION,
    TRIAL_UWV,
    StartingValue,
    kept_value,
)
from models.groups import FORMS_OF_GROUP, FORMS_ON_WAGE_VALUE, FORMS_WITH_DERIVED_RATE
from models.groups import LEARN_IN_GREEN as GROUPS_IN_GREEN
from models.kinds import Form, TargetGroup
from models.messages import N_

UNKNOWN_KEY = N_("There is no setting '{value}'.")


class Setting(Record, table=True):
    """One figure (instelling) from a day on; the newest that has begun holds."""

    subject: ClassVar[str] = "setting"

    key: str = Field(index=True)
    valid_from: date
    value: str
    source: str = Field(description="law or decision it rests on")
    to_confirm: bool | None = Field(default=None, description="the sources differ, or a text was not found: say so")


class SettingInput(BaseModel):
    """What an administrator types: which setting, its value, from when, and what that rests on."""

    model_config = ConfigDict(extra="forbid")

    key: Line
    value: Line
    valid_from: Day
    source: Line
    to_confirm: OptionalYesNo = None

    @model_validator(mode="after")
    def _value_of_its_kind(self) -> SettingInput:
        figure = FIGURES.get(self.key)
        if figure is None:
            raise wrong(UNKNOWN_KEY, "key", value=self.key)
        try:
            self.value = kept_value(figure.kind, self.value)
        except ValueError as error:
            raise wrong(str(error), "value", value=self.value.strip()) from None
        return self


_NUO, _PW, _WML = N_("starting value of the NUO"), "Participatiewet art. 10d", "Wet minimumloon en minimumvakantiebijslag"
_OPEN = {
    TargetGroup.WSW: "Wet sociale werkvoorziening",
    TargetGroup.SHELTERED: "Participatiewet art. 10b",
    TargetGroup.JOB_AGREEMENT: "Participatiewet art. 38b",
    TargetGroup.PW: "Participatiewet art. 7",
    TargetGroup.UWV: N_("rule of UWV"),
}
_YOUNG = ((20, "80"), (19, "60"), (18, "50"), (17, "39.5"), (16, "34.5"), (15, "30"))
_MINIMUM_WAGE = (
    (date(2024, 1, 1), "13.27"),
    (date(2024, 7, 1), "13.68"),
    (date(2025, 1, 1), "14.06"),
    (date(2025, 7, 1), "14.4"),
    (date(2026, 1, 1), "14.71"),
    (date(2026, 7, 1), "14.99"),
)
_PENSION = (
    (2015, 783),
    (2016, 786),
    (2017, 789),
    (2018, 792),
    (2019, 796),
    (2022, 799),
    (2023, 802),
    (2024, 804),
    (2028, 807),
)
"""From which year the pension age is so many months: 65 years and 3 months in 2015, 67 years from 2024, 67 and 3 from 2028."""

STARTING_SETTINGS: tuple[StartingValue, ...] = (
    StartingValue(CONSENT_DAYS, "90", _NUO),
    StartingValue(APPROACH_DAYS, "14", N_("promise 33")),
    StartingValue(DECISION_WORKING_DAYS, "5", N_("promise 28")),
    StartingValue(CONTEST_WORKING_DAYS, "5", _NUO),
    StartingValue(LONGEST_MONTHS + Form.LEARN_WORK, "12", _NUO),
    StartingValue(LONGEST_MONTHS + Form.TRIAL, "2", "Participatiewet art. 8a"),
    StartingValue(TRIAL_EXTENSION, "4", "Participatiewet art. 8a"),
    StartingValue(TRIAL_UWV, "6", N_("rule of UWV")),
    StartingValue(LONGEST_MONTHS + Form.WORK_EXPERIENCE, "6", _NUO),
    StartingValue("wage-value-months", "12", N_("starting value of the NUO; the law gives no term")),
    StartingValue(LADDER_MOST_WSW, "5", N_("participation ladder")),
    StartingValue(LADDER_MOST_SUPPORTED, "5", N_("participation ladder")),
    *(StartingValue(PENSION_MONTHS, str(months), "Algemene Ouderdomswet art. 7a", date(year, 1, 1)) for year, months in _PENSION),
    *(StartingValue(FORMS_OPEN + group, ",".join(forms), _OPEN[group]) for group, forms in FORMS_OF_GROUP.items()),
    StartingValue(LEARN_IN_GREEN, ",".join(group for group in TargetGroup if group in GROUPS_IN_GREEN), N_("promise 34")),
    StartingValue(FORMS_ON_WAGE, ",".join(form for form in Form if form in FORMS_ON_WAGE_VALUE), _PW),
    StartingValue(FORMS_WITH_RATE, ",".join(form for form in Form if form in FORMS_WITH_DERIVED_RATE), _NUO),
    StartingValue("move-days", "30", N_("promise 41; starting value of the NUO")),
    StartingValue("back-at-work-days", "14", N_("promise 32")),
    *(StartingValue("minimum-wage-hour", value, _WML, day) for day, value in _MINIMUM_WAGE),
    *(StartingValue(f"young-wage.{age}", value, _WML, _MINIMUM_WAGE[0][0]) for age, value in _YOUNG),
    StartingValue("reference-month-wage", "2337", _WML, date(2026, 7, 1)),
    StartingValue("holiday-allowance", "8", _WML),
    StartingValue("costs-rate", "23.5", _NUO),
    StartingValue("costs-subsidy", "23", _PW),
    StartingValue("costs-subsidy", "23.5", _PW, date(2018, 1, 1)),
    StartingValue("costs-subsidy", "25", _PW, date(2026, 7, 1), to_confirm=True),
    StartingValue("subsidy-cap", "70", _PW),
    StartingValue("base-week", "36", _PW),
    StartingValue("full-week", "40", N_("starting value of the NUO; differs per sector"), to_confirm=True),
)
"""What a new store begins with (DOMAIN). A figure that a later release adds also gets a step of its own in the migrations."""
