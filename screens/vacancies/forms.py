"""The forms of a vacancy: the vacancy itself, and why it closes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from db.placement_facts import employer_facts
from db.vacancies import VacancyFile, close_vacancy, create_vacancy, update_vacancy, vacancy_file
from models.kinds import Form
from models.vacancy import ClosingInput, VacancyInput, forms_text
from screens.house.choices import enum_choices
from screens.house.fields import FieldSpec
from screens.house.form_screen import FormScreen
from screens.texts import _, amount, long_date


class VacancyForm(FormScreen):
    """A new vacancy, of an employer when it is opened from there, or one that is changed."""

    subject = "vacancy"
    input_model = VacancyInput

    def __init__(self, key: bytes | None = None, employer: bytes | None = None) -> None:
        super().__init__()
        self.key = key
        self.employer = employer
        self._file: VacancyFile | None = None

    def heading(self) -> str:
        """See :class:`FormScreen`."""
        if self._file is None:
            return _("New vacancy")
        return _("Change {name} ({number})", name=self._file.title, number=self._file.number)

    def specs(self) -> Sequence[FieldSpec]:
        """See :class:`FormScreen`; an employer that is known stands last, where nobody has to pass it."""
        if self.key is not None:
            with self.desk.store.read() as reader:
                self._file = vacancy_file(reader, self.key, self.desk.store.today())
        employer = FieldSpec("employer_id", _("employer"), subject="employer", hint=_("type a name"), optional=False)
        rest = (
            FieldSpec("title", _("what the work is"), hint=_("in a few words: packer, gardener, …")),
            FieldSpec("places", _("places"), hint=_("for how many people; empty: one")),
            FieldSpec("hours", _("hours a week"), hint=_("for one place; may stay empty")),
            FieldSpec("start", _("from"), hint=_("dd-mm-yyyy, or empty: at once")),
            FieldSpec("until", _("until"), hint=_("dd-mm-yyyy, or empty")),
            FieldSpec("forms", _("forms"), choices=enum_choices(Form), several=True, hint=_("choose; empty: any form")),
            FieldSpec("skills", _("skills asked"), hint=_("what somebody must be able to do")),
            FieldSpec("limits", _("does not go with"), hint=_("limits with which it can't be done")),
            FieldSpec("minimum_wage_value", _("minimum wage value"), hint=_("percent; may stay empty")),
            FieldSpec("remarks", _("remarks")),
        )
        return (employer, *rest) if self.key is None and self.employer is None else (*rest, employer)

    def start_values(self) -> Mapping[str, Any]:
        """See :class:`FormScreen`."""
        file = self._file
        if file is None:
            return {"employer_id": self.employer}
        plain = {name: getattr(file, name) for name in VacancyInput.model_fields}
        return {
            **plain,
            "places": str(file.places),
            "hours": amount(file.hours),
            "start": long_date(file.start),
            "until": long_date(file.until),
            "forms": forms_text(file.forms),
            "minimum_wage_value": amount(file.minimum_wage_value),
        }

    def start_texts(self) -> Mapping[str, str]:
        """See :class:`FormScreen`."""
        if self._file is not None:
            return {"employer_id": f"{self._file.employer_name} ({self._file.employer_number})"}
        if self.employer is None:
            return {}
        with self.desk.store.read() as reader:
            there = employer_facts(reader, self.employer, self.desk.store.today())
        return {"employer_id": f"{there.name} ({there.number})"}

    def save(self, data: VacancyInput) -> bytes:
        """See :class:`FormScreen`."""
        desk = self.desk
        if self._file is None:
            return create_vacancy(desk.store, desk.actor, data).id
        update_vacancy(desk.store, desk.actor, self._file.id, self._file.version, data.model_dump())
        return self._file.id

    def read_again(self) -> bool:
        """See :class:`FormScreen`; the fields read the vacancy."""
        return bool(self.specs()) and self._file is not None


class CloseForm(FormScreen):
    """Why nobody is proposed for a vacancy any more."""

    subject = "vacancy"
    input_model = ClosingInput

    def __init__(self, file: VacancyFile) -> None:
        super().__init__()
        self.file = file

    def heading(self) -> str:
        """See :class:`FormScreen`."""
        return _("Close {name} of {employer}", name=self.file.title, employer=self.file.employer_name)

    def specs(self) -> Sequence[FieldSpec]:
        """See :class:`FormScreen`."""
        return (FieldSpec("reason", _("reason"), hint=_("filled, called off, …")),)

    def save(self, data: ClosingInput) -> bytes:
        """See :class:`FormScreen`."""
        close_vacancy(self.desk.store, self.desk.actor, self.file.id, self.file.version, data.reason)
        return self.file.id

    def read_again(self) -> bool:
        """See :class:`FormScreen`; what was changed meanwhile is told."""
        with self.desk.store.read() as reader:
            self.file = vacancy_file(reader, self.file.id, self.desk.store.today())
        return True
