"""Rule C8: a Wsw client keeps the workplace, unless there is a reason to leave it and the client was heard."""

from __future__ import annotations

from models.coordination.facts import PlacementFacts, WorkplaceFacts
from models.coordination.findings import Remedy
from models.coordination.hours import crowded_by
from models.coordination.rule import Verdict
from models.coordination.wording import TAKEN_OVER, not_applicable, passes
from models.kinds import Outcome, PlacementState, TargetGroup
from models.messages import N_, Message

_RUNNING = (PlacementState.ACTIVE, PlacementState.PROVISIONAL)


def rights_kept(facts: PlacementFacts) -> Verdict:
    """Rights kept (C8).

    What: when a Wsw client leaves a secondment, a team or a workplace for this placement, it is written down why, and
    what the client says of it in their own words. Leaving is: the hours of the new placement don't fit beside the old
    one, the old one ends before the new one begins or ended shortly before (how many days is a setting), or a placement
    that runs goes on at another employer, location or workplace or in another form. More work at the same employer in
    the same form leaves nothing, nor does work beside what goes on. When reason and view were written down as the old
    placement was ended, they are not asked again.
    Why: Wsw employees were promised that their workplaces, teams and secondments go on unchanged as far as possible.
    A move that suits the organisation is no reason by itself, and who moves should have been asked.
    Broken when: a Wsw client leaves a workplace and the reason or the client's own view is missing.
    Remedy: write down both. When the client does not agree, that is what stands there, and who places decides knowingly.
    Keeps: promise 41, existing secondments, teams and workplaces continue unchanged; promise 11, Wsw employees keep
    their work, their terms and if possible their workplace.
    """
    client, placement = facts.client, facts.placement
    if client.group != TargetGroup.WSW:
        return not_applicable(Message(N_("The promise to leave workplaces unchanged was given to Wsw employees.")), client.number)
    if placement.taken_over and facts.was is None:
        return TAKEN_OVER
    left = _left(facts)
    if not left:
        return not_applicable(Message(N_("{client} leaves no workplace for this."), client=client.name), client.number)
    records = (client.number, *dict.fromkeys(one.number for one in left))
    about = {"client": client.name, "places": tuple(_named(one) for one in left)}
    if placement.move_reason and placement.client_view:
        written = N_("{client} leaves {places}: {reason}. In their own words: {view}")
        return passes(Message(written, reason=placement.move_reason, view=placement.client_view, **about), *records)
    silent = [one for one in left if not one.told]
    if not silent:
        told = Message(N_("Why {client} left {places}, and what they say of it, was written down when it ended."), **about)
        return passes(told, *records)
    about["places"] = tuple(_named(one) for one in silent)
    missing = Message(N_("{client} leaves {places}. Why, and what does {client} say of it?"), **about)
    write = Message(N_("Write down why {client} leaves, and what they say of it themselves."), client=client.name)
    return Verdict(Outcome.BLOCK, missing, (Remedy("record-move", write),), records)


def _left(facts: PlacementFacts) -> tuple[WorkplaceFacts, ...]:
    """The workplaces that the client leaves for this placement."""
    if facts.was is not None:
        return _moved_from(facts)
    if facts.running:
        return ()
    if not facts.workplaces:
        return ()
    here, form = facts.employer.id if facts.employer else None, facts.placement.form
    elsewhere = [
        one
        for one in facts.workplaces
        if not (one.form == form and one.employer_id == here and (here or one.location_id == facts.location_id))
    ]
    if not any(_goes_on(one, facts) for one in elsewhere):
        return tuple(elsewhere)
    beside = {other.number for other in crowded_by(facts)}
    return tuple(one for one in elsewhere if one.number in beside or not _goes_on(one, facts))


def _goes_on(one: WorkplaceFacts, facts: PlacementFacts) -> bool:
    """Whether the client still works there when the new placement begins."""
    return one.state in _RUNNING and (one.last is None or one.last >= facts.placement.start)


def _moved_from(facts: PlacementFacts) -> tuple[WorkplaceFacts, ...]:
    """The workplace of the placement as it runs, when the change is one of place or form."""
    was = facts.was
    assert was is not None, "asked of a change only"
    here = facts.employer.id if facts.employer else None
    same = (
        (was.employer_id, was.form) == (here, facts.placement.form)
        and (here is not None or was.location_id == facts.location_id)
        and (was.workplace or "") in ("", facts.placement.workplace or "")
    )  # fmt: skip
    if same:
        return ()
    return (WorkplaceFacts(facts.placement.number or "", was.where, was.form, was.employer_id, was.location_id),)


def _named(one: WorkplaceFacts) -> Message:
    if not one.number:
        return Message("{where}", where=one.where)
    return Message(N_("{where} ({form}, {number})"), where=one.where, form=one.form, number=one.number)
