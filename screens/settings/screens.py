"""Settings: the figures that the organisation sets, each from a day on. An administrator gives new values."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from db.reading import Reader
from db.settings import SettingRow, list_settings
from db.windows import Column, Hint, MemoryList, Row
from models.figures import FIGURES
from models.kinds import Decision
from models.messages import N_, Message
from screens.house.short_list import ShortListScreen
from screens.settings.words import from_to_confirm, value_text
from screens.texts import _

COLUMNS = (
    Column("what", Message(N_("Setting")), 26, weight=3),
    Column("value", Message(N_("Value")), 14),
    Column("valid_from", Message(N_("From")), 9),
    Column("state", Message(N_("State")), 19),
    Column("source", Message(N_("Rests on")), 14, weight=2, priority=1),
)


class SettingsScreen(ShortListScreen):
    """All values of all settings; what holds today stands out, what held before stays below it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", N_("back"), id="file.back", tooltip=N_("Back to where you came from")),
        Binding("n", "new", N_("new value"), id="setting.new", tooltip=N_("Give this setting a new value from a day on")),
    ]
    """
    | keys | what they do |
    | --- | --- |
    | n, enter | new value of a setting, from a day on |
    """

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[bytes, SettingRow] = {}
        self._may = False

    def heading(self) -> str:
        """See :class:`ShortListScreen`."""
        return _("Settings") if self._may else _("Settings. An administrator changes them.")

    def empty_text(self) -> str:
        """See :class:`ShortListScreen`."""
        return _("Nothing found.")

    def read(self, reader: Reader) -> MemoryList:
        """See :class:`ShortListScreen`."""
        from db.mandates import scopes

        today = self.desk.store.today()
        rows = list_settings(reader, today)
        self._rows = {row.id: row for row in rows}
        self._may = bool(scopes(reader, self.desk.actor, Decision.MANAGE_SETTINGS))
        return MemoryList(COLUMNS, (_row(row, at, later=row.valid_from > today) for at, row in enumerate(rows)))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer a new value only to who may give one."""
        if action == "new":
            return self._may and self.is_mounted and self.current() in self._rows
        return super().check_action(action, parameters)

    def open_row(self, key: bytes) -> None:
        """See :class:`ShortListScreen`."""
        if self.check_action("new", ()):
            self.action_new()
        else:
            self.say(_("An administrator changes the settings."))

    def action_leave(self) -> None:
        """Back."""
        self.dismiss(None)

    def action_new(self) -> None:
        """Give the setting under the cursor a new value."""
        from screens.settings.forms import SettingForm

        row = self._rows[self.current() or b""]
        if row.key in FIGURES:
            self.app.push_screen(SettingForm(row), self.then_saved())


def _row(row: SettingRow, at: int, *, later: bool) -> Row:
    """A value as the list shows it, in the order in which they were read."""
    what = Message(FIGURES[row.key].what) if row.key in FIGURES else row.key
    state = Message(N_("now") if row.in_force else N_("to come") if later else N_("before"))
    if row.to_confirm:
        state = Message(N_("{state}, to confirm"), state=state)
    hints: tuple[Hint, ...] = ("" if row.in_force else "muted",) * len(COLUMNS)
    source = from_to_confirm(row.source, row.to_confirm)
    return Row(row.id, f"{at:06}", (what, value_text(row.key, row.value), row.valid_from, state, source), hints)
