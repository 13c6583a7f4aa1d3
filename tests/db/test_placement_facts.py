"""Facts that are gathered for many questions at once are the facts that each question gets by itself."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, timedelta
from decimal import Decimal
from itertools import product
from random import Random
from typing import Any

import pytest

from db.placement_facts import Question, gather, gather_many, gather_running
from db.store import Store
from db.vacancies import create_vacancy
from models.absence import Absence
from models.action import Action
from models.actor import Actor
from models.contact_moment import ContactMoment
from models.coordination.batch import BUT_CLIENT, OF_CLIENT, OF_EMPLOYER, TO_EMPLOYER, outlook_each
from models.coordination.catalogue import RULES, assess
from models.coordination.facts import PlacementFacts, ProposedPlacement, RunningFacts
from models.coordination.outlook import outlook
from models.coordination.overriding import with_overrides
from models.coordination.request import Coordination, CoordinationCondition
from models.employer import Employer, GroupHolding
from models.group_notice import GroupNotice
from models.indication import Indication
from models.kinds import (
    ClientStatus,
    CoordinationState,
    EmployerState,
    Form,
    IndicationKind,
    LocationKind,
    PlacementState,
    TargetGroup,
)
from models.placement import Placement
from models.vacancy import VacancyInput
from models.wage_value import WageValue
from tests.db.world import FALLBACK, FORM, START, TWENTERAND, World

DAY = timedelta(days=1)
TODAY = date(2026, 11, 24)
LEARN = Form.LEARN_WORK
FORMS = (FORM, LEARN, Form.TRIAL)


class Town:
    """A world in which whatever facts there are, somebody has some, with all the keys that questions are made of."""

    def __init__(self, world: World, seed: int) -> None:
        w, store = world, world.store
        pw = {"target_group": TargetGroup.PW.value, "indicated": False}
        self.clients = [
            w.joris,
            w.client("Bos", w.colleague, measured=False, contract_hours=None),
            w.client("Baks", w.consultant, **pw),
            w.client("Kok", None, **pw, municipality_id=TWENTERAND),
            w.client("Uil", w.consultant, target_group=TargetGroup.UWV.value, status=ClientStatus.ILL.value),
        ]
        twin = {"kvk": "12345678", "website": "bakkerij.example"}
        self.employers = [
            w.bakery,
            w.employer("Bakkerij West", w.manager, **twin),
            w.employer("Bakkerij-West", w.holder, **twin, municipality_id=None),
            w.employer("Zonder", None),
            w.employer("Nieuw", None, state=EmployerState.PROSPECT.value),
        ]
        self.locations = [w.location("Werkplein"), w.location("Groen", kind=LocationKind.GREEN.value)]
        with store.write(w.admin, "client.indication") as tx:
            kind = IndicationKind.REGISTRATION.value
            tx.add(Indication(client_id=self.clients[1], kind=kind, valid_from=TODAY, advice_supported=None))
            tx.add(WageValue(client_id=self.clients[2], percentage=Decimal(45)))
            tx.add(WageValue(client_id=self.clients[2], percentage=Decimal(50), measured_on=TODAY))
        w.stop(w.bakery, TODAY - DAY)
        w.stop(self.employers[3], TODAY, TODAY + DAY)
        w.hand_over(self.employers[2], w.manager, TODAY)
        self._directions(w)
        self._one_face(w)
        offer = VacancyInput(employer_id=w.bakery, title="Inpakker", places=2, forms=FORM.value)
        self.vacancies = [create_vacancy(store, w.holder, offer).id]
        self.placements: list[bytes] = []
        self._scatter(w, Random(seed))

    def _directions(self, w: World) -> None:
        w.order(self.clients[2], LEARN, until=date(2027, 6, 1), budget_cents=120_000)
        w.order(self.clients[2], Form.TRIAL, municipality_id=TWENTERAND)
        w.order(self.clients[4], LEARN, municipality_id=None)
        w.agreement(LEARN, FORM, budget=1000)
        w.agreement(LEARN, municipality_id=TWENTERAND, start=date(2027, 1, 1))

    def _one_face(self, w: World) -> None:
        """Somebody else went there lately, and there are two groups, one with an account holder who was told."""
        day = TODAY - 3 * DAY
        for at, name in ((0, "Deelen"), (1, "Deelen"), (3, "Elders")):
            w.set(Employer, self.employers[at], group_name=name)
        with w.store.write(w.admin, "test.face") as tx:
            called = {"kind": "phone", "day": day, "text": "x", "made_by": w.colleague.id}
            tx.add(ContactMoment(employer_id=self.employers[1], **called))
            tx.add(Action(employer_id=self.employers[3], what="bellen", due_on=TODAY, owner_id=w.manager.id))
            tx.add(GroupHolding(group_name="Deelen", user_id=w.manager.id, from_date=day))
            told = {"told_id": w.manager.id, "told_by": w.consultant.id, "told_on": day, "channel": "phone"}
            tx.add(GroupNotice(employer_id=w.bakery, client_id=w.joris, form=LEARN.value, **told))

    def _scatter(self, w: World, chance: Random) -> None:
        """Requests and placements in whatever state, for anybody anywhere."""
        people = [w.holder.id, w.manager.id, w.consultant.id]
        consents: list[bytes | None] = [None]
        with w.store.write(w.admin, "test.scatter") as tx:
            for client, until in ((w.joris, None), (w.joris, TODAY - DAY), (self.clients[1], START)):
                tx.add(Absence(client_id=client, from_date=TODAY - 9 * DAY, until_date=until))
            for n in range(40):
                day = TODAY + chance.randrange(-400, 60) * DAY
                where = {"client_id": chance.choice(self.clients), "employer_id": chance.choice(self.employers)}
                form, taken = chance.choice(FORMS).value, chance.choice(list(PlacementState)).value
                asked = tx.add(
                    Coordination(
                        number=f"A{n}",
                        **where,
                        form=form,
                        start=day,
                        state=chance.choice(list(CoordinationState)).value,
                        requested_by=chance.choice(people),
                        requested_on=day,
                        holder_id=chance.choice((None, *people)),
                        decided_by=chance.choice((None, *people)),
                        decided_on=day,
                        places=chance.choice((None, None, 1, 3)),
                        valid_until=chance.choice((None, day + 400 * DAY)),
                    )
                )
                consents.append(asked.id)
                for position in range(chance.choice((0, 0, 2))):
                    ticked = chance.choice((None, *people))
                    tx.add(CoordinationCondition(coordination_id=asked.id, position=position, text="x", ticked_by=ticked))
                place = Placement(
                    number=f"P{n}",
                    **where,
                    form=form,
                    start=day,
                    state=taken,
                    until=chance.choice((None, day + 200 * DAY)),
                    hours=chance.choice((None, Decimal(8))),
                    consent_id=chance.choice(consents),
                    fallback_id=chance.choice((None, *self.locations)),
                    vacancy_id=chance.choice((None, *self.vacancies)),
                )
                self.placements.append(tx.add(place).id)

    def questions(self) -> list[Question]:
        """Every pair of a client and a place, in several forms and periods."""
        periods = ((START, None), (START + 40 * DAY, START + 70 * DAY))
        placements = [
            ProposedPlacement(form, start, until, Decimal(12), id=key, state=state)
            for form in FORMS
            for start, until in periods
            for key, state in ((None, PlacementState.PROPOSED), *((key, PlacementState.ACTIVE) for key in self.placements[:3]))
        ]
        was = RunningFacts(self.employers[1], LEARN)
        places = [(e, None, None) for e in self.employers] + [(None, key, None) for key in self.locations]
        places.append((self.employers[0], None, self.vacancies[0]))
        return [
            Question(
                client,
                employer,
                location,
                placement,
                vacancy,
                was if placement.id and placement.form == FORM else None,
                fallback_id=self.locations[0] if placement.start == START else FALLBACK,
            )
            for client, (employer, location, vacancy), placement in product(self.clients, places, placements)
        ]


@pytest.fixture
def world(store: Store, admin: Actor) -> World:
    return World(store, admin)


@pytest.mark.parametrize("seed", range(2))
def test_many_questions_get_the_facts_that_each_gets_alone(world: World, seed: int) -> None:
    questions = Town(world, seed).questions()
    with world.store.read() as reader:
        alone = [gather(reader, world.consultant, TODAY, question, {}) for question in questions]
        together = gather_many(reader, world.consultant, TODAY, questions)
        assert together == alone
        running = gather_running(reader, world.consultant, TODAY, questions)
        assert running == [gather_running(reader, world.consultant, TODAY, [question])[0] for question in questions]
    assert list(outlook_each(together)) == [outlook(assess(facts)) for facts in together]
    if seed == 0:
        there = [facts.employer for facts in together if facts.employer]
        assert any(one.approaches for one in there)
        assert any(one.group and one.group.notices for one in there)
        told_of = {name for facts in together for name in facts.__slots__ if getattr(facts, name)}
        assert set(together[0].__slots__) - told_of == {"overrides", "reasons"}, "there is something of everything to compare"


class Watched:
    """Facts that remember what of them was looked at."""

    def __init__(self, facts: PlacementFacts) -> None:
        self.facts = facts
        self.seen: set[str] = set()

    def __getattr__(self, name: str) -> Any:
        found = getattr(PlacementFacts, name)
        if isinstance(found, property) and found.fget:
            return found.fget(self)
        self.seen.add(name)
        return getattr(self.facts, name)


def test_rules_that_are_asked_once_look_no_further_than_they_say(world: World) -> None:
    questions = Town(world, 0).questions()
    everything = {field.name for field in fields(PlacementFacts)}
    with world.store.read() as reader:
        found = gather_many(reader, world.consultant, TODAY, questions[::3])
    for rule in RULES:
        if rule.judge is None or rule.id not in OF_CLIENT | OF_EMPLOYER:
            continue
        may = everything - BUT_CLIENT if rule.id in OF_CLIENT else TO_EMPLOYER
        for facts in found:
            watched: Any = Watched(facts)
            assert rule.judge(watched) == rule.judge(facts)
            if rule.id in OF_CLIENT:  # who could set it aside is asked once too
                with_overrides(watched, rule.finding(rule.judge(facts)))
            assert watched.seen <= may, rule.id


def test_thousands_of_questions_cost_as_many_queries_as_some(world: World) -> None:
    questions = Town(world, 0).questions()

    def queries(some: list[Question]) -> int:
        with world.store.read() as reader:
            gather_many(reader, world.consultant, TODAY, some)
            return reader.queries

    assert queries(questions[::23]) == queries(questions * 3) == 27
