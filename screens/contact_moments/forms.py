"""The forms of a contact moment: what was said, and in the same form what follows from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from pydantic import BaseModel

from db.about import name_of
from db.contact_moments import ContactRow, add_contact_moment, change_contact_moment, contact_moment
from db.placement_facts import employer_to_approach
from models.about import About
from models.contact_moment import ContactFormInput, ContactMomentInput
from models.coordination.approach import BeforeContact, before_contact
from models.kinds import ContactKind, Outcome
from screens.house.choices import enum_choices, user_choices
from screens.house.fields import FieldSpec
from screens.house.form_screen import FormScreen
from screens.house.sheet import Line
from screens.texts import _, long_date, render


class ContactMomentForm(FormScreen):
    """A new contact moment on a record; closes with the key of that record."""

    input_model: ClassVar[type[BaseModel]] = ContactFormInput

    def __init__(self, about: About) -> None:
        super().__init__()
        self.about = about
        self.subject = about.subject  # type: ignore[misc]

    def heading(self) -> str:
        """See :class:`FormScreen`."""
        with self.desk.store.read() as reader:
            return _("Contact about {name}", name=name_of(reader, self.about))

    def notice(self) -> Sequence[Line]:
        """See :class:`FormScreen`: before an employer is called, whose it is, a stop (E8) and who else was there (E7)."""
        if self.about.subject != "employer":
            return ()
        today = self.desk.store.today()
        with self.desk.store.read() as reader:
            employer = employer_to_approach(reader, self.about.key, today, self.desk.actor.id)
        return before_contact_lines(before_contact(employer, self.desk.actor, today))

    def specs(self) -> Sequence[FieldSpec]:
        """See :class:`FormScreen`: the words first, the rest is mostly right already."""
        with self.desk.store.read() as reader:
            people = user_choices(reader, inactive=False)
        return (
            *_moment_specs(people),
            FieldSpec("what", _("then do"), hint=_("what follows; leave it empty when nothing does")),
            FieldSpec("due_on", _("due"), hint=_("dd-mm-yyyy, or short: +7, fri, 8-12")),
            FieldSpec("owner_id", _("who does it"), choices=people, keys=True),
        )

    def start_values(self) -> Mapping[str, Any]:
        """See :class:`FormScreen`: a call of today, by who acts."""
        me = self.desk.actor.id.hex()
        today = long_date(self.desk.store.today())
        return {"kind": ContactKind.PHONE.value, "day": today, "made_by": me, "owner_id": me}

    def fixed_values(self) -> Mapping[str, Any]:
        """See :class:`FormScreen`: what it is about."""
        return self.about.fields

    def save(self, data: ContactFormInput) -> bytes:
        """See :class:`FormScreen`."""
        add_contact_moment(self.desk.store, self.desk.actor, data.moment(), data.follow_up())
        return self.about.key


class ChangeContactMomentForm(FormScreen):
    """A contact moment that is corrected; closes with the key of what it is about."""

    input_model: ClassVar[type[BaseModel]] = ContactMomentInput

    def __init__(self, key: bytes) -> None:
        super().__init__()
        self.key = key
        self.subject = "client"  # type: ignore[misc]
        self._row: ContactRow | None = None

    @property
    def row_now(self) -> ContactRow:
        """The contact moment as it was when the form was opened."""
        if self._row is None:
            with self.desk.store.read() as reader:
                self._row = contact_moment(reader, self.key)
            self.subject = self._row.about.subject  # type: ignore[misc]
        return self._row

    def heading(self) -> str:
        """See :class:`FormScreen`."""
        return _("Change contact about {name}", name=self.row_now.about_name)

    def specs(self) -> Sequence[FieldSpec]:
        """See :class:`FormScreen`; somebody who has left stays who had the contact."""
        assert self.row_now
        with self.desk.store.read() as reader:
            return _moment_specs(user_choices(reader))

    def start_values(self) -> Mapping[str, Any]:
        """See :class:`FormScreen`."""
        row = self.row_now
        return {
            "text": row.text,
            "kind": row.kind.value,
            "day": long_date(row.day),
            "time": row.time,
            "made_by": row.made_by.hex(),
        }

    def fixed_values(self) -> Mapping[str, Any]:
        """See :class:`FormScreen`."""
        return self.row_now.about.fields

    def save(self, data: ContactMomentInput) -> bytes:
        """See :class:`FormScreen`."""
        row = self.row_now
        change_contact_moment(self.desk.store, self.desk.actor, row.id, row.version, data)
        return row.about.key

    def read_again(self) -> bool:
        """See :class:`FormScreen`."""
        self._row = None
        return self.row_now is not None


def before_contact_lines(known: BeforeContact) -> list[Line]:
    """What holds a call up or is to be looked out for, with whom to ask, and whose relation it is."""
    lines = [Line(render(known.holder), tone="muted")]
    for verdict in known.verdicts:
        blocks = verdict.outcome is Outcome.BLOCK
        ask = " ".join(render(remedy.sentence) for remedy in verdict.remedies)
        lines.append(Line(f"{'✖' if blocks else '!'} {render(verdict.sentence)} {ask}", tone="block" if blocks else "warn"))
    return lines


def _moment_specs(people: Sequence[tuple[str, str]]) -> tuple[FieldSpec, ...]:
    return (
        FieldSpec("text", _("what was said"), hint=_("in your own words")),
        FieldSpec("kind", _("how"), choices=enum_choices(ContactKind), optional=False),
        FieldSpec("day", _("day"), hint=_("dd-mm-yyyy")),
        FieldSpec("time", _("time"), hint=_("hh:mm, or empty")),
        FieldSpec("made_by", _("who of us"), choices=people, optional=False, keys=True),
    )
