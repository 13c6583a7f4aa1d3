"""The figures that a team lead watches, each said once: as SQL that is counted and that chooses the records of its list.

A count on the screen, in the report and the length of the list behind it can't differ: all three use this condition.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import NamedTuple

from db.account_holding import NEWEST, RUNS
from db.lists.selection import Selection
from models.coordination.conversation import WAITING as ANSWER_WAITS
from models.errors import BadInput
from models.messages import N_, Message
from models.team import ENDING_DAYS, NO_CONTACT_DAYS, TITLES, TURNAROUND_DAYS, Figure

WAITING_STATES = "({})".format(", ".join(f"'{state.value}'" for state in ANSWER_WAITS))
"""The states of a request that has no answer yet."""


class Family(NamedTuple):
    """Figures that are counted together: one walk over one table, grouped by whose they are."""

    listed: str
    """The list that shows their records."""
    table: str
    """The table under its alias."""
    base: str
    """What all of them count."""
    owner: str
    """SQL of the key of whose they are."""
    one: str
    """The condition that says the same of one owner, with a mark for the key, by way of an index."""
    figures: Mapping[Figure, str]
    """What each counts besides."""
    of_holders: bool = False
    """Whose they are is an account holder. Those of no team work for a werkplein, and so for every team."""
    values: Mapping[str, str] = MappingProxyType({})
    """Name → SQL of what several figures ask of each record; they have the name in braces."""

    def condition(self, figure: Figure) -> str:
        """The whole condition of a figure, but for whose it is and for its days."""
        sql = self.figures[figure]
        for name, value in self.values.items():
            sql = sql.replace(f"{{{name}}}", value)
        return f"{self.base} AND ({sql})"

    def counting(self, where: str) -> str:
        """The query that counts every figure by owner, of the records for which ``where`` holds.

        Each value is looked up once a record, and in the order of the keys: what is looked up lies in that order too, so
        that each page of those indexes is read once.
        """
        sums = ", ".join("count(*)" if sql == "1" else f"sum({sql})" for sql in self.figures.values())
        if not self.values:
            return f"SELECT {self.owner}, {sums} FROM {self.table} WHERE ({where}) AND {self.base} GROUP BY 1"
        for name in self.values:
            sums = sums.replace(f"{{{name}}}", name)
        values = ", ".join(f"{sql} AS {name}" for name, sql in self.values.items())
        key = f"{self.table.split()[1]}.id"
        return (
            f"SELECT whose, {sums} FROM (SELECT {self.owner} AS whose, {values} FROM {self.table} "
            f"WHERE ({where}) AND {self.base} ORDER BY {key} LIMIT -1) GROUP BY 1"
        )


_AT_WORK = "EXISTS (SELECT 1 FROM placement p WHERE p.client_id = c.id AND p.state IN ('active', 'provisional'))"
_LAST = (
    "(SELECT p.state FROM placement p WHERE p.client_id = c.id AND p.state IN ('ended', 'broken-off') "
    "ORDER BY p.ended_on DESC, p.id DESC LIMIT 1)"
)
_INDICATED = "(SELECT max(coalesce(i.valid_until, '9999-12-31')) FROM indication i WHERE i.client_id = c.id)"
_ENDS = f"""(SELECT min(day) FROM (
SELECT {_INDICATED} AS day
UNION ALL SELECT p.until FROM placement p WHERE p.client_id = c.id AND p.state IN ('active', 'provisional')
UNION ALL SELECT o.until FROM service_order o WHERE o.client_id = c.id AND o.state = 'open'
UNION ALL SELECT * FROM (SELECT w.valid_until FROM wage_value w WHERE w.client_id = c.id ORDER BY w.measured_on DESC LIMIT 1)
) WHERE day >= '{{today}}')"""
"""The first day on which something of the client ends: the last indication, work, an order, or the day for measuring the
wage value again."""
_SPOKEN = """(EXISTS (SELECT 1 FROM contact_moment k WHERE k.client_id = c.id AND k.day >= '{contact}')
OR EXISTS (SELECT 1 FROM placement p CROSS JOIN contact_moment k ON k.placement_id = p.id
            WHERE p.client_id = c.id AND k.day >= '{contact}'))"""
_HOLDER = (
    "(SELECT h.user_id FROM account_holding h WHERE h.employer_id = {employer} AND "
    + RUNS.replace(":day", "'{today}'")
    + f" ORDER BY {NEWEST} LIMIT 1)"
)
_HOLDS = "(SELECT h.employer_id FROM account_holding h WHERE h.user_id = ?)"
_CLIENTS_CONSULTANT = "(SELECT c.consultant_id FROM client c WHERE c.id = a.client_id)"


def _holder(employer: str) -> str:
    return _HOLDER.replace("{employer}", employer)


CASELOADS = Family(
    "client",
    "client c",
    "c.status IN ('active', 'ill', 'absent') AND c.archived_on IS NULL",
    "c.consultant_id",
    "c.consultant_id = ?",
    {
        Figure.CLIENTS: "1",
        Figure.NO_WORK: "NOT {work}",
        Figure.BROKEN_OFF: "NOT {work} AND {last} = 'broken-off'",
        Figure.OVER: "{indicated} < '{today}'",
        Figure.WITHIN_30: "{ends} <= '{within-30}'",
        Figure.WITHIN_60: "{ends} <= '{within-60}'",
        Figure.WITHIN_90: "{ends} <= '{within-90}'",
        Figure.NO_CONTACT: "NOT {spoken}",
    },
    values={"work": _AT_WORK, "last": _LAST, "indicated": _INDICATED, "ends": _ENDS, "spoken": _SPOKEN},
)
ACTIONS = Family(
    "action", "action x", "x.done_on IS NULL AND x.due_on < '{today}'", "x.owner_id", "x.owner_id = ?", {Figure.LATE: "1"}
)
WAITING = Family(
    "coordination",
    "coordination a",
    f"a.state IN {WAITING_STATES}",
    _CLIENTS_CONSULTANT,
    f"{_CLIENTS_CONSULTANT} = ?",
    {Figure.WAITING: "1"},
)
ESCALATED = Family(
    "coordination",
    "coordination a",
    f"(a.state IN {WAITING_STATES} AND a.due_on < '{{today}}' OR a.state = 'contested')",
    "a.requested_by",
    "a.requested_by = ?",
    {Figure.TEAM_PAST_TERM: "a.state <> 'contested'", Figure.TEAM_CONTESTED: "a.state = 'contested'"},
)
"""What wants the lead of the team of who asked: no answer within the term, or a yes that the account holder denies."""
ACCOUNTS = Family(
    "employer",
    "employer e",
    "e.archived_on IS NULL AND e.state = 'relation'",
    _holder("e.id"),
    f"e.id IN {_HOLDS} AND {_holder('e.id')} = ?",
    {Figure.EMPLOYERS: "1"},
    of_holders=True,
)
ASKED = Family(
    "coordination",
    "coordination a",
    f"a.state IN {WAITING_STATES}",
    _holder("a.employer_id"),
    f"{_holder('a.employer_id')} = ?",
    {Figure.OPEN: "1", Figure.PAST_TERM: "a.due_on < '{today}'"},
    of_holders=True,
)
DECISIONS = Family(
    "coordination",
    "coordination a",
    "a.decided_on BETWEEN '{since}' AND '{until}' AND a.due_on IS NOT NULL AND a.own_decision = 0",
    "a.holder_id",
    "a.holder_id = ?",
    {Figure.DECIDED: "1", Figure.IN_TIME: "a.decided_on <= a.due_on"},
    of_holders=True,
)
"""Decisions on what was asked in the tool. One's own decision as account holder and a yes that was only written down
afterwards have no term."""
FAMILIES = (CASELOADS, WAITING, ESCALATED, ACTIONS, ACCOUNTS, ASKED, DECISIONS)


class Period(NamedTuple):
    """The days, both included, in which decisions are looked at."""

    since: date
    until: date

    @classmethod
    def usual(cls, today: date) -> Period:
        """The last year."""
        return cls(today - timedelta(days=TURNAROUND_DAYS), today)


def on_days(sql: str, today: date, period: Period) -> str:
    """A condition with its days filled in."""
    days = {
        "today": today,
        "contact": today - timedelta(days=NO_CONTACT_DAYS),
        **{f"within-{n}": today + timedelta(days=n) for n in ENDING_DAYS},
        **period._asdict(),
    }
    for name, day in days.items():
        sql = sql.replace(f"{{{name}}}", day.isoformat())
    return sql


# -- whose ---------------------------------------------------------------------------------------------------------------


class Whose(NamedTuple):
    """Whose records: of one, of a team, of nobody, or of all."""

    one: bytes | None = None
    team: str | None = None
    nobody: bool = False

    @property
    def text(self) -> str:
        """As it stands in the name of a choice of records."""
        if self.one is not None:
            return f"u{self.one.hex()}"
        return "none" if self.nobody else "all" if self.team is None else f"t{self.team.encode().hex()}"

    @classmethod
    def read(cls, text: str) -> Whose:
        """What :attr:`text` wrote."""
        if text in ("none", "all"):
            return cls(nobody=text == "none")
        value = bytes.fromhex(text[1:])
        return cls(one=value) if text[0] == "u" else cls(team=value.decode())


def owned(family: Family, whose: Whose) -> Selection:
    """The condition that something is theirs. A team has what nobody has too: its lead sees to that."""
    if whose.one is not None:
        return Selection(family.one, (whose.one,) * family.one.count("?"))
    if whose.nobody:
        return Selection(f"{family.owner} IS NULL", ())
    if whose.team is None:
        return Selection("1", ())
    teams = "team IN (?, '')" if family.of_holders else "team = ?"
    walked = "+" if family.values else ""  # a whole team is walked in the order of the keys, see Family.counting
    among = f"{walked}{family.owner} IN (SELECT id FROM user WHERE {teams})"
    return Selection(f"({among} OR {family.owner} IS NULL)", (whose.team,))


# -- as a choice of records of a list ------------------------------------------------------------------------------------


class Choice(NamedTuple):
    """What a figure counts, as a list shows it."""

    listed: str
    selection: Selection


def choice_name(figure: Figure, whose: Whose, period: Period) -> str:
    """The name by which a list shows exactly the records that a figure counts."""
    return "/".join(("team", figure, whose.text, period.since.isoformat(), period.until.isoformat()))


def listed(figure: Figure) -> str:
    """The list that shows what a figure counts."""
    return _family(figure).listed


def title_of(name: str) -> Message:
    """What a choice of this name counts."""
    return Message(TITLES[_read(name)[0]])


def is_costly(name: str) -> bool:
    """Whether what a choice asks of each record stands in no index that its list is in the order of."""
    return _read(name)[0] not in (Figure.CLIENTS, Figure.EMPLOYERS, Figure.LATE)


def choice(name: str, today: date) -> Choice:
    """The records that a figure counts, by the name of the choice; :class:`BadInput` when there is no such figure."""
    figure, whose, period = _read(name)
    family = _family(figure)
    mine = owned(family, whose)
    where = on_days(f"({mine.where}) AND {family.condition(figure)}", today, period)
    return Choice(family.listed, Selection(where, mine.params))


def _family(figure: Figure) -> Family:
    return next(family for family in FAMILIES if figure in family.figures)


def _read(name: str) -> tuple[Figure, Whose, Period]:
    try:
        _team, figure, whose, since, until = name.split("/")
        return Figure(figure), Whose.read(whose), Period(date.fromisoformat(since), date.fromisoformat(until))
    except ValueError:
        raise BadInput(Message(N_("'{name}' is not a choice of records."), name=name)) from None
