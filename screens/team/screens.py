"""Mode 6, Team: the caseload of each consultant and the account of each holder, by what wants attention."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import ClassVar, NamedTuple

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import ScreenResume
from textual.widgets import Static

from db.lists.opening import ids_of, open_list
from db.team import PersonRow, Table, Team, reach, team_of
from db.team_figures import choice_name, listed
from db.windows import ListSource
from models.messages import N_
from models.team import OF_CONSULTANT, TITLES, WEIGHTS, Figure
from screens.house.dialogs import Tell
from screens.house.frame import Below, TopBar
from screens.house.marked_acts import MOST_MARKS, MarkedActs
from screens.team.grid import Figures, Heading, figure_cell, name_cell
from screens.team.words import HEADINGS, MEDIAN, SCORE, SHARE, how_it_counts, in_words, short, spark
from screens.texts import _, amount, count, plural, visible

POLL_SECONDS = 2.0
"""How often the screen looks whether somebody has written."""
NAME, SCORED, MEDIAN_OF, SHARE_OF = "name", "score", "median", "share"
BEHIND = {NAME: None, MEDIAN_OF: Figure.DECIDED, SHARE_OF: Figure.IN_TIME}
"""Columns that are no count themselves, and the figure whose records they are about; None: the first of the page."""


class _Page(NamedTuple):
    """One of the two tables."""

    title: str
    columns: tuple[str, ...]
    first: Figure


PAGES = (
    _Page(N_("Consultants"), (NAME, *OF_CONSULTANT, SCORED), Figure.CLIENTS),
    _Page(
        N_("Account holders"),
        (NAME, Figure.EMPLOYERS, Figure.OPEN, Figure.PAST_TERM, Figure.DECIDED, MEDIAN_OF, Figure.IN_TIME, SHARE_OF, SCORED),
        Figure.EMPLOYERS,
    ),
)
SIGNALS = {"l": Figure.TEAM_PAST_TERM, "b": Figure.TEAM_CONTESTED, "w": Figure.BROKEN_OFF}
"""The keys of what wants the team lead, whoever's client it is."""


class TeamScreen(MarkedActs):
    """Mode 6: figures of a team lead's own team, an administrator's all, anybody else's own; social results first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab,shift+tab", "turn", N_("other table"), id="team.turn", tooltip=N_("Consultants or account holders")),
        Binding("t", "assign", N_("give clients"), id="team.assign", tooltip=N_("Give these clients another consultant")),
        Binding("l", "signal('l')", N_("past term"), id="team.past-term", tooltip=N_("Requests past the term")),
        Binding("b", "signal('b')", N_("contested"), id="team.contested", tooltip=N_("Consents that are contested")),
        Binding("w", "signal('w')", N_("broken off"), id="team.broken-off", tooltip=N_("Broken off, and not back at work")),
        Binding("r", "refresh", N_("read again"), show=False, id="list.refresh", tooltip=N_("Read the figures again")),
    ]
    """
    | keys | what they do |
    | --- | --- |
    | tab | consultants or account holders |
    | enter | the records behind the figure under the cursor |
    | t | give the clients behind the figure, or the whole caseload, another consultant |
    | l, b, w | requests past the term, contested consents, broken off and not back at work |
    """

    def __init__(self) -> None:
        super().__init__()
        self._team: Team | None = None
        self._page = 0
        self._seen: tuple[int, date] | None = None
        self._counting = False

    # -- layout ----------------------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """Top bar, what matters first, weeks, the table, what the cursor is on."""
        yield TopBar("team")
        yield Static("", id="team-title", markup=False)
        yield Static("", id="team-weeks", markup=False)
        yield Static("", id="team-signals", markup=False)
        yield Static("", id="team-pages", markup=False)
        yield Figures(id="figures")
        yield Static("", id="team-figure", markup=False)
        yield Below()

    def on_mount(self) -> None:
        """Begin in the table."""
        self.query_one(Figures).focus()
        self.query_one("#team-title", Static).update(_("counting …"))
        self.set_interval(POLL_SECONDS, self._look)

    @on(ScreenResume)
    def _look(self) -> None:
        """Count again when somebody wrote, or another day began; never twice at a time: a large team takes seconds."""
        if self.is_current and not self._counting and self._seen != self._now():
            self.reload()

    def _now(self) -> tuple[int, date]:
        return self.desk.store.changes(), self.desk.store.today()

    def reload(self) -> None:
        """Count again, beside the painting; the cursor stays on its figure."""
        desk = self.desk
        self._seen, self._counting = self._now(), True

        def question() -> Team:
            with desk.store.read() as reader:
                return team_of(reader, reach(desk.actor), desk.store.today())

        self.ask(question, self._show, group="team", failed=self._not_counted)

    def _not_counted(self, error: Exception) -> None:
        self._counting = False
        self.say_error(error)

    def on_resize(self) -> None:
        """Lay the table out anew."""
        if self._team is not None:
            self._fill(self._team)

    # -- showing ---------------------------------------------------------------------------------------------------

    def _show(self, team: Team) -> None:
        before = self.row
        if self._team is None and not team.caseloads.rows and team.accounts.rows:
            self._page = 1  # who has no clients begins with their account
        self._team, self._counting = team, False
        if before is not None:
            self._keep(before)
        self.query_one("#team-title", Static).update(Content.styled(visible(self._heading(team)), "bold"))
        weeks = team.weeks
        bars = ((_("work begun"), weeks.started), (_("work ended"), weeks.ended))
        lines = [Content(f"{name:<14} ") + Content.styled(spark(n), "$text-accent") + f"  {in_words(n)}" for name, n in bars]
        self.query_one("#team-weeks", Static).update(Content("\n").join(lines))
        signals = [self._signal(key, team.signals[figure], _(TITLES[figure])) for key, figure in SIGNALS.items()]
        self.query_one("#team-signals", Static).update(Content("   ").join(signals))
        self._fill(team)

    def _heading(self, team: Team) -> str:
        """Social results first (promise 36): who there is, who is without work."""
        whose = team.whose
        if whose.one is not None:
            name = self.desk.actor.name
        elif whose.team is None:
            name = _("All teams")
        else:
            name = _("Team {team}", team=whose.team) if whose.team else _("The team")
        figures = team.caseloads.total.figures
        clients, idle = figures.get(Figure.CLIENTS, 0), figures.get(Figure.NO_WORK, 0)
        return " · ".join(
            (name, plural("{n} client", "{n} clients", clients), plural("{n} without work", "{n} without work", idle))
        )

    def _signal(self, key: str, number: int, text: str) -> Content:
        style = "bold $text-warning" if number else "$text-muted"
        return Content.styled(key, "bold $text-accent") + Content.styled(f" {text} {count(number)}", style)

    def _fill(self, team: Team) -> None:
        grid, page = self.query_one(Figures), PAGES[self._page]
        tabs = [Content.styled(f" {_(one.title)} ", "reverse bold" if one is page else "$text-muted") for one in PAGES]
        self.query_one("#team-pages", Static).update(Content.styled("·", "$text-muted").join(tabs))
        headings = [Heading(column, _heading_of(column)) for column in page.columns]
        rows = [[self._cell(row, column) for column in page.columns] for row in self._rows]
        grid.fill(headings, rows, row=grid.row, column=grid.column)
        self._say_figure()

    @property
    def _table(self) -> Table | None:
        return None if self._team is None else (self._team.caseloads, self._team.accounts)[self._page]

    @property
    def _rows(self) -> Sequence[PersonRow]:
        """The rows of the table that is shown, the last all together when there are several."""
        table = self._table
        return () if table is None else (*table.rows, table.total) if len(table.rows) > 1 else table.rows or (table.total,)

    def _cell(self, row: PersonRow, column: str) -> Text:
        if column == NAME:
            return name_cell(self._called(row), muted=not row.name)
        if column == MEDIAN_OF:
            return figure_cell("–" if row.turnaround.median is None else _number(row.turnaround.median))
        if column == SHARE_OF:
            return figure_cell("–" if row.turnaround.share is None else f"{row.turnaround.share:.0f}")
        if column == SCORED:
            return figure_cell(count(row.attention))
        number = row.figures.get(Figure(column), 0)
        return figure_cell(count(number) if number else "·", "bold" if number and Figure(column) in WEIGHTS else "")

    def _called(self, row: PersonRow) -> str:
        if row.name:
            return row.name
        if row.whose.nobody:
            return _("no consultant") if self._page == 0 else _("no account holder")
        return _("total")

    def _keep(self, before: PersonRow) -> None:
        """The cursor stays on its row when that has another place now."""
        grid = self.query_one(Figures)
        at = next((n for n, row in enumerate(self._rows) if row.whose == before.whose), None)
        if at is not None and at != grid.row:
            grid.move_cursor(row=at)

    @on(Figures.Went)
    def _say_figure(self) -> None:
        """Say in whole words what the cursor is on."""
        row, column = self.row, self.query_one(Figures).column
        if row is None or not column:
            return
        if column == SCORED:
            text = _(
                "{name}: score {n}, how much this wants attention; enter tells how it adds up",
                name=self._called(row),
                n=row.attention,
            )
        elif column == MEDIAN_OF:
            days = row.turnaround.median
            text = (
                _("{name}: nothing decided in the last year", name=self._called(row))
                if days is None
                else _("{name}: half of the decisions came within {n} working days", name=self._called(row), n=_number(days))
            )
        elif column == SHARE_OF:
            text = _(
                "{name}: {n} of {all} decisions came within the term",
                name=self._called(row),
                n=count(row.turnaround.in_time),
                all=count(row.turnaround.decided),
            )
        else:
            figure = self.figure or PAGES[self._page].first
            text = f"{self._called(row)}: {_(TITLES[figure])} {count(row.figures.get(figure, 0))}"
        self.query_one("#team-figure", Static).update(Content.styled(visible(text), "$text-muted"))
        self.refresh_bindings()

    # -- what is meant ---------------------------------------------------------------------------------------------

    @property
    def row(self) -> PersonRow | None:
        """The row under the cursor."""
        rows = self._rows
        at = self.query_one(Figures).row if self.is_mounted else 0
        return rows[at] if at < len(rows) else None

    @property
    def figure(self) -> Figure | None:
        """The figure whose records the cursor is about; None on the score."""
        column = self.query_one(Figures).column
        if column == SCORED or not column:
            return None
        return (BEHIND[column] or PAGES[self._page].first) if column in BEHIND else Figure(column)

    def current(self) -> bytes | None:
        """See :class:`RecordScreen`: no record is meant here."""
        return None

    def called(self) -> str:
        """The row as text."""
        row = self.row
        if row is None:
            return ""
        page = PAGES[self._page]
        cells = [f"{_heading_of(column)} {self._cell(row, column).plain}" for column in page.columns[1:]]
        return " · ".join((self._called(row), *cells))

    def marked(self) -> tuple[bytes, ...]:
        """See :class:`MarkedActs`: nothing can be marked here."""
        return ()

    def unmark(self) -> None:
        """See :class:`MarkedActs`."""

    @property
    def source(self) -> ListSource | None:
        """See :class:`MarkedActs`."""
        return None

    # -- keys ------------------------------------------------------------------------------------------------------

    @on(Figures.Wanted)
    def _open(self) -> None:
        row, figure = self.row, self.figure
        if row is None or self._team is None:
            return
        if figure is None:
            self.app.push_screen(Tell(how_it_counts(row.figures)))
            return
        self._behind(figure, row)

    def _behind(self, figure: Figure, row: PersonRow) -> None:
        from screens.team.lists import behind

        assert self._team is not None
        name = choice_name(figure, row.whose, self._team.period)
        self.app.push_screen(behind(listed(figure), name, self._called(row)))

    def action_signal(self, key: str) -> None:
        """The records of what wants the team lead."""
        if self._team is not None:
            self._behind(SIGNALS[key], self._team.caseloads.total)

    def action_turn(self) -> None:
        """The other table."""
        self._page = 1 - self._page
        if self._team is not None:
            self.query_one(Figures).move_cursor(row=0, column=1)
            self._fill(self._team)

    def action_refresh(self) -> None:
        """Count again."""
        self.reload()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Clients are given away from the rows of consultants."""
        if action == "assign":
            return self._page == 0 and self.is_mounted and self.row is not None
        return super().check_action(action, parameters)

    def action_assign(self) -> None:
        """Give the clients behind the figure, or the whole caseload, another consultant."""
        row, figure = self.row, self.figure
        if row is None or self._team is None:
            return
        of_clients = figure is not None and listed(figure) == "client"
        name = choice_name(figure if of_clients and figure else Figure.CLIENTS, row.whose, self._team.period)
        desk = self.desk

        def question() -> list[bytes]:
            return ids_of(open_list(desk.store, "client", me=desk.actor.id, scope=name), MOST_MARKS + 1)

        self.ask(question, self._assign, group="assign")

    def _assign(self, clients: list[bytes]) -> None:
        from screens.clients.assigning import assign

        if not clients:
            self.say(_("There is nobody behind this figure to give away."), "bad")
        elif len(clients) > MOST_MARKS:
            self.say(_("These are more than {n}: choose fewer with f or /, then mark them.", n=count(MOST_MARKS)), "bad")
        else:
            assign(self, clients)

    def saved(self, key: bytes | None = None) -> None:
        """See :class:`RecordScreen`."""
        self.reload()
        self.say_saved()


def _heading_of(column: str) -> str:
    if column == NAME:
        return ""
    special = {MEDIAN_OF: MEDIAN, SHARE_OF: SHARE, SCORED: SCORE}
    return short(special[column] if column in special else HEADINGS[Figure(column)])


def _number(value: float) -> str:
    from decimal import Decimal

    return amount(Decimal(str(value)))
