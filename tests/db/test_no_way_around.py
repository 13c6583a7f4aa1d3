"""Whatever people do, in whatever order: no placement becomes active that breaks a blocking rule at that moment.

Random acts of a small office, all through the store's public functions. Two checks that share no code with the rules:
every decision is seen being taken, and every activation is judged by the witness, who looks in the tables.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any, ClassVar, TypeVar

from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from db.account_holding import assign_holder, make_relation
from db.approach_stops import lay_stop, lift_stop
from db.clients import update_client
from db.coordinations import approve, decline, record_verbal, request, tick, withdraw
from db.placements import Placed, activate, change_proposal, end_placement, place, propose, refuse_proposal
from db.service_orders import add_order, withdraw_order
from db.store import Store, open_store
from db.undoing.own_acts import Done, redo, undo, undoable
from db.users import activate as activate_users
from db.users import change_user, find_user, retire
from models.actor import Actor
from models.coordination.request import RequestInput, VerbalInput
from models.errors import BadInput, Refused
from models.kinds import Channel, Form, PlacementState
from models.placement import PlacementInput
from models.service_order import OrderInput, WithdrawOrderInput
from tests.conftest import Clock
from tests.db.office import ALMELO, HOLDERS, SINCE, STAFF, make_office
from tests.db.office_days import Work, about, meanwhiles, talks, turns
from tests.db.witness import judge

T = TypeVar("T")
REASONS = dict.fromkeys(("E6", "C9", "C16"), "looked into")
HEARD = {"move_reason": "closer to home", "client_view": "prima"}


def done(_: None) -> bool:
    """An act that gives nothing back was not refused."""
    return True


class Office(RuleBasedStateMachine):
    """A handful of people, four clients and four employers; what they try may be refused, never wrongly allowed."""

    activations: ClassVar[int] = 0
    refusals: ClassVar[int] = 0
    placed_again: ClassVar[int] = 0
    template: ClassVar[Path]
    """The office's store on its first day; each run works in a copy."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.clock = Clock()
        self.store = open_store(Path(shutil.copy(self.template, self.folder.name)), None, clock=self.clock)
        self.admin = self.store.actor("Beheer")
        self.staff = {name: self.store.actor(name) for name in STAFF}
        with self.store.read() as reader:
            self.clients = [row[0] for row in reader.rows("SELECT id FROM client ORDER BY number")]
            self.employers = [row[0] for row in reader.rows("SELECT id FROM employer ORDER BY number")]
        self.holders: dict[int, list[tuple[date, str]]] = {n: [(SINCE, name)] for n, name in enumerate(HOLDERS)} | {3: []}
        self.consents: dict[bytes, date] = {}
        self.requests: list[bytes] = []
        self.placements: list[bytes] = []
        self.stops: list[bytes] = []

    def teardown(self) -> None:
        self.store.close()
        self.folder.cleanup()

    @rule(what=talks)
    def coordinate(self, what: tuple[Any, ...]) -> None:
        name, *arguments = what
        if self.requests or name not in ("agree", "tick_off", "turn_down"):
            getattr(self, name)(*arguments)

    @rule(what=turns)
    def work(self, what: tuple[Any, ...]) -> None:
        name, *arguments = what
        if {"place_as_agreed": self.requests, "go_on": self.placements}.get(name, True):
            getattr(self, name)(*arguments)

    @rule(what=meanwhiles)
    def meanwhile(self, what: tuple[Any, ...]) -> None:
        getattr(self, what[0])(*what[1:])

    @invariant()
    def nothing_active_was_blocked(self) -> None:
        """What was judged is what is kept."""
        active = "SELECT count(*) FROM placement WHERE state = 'active'"
        assert self.read(f'{active} AND (assessment IS NULL OR assessment LIKE \'%"outcome":"block"%\')') == 0
        assert self.read(f"{active} AND consent_id IS NULL") == 0

    # -- who and when ----------------------------------------------------------------------------------------------

    @property
    def today(self) -> date:
        return self.store.today()

    def tried(self, act: Callable[[], T]) -> T | None:
        """What came of an act; None when it was refused, which is always allowed."""
        try:
            return act()
        except (Refused, BadInput):
            Office.refusals += 1
            return None

    def holder(self, employer: int, day: date) -> str | None:
        """Who is account holder, by what this test itself arranged."""
        begun = [(since, n, name) for n, (since, name) in enumerate(self.holders[employer]) if since <= day]
        return max(begun)[2] if begun else None

    def consultant(self, client: int, who: str | None) -> Actor:
        if who is not None:
            return self.staff[who]
        key = self.read("SELECT consultant_id FROM client WHERE id = ?", self.clients[client])
        return next(actor for actor in self.staff.values() if actor.id == key)

    def read(self, sql: str, *parameters: Any) -> Any:
        with self.store.read() as reader:
            return reader.value(sql, parameters)

    def version(self, table: str, key: bytes) -> int:
        return int(self.read(f"SELECT version FROM {table} WHERE id = ?", key))

    def one(self, keys: list[bytes], n: int) -> bytes:
        return keys[-1 - n % len(keys)]

    def saw_decision(self, key: bytes, who: str, day: date, requester: bytes, *, spoken: bool) -> None:
        """Only the account holder of that day, or the deputy of one who was not there, decides; for others than oneself.

        What was said on the day of a hand-over may have been said by either.
        """
        employer = self.employers.index(self.read("SELECT employer_id FROM coordination WHERE id = ?", key))
        holder = self.holder(employer, day)
        before = self.holder(employer, day - timedelta(days=1)) if spoken else None
        if who not in (holder, before):
            assert holder is not None
            user = self.user(holder)
            assert self.staff[who].id == user["deputy_id"]
            assert not user["active"] or user["away_from"] <= day.isoformat()
        if requester == self.staff[who].id:
            assert self.holder(employer, self.today) == who
        self.consents[key] = day

    def user(self, name: str) -> dict[str, Any]:
        with self.store.read() as reader:
            row = reader.row("SELECT active, away_from, deputy_id FROM user WHERE name = ?", (name,))
        assert row is not None
        return dict(zip(("active", "away_from", "deputy_id"), row, strict=True))

    # -- coordination ----------------------------------------------------------------------------------------------

    def ask(self, who: str | None, work: Work) -> None:
        actor = self.consultant(work[0], who)
        row = self.tried(lambda: request(self.store, actor, RequestInput(**self._asked(work))))
        if row:
            self.requests.append(row.id)

    def agree(self, who: str | None, n: int, conditions: int, places: int | None, left: int) -> None:
        key = self.one(self.requests, n)
        employer = self.employers.index(self.read("SELECT employer_id FROM coordination WHERE id = ?", key))
        name = who or self.holder(employer, self.today) or "Houder"
        texts = [f"condition {i}" for i in range(conditions)]
        until = self.today + timedelta(days=left)
        if self.tried(lambda: approve(self.store, self.staff[name], key, conditions=texts, places=places, valid_until=until)):
            self.saw_decision(
                key, name, self.today, self.read("SELECT requested_by FROM coordination WHERE id = ?", key), spoken=False
            )

    def come_to_terms(self, work: Work, places: int | None, hours: str | None, between: tuple[Any, ...] | None) -> None:
        """Asked and agreed on one day by the people whom it falls to, and placed, whatever happens in between."""
        before = len(self.requests)
        self.ask(None, work)
        if len(self.requests) > before:
            self.agree(None, 0, 0, places, 20)
            if between:
                self.meanwhile(about(between, work))
            self.place_as_agreed(None, 0, 0, hours, False, reasons=between is None)

    come_to_terms_but = come_to_terms

    def tick_off(self, who: str, n: int, position: int) -> None:
        self.tried(lambda: tick(self.store, self.staff[who], self.one(self.requests, n), position))

    def turn_down(self, who: str, n: int, no: bool) -> None:
        key = self.one(self.requests, n)
        self.tried(lambda: decline(self.store, self.staff[who], key, "no") if no else withdraw(self.store, self.staff[who], key))

    def call(self, who: str | None, decider: str | None, work: Work, ago: int) -> None:
        actor, when = self.consultant(work[0], who), self.today - timedelta(days=ago)
        name = decider or self.holder(work[1], when) or "Houder"
        told = {"who_id": self.staff[name].id, "when": when, "channel": Channel.PHONE}
        data = VerbalInput(**self._asked(work), **told)
        row = self.tried(lambda: record_verbal(self.store, actor, data))
        if row:
            self.requests.append(row.id)
            self.saw_decision(row.id, name, when, actor.id, spoken=True)

    # -- placements ------------------------------------------------------------------------------------------------

    def _asked(self, work: Work) -> dict[str, Any]:
        client, employer, form, start = work
        return {
            "client_id": self.clients[client],
            "employer_id": self.employers[employer],
            "form": form,
            "start": self.today + timedelta(days=start),
        }

    def place_or_propose(
        self, who: str | None, work: Work, last: int | None, hours: str | None, reasons: bool, keep: bool
    ) -> None:
        actor, given, asked = self.consultant(work[0], who), REASONS if reasons else {}, self._asked(work)
        until = None if last is None else asked["start"] + timedelta(days=last)
        data = PlacementInput(**asked, until=until, hours=hours, **self._kept(reasons))
        act = propose if keep else place
        self._placed(self.tried(lambda: act(self.store, actor, data, reasons=given)), actor)

    def place_as_agreed(self, who: str | None, n: int, later: int, hours: str | None, consent: bool, reasons: bool) -> None:
        """What was asked for, or a few days later."""
        key = self.one(self.requests, n)
        with self.store.read() as reader:
            row = reader.row("SELECT client_id, employer_id, form, start, number FROM coordination WHERE id = ?", (key,))
        assert row is not None
        start = date.fromisoformat(row[3]) + timedelta(days=later)
        place_data = {"client_id": row[0], "employer_id": row[1], "form": row[2], "start": start, "hours": hours}
        data = PlacementInput(**place_data, **self._kept(reasons))
        actor = self.consultant(self.clients.index(row[0]), who)
        number = row[4] if consent else None
        self._placed(
            self.tried(lambda: place(self.store, actor, data, consent=number, reasons=REASONS if reasons else {})), actor
        )

    def go_on(self, who: str | None, n: int, act: str, hours: str | None, reasons: bool) -> None:
        """Activate, change or refuse a proposal, or end what runs."""
        key = self.one(self.placements, n)
        with self.store.read() as reader:
            row = reader.row("SELECT version, client_id, employer_id, form, start, until FROM placement WHERE id = ?", (key,))
        assert row is not None
        version, client, employer, form, start, until = row
        actor = self.consultant(self.clients.index(client), who)
        where = {"client_id": client, "employer_id": employer, "form": form, "start": start, "until": until}
        data = PlacementInput(**where, hours=hours, **self._kept(reasons))
        given = REASONS if reasons else {}
        acts: dict[str, Callable[[], Placed | None]] = {
            "activate": lambda: activate(self.store, actor, key, version, reasons=given),
            "change": lambda: change_proposal(self.store, actor, key, version, data),
            "refuse": lambda: refuse_proposal(self.store, actor, key, version, "no"),
            "end": lambda: end_placement(self.store, actor, key, version, on=self.today, reason="done", view="prima"),
        }
        self._placed(self.tried(acts[act]), actor)

    def _kept(self, careful: bool) -> dict[str, Any]:
        """What somebody who is careful also fills in: the fallback place, and what is asked of a move."""
        return {"fallback_id": self.read("SELECT id FROM location"), **HEARD} if careful else {}

    def _placed(self, placed: Placed | None, actor: Actor) -> None:
        if placed is None or placed.id is None:
            return
        self.placements.append(placed.id)
        if placed.state == PlacementState.ACTIVE:
            Office.activations += 1
            with self.store.read() as reader:
                judge(reader, placed.id, actor, self.today, self.consents)

    # -- undoing ---------------------------------------------------------------------------------------------------

    def change_ones_mind(self, name: str, n: int, between: tuple[Any, ...] | None, again: bool) -> None:
        """Undo one of one's own acts, and perhaps do it again later: what is placed by that is judged like any other."""
        self._turn(self.staff[name], n, undo)
        if between:
            self.meanwhile(between)
        if again:
            self._turn(self.staff[name], n, redo)

    def come_to_terms_and_waver(self, work: Work, places: int | None, hours: str | None, between: tuple[Any, ...]) -> None:
        """Asked, agreed and placed; the placement is taken back, something happens, and it is placed again."""
        before, actor = len(self.placements), self.consultant(work[0], None)
        self.come_to_terms(work, places, hours, None)
        if len(self.placements) > before:
            self._turn(actor, 0, undo)
            self.meanwhile(about(between, work))
            self._turn(actor, 0, redo)

    def _turn(self, actor: Actor, n: int, turn: Callable[[Store, Actor, int], Done]) -> None:
        active = "SELECT id FROM placement WHERE state = 'active'"
        with self.store.read() as reader:
            before = {key for (key,) in reader.rows(active)}
            acts = [act for act in undoable(reader, actor, 8) if act.stands == (turn is undo)]
        if not acts or not self.tried(lambda: turn(self.store, actor, acts[n % len(acts)].number)):
            return
        with self.store.read() as reader:
            self.requests = [key for (key,) in reader.rows("SELECT id FROM coordination ORDER BY id")]
            self.placements = [key for (key,) in reader.rows("SELECT id FROM placement ORDER BY id")]
            if turn is redo:
                for key in {key for (key,) in reader.rows(active)} - before:
                    Office.placed_again += 1
                    judge(reader, key, actor, self.today, self.consents)

    # -- what else happens -----------------------------------------------------------------------------------------

    def time_passes(self, days: int) -> None:
        self.clock.forward(days=days)

    def hand_over(self, employer: int, holder: str, shift: int) -> None:
        """Another account holder; a prospect becomes a relation first."""
        if not self.holders[employer]:
            self.register(employer, holder)
            return
        day, key = self.today + timedelta(days=shift), self.employers[employer]
        if self.tried(lambda: done(assign_holder(self.store, self.admin, key, self.staff[holder].id, from_date=day))):
            self.holders[employer].append((day, holder))

    def register(self, employer: int, holder: str) -> None:
        key = self.employers[employer]
        if self.tried(lambda: done(make_relation(self.store, self.admin, key, self.staff[holder].id, since=self.today))):
            self.holders[employer].append((self.today, holder))

    def leave_in_peace(self, employer: int, start: int, last: int, lift: int) -> None:
        """An approach stop begins, or the newest is lifted."""
        if self.stops and lift:
            key = self.stops.pop()
            self.tried(lambda: lift_stop(self.store, self.admin, key))
            return
        begin = self.today + timedelta(days=start)
        until = begin + timedelta(days=last) if last else None
        self.stops.append(lay_stop(self.store, self.admin, self.employers[employer], reason="rest", from_date=begin, until=until))

    def come_and_go(self, who: str, deputy: str, what: str) -> None:
        if what == "activate":
            self.tried(lambda: activate_users(self.store, self.admin, None))
        elif what == "retire":
            self.tried(lambda: retire(self.store, self.admin, who))
        else:
            self.tried(lambda: self._be_away(who, deputy, away=what == "away"))

    def _be_away(self, who: str, deputy: str, *, away: bool) -> None:
        with self.store.read() as reader:
            user = find_user(reader, who)
        change_user(
            self.store,
            self.admin,
            user.id,
            user.version,
            roles=user.roles,
            team=user.team,
            werkplein_id=ALMELO,
            away_from=self.today if away else None,
            away_until=None,
            deputy_id=self.staff[deputy].id if away else None,
        )

    def change_client(self, client: int, change: tuple[str, str | None]) -> None:
        field, value = change
        changes = {field: self.staff[value].id if value and field == "consultant_id" else value}
        key = self.clients[client]
        self.tried(lambda: update_client(self.store, self.admin, key, self.version("client", key), changes))

    change_client_too = change_client

    def order_or_take_back(self, client: int, form: Form, days: int, take_back: bool) -> None:
        """UWV takes back what it ordered, or orders it for so many days."""
        key = self.clients[client]
        order = "SELECT {} FROM service_order WHERE client_id = ? AND form = ? AND state = 'open'"
        if take_back and (found := self.read(order.format("id"), key, form.value)):
            data = WithdrawOrderInput(closed_on=self.today, reason="no")
            version = self.read(order.format("version"), key, form.value)
            self.tried(lambda: done(withdraw_order(self.store, self.admin, found, version, data)))
        else:
            asked = OrderInput(client_id=key, form=form, start=self.today, until=self.today + timedelta(days=days))
            self.tried(lambda: add_order(self.store, self.admin, asked))


def test_there_is_no_way_around_the_rules(tmp_path: Path) -> None:
    Office.template = tmp_path / "office.nuo"
    make_office(Office.template, Clock())
    run_state_machine_as_test(
        Office, settings=settings(max_examples=80, stateful_step_count=60, suppress_health_check=list(HealthCheck))
    )
    assert Office.activations > 30, "else it would show nothing"
    assert Office.refusals > 100
    assert Office.placed_again > 10
