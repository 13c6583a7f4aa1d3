"""The settings that every assessment looks at, for any day, in one query: the forms, and the pension ages.

Of forms: which are open to whom, and which ask for a wage value or have a rate.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache

from db.reading import Reader, marks
from models.coordination.facts import FormsFacts, PensionAge
from models.figures import FIGURES, FORMS_ON_WAGE, FORMS_OPEN, FORMS_WITH_RATE, LEARN_IN_GREEN, LISTS, PENSION_MONTHS, listed
from models.kinds import Form, TargetGroup

_KEYS = (PENSION_MONTHS, *(key for key, figure in FIGURES.items() if figure.kind in LISTS))
_VALUES = f"SELECT valid_from, key, value FROM setting WHERE key IN ({marks(len(_KEYS))}) ORDER BY valid_from, id"


class FormSettings:
    """The forms as they are set, whenever that began: what holds on a day is asked without another query."""

    __slots__ = ("_begun", "_facts", "_values")

    def __init__(self, values: Sequence[tuple[date, str, str]]) -> None:
        """``values``: from which day, of which setting, and what; the earliest first."""
        self._values = values
        self._begun = [begin for begin, *_ in values]
        self._facts: dict[int, FormsFacts] = {}

    def on(self, day: date) -> FormsFacts:
        """The forms on ``day``: the same object for all days on which the same is set."""
        known = bisect_right(self._begun, day)
        if known not in self._facts:
            self._facts[known] = _facts(tuple((key, value) for _, key, value in self._values[:known] if key != PENSION_MONTHS))
        return self._facts[known]

    def pension_ages(self) -> tuple[PensionAge, ...]:
        """Every pension age that is set, in the order in which they hold; of two from the same day the later record."""
        ages = {begin: int(value) for begin, key, value in self._values if key == PENSION_MONTHS}
        return tuple(PensionAge(begin, months) for begin, months in ages.items())


def form_settings(reader: Reader) -> FormSettings:
    """The settings on forms on whatever day, in one query."""
    return FormSettings([(date.fromisoformat(begin), key, value) for begin, key, value in reader.rows(_VALUES, _KEYS)])


def open_forms(reader: Reader, group: TargetGroup, day: date) -> tuple[Form, ...]:
    """The forms that are open to a group on a day."""
    return form_settings(reader).on(day).open_to[group]


@lru_cache(maxsize=64)
def _facts(values: tuple[tuple[str, str], ...]) -> FormsFacts:
    kept: Mapping[str, str] = dict(values)
    start = FormsFacts()
    green, wage, rate = kept.get(LEARN_IN_GREEN), kept.get(FORMS_ON_WAGE), kept.get(FORMS_WITH_RATE)
    return FormsFacts(
        {
            group: start.open_to[group] if (value := kept.get(FORMS_OPEN + group)) is None else listed(Form, value)
            for group in TargetGroup
        },
        start.learn_in_green if green is None else frozenset(listed(TargetGroup, green)),
        start.on_wage_value if wage is None else frozenset(listed(Form, wage)),
        start.with_derived_rate if rate is None else frozenset(listed(Form, rate)),
    )
