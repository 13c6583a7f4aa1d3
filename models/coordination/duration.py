"""Rule C12: a placement of a form that is meant for a while lasts no longer than that while."""

from __future__ import annotations

from models.coordination.facts import PlacementFacts
from models.coordination.findings import Remedy
from models.coordination.rule import Verdict
from models.coordination.wording import not_applicable, passes
from models.kinds import Outcome
from models.messages import N_, Message


def duration(facts: PlacementFacts) -> Verdict:
    """Duration (C12).

    What: a trial placement, a work-experience place and a learn-work place last at most as many months as the settings
    say on the day on which they begin, counted from that day. A trial placement that runs may be extended by the months
    that the settings give for it; one of a UWV client has a term of its own. A placement that changes to another form
    counts from the day of the change.
    Why: working without wages is meant to lead to work; without a limit it becomes work without wages.
    Broken when: the placement ends later than that, or has no end. Not applied to forms without a longest duration, and
    not to a placement that was taken over without an end.
    Remedy: choose an earlier end, or a form that may last longer.
    Keeps: promise 18, the statutory tasks as the law means them (Participatiewet art. 8a for the trial placement).
    """
    placement, longest = facts.placement, facts.longest
    if longest is None:
        return not_applicable(Message(N_("{form} has no longest duration."), form=placement.form))
    if placement.until is None and placement.taken_over:
        return not_applicable(Message(N_("The old administration gave no end.")))
    about = {"form": placement.form, "months": longest.months, "last": longest.last}
    if placement.until is not None and placement.until <= longest.last:
        sentence = Message(N_("{form} lasts at most {months} months, until {last}."), **about)
        return passes(sentence, facts.client.number)
    earlier = Remedy("change-until", Message(N_("Choose an end on {last} or before."), last=longest.last))
    other = Remedy("change-form", Message(N_("Choose a form that may last longer.")))
    if placement.until is None:
        sentence = Message(N_("{form} lasts at most {months} months, until {last}, and no end was agreed."), **about)
    else:
        sentence = Message(
            N_("{form} lasts at most {months} months, until {last}, and this one until {until}."), until=placement.until, **about
        )
    return Verdict(Outcome.BLOCK, sentence, (earlier, other), (facts.client.number,))
