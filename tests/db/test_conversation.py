"""What is said about a request: asked back and answered, reminded, contested and upheld; who may, and what it does."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from db.checks import check_active
from db.conversation import answer, ask_back, contest, remind, uphold
from db.coordinations import CoordinationRow, approve, coordination_file, decline, record_verbal, request, withdraw
from db.placement_file import placement_file
from db.placements import place
from db.store import Store
from db.today import today_of
from db.undoing import own_acts
from models.actor import Actor
from models.errors import BadInput, Refused
from models.kinds import CoordinationState, Role, TurnKind
from models.today import Why
from models.user import User
from tests.db.world import World, asked, proposal, told

TODAY = date(2026, 11, 24)


@pytest.fixture
def world(store: Store, admin: Actor) -> World:
    return World(store, admin)


def ask(world: World, **values: Any) -> CoordinationRow:
    return request(world.store, world.consultant, asked(world.joris, world.bakery, **values))


def said(world: World) -> CoordinationRow:
    """A consent by phone, that the consultant wrote down."""
    return record_verbal(world.store, world.consultant, told(world.joris, world.bakery, world.holder))


def file_of(world: World, key: bytes) -> Any:
    with world.store.read() as reader:
        return coordination_file(reader, key, world.store.today())


def test_a_question_and_its_answer_stand_in_the_file(world: World) -> None:
    key = ask(world).id
    asked_back = ask_back(world.store, world.holder, key, " Can Joris start at six? ")
    assert (asked_back.state, asked_back.holder) == (CoordinationState.QUESTION, "M. Dijkhuis")
    answered = answer(world.store, world.lead, key, "Yes, his bus goes at five.")
    assert answered.state == CoordinationState.REQUESTED
    assert [turn[:5] for turn in file_of(world, key).turns] == [
        (1, TurnKind.QUESTION, "M. Dijkhuis", TODAY, "Can Joris start at six?"),
        (2, TurnKind.ANSWER, "T. Leider", TODAY, "Yes, his bus goes at five."),
    ]
    assert approve(world.store, world.holder, key).state == CoordinationState.APPROVED


def test_the_term_stands_still_while_a_question_is_open(world: World, clock: Any) -> None:
    """Five working days, of which one had gone by; the answer comes after a weekend and two working days more."""
    row = ask(world)
    assert row.due_on == date(2026, 12, 1)
    clock.forward(days=1)
    ask_back(world.store, world.holder, row.id, "When?")
    clock.forward(days=6)
    assert world.store.today() == date(2026, 12, 1)
    assert answer(world.store, world.consultant, row.id, "Mornings").due_on == date(2026, 12, 7)
    ask_back(world.store, world.holder, row.id, "Which?")
    assert answer(world.store, world.consultant, row.id, "All").due_on == date(2026, 12, 7), "the same day: nothing was lost"


def test_a_request_can_be_decided_while_the_question_is_open_but_not_asked_again(world: World) -> None:
    row = ask(world)
    ask_back(world.store, world.holder, row.id, "When?")
    with pytest.raises(Refused, match=row.number):
        ask(world)
    with pytest.raises(Refused, match="Asked back|question"):
        ask_back(world.store, world.holder, row.id, "And how?")
    refused = decline(world.store, world.holder, row.id, "Too late by now", alternative="Ask again for March")
    assert (refused.state, file_of(world, row.id).alternative) == (CoordinationState.DECLINED, "Ask again for March")


@pytest.mark.parametrize("act", [ask_back, answer, contest])
def test_nothing_is_said_without_words(world: World, act: Any) -> None:
    with pytest.raises(BadInput, match="Say|Write"):
        act(world.store, world.holder, ask(world).id, "  ")


def test_who_asked_reminds_and_nobody_else(world: World) -> None:
    row = ask(world)
    for stranger in (world.colleague, world.other_lead, world.holder):
        with pytest.raises(Refused, match="did not ask for AA00001"):
            remind(world.store, stranger, row.id)
    remind(world.store, world.lead, row.id, "The employer calls every day")
    assert [(turn.kind, turn.text) for turn in file_of(world, row.id).turns] == [
        (TurnKind.REMINDER, "The employer calls every day")
    ]


def test_what_was_said_counts_until_it_is_contested(world: World, clock: Any) -> None:
    row = said(world)
    assert file_of(world, row.id).contest_until == date(2026, 12, 1), "five working days after it was written down"
    for stranger in (world.consultant, world.lead, world.manager):
        with pytest.raises(Refused, match="M. Dijkhuis"):
            contest(world.store, stranger, row.id, "no")
    clock.forward(days=7)
    contested = contest(world.store, world.holder, row.id, "I said that I would think about it")
    assert contested.state == CoordinationState.CONTESTED
    file = file_of(world, row.id)
    assert (file.contested_by, file.contested_on) == ("M. Dijkhuis", date(2026, 12, 1))
    assert file.contested_because == "I said that I would think about it"
    with pytest.raises(Refused, match="already"):
        approve(world.store, world.holder, row.id)


def test_after_the_term_it_stands(world: World, clock: Any) -> None:
    row = said(world)
    clock.forward(days=8)
    with pytest.raises(Refused, match="until and with 2026-12-01"):
        contest(world.store, world.holder, row.id, "never")


def test_what_they_decided_themselves_is_not_contested_but_withdrawn(world: World) -> None:
    both = world.user("D. Beide", Role.CONSULTANT, Role.ACCOUNT_MANAGER)
    client, mine = world.client("Prins", both), world.employer("Eigen", both)
    own = record_verbal(world.store, both, told(client, mine, both))
    assert file_of(world, own.id).contest_until is None
    in_the_tool = approve(world.store, world.holder, ask(world).id)
    for who, key in ((both, own.id), (world.holder, in_the_tool.id)):
        with pytest.raises(Refused, match="wrote it down personally"):
            contest(world.store, who, key, "no")
        assert withdraw(world.store, who, key).state == CoordinationState.WITHDRAWN


def test_what_rests_on_a_contested_consent_shows_it_everywhere(world: World) -> None:
    row = said(world)
    placed = place(world.store, world.consultant, proposal(world.joris, world.bakery))
    assert check_active(world.store).broken == []
    contest(world.store, world.holder, row.id, "I only promised to think")
    why = "M. Dijkhuis contests AA00001 since 2026-11-24: 'I only promised to think'"
    [(number, found)] = check_active(world.store).broken
    assert (number, [f.rule for f in found.findings]) == (placed.number, ["E2"])
    assert f"does not hold: {why}" in str(found.findings[0].sentence)
    assert found.findings[0].remedies[0].act == "open-request"
    again = place(world.store, world.consultant, proposal(world.joris, world.bakery, start=date(2027, 1, 1), hours="0,5"))
    assert (again.state, why in str(again.assessment.of("E2").sentence)) == (None, True)
    with world.store.read() as reader:
        file = placement_file(reader, placed.id, TODAY)
        broke = [str(line.sentence) for line in today_of(reader, world.consultant.id, TODAY).lines if line.why is Why.BROKE]
    assert file.contest is not None
    assert file.contest.because == "I only promised to think"
    assert broke == ["Bakkerij Oost: M. Dijkhuis contests the consent for Joris Baan"]
    withdraw(world.store, world.consultant, row.id, "Not agreed after all")
    assert len(check_active(world.store).broken) == 1, "taken back it is still no consent"


@pytest.mark.parametrize("used", [False, True])
def test_upheld_it_is_what_it_was(world: World, used: bool) -> None:
    row = said(world)
    if used:
        assert place(world.store, world.consultant, proposal(world.joris, world.bakery)).number
    contest(world.store, world.holder, row.id, "not so")
    with pytest.raises(Refused, match="M. Dijkhuis"):
        uphold(world.store, world.consultant, row.id)
    upheld = uphold(world.store, world.holder, row.id, "It was my deputy")
    assert check_active(world.store).broken == []
    assert upheld.state == (CoordinationState.USED if used else CoordinationState.APPROVED)
    file = file_of(world, row.id)
    assert (file.contested_by, file.contest_until, file.turns[-1].kind) == (None, None, TurnKind.UPHELD)
    with pytest.raises(Refused, match="stands"):
        contest(world.store, world.holder, row.id, "again")


def test_the_deputy_to_whom_it_was_handed_decides_on_that_one_only(world: World) -> None:
    row, other = ask(world), request(world.store, world.consultant, asked(world.client("Bos", world.consultant), world.bakery))
    with world.store.write(world.admin, "coordination.hand-over") as tx:
        from models.coordination.request import Coordination

        tx.change(tx.get(Coordination, row.id), handed_to=world.manager.id)
    world.set(User, world.holder.id, deputy_id=world.manager.id)
    with pytest.raises(Refused, match="M. Dijkhuis"):
        approve(world.store, world.manager, other.id)
    agreed = approve(world.store, world.manager, row.id)
    assert (agreed.decided_by, agreed.holder) == ("L. Schothorst", "M. Dijkhuis")
    assert place(world.store, world.consultant, proposal(world.joris, world.bakery)).number


def test_an_answer_is_taken_back_by_who_gave_it_while_it_is_theirs(world: World) -> None:
    row = ask(world)
    ask_back(world.store, world.holder, row.id, "When?")
    world.hand_over(world.bakery, world.manager, TODAY)
    with pytest.raises(Refused, match="L. Schothorst"):
        own_acts.undo(world.store, world.holder, _last(world, world.holder))
    answer(world.store, world.consultant, row.id, "Mornings")
    own_acts.undo(world.store, world.consultant, _last(world, world.consultant))
    file = file_of(world, row.id)
    assert (file.row.state, len(file.turns)) == (CoordinationState.QUESTION, 1)


def test_somebody_retired_to_whom_it_was_handed_decides_nothing(world: World) -> None:
    row = ask(world)
    with world.store.write(world.admin, "coordination.hand-over") as tx:
        from models.coordination.request import Coordination

        tx.change(tx.get(Coordination, row.id), handed_to=world.manager.id)
    world.set(User, world.manager.id, active=False)
    with pytest.raises(Refused, match="not active"):
        approve(world.store, world.manager, row.id)


def _last(world: World, actor: Actor) -> int:
    with world.store.read() as reader:
        act = own_acts.newest(reader, actor, stands=True)
    assert act is not None
    return act.number


def test_contesting_is_undone_by_who_did_it_and_everything_stands_as_it_was(world: World) -> None:
    row = said(world)
    place(world.store, world.consultant, proposal(world.joris, world.bakery))
    contest(world.store, world.holder, row.id, "not so")
    own_acts.undo(world.store, world.holder, _last(world, world.holder))
    file = file_of(world, row.id)
    assert (file.row.state, file.contested_on, file.turns) == (CoordinationState.USED, None, ())
    assert check_active(world.store).broken == []
    own_acts.redo(world.store, world.holder, _newest_undone(world, world.holder))
    assert len(check_active(world.store).broken) == 1


def _newest_undone(world: World, actor: Actor) -> int:
    with world.store.read() as reader:
        act = own_acts.newest(reader, actor, stands=False)
    assert act is not None
    return act.number
