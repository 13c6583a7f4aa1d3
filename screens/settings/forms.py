"""The form for a new value of a setting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from db.settings import SettingRow, set_setting
from models.figures import FIGURES, LISTS
from models.setting import SettingInput
from screens.house.fields import FieldSpec
from screens.house.form_screen import FormScreen
from screens.settings.words import value_text
from screens.texts import _


class SettingForm(FormScreen):
    """A value from a day on. What held before stays; a value from a day on which one began already corrects that one."""

    subject = "setting"
    input_model = SettingInput

    def __init__(self, row: SettingRow) -> None:
        """``row``: the value of this setting from which one sets out."""
        super().__init__()
        self.setting = row

    def heading(self) -> str:
        """See :class:`FormScreen`."""
        return _("New value of: {what}", what=_(FIGURES[self.setting.key].what))

    def specs(self) -> Sequence[FieldSpec]:
        """See :class:`FormScreen`."""
        row = self.setting
        if FIGURES[row.key].kind in LISTS:
            stands = _("with commas between; so from {day}", day=row.valid_from)
        else:
            stands = _("now {value}, from {day}", value=value_text(row.key, row.value), day=row.valid_from)
        return (
            FieldSpec("value", _("value"), hint=stands),
            FieldSpec("valid_from", _("from"), hint=_("dd-mm-yyyy, the first day")),
            FieldSpec("source", _("rests on"), hint=_("law or decision")),
            FieldSpec("to_confirm", _("to confirm"), choices=(("yes", _("yes")), ("no", _("no"))), optional=False),
        )

    def start_values(self) -> Mapping[str, Any]:
        """See :class:`FormScreen`."""
        start = {"source": self.setting.source, "to_confirm": "no"}
        row = self.setting
        return start | {"value": value_text(row.key, row.value)} if FIGURES[row.key].kind in LISTS else start

    def fixed_values(self) -> Mapping[str, Any]:
        """See :class:`FormScreen`."""
        return {"key": self.setting.key}

    def save(self, data: SettingInput) -> bytes:
        """See :class:`FormScreen`."""
        return set_setting(self.desk.store, self.desk.actor, data).row.id
