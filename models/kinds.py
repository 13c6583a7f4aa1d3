"""The closed lists of the field: groups, forms, states, roles.

Stored as their value (short English words, also used on the command line and in files); shown through the
catalogues. No SQLModel here: the first screen needs these before the tables.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum


class Role(StrEnum):
    """What somebody may be in the organisation; several add up."""

    CONSULTANT = "consultant"
    ACCOUNT_MANAGER = "account-manager"
    TEAM_LEAD = "team-lead"
    ADMINISTRATOR = "administrator"


class TargetGroup(StrEnum):
    """The statutory group of a client (doelgroep)."""

    WSW = "wsw"
    SHELTERED = "beschut-werk"
    JOB_AGREEMENT = "banenafspraak"
    PW = "participatiewet"
    UWV = "uwv"


class ClientStatus(StrEnum):
    """Whether a client can start work."""

    ACTIVE = "active"
    ILL = "ill"
    ABSENT = "absent"
    ENDED = "ended"
    DECEASED = "deceased"
    MOVED = "moved"


class Form(StrEnum):
    """The form of a placement (vorm)."""

    SHELTERED = "sheltered"
    GROUP_SECONDMENT = "group-secondment"
    INDIVIDUAL_SECONDMENT = "individual-secondment"
    SUPPORTED_EMPLOYMENT = "supported-employment"
    GREEN = "green"
    LEARN_WORK = "learn-work"
    TRIAL = "trial"
    WORK_EXPERIENCE = "work-experience"
    SUBSIDISED_JOB = "subsidised-job"
    REGULAR_JOB = "regular-job"


class PlacementState(StrEnum):
    """Where a placement stands: proposed → provisional → active / refused; active → ended / broken off."""

    PROPOSED = "proposed"
    PROVISIONAL = "provisional"
    ACTIVE = "active"
    REFUSED = "refused"
    ENDED = "ended"
    BROKEN_OFF = "broken-off"


class EmployerState(StrEnum):
    """What an employer is to us."""

    PROSPECT = "prospect"
    RELATION = "relation"
    DORMANT = "dormant"
    BLOCKED = "blocked"


class VacancyState(StrEnum):
    """Whether somebody can still be proposed for a vacancy. Never stored: it follows from the day on which it was closed."""

    OPEN = "open"
    CLOSED = "closed"


class CoordinationState(StrEnum):
    """Where a request to an account holder stands. ``expired`` is never stored: it follows from the date."""

    DRAFT = "draft"
    REQUESTED = "requested"
    QUESTION = "question"
    """Asked back: the answer of who asked is waited for."""
    APPROVED = "approved"
    CONDITIONS = "approved-with-conditions"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    USED = "used"
    CONTESTED = "contested"
    """Recorded as said, and denied by the account holder."""
    EXPIRED = "expired"


class TurnKind(StrEnum):
    """What somebody says about a request, besides asking and deciding."""

    QUESTION = "question"
    ANSWER = "answer"
    REMINDER = "reminder"
    HANDED_OVER = "handed-over"
    CONTESTED = "contested"
    UPHELD = "upheld"
    CONFIRMED = "confirmed"
    """What was recorded as said is so: nobody contests it any more."""


class Reach(StrEnum):
    """For which employers a standing consent holds; without one, for the employer where it was asked."""

    GROUP = "group"


class Channel(StrEnum):
    """How a decision reached us."""

    TOOL = "tool"
    PHONE = "phone"
    EMAIL = "email"
    IN_PERSON = "in-person"


class ContactKind(StrEnum):
    """How a contact moment took place."""

    PHONE = "phone"
    EMAIL = "email"
    VISIT = "visit"
    OFFICE = "office"
    LETTER = "letter"
    MESSAGE = "message"
    OTHER = "other"


class LocationKind(StrEnum):
    """What a work location is for."""

    SHELTERED = "sheltered"
    GREEN = "green"
    TRAINING = "training"
    OFFICE = "office"


class IndicationKind(StrEnum):
    """Which decision gives a client the right to a kind of work."""

    WSW = "wsw"
    SHELTERED_ADVICE = "beschut-werk"
    REGISTRATION = "doelgroepregister"
    OTHER = "other"


class HrAdministrator(StrEnum):
    """Who does personnel and payroll of a Wsw employee (promise 40)."""

    NUO = "nuo"
    LARCOM = "larcom"


class MunicipalityRelation(StrEnum):
    """What a municipality is to the NUO (promise 10)."""

    PARTNER = "partner"
    BUYER = "buyer"
    OWN_LOCATION = "own-location"


class AgreementState(StrEnum):
    """Where a service agreement (DVO) stands; whether it is in force follows from its dates too."""

    DRAFT = "draft"
    SIGNED = "signed"
    CANCELLED = "cancelled"


class ProductUnit(StrEnum):
    """What a municipality buys of a product: whole placements, or months or hours of one."""

    PLACEMENT = "placement"
    MONTH = "month"
    HOUR = "hour"


class OrderState(StrEnum):
    """Where a service order stands: closed when the work is done and settled, withdrawn by who ordered."""

    OPEN = "open"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class Decision(StrEnum):
    """What a mandate is about."""

    PROPOSE = "propose"
    PLACE = "place"
    DECIDE = "decide"
    ASSIGN_HOLDER = "assign-holder"
    REGISTER_RELATION = "register-relation"
    STOP_APPROACH = "stop-approach"
    MANAGE_USERS = "manage-users"
    MANAGE_MANDATES = "manage-mandates"
    MANAGE_SETTINGS = "manage-settings"
    IMPORT = "import"
    MANAGE_AGREEMENTS = "manage-agreements"
    RECORD_ORDER = "record-order"
    ASSIGN_CLIENTS = "assign-clients"
    OVERRIDE = "override"


class Scope(StrEnum):
    """How far a mandate reaches."""

    OWN_CASELOAD = "own-caseload"
    TEAM = "team"
    OWN_EMPLOYERS = "own-employers"
    OWN_WERKPLEIN = "own-werkplein"
    ALL = "all"


class Outcome(StrEnum):
    """What one rule says of one placement."""

    PASS = "pass"
    NOT_APPLICABLE = "not-applicable"
    WARN = "warn"
    BLOCK = "block"


class Possible(StrEnum):
    """Whether somebody can go somewhere; in the order in which people want to see it."""

    NOW = "now"
    AFTER = "after"
    NEVER = "never"


class Twin(StrEnum):
    """How sure it is that two employer records are the same employer (rule E6)."""

    STRONG = "strong"
    PROBABLE = "probable"


class Audience(StrEnum):
    """For whom the confirmation of a placement is written."""

    EMPLOYER = "employer"
    CLIENT = "client"


CLOSED_STATES = (PlacementState.ENDED, PlacementState.BROKEN_OFF, PlacementState.REFUSED)
"""Placement states in which nobody is at work any more."""

AGREED = (CoordinationState.APPROVED, CoordinationState.CONDITIONS)
"""Request states in which a consent can be used."""


def shown_state(state: str, valid_until: date | None, today: date) -> CoordinationState:
    """The state of a request as people see it: an agreed consent past its last day is expired."""
    if state in AGREED and valid_until is not None and valid_until < today:
        return CoordinationState.EXPIRED
    return CoordinationState(state)
