"""Rules C4 and C5: who directs the client ordered this, and their agreement with us has room for it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from models.coordination.facts import AgreementFacts, OrderFacts, PlacementFacts
from models.coordination.findings import Remedy
from models.coordination.rule import Verdict
from models.coordination.wording import TAKEN_OVER, not_applicable, passes
from models.groups import DIRECTED_BY_ORDER
from models.kinds import AgreementState, OrderState, Outcome, TargetGroup
from models.messages import N_, Message

_BUDGET_PROMISE = 37


def direction(facts: PlacementFacts) -> Verdict:
    """Direction (C4).

    What: whoever directs the client ordered this product for them: an open service order of the client's municipality,
    for UWV clients of UWV, for the form of the placement. Its period holds the start date, for a placement that runs
    already today, and it does not end before the placement does; a placement without an agreed end needs it on that day.
    Why: direction over Participatiewet clients lies with the municipality, over UWV clients with UWV. What they have not
    ordered nobody pays for, and the choice was not ours to make.
    Broken when: no such order is there, it was closed or withdrawn, or it ends too early. Not applied to Wsw and beschut
    werk, whose work is our own task, to banenafspraak, whose registration stands for the order, and to placements taken
    over.
    Remedy: ask the municipality or UWV for the order, and record it.
    Keeps: promise 14, direction over Pw clients stays with social affairs of the municipality.
    """
    client, form = facts.client, facts.placement.form
    if client.group not in DIRECTED_BY_ORDER:
        return not_applicable(Message(N_("{group} is not placed on service orders."), group=client.group), client.number)
    if facts.placement.taken_over:
        return TAKEN_OVER
    mine = [order for order in facts.orders if order.form == form and order.by_director]
    fits = [order for order in mine if _covers(order, facts)]
    about = {"director": _director(facts), "client": client.name, "product": form}
    if fits:
        order = max(fits, key=lambda o: (o.until or date.max, o.number))
        sentence = Message(N_("{director} ordered '{product}' for {client} ({number})."), number=order.number, **about)
        return passes(sentence, client.number, order.number)
    record = Remedy("record-order", Message(N_("Ask {director} for the order, and record it."), director=_director(facts)))
    begun = [order for order in mine if order.state == OrderState.OPEN and _holds(order, facts.judged_on)]
    if begun:
        order = max(begun, key=lambda o: (o.until or date.max, o.number))
        sentence = Message(
            N_("The order of {director} for {client}, '{product}' ({number}), ends on {until}, before the placement does."),
            number=order.number,
            until=order.until,
            **about,
        )
        ask = Message(N_("Ask {director} to prolong order {number}."), director=_director(facts), number=order.number)
        return Verdict(Outcome.BLOCK, sentence, (Remedy("change-order", ask),), (client.number, order.number))
    sentence = Message(N_("{director} has no order '{product}' for {client} on {day}."), day=facts.judged_on, **about)
    if nearest := max(mine, key=lambda o: (o.state == OrderState.OPEN, o.start, o.number), default=None):
        sentence = Message(N_("{sentence} {nearest}"), sentence=sentence, nearest=_nearest(nearest, facts.judged_on))
    return Verdict(Outcome.BLOCK, sentence, (record,), (client.number, *((nearest.number,) if nearest else ())))


def agreement(facts: PlacementFacts) -> Verdict:
    """Agreement (C5).

    What: the service agreement (DVO) of the client's municipality is signed and in force on the start date, and the form
    of the placement is one of its products. What was ordered of the product for that calendar year, by orders that begin
    in it, stays within its budget: what closed orders came to, and the budgets of those that are open.
    Why: municipalities direct and buy by agreement; what is in none can't be accounted for, and a budget that is passed
    unseen is passed with somebody else's money.
    Broken when: no agreement is in force that day, or none of those has the product (it blocks); more was ordered than
    the budget (it warns). A product without a budget has none to pass, and of a placement that runs already
    the budget was judged when it began or last changed. Not applied to Wsw, beschut werk and
    banenafspraak, to UWV clients, whose orders stand by themselves, and to placements taken over.
    Remedy: have the agreement recorded or extended, or ask the municipality for more budget.
    Keeps: promise 10, the service asked for is in that municipality's agreement; promise 37, budgets per product.
    """
    client, form, day = facts.client, facts.placement.form, facts.placement.start
    if client.group not in DIRECTED_BY_ORDER:
        return not_applicable(Message(N_("{group} is not placed under a service agreement."), group=client.group), client.number)
    if client.group == TargetGroup.UWV:
        return not_applicable(Message(N_("UWV has no agreement with us: its orders stand by themselves.")), client.number)
    if facts.placement.taken_over:
        return TAKEN_OVER
    in_force = [a for a in facts.agreements if a.state == AgreementState.SIGNED and a.start <= day <= a.until]
    about = {"municipality": client.municipality}
    if not in_force:
        ask = Message(N_("Ask an administrator or team lead to record the agreement with {municipality}."), **about)
        numbers = tuple(a.number for a in facts.agreements[:1])
        return Verdict(Outcome.BLOCK, _none_in_force(facts, day), (Remedy("open-agreement", ask),), (client.number, *numbers))
    offering = [a for a in in_force if a.has_product]
    if not offering:
        missing = Message(
            N_("Agreement {number} with {municipality} does not have '{product}'."),
            number=in_force[0].number,
            product=form,
            **about,
        )
        ask = Message(N_("Agree on it with {municipality}, and have it added to the agreement."), **about)
        return Verdict(Outcome.BLOCK, missing, (Remedy("open-agreement", ask),), (client.number, in_force[0].number))
    best = max(offering, key=lambda a: (_left(a) is None or _left(a) >= 0, a.start, a.number))  # type: ignore[operator]
    return _within_budget(facts, best)


def _within_budget(facts: PlacementFacts, agreed: AgreementFacts) -> Verdict:
    whose = {"municipality": facts.client.municipality}
    about = {"number": agreed.number, "product": facts.placement.form, **whose}
    records = (facts.client.number, agreed.number)
    left = _left(agreed)
    if left is None or (facts.running and facts.was is None):
        return passes(Message(N_("'{product}' is in agreement {number} with {municipality}."), **about), *records)
    year = {"year": str(facts.placement.start.year), "budget": agreed.budget}
    if left >= 0:
        sentence = N_("'{product}' is in agreement {number} with {municipality}; of its € {budget} for {year}, € {left} is left.")
        return passes(Message(sentence, left=left, **year, **about), *records)
    sentence = N_("Of '{product}', {municipality} ordered € {over} more than the € {budget} for {year} in agreement {number}.")
    ask = Message(N_("Ask {municipality} whether there is more budget, and write down what they said."), **whose)
    return Verdict(
        Outcome.WARN,
        Message(sentence, over=-left, **year, **about),
        (Remedy("open-agreement", ask),),
        records,
        promise=_BUDGET_PROMISE,
    )


def _left(agreed: AgreementFacts) -> Decimal | None:
    return None if agreed.budget is None else agreed.budget - agreed.ordered


def _director(facts: PlacementFacts) -> str:
    """Who orders for this client."""
    return TargetGroup.UWV.name if facts.client.group == TargetGroup.UWV else facts.client.municipality


def _holds(order: OrderFacts, day: date) -> bool:
    return order.start <= day and (order.until is None or day <= order.until)


def _covers(order: OrderFacts, facts: PlacementFacts) -> bool:
    """Whether an order carries this placement: open, begun, and not over before the placement is."""
    if order.state != OrderState.OPEN or not _holds(order, facts.judged_on):
        return False
    return order.until is None or facts.placement.until is None or facts.placement.until <= order.until


def _nearest(order: OrderFacts, day: date) -> Message:
    """What became of the order that comes nearest."""
    if order.state == OrderState.WITHDRAWN:
        return Message(N_("Order {number} was withdrawn."), number=order.number)
    if order.state == OrderState.CLOSED:
        return Message(N_("Order {number} is closed."), number=order.number)
    if order.start > day:
        return Message(N_("Order {number} begins on {date}."), number=order.number, date=order.start)
    return Message(N_("Order {number} ended on {date}."), number=order.number, date=order.until)


def _none_in_force(facts: PlacementFacts, day: date) -> Message:
    about = {"municipality": facts.client.municipality, "day": day}
    signed = [a for a in facts.agreements if a.state == AgreementState.SIGNED]
    if drafts := [a for a in facts.agreements if a.state == AgreementState.DRAFT and a.start <= day <= a.until]:
        sentence = N_("On {day} no agreement (DVO) with {municipality} is in force: {number} is not signed yet.")
        return Message(sentence, number=drafts[0].number, **about)
    if ended := max((a for a in signed if a.until < day), key=lambda a: a.until, default=None):
        sentence = N_("On {day} no agreement (DVO) with {municipality} is in force: {number} ended on {until}.")
        return Message(sentence, number=ended.number, until=ended.until, **about)
    if coming := min((a for a in signed if a.start > day), key=lambda a: a.start, default=None):
        sentence = N_("On {day} no agreement (DVO) with {municipality} is in force: {number} begins on {start}.")
        return Message(sentence, number=coming.number, start=coming.start, **about)
    return Message(N_("On {day} no agreement (DVO) with {municipality} is in force."), **about)
