"""The form of a wage value: what was measured, and what it means in euros while it is typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from textual import on
from textual.widgets import Input

from db.clients import ClientFile, client_file
from db.wage_values import add_wage_value, change_wage_value, money_figures
from models.kinds import TargetGroup
from models.values import age_on, parse_decimal
from models.wage_value import WageValueInput
from models.worth import Figures, worth
from screens.house.fields import FieldSpec
from screens.house.form_screen import FormScreen
from screens.texts import _, amount, label, long_date, money


class WageValueForm(FormScreen):
    """A new wage value of a client, or one that is corrected."""

    subject = "client"
    input_model = WageValueInput

    def __init__(self, client: bytes, key: bytes | None = None) -> None:
        """``key``: the wage value to correct; None for a new one."""
        super().__init__()
        self.client = client
        self.key = key
        self._file: ClientFile | None = None
        self._figures: Figures = {}

    def heading(self) -> str:
        """See :class:`FormScreen`."""
        name = self._file.name if self._file else ""
        return _("New wage value of {name}", name=name) if self.key is None else _("Change a wage value of {name}", name=name)

    def specs(self) -> Sequence[FieldSpec]:
        """See :class:`FormScreen`."""
        today = self.desk.store.today()
        with self.desk.store.read() as reader:
            self._file = file = client_file(reader, self.client, today)
            self._figures = money_figures(reader, today)
        places = [(p.id.hex(), f"{p.number} · {p.where} · {label(p.form)}") for p in file.placements]
        again = _("dd-mm-yyyy, until measured again")
        return (
            FieldSpec("percentage", _("percentage"), hint=_("0 to 100")),
            FieldSpec("measured_on", _("measured on"), hint=_("dd-mm-yyyy")),
            FieldSpec("measured_by", _("measured by")),
            FieldSpec("placement_id", _("measured at"), choices=places, keys=True, hint=_("the placement")),
            FieldSpec("valid_until", _("valid until"), hint=again if self.key else _("{hint}; empty: a year later", hint=again)),
        )

    def start_values(self) -> Mapping[str, Any]:
        """See :class:`FormScreen`."""
        known = next((one for one in self._file.wage_values if one.id == self.key), None) if self._file else None
        if known is None:
            return {}
        return {
            "percentage": amount(known.percentage),
            "measured_on": long_date(known.measured_on),
            "measured_by": known.measured_by or "",
            "placement_id": known.placement_id.hex() if known.placement_id else None,
            "valid_until": long_date(known.valid_until),
        }

    @on(Input.Changed, "#field-percentage")
    def _show_worth(self, event: Input.Changed) -> None:
        """Say what this percentage means today."""
        percentage = _percentage(event.value)
        if percentage is None or self._file is None:
            self.say("")
            return
        file, today = self._file, self.desk.store.today()
        age = age_on(file.birth_date, today)
        found = worth(self._figures, percentage, today, age=age)
        parts = [_("rate {amount}", amount=money(found.rate))] if found.rate is not None else []
        if found.subsidy_hour is not None and file.target_group != TargetGroup.WSW:
            parts.append(_("subsidy {amount}", amount=money(found.subsidy_hour)))
        self.say(_("Today, an hour: {parts}.", parts=tuple(parts)) if parts else "")

    def save(self, data: WageValueInput) -> bytes:
        """See :class:`FormScreen`."""
        desk = self.desk
        if self.key is None:
            add_wage_value(desk.store, desk.actor, self.client, data)
        else:
            version = next(one.version for one in self._file.wage_values if one.id == self.key) if self._file else 0
            change_wage_value(desk.store, desk.actor, self.key, version, data)
        return self.client

    def read_again(self) -> bool:
        """See :class:`FormScreen`; the fields read the record."""
        return bool(self.specs()) and self.key is not None


def _percentage(text: str) -> Decimal | None:
    try:
        value = parse_decimal(text) if text.strip() else None
    except ValueError:
        return None
    return value if value is not None and 0 <= value <= 100 else None
