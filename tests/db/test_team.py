"""What a team lead watches: every figure is as long as the list behind it, and has exactly those records."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from db.coordinations import request
from db.decisions import approve
from db.lists.opening import ids_of, open_list
from db.store import Store
from db.team import PersonRow, Team, reach, team_of
from db.team_figures import CASELOADS, FAMILIES, Period, Whose, choice_name, listed, on_days, owned
from models.action import Action
from models.actor import Actor
from models.contact_moment import ContactMoment
from models.coordination.request import Coordination
from models.errors import BadInput, Refused
from models.indication import Indication
from models.kinds import CoordinationState, Form, PlacementState, Role
from models.placement import Placement
from models.service_order import ServiceOrder
from models.team import OF_CONSULTANT, OF_HOLDER, Figure
from models.wage_value import WageValue
from tests.db.world import ALMELO, World, asked

TODAY = date(2026, 11, 24)


class Office(World):
    """The world with somebody for each figure."""

    def __init__(self, store: Store, admin: Actor) -> None:
        super().__init__(store, admin)
        self.people: dict[str, bytes] = {"joris": self.joris}
        for name, consultant in (("piet", self.consultant), ("els", self.colleague), ("niemand", None), ("zuid", None)):
            self.people[name] = self.client(name.title(), consultant)
        self.south = self.user("K. Zuid", Role.CONSULTANT, team="South")
        self.set_client("zuid", consultant_id=self.south.id)
        self.people["weg"] = self.client("Weg", self.consultant, status="moved")
        self.people["oud"] = self.client("Oud", self.consultant, archived_on=TODAY)

    def set_client(self, name: str, **values: object) -> None:
        from models.client import Client

        self.set(Client, self.people[name], **values)

    def placed(self, name: str, state: PlacementState = PlacementState.ACTIVE, **values: object) -> bytes:
        with self.store.write(self.admin, "placement.place") as tx:
            given = {"start": date(2026, 11, 17), "form": Form.GREEN.value, "employer_id": self.bakery} | values
            number = tx.next_number("placement")
            return tx.add(Placement(number=number, client_id=self.people[name], state=state.value, **given)).id

    def spoke(self, day: date, **about: bytes) -> None:
        with self.store.write(self.admin, "contact-moment.add") as tx:
            tx.add(ContactMoment(kind="phone", day=day, made_by=self.consultant.id, text="ging goed", **about))

    def to_do(self, owner: Actor, due: date, **values: object) -> None:
        with self.store.write(self.admin, "action.add") as tx:
            tx.add(Action(what="bellen", due_on=due, owner_id=owner.id, **values))

    def decided(self, days_ago: int, took: int, **values: object) -> bytes:
        """A request of the consultant that was decided after ``took`` days."""
        day = TODAY - timedelta(days=days_ago)
        given: dict[str, object] = {
            "state": CoordinationState.APPROVED.value,
            "requested_on": day,
            "due_on": day + timedelta(days=7),
            "decided_on": day + timedelta(days=took),
            "holder_id": self.holder.id,
            "employer_id": self.bakery,
        }
        with self.store.write(self.admin, "coordination.request") as tx:
            about = {"client_id": self.joris, "form": Form.GREEN.value, "start": TODAY, "requested_by": self.consultant.id}
            return tx.add(Coordination(number=tx.next_number("coordination"), **(about | given | values))).id

    def figures(self, actor: Actor, period: Period | None = None) -> Team:
        with self.store.read() as reader:
            return team_of(reader, reach(actor), self.store.today(), period)

    def behind(self, figure: Figure, whose: Whose, team: Team) -> set[bytes]:
        """The records of the list that a figure leads to."""
        name = choice_name(figure, whose, team.period)
        source = open_list(self.store, listed(figure), me=self.lead.id, scope=name)
        keys = set(ids_of(source, 1000))
        assert len(keys) == source.total()
        return keys


@pytest.fixture
def office(store: Store, admin: Actor) -> Office:
    made = Office(store, admin)
    made.agreement(Form.GREEN)
    for name in ("els", "zuid"):
        made.placed(name)
    ended = made.placed("piet", PlacementState.BROKEN_OFF, ended_on=date(2026, 11, 12))
    made.placed("joris", PlacementState.BROKEN_OFF, start=date(2026, 1, 5), ended_on=date(2026, 2, 2))
    made.placed("joris", PlacementState.ENDED, start=date(2026, 3, 2), ended_on=date(2026, 6, 1))
    made.spoke(date(2026, 11, 1), client_id=made.people["els"])
    made.spoke(date(2026, 10, 1), placement_id=ended)
    made.spoke(date(2026, 8, 1), client_id=made.joris)
    return made


def table(office: Office, name: str) -> PersonRow:
    """The row of a person, as the lead sees it."""
    team = office.figures(office.lead)
    return next(row for row in (*team.caseloads.rows, *team.accounts.rows) if row.name == name)


def ends(office: Office) -> None:
    """Something ends for each: within a month, two, three, or it is over."""
    with office.store.write(office.admin, "test") as tx:
        for name, until in (("piet", date(2026, 12, 20)), ("niemand", date(2026, 11, 1))):
            key = tx.reader.value("SELECT id FROM indication WHERE client_id = ?", (office.people[name],))
            tx.change(tx.get(Indication, key), valid_until=until)
        tx.add(Indication(client_id=office.people["els"], kind="wsw", valid_until=date(2026, 12, 1)))  # not their last
        number = tx.next_number("service-order")
        order = {"form": "trial", "start": TODAY, "until": date(2027, 1, 20), "state": "open", "municipality_id": ALMELO}
        tx.add(ServiceOrder(number=number, client_id=office.joris, **order))
        tx.add(
            WageValue(client_id=office.people["els"], percentage=40, measured_on=date(2026, 7, 1), valid_until=date(2027, 2, 20))
        )


def test_each_figure_is_the_length_of_the_list_behind_it(office: Office) -> None:
    ends(office)
    office.to_do(office.consultant, date(2026, 11, 20), client_id=office.joris)
    office.to_do(office.consultant, date(2026, 11, 24))
    office.to_do(office.south, date(2026, 11, 1))
    request(office.store, office.consultant, asked(office.joris, office.bakery))
    office.decided(20, 12, state="requested", decided_on=None, client_id=office.people["els"])
    office.decided(20, 3, state="contested")
    office.decided(40, 9)
    office.decided(400, 2)
    office.decided(30, 1, holder_id=None)
    office.employer("Zonder", None)
    office.employer("Prospect", None, state="prospect")
    for actor in (office.lead, office.admin, office.other_lead, office.consultant, office.holder):
        team = office.figures(actor)
        for rows, columns in ((team.caseloads, OF_CONSULTANT), (team.accounts, OF_HOLDER)):
            for row in (*rows.rows, rows.total):
                for figure in columns:
                    behind = office.behind(figure, row.whose, team)
                    assert len(behind) == row.figures.get(figure, 0), (actor.name, row.name, figure)
        for figure, number in team.signals.items():
            assert len(office.behind(figure, team.whose, team)) == number, (actor.name, figure)
    seen = office.figures(office.lead)
    assert all(seen.caseloads.total.figures[figure] for figure in OF_CONSULTANT)
    assert all(seen.accounts.total.figures[figure] for figure in OF_HOLDER)
    assert all(seen.signals.values())


def test_the_records_behind_a_figure_are_those_that_it_is_about(office: Office) -> None:
    ends(office)
    team = office.figures(office.lead)

    def who(figure: Figure) -> set[str]:
        names = {key: name for name, key in office.people.items()}
        return {names[key] for key in office.behind(figure, team.whose, team)}

    assert who(Figure.CLIENTS) == {"joris", "piet", "els", "niemand"}
    assert who(Figure.NO_WORK) == {"joris", "piet", "niemand"}
    assert who(Figure.BROKEN_OFF) == {"piet"}  # of Joris something ended well since
    assert who(Figure.OVER) == {"niemand"}
    assert who(Figure.WITHIN_30) == {"piet"}
    assert who(Figure.WITHIN_60) == {"piet", "joris"}
    assert who(Figure.WITHIN_90) == {"piet", "joris", "els"}
    assert who(Figure.NO_CONTACT) == {"joris", "niemand"}  # Piet was spoken to about the work that broke off


def test_what_wants_most_attention_stands_first(office: Office) -> None:
    rows = office.figures(office.lead).caseloads.rows
    assert [row.name for row in rows] == ["M. ter Braak", "", "P. Linde"]
    assert [row.attention for row in rows] == sorted((row.attention for row in rows), reverse=True)
    for n in range(4):
        office.people[f"x{n}"] = office.client(f"Extra{n}", office.colleague)
    assert office.figures(office.lead).caseloads.rows[0].name == "P. Linde"


def test_who_sees_whose_figures(office: Office) -> None:
    assert {row.name for row in office.figures(office.lead).caseloads.rows} == {"M. ter Braak", "P. Linde", ""}
    assert {row.name for row in office.figures(office.other_lead).caseloads.rows} == {"K. Zuid", ""}
    assert {"M. ter Braak", "K. Zuid"} <= {row.name for row in office.figures(office.admin).caseloads.rows}
    assert [row.name for row in office.figures(office.consultant).caseloads.rows] == ["M. ter Braak"]
    assert office.figures(office.consultant).accounts.rows == ()
    assert reach(office.admin, "South") == Whose(team="South")
    with pytest.raises(Refused, match="team South"):
        reach(office.lead, "South")
    with pytest.raises(Refused, match="team North"):
        reach(office.consultant, "North")


def test_a_consultant_who_left_stays_in_sight_as_long_as_they_have_clients(office: Office) -> None:
    from models.user import User

    office.set(User, office.consultant.id, active=False)
    assert table(office, "M. ter Braak").figures[Figure.CLIENTS] == 2
    for name in ("joris", "piet"):
        office.set_client(name, consultant_id=office.colleague.id)
    assert "M. ter Braak" not in {row.name for row in office.figures(office.lead).caseloads.rows}


def test_turnaround_counts_working_days_and_what_came_in_time(office: Office) -> None:
    for took in (1, 2, 9):
        office.decided(20, took)  # asked on Wednesday 4 November
    office.decided(20, 0, own_decision=True)
    office.decided(20, 0, due_on=None)
    row = table(office, "M. Dijkhuis")
    assert row.turnaround == (3, 2.0, 2, 0, 0)
    assert row.turnaround.share == pytest.approx(200 / 3)
    before = office.figures(office.lead, Period(date(2026, 11, 1), date(2026, 11, 6))).accounts.total
    assert before.turnaround.decided == 2
    waits = request(office.store, office.consultant, asked(office.joris, office.bakery))
    office.store.clock.forward(days=10)  # type: ignore[attr-defined]
    row = table(office, "M. Dijkhuis")
    assert (row.turnaround.open, row.turnaround.past_term) == (1, 1)
    assert office.figures(office.lead).signals[Figure.TEAM_PAST_TERM] == 1
    approve(office.store, office.holder, waits.id)
    assert table(office, "M. Dijkhuis").turnaround == (4, 4.5, 2, 0, 0)


def test_work_begun_and_ended_by_the_week(office: Office) -> None:
    weeks = office.figures(office.admin).weeks
    assert weeks.until == date(2026, 11, 22)
    assert weeks.started == (*(0,) * 11, 3)
    assert weeks.ended == (*(0,) * 10, 1, 0)
    assert office.figures(office.lead).weeks.started[-1] == 2


def test_the_number_of_queries_stays_the_same(office: Office) -> None:
    def asks() -> int:
        with office.store.read() as reader:
            team_of(reader, reach(office.lead), TODAY)
            return reader.queries

    before = asks()
    for n in range(30):
        office.people[f"x{n}"] = office.client(f"Extra{n}", office.user(f"Consulent {n}", Role.CONSULTANT))
        office.decided(n, 2)
    assert asks() == before == 10


def test_no_figure_walks_a_whole_table(office: Office) -> None:
    period = Period.usual(TODAY)
    with office.store.read() as reader:
        for family in FAMILIES:
            for whose in (Whose(), Whose(team="North"), Whose(one=office.consultant.id)):
                mine = owned(family, whose)
                sql = on_days(family.counting(mine.where), TODAY, period)
                plan = [row[3] for row in reader.rows(f"EXPLAIN QUERY PLAN {sql}", mine.params)]
                large = ("SCAN c", "SCAN p", "SCAN i", "SCAN k", "SCAN a", "SCAN o", "SCAN w", "SCAN x", "SCAN h")
                bare = [step for step in plan if step.startswith(large) and "USING" not in step]
                assert bare == [], (family.listed, whose, plan)
                if family is CASELOADS:
                    searched = [step for step in plan if step.startswith("SEARCH") and "(subquery" not in step]
                    assert [step for step in searched if "INDEX" not in step] == [], plan


def test_a_choice_that_is_none_is_refused(office: Office) -> None:
    for name in ("team/clients", "team/money/all/2026-01-01/2026-01-01", "team/clients/uxx/2026-01-01/2026-01-01"):
        with pytest.raises(BadInput, match="not a choice"):
            open_list(office.store, "client", me=office.lead.id, scope=name)
