"""What the law opens to each target group: the forms of placement, and the indication that gives the right to them.

From DOMAIN, 'Groups'. Pure tables, read by the rules C2 and C3 and by the forms on screen.
"""

from __future__ import annotations

from datetime import date, timedelta

from models.kinds import Form, IndicationKind, LocationKind, TargetGroup

KIND_OF_GROUP = {
    TargetGroup.WSW: IndicationKind.WSW,
    TargetGroup.SHELTERED: IndicationKind.SHELTERED_ADVICE,
    TargetGroup.JOB_AGREEMENT: IndicationKind.REGISTRATION,
}
"""Which indication a group needs; groups that are not named need none: they are directed by an order."""

DIRECTED_BY_ORDER = frozenset({TargetGroup.PW, TargetGroup.UWV})
"""Groups that are placed on a service order of who directs them: the municipality, or UWV (rules C4 and C5)."""

WITHOUT_ORDERS = frozenset({TargetGroup.WSW, TargetGroup.SHELTERED})
"""Groups for whom nothing is ordered one by one: their work is the NUO's own task."""

FORMS_OF_GROUP: dict[TargetGroup, tuple[Form, ...]] = {
    TargetGroup.WSW: (
        Form.SHELTERED,
        Form.GROUP_SECONDMENT,
        Form.INDIVIDUAL_SECONDMENT,
        Form.SUPPORTED_EMPLOYMENT,
        Form.GREEN,
        Form.REGULAR_JOB,
    ),
    TargetGroup.SHELTERED: (
        Form.SHELTERED,
        Form.GROUP_SECONDMENT,
        Form.INDIVIDUAL_SECONDMENT,
        Form.LEARN_WORK,
        Form.SUBSIDISED_JOB,
    ),
    TargetGroup.JOB_AGREEMENT: (
        Form.GROUP_SECONDMENT,
        Form.INDIVIDUAL_SECONDMENT,
        Form.LEARN_WORK,
        Form.TRIAL,
        Form.WORK_EXPERIENCE,
        Form.SUBSIDISED_JOB,
        Form.REGULAR_JOB,
    ),
    TargetGroup.PW: (Form.LEARN_WORK, Form.TRIAL, Form.WORK_EXPERIENCE, Form.SUBSIDISED_JOB, Form.REGULAR_JOB),
    TargetGroup.UWV: (Form.LEARN_WORK, Form.TRIAL, Form.WORK_EXPERIENCE, Form.REGULAR_JOB),
}
"""Which forms are open to a group to begin with; what holds on a day stands in the settings.

A learn-work place in green is a learn-work place; green itself is for Wsw only.
"""

LEARN_IN_GREEN = frozenset({TargetGroup.SHELTERED, TargetGroup.JOB_AGREEMENT, TargetGroup.PW})
"""Groups to which a learn-work place at a location of kind green is open, to begin with."""

RENEWAL_WEEKS = 16
"""A Wsw indication's renewal is asked for at least this many weeks before it ends (DOMAIN, 'Groups')."""


def renewal_due(kind: str, valid_until: date | None) -> date | None:
    """The day by which renewal of an indication must be asked for; None when it need not be."""
    if kind != IndicationKind.WSW or valid_until is None:
        return None
    return valid_until - min(timedelta(weeks=RENEWAL_WEEKS), valid_until - date.min)


FORMS_AT_EMPLOYERS = frozenset(
    (
        Form.GROUP_SECONDMENT,
        Form.INDIVIDUAL_SECONDMENT,
        Form.SUPPORTED_EMPLOYMENT,
        Form.SUBSIDISED_JOB,
        Form.REGULAR_JOB,
    )
)
"""Forms that are somebody else's work by their nature: without an employer nobody could have been asked (promise 33)."""

FORMS_ON_WAGE_VALUE = frozenset((Form.INDIVIDUAL_SECONDMENT, Form.SUPPORTED_EMPLOYMENT, Form.SUBSIDISED_JOB))
"""Forms whose money follows the client's wage value, to begin with (DOMAIN, 'Forms and their limits'; rule C6)."""

FORMS_WITH_DERIVED_RATE = frozenset((Form.INDIVIDUAL_SECONDMENT,))
"""Of these, the forms for which the employer pays a rate that is computed from it, to begin with (rule C7)."""

FORMS_FOR_A_WHILE = frozenset((Form.LEARN_WORK, Form.TRIAL, Form.WORK_EXPERIENCE))
"""Forms that are meant for a while; how long stands in the settings (rule C12)."""

FORMS_INSIDE = frozenset((Form.SHELTERED, Form.GREEN))
"""Forms that are our own work by their nature: at our own locations only."""

FORMS_AT_LOCATION: dict[LocationKind, tuple[Form, ...]] = {
    LocationKind.SHELTERED: (Form.SHELTERED, Form.LEARN_WORK, Form.TRIAL, Form.WORK_EXPERIENCE),
    LocationKind.GREEN: (Form.GREEN, Form.LEARN_WORK, Form.WORK_EXPERIENCE),
    LocationKind.TRAINING: (Form.LEARN_WORK, Form.TRIAL, Form.WORK_EXPERIENCE),
    LocationKind.OFFICE: (Form.LEARN_WORK, Form.WORK_EXPERIENCE),
}
"""The forms that are looked for at a location of our own, the usual one of its kind first."""

USUAL_FORM = {
    TargetGroup.WSW: Form.GROUP_SECONDMENT,
    TargetGroup.SHELTERED: Form.GROUP_SECONDMENT,
    TargetGroup.JOB_AGREEMENT: Form.SUBSIDISED_JOB,
    TargetGroup.PW: Form.LEARN_WORK,
    TargetGroup.UWV: Form.TRIAL,
}
"""In which form somebody of a group most often begins at an employer: where nothing else says which one is meant."""
