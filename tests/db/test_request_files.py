"""A request that goes to another laptop in a signed file, is decided on there, and comes back."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from db.answer_file import answer_file, receive_answer
from db.conversation import answer, ask_back, contest
from db.coordinations import CoordinationRow, approve, coordination_file, decline, request, tick, withdraw
from db.creating import create_store
from db.placements import place
from db.request_file import receive_request, send_file
from db.signing import Sealed, unseal
from db.store import Store
from models.actor import Actor
from models.client import Client
from models.employer import Employer
from models.errors import BadInput, Refused
from models.kinds import CoordinationState, TurnKind
from tests.conftest import Clock
from tests.db.world import START, World, asked, proposal

TODAY = date(2026, 11, 24)
SECRET = "999990019"


class Laptops(NamedTuple):
    """Where it was asked, and where it is decided."""

    here: World
    there: World
    request: CoordinationRow
    folder: Path

    def send(self) -> Sealed:
        return unseal(send_file(self.here.store, self.here.consultant, self.request.id, self.folder / "request.nuo").read_bytes())

    def arrives(self, sealed: Sealed | None = None) -> CoordinationRow:
        sealed = sealed or self.send()
        return receive_request(self.there.store, self.there.holder, sealed, compared=sealed.mark)

    def answered(self, key: bytes) -> Sealed:
        return unseal(answer_file(self.there.store, self.there.holder, key, self.folder / "answer.nuo").read_bytes())

    def comes_back(self, sealed: Sealed) -> CoordinationRow:
        return receive_answer(self.here.store, self.here.consultant, sealed, compared=sealed.mark)


@pytest.fixture
def laptops(store: Store, admin: Actor, tmp_path: Path, clock: Clock) -> Iterator[Laptops]:
    """Two stores: the second knows the people and the employer by its KVK number, and another client of that number."""
    here = World(store, admin)
    here.set(Employer, here.bakery, kvk="12345678")
    here.set(Client, here.joris, bsn=SECRET, skills="Bakes", limits="No nights", remarks="In debt")
    row = request(here.store, here.consultant, asked(here.joris, here.bakery, hours="36", text="Likes bread [b]"))
    with create_store(tmp_path / "there.nuo", None, "A. Beheer", clock=clock) as other:
        there = World(other, other.actor("A. Beheer"))
        there.set(Employer, there.bakery, kvk="12345678", name="Bakkerij Oost (hier)")
        yield Laptops(here, there, row, tmp_path)


def test_it_is_decided_there_and_placed_here(laptops: Laptops) -> None:
    here, there = laptops.here, laptops.there
    came = laptops.arrives()
    assert (came.client, came.client_name, came.employer_name) == (None, "Joris Baan", "Bakkerij Oost (hier)")
    assert (came.state, came.due_on, came.requested_by) == (CoordinationState.REQUESTED, date(2026, 12, 1), "M. ter Braak")
    approve(there.store, there.holder, came.id, conditions=["A guide"], valid_until=date(2027, 1, 31))
    sealed = laptops.answered(came.id)
    back = laptops.comes_back(sealed)
    assert (back.state, back.decided_by, back.valid_until) == (CoordinationState.CONDITIONS, "M. Dijkhuis", date(2027, 1, 31))
    with here.store.read() as reader:
        file = coordination_file(reader, back.id, TODAY)
    assert (file.by_hand, file.recorded_by, file.contest_until) == (True, "M. ter Braak", date(2026, 12, 1))
    entries = here.count("journal_change")
    assert laptops.comes_back(sealed) == back
    assert here.count("journal_change") == entries, "a second time changes nothing"
    tick(here.store, here.consultant, back.id, 1)
    assert place(here.store, here.consultant, proposal(here.joris, here.bakery)).number
    assert laptops.comes_back(sealed).state == CoordinationState.USED
    assert contest(here.store, here.holder, back.id, "That was not me").state == CoordinationState.CONTESTED


def test_a_question_goes_back_and_its_answer_comes_with_the_next_file(laptops: Laptops) -> None:
    here, there = laptops.here, laptops.there
    came = laptops.arrives()
    ask_back(there.store, there.holder, came.id, "Which days?")
    asked_back = laptops.answered(came.id)
    assert laptops.comes_back(asked_back).state == CoordinationState.QUESTION
    assert laptops.comes_back(asked_back).state == CoordinationState.QUESTION
    answer(here.store, here.consultant, came.id, "All of them")
    again = laptops.arrives()
    assert again.state == CoordinationState.REQUESTED
    with there.store.read() as reader:
        turns = coordination_file(reader, came.id, TODAY).turns
    assert [(t.kind, t.text, t.by_hand) for t in turns] == [
        (TurnKind.QUESTION, "Which days?", False),
        (TurnKind.ANSWER, "All of them", True),
    ]
    decline(there.store, there.holder, came.id, "No room", alternative="The mill")
    back = laptops.comes_back(laptops.answered(came.id))
    with here.store.read() as reader:
        file = coordination_file(reader, back.id, TODAY)
    assert (back.state, file.reason, file.alternative) == (CoordinationState.DECLINED, "No room", "The mill")


def test_the_file_tells_what_is_needed_and_no_more(laptops: Laptops) -> None:
    laptops.send()
    text = (laptops.folder / "request.nuo").read_text(encoding="utf-8")
    assert (laptops.folder / "request.nuo").stat().st_mode & 0o777 == 0o600
    for told in ("Joris Baan", "Bakes", "No nights", "Likes bread [b]", "12345678"):
        assert told in text
    for kept in (SECRET, "In debt", "wsw", "1968", "indication", "percentage"):
        assert kept not in text


def test_only_who_asked_sends_it_and_only_who_decides_answers(laptops: Laptops) -> None:
    here, there = laptops.here, laptops.there
    with pytest.raises(Refused, match="did not ask"):
        send_file(here.store, here.colleague, laptops.request.id, laptops.folder / "x")
    came = laptops.arrives()
    with pytest.raises(Refused, match="no answer to AA00001"):
        answer_file(there.store, there.holder, came.id, laptops.folder / "x")
    approve(there.store, there.holder, came.id)
    with pytest.raises(Refused, match="M. Dijkhuis"):
        answer_file(there.store, there.consultant, came.id, laptops.folder / "x")
    assert not (laptops.folder / "x").exists()


def test_a_laptop_is_known_once_its_mark_was_compared(laptops: Laptops) -> None:
    sealed, there = laptops.send(), laptops.there
    for compared in (None, "0000-0000-0000-0000-0000"):
        with pytest.raises(Refused, match=sealed.mark):
            receive_request(there.store, there.holder, sealed, compared=compared)
    assert there.count("coordination") == 0
    receive_request(there.store, there.holder, sealed, compared=sealed.mark.upper())
    receive_request(there.store, there.holder, sealed)
    with pytest.raises(Refused, match="signs otherwise than before"):
        receive_request(there.store, there.holder, sealed._replace(key="00" * 32))


Mend = Callable[[dict[str, Any]], Any]
TAMPERED: dict[str, Mend] = {
    "another start": lambda told: told["body"]["asked"].update(start="2027-01-01"),
    "another sender": lambda told: told.update(by="L. Schothorst"),
    "another kind": lambda told: told.update(kind="nuo-answer"),
    "another device": lambda told: told.update(device="00" * 16),
    "something more": lambda told: told["body"].update(bsn="1"),
    "another signature": lambda told: told.update(signature="00" * 64),
}


@pytest.mark.parametrize("how", TAMPERED)
def test_what_was_changed_on_the_way_is_refused(laptops: Laptops, how: str) -> None:
    laptops.send()
    told = json.loads((laptops.folder / "request.nuo").read_bytes())
    assert unseal(json.dumps(told, sort_keys=True).encode()).by == "M. ter Braak", "how it is laid out does not matter"
    TAMPERED[how](told)
    with pytest.raises(BadInput, match="was changed on the way"):
        unseal(json.dumps(told).encode())


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b"{}", b'{"signature": "zz"}', b"\xff\xfe", b"[" * 100_000])
def test_what_is_no_such_file_is_said_to_be_none(content: bytes) -> None:
    with pytest.raises(BadInput, match="not a request or an answer"):
        unseal(content)


def test_an_unknown_employer_or_colleague_is_named(laptops: Laptops) -> None:
    there = laptops.there
    there.set(Employer, there.bakery, kvk="87654321")
    with pytest.raises(BadInput, match=r"Bakkerij Oost \(12345678\) is not in this store"):
        laptops.arrives()
    other = there.employer("Bakkerij Zuid", there.holder, kvk="12345678")
    assert laptops.arrives().employer_id == other


def test_an_answer_to_what_is_over_or_was_asked_otherwise_is_refused(laptops: Laptops) -> None:
    here, there = laptops.here, laptops.there
    came = laptops.arrives()
    approve(there.store, there.holder, came.id)
    sealed = laptops.answered(came.id)
    with here.store.write(here.admin, "test.set") as tx:
        from models.coordination.request import Coordination

        tx.change(tx.get(Coordination, came.id), start=date(2027, 3, 1))
    with pytest.raises(Refused, match="was changed since it was sent"):
        laptops.comes_back(sealed)
    here.set(Coordination, came.id, start=START)
    withdraw(here.store, here.consultant, came.id)
    with pytest.raises(Refused, match="withdrawn already"):
        laptops.comes_back(sealed)


def test_an_answer_by_somebody_else_counts_for_nothing(laptops: Laptops) -> None:
    here, there = laptops.here, laptops.there
    came = laptops.arrives()
    there.hand_over(there.bakery, there.manager, TODAY)
    approve(there.store, there.manager, came.id)
    sealed = unseal(answer_file(there.store, there.manager, came.id, laptops.folder / "a").read_bytes())
    with pytest.raises(Refused, match="L. Schothorst was not account holder on 2026-11-24: M. Dijkhuis was"):
        laptops.comes_back(sealed)
    assert here.value("SELECT state FROM coordination") == CoordinationState.REQUESTED
