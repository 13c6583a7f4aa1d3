"""Absence of a client: one key for both ways, and its two forms."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from db.absences import AbsenceRow, absence, add_absence, change_absence, end_absence, open_absence
from db.placement_facts import client_facts
from models.absence import AbsenceInput, BackInput
from models.kinds import AbsenceKind
from screens.house.choices import enum_choices
from screens.house.fields import FieldSpec
from screens.house.form_screen import FormScreen
from screens.texts import _, label, long_date

if TYPE_CHECKING:
    from screens.house.house_screen import HouseScreen


class AbsenceForm(FormScreen):
    """From when a client is ill or absent, or one absence that is corrected; closes with the client's key."""

    subject = "client"
    input_model = AbsenceInput

    def __init__(self, client: bytes, key: bytes | None = None) -> None:
        """``key``: the absence to correct; None for a new one."""
        super().__init__()
        self.client = client
        self.key = key
        self._name = ""
        self._row: AbsenceRow | None = None

    def heading(self) -> str:
        """See :class:`FormScreen`."""
        return _("Absence of {name}", name=self._name)

    def specs(self) -> Sequence[FieldSpec]:
        """See :class:`FormScreen`."""
        with self.desk.store.read() as reader:
            self._name = client_facts(reader, self.client).name
            self._row = absence(reader, self.key) if self.key else None
        return (
            FieldSpec("kind", _("kind"), choices=enum_choices(AbsenceKind), optional=False),
            FieldSpec("from_date", _("first day"), hint=_("dd-mm-yyyy")),
            FieldSpec("expected_until", _("expected until"), hint=_("dd-mm-yyyy, or empty when nobody knows")),
            FieldSpec("note", _("note"), hint=_("for planning only; never what somebody has")),
        )

    def start_values(self) -> Mapping[str, Any]:
        """See :class:`FormScreen`: most often somebody is ill today."""
        row = self._row
        if row is None:
            return {"kind": AbsenceKind.ILL.value, "from_date": long_date(self.desk.store.today())}
        return {
            "kind": row.kind.value,
            "from_date": long_date(row.from_date),
            "expected_until": long_date(row.expected_until),
            "note": row.note or "",
        }

    def save(self, data: AbsenceInput) -> bytes:
        """See :class:`FormScreen`."""
        desk = self.desk
        if self._row is None:
            add_absence(desk.store, desk.actor, self.client, data)
        else:
            change_absence(desk.store, desk.actor, self._row.id, self._row.version, data)
        return self.client

    def read_again(self) -> bool:
        """See :class:`FormScreen`; the fields read the record."""
        return bool(self.specs()) and self.key is not None


class BackForm(FormScreen):
    """The day on which a client is back; closes with the client's key."""

    subject = "client"
    input_model = BackInput

    def __init__(self, key: bytes) -> None:
        super().__init__()
        self.key = key
        self._name = ""
        self._row: AbsenceRow | None = None

    def heading(self) -> str:
        """See :class:`FormScreen`: 'Back: Joris Baan (ill since 09-11-2026)'."""
        row = self._row
        since = _("{kind} since {day}", kind=label(row.kind), day=row.from_date) if row else ""
        return _("Back: {name} ({since})", name=self._name, since=since)

    def specs(self) -> Sequence[FieldSpec]:
        """See :class:`FormScreen`."""
        with self.desk.store.read() as reader:
            self._row = absence(reader, self.key)
            self._name = client_facts(reader, self._row.client_id).name
        return (FieldSpec("back_on", _("first day back"), hint=_("dd-mm-yyyy")),)

    def start_values(self) -> Mapping[str, Any]:
        """See :class:`FormScreen`."""
        return {"back_on": long_date(self.desk.store.today())}

    def save(self, data: BackInput) -> bytes:
        """See :class:`FormScreen`."""
        assert self._row is not None, "read with the fields"
        end_absence(self.desk.store, self.desk.actor, self.key, self._row.version, data)
        return self._row.client_id

    def read_again(self) -> bool:
        """See :class:`FormScreen`; the fields read the record."""
        return bool(self.specs())


def note_absence(screen: HouseScreen, client: bytes, then: Callable[[bytes | None], None]) -> None:
    """Back when an absence runs, else a new absence; ``then`` gets the client's key, None when the form was left."""

    def question() -> AbsenceRow | None:
        with screen.desk.store.read() as reader:
            return open_absence(reader, client)

    def show(running: AbsenceRow | None) -> None:
        begun = running is not None and running.from_date <= screen.desk.store.today()
        form = BackForm(running.id) if running is not None and begun else AbsenceForm(client)
        screen.app.push_screen(form, then)

    screen.ask(question, show, group="absence")
