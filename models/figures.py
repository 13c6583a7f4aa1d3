"""Which settings there are, what each counts, and how its value is written. Pure: no table is loaded for it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple, TypeVar

from models.kinds import Form, TargetGroup
from models.messages import N_
from models.values import decimal_text, parse_decimal

CONSENT_DAYS = "consent-days"
APPROACH_DAYS = "approach-days"
DECISION_WORKING_DAYS = "decision-working-days"
CONTEST_WORKING_DAYS = "contest-working-days"
LONGEST_MONTHS = "longest-months."
TRIAL_EXTENSION = "longest-months.trial-extension"
TRIAL_UWV = "longest-months.trial-uwv"
WAGE_VALUE_MONTHS = "wage-value-months"
LADDER_MOST_WSW = "ladder-most.wsw"
LADDER_MOST_SUPPORTED = "ladder-most.supported"
PENSION_MONTHS = "pension-months"
FORMS_OPEN = "forms."
LEARN_IN_GREEN = "groups-learn-in-green"
FORMS_ON_WAGE = "forms-on-wage-value"
FORMS_WITH_RATE = "forms-with-rate"
MOVE_DAYS = "move-days"
BACK_AT_WORK_DAYS = "back-at-work-days"
MINIMUM_WAGE = "minimum-wage-hour"
MONTH_WAGE = "reference-month-wage"
YOUNG_WAGE = "young-wage."
HOLIDAY = "holiday-allowance"
COSTS_RATE = "costs-rate"
COSTS_SUBSIDY = "costs-subsidy"
CAP = "subsidy-cap"
BASE_WEEK = "base-week"
FULL_WEEK = "full-week"

ADULT = 21
"""The age from which the whole minimum wage holds."""
YOUNGEST = 15


class Kind(StrEnum):
    """What a setting's value is."""

    COUNT = "count"
    AMOUNT = "amount"
    PERCENTAGE = "percentage"
    HOURS = "hours"
    FORMS = "forms"
    """Some forms, with commas between."""
    GROUPS = "groups"
    """Some target groups, with commas between."""


class Figure(NamedTuple):
    """One setting that there is."""

    kind: Kind
    what: str
    """Catalogue id of what it is."""
    unit: str = ""
    """Catalogue id of what it counts, for a count."""


class StartingValue(NamedTuple):
    """A value that a new store begins with."""

    key: str
    value: str
    source: str
    valid_from: date = date(2015, 1, 1)
    to_confirm: bool = False


_DAYS, _MONTHS = N_("days"), N_("months")
FIGURES: Mapping[str, Figure] = {
    CONSENT_DAYS: Figure(Kind.COUNT, N_("consent without an end"), _DAYS),
    APPROACH_DAYS: Figure(Kind.COUNT, N_("how long an employer counts as approached"), _DAYS),
    DECISION_WORKING_DAYS: Figure(Kind.COUNT, N_("term for a decision"), N_("working days")),
    CONTEST_WORKING_DAYS: Figure(Kind.COUNT, N_("term for contesting a verbal consent"), N_("working days")),
    LONGEST_MONTHS + Form.LEARN_WORK: Figure(Kind.COUNT, N_("longest learn-work place"), _MONTHS),
    LONGEST_MONTHS + Form.TRIAL: Figure(Kind.COUNT, N_("longest trial placement"), _MONTHS),
    TRIAL_EXTENSION: Figure(Kind.COUNT, N_("trial placement: longest extension"), _MONTHS),
    TRIAL_UWV: Figure(Kind.COUNT, N_("longest trial placement, UWV"), _MONTHS),
    LONGEST_MONTHS + Form.WORK_EXPERIENCE: Figure(Kind.COUNT, N_("longest work-experience place"), _MONTHS),
    WAGE_VALUE_MONTHS: Figure(Kind.COUNT, N_("wage value: measure again"), _MONTHS),
    PENSION_MONTHS: Figure(Kind.COUNT, N_("pension age (AOW)"), _MONTHS),
    MOVE_DAYS: Figure(Kind.COUNT, N_("earlier workplace counts as left"), _DAYS),
    BACK_AT_WORK_DAYS: Figure(Kind.COUNT, N_("back at work after breaking off"), _DAYS),
    FORMS_OPEN + TargetGroup.WSW: Figure(Kind.FORMS, N_("forms open to Wsw")),
    FORMS_OPEN + TargetGroup.SHELTERED: Figure(Kind.FORMS, N_("forms open to beschut werk")),
    FORMS_OPEN + TargetGroup.JOB_AGREEMENT: Figure(Kind.FORMS, N_("forms open to banenafspraak")),
    FORMS_OPEN + TargetGroup.PW: Figure(Kind.FORMS, N_("forms open to Participatiewet")),
    FORMS_OPEN + TargetGroup.UWV: Figure(Kind.FORMS, N_("forms open to UWV")),
    LEARN_IN_GREEN: Figure(Kind.GROUPS, N_("learning in green: groups")),
    FORMS_ON_WAGE: Figure(Kind.FORMS, N_("forms that ask for a wage value")),
    FORMS_WITH_RATE: Figure(Kind.FORMS, N_("forms with a rate by wage value")),
    LADDER_MOST_WSW: Figure(Kind.COUNT, N_("highest step of the ladder, Wsw"), N_("step")),
    LADDER_MOST_SUPPORTED: Figure(Kind.COUNT, N_("highest step of the ladder, work with support"), N_("step")),
    MINIMUM_WAGE: Figure(Kind.AMOUNT, N_("minimum wage an hour (21+)")),
    MONTH_WAGE: Figure(Kind.AMOUNT, N_("reference wage a month")),
    f"{YOUNG_WAGE}20": Figure(Kind.PERCENTAGE, N_("minimum wage at 20 years")),
    f"{YOUNG_WAGE}19": Figure(Kind.PERCENTAGE, N_("minimum wage at 19 years")),
    f"{YOUNG_WAGE}18": Figure(Kind.PERCENTAGE, N_("minimum wage at 18 years")),
    f"{YOUNG_WAGE}17": Figure(Kind.PERCENTAGE, N_("minimum wage at 17 years")),
    f"{YOUNG_WAGE}16": Figure(Kind.PERCENTAGE, N_("minimum wage at 16 years")),
    f"{YOUNG_WAGE}15": Figure(Kind.PERCENTAGE, N_("minimum wage at 15 years")),
    HOLIDAY: Figure(Kind.PERCENTAGE, N_("holiday allowance")),
    COSTS_RATE: Figure(Kind.PERCENTAGE, N_("rate: employer's costs")),
    COSTS_SUBSIDY: Figure(Kind.PERCENTAGE, N_("LKS: employer's costs")),
    CAP: Figure(Kind.PERCENTAGE, N_("LKS: most of the wage")),
    BASE_WEEK: Figure(Kind.HOURS, N_("LKS: base week")),
    FULL_WEEK: Figure(Kind.HOURS, N_("LKS: longest week")),
}
"""Every setting by its key, in the order of lists."""

NOT_A_COUNT = N_("'{value}' is not a whole number of 1 or more.")
NOT_AN_AMOUNT = N_("'{value}' is not an amount: write for example 14,99.")
NOT_A_PERCENTAGE = N_("'{value}' is not a percentage from 0 to 100.")
NOT_HOURS = N_("'{value}' hours a week is not possible: write a number above 0 and up to 60.")
_MOST_COUNT, _MOST_AMOUNT, _MOST_HOURS = 9999, 100_000, 60


LISTS: Mapping[Kind, type[StrEnum]] = {Kind.FORMS: Form, Kind.GROUPS: TargetGroup}
"""The kinds whose value is some choices of a closed list."""
NOT_FORMS = N_("'{value}' names something that is no form: write forms with commas between them.")
NOT_GROUPS = N_("'{value}' names something that is no target group: write target groups with commas between them.")

Choice = TypeVar("Choice", bound=StrEnum)


def listed(choices: type[Choice], value: str) -> tuple[Choice, ...]:
    """The choices that a kept value names, as they stand there; a word that this program does not know is left out."""
    known = {choice.value: choice for choice in choices}
    return tuple(known[name] for name in value.split(",") if name in known)


def _kept_list(kind: Kind, text: str) -> str:
    from models.spoken import parse_choice

    found = [parse_choice(LISTS[kind], part) for part in text.replace(";", ",").split(",") if part.strip()]
    if not found or None in found:
        raise ValueError(NOT_FORMS if kind is Kind.FORMS else NOT_GROUPS)
    return ",".join(dict.fromkeys(choice.value for choice in found if choice))


def kept_value(kind: Kind, text: str) -> str:
    """A value as it is kept, from what was typed; ``ValueError`` with a catalogue id when it is none of its kind."""
    if kind in LISTS:
        return _kept_list(kind, text)
    refusal = {
        Kind.COUNT: NOT_A_COUNT,
        Kind.AMOUNT: NOT_AN_AMOUNT,
        Kind.PERCENTAGE: NOT_A_PERCENTAGE,
        Kind.HOURS: NOT_HOURS,
    }[kind]
    try:
        value = parse_decimal(text)
    except ValueError:
        raise ValueError(refusal) from None
    fits = {
        Kind.COUNT: value == value.to_integral_value() and 1 <= value <= _MOST_COUNT and text.strip().isdecimal(),
        Kind.AMOUNT: 0 < value <= _MOST_AMOUNT and value == value.quantize(Decimal("0.01")),
        Kind.PERCENTAGE: 0 <= value <= 100,
        Kind.HOURS: 0 < value <= _MOST_HOURS,
    }[kind]
    if not fits:
        raise ValueError(refusal)
    return decimal_text(value)
