"""Opening a list for a screen: which records (scope), found by which words, in which order."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from db.account_holding import NOBODY_DECIDES
from db.coordination_waiting import INBOX, LEADS, OVERDUE, SAID, WAITS
from db.lists import (
    actions,
    clients,
    coordinations,
    employers,
    locations,
    placements,
    service_agreements,
    service_orders,
    vacancies,
)
from db.lists.gathered import GatheredList
from db.lists.selection import EVERYTHING, MUNICIPALITIES, Filter, Selection, filtered
from db.lists.sources import FoundList, Shape, SqlList
from db.lists.subjects import LIST_SUBJECTS
from db.lists.wanted import Wanted, order_column
from db.lists.wanted import orders_of as orders_of
from db.search import BROAD, find
from db.store import Store
from db.windows import Column, Descending, ListSource
from models.actor import Actor
from models.errors import BadInput
from models.kinds import Role
from models.messages import N_, Message

_SHAPES: dict[str, Callable[[date], Shape]] = {
    "client": clients.shape,
    "employer": employers.shape,
    "placement": placements.shape,
    "coordination": coordinations.shape,
    "location": locations.shape,
    "service-agreement": service_agreements.shape,
    "service-order": service_orders.shape,
    "vacancy": vacancies.shape,
    "action": actions.shape,
}


@dataclass(frozen=True, slots=True)
class Scope:
    """A choice of records that a list offers by name, such as *my caseload*."""

    name: str
    title: Message
    where: Callable[[bytes, date], Selection]
    """From who looks and today to the condition."""
    order: str = ""
    """The column that its usual order goes by, first one first, where that is not the usual one of the list."""
    role: Role | None = None
    """Whom it is for; None: for everybody."""
    costly: bool = False
    """Its records are gathered before they are put in order."""


def _all(me: bytes, today: date) -> Selection:
    return EVERYTHING


def _where(sql: str, *given: str) -> Callable[[bytes, date], Selection]:
    """A condition whose marks stand, in order, for ``me`` or ``today``."""
    return lambda me, today: Selection(sql, tuple(me if g == "me" else today.isoformat() for g in given))


_AT_WORK = "EXISTS (SELECT 1 FROM placement p WHERE p.client_id = c.id AND +p.state = 'active')"
_GIVEN = "+a.state IN ('approved', 'approved-with-conditions')"
_MINE = "e.id IN (SELECT employer_id FROM account_holding WHERE user_id = ? AND (until_date IS NULL OR until_date >= ?))"
_OF_MINE = _MINE.replace("e.id", "v.employer_id", 1)


_MINE_TOO = f"{LEADS} OR a.requested_by = :me OR {WAITS}"
"""Contested is a matter of the team lead, of who asked, and of who denies it."""


def _asks(sql: str) -> Callable[[bytes, date], Selection]:
    """A condition of :mod:`db.coordination_waiting`, for ``:me`` on ``:day``."""
    numbered = sql.replace(":me", "?1").replace(":day", "?2")
    return lambda me, today: Selection(numbered, (me, today.isoformat())[: 1 + (":day" in sql)])


SCOPES: dict[str, tuple[Scope, ...]] = {
    "client": (
        Scope("mine", Message(N_("My caseload")), _where("c.consultant_id = ?", "me")),
        Scope("all", Message(N_("All clients")), _all),
        Scope("without-work", Message(N_("Without work")), _where(f"c.status IN ('active', 'ill', 'absent') AND NOT {_AT_WORK}")),
    ),
    "employer": (
        Scope("all", Message(N_("All employers")), _all),
        Scope("mine", Message(N_("I am account holder")), _where(_MINE, "me", "today")),
        Scope(
            "without-holder",
            Message(N_("Without account holder")),
            _where(NOBODY_DECIDES.replace("{today}", "?1"), "today"),
        ),
        Scope("prospects", Message(N_("Prospects")), _where("e.state = 'prospect'")),
    ),
    "placement": (
        Scope("active", Message(N_("Running")), _where("p.state = 'active'")),
        Scope("proposed", Message(N_("Proposals")), _where("p.state = 'proposed'")),
        Scope("all", Message(N_("All placements")), _all),
    ),
    "coordination": (
        Scope("inbox", Message(N_("Waiting for me")), _asks(INBOX), order="due_on"),
        Scope("asked", Message(N_("Asked by me")), _where("a.requested_by = ?", "me")),
        Scope("said", Message(N_("Said")), _asks(f"{SAID} AND {WAITS}"), order="contest_until"),
        Scope("overdue", Message(N_("Overdue")), _asks(f"{OVERDUE} AND {LEADS}"), order="due_on", role=Role.TEAM_LEAD),
        Scope("contested", Message(N_("Contested")), _asks(f"a.state = 'contested' AND ({_MINE_TOO})")),
        Scope("decided", Message(N_("Decided")), _where("a.decided_on IS NOT NULL")),
        Scope("standing", Message(N_("Standing")), _where(f"a.places IS NOT NULL AND {_GIVEN} AND a.valid_until >= ?", "today")),
        Scope("all", Message(N_("All requests")), _all),
    ),
    "location": (Scope("all", Message(N_("All locations")), _all),),
    "service-agreement": (
        Scope("in-force", Message(N_("In force")), _where("g.state = 'signed' AND ?1 BETWEEN g.start AND g.until", "today")),
        Scope("all", Message(N_("All agreements")), _all),
    ),
    "service-order": (
        Scope("open", Message(N_("Open")), _where("o.state = 'open'")),
        Scope(
            "mine",
            Message(N_("My caseload")),
            _where("o.client_id IN (SELECT id FROM client WHERE consultant_id = ?)", "me"),
        ),
        Scope("all", Message(N_("All orders")), _all),
    ),
    "vacancy": (
        Scope("open", Message(N_("Open vacancies")), _where("v.closed_on IS NULL")),
        Scope("mine", Message(N_("Of my employers")), _where(f"v.closed_on IS NULL AND {_OF_MINE}", "me", "today")),
        Scope("all", Message(N_("All vacancies")), _all),
    ),
    "action": (
        Scope("mine", Message(N_("My open actions")), _where("x.owner_id = ? AND x.done_on IS NULL", "me")),
        Scope("open", Message(N_("Open actions")), _where("x.done_on IS NULL")),
        Scope("all", Message(N_("All actions")), _all),
    ),
}


def scopes_for(subject: str, actor: Actor) -> tuple[Scope, ...]:
    """The scopes that a list offers to who looks."""
    return tuple(scope for scope in SCOPES[subject] if scope.role is None or actor.has(scope.role))


FIGURES = "team/"
"""So begins the name of a choice that is a figure (:func:`db.team_figures.choice_name`)."""
LOOKED_THROUGH = 5_000
"""Of so many hits of a search the filters are asked; who finds more types on."""


def open_list(
    store: Store,
    subject: str,
    *,
    me: bytes,
    scope: str = "all",
    search: str = "",
    order: str | None = None,
    filters: Sequence[Filter] = (),
    downwards: bool | None = None,
) -> ListSource:
    """The list of ``subject`` as a screen shows it; ``search`` looks through all records, whatever the scope."""
    return open_wanted(store, subject, me, Wanted(scope, tuple(filters), order or "", downwards, search))


def open_wanted(store: Store, subject: str, me: bytes, wanted: Wanted) -> ListSource:
    """The list of ``subject`` as it is wanted, for who looks; its columns are all there are."""
    today = store.today()
    shape = _SHAPES[subject](today)
    column = order_column(subject, wanted.order)
    filters = filtered(shape.subject, wanted.filters, today)
    source: ListSource
    if wanted.search.strip():
        source = _found(store, shape, column, wanted.search, filters)
    else:
        scope = scope_of(subject, wanted.scope)
        if wanted.is_usual(subject):
            column = scope.order or column
        selection = scope.where(me, today).and_(f"({filters.where})", *filters.params)
        source = (
            GatheredList(store, shape, column, selection)
            if scope.costly
            else SqlList(store, shape, column, selection, filtered=bool(wanted.filters))
        )
    return Descending(source) if wanted.is_downwards(subject) else source


def shown_by(store: Store, subject: str, me: bytes, wanted: Wanted) -> Selection:
    """The condition of the scope of a list, for what writes out what the list shows; a search has no scope."""
    return EVERYTHING if wanted.search.strip() else scope_of(subject, wanted.scope).where(me, store.today())


def columns_of(store: Store, subject: str) -> tuple[Column, ...]:
    """The columns that a list has."""
    return _SHAPES[subject](store.today()).columns


def within(subject: str, name: str, me: bytes, today: date) -> Selection:
    """The condition of a scope that somebody typed; :class:`BadInput` names those there are."""
    names = tuple(scope.name for scope in SCOPES.get(subject, ()))
    if name not in names and not name.startswith(FIGURES):
        raise BadInput(Message(N_("There is no scope '{name}'. The scopes are {scopes}."), name=name, scopes=names))
    return scope_of(subject, name).where(me, today)


def scope_of(subject: str, name: str) -> Scope:
    """The choice of records of this name; a figure of the team lead's screen is one too."""
    if name.startswith(FIGURES):
        from db.team_figures import choice, is_costly, title_of

        return Scope(name, title_of(name), lambda _me, today: choice(name, today).selection, costly=is_costly(name))
    return next((scope for scope in SCOPES[subject] if scope.name == name), SCOPES[subject][0])


def _found(store: Store, shape: Shape, column: str, text: str, filters: Selection) -> FoundList:
    """What the words of ``text`` lead to: first the hits, cut off where nobody reads on, then the records that have them."""
    table = f"{shape.subject.table} {shape.subject.alias}"
    alias = shape.subject.alias
    number = text.strip().upper()
    most = BROAD if filters == EVERYTHING else LOOKED_THROUGH
    beyond = False
    with store.read() as reader:
        positions: dict[Any, None] = {}
        if not shape.subject.by_placement:  # those have no number
            positions |= dict.fromkeys(
                reader.rows(
                    f"SELECT {column}, {alias}.id FROM {table} WHERE number >= ? AND number < ? AND {filters.where} LIMIT ?",
                    (number, number + "\U0010ffff", *filters.params, BROAD + 1),
                )
            )
        if shape.subject.by_municipality:
            own = (
                f"SELECT {column}, {alias}.id FROM {table} WHERE municipality_id IN ({MUNICIPALITIES}) "
                f"AND {filters.where} LIMIT ?"
            )
            positions |= dict.fromkeys(reader.rows(own, (text.strip(), *filters.params, BROAD + 1)))
        for subject, by in shape.subject.found_by:
            hits = find(reader, text, subject, most + 1)
            beyond |= len(hits) > most
            if hits:
                positions |= dict.fromkeys(
                    reader.rows(
                        f"SELECT {column}, {alias}.id FROM {table} WHERE {alias}.{by} IN "
                        f"(SELECT unhex(value) FROM json_each(?)) AND {filters.where} LIMIT ?",
                        (json.dumps([hit.record.hex() for hit in hits]), *filters.params, BROAD + 1),
                    )
                )
    return FoundList(store, shape, list(positions)[:BROAD], broad=beyond or len(positions) > BROAD)


def is_broad(source: ListSource) -> bool:
    """Whether a search found more than its list shows."""
    inner = source.source if isinstance(source, Descending) else source
    return isinstance(inner, FoundList) and inner.broad


def ids_of(source: ListSource, most: int) -> list[bytes]:
    """The first records of a list, at most ``most``: as quick for a list of a million as for one of ``most``."""
    inner = source.source if isinstance(source, Descending) else source
    if isinstance(inner, SqlList | FoundList | GatheredList):
        return inner.ids(most, from_the_end=inner is not source)
    return [row.id for row in source.forward(None, most)]


def selected(subject: str, keys: Iterable[bytes]) -> Selection:
    """The condition that chooses exactly these records, however many."""
    alias = LIST_SUBJECTS[subject].alias
    return Selection(f"{alias}.id IN (SELECT unhex(value) FROM json_each(?))", (json.dumps([key.hex() for key in keys]),))
