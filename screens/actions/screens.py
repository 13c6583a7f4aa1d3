"""The list of actions: not a mode of its own; enter opens what an action is about, ``d`` is done."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from db.actions import ActionRow, action
from db.reading import Reader
from models.messages import N_
from screens.house.list_screen import ListScreen
from screens.house.sheet import Line, field, title
from screens.texts import _, long_date
from screens.timeline.acts import FinishActs


class ActionsScreen(FinishActs, ListScreen):
    """All actions: what, by when, by whom; escape goes back."""

    subject = "action"
    empty = N_("No actions here.\nPress f to see others.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "edit", N_("edit"), id="action.edit", tooltip=N_("Change this action, or hand it over")),
        Binding("escape", "back", N_("back"), id="file.back", tooltip=N_("Leave the search, or go back")),
    ]
    """
    | keys | what they do |
    | --- | --- |
    | e | change the action, or hand it over |
    | esc | back |
    """

    def __init__(self) -> None:
        super().__init__()
        self._row: ActionRow | None = None

    def preview(self, reader: Reader, key: bytes) -> list[Line]:
        """What is to be done, about whom, by whom."""
        row = self._row = action(reader, key)
        return [
            title(row.what),
            *field(_("about"), row.about_name),
            *field(_("due"), long_date(row.due_on)),
            *field(_("who does it"), row.owner),
            *field(_("done"), " · ".join(part for part in (long_date(row.done_on), row.done_by or "") if part)),
        ]

    def shown_action(self) -> ActionRow | None:
        """See :class:`FinishActs`."""
        row = self._row
        return row if row is not None and self.is_mounted and row.id == self.current() else None

    def action_edit(self) -> None:
        """Change the action."""
        from screens.actions.forms import ActionForm

        if key := self.current():
            self.app.push_screen(ActionForm(key=key), self.after_form)

    def open_record(self, subject: str, key: bytes, *, done: str = "") -> None:
        """What the action is about; an action about nothing has a form for a file."""
        row = self._row
        if subject == "action" and row is not None and row.id == key and row.about is not None:
            super().open_record(row.about.subject, row.about.key, done=done)
        else:
            super().open_record(subject, key, done=done)

    def after_form(self, key: bytes | None) -> None:
        """The form of an action has closed, with the key of what it is about."""
        if key is not None:
            self.saved()

    def _told(self, row: ActionRow) -> None:
        self._row = row
        super()._told(row)
