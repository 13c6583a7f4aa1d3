"""The team lead's figures: a row for each consultant and each account holder, and work begun and ended by the week.

A fixed number of queries, each one walk over an index, whatever the size of the store; who may see whose figures.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from db.acting import roles_of
from db.reading import Reader
from db.team_figures import ACCOUNTS, ACTIONS, CASELOADS, ESCALATED, WAITING, Family, Period, Whose, on_days, owned
from db.turnaround import Turnarounds, turnarounds
from models.actor import Actor
from models.errors import BadInput, Refused
from models.kinds import Role
from models.messages import N_, Message
from models.team import OF_CONSULTANT, OF_HOLDER, OF_TEAM, WEEKS, Figure, Turnaround, attention
from models.values import fold


class PersonRow(NamedTuple):
    """The figures of one consultant or account holder, or of all together."""

    whose: Whose
    name: str
    """'' for what is nobody's, and for all together."""
    figures: Mapping[Figure, int]
    turnaround: Turnaround = Turnaround()
    """Of an account holder."""

    @property
    def attention(self) -> int:
        """How much they want attention."""
        return attention(self.figures)


class Table(NamedTuple):
    """Rows, those that want most attention first, and all of them together."""

    rows: tuple[PersonRow, ...]
    total: PersonRow


class Weeks(NamedTuple):
    """Work that began and that ended, by the week from Monday to Sunday: the last twelve that are over, or those asked for."""

    first: date
    """The Monday of the first of them."""
    until: date
    """The Sunday of the last."""
    started: tuple[int, ...]
    ended: tuple[int, ...]


class Team(NamedTuple):
    """What a team lead watches."""

    whose: Whose
    caseloads: Table
    accounts: Table
    weeks: Weeks
    signals: Mapping[Figure, int]
    """What wants the team lead, whoever's client it is."""
    period: Period
    """In which decisions were looked at."""


class _User(NamedTuple):
    id: bytes
    name: str
    roles: frozenset[Role]
    active: bool
    team: str


def team_called(reader: Reader, name: str) -> str:
    """The team of this name, however it is written; :class:`BadInput` names the teams there are."""
    teams = [team for (team,) in reader.rows("SELECT DISTINCT team FROM user WHERE team <> '' ORDER BY team")]
    if not name.strip():
        return ""
    if found := [team for team in teams if fold(team) == fold(name.strip())]:
        return str(found[0])
    hint = Message(N_("These are: {teams}."), teams=teams) if teams else Message(N_("Nobody is in a team of a name yet."))
    raise BadInput(Message(N_("There is no team '{team}'."), team=name), hint)


def reach(actor: Actor, team: str | None = None) -> Whose:
    """Whose figures somebody sees: an administrator those of all teams, a team lead those of the own team, others their own.

    ``team`` is the team that was asked for; :class:`Refused` when it is not theirs to see.
    """
    if actor.has(Role.ADMINISTRATOR):
        return Whose(team=team)
    if actor.has(Role.TEAM_LEAD) and team in (None, actor.team):
        return Whose(team=actor.team)
    if team is not None:
        raise Refused(
            Message(N_("{name} may not see the figures of team {team}."), name=actor.name, team=team),
            Message(N_("Ask its team lead, or an administrator.")),
        )
    return Whose(one=actor.id)


def team_of(reader: Reader, whose: Whose, today: date, period: Period | None = None) -> Team:
    """All figures of those in ``whose``, on ``today``; ten queries.

    ``period``: the days whose decisions and whose weeks of work are looked at; else the last year, and twelve weeks.
    """
    within = period or Period.usual(today)
    users = [_User(row[0], row[1], frozenset(roles_of(row[2])), bool(row[3]), row[4]) for row in reader.rows(_USERS)]
    caseloads = _caseloads(reader, users, whose, today, within)
    escalated = Counter[Figure]()
    for _who, figures in _counted(reader, ESCALATED, whose, today, within):
        escalated.update(figures)
    escalated[Figure.BROKEN_OFF] = caseloads.total.figures[Figure.BROKEN_OFF]
    return Team(
        whose,
        caseloads,
        _accounts(reader, users, whose, turnarounds(reader, today, within), today, within),
        _weeks(reader, whose, *(_whole_weeks(period) if period else _last_weeks(today))),
        {figure: escalated[figure] for figure in OF_TEAM},
        within,
    )


_USERS = "SELECT id, name, roles, active, team FROM user ORDER BY name_key, id"


def _caseloads(reader: Reader, users: list[_User], whose: Whose, today: date, period: Period) -> Table:
    counted: defaultdict[bytes | None, Counter[Figure]] = defaultdict(Counter)
    for family in (CASELOADS, WAITING, ACTIONS):
        for owner, figures in _counted(reader, family, whose, today, period):
            counted[owner].update(figures)
    theirs = [user for user in users if _in_reach(user, whose, also_of_no_team=False)]
    return _table(whose, theirs, Role.CONSULTANT, counted, {}, OF_CONSULTANT)


def _accounts(reader: Reader, users: list[_User], whose: Whose, found: Turnarounds, today: date, period: Period) -> Table:
    counted: defaultdict[bytes | None, Counter[Figure]] = defaultdict(Counter)
    for owner, figures in _counted(reader, ACCOUNTS, whose, today, period):
        counted[owner].update(figures)
    theirs = [user for user in users if _in_reach(user, whose, also_of_no_team=True)]
    seen = {*(user.id for user in theirs), *(() if whose.one else (None,))}
    for holder, one in found.by_holder.items():
        if holder in seen:
            counted[holder].update(
                {
                    Figure.OPEN: one.open,
                    Figure.PAST_TERM: one.past_term,
                    Figure.DECIDED: one.decided,
                    Figure.IN_TIME: one.in_time,
                }
            )
    table = _table(whose, theirs, Role.ACCOUNT_MANAGER, counted, found.by_holder, OF_HOLDER)
    return table._replace(total=table.total._replace(turnaround=found.of(seen)))


def _counted(
    reader: Reader, family: Family, whose: Whose, today: date, period: Period
) -> Iterator[tuple[bytes | None, dict[Figure, int]]]:
    """The figures of a family by the key of whose they are."""
    mine = owned(family, whose)
    for owner, *numbers in reader.rows(on_days(family.counting(mine.where), today, period), mine.params):
        yield owner, {figure: n or 0 for figure, n in zip(family.figures, numbers, strict=True)}


def _in_reach(user: _User, whose: Whose, *, also_of_no_team: bool) -> bool:
    if whose.one is not None:
        return user.id == whose.one
    return whose.team is None or user.team == whose.team or (also_of_no_team and not user.team)


def _table(
    whose: Whose,
    users: list[_User],
    role: Role,
    counted: Mapping[bytes | None, Mapping[Figure, int]],
    turnaround: Mapping[bytes | None, Turnaround],
    columns: tuple[Figure, ...],
) -> Table:
    """The rows of who has the role, and of who has something all the same: somebody who left, or changed their role."""
    rows = []
    for user in users:
        figures = counted.get(user.id, {})
        if (user.active and role in user.roles) or any(figures.values()):
            rows.append(PersonRow(Whose(one=user.id), user.name, _filled(figures, columns), _of(turnaround, user.id)))
    if any(counted.get(None, {}).values()):
        rows.append(PersonRow(Whose(nobody=True), "", _filled(counted[None], columns), _of(turnaround, None)))
    rows.sort(key=lambda row: -row.attention)  # in each other's order of name when they want the same
    together: Counter[Figure] = Counter()
    for row in rows:
        together.update(row.figures)
    return Table(tuple(rows), PersonRow(whose, "", together))


def _filled(figures: Mapping[Figure, int], columns: tuple[Figure, ...]) -> dict[Figure, int]:
    return {**dict.fromkeys(columns, 0), **figures}


def _of(turnaround: Mapping[bytes | None, Turnaround], key: bytes | None) -> Turnaround:
    return turnaround.get(key, Turnaround())


def _last_weeks(today: date) -> tuple[date, date]:
    """The last twelve weeks that are over: the first Monday and the last Sunday."""
    until = today - timedelta(days=today.weekday() + 1)
    return until - timedelta(days=7 * WEEKS - 1), until


def _whole_weeks(period: Period) -> tuple[date, date]:
    """The weeks in which the days of a period lie: the first Monday and the last Sunday."""
    return period.since - timedelta(days=period.since.weekday()), period.until + timedelta(days=6 - period.until.weekday())


def _weeks(reader: Reader, whose: Whose, first: date, until: date) -> Weeks:
    """By the client's consultant."""
    n = ((until - first).days + 1) // 7
    mine = owned(CASELOADS, whose)
    join = "" if mine.where == "1" else f"CROSS JOIN client c ON c.id = p.client_id AND ({mine.where})"

    def counted(column: str, states: str) -> tuple[int, ...]:
        sql = (
            f"SELECT CAST((julianday(p.{column}) - julianday(?)) / 7 AS INTEGER), count(*) FROM placement p {join} "
            f"WHERE p.{column} BETWEEN ? AND ? AND +p.state IN {states} GROUP BY 1"
        )
        days = (first.isoformat(), *mine.params, first.isoformat(), until.isoformat())
        by_week = dict(reader.rows(sql, days))
        return tuple(by_week.get(week, 0) for week in range(n))

    started = counted("start", "('active', 'ended', 'broken-off')")
    return Weeks(first, until, started, counted("ended_on", "('ended', 'broken-off')"))
