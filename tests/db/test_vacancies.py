"""Vacancies: what is kept of them, who takes their places, and what is refused."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from db.checks import check_active, check_one
from db.coordinations import record_verbal, request
from db.decisions import approve
from db.employers import archive_employer, employer_file
from db.history import history
from db.lists.opening import open_list
from db.lists.rows import list_rows
from db.placement_facts import gather_facts
from db.placement_file import placement_file
from db.placements import Placed, activate, check_proposal, end_placement, place, propose
from db.refs import Ref, resolve
from db.search import find, find_anything
from db.vacancies import close_vacancy, create_vacancy, reopen_vacancy, update_vacancy, vacancies_of, vacancy_file
from models.errors import BadInput, Conflict, InvalidInput, Refused
from models.kinds import CoordinationState, Form, VacancyState
from models.vacancy import VacancyInput
from tests.db.world import World, asked, proposal, told

TODAY = date(2026, 11, 24)


@pytest.fixture
def world(store: Any, admin: Any) -> World:
    return World(store, admin)


def offered(world: World, **values: Any) -> Ref:
    """A vacancy of the bakery."""
    given = {"employer_id": world.bakery, "title": "Inpakker"} | values
    return create_vacancy(world.store, world.holder, VacancyInput(**given))


def file_of(world: World, key: bytes) -> Any:
    with world.store.read() as reader:
        return vacancy_file(reader, key, TODAY)


def placed_on(world: World, vacancy: bytes, name: str, **values: Any) -> Placed:
    """Somebody new, agreed to and placed on the vacancy."""
    client = world.client(name, world.consultant)
    record_verbal(world.store, world.consultant, told(client, world.bakery, world.holder))
    return place(world.store, world.consultant, proposal(client, world.bakery, vacancy_id=vacancy, **values))


def blocking(placed: Placed) -> list[str]:
    return [finding.rule for finding in placed.assessment.blocks]


def test_all_that_is_typed_is_kept(world: World) -> None:
    made = offered(
        world,
        places="3",
        hours="24,5",
        start="1-12-2026",
        until="30-11-2027",
        forms="Groepsdetachering, detachering",
        skills="tillen",
        limits="rug",
        minimum_wage_value="40",
        remarks="ploegendienst",
    )
    file = file_of(world, made.id)
    assert made.number == "VA00001"
    assert (file.number, file.title, file.state, file.employer_name) == (
        "VA00001",
        "Inpakker",
        VacancyState.OPEN,
        "Bakkerij Oost",
    )
    assert (file.places, file.taken, file.free, file.hours) == (3, 0, 3, Decimal("24.5"))
    assert (file.start, file.until) == (date(2026, 12, 1), date(2027, 11, 30))
    assert file.forms == (Form.GROUP_SECONDMENT, Form.INDIVIDUAL_SECONDMENT), "in the order of the list, each once"
    assert (file.skills, file.limits, file.minimum_wage_value, file.remarks) == ("tillen", "rug", Decimal(40), "ploegendienst")


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"title": " "}, "title"),
        ({"places": "0"}, "places"),
        ({"places": "veel"}, "places"),
        ({"hours": "61"}, "hours"),
        ({"minimum_wage_value": "101"}, "minimum_wage_value"),
        ({"forms": "detachering, klussen"}, "forms"),
        ({"start": "2-12-2026", "until": "1-12-2026"}, "until"),
    ],
)
def test_what_is_wrong_is_said_of_its_field(world: World, values: dict[str, Any], field: str) -> None:
    made = offered(world)
    with pytest.raises(InvalidInput) as refused:
        update_vacancy(world.store, world.holder, made.id, 1, values)
    assert [name for name, _ in refused.value.problems] == [field]
    assert file_of(world, made.id).version == 1


def test_a_change_knows_what_it_changed(world: World) -> None:
    made = offered(world, places="1")
    update_vacancy(world.store, world.holder, made.id, 1, {"places": "2", "forms": "trial"})
    with pytest.raises(Conflict):
        update_vacancy(world.store, world.holder, made.id, 1, {"places": "5"})
    with world.store.read() as reader:
        told_of = {str(line.field): str(line.new) for line in history(reader, made.id) if line.field}
    assert told_of == {"places": "2", "forms": "trial"}


def test_it_closes_with_a_reason_and_opens_again(world: World) -> None:
    made = offered(world)
    with pytest.raises(InvalidInput):
        close_vacancy(world.store, world.holder, made.id, 1, " ")
    close_vacancy(world.store, world.holder, made.id, 1, "vervuld")
    assert (file_of(world, made.id).state, file_of(world, made.id).closed_on) == (VacancyState.CLOSED, TODAY)
    assert world.value("SELECT reason FROM journal_entry ORDER BY arrival DESC LIMIT 1") == "vervuld"
    with pytest.raises(Refused, match="closed already"):
        close_vacancy(world.store, world.holder, made.id, 2, "nog eens")
    reopen_vacancy(world.store, world.holder, made.id, 2)
    with pytest.raises(Refused, match="is open"):
        reopen_vacancy(world.store, world.holder, made.id, 3)


def test_nothing_new_begins_at_an_employer_that_is_archived(world: World) -> None:
    archive_employer(world.store, world.holder, world.bakery, 1)
    with pytest.raises(Refused, match="archived"):
        offered(world)
    with pytest.raises(InvalidInput):
        offered(world, employer_id=b"x" * 16)


# -- places (E10) --------------------------------------------------------------------------------------------------------


def test_its_places_are_given_once(world: World) -> None:
    vacancy = offered(world, places="2").id
    first, second = placed_on(world, vacancy, "Prins"), placed_on(world, vacancy, "Smit")
    assert (first.number, second.number) == ("PA00001", "PA00002")
    third = placed_on(world, vacancy, "Vos")
    assert blocking(third) == ["E10"]
    assert "PA00001, PA00002" in str(third.assessment.of("E10").sentence)
    assert (file_of(world, vacancy).taken, file_of(world, vacancy).free) == (2, 0)


def test_what_ends_gives_its_place_back(world: World) -> None:
    vacancy = offered(world).id
    first = placed_on(world, vacancy, "Prins", start=TODAY)
    assert blocking(placed_on(world, vacancy, "Smit")) == ["E10"]
    assert first.id is not None
    end_placement(world.store, world.consultant, first.id, 1, on=TODAY, reason="ander werk", view="prima")
    assert placed_on(world, vacancy, "Vos").number is not None
    assert [line.number for line in file_of(world, vacancy).placements] == ["PA00002", "PA00001"]


def test_a_proposal_takes_no_place_and_is_judged_when_it_becomes_active(world: World) -> None:
    vacancy = offered(world).id
    record_verbal(world.store, world.consultant, told(world.joris, world.bakery, world.holder))
    kept = propose(world.store, world.consultant, proposal(world.joris, world.bakery, vacancy_id=vacancy))
    assert file_of(world, vacancy).taken == 0
    assert placed_on(world, vacancy, "Prins").number is not None
    assert kept.id is not None
    assert blocking(activate(world.store, world.consultant, kept.id, 1)) == ["E10"]
    with world.store.read() as reader:
        file = placement_file(reader, kept.id, TODAY)
    assert (file.vacancy_id, file.vacancy_number, file.vacancy_title) == (vacancy, "VA00001", "Inpakker")


def test_a_running_placement_does_not_count_against_itself_but_one_too_many_is_told(world: World) -> None:
    vacancy = offered(world, places="2").id
    first, _second = placed_on(world, vacancy, "Prins"), placed_on(world, vacancy, "Smit")
    close_vacancy(world.store, world.holder, vacancy, 1, "vervuld")
    assert check_active(world.store).broken == []
    update_vacancy(world.store, world.holder, vacancy, 2, {"places": "1"})
    broken = check_active(world.store).broken
    assert [(number, [f.rule for f in found.findings]) for number, found in broken] == [
        ("PA00001", ["E10"]),
        ("PA00002", ["E10"]),
    ]
    assert first.id is not None
    assert check_one(world.store, world.lead, first.id).assessment.of("E10").blocks


def test_another_employers_vacancy_or_one_that_is_gone_is_not_taken(world: World) -> None:
    vegt = world.employer("Vegt Logistiek", world.holder)
    assert blocking(placed_on(world, offered(world, employer_id=vegt).id, "Prins")) == ["E10"]
    with pytest.raises(BadInput, match="This vacancy is not in the store"):
        check_proposal(world.store, world.consultant, proposal(world.joris, world.bakery, vacancy_id=b"x" * 16))


def test_it_stays_with_its_employer_while_placements_name_it(world: World) -> None:
    vacancy = offered(world).id
    vegt = world.employer("Vegt Logistiek", world.holder)
    update_vacancy(world.store, world.holder, vacancy, 1, {"employer_id": vegt})
    update_vacancy(world.store, world.holder, vacancy, 2, {"employer_id": world.bakery})
    placed_on(world, vacancy, "Prins")
    with pytest.raises(InvalidInput, match="PA00001"):
        update_vacancy(world.store, world.holder, vacancy, 3, {"employer_id": vegt})


def test_a_standing_consent_can_be_used_again_when_a_place_comes_free(world: World) -> None:
    consent = approve(
        world.store, world.holder, request(world.store, world.consultant, asked(world.joris, world.bakery)).id, places=1
    ).id
    first = place(world.store, world.consultant, proposal(world.joris, world.bakery, start=TODAY))
    state = "SELECT state FROM coordination WHERE id = ?"
    assert world.value(state, consent) == CoordinationState.USED
    prins = world.client("Prins", world.consultant)
    refused = place(world.store, world.consultant, proposal(prins, world.bakery))
    assert blocking(refused) == ["E10"]
    assert refused.assessment.of("E10").remedies[0].act == "request-coordination"
    assert first.id is not None
    end_placement(world.store, world.consultant, first.id, 1, on=TODAY, reason="ander werk", view="prima")
    assert world.value(state, consent) == CoordinationState.APPROVED
    assert place(world.store, world.consultant, proposal(prins, world.bakery)).number is not None
    assert world.value(state, consent) == CoordinationState.USED


def test_a_consent_for_one_client_stays_used(world: World) -> None:
    record_verbal(world.store, world.consultant, told(world.joris, world.bakery, world.holder))
    first = place(world.store, world.consultant, proposal(world.joris, world.bakery, start=TODAY))
    assert first.id is not None
    end_placement(world.store, world.consultant, first.id, 1, on=TODAY, reason="ander werk", view="prima")
    assert world.value("SELECT state FROM coordination") == CoordinationState.USED
    assert blocking(place(world.store, world.consultant, proposal(world.joris, world.bakery, start="2026-12-02"))) == ["E2"]


def test_a_vacancy_costs_one_query_whatever_its_size(world: World) -> None:
    vacancy = offered(world, places="900").id

    def queries(key: bytes | None) -> int:
        with world.store.read() as reader:
            gather_facts(reader, world.consultant, TODAY, proposal(world.joris, world.bakery, vacancy_id=key))
            return reader.queries

    assert queries(vacancy) == queries(None) + 1
    columns = "id, version, created_at, changed_at, number, client_id, employer_id, form, start, state, taken_over, vacancy_id"
    with world.store.write(world.admin, "test.crowd") as tx:
        for n in range(800):
            tx.connection.execute(
                f"INSERT INTO placement ({columns}) VALUES (?,1,'','',?,?,?,'trial','2020-01-01','active',1,?)",
                (n.to_bytes(16, "big"), f"X{n:03}", world.joris, world.bakery, vacancy),
            )
    assert queries(vacancy) == queries(None) + 1
    assert file_of(world, vacancy).taken == 800


def test_its_list_and_its_facts_go_through_an_index(world: World) -> None:
    from db.vacancy_facts import _VACANCIES

    shown = "SELECT v.id FROM vacancy v WHERE v.closed_on IS NULL ORDER BY v.sort_name, v.id LIMIT 50"
    with world.store.read() as reader:
        listed = [row[3] for row in reader.rows(f"EXPLAIN QUERY PLAN {shown}")]
        asked_of = [row[3] for row in reader.rows(f"EXPLAIN QUERY PLAN {_VACANCIES}", {"keys": "[]"})]
    assert listed == ["SCAN v USING INDEX ix_vacancy_open"]
    assert not [step for step in asked_of if step.startswith("SCAN") and "json_each" not in step]
    assert any("ix_placement_vacancy (vacancy_id=? AND state=?)" in step for step in asked_of)


# -- finding them --------------------------------------------------------------------------------------------------------


def test_the_list_shows_open_ones_first_and_finds_by_work_and_employer(world: World) -> None:
    first, second = offered(world, places="2"), offered(world, title="Chauffeur", skills="rijbewijs")
    close_vacancy(world.store, world.holder, second.id, 1, "vervuld")
    placed_on(world, first.id, "Prins")

    def titles(scope: str, search: str = "") -> list[tuple[Any, ...]]:
        source = open_list(world.store, "vacancy", me=world.holder.id, scope=scope, search=search)
        return [(row.cells[0], row.cells[4], row.cells[5], row.cells[6]) for row in source.forward(None, 9)]

    assert titles("open") == [("Inpakker", 1, 2, None)]
    assert titles("mine") == [("Inpakker", 1, 2, None)]
    assert titles("all") == [("Chauffeur", 1, 1, VacancyState.CLOSED), ("Inpakker", 1, 2, None)]
    assert [row[0] for row in titles("open", "bakkerij oost")] == ["Chauffeur", "Inpakker"]
    assert [row[0] for row in titles("open", "rijbew")] == ["Chauffeur"]
    assert [row[0] for row in titles("open", "va00001")] == ["Inpakker"]
    with world.store.read() as reader:
        assert [hit.title for hit in find(reader, "inpak", "vacancy")] == ["Inpakker"]
        assert [hit.subject for hit in find_anything(reader, "inpak")] == ["vacancy"]
        assert resolve(reader, "vacancy", "inpakker") == first
        assert resolve(reader, "vacancy", "va00002") == second
        total, rows = list_rows(reader, "vacancy", today=TODAY, filters=[("state", "open"), ("employer", "DA00001")])
    assert (total, rows[0]["name"], rows[0]["taken"], rows[0]["state"]) == (1, "Inpakker", 1, "open")


def test_attention_in_the_list(world: World) -> None:
    offered(world, title="A", until="23-11-2026")
    full = offered(world, title="B").id
    placed_on(world, full, "Prins")
    source = open_list(world.store, "vacancy", me=world.holder.id, scope="open")
    assert [str(row.cells[6]) for row in source.forward(None, 9)] == ["! past", "full"]


def test_the_file_of_its_employer_has_them_the_open_ones_first(world: World) -> None:
    closed, opened = offered(world, title="Dicht"), offered(world, title="Open")
    close_vacancy(world.store, world.holder, closed.id, 1, "vervuld")
    with world.store.read() as reader:
        assert [one.title for one in employer_file(reader, world.bakery, TODAY).vacancies] == ["Open", "Dicht"]
        assert [one.id for one in vacancies_of(reader, world.bakery, only_open=True)] == [opened.id]
