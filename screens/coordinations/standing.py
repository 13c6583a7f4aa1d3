"""Agreeing to a number of places without having been asked: the form of a standing consent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from pydantic import BaseModel
from textual.binding import Binding, BindingType

from db.standing_consents import give_standing
from models.coordination.request import StandingInput
from models.kinds import Form, Reach
from models.messages import N_
from screens.house.choices import enum_choices
from screens.house.fields import FieldSpec
from screens.house.form_screen import FormScreen
from screens.texts import _, long_date


class StandingForm(FormScreen):
    """A consent for several places, given by who decides for the employer or its group; each placement takes one place."""

    subject = "coordination"
    input_model: ClassVar[type[BaseModel]] = StandingInput
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f9,ctrl+s", "save", N_("agree"), id="form.save", tooltip=N_("Agree to these places"), priority=True)
    ]

    def heading(self) -> str:
        """See :class:`FormScreen`."""
        return _("Agree to several places beforehand")

    def specs(self) -> Sequence[FieldSpec]:
        """See :class:`FormScreen`."""
        return (
            FieldSpec("employer_id", _("employer"), subject="employer", hint=_("type a name"), optional=False),
            FieldSpec("form", _("form"), choices=enum_choices(Form), hint=_("choose"), optional=False),
            FieldSpec("places", _("places"), hint=_("how many people")),
            FieldSpec("valid_from", _("from"), hint=_("dd-mm-yyyy")),
            FieldSpec("valid_until", _("until"), hint=_("dd-mm-yyyy, or empty")),
            FieldSpec("reach", _("for"), choices=enum_choices(Reach), hint=_("empty: this employer; or its whole group")),
            FieldSpec("text", _("remark"), hint=_("may stay empty")),
        )

    def start_values(self) -> Mapping[str, Any]:
        """See :class:`FormScreen`: from today."""
        return {"valid_from": long_date(self.desk.store.today())}

    def save(self, data: StandingInput) -> bytes:
        """See :class:`FormScreen`."""
        return give_standing(self.desk.store, self.desk.actor, data).id
