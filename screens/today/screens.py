"""Vandaag: what wants me, most pressing first; one line, one key."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from db import group_notices, handovers
from db.reading import Reader
from db.today import Today, today_of
from db.windows import MemoryList
from models.messages import N_
from models.today import Remedy, TodayLine, Why
from screens.house.desk import app_of
from screens.house.dialogs import Confirm
from screens.house.short_list import ShortListScreen
from screens.house.watching import Watching
from screens.texts import _, long_date, plural, render
from screens.timeline.acts import FinishActs, Meant
from screens.today.requests import RequestLineActs
from screens.today.rows import COLUMNS, ENDING, MORE, row_of

WEEKDAYS = (N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday"))


class TodayScreen(RequestLineActs, FinishActs, ShortListScreen, Watching):
    """Mode 1, where the program opens: my actions, answers to me, what ends in my caseload, who is without work."""

    mode = "today"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("p", "place", N_("place"), id="today.place", tooltip=N_("Place the client of this line")),
        Binding("w", "where", N_("where to"), id="today.where", tooltip=N_("Where can the client of this line go?")),
        Binding("e", "extend", N_("extend"), id="today.extend", tooltip=N_("Extend or change this placement")),
        Binding("b", "end", N_("end"), id="today.end", tooltip=N_("End this placement, or break it off")),
        Binding("c", "contact_moment", N_("contact"), id="contact-moment.add", tooltip=N_("Record a contact moment")),
        Binding("a", "new_action", N_("action"), id="action.add", tooltip=N_("Add an action about this")),
        Binding("n", "new_loose", N_("new action"), id="today.new", tooltip=N_("Add an action about nothing in particular")),
        Binding("x", "remind", N_("calendar"), show=False, id="today.reminders", tooltip=N_("Reminders for your calendar")),
        Binding("r", "remind_holder", N_("remind"), id="coordination.remind", tooltip=N_("Remind who has to decide")),
        Binding("r", "refresh", N_("read again"), show=False, id="list.refresh", tooltip=N_("Read the list again")),
    ]
    """
    | keys | what they do |
    | --- | --- |
    | enter | open what the line is about |
    | d | the action is done, or not done after all; of what you were told: that you know |
    | p | place the client |
    | w | where can the client go? |
    | e | extend or change the placement that ends |
    | b | end the placement whose last day has passed |
    | c, a | a contact moment, an action about it |
    | n | an action about nothing in particular |
    | x | reminders for a calendar: what ends, and my open actions |
    """

    def __init__(self) -> None:
        super().__init__()
        self._today: Today | None = None
        self._lines: dict[bytes, TodayLine] = {}

    def on_mount(self) -> None:
        """Begin in the list, and keep up with what others write."""
        super().on_mount()
        self.keep_up()

    # -- reading ---------------------------------------------------------------------------------------------------

    def heading(self) -> str:
        """See :class:`ShortListScreen`: 'Tuesday 24 Nov 2026 · 42 clients · 3 without work'."""
        day = self.desk.store.today()
        parts = [f"{_(WEEKDAYS[day.weekday()])} {long_date(day)}"]
        if (now := self._today) and now.clients:
            parts.append(plural("{n} client", "{n} clients", now.clients))
            parts.append(plural("{n} without work", "{n} without work", now.without_work))
            parts += [] if now.whole else [_("looked through no further")]
        return " · ".join(parts)

    def empty_text(self) -> str:
        """See :class:`ShortListScreen`."""
        return _("Nothing wants you today.\nPress 2 for the clients, or n to add an action.")

    def read(self, reader: Reader) -> MemoryList:
        """See :class:`ShortListScreen`."""
        self.has_read()
        self._today = today_of(reader, self.desk.actor.id, self.desk.store.today())
        self._lines = {line.own: line for line in self._today.lines}
        return MemoryList(COLUMNS, (row_of(at, line) for at, line in enumerate(self._today.lines)))

    # -- the line under the cursor ---------------------------------------------------------------------------------

    @property
    def line(self) -> TodayLine | None:
        """The line under the cursor."""
        return self._lines.get(self.current() or b"") if self.is_mounted else None

    def shown_action(self) -> Meant | None:
        """See :class:`FinishActs`."""
        line = self.line
        if line is None or line.id is None or line.remedy not in (Remedy.FINISH, Remedy.REOPEN, Remedy.SEEN):
            return None
        return Meant(line.id, line.remedy is not Remedy.REOPEN)

    def action_finish(self) -> None:
        """The action is done; of what one was told: all of it is shown, and then one knows."""
        line = self.line
        if line is None or line.id is None or line.remedy is not Remedy.SEEN:
            super().action_finish()
            return
        desk, key, handed = self.desk, line.id, line.why is Why.TAKEN_OVER

        def know() -> None:
            if handed:
                handovers.take_note(desk.store, desk.actor, key)
            else:
                group_notices.take_note(desk.store, desk.actor, key)

        def answered(yes: bool | None) -> None:
            if yes:
                self.ask(know, lambda _done: self.saved(), group="finish")

        self.app.push_screen(Confirm(render(line.sentence), yes=_("I know"), no=_("not yet")), answered)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be done about this line is offered."""
        line = self.line
        match action:
            case "place" | "where":
                return line is not None and line.about is not None and line.about.subject == "client"
            case "end":
                return line is not None and line.remedy is Remedy.END
            case "extend":
                return line is not None and line.subject == "placement" and line.why in ENDING
            case "contact_moment" | "new_action":
                return line is not None and line.about is not None
        return super().check_action(action, parameters)

    def called(self) -> str:
        """What the line says."""
        return render(self.line.sentence) if self.line else ""

    def open_row(self, key: bytes) -> None:
        """See :class:`ShortListScreen`."""
        line = self._lines.get(key)
        if line is None:
            return
        if line.subject:
            self.open_record(line.subject, line.key)
        elif line.why is Why.TAKEN_OVER:
            app_of(self).show_mode("employer")
            self.app.call_later(self._show_mine)
        elif line.why in MORE:
            app_of(self).show_mode(MORE[line.why])

    async def _show_mine(self) -> None:
        """Of several employers that were handed over: the list of those that one is account holder of."""
        await self.app.screen.run_action("of_mine")

    # -- keys ------------------------------------------------------------------------------------------------------

    def action_place(self) -> None:
        """Place the client of the line: on the consent that was given, or anywhere."""
        from screens.proposal.screen import ProposalScreen

        line = self.line
        if line is None or line.about is None:
            return
        agreed = line.subject == "coordination" and line.remedy is Remedy.PLACE
        proposal = ProposalScreen(coordination=line.key) if agreed else ProposalScreen(client=line.about.key)
        self.app.push_screen(proposal, self.then_saved())

    def action_where(self) -> None:
        """Every place where the client of the line can go."""
        from screens.what_if.screens import PlacesScreen

        if self.line and self.line.about:
            self.app.push_screen(PlacesScreen(self.line.about.key))

    def action_extend(self) -> None:
        """Extend the placement, or change it."""
        from screens.proposal.change import ChangeScreen

        if self.line:
            self.app.push_screen(ChangeScreen(self.line.key), self.then_saved())

    def action_end(self) -> None:
        """End the placement."""
        from screens.placements.ending import EndForm

        if self.line:
            self.app.push_screen(EndForm(self.line.key), self.then_saved())

    def action_contact_moment(self) -> None:
        """Record a contact moment about what the line is about."""
        from screens.contact_moments.forms import ContactMomentForm

        if self.line and self.line.about:
            self.app.push_screen(ContactMomentForm(self.line.about), self.after_form)

    def action_new_action(self) -> None:
        """Add an action about what the line is about; for a renewal its words stand there already."""
        from screens.actions.forms import ActionForm

        if self.line and self.line.about:
            what = _("ask for renewal of the indication") if self.line.remedy is Remedy.RENEW else ""
            self.app.push_screen(ActionForm(self.line.about, what=what), self.after_form)

    def action_new_loose(self) -> None:
        """Add an action about nothing in particular."""
        from screens.actions.forms import ActionForm

        self.app.push_screen(ActionForm(), self.after_form)

    def action_remind(self) -> None:
        """Write a calendar file of what ends and what is to be done."""
        from screens.reminders.asking import ask_reminders

        ask_reminders(self)

    def action_refresh(self) -> None:
        """Read again."""
        self.reload()
