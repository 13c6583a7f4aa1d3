"""Settings: figures that differ per organisation or change by law; the newest that has begun holds.

Reading them, and setting a new value from a day on. What held before stays in the table; a value that was set wrong is
corrected by setting it again from the same day, and the journal keeps what stood there.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from db.mandates import must_have
from db.reading import Reader, marks
from models.coordination.facts import LongestFacts
from models.errors import BadInput, Refused
from models.figures import FIGURES, TRIAL_EXTENSION, TRIAL_UWV
from models.groups import FORMS_FOR_A_WHILE
from models.kinds import Decision, Form, TargetGroup
from models.messages import N_, Message
from models.worth import Figures, InForce

if TYPE_CHECKING:
    from db.store import Store
    from models.actor import Actor
    from models.setting import SettingInput


class SettingRow(NamedTuple):
    """One value of a setting, from a day on."""

    id: bytes
    key: str
    value: str
    valid_from: date
    source: str
    to_confirm: bool
    in_force: bool
    """Whether it is the value of today."""


class SettingSet(NamedTuple):
    """What came of setting a value."""

    row: SettingRow
    before: str | None
    """The value that stood from that same day and was corrected; None when this is a new day."""


_IN_FORCE = "SELECT value FROM setting WHERE key = ? AND valid_from <= ? ORDER BY valid_from DESC, id DESC LIMIT 1"
_LONGEST_MONTHS = "longest-months."


def setting(reader: Reader, key: str, day: date) -> str | None:
    """The value of a setting on ``day``; None when it has none yet."""
    value = reader.value(_IN_FORCE, (key, day.isoformat()))
    return None if value is None else str(value)


_COLUMNS = "id, key, value, valid_from, source, to_confirm"
_LAST_BEFORE = "SELECT max(l.valid_from) FROM setting l WHERE l.key = s.key AND l.valid_from <= ?"


def list_settings(reader: Reader, today: date, key: str | None = None) -> list[SettingRow]:
    """All values of all settings, or of one: in the order of the table of settings, the newest first."""
    rows = reader.rows(
        f"SELECT {_COLUMNS}, valid_from IS ({_LAST_BEFORE}) FROM setting s ORDER BY valid_from DESC, id DESC",
        (today.isoformat(),),
    )
    found = [
        SettingRow(i, name, value, date.fromisoformat(begin), source, bool(confirm), bool(now))
        for i, name, value, begin, source, confirm, now in rows
        if key is None or name == key
    ]
    place = {name: at for at, name in enumerate(FIGURES)}
    return sorted(found, key=lambda row: place.get(row.key, len(place)))


class Settled:
    """All values of some settings, whenever they began: what holds on a day is asked without another query."""

    __slots__ = ("_days", "_values")

    def __init__(self, values: Sequence[InForce]) -> None:
        self._values = values
        """The earliest first, of one day the one recorded last."""
        self._days: dict[date, Figures] = {}

    def on(self, day: date) -> Figures:
        """The values on ``day``; a setting that has none yet is not in it. The same object for the same day."""
        if day not in self._days:
            self._days[day] = {value.key: value for value in self._values if value.valid_from <= day}
        return self._days[day]


def settled(reader: Reader, keys: Sequence[str]) -> Settled:
    """The values of several settings on whatever day, in one query."""
    columns, wanted = "key, value, valid_from, source, to_confirm", marks(len(keys))
    rows = reader.rows(f"SELECT {columns} FROM setting WHERE key IN ({wanted}) ORDER BY valid_from, id", tuple(keys))
    return Settled(
        [InForce(k, Decimal(value), date.fromisoformat(begin), source, bool(c)) for k, value, begin, source, c in rows]
    )


def in_force(reader: Reader, keys: Sequence[str], day: date) -> Figures:
    """The values of several settings on ``day``, in one query; a setting that has none yet is not in it."""
    return settled(reader, keys).on(day)


def set_setting(store: Store, actor: Actor, data: SettingInput) -> SettingSet:
    """Let a setting have a value from a day on; :class:`Refused` for whom has no mandate for settings (promise 20).

    A value from a day on which one began already corrects that one.
    """
    from models.setting import Setting

    with store.write(actor, "setting.set") as tx:
        must_have(tx.reader, tx.actor, Decision.MANAGE_SETTINGS)
        to_confirm = True if data.to_confirm else None
        there = tx.reader.row(
            "SELECT id, value FROM setting WHERE key = ? AND valid_from = ? ORDER BY id DESC LIMIT 1",
            (data.key, data.valid_from.isoformat()),
        )
        if there is None:
            new = Setting(key=data.key, valid_from=data.valid_from, value=data.value, source=data.source, to_confirm=to_confirm)
            key = tx.add(new).id
        else:
            record = tx.get(Setting, there[0])
            key = tx.change(record, value=data.value, source=data.source, to_confirm=to_confirm).id
        row = next(row for row in list_settings(tx.reader, tx.today, data.key) if row.id == key)
        return SettingSet(row, there[1] if there else None)


def must_be_a_setting(key: str) -> str:
    """The key as it is kept; :class:`BadInput` when there is no such setting."""
    name = key.strip()
    if name not in FIGURES:
        raise BadInput(
            Message(N_("There is no setting '{value}'."), value=key), Message(N_("These are: {fields}."), fields=list(FIGURES))
        )
    return name


def whole_number(reader: Reader, key: str, day: date) -> int:
    """A setting that counts something; :class:`Refused` when it is missing or is no number."""
    value = setting(reader, key, day)
    if value is None or not value.isdecimal():
        raise Refused(
            Message(N_("The setting '{key}' is not a whole number."), key=key),
            Message(N_("Ask an administrator to correct the settings.")),
        )
    return int(value)


def default_until(reader: Reader, form: Form, start: date) -> date | None:
    """The last day that a placement of this form may have at most; None for a form without a longest duration."""
    return longest_settings(reader, (form,)).until(form, start) if form in FORMS_FOR_A_WHILE else None


class LongestSettings:
    """The settings on how long a placement may last, read beforehand for some forms."""

    __slots__ = ("_found", "_settled")

    def __init__(self, values: Settled) -> None:
        self._settled = values
        self._found: dict[tuple[Form, date, TargetGroup, bool], LongestFacts | None] = {}

    def until(self, form: Form, start: date) -> date | None:
        """The last day that a placement of this form may have at most; None for a form without a longest duration."""
        found = self._settled.on(start).get(_LONGEST_MONTHS + form)
        return None if found is None else last_day(start, int(found.value))

    def of(self, form: Form, start: date, group: TargetGroup, *, extended: bool) -> LongestFacts | None:
        """How long a placement of this form for this group may last from ``start``; ``extended``: it runs already."""
        asked = form, start, group, extended
        if asked not in self._found:
            self._found[asked] = self._longest(*asked)
        return self._found[asked]

    def _longest(self, form: Form, start: date, group: TargetGroup, extended: bool) -> LongestFacts | None:
        months = {key: int(found.value) for key, found in self._settled.on(start).items()}
        most = months.get(_LONGEST_MONTHS + form)
        if most is None:
            return None
        if form is Form.TRIAL:
            more = months.get(TRIAL_EXTENSION, 0) if extended else 0
            most = max(most, months.get(TRIAL_UWV, 0)) if group is TargetGroup.UWV else most + more
        return LongestFacts(most, last_day(start, most))


def longest_settings(reader: Reader, forms: Sequence[Form]) -> LongestSettings:
    """The settings on how long placements of these forms may last, in one query."""
    return LongestSettings(settled(reader, (*(_LONGEST_MONTHS + form for form in forms), TRIAL_EXTENSION, TRIAL_UWV)))


def months_later(day: date, months: int) -> date:
    """The same day so many months later; the last of the month where it has no such day, the last of the calendar beyond."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    return date.max if year > date.max.year else date(year, month, min(day.day, monthrange(year, month)[1]))


def last_day(start: date, months: int) -> date:
    """The last day of a period of whole months that begins on ``start``: 15 January and 2 months give 14 March.

    Where the month has no such day, its last day is the end: 31 December and 2 months give the last of February.
    A period that goes on beyond the calendar ends on its last day.
    """
    month = start.month - 1 + months
    year, month = start.year + month // 12, month % 12 + 1
    if year > date.max.year:
        return date.max
    days = monthrange(year, month)[1]
    return date(year, month, days) if start.day > days else date(year, month, start.day) - timedelta(days=1)
