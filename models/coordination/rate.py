"""Rule C7: the rate follows from the wage value."""

from __future__ import annotations

from decimal import ROUND_UP, Decimal

from models.coordination.authority import may_differ, most_deviation
from models.coordination.facts import PlacementFacts
from models.coordination.findings import Remedy
from models.coordination.rule import Verdict
from models.coordination.wage_value import derived
from models.coordination.wording import TAKEN_OVER, not_applicable, passes
from models.kinds import Outcome
from models.messages import N_, Message
from models.money import deviation

RULE = "C7"


def rate(facts: PlacementFacts) -> Verdict:
    """Rate (C7).

    What: the rate per hour of an individual secondment follows from the wage value: the minimum wage per hour × wage
    value × employer's costs, with the figures that hold on the start date, or on the day on which a running placement
    changes. A rate that is left empty becomes that one.
    Another rate has a reason, and somebody places who may differ that far by the table of mandates.
    Why: employers who take on somebody with the same wage value pay the same, and nobody is given away below their
    value to win an employer over.
    Broken when: the rate differs from the derived one and no reason is given, or who places may not differ that far. It
    warns, with the reason beside it, when both are there, and when the minimum wage or the costs of the start date are
    not known. It does not apply to other forms, to placements that were taken over, or while there is no wage value.
    Remedy: use the derived rate, give a reason, or have a team lead place.
    Keeps: promise 35, the mandate of the regulation; promise 18, on the statutory tasks.
    """
    placement, client = facts.placement, facts.client
    if placement.taken_over:
        return TAKEN_OVER
    if placement.form not in facts.forms.with_derived_rate:
        return not_applicable(Message(N_("{form} has no rate that follows from a wage value."), form=placement.form))
    found = derived(facts)
    if found is None:
        return not_applicable(Message(N_("The rate follows from the wage value, and none is valid yet.")), client.number)
    if found.rate is None:
        sentence = Message(N_("What the rate has to be can't be computed: a figure is not known on {day}."), day=facts.judged_on)
        give = Message(N_("Ask an administrator to fill in the settings, or write down what the rate rests on."))
        return Verdict(Outcome.WARN, sentence, (Remedy("give-reason", give),), (client.number,))
    about = {"derived": found.rate, "percentage": found.percentage}
    if placement.rate is None or placement.rate == found.rate:
        sentence = Message(N_("The rate is € {derived} an hour, as follows from a wage value of {percentage} %."), **about)
        return passes(sentence, client.number)
    return _deviates(facts, placement.rate, found.rate, found.percentage)


def _deviates(facts: PlacementFacts, given: Decimal, derived: Decimal, percentage: Decimal) -> Verdict:
    differs = deviation(given, derived)
    sentence = Message(
        N_("The rate of € {rate} differs {differs} % from € {derived}, which follows from a wage value of {percentage} %."),
        rate=given,
        differs=shown_deviation(differs),
        derived=derived,
        percentage=percentage,
    )
    use = Remedy("use-derived-rate", Message(N_("Use the derived rate of € {derived}."), derived=derived))
    why = Remedy("give-reason", Message(N_("Write down why this rate is right.")))
    mandated = differs <= most_deviation(facts)
    ask = Remedy("ask-team-lead", Message(N_("Or ask a team lead to place: who places may not differ this far.")))
    outcome = Outcome.WARN if mandated and facts.reasons.get(RULE, "").strip() else Outcome.BLOCK
    if not mandated and not may_differ(facts, differs):
        return Verdict(outcome, sentence, (use,), (facts.client.number,))
    return Verdict(outcome, sentence, (use, why) if mandated else (use, why, ask), (facts.client.number,))


def shown_deviation(differs: Decimal) -> Decimal:
    """Per cents with one decimal, upwards: what differs never shows as 0."""
    return differs.quantize(Decimal("0.1"), ROUND_UP)
