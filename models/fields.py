"""Types of what people type: each checks one field and says in one plain sentence what is wrong.

Used by every ``…Input`` model, so that a form, the import and the command line refuse the same things with the same
words. Empty text counts as nothing. A refusal is a :class:`pydantic_core.PydanticCustomError` whose template is a
catalogue id; :func:`problems` turns the errors of a failed validation into messages, one per field.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ValidationError, ValidatorFunctionWrapHandler, WrapValidator
from pydantic_core import PydanticCustomError

from models import values
from models.errors import InvalidInput
from models.messages import N_, Message

REQUIRED = N_("This can't be empty.")
HOURS_RANGE = N_("'{value}' hours a week is not possible: write a number above 0 and up to 60.")
PERCENT_RANGE = N_("'{value}' is not a percentage from 0 to 100.")
LADDER_RANGE = N_("'{value}' is not a step of the participation ladder: it runs from 1 to 6.")
RATE_RANGE = N_("'{value}' is not an hourly rate: write an amount from 0 to 1000, for example 9,72.")
EUROS_RANGE = N_("'{value}' is not an amount: write euros from 0 to 100.000.000, for example 12.500 or 950,50.")
COUNT_RANGE = N_("'{value}' is not a whole number of 1 or more.")
UNKNOWN_CHOICE = N_("'{value}' is not one of the choices: {choices}.")
FUTURE_BIRTH = N_("'{value}' lies in the future: that can't be a birth date.")
YES_NO = N_("'{value}' is neither yes nor no.")
BROKEN_TEXT = N_("This holds a broken character that can't be kept. Type it again.")
TOO_LONG = N_("This is too long: at most {most} characters fit here.")
YES = frozenset(("ja", "j", "yes", "y", "true", "1", "waar"))
NO = frozenset(("nee", "n", "no", "false", "0", "onwaar"))
TOO_BIG = N_("'{value}' is too large here.")


def wrong(template: str, field: str = "", **context: Any) -> PydanticCustomError:
    """A refusal with a catalogue id; ``field`` names the field when a rule looks at several."""
    return PydanticCustomError("nuo", "{template}", {**context, "field": field, "template": template})


def _checked(check: Callable[[str], Any]) -> BeforeValidator:
    """A validator for text; other values (already parsed) pass through unchanged."""

    def run(value: Any) -> Any:
        if not isinstance(value, str):
            return value
        text = value.strip()
        if not text:
            return None
        try:
            return check(text)
        except ValueError as error:
            raise wrong(str(error), value=value) from None

    return BeforeValidator(run)


def _trimmed(text: str) -> str:
    """Only spaces go: tabs, returns and direction marks are somebody's text and stay."""
    try:
        if not text.isascii():
            text.encode()
    except UnicodeEncodeError:
        raise wrong(BROKEN_TEXT) from None
    return text.strip(" ")


def _needed(value: Any) -> Any:
    if value is None or (isinstance(value, str) and not value.strip()):
        raise wrong(REQUIRED)
    return _trimmed(value) if isinstance(value, str) else value


def _line(value: Any) -> Any:
    return (_trimmed(value) or None) if isinstance(value, str) else value


def _within(low: Decimal, high: Decimal, template: str, *, above: bool = False) -> WrapValidator:
    """A validator of a number's limits; it goes last, so that a refusal quotes what was typed and not what was read."""

    def run(typed: Any, read: ValidatorFunctionWrapHandler) -> Decimal | None:
        value: Decimal | None = read(typed)
        if value is None:
            return None
        if not (low < value if above else low <= value) or value > high:
            raise wrong(template, value=typed.strip() if isinstance(typed, str) else value)
        return value

    return WrapValidator(run)


_MOST_EUROS = Decimal(100_000_000)


def _whole_cents(value: Decimal | None) -> Decimal | None:
    if value is not None and int(value.normalize().as_tuple().exponent) < -2:
        raise wrong(EUROS_RANGE, value=value)
    return value


def _count(value: Any) -> Any:
    text = _line(value)
    if text is None:
        return None
    if not re.fullmatch(r"0*[1-9]\d{0,8}", str(text).strip(), re.ASCII):
        raise wrong(COUNT_RANGE, value=value)
    return int(text)


def _ladder(value: Any) -> Any:
    text = _line(value)
    if text is None:
        return None
    if str(text).strip() not in ("1", "2", "3", "4", "5", "6"):
        raise wrong(LADDER_RANGE, value=value)
    return int(text)


def _yes_no(value: Any) -> Any:
    text = _line(value)
    if text is None or isinstance(text, bool):
        return text
    folded = values.fold(str(text)).strip()
    if folded in YES:
        return True
    if folded in NO:
        return False
    raise wrong(YES_NO, value=value)


Line = Annotated[str, BeforeValidator(_needed)]
"""Text that must be there; spaces around it go."""
OptionalLine = Annotated[str | None, BeforeValidator(_line)]
OptionalText = OptionalLine
Day = Annotated[date, BeforeValidator(_needed), _checked(values.parse_date)]
OptionalDay = Annotated[date | None, _checked(values.parse_date)]
OptionalClock = Annotated[str | None, _checked(values.parse_clock)]
OptionalBsn = Annotated[str | None, _checked(values.parse_bsn)]
OptionalKvk = Annotated[str | None, _checked(values.parse_kvk)]
OptionalBranchNumber = Annotated[str | None, _checked(values.parse_branch_number)]
OptionalPostcode = Annotated[str | None, _checked(values.parse_postcode)]
OptionalPartialDate = Annotated[str | None, _checked(values.parse_partial_date)]
OptionalHours = Annotated[
    Decimal | None, _checked(values.parse_decimal), _within(Decimal(0), Decimal(60), HOURS_RANGE, above=True)
]
OptionalPercentage = Annotated[Decimal | None, _checked(values.parse_decimal), _within(Decimal(0), Decimal(100), PERCENT_RANGE)]
Percentage = Annotated[
    Decimal, BeforeValidator(_needed), _checked(values.parse_decimal), _within(Decimal(0), Decimal(100), PERCENT_RANGE)
]
OptionalRate = Annotated[Decimal | None, _checked(values.parse_decimal), _within(Decimal(0), Decimal(1000), RATE_RANGE)]
OptionalEuros = Annotated[
    Decimal | None, AfterValidator(_whole_cents), _checked(values.parse_decimal), _within(Decimal(0), _MOST_EUROS, EUROS_RANGE)
]
"""Euros, to the cent."""
PositiveCount = Annotated[int, BeforeValidator(_count)]
OptionalCount = Annotated[int | None, BeforeValidator(_count)]
OptionalLadder = Annotated[int | None, BeforeValidator(_ladder)]
OptionalYesNo = Annotated[bool | None, BeforeValidator(_yes_no)]


def problems(error: ValidationError) -> Iterator[tuple[str, Message]]:
    """The field and the sentence of each thing that is wrong in a failed validation."""
    for one in error.errors(include_url=False):
        where = str(one["loc"][0]) if one["loc"] else ""
        context = dict(one.get("ctx", {}))
        if one["type"] == "nuo":
            field, template = context.pop("field") or where, context.pop("template")
            yield field, Message(template, **context)
        elif one["type"] == "missing":
            yield where, Message(REQUIRED)
        elif one["type"] in ("enum", "literal_error"):
            choices = tuple(re.findall(r"'([^']*)'", context.get("expected", "")))
            yield where, Message(UNKNOWN_CHOICE, value=one["input"], choices=choices)
        else:
            yield where, Message(N_("'{value}' can't be used here."), value=one["input"])


M = TypeVar("M", bound=BaseModel)


def validated(model: type[M], values: Mapping[str, Any]) -> M:
    """What people typed, checked; :class:`~models.errors.InvalidInput` with a sentence for each wrong field."""
    try:
        return model.model_validate(dict(values))
    except ValidationError as error:
        raise InvalidInput(list(problems(error))) from None
