"""Rule C6, the wage value, and the rate that follows from it; the rule on the rate (C7) is in ``rate.py``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from models.coordination.facts import PlacementFacts, WageValueFacts
from models.coordination.findings import Remedy
from models.coordination.rule import Verdict
from models.coordination.wording import TAKEN_OVER, not_applicable, passes
from models.kinds import Outcome
from models.messages import N_, Message
from models.money import deviation
from models.values import age_on
from models.worth import derived_rate


def wage_value(facts: PlacementFacts) -> Verdict:
    """Wage value (C6).

    What: for the forms that ask for one by the settings (to begin with individual secondment, supported employment and a
    job with wage-cost subsidy) there is a wage value of the client that is valid on the start date; for a placement that
    runs already, today. The one that was measured last counts, from its day of measuring up to and including the agreed
    day for measuring again. Without a day of measuring it counts as measured, without an agreed day as not ending: the
    law gives no term.
    Why: the rate and the subsidy follow from the wage value. Without one, somebody pays too much or too little, and it
    has to be put right afterwards.
    Broken when: no wage value is on record, or none is valid that day. It does not apply to other forms, nor to
    placements that were taken over.
    Remedy: have the wage value measured and record it, or choose another form or start date.
    Keeps: promise 18, on the statutory tasks; Participatiewet art. 10d.
    """
    client, form, day = facts.client, facts.placement.form, facts.judged_on
    if facts.placement.taken_over:
        return TAKEN_OVER
    if form not in facts.forms.on_wage_value:
        return not_applicable(Message(N_("{form} asks for no wage value."), form=form), client.number)
    valid = newest_valid(facts.wage_values, day)
    if valid is None:
        add = Message(N_("Record the wage value of {client} when it has been measured."), client=client.name)
        return Verdict(Outcome.BLOCK, _not_valid(facts, day), (Remedy("add-wage-value", add),), (client.number,))
    about = {"client": client.name, "percentage": valid.percentage}
    if valid.valid_until is None:
        return passes(Message(N_("{client} has a wage value of {percentage} %."), **about), client.number)
    sentence = Message(
        N_("{client} has a wage value of {percentage} %, to be measured again on {until}."), until=valid.valid_until, **about
    )
    return passes(sentence, client.number)


def _not_valid(facts: PlacementFacts, day: date) -> Message:
    client, form = facts.client.name, facts.placement.form
    newest = newest_measured(facts.wage_values, day)
    if newest is not None:
        return Message(
            N_("On {day} the wage value of {client} is no longer valid: it had to be measured again by {until}."),
            day=day,
            client=client,
            until=newest.valid_until,
        )
    if facts.wage_values:
        first = min(w.measured_on for w in facts.wage_values if w.measured_on is not None)
        return Message(
            N_("On {day} {client} has no wage value yet: it was measured on {measured}."), day=day, client=client, measured=first
        )
    return Message(N_("No wage value of {client} is on record; {form} asks for one."), client=client, form=form)


def newest_valid(wage_values: Iterable[WageValueFacts], day: date) -> WageValueFacts | None:
    """The wage value that holds on ``day``: the one measured last by then, unless it had to be measured again before."""
    newest = newest_measured(wage_values, day)
    return newest if newest and (newest.valid_until is None or day <= newest.valid_until) else None


def newest_measured(wage_values: Iterable[WageValueFacts], day: date) -> WageValueFacts | None:
    """The wage value that was measured last by ``day``, of one day the one recorded last; None when none was."""
    measured = [w for w in wage_values if w.measured_on is None or w.measured_on <= day]
    return max(enumerate(measured), key=lambda one: (_order(one[1]), one[0]))[1] if measured else None


def _order(wage_value: WageValueFacts) -> date:
    return wage_value.measured_on or date.min


@dataclass(frozen=True, slots=True)
class Derived:
    """What the rate of a placement has to be."""

    percentage: Decimal
    """The wage value that it follows from."""
    rate: Decimal | None
    """Euros an hour; None when a figure for it is not known on the start date."""


def derived(facts: PlacementFacts) -> Derived | None:
    """The rate that follows from the wage value on the start, or on the day a running placement changes.

    None for forms without such a rate, or without wage value.
    """
    placement, day = facts.placement, facts.judged_on
    if placement.form not in facts.forms.with_derived_rate or placement.taken_over:
        return None
    valid = newest_valid(facts.wage_values, day)
    if valid is None:
        return None
    age = age_on(facts.client.birth_date, day)
    return Derived(valid.percentage, derived_rate(facts.figures, valid.percentage, day, age=age))


def rate_deviation(facts: PlacementFacts) -> Decimal:
    """By how many per cent the rate differs from the derived one; 0 where nothing was filled in or can be derived."""
    found, rate = derived(facts), facts.placement.rate
    return Decimal(0) if found is None or found.rate is None or rate is None else deviation(rate, found.rate)
