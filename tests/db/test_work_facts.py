"""What the work asks beside what the client can: many placements in one query, and what the rules make of it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from db.form_settings import form_settings
from db.placements import check_proposal
from db.store import Store
from db.vacancies import create_vacancy
from db.work_facts import WorkKey, work_facts
from models.actor import Actor
from models.client import Client
from models.employer import Employer
from models.kinds import Form, LocationKind, Outcome
from models.location import Location
from models.vacancy import VacancyInput
from tests.db.world import ALMELO, World, proposal


@pytest.fixture
def world(store: Store, admin: Actor) -> World:
    return World(store, admin)


def test_many_are_asked_for_in_one_query(world: World) -> None:
    world.set(Client, world.joris, place="Almelo", travel_km=8, limits="niet tillen")
    asked = VacancyInput(
        employer_id=world.bakery, title="Bakker", skills="heftruck", limits="Niet tillen", minimum_wage_value="70"
    )
    vacancy = create_vacancy(world.store, world.admin, asked).id
    green = world.location("Groen", municipality_id=ALMELO, outdoor_service_of=ALMELO)
    other = world.client("Bos", None)
    keys = [WorkKey(world.joris, world.bakery, None, vacancy), WorkKey(other, None, green), WorkKey(b"gone" * 4)]
    with world.store.read() as reader:
        before = reader.queries
        found = work_facts(reader, keys)
        assert reader.queries == before + 1
    assert set(found) == set(keys[:2])
    first, second = found[keys[0]], found[keys[1]]
    assert (first.asked_skills, first.limits, first.barred_limits) == ("heftruck", "niet tillen", "Niet tillen")
    assert (first.asked_wage_value, [one.percentage for one in first.wage_values]) == (Decimal(70), [Decimal(60)])
    assert (first.home, first.work, first.travel_km, first.outdoor_service) == ("Almelo", None, 8, None)
    assert (second.work, second.outdoor_service, second.wage_values) == ("Almelo", "Almelo", ())


def test_a_place_that_does_not_suit_is_warned_of(world: World) -> None:
    world.set(Client, world.joris, place="Almelo", travel_km=8, limits="niet tillen", contract_until=date(2027, 1, 31))
    world.set(Employer, world.bakery, place="Rijssen")
    vacancy = create_vacancy(
        world.store, world.admin, VacancyInput(employer_id=world.bakery, title="Bakker", limits="Niet tillen")
    ).id
    data = proposal(world.joris, world.bakery, vacancy_id=vacancy, until=date(2027, 6, 30))
    found = check_proposal(world.store, world.consultant, data)
    assert found.of("C11").outcome is found.of("C15").outcome is Outcome.WARN
    assert "niet tillen" in str(found.of("C11").sentence)
    assert "Rijssen" in str(found.of("C11").sentence)


def test_green_goes_through_the_outdoor_service_of_a_municipality(world: World) -> None:
    green = world.location("Groen Almelo", municipality_id=ALMELO)
    world.set(Location, green, kind=LocationKind.GREEN.value)
    data = proposal(world.joris, None, location_id=green, form=Form.GREEN)
    assert check_proposal(world.store, world.consultant, data).of("C10").blocks
    world.set(Location, green, outdoor_service_of=ALMELO)
    assert check_proposal(world.store, world.consultant, data).of("C10").outcome is Outcome.PASS


def test_the_pension_ages_come_in_their_order(world: World) -> None:
    with world.store.read() as reader:
        ages = form_settings(reader).pension_ages()
    assert [age.valid_from for age in ages] == sorted(age.valid_from for age in ages)
    assert (ages[-1].valid_from, ages[-1].months) == (date(2028, 1, 1), 807)
