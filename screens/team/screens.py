"""Mode 6, Team: the caseload of each consultant and the account of each holder, by what wants attention."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

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
from models.team import TITLES, Figure
from screens.house.dialogs import Tell
from screens.house.frame import Below, TopBar
from screens.house.marked_acts import MOST_MARKS, MarkedActs
from screens.team.grid import Figures, Heading
from screens.team.tables import PAGES, Page, behind, called, cell, heading_of, in_whole_words, signal, summary
from screens.team.words import how_it_counts, in_words, spark
from screens.texts import _, count, visible

POLL_SECONDS = 2.0
"""How often the screen looks whether somebody has written."""
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
        self.query_one("#team-title", Static).update(Content.styled(visible(summary(team, self.desk.actor.name)), "bold"))
        weeks = team.weeks
        bars = ((_("work begun"), weeks.started), (_("work ended"), weeks.ended))
        lines = [Content(f"{name:<14} ") + Content.styled(spark(n), "$text-accent") + f"  {in_words(n)}" for name, n in bars]
        self.query_one("#team-weeks", Static).update(Content("\n").join(lines))
        signals = [signal(key, team.signals[figure], _(TITLES[figure])) for key, figure in SIGNALS.items()]
        self.query_one("#team-signals", Static).update(Content("   ").join(signals))
        self._fill(team)

    def _fill(self, team: Team) -> None:
        grid, page = self.query_one(Figures), self._table_shown
        tabs = [Content.styled(f" {_(one.title)} ", "reverse bold" if one is page else "$text-muted") for one in PAGES]
        self.query_one("#team-pages", Static).update(Content.styled("·", "$text-muted").join(tabs))
        headings = [Heading(column, heading_of(column)) for column in page.columns]
        rows = [[cell(page, row, column) for column in page.columns] for row in self._rows]
        grid.fill(headings, rows, row=grid.row, column=grid.column)
        self._say_figure()

    @property
    def _table_shown(self) -> Page:
        """The table that is shown."""
        return PAGES[self._page]

    @property
    def _table(self) -> Table | None:
        return None if self._team is None else (self._team.caseloads, self._team.accounts)[self._page]

    @property
    def _rows(self) -> Sequence[PersonRow]:
        """The rows of the table that is shown, the last all together when there are several."""
        table = self._table
        return () if table is None else (*table.rows, table.total) if len(table.rows) > 1 else table.rows or (table.total,)

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
        text = in_whole_words(self._table_shown, row, column)
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
        return behind(self._table_shown, self.query_one(Figures).column)

    def current(self) -> bytes | None:
        """See :class:`RecordScreen`: no record is meant here."""
        return None

    def called(self) -> str:
        """The row as text."""
        row = self.row
        if row is None:
            return ""
        page = self._table_shown
        cells = [f"{heading_of(column)} {cell(page, row, column).plain}" for column in page.columns[1:]]
        return " · ".join((called(self._table_shown, row), *cells))

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
        from screens.team.lists import records_behind

        assert self._team is not None
        name = choice_name(figure, row.whose, self._team.period)
        self.app.push_screen(records_behind(listed(figure), name, called(self._table_shown, row)))

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
