"""Where can this client go, who can come here: every line is what the form would say, found for all of them at once."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from db import what_if
from db.coordinations import approve, request
from db.placements import check_proposal
from db.store import Store
from db.vacancies import close_vacancy, create_vacancy
from db.what_if import Match, Matches, Wish, clients_for, places_for
from models.actor import Actor
from models.client import Client
from models.coordination.outlook import outlook
from models.employer import Employer
from models.kinds import ClientStatus, EmployerState, Form, LocationKind, Possible, TargetGroup
from models.placement import PlacementInput
from models.vacancy import VacancyInput
from tests.db.world import ALMELO, FORM, START, TWENTERAND, World, asked

TODAY = date(2026, 11, 24)
GROUP = Form.GROUP_SECONDMENT


@pytest.fixture
def world(store: Store, admin: Actor) -> World:
    """Joris, whose account holder at the bakery agreed; employers with and without work, near and far."""
    world = World(store, admin)
    world.set(Client, world.joris, place="Almelo")
    world.set(Employer, world.bakery, place="Enschede", municipality_id=None)
    agreed = request(store, world.consultant, asked(world.joris, world.bakery, form=GROUP))
    approve(store, world.holder, agreed.id)
    return world


def places(world: World, client: bytes | None = None, form: Form | None = None, who: Actor | None = None) -> Matches:
    with world.store.read() as reader:
        return places_for(reader, who or world.consultant, TODAY, client or world.joris, Wish(START, form))


def people(world: World, employer: bytes, vacancy: bytes | None = None, form: Form | None = None) -> Matches:
    with world.store.read() as reader:
        return clients_for(reader, world.consultant, TODAY, employer, Wish(START, form), vacancy=vacancy)


def told(matches: Matches) -> list[tuple[str, Possible, list[str]]]:
    return [(row.name, row.outlook.possible, [act.act for act in row.outlook.acts]) for row in matches.rows]


def offered(world: World, employer: bytes, **values: Any) -> bytes:
    return create_vacancy(world.store, world.holder, VacancyInput(**{"employer_id": employer, "title": "Inpakker"} | values)).id


def test_what_can_be_now_comes_first_then_what_asks_least_then_work_then_near(world: World) -> None:
    world.employer("Ver", world.holder, place="Zwolle", municipality_id=None)
    world.employer("Dichtbij", world.holder, place="almelo ", municipality_id=None)
    world.employer("Gemeente", world.holder, place="Elders")
    busy = world.employer("Werk", world.holder, place="Zwolle", municipality_id=None)
    offered(world, busy)
    world.employer("Nieuw", None, state=EmployerState.PROSPECT.value)
    stopped = world.employer("Rust", world.holder)
    world.stop(stopped, TODAY)
    world.employer("Weg", world.holder, archived_on=TODAY)
    ask = ["request-coordination"]
    assert told(places(world)) == [
        ("Bakkerij Oost", Possible.NOW, []),
        ("Werk", Possible.AFTER, ask),
        ("Dichtbij", Possible.AFTER, ask),
        ("Gemeente", Possible.AFTER, ask),
        ("Ver", Possible.AFTER, ask),
        ("Nieuw", Possible.AFTER, ["make-relation", *ask]),
        ("Rust", Possible.NEVER, []),
    ]


def test_a_line_says_what_the_form_says(world: World) -> None:
    """Of every line: the same question, asked by the form, comes to the same."""
    lone = world.client("Baks", world.colleague, target_group=TargetGroup.PW.value, indicated=False)
    world.order(lone, Form.LEARN_WORK)
    world.location("Werkplein")
    world.location("Groen", kind=LocationKind.GREEN.value)
    offered(world, world.employer("Nieuw", None, state=EmployerState.PROSPECT.value), forms="trial,learn-work", hours="8")
    found = [*places(world).rows, *places(world, lone).rows, *people(world, world.bakery).rows]
    assert len(found) == 4 + 4 + 2
    for row in found:
        assert row.outlook == outlook(check_proposal(world.store, world.consultant, as_typed(row))), row


def as_typed(row: Match) -> PlacementInput:
    question = row.question
    p = question.placement
    return PlacementInput(
        client_id=question.client_id,
        employer_id=question.employer_id,
        location_id=question.location_id,
        vacancy_id=question.vacancy_id,
        form=p.form,
        start=p.start,
        until=p.until,
        hours=p.hours and str(p.hours),
    )


def test_a_vacancy_gives_its_form_its_hours_and_its_period(world: World) -> None:
    meant = {"forms": GROUP.value, "hours": "12", "start": date(2027, 1, 4), "until": date(2027, 6, 30)}
    there = world.employer("Werk", world.holder)
    vacancy = offered(world, there, **meant)
    row = next(row for row in places(world).rows if row.name == "Werk")
    placement = row.question.placement
    assert (placement.form, str(placement.hours), placement.start, placement.until) == (GROUP, "12", *list(meant.values())[2:])
    assert row.question.vacancy_id == vacancy
    for form, number in ((Form.REGULAR_JOB, None), (GROUP, "VA00001")):
        row = next(row for row in places(world, form=form).rows if row.name == "Werk")
        assert (row.form, row.offer and row.offer.number) == (form, number), "another form is not what the vacancy is meant for"
    close_vacancy(world.store, world.holder, vacancy, 1, "vervuld")
    assert next(row for row in places(world).rows if row.name == "Werk").offer is None


def test_our_own_locations_have_the_form_of_their_kind(world: World) -> None:
    world.location("Werkplein")
    world.location("Groen", kind=LocationKind.GREEN.value)
    world.location("Dicht", closed_on=TODAY)
    forms = {row.name: row.form for row in places(world).rows if row.subject == "location"}
    assert forms == {"Werkplein": Form.SHELTERED, "Groen": Form.GREEN}
    assert [row.name for row in places(world, form=Form.SHELTERED).rows] == ["Werkplein"], "sheltered work is ours alone"


def test_free_hours_are_asked_for_and_none_left_means_ending_the_other_first(world: World) -> None:
    from db.placements import place

    done = place(world.store, world.consultant, asked_for(world, hours="20"))
    assert done.number
    other = world.employer("Werk", world.holder)
    offered(world, other)
    row = next(row for row in places(world).rows if row.name == "Werk")
    assert str(row.question.placement.hours) == "16"
    world.set(Client, world.joris, contract_hours=20)
    row = next(row for row in places(world).rows if row.name == "Werk")
    assert [act.rule for act in row.outlook.acts] == ["C1", "E2"]


def asked_for(world: World, **values: Any) -> PlacementInput:
    return PlacementInput(client_id=world.joris, employer_id=world.bakery, form=GROUP, start=TODAY, **values)


def test_who_can_come_are_the_clients_who_are_not_gone_those_nearest_to_placing_first(world: World) -> None:
    world.client("Anders", world.colleague)
    world.client("Weg", world.consultant, status=ClientStatus.ENDED.value)
    world.client("Bos", world.consultant, municipality_id=TWENTERAND)
    assert told(people(world, world.bakery)) == [
        ("Joris Baan", Possible.NOW, []),
        ("Bos", Possible.AFTER, ["request-coordination"]),
        ("Anders", Possible.AFTER, ["request-coordination", "ask-team-lead"]),
    ]


def test_for_a_vacancy_the_form_is_one_that_it_is_meant_for(world: World) -> None:
    vacancy = offered(world, world.bakery, forms=f"{Form.REGULAR_JOB},{FORM}", hours="24")
    lone = world.client("Baks", world.consultant, target_group=TargetGroup.PW.value, indicated=False)
    world.client("Kok", world.consultant, target_group=TargetGroup.SHELTERED.value, indicated=False)
    forms = {row.id: (row.form, row.offer is not None) for row in people(world, world.bakery, vacancy).rows}
    assert forms[lone] == (Form.REGULAR_JOB, True)
    assert forms[world.joris] == (FORM, True)


def test_the_number_of_queries_is_the_same_for_a_few_as_for_hundreds(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def queries() -> tuple[int, int]:
        with world.store.read() as reader:
            there = places_for(reader, world.consultant, TODAY, world.joris, Wish(START)).rows
            before = reader.queries
            clients_for(reader, world.consultant, TODAY, world.bakery, Wish(START))
            counted.append(len(there))
            return before, reader.queries - before

    counted: list[int] = []
    world.employer("Nog een", world.holder)
    few = queries()
    with world.store.write(world.admin, "test.crowd") as tx:
        for n in range(300):
            tx.add(Employer(number=f"D{n}", name=f"Employer {n}", state=EmployerState.RELATION.value))
            tx.add(Client(number=f"C{n}", surname=f"Client {n}", municipality_id=ALMELO, target_group=TargetGroup.WSW.value))
    assert queries() == few
    assert counted == [2, 302]
    monkeypatch.setattr(what_if, "MOST", 100)
    found = places(world)
    assert (len(found.rows), found.more, found.rows[0].name) == (100, True, "Bakkerij Oost")


def test_only_what_is_asked_about_is_gone_through(world: World) -> None:
    """Each query goes to its rows along an index, or walks one as far as the list reaches."""
    plans: list[str] = []
    with world.store.read() as reader:
        connection = reader.connection

        class Explaining:
            def execute(self, sql: str, parameters: Any) -> Any:
                if "FROM mandate" not in sql and "FROM location" not in sql:
                    plans.extend(row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}", parameters))
                return connection.execute(sql, parameters)

        reader.connection = Explaining()
        places_for(reader, world.consultant, TODAY, world.joris, Wish(START))
        clients_for(reader, world.consultant, TODAY, world.bakery, Wish(START))
    walked = {
        "SCAN json_each VIRTUAL TABLE INDEX 1:",
        "SCAN f VIRTUAL TABLE INDEX 1:",
        "SCAN j VIRTUAL TABLE INDEX 1:",
        "SCAN v USING INDEX ix_vacancy_open",
        "SCAN e USING COVERING INDEX ix_employer_sort",
        "SCAN c USING COVERING INDEX ix_client_sort",
    }
    scans = {line for line in plans if line.startswith("SCAN ")}
    found_just_before = {"SCAN a", "SCAN f", "SCAN k"}
    assert {line for line in scans if not line.startswith("SCAN (")} - found_just_before <= walked
