"""What is open to whom on one day, by the settings: forms to groups, and which forms ask for a wage value or a rate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from models.groups import FORMS_OF_GROUP, FORMS_ON_WAGE_VALUE, FORMS_WITH_DERIVED_RATE, LEARN_IN_GREEN
from models.kinds import Form, TargetGroup


@dataclass(frozen=True, slots=True)
class FormsFacts:
    """The forms as the settings have them on a day; as they are to begin with where nothing was set."""

    open_to: Mapping[TargetGroup, tuple[Form, ...]] = field(default_factory=lambda: FORMS_OF_GROUP)
    """Which forms are open to a group."""
    learn_in_green: frozenset[TargetGroup] = LEARN_IN_GREEN
    """Groups to which a learn-work place in green is open."""
    on_wage_value: frozenset[Form] = FORMS_ON_WAGE_VALUE
    """Forms that ask for a wage value."""
    with_derived_rate: frozenset[Form] = FORMS_WITH_DERIVED_RATE
    """Forms for which the employer pays a rate that is computed from the wage value."""

    def ask_for_wage_value(self, form: Form) -> bool:
        """Whether the client's wage value is looked at: it is asked for, or the rate is computed from it."""
        return form in self.on_wage_value or form in self.with_derived_rate
