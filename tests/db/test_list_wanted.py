"""Lists with filters, orders and searches: what the screen shows is what ``nuo list`` counts, in any combination."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import islice, product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.creating import create_store
from db.exports import export
from db.lists.opening import columns_of, ids_of, is_broad, open_list, open_wanted, orders_of, selected, shown_by
from db.lists.rows import list_rows
from db.lists.sources import SqlList
from db.lists.subjects import LIST_SUBJECTS
from db.lists.wanted import Wanted
from db.store import Store
from db.windows import ListSource
from models.errors import BadInput
from models.kinds import ClientStatus, EmployerState, Form, PlacementState, TargetGroup
from models.placement import Placement
from tests.conftest import FIRST_USER, Clock
from tests.db.world import ALMELO, TWENTERAND, World

SUBJECTS = ("client", "employer", "placement", "coordination", "location")
VALUES = {
    "status": [*(status.value for status in ClientStatus), "Ziek"],
    "state": [*PlacementState, *EmployerState, "requested"],
    "target_group": [group.value for group in TargetGroup],
    "municipality": ["Almelo", "almelo", "0141", "Twenterand", "Nergens"],
    "consultant": ["M. ter Braak", "m. TER braak", "P. Linde", "", "X"],
    "hr_administrator": ["nuo", "larcom", ""],
    "ladder_step": ["1", "5", ""],
    "birth_date": ["1987-04-28", "1-1-1980..31-12-1990", "..1985-01-01", ".."],
    "holder": ["M. Dijkhuis", "L. Schothorst", ""],
    "relation_since": ["", "1-1-2020.."],
    "form": [*(form.value for form in Form), "Detachering"],
    "start": ["2026-12-01", "1-11-2026..30-11-2026", "15-11-2026..", "..15-11-2026"],
    "until": ["", "..31-12-2026", "1-1-2027.."],
    "requested_on": ["24-11-2026", ".."],
    "requested_by": ["M. ter Braak", "T. Leider"],
    "kind": ["sheltered", "green"],
}


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Some of everything, of every sort."""
    store = create_store(tmp_path_factory.mktemp("wanted") / "test.nuo", None, FIRST_USER, clock=Clock())
    world = World(store, store.actor(FIRST_USER))
    kinds = product(TargetGroup, ClientStatus, (world.consultant, world.colleague, None), (ALMELO, TWENTERAND))
    clients = [
        world.client(
            f"Bos{number:02}",
            consultant,
            target_group=group.value,
            status=status.value,
            municipality_id=town,
            hr_administrator=("nuo", "larcom", None)[number % 3],
            ladder_step=(None, 1, 5)[number % 3],
            birth_date=(None, "1987-04-28", "1980-00-00", "1995-02-00")[number % 4],
        )
        for number, (group, status, consultant, town) in enumerate(islice(kinds, 0, None, 3))
    ]
    for number, state in enumerate(EmployerState):
        world.employer(f"Vegt {number}", (world.holder, world.manager, None)[number % 3], state=state.value, place="Almelo")
    day = date(2026, 11, 1)
    with store.write(world.admin, "placement.place") as tx:
        for number, (client, form) in enumerate(zip(clients, [*Form, *Form, *Form], strict=False)):
            tx.add(
                Placement(
                    number=tx.next_number("placement"),
                    client_id=client,
                    employer_id=world.bakery,
                    form=form.value,
                    start=day + timedelta(number),
                    until=None if number % 2 else date(2026, 12, 1) + timedelta(20 * number),
                    state=list(PlacementState)[number % len(PlacementState)].value,
                )
            )
    world.location("Werkplein", municipality_id=ALMELO)
    world.location("Elders")
    return store


def whole(source: ListSource) -> list[bytes]:
    return [row.id for row in source.forward(None, 10_000)]


@st.composite
def choices(draw: st.DrawFn) -> tuple[str, Wanted]:
    subject = draw(st.sampled_from(SUBJECTS))
    fields = draw(st.lists(st.sampled_from(LIST_SUBJECTS[subject].offered), unique=True, max_size=3))
    filters = tuple((field, draw(st.sampled_from(VALUES[field]))) for field in fields)
    order = draw(st.sampled_from(orders_of(subject)))
    return subject, Wanted("all", filters, order, draw(st.sampled_from((None, True, False))), draw(st.sampled_from(("", "bos"))))


@given(choices())
def test_the_screen_shows_what_nuo_list_counts_in_the_same_order(filled: Store, choice: tuple[str, Wanted]) -> None:
    subject, wanted = choice
    source = open_wanted(filled, subject, b"", wanted)
    with filled.read() as reader:
        total, rows = list_rows(
            reader,
            subject,
            today=filled.today(),
            search=wanted.search or None,
            filters=wanted.filters,
            order=wanted.order,
            downwards=wanted.is_downwards(subject),
        )
    assert whole(source) == [row["id"] for row in rows]
    assert source.total() == total
    assert ids_of(source, 10_000) == whole(source)
    assert ids_of(source, 2) == whole(source)[:2]


@given(choices())
def test_row_numbers_hold_under_filters_and_in_every_order(filled: Store, choice: tuple[str, Wanted]) -> None:
    subject, wanted = choice
    source = open_wanted(filled, subject, b"", wanted)
    for number, row in enumerate(source.forward(None, 40)):
        assert source.find(row.id) == row.position
        assert source.rank(row.position) == number
        assert source.at(number) == row.position


@pytest.mark.parametrize("value", ["Almelo", "Twenterand", "Nergens"])
def test_the_two_ways_to_find_what_filters_choose_agree(filled: Store, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where few are chosen, the quick way is given up and the other one taken."""
    me = filled.actor("M. ter Braak").id
    lists = [
        ("placement", Wanted("all", (("municipality", value), ("target_group", "wsw")))),
        ("placement", Wanted("active", (("municipality", value),))),
        ("client", Wanted("mine", (("municipality", value),))),
    ]
    quick = [(whole(one), one.total()) for one in (open_wanted(filled, subject, me, wanted) for subject, wanted in lists)]
    monkeypatch.setattr("db.lists.sources.HURRY", -1.0)
    monkeypatch.setattr("db.lists.sources.STEPS", 1)
    assert [(whole(one), one.total()) for one in (open_wanted(filled, s, me, wanted) for s, wanted in lists)] == quick


def test_the_samples_of_a_filtered_list_are_its_rows(filled: Store) -> None:
    source = open_wanted(filled, "client", b"", Wanted("all", (("municipality", "Almelo"),)))
    assert isinstance(source, SqlList)
    positions = [row.position for row in source.forward(None, 1000)]
    assert len(positions) > 5
    for step in (1, 2, 3, 1000):
        assert source.samples(step) == positions[::step]


def test_every_field_that_is_offered_has_values_here_and_some_find_nothing(filled: Store) -> None:
    for subject in SUBJECTS:
        for field in LIST_SUBJECTS[subject].offered:
            found = {open_list(filled, subject, me=b"", filters=[(field, value)]).total() for value in VALUES[field]}
            assert len(found) > 1 or subject in ("coordination", "employer") or field == "form", (subject, field)


def test_a_filter_narrows_the_scope_and_a_search_with_a_filter_looks_beyond_it(filled: Store) -> None:
    me = filled.actor("M. ter Braak").id
    mine = open_list(filled, "client", me=me, scope="mine")
    ill = open_list(filled, "client", me=me, scope="mine", filters=[("status", "ill")])
    found = open_list(filled, "client", me=me, scope="mine", search="bos", filters=[("status", "ill")])
    assert 0 < ill.total() < mine.total()
    assert ill.total() < found.total()
    assert not is_broad(found)


def test_a_range_that_is_none_says_how_to_write_it(filled: Store) -> None:
    with pytest.raises(BadInput, match="not a range of dates"):
        open_list(filled, "placement", me=b"", filters=[("start", "gisteren..")])
    with pytest.raises(BadInput, match="not an order"):
        open_list(filled, "client", me=b"", order="age")


def test_an_export_holds_what_the_list_shows_in_its_order(filled: Store, tmp_path: Path) -> None:
    actor = filled.actor(FIRST_USER)
    wanted = Wanted("all", (("status", "ill"), ("municipality", "Almelo")), "name", True)
    source = open_wanted(filled, "client", actor.id, wanted)
    scope = shown_by(filled, "client", actor.id, wanted)
    file = tmp_path / "clients.csv"
    done = export(
        filled, actor, "clients", file, filters=wanted.filters, scope=scope, order=wanted.order, downwards=True, language="en"
    )
    numbers = [line.split(";")[0] for line in file.read_text(encoding="utf-8-sig").splitlines()[1:]]
    assert numbers == [str(row.cells[1]) for row in source.forward(None, 1000)]
    assert done.rows == source.total() > 0
    marked = whole(source)[1:3]
    done = export(filled, actor, "clients", file, scope=selected("client", marked), order="name", downwards=True, language="en")
    assert [line.split(";")[0] for line in file.read_text(encoding="utf-8-sig").splitlines()[1:]] == numbers[1:3]


@pytest.mark.parametrize(
    ("subject", "wanted", "index"),
    [
        ("client", Wanted("all", (("status", "ill"), ("municipality", "Almelo"))), "ix_client_filter"),
        ("client", Wanted("all"), "ix_client_sort"),
        ("placement", Wanted("all"), "ix_placement_start"),
        ("client", Wanted("all", (("consultant", ""),)), "ix_client_"),
        ("client", Wanted("all", (("target_group", "wsw"),), "changed"), "ix_client_changed"),
        ("employer", Wanted("all", (("state", "prospect"),)), "ix_employer_sort"),
        ("employer", Wanted("all", (), "place"), "ix_employer_place"),
        ("placement", Wanted("all", (("form", "trial"),)), "ix_placement_filter"),
        ("placement", Wanted("active", (("form", "trial"),)), "ix_placement_state"),
        ("placement", Wanted("all", (("municipality", "Almelo"),)), "ix_placement_filter"),
        ("placement", Wanted("all", (("start", "1-1-2026..31-1-2026"),)), "ix_placement_"),
    ],
)
def test_a_list_seeks_in_the_index_of_its_order_and_never_sorts(filled: Store, subject: str, wanted: Wanted, index: str) -> None:
    """The plan is what makes a million rows open as fast as fifty."""
    plans: list[str] = []
    source = open_wanted(filled, subject, b"", wanted)
    connection = filled.take()
    statements: list[str] = []
    connection.set_trace_callback(statements.append)
    filled.give_back(connection)
    source.forward(source.at(1), 5)
    connection.set_trace_callback(None)
    for statement in statements:
        if "ORDER BY" in statement and "LIMIT" in statement:
            plans += [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}").fetchall()]
    assert any(index in plan for plan in plans), plans
    assert not any("TEMP B-TREE FOR ORDER BY" in plan for plan in plans), plans


def test_the_columns_that_give_an_order_have_one(filled: Store) -> None:
    for subject in SUBJECTS:
        for column in columns_of(filled, subject):
            assert not column.order or column.order in orders_of(subject)
