"""What one row of a file is checked against: the subject's own input model, with what only a file has.

A form and a file refuse the same things in the same words. What names another record (a municipality, a consultant, a
client's number) is looked up by the :class:`Lookups` that comes along as pydantic's context, so that every cell of a row
is judged in one go.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Protocol

from pydantic import AfterValidator, BeforeValidator, ValidationInfo, model_validator

from models.client import ClientInput
from models.contact_moment import ContactMomentInput
from models.employer import EmployerInput
from models.fields import (
    FUTURE_BIRTH,
    UNKNOWN_CHOICE,
    Day,
    Line,
    OptionalDay,
    OptionalLine,
    OptionalPartialDate,
    OptionalPercentage,
    OptionalYesNo,
    wrong,
)
from models.kinds import (
    ClientStatus,
    ContactKind,
    EmployerState,
    Form,
    HrAdministrator,
    PlacementState,
    TargetGroup,
    VacancyState,
)
from models.messages import N_
from models.placement import PlacementInput
from models.spoken import choices, parse_choice
from models.vacancy import VacancyInput

UNKNOWN_MUNICIPALITY = N_("'{value}' is not one of the municipalities that we work for: {choices}.")
END_BEFORE_START = N_("The end lies before the start.")
FUTURE_END = N_("'{value}' lies in the future: the placement has not ended yet. An end that was agreed on stands under 'until'.")
NOT_BEGUN = N_("A placement that has not begun has no day on which it ended.")
UNKNOWN_CLIENT = N_("There is no client with number '{value}'; perhaps its row was rejected.")
FUTURE_CLOSING = N_("'{value}' lies in the future: the vacancy is not closed yet.")
FUTURE_CONTACT = N_("'{value}' is still to come: make it an action.")
UNKNOWN_PLACEMENT = N_("There is no placement with number '{value}'; perhaps its row was rejected.")
UNKNOWN_VACANCY = N_("There is no vacancy with number '{value}'; perhaps its row was rejected.")
UNKNOWN_EMPLOYER = N_("There is no employer with number '{value}'; perhaps its row was rejected.")


class Lookups(Protocol):
    """What a row may ask while it is checked."""

    today: date
    municipality_names: tuple[str, ...]

    def municipality(self, text: str) -> bytes | None:
        """The municipality of this name or code."""

    def user(self, name: str) -> bytes:
        """The user of this name; a new key when there is none yet."""

    def location(self, name: str) -> bytes:
        """The location of this number or name; a new key when there is none yet."""

    def client(self, number: str) -> bytes | None:
        """The client with this number."""

    def employer(self, number: str) -> bytes | None:
        """The employer with this number."""

    def placement(self, number: str) -> bytes | None:
        """The placement with this number."""

    def vacancy(self, number: str) -> bytes | None:
        """The vacancy with this number."""


def _choice(kind: type[StrEnum]) -> BeforeValidator:
    def run(value: Any) -> Any:
        found = parse_choice(kind, value) if isinstance(value, str) else value
        if found is None:
            raise wrong(UNKNOWN_CHOICE, value=value, choices=choices(kind))
        return found

    return BeforeValidator(run)


def _looked_up(ask: Callable[[Lookups, str], bytes | None], template: str) -> BeforeValidator:
    def run(value: Any, info: ValidationInfo) -> Any:
        lookups: Lookups = info.context  # type: ignore[assignment]
        key = ask(lookups, value)
        if key is None:
            raise wrong(template, value=value, choices=lookups.municipality_names)
        return key

    return BeforeValidator(run)


def _has_come(value: date | None, info: ValidationInfo) -> date | None:
    lookups: Lookups = info.context  # type: ignore[assignment]
    if value is not None and value > lookups.today:
        raise wrong(FUTURE_END, value=value)
    return value


def _was_closed(value: date | None, info: ValidationInfo) -> date | None:
    lookups: Lookups = info.context  # type: ignore[assignment]
    if value is not None and value > lookups.today:
        raise wrong(FUTURE_CLOSING, value=value)
    return value


def _was_said(value: date, info: ValidationInfo) -> date:
    lookups: Lookups = info.context  # type: ignore[assignment]
    if value > lookups.today:
        raise wrong(FUTURE_CONTACT, value=value)
    return value


def _not_in_future(value: str | None, info: ValidationInfo) -> str | None:
    lookups: Lookups = info.context  # type: ignore[assignment]
    if value is not None and value > lookups.today.isoformat():
        raise wrong(FUTURE_BIRTH, value=value)
    return value


Municipality = Annotated[bytes, _looked_up(lambda known, text: known.municipality(text), UNKNOWN_MUNICIPALITY)]
UserKey = Annotated[bytes | None, _looked_up(lambda known, name: known.user(name), "")]
LocationKey = Annotated[bytes | None, _looked_up(lambda known, name: known.location(name), "")]


EmployerKey = Annotated[bytes, _looked_up(lambda known, number: known.employer(number), UNKNOWN_EMPLOYER)]
ClientKey = Annotated[bytes, _looked_up(lambda known, number: known.client(number), UNKNOWN_CLIENT)]
PlacementKey = Annotated[bytes, _looked_up(lambda known, number: known.placement(number), UNKNOWN_PLACEMENT)]
VacancyKey = Annotated[bytes, _looked_up(lambda known, number: known.vacancy(number), UNKNOWN_VACANCY)]


class ClientRow(ClientInput):
    """One row of clients."""

    number: Line
    birth_date: Annotated[OptionalPartialDate, AfterValidator(_not_in_future)] = None
    municipality_id: Municipality
    target_group: Annotated[TargetGroup, _choice(TargetGroup)]
    consultant_id: UserKey = None
    hr_administrator: Annotated[HrAdministrator | None, _choice(HrAdministrator)] = None
    status: Annotated[ClientStatus, _choice(ClientStatus)] = ClientStatus.ACTIVE
    archived_on: OptionalDay = None
    indication_from: OptionalDay = None
    indication_until: OptionalDay = None
    indication_category: OptionalLine = None
    indication_advice: OptionalYesNo = None
    wage_value: OptionalPercentage = None
    measured_on: OptionalDay = None

    @model_validator(mode="after")
    def _dates_in_order(self) -> ClientRow:
        if self.indication_from and self.indication_until and self.indication_until < self.indication_from:
            raise wrong(END_BEFORE_START, "indication_until")
        return self


class EmployerRow(EmployerInput):
    """One row of employers."""

    number: Line
    municipality_id: Municipality | None = None
    outdoor_service_of: Municipality | None = None
    account_holder: UserKey = None
    relation_since: OptionalDay = None
    state: Annotated[EmployerState | None, _choice(EmployerState)] = None
    contact_person: OptionalLine = None
    archived_on: OptionalDay = None


class PlacementRow(PlacementInput):
    """One row of placements."""

    number: OptionalLine = None
    client_id: ClientKey
    employer_id: EmployerKey | None = None
    location_id: LocationKey = None
    form: Annotated[Form, _choice(Form)]
    fallback_id: LocationKey = None
    vacancy_id: VacancyKey | None = None
    state: Annotated[PlacementState | None, _choice(PlacementState)] = None
    ended_on: Annotated[OptionalDay, AfterValidator(_has_come)] = None
    end_reason: OptionalLine = None

    @model_validator(mode="after")
    def _ended_after_start(self) -> PlacementRow:
        if self.ended_on and self.ended_on < self.start:
            raise wrong(END_BEFORE_START, "ended_on")
        if self.ended_on and self.state in (PlacementState.PROPOSED, PlacementState.PROVISIONAL, PlacementState.REFUSED):
            raise wrong(NOT_BEGUN, "ended_on")
        return self


class VacancyRow(VacancyInput):
    """One row of vacancies."""

    number: Line
    employer_id: EmployerKey
    state: Annotated[VacancyState | None, _choice(VacancyState)] = None
    closed_on: Annotated[OptionalDay, AfterValidator(_was_closed)] = None


class ContactRow(ContactMomentInput):
    """One row of contact moments; without a name whoever imports it had the contact."""

    client_id: ClientKey | None = None
    employer_id: EmployerKey | None = None
    placement_id: PlacementKey | None = None
    kind: Annotated[ContactKind, _choice(ContactKind)] = ContactKind.OTHER
    day: Annotated[Day, AfterValidator(_was_said)]
    made_by: UserKey = None  # type: ignore[assignment]
