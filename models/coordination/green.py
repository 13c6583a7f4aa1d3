"""Rule C10: work in municipal green is done in the municipality's own outdoor service, or is a learn-work place."""

from __future__ import annotations

from models.coordination.facts import PlacementFacts
from models.coordination.findings import Remedy
from models.coordination.rule import Verdict
from models.coordination.wording import not_applicable, passes
from models.kinds import Form, Outcome, TargetGroup
from models.messages import N_, Message


def green(facts: PlacementFacts) -> Verdict:
    """Green (C10).

    What: a Wsw client who works in municipal green does so in a municipality's own outdoor service: the location or the
    employer is recorded as one. Everybody else is in green on a learn-work place only. Work is in green when that is its
    form, or when it is at a location of kind green.
    Why: the municipalities keep their green to themselves, so that Wsw workers belong to the crew that everybody knows;
    for others green is a place to learn, not a place to stay.
    Broken when: a Wsw client is put in green somewhere that is no municipality's outdoor service, or somebody of another
    group in another form than a learn-work place. For a placement taken over from the old administration it warns as
    long as nobody recorded whose service the place is. It does not apply to other work.
    Remedy: record with the location or the employer whose outdoor service it is, choose such a place, or choose a
    learn-work place.
    Keeps: promise 34, Wsw workers in municipal green join the municipality's own outdoor service.
    """
    client, placement = facts.client, facts.placement
    if placement.form != Form.GREEN and not facts.location_is_green:
        return not_applicable(Message(N_("The work is not in municipal green.")))
    if client.group != TargetGroup.WSW:
        return _for_others(facts)
    where = facts.location or (facts.employer.name if facts.employer else "")
    about = {"client": client.name, "where": where}
    if service := facts.work.outdoor_service:
        sentence = Message(N_("{client} joins the outdoor service of {municipality}, at {where}."), municipality=service, **about)
        return passes(sentence, client.number)
    sentence = Message(
        N_("{client} would work in green at {where}, which is not recorded as a municipality's own service."), **about
    )
    record = Message(N_("Record with {where} whose outdoor service it is, or choose a place that is one."), where=where)
    at_employer = facts.location is None and facts.employer is not None
    numbers = (facts.employer.number,) if at_employer and facts.employer else ()
    remedy = Remedy("open-employer" if at_employer else "change-location", record)
    outcome = Outcome.WARN if placement.taken_over else Outcome.BLOCK
    return Verdict(outcome, sentence, (remedy,), (*numbers, client.number))


def _for_others(facts: PlacementFacts) -> Verdict:
    client, form = facts.client, facts.placement.form
    if form == Form.LEARN_WORK:
        return passes(Message(N_("{client} is in green to learn."), client=client.name), client.number)
    sentence = Message(
        N_("For {client} ({group}) green is a learn-work place only, and this is {form}."),
        client=client.name,
        group=client.group,
        form=form,
    )
    choose = Message(N_("Choose a learn-work place, or a location that is not green."))
    return Verdict(Outcome.BLOCK, sentence, (Remedy("change-form", choose),), (client.number,))
