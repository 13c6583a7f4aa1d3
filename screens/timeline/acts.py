"""The keys that are the same on clients, employers and placements: a contact moment, an action, and that one is done."""

from __future__ import annotations

from typing import ClassVar, NamedTuple

from textual.binding import Binding, BindingType

from db.actions import ActionRow, finish_action, reopen_action
from db.reading import Reader
from db.timeline import Event, Latest, latest, timeline
from models.about import About
from models.messages import N_
from screens.house.house_screen import RecordScreen
from screens.house.sheet import Line, Sheet
from screens.texts import _
from screens.timeline.lines import latest_line, latest_lines, timeline_lines

TOLD = 40
"""Letters of an action that stand beside the time of saving."""


class Meant(NamedTuple):
    """The action that a key is about."""

    id: bytes
    is_open: bool


class FinishActs(RecordScreen):
    """Finishing an action, and taking that back, with one key from where the action is shown."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("d", "finish", N_("done"), id="action.finish", tooltip=N_("This action is done")),
        Binding("d", "reopen", N_("not done"), id="action.reopen", tooltip=N_("This action is not done after all")),
    ]
    """
    | keys | what they do |
    | --- | --- |
    | d | the action is done; once more on one that is done: not done after all |
    """

    def shown_action(self) -> Meant | ActionRow | None:
        """The action that is meant; None when none is shown."""
        raise NotImplementedError

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be done now is offered."""
        if action in ("finish", "reopen"):
            shown = self.shown_action()
            return shown is not None and shown.is_open == (action == "finish")
        return super().check_action(action, parameters)

    def action_finish(self) -> None:
        """The action is done."""
        if shown := self.shown_action():
            desk = self.desk
            self.ask(lambda: finish_action(desk.store, desk.actor, shown.id), self._told, group="finish")

    def action_reopen(self) -> None:
        """The action is not done after all."""
        if shown := self.shown_action():
            desk = self.desk
            self.ask(lambda: reopen_action(desk.store, desk.actor, shown.id), self._told, group="finish")

    def _told(self, row: ActionRow) -> None:
        self.saved()
        what = row.what if len(row.what) <= TOLD else f"{row.what[:TOLD]}…"
        self.say_saved(_("still to do: {what}", what=what) if row.is_open else _("done: {what}", what=what))

    def open_record(self, subject: str, key: bytes, *, done: str = "") -> None:
        """See :class:`HouseScreen`; contact moments and actions have a form for a file."""
        if subject == "contact-moment":
            from screens.contact_moments.forms import ChangeContactMomentForm

            self.app.push_screen(ChangeContactMomentForm(key), self.after_form)
        elif subject == "action":
            from screens.actions.forms import ActionForm

            self.app.push_screen(ActionForm(key=key), self.after_form)
        else:
            super().open_record(subject, key, done=done)

    def after_form(self, key: bytes | None) -> None:
        """A form of the timeline has closed, with the key of what it was about."""
        self.then_saved()(key)


class TimelineActs(FinishActs):
    """Contact moments and actions of the record that is meant, on its list and its file alike."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "contact_moment", N_("contact"), id="contact-moment.add", tooltip=N_("Record a contact moment")),
        Binding("a", "new_action", N_("action"), id="action.add", tooltip=N_("Add an action: what, by when, by whom")),
    ]
    """
    | keys | what they do |
    | --- | --- |
    | c | record a contact moment, with what follows from it |
    | a | add an action |
    """

    subject: ClassVar[str]
    latest: Latest = Latest(None, None)
    """What was last read of the record that is meant."""
    events: tuple[Event, ...] = ()
    _read_of: bytes | None = None

    def meant(self) -> About | None:
        """The record that is meant, as something to be about."""
        key = self.current()
        return None if key is None else About(self.subject, key)

    def action_contact_moment(self) -> None:
        """Record a contact moment."""
        from screens.contact_moments.forms import ContactMomentForm

        if about := self.meant():
            self.app.push_screen(ContactMomentForm(about), self.after_form)

    def action_new_action(self) -> None:
        """Add an action; the same one about each of the marked records when there are any."""
        from screens.actions.forms import ActionForm, ManyActionsForm

        if marked := self.marked():
            self.app.push_screen(ManyActionsForm(self.subject, marked), self.after_many)
        elif about := self.meant():
            self.app.push_screen(ActionForm(about), self.after_form)

    # -- on a list -------------------------------------------------------------------------------------------------

    def latest_line(self, reader: Reader, key: bytes) -> list[Line]:
        """The line of a preview; remembers the action in it, so that its key is offered. Runs beside the painting."""
        self.latest = latest(reader, About(self.subject, key))
        self._read_of = key
        self.call_later(self.refresh_bindings)
        return latest_line(self.latest)

    def shown_action(self) -> ActionRow | None:
        """See :class:`FinishActs`: the one under the cursor, else the next one that a preview or an overview shows."""
        if self._read_of is None or self._read_of != self.current():
            return None
        for sheet in self.query(Sheet):
            line = sheet.line
            if line is not None and line.subject == "action":
                return self._action_of(line.key)
        return self.latest.action if self.shows_latest() else None

    def shows_latest(self) -> bool:
        """Whether the next action is on the screen: on a list always, of a file on its first page."""
        return getattr(self, "page", 0) == 0

    def _action_of(self, key: bytes | None) -> ActionRow | None:
        rows = [self.latest.action, *(event.row for event in self.events)]
        return next((row for row in rows if isinstance(row, ActionRow) and row.id == key), None)

    # -- on a file -------------------------------------------------------------------------------------------------

    def read_timeline(self, reader: Reader) -> None:
        """Read what the file shows of its timeline; beside the painting, with the file itself."""
        about = About(self.subject, self.current() or b"")
        self.latest = latest(reader, about)
        self.events = timeline(reader, about, self.desk.store.today())
        self._read_of = about.key

    def latest_lines(self) -> list[Line]:
        """The lines of an overview."""
        return latest_lines(self.latest, self.desk.store.today())

    def timeline_page(self) -> list[Line]:
        """The page with the timeline."""
        return timeline_lines(self.events, About(self.subject, self.current() or b""), self.desk.store.today())
