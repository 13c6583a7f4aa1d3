"""Rules C, the client: indicated, the form fits, formally employed, available. Free (C1) is in ``hours.py``."""

from __future__ import annotations

from datetime import date

from models.coordination.facts import AbsenceFacts, IndicationFacts, PlacementFacts
from models.coordination.findings import Remedy
from models.coordination.rule import Verdict
from models.coordination.wording import not_applicable, passes
from models.groups import KIND_OF_GROUP
from models.kinds import AbsenceKind, ClientStatus, Form, IndicationKind, Outcome, TargetGroup
from models.messages import N_, Message

_NAMES = {
    IndicationKind.WSW: N_("Wsw indication"),
    IndicationKind.SHELTERED_ADVICE: N_("advice for beschut werk"),
    IndicationKind.REGISTRATION: N_("registration in the target-group register"),
}
_HR_PROMISE = 40


def indication(facts: PlacementFacts) -> Verdict:
    """Indication (C2).

    What: the indication that gives the client the right to this form is valid on the start date; for a placement that
    runs already, today. Wsw needs a Wsw indication, beschut werk the advice of UWV, banenafspraak the registration in
    the target-group register. Without a first day it counts as begun, without a last day as unending. Supported
    employment also needs a yes in the advice of the newest valid Wsw indication that tells it.
    Why: the places are made for the people whom the law made them for, and the money follows the indication.
    Broken when: no such indication is valid that day, or the advice on supported employment is no or not known. For a
    placement taken over from the old administration an advice that is not known warns instead of blocks. A regular
    job asks for no indication, and neither do Participatiewet and UWV clients: they come with an order.
    Remedy: record the renewed indication or the advice, or choose another form or start date.
    Keeps: promise 18, on the statutory tasks; Wsw art. 7 and 11, Participatiewet art. 10b.
    """
    client, day = facts.client, facts.judged_on
    kind = KIND_OF_GROUP.get(client.group)
    if kind is None:
        return not_applicable(Message(N_("{group} asks for no indication."), group=client.group), client.number)
    if facts.placement.form == Form.REGULAR_JOB:
        return not_applicable(Message(N_("A regular job asks for no indication.")), client.number)
    known = [i for i in facts.indications if i.kind == kind]
    valid = [i for i in known if _begun(i, day) and (i.valid_until is None or day <= i.valid_until)]
    if not valid:
        add = Message(N_("Record the indication of {client} when it is renewed or granted."), client=client.name)
        return Verdict(Outcome.BLOCK, _not_valid(facts, kind, known), (Remedy("add-indication", add),), (client.number,))
    newest = max(valid, key=_order)
    if facts.placement.form == Form.SUPPORTED_EMPLOYMENT and kind == IndicationKind.WSW:
        newest = max((i for i in valid if i.advice_supported is not None), key=_order, default=newest)
        if not newest.advice_supported:
            return _no_advice(facts, newest)
    what = Message(_NAMES[kind])
    if newest.valid_until is None:
        sentence = Message(N_("{client} has a valid {what}."), client=client.name, what=what)
    else:
        sentence = Message(
            N_("{client} has a valid {what}, until {until}."), client=client.name, what=what, until=newest.valid_until
        )
    return passes(sentence, client.number)


def _begun(indication: IndicationFacts, day: date) -> bool:
    return indication.valid_from is None or indication.valid_from <= day


def _order(indication: IndicationFacts) -> tuple[date, date]:
    return indication.valid_from or date.min, indication.valid_until or date.max


def _not_valid(facts: PlacementFacts, kind: IndicationKind, known: list[IndicationFacts]) -> Message:
    about = {"client": facts.client.name, "what": Message(_NAMES[kind])}
    if not known:
        return Message(N_("No {what} of {client} is on record."), **about)
    ended = [i.valid_until for i in known if i.valid_until is not None and _begun(i, facts.judged_on)]
    if ended:
        return Message(
            N_("On {day} {client} no longer has a valid {what}: it ended on {until}."),
            day=facts.judged_on,
            until=max(ended),
            **about,
        )
    begins = min(i.valid_from for i in known if i.valid_from is not None)
    return Message(
        N_("On {day} {client} has no valid {what} yet: it begins on {begins}."), day=facts.judged_on, begins=begins, **about
    )


def _no_advice(facts: PlacementFacts, newest: IndicationFacts) -> Verdict:
    client = facts.client
    add = Remedy(
        "add-indication",
        Message(N_("Record the advice on supported employment with the indication of {client}."), client=client.name),
    )
    if newest.advice_supported is False:
        sentence = Message(N_("The Wsw indication of {client} advises against supported employment."), client=client.name)
        other = Remedy("change-form", Message(N_("Choose another form for {client}."), client=client.name))
        return Verdict(Outcome.BLOCK, sentence, (other, add), (client.number,))
    sentence = Message(
        N_("It is not known whether the Wsw indication of {client} advises supported employment."), client=client.name
    )
    outcome = Outcome.WARN if facts.placement.taken_over else Outcome.BLOCK
    return Verdict(outcome, sentence, (add,), (client.number,))


def form_fits(facts: PlacementFacts) -> Verdict:
    """Form (C3).

    What: the form of the placement is open to the client's target group, by the settings of that day.
    Why: each group has its own law and its own instruments; a form that is not open to a group has no ground in law
    and nobody who pays for it. Green is for Wsw only: a place in green for others is a learn-work place at a location
    of kind green, and that is open to beschut werk, banenafspraak and Participatiewet.
    Broken when: the form does not stand behind the client's target group in the settings.
    Remedy: choose one of the forms that are open, or correct the target group.
    Keeps: promise 18, on the statutory tasks; Wsw, Participatiewet art. 7, 10b and 38b.
    """
    client, form = facts.client, facts.placement.form
    open_forms, to_learn = facts.forms.open_to[client.group], facts.forms.learn_in_green
    if form == Form.LEARN_WORK and facts.location_is_green and form in open_forms and client.group not in to_learn:
        sentence = Message(
            N_("A learn-work place in green is not open to {client} ({group})."), client=client.name, group=client.group
        )
        other = Message(N_("Choose another form, or a location that is not green."))
        return Verdict(Outcome.BLOCK, sentence, (Remedy("change-form", other),), (client.number,))
    if form in open_forms:
        return passes(Message(N_("{form} is open to {group}."), form=form, group=client.group), client.number)
    sentence = Message(
        N_("{form} is not open to {client} ({group}); {forms} are."),
        form=form,
        client=client.name,
        group=client.group,
        forms=open_forms,
    )
    choose = Message(N_("Choose one of the forms that are open to {group}."), group=client.group)
    return Verdict(Outcome.BLOCK, sentence, (Remedy("change-form", choose),), (client.number,))


def employer_of_record(facts: PlacementFacts) -> Verdict:
    """Employment (C14).

    What: a Wsw client is formally employed by one of the six municipalities, and it is known who does personnel and
    payroll: the NUO, or Larcom for Rijssen-Holten and Hellendoorn.
    Why: Wsw employees keep all terms, rights and duties. Somebody must be their employer on every day that they work,
    and somebody must pay them.
    Broken when: the formal employer is not known or is none of the six, or the HR administrator is not known. It does
    not apply to other groups.
    Remedy: record the formal employer and the HR administrator in the client's file.
    Keeps: promises 9 and 39, employed by a participating municipality; promise 40, the employer's tasks are placed.
    """
    client = facts.client
    if client.group != TargetGroup.WSW:
        return not_applicable(Message(N_("A formal employer is asked for Wsw only.")), client.number)
    if client.formal_employer_is_ours and client.hr_administrator is not None:
        sentence = Message(N_("{client} is employed by {employer}."), client=client.name, employer=client.formal_employer or "")
        return passes(sentence, client.number)
    edit = Remedy(
        "edit-client", Message(N_("Record the formal employer and the HR administrator of {client}."), client=client.name)
    )
    if client.formal_employer_is_ours:
        sentence = Message(
            N_("It is not known whether the NUO or Larcom does personnel and payroll for {client}."), client=client.name
        )
        return Verdict(Outcome.BLOCK, sentence, (edit,), (client.number,), promise=_HR_PROMISE)
    if client.formal_employer:
        sentence = Message(
            N_("{client} is employed by {employer}, which is none of the six municipalities."),
            client=client.name,
            employer=client.formal_employer,
        )
    else:
        sentence = Message(N_("It is not known which municipality employs {client}."), client=client.name)
    return Verdict(Outcome.BLOCK, sentence, (edit,), (client.number,))


_GONE = {
    ClientStatus.ENDED: N_("{client} has left and can't start anywhere."),
    ClientStatus.DECEASED: N_("{client} has died."),
    ClientStatus.MOVED: N_("{client} has moved away and can't start here."),
}
_NOT_NOW = {
    ClientStatus.ILL: N_("{client} is ill, and nobody wrote down since when: can they start?"),
    ClientStatus.ABSENT: N_("{client} is absent, and nobody wrote down since when: can they start?"),
}
_AWAY = {
    AbsenceKind.ILL: N_("{client} is ill {period}: can they start on {day}?"),
    AbsenceKind.LEAVE: N_("{client} is on leave {period}: can they start on {day}?"),
    AbsenceKind.OTHER: N_("{client} is absent {period}: can they start on {day}?"),
}


def available(facts: PlacementFacts) -> Verdict:
    """Available (C16).

    What: the client can start on the first day: they are with us, and no absence runs on that day. An absence counts from
    its first day to its last, or as long as that is expected; when the expected day has passed and nobody wrote down
    that the client is back, it goes on. For a placement that runs already, today counts.
    Why: a place that is promised for somebody who can't come costs the employer's trust and the client's chance.
    Broken when: the client is ill or absent on that day (it warns: a start can be part of getting better), or has left,
    died or moved away (it blocks).
    Remedy: write down that the client is back, or when that is expected; give a reason when they start all the same; or
    correct the status in the client's file.
    Keeps: promise 12, guidance and support in development.
    """
    client, day = facts.client, facts.judged_on
    if client.status in _GONE:
        edit = Message(N_("Correct the status of {client} when this is no longer so."), client=client.name)
        return Verdict(
            Outcome.BLOCK, Message(_GONE[client.status], client=client.name), (Remedy("edit-client", edit),), (client.number,)
        )
    away = next((one for one in facts.absences if one.covers(day, facts.today)), None)
    if away is not None:
        return _not_now(facts, Message(_AWAY[away.kind], client=client.name, period=_period(away), day=day))
    now = next((one for one in facts.absences if one.covers(facts.today, facts.today)), None)
    if now is not None:
        back = Message(N_("{client} is away now, and expected back before {day}."), client=client.name, day=day)
        return passes(back, client.number)
    if client.status in _NOT_NOW:
        return _not_now(facts, Message(_NOT_NOW[client.status], client=client.name))
    return passes(Message(N_("{client} is available."), client=client.name), client.number)


def _not_now(facts: PlacementFacts, sentence: Message) -> Verdict:
    client = facts.client
    back = Message(N_("Write down when {client} is back, or is expected."), client=client.name)
    reason = Message(N_("Write down why {client} can start all the same."), client=client.name)
    remedies = (Remedy("change-absence", back), Remedy("give-reason", reason))
    return Verdict(Outcome.WARN, sentence, remedies, (client.number,))


def _period(away: AbsenceFacts) -> Message:
    """'from 9-11-2026, expected until 4-12-2026'."""
    if away.until is not None:
        return Message(N_("from {start} until {until}"), start=away.start, until=away.until)
    if away.expected is not None:
        return Message(N_("from {start}, expected until {until}"), start=away.start, until=away.expected)
    return Message(N_("from {start}, until nobody knows when"), start=away.start)
