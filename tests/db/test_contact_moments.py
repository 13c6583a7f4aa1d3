"""Contact moments and actions: recorded on one record, seen by everybody, finished, taken back and handed over."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from db.actions import action, actions_of, add_action, change_action, finish_action, hand_over, next_action, reopen_action
from db.contact_moments import add_contact_moment, change_contact_moment, contact_moment, contacts_of
from db.coordinations import approve, record_verbal, request
from db.history import history
from db.placements import end_placement, place
from db.reading import Reader
from db.store import Store
from db.timeline import Happened, latest, timeline
from models.about import About
from models.action import ActionInput
from models.actor import Actor
from models.contact_moment import ContactFormInput, ContactMomentInput, FollowUpInput
from models.errors import BadInput, Conflict, InvalidInput, Refused
from models.kinds import ContactKind
from tests.conftest import Clock
from tests.db.living import rebuilt
from tests.db.world import World, asked, proposal, told

TODAY = date(2026, 11, 24)


@pytest.fixture
def world(store: Store, admin: Actor) -> World:
    return World(store, admin)


@pytest.fixture
def placement(world: World) -> bytes:
    """Joris works at the bakery."""
    record_verbal(world.store, world.consultant, told(world.joris, world.bakery, world.holder))
    placed = place(world.store, world.consultant, proposal(world.joris, world.bakery))
    assert placed.number is not None
    return bytes(world.value("SELECT id FROM placement"))


def spoke(about: About, who: Actor, **values: Any) -> ContactMomentInput:
    """A telephone call of today."""
    given = {"kind": ContactKind.PHONE, "day": TODAY, "made_by": who.id, "text": "gaat goed"}
    return ContactMomentInput(**{**about.fields, **given, **values})


def to_do(about: About | None, owner: Actor, **values: Any) -> ActionInput:
    given = {"what": "bellen", "due_on": date(2026, 12, 3), "owner_id": owner.id}
    return ActionInput(**{**(about.fields if about else {}), **given, **values})


def test_a_contact_moment_and_what_follows_are_one_act(world: World) -> None:
    joris = About("client", world.joris)
    follow_up = FollowUpInput(what="functioneringsgesprek", due_on="3-12-2026")
    made = add_contact_moment(world.store, world.consultant, spoke(joris, world.consultant, time="9.05"), follow_up)
    with world.store.read() as reader:
        found = latest(reader, joris)
        acts = reader.rows("SELECT action, count(*) FROM journal_entry WHERE action LIKE 'contact%' OR action LIKE 'action%'")
    assert found.contact is not None
    assert found.contact[1:7] == (ContactKind.PHONE, TODAY, "09:05", world.consultant.id, "M. ter Braak", "gaat goed")
    assert (found.contact.about, found.contact.about_name) == (joris, "Joris Baan")
    assert found.action is not None
    assert (found.action.id, found.action.what, found.action.owner) == (made.action, "functioneringsgesprek", "M. ter Braak")
    assert (found.action.contact_moment_id, found.action.due_on) == (made.contact, date(2026, 12, 3))
    assert acts == [("contact-moment.add", 1)]


def test_when_the_follow_up_is_refused_nothing_is_recorded(world: World) -> None:
    retired = world.user("G. Weg", active=False)
    follow_up = FollowUpInput(what="bellen", due_on=TODAY, owner_id=retired.id)
    with pytest.raises(InvalidInput, match="G. Weg is not active"):
        add_contact_moment(world.store, world.consultant, spoke(About("client", world.joris), world.consultant), follow_up)
    assert world.count("contact_moment") == world.count("action") == 0


@pytest.mark.parametrize("subjects", [(), ("client", "employer"), ("client", "employer", "placement")])
def test_a_contact_moment_is_about_exactly_one_record(world: World, subjects: tuple[str, ...]) -> None:
    keys = {f"{subject}_id": world.joris for subject in subjects}
    with pytest.raises(ValidationError, match="about one client, one employer or one placement"):
        ContactMomentInput(**keys, kind="phone", day=TODAY, made_by=world.consultant.id, text="x")


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"what": "bellen"}, "due_on"),
        ({"due_on": "3-12-2026"}, "what"),
        ({"time": "25:00"}, "time"),
        ({"text": "  "}, "text"),
        ({"day": "gisteren"}, "day"),
    ],
)
def test_what_is_typed_wrong_is_said_at_its_field(world: World, typed: dict[str, str], field: str) -> None:
    from models.fields import validated

    good = {"client_id": world.joris, "kind": "phone", "day": "24-11-2026", "made_by": world.consultant.id, "text": "x"}
    with pytest.raises(InvalidInput) as wrong:
        validated(ContactFormInput, good | typed)
    assert [where for where, _ in wrong.value.problems] == [field]


@pytest.mark.parametrize(
    ("typed", "kept"), [("9:05", "09:05"), ("14.30", "14:30"), ("14u30", "14:30"), ("1430", "14:30"), ("9u", "09:00")]
)
def test_a_time_is_written_in_many_ways(typed: str, kept: str) -> None:
    from models.values import parse_clock

    assert parse_clock(typed) == kept


def test_tomorrow_is_an_action_and_no_contact_moment(world: World) -> None:
    data = spoke(About("client", world.joris), world.consultant, day=date(2026, 11, 25))
    with pytest.raises(InvalidInput, match="still to come"):
        add_contact_moment(world.store, world.consultant, data)


def test_what_it_is_about_must_be_there(world: World) -> None:
    with pytest.raises(BadInput, match="no longer there"):
        add_contact_moment(world.store, world.consultant, spoke(About("client", b"0" * 16), world.consultant))


def test_contacts_of_an_employer_are_seen_whoever_had_them_and_so_are_those_on_its_placements(
    world: World, placement: bytes
) -> None:
    there = About("employer", world.bakery)
    for who, about, day in (
        (world.consultant, there, date(2026, 11, 12)),
        (world.manager, there, date(2026, 11, 20)),
        (world.colleague, About("placement", placement), date(2026, 11, 18)),
        (world.colleague, About("client", world.joris), date(2026, 11, 19)),
    ):
        add_contact_moment(world.store, who, spoke(about, who, day=day))
    with world.store.read() as reader:
        seen = [(row.who, row.day.day) for row in contacts_of(reader, there, 10)]
        of_client = [row.day.day for row in contacts_of(reader, About("client", world.joris), 10)]
        of_placement = [row.day.day for row in contacts_of(reader, About("placement", placement), 10)]
        first = [row.day.day for row in contacts_of(reader, there, 1)]
    assert seen == [("L. Schothorst", 20), ("P. Linde", 18), ("M. ter Braak", 12)]
    assert (of_client, of_placement, first) == ([19, 18], [18], [20])


def test_a_contact_moment_is_corrected_and_the_history_says_what_it_was(world: World) -> None:
    about = About("client", world.joris)
    key = add_contact_moment(world.store, world.consultant, spoke(about, world.consultant)).contact
    change_contact_moment(world.store, world.consultant, key, 1, spoke(about, world.colleague, kind="visit"))
    with world.store.read() as reader:
        row = contact_moment(reader, key)
        told_ = {str(line.field): (str(line.old), str(line.new)) for line in history(reader, key) if line.field}
    assert (row.kind, row.who, row.version) == (ContactKind.VISIT, "P. Linde", 2)
    assert told_ == {"kind": ("phone", "visit"), "who": ("M. ter Braak", "P. Linde")}
    with pytest.raises(Conflict):
        change_contact_moment(world.store, world.consultant, key, 1, spoke(about, world.consultant))


def test_an_action_is_finished_taken_back_changed_and_handed_over(world: World, clock: Clock) -> None:
    key = add_action(world.store, world.consultant, to_do(None, world.consultant))
    clock.forward(days=1)
    done = finish_action(world.store, world.colleague, key)
    assert (done.done_on, done.done_by, done.about, done.about_name) == (date(2026, 11, 25), "P. Linde", None, "")
    with pytest.raises(Refused, match=r"P\. Linde did this already"):
        finish_action(world.store, world.consultant, key)
    assert reopen_action(world.store, world.consultant, key).is_open
    with pytest.raises(Refused, match="still to be done"):
        reopen_action(world.store, world.consultant, key)
    change_action(world.store, world.consultant, key, 3, to_do(About("employer", world.bakery), world.consultant, what="mailen"))
    moved = hand_over(world.store, world.consultant, key, 4, world.colleague.id)
    assert (moved.what, moved.about_name, moved.owner, moved.version) == ("mailen", "Bakkerij Oost", "P. Linde", 5)
    with pytest.raises(Conflict):
        hand_over(world.store, world.consultant, key, 4, world.consultant.id)


def test_nothing_is_handed_to_somebody_who_is_gone_but_what_they_have_can_be_changed(world: World) -> None:
    key = add_action(world.store, world.consultant, to_do(None, world.colleague))
    from models.user import User

    world.set(User, world.colleague.id, active=False)
    change_action(world.store, world.consultant, key, 1, to_do(None, world.colleague, what="mailen"))
    with pytest.raises(InvalidInput, match="not active"):
        add_action(world.store, world.consultant, to_do(None, world.colleague))


def test_the_next_action_is_the_open_one_that_is_due_first(world: World, placement: bytes) -> None:
    joris = About("client", world.joris)
    for day, about in ((20, joris), (5, About("placement", placement)), (9, joris)):
        add_action(world.store, world.consultant, to_do(about, world.consultant, due_on=date(2026, 12, day)))
    with world.store.read() as reader:
        first = next_action(reader, joris)
        of_employer = next_action(reader, About("employer", world.bakery))
    assert first is not None
    assert of_employer == first
    assert first.due_on.day == 5
    finish_action(world.store, world.consultant, first.id)
    with world.store.read() as reader:
        found = next_action(reader, joris)
        assert found is not None
        assert found.due_on.day == 9
        assert [row.due_on.day for row in actions_of(reader, joris, 10)] == [20, 9, 5]
        assert action(reader, first.id).done_by == "M. ter Braak"


def test_a_timeline_tells_everything_newest_first(world: World, clock: Clock) -> None:
    asked_ = request(world.store, world.consultant, asked(world.joris, world.bakery))
    approve(world.store, world.holder, asked_.id)
    clock.forward(days=7)
    assert place(world.store, world.consultant, proposal(world.joris, world.bakery)).number
    key, version = world.value("SELECT id FROM placement"), world.value("SELECT version FROM placement")
    clock.forward(days=3)
    joris = About("client", world.joris)
    add_contact_moment(
        world.store,
        world.consultant,
        spoke(About("placement", key), world.consultant, day=date(2026, 12, 2)),
        FollowUpInput(what="bellen", due_on="20-12-2026"),
    )
    finish_action(world.store, world.consultant, add_action(world.store, world.consultant, to_do(joris, world.consultant)))
    end_placement(world.store, world.consultant, key, version, on=date(2026, 12, 3), reason="klaar", view="prima")
    told_ = [
        (Happened.TO_DO, 20),
        (Happened.DONE, 4),
        (Happened.ENDED, 3),
        (Happened.CONTACT, 2),
        (Happened.BEGAN, 1),
        (Happened.DECIDED, 24),
    ]
    with world.store.read() as reader:
        seen = {
            about.subject: [(event.what, event.day.day) for event in timeline(reader, about, world.store.today())]
            for about in (joris, About("employer", world.bakery), About("placement", key))
        }
    assert seen["client"] == told_
    assert seen["employer"] == seen["placement"] == [one for one in told_ if one[0] is not Happened.DONE]


def test_the_journal_knows_all_of_it(world: World, tmp_path: Path) -> None:
    follow_up = FollowUpInput(what="[/] =1+1", due_on=TODAY)
    made = add_contact_moment(world.store, world.consultant, spoke(About("client", world.joris), world.consultant), follow_up)
    assert made.action is not None
    finish_action(world.store, world.consultant, made.action)
    rebuilt(world.store, tmp_path)


class Planner:
    """Reads nothing: keeps the steps in which SQLite would answer."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.steps: list[str] = []

    def rows(self, sql: str, params: Any = ()) -> list[Any]:
        self.steps += [row[3] for row in self.reader.rows(f"EXPLAIN QUERY PLAN {sql}", params)]
        return []


@pytest.mark.parametrize("subject", ["client", "employer", "placement"])
def test_they_are_found_through_indexes(world: World, subject: str) -> None:
    with world.store.read() as reader:
        planner = Planner(reader)
        contacts_of(planner, About(subject, b"x"), 1)  # type: ignore[arg-type]
        next_action(planner, About(subject, b"x"))  # type: ignore[arg-type]
        actions_of(planner, About(subject, b"x"), 200)  # type: ignore[arg-type]
    assert [step for step in planner.steps if step.startswith("SCAN") and "subquery" not in step] == []
