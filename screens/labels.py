"""What the closed lists of the field are called: one name for files and sentences, a short one for narrow columns.

The words are catalogue ids (English); ``texts.label`` gives them in the reader's language. Statutory groups keep their
Dutch names in English too: they are the names of laws and registers.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from models.kinds import (
    AgreementState,
    Audience,
    Channel,
    ClientStatus,
    ContactKind,
    CoordinationState,
    Decision,
    EmployerState,
    Form,
    HrAdministrator,
    IndicationKind,
    LocationKind,
    MunicipalityRelation,
    OrderState,
    Outcome,
    PlacementState,
    Possible,
    ProductUnit,
    Reach,
    Role,
    Scope,
    TargetGroup,
    TurnKind,
    Twin,
    VacancyState,
)
from models.messages import N_

LABELS: Mapping[type[StrEnum], Mapping[str, str]] = {
    Role: {
        Role.CONSULTANT: N_("Consultant"),
        Role.ACCOUNT_MANAGER: N_("Account manager"),
        Role.TEAM_LEAD: N_("Team lead"),
        Role.ADMINISTRATOR: N_("Administrator"),
    },
    Audience: {
        Audience.EMPLOYER: N_("Employer"),
        Audience.CLIENT: N_("Client"),
    },
    TargetGroup: {
        TargetGroup.WSW: N_("Wsw"),
        TargetGroup.SHELTERED: N_("Beschut werk"),
        TargetGroup.JOB_AGREEMENT: N_("Banenafspraak"),
        TargetGroup.PW: N_("Participatiewet"),
        TargetGroup.UWV: N_("UWV"),
    },
    ClientStatus: {
        ClientStatus.ACTIVE: N_("Active"),
        ClientStatus.ILL: N_("Ill"),
        ClientStatus.ABSENT: N_("Absent"),
        ClientStatus.ENDED: N_("Left"),
        ClientStatus.DECEASED: N_("Deceased"),
        ClientStatus.MOVED: N_("Moved away"),
    },
    Form: {
        Form.SHELTERED: N_("Sheltered inside"),
        Form.GROUP_SECONDMENT: N_("Group secondment"),
        Form.INDIVIDUAL_SECONDMENT: N_("Individual secondment"),
        Form.SUPPORTED_EMPLOYMENT: N_("Supported employment"),
        Form.GREEN: N_("Green"),
        Form.LEARN_WORK: N_("Learn-work place"),
        Form.TRIAL: N_("Trial placement"),
        Form.WORK_EXPERIENCE: N_("Work-experience place"),
        Form.SUBSIDISED_JOB: N_("Job with wage-cost subsidy"),
        Form.REGULAR_JOB: N_("Regular job"),
    },
    PlacementState: {
        PlacementState.PROPOSED: N_("Proposed"),
        PlacementState.PROVISIONAL: N_("Provisional"),
        PlacementState.ACTIVE: N_("Active"),
        PlacementState.REFUSED: N_("Refused"),
        PlacementState.ENDED: N_("Ended"),
        PlacementState.BROKEN_OFF: N_("Broken off"),
    },
    EmployerState: {
        EmployerState.PROSPECT: N_("Prospect"),
        EmployerState.RELATION: N_("Relation"),
        EmployerState.DORMANT: N_("Dormant"),
        EmployerState.BLOCKED: N_("Blocked"),
    },
    CoordinationState: {
        CoordinationState.DRAFT: N_("Draft"),
        CoordinationState.REQUESTED: N_("Requested"),
        CoordinationState.APPROVED: N_("Approved"),
        CoordinationState.CONDITIONS: N_("Approved with conditions"),
        CoordinationState.DECLINED: N_("Declined"),
        CoordinationState.WITHDRAWN: N_("Withdrawn"),
        CoordinationState.USED: N_("Used"),
        CoordinationState.EXPIRED: N_("Expired"),
        CoordinationState.QUESTION: N_("Asked back"),
        CoordinationState.CONTESTED: N_("Contested"),
    },
    VacancyState: {VacancyState.OPEN: N_("Open"), VacancyState.CLOSED: N_("Closed")},
    Channel: {
        Channel.TOOL: N_("In this program"),
        Channel.PHONE: N_("By phone"),
        Channel.EMAIL: N_("By e-mail"),
        Channel.IN_PERSON: N_("In person"),
    },
    ContactKind: {
        ContactKind.PHONE: N_("By phone"),
        ContactKind.EMAIL: N_("By e-mail"),
        ContactKind.VISIT: N_("Visit"),
        ContactKind.OFFICE: N_("Conversation at the office"),
        ContactKind.LETTER: N_("Letter"),
        ContactKind.MESSAGE: N_("Message"),
        ContactKind.OTHER: N_("Otherwise"),
    },
    TurnKind: {
        TurnKind.QUESTION: N_("Question"),
        TurnKind.ANSWER: N_("Answer"),
        TurnKind.REMINDER: N_("Reminder"),
        TurnKind.HANDED_OVER: N_("Handed over"),
        TurnKind.CONTESTED: N_("Contested"),
        TurnKind.UPHELD: N_("Stands after all"),
        TurnKind.CONFIRMED: N_("Is so"),
    },
    Reach: {Reach.GROUP: N_("All employers of the group")},
    LocationKind: {
        LocationKind.SHELTERED: N_("Sheltered workplace"),
        LocationKind.GREEN: N_("Green"),
        LocationKind.TRAINING: N_("Training location"),
        LocationKind.OFFICE: N_("Office"),
    },
    IndicationKind: {
        IndicationKind.WSW: N_("Wsw indication"),
        IndicationKind.SHELTERED_ADVICE: N_("Advice beschut werk"),
        IndicationKind.REGISTRATION: N_("Target-group register"),
        IndicationKind.OTHER: N_("Other"),
    },
    HrAdministrator: {HrAdministrator.NUO: N_("NUO"), HrAdministrator.LARCOM: N_("Larcom")},
    MunicipalityRelation: {
        MunicipalityRelation.PARTNER: N_("Partner"),
        MunicipalityRelation.BUYER: N_("Buyer on a multi-year DVO"),
        MunicipalityRelation.OWN_LOCATION: N_("Own location"),
    },
    Decision: {
        Decision.PROPOSE: N_("Propose a placement"),
        Decision.PLACE: N_("Place"),
        Decision.DECIDE: N_("Decide on requests"),
        Decision.ASSIGN_HOLDER: N_("Assign an account holder"),
        Decision.REGISTER_RELATION: N_("Make a prospect a relation"),
        Decision.STOP_APPROACH: N_("Lay or lift an approach stop"),
        Decision.MANAGE_USERS: N_("Manage users"),
        Decision.MANAGE_MANDATES: N_("Manage mandates"),
        Decision.MANAGE_SETTINGS: N_("Manage settings"),
        Decision.IMPORT: N_("Import and undo imports"),
        Decision.MANAGE_AGREEMENTS: N_("Record service agreements"),
        Decision.RECORD_ORDER: N_("Record service orders"),
        Decision.ASSIGN_CLIENTS: N_("Give clients another consultant"),
        Decision.OVERRIDE: N_("Set a block aside"),
    },
    Scope: {
        Scope.OWN_CASELOAD: N_("Own caseload"),
        Scope.TEAM: N_("Own team"),
        Scope.OWN_EMPLOYERS: N_("Own employers"),
        Scope.OWN_WERKPLEIN: N_("Own werkplein"),
        Scope.ALL: N_("Everything"),
    },
    Outcome: {
        Outcome.PASS: N_("Good"),
        Outcome.NOT_APPLICABLE: N_("Not applicable"),
        Outcome.WARN: N_("Take care"),
        Outcome.BLOCK: N_("Blocks"),
    },
    Possible: {
        Possible.NOW: N_("can now"),
        Possible.AFTER: N_("can after"),
        Possible.NEVER: N_("can't"),
    },
    AgreementState: {
        AgreementState.DRAFT: N_("Draft"),
        AgreementState.SIGNED: N_("Signed"),
        AgreementState.CANCELLED: N_("Cancelled"),
    },
    ProductUnit: {
        ProductUnit.PLACEMENT: N_("Each placement"),
        ProductUnit.MONTH: N_("Each month"),
        ProductUnit.HOUR: N_("Each hour"),
    },
    OrderState: {
        OrderState.OPEN: N_("Open"),
        OrderState.CLOSED: N_("Closed"),
        OrderState.WITHDRAWN: N_("Withdrawn"),
    },
    Twin: {Twin.STRONG: N_("Almost certainly the same"), Twin.PROBABLE: N_("Probably the same")},
}

SHORT_LABELS: Mapping[type[StrEnum], Mapping[str, str]] = {
    TargetGroup: {TargetGroup.PW: N_("Pw"), TargetGroup.JOB_AGREEMENT: N_("Banenafspr.")},
    Form: {
        Form.SHELTERED: N_("Sheltered"),
        Form.GROUP_SECONDMENT: N_("Group sec."),
        Form.INDIVIDUAL_SECONDMENT: N_("Secondment"),
        Form.SUPPORTED_EMPLOYMENT: N_("Supported"),
        Form.LEARN_WORK: N_("Learn-work"),
        Form.TRIAL: N_("Trial"),
        Form.WORK_EXPERIENCE: N_("Work exp."),
        Form.SUBSIDISED_JOB: N_("Subsidised"),
        Form.REGULAR_JOB: N_("Regular"),
    },
    CoordinationState: {CoordinationState.CONDITIONS: N_("Conditions")},
    ContactKind: {ContactKind.OFFICE: N_("Office")},
}
"""At most twelve letters; a member that is not here is short enough by its own name."""

_PROPER = (TargetGroup, HrAdministrator)


def label_id(member: StrEnum, *, short: bool = False) -> str:
    """The catalogue id of ``member``'s name."""
    kind = type(member)
    if short and (found := SHORT_LABELS.get(kind, {}).get(member)):
        return found
    return LABELS[kind][member]


def is_proper(member: StrEnum) -> bool:
    """Whether the name keeps its capital inside a sentence (Wsw, UWV, Larcom)."""
    return isinstance(member, _PROPER) or member == IndicationKind.WSW
