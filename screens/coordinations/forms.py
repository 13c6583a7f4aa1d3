"""Asking an account holder to agree, and writing down what they agreed to by phone, by e-mail or in person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, ClassVar

from pydantic import BaseModel
from textual import on
from textual.binding import Binding, BindingType
from textual.widgets import Input

from db.account_holding import holder_facts, holdings
from db.coordinations import record_verbal, request
from db.placement_facts import client_facts, employer_facts
from db.reading import Reader
from models.coordination.request import RequestInput, VerbalInput
from models.kinds import Channel, Form
from models.messages import N_
from models.values import parse_date
from screens.house.choices import Choices, enum_choices
from screens.house.fields import ChoiceField, FieldSpec, Picked
from screens.house.form_screen import FormScreen
from screens.texts import _, long_date

NEEDED = ("client_id", "employer_id", "form", "start")
SPOKEN = (Channel.PHONE, Channel.EMAIL, Channel.IN_PERSON)
"""Ways in which an answer comes that the program did not see."""


class RequestForm(FormScreen):
    """A request to the account holder; from a proposal it only has to be sent."""

    subject = "coordination"
    input_model: ClassVar[type[BaseModel]] = RequestInput
    title_id = N_("Ask the account holder to agree")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f9,ctrl+s", "save", N_("ask"), id="form.save", tooltip=N_("Send this request"), priority=True)
    ]

    def __init__(
        self,
        client: bytes | None = None,
        employer: bytes | None = None,
        form: str | None = None,
        start: str = "",
        until: str = "",
        hours: str = "",
        text: str = "",
    ) -> None:
        super().__init__()
        self._given = {
            "client_id": client,
            "employer_id": employer,
            "form": form,
            "start": start,
            "until": until,
            "hours": hours,
            "text": text,
        }

    def heading(self) -> str:
        """See :class:`FormScreen`."""
        return _(self.title_id)

    def specs(self) -> Sequence[FieldSpec]:
        """See :class:`FormScreen`."""
        return (
            FieldSpec("client_id", _("client"), subject="client", hint=_("type a name"), optional=False),
            FieldSpec("employer_id", _("employer"), subject="employer", hint=_("type a name"), optional=False),
            FieldSpec("form", _("form"), choices=enum_choices(Form), hint=_("choose"), optional=False),
            FieldSpec("start", _("from"), hint=_("dd-mm-yyyy")),
            FieldSpec("until", _("until"), hint=_("dd-mm-yyyy, or empty")),
            FieldSpec("hours", _("hours"), hint=_("a week")),
            FieldSpec("text", _("why here"), hint=_("what helps the account holder to say yes")),
        )

    def start_values(self) -> Mapping[str, Any]:
        """See :class:`FormScreen`."""
        return self._given

    def start_texts(self) -> Mapping[str, str]:
        """See :class:`FormScreen`."""
        texts = {}
        client, employer = self._given["client_id"], self._given["employer_id"]
        with self.desk.store.read() as reader:
            if isinstance(client, bytes):
                known = client_facts(reader, client)
                texts["client_id"] = f"{known.name} ({known.number})"
            if isinstance(employer, bytes):
                there = employer_facts(reader, employer, self.desk.store.today())
                texts["employer_id"] = f"{there.name} ({there.number})"
        return texts

    def begin_at(self) -> str:
        """See :class:`FormScreen`: the first field that still has to be filled in, else the reason."""
        return next((name for name in NEEDED if not self._given[name]), "text")

    def save(self, data: RequestInput) -> bytes:
        """See :class:`FormScreen`."""
        return request(self.desk.store, self.desk.actor, data).id


class VerbalForm(RequestForm):
    """A consent that was given outside the program: by whom, when, and how."""

    input_model = VerbalInput
    title_id = N_("Record a verbal consent")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f9,ctrl+s", "save", N_("record"), id="form.save", tooltip=N_("Record this consent"), priority=True)
    ]

    def specs(self) -> Sequence[FieldSpec]:
        """See :class:`FormScreen`; who can have agreed follows from the employer and the day."""
        return (
            *super().specs(),
            FieldSpec("when", _("agreed on"), hint=_("dd-mm-yyyy")),
            FieldSpec("who_id", _("by"), choices=self._deciders(), hint=_("account holder or deputy of that day"), keys=True),
            FieldSpec("channel", _("how"), choices=enum_choices(SPOKEN), hint=_("choose"), optional=False),
        )

    def start_values(self) -> Mapping[str, Any]:
        """See :class:`FormScreen`: today, by who decides today."""
        deciders = self._deciders()
        return {
            **super().start_values(),
            "when": long_date(self.desk.store.today()),
            "who_id": deciders[0][0] if deciders else None,
        }

    def _deciders(self) -> Choices:
        employer = self._given["employer_id"]
        if not isinstance(employer, bytes):
            return ()
        with self.desk.store.read() as reader:
            return deciders_on(reader, employer, self.desk.store.today())

    def begin_at(self) -> str:
        """See :class:`FormScreen`: from a proposal only how it was said is still to tell."""
        return next((name for name in NEEDED if not self._given[name]), "channel")

    @on(Input.Changed, "#field-when")
    @on(Picked.Changed, "#field-employer_id")
    def _other_day(self) -> None:
        """On another day, or elsewhere, somebody else may have decided."""
        values = self.values()
        employer, day = values["employer_id"], _day(values["when"])
        if employer is None or day is None:
            return

        def question() -> Choices:
            with self.desk.store.read() as reader:
                return deciders_on(reader, employer, day)

        self.ask(question, self._offer, group="deciders")

    def _offer(self, deciders: Choices) -> None:
        field = self.query_one("#field-who_id", ChoiceField)
        field.spec = replace(field.spec, choices=deciders)
        if field.value not in dict(deciders):
            field.take(*(deciders[0] if deciders else (None, "")))

    def save(self, data: RequestInput) -> bytes:
        """See :class:`FormScreen`."""
        assert isinstance(data, VerbalInput)
        return record_verbal(self.desk.store, self.desk.actor, data).id


def deciders_on(reader: Reader, employer: bytes, day: date) -> Choices:
    """Who could agree for an employer on a day: who stands in for the account holder, and the account holders of that day."""
    found: dict[str, str] = {}
    holder = holder_facts(reader, employer, day)
    if holder is not None and holder.deciding is not None:
        found[holder.deciding.id.hex()] = holder.deciding.name
    for one in holdings(reader, employer):
        if (one.from_date is None or one.from_date <= day) and (one.until_date is None or day <= one.until_date):
            found.setdefault(one.user_id.hex(), one.name)
    return tuple(found.items())


def _day(text: str | None) -> date | None:
    try:
        return parse_date((text or "").strip())
    except ValueError:
        return None
