"""The forms of an employer: the employer, a contact person, its account holder, becoming a relation, an approach stop."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from db.employers import (
    ContactRow,
    EmployerFile,
    add_contact_person,
    assign_holder,
    change_contact_person,
    create_employer,
    employer_file,
    lay_stop,
    make_relation,
    update_employer,
)
from models.employer import ContactPersonInput, EmployerInput, HoldingInput, RelationInput, StopInput
from models.kinds import Role
from screens.house.choices import municipality_choices, user_choices
from screens.house.fields import FieldSpec
from screens.house.form_screen import FormScreen
from screens.texts import _, long_date


class EmployerForm(FormScreen):
    """A new employer, or one that is changed."""

    subject = "employer"
    input_model = EmployerInput

    def __init__(self, key: bytes | None) -> None:
        super().__init__()
        self.key = key
        self._file: EmployerFile | None = None

    def heading(self) -> str:
        """See :class:`FormScreen`."""
        if self._file is None:
            return _("New employer")
        return _("Change {name} ({number})", name=self._file.name, number=self._file.number)

    def specs(self) -> Sequence[FieldSpec]:
        """See :class:`FormScreen`."""
        with self.desk.store.read() as reader:
            municipalities = municipality_choices(reader)
            if self.key is not None:
                self._file = employer_file(reader, self.key, self.desk.store.today())
        return (
            FieldSpec("name", _("name")),
            FieldSpec("kvk", _("KVK number"), hint=_("eight digits")),
            FieldSpec("branch_number", _("branch number"), hint=_("twelve digits")),
            FieldSpec("group_name", _("group"), hint=_("the group of companies it belongs to")),
            FieldSpec("street", _("street")),
            FieldSpec("house_number", _("house number")),
            FieldSpec("postcode", _("postcode"), hint="1234 AB"),
            FieldSpec("place", _("place")),
            FieldSpec("municipality_id", _("municipality"), choices=municipalities, keys=True, hint=_("follows the place")),
            FieldSpec("phone", _("phone")),
            FieldSpec("email", _("e-mail")),
            FieldSpec("website", _("website")),
            FieldSpec("branch", _("line of business")),
            FieldSpec("sbi", _("SBI code")),
            FieldSpec("sbi_version", _("SBI version"), hint=_("2008 or 2025")),
            FieldSpec("size", _("size"), hint=_("how many work there")),
            FieldSpec(
                "outdoor_service_of", _("outdoor service of"), choices=municipalities, keys=True, hint=_("the municipality's own")
            ),
            FieldSpec("remarks", _("remarks")),
        )

    def start_values(self) -> Mapping[str, Any]:
        """See :class:`FormScreen`."""
        if self._file is None:
            return {}
        plain = {name: getattr(self._file, name) for name in EmployerInput.model_fields}
        return {name: value.hex() if isinstance(value, bytes) else value for name, value in plain.items()}

    def save(self, data: EmployerInput) -> bytes:
        """See :class:`FormScreen`."""
        desk = self.desk
        if self._file is None:
            return create_employer(desk.store, desk.actor, data).id
        update_employer(desk.store, desk.actor, self._file.id, self._file.version, data.model_dump())
        return self._file.id

    def read_again(self) -> bool:
        """See :class:`FormScreen`; the fields read the employer."""
        return bool(self.specs()) and self._file is not None


class OfEmployer(FormScreen):
    """A form about one employer; closes with the employer's key."""

    subject = "employer"

    def __init__(self, employer: bytes) -> None:
        super().__init__()
        self.employer = employer
        self._file: EmployerFile | None = None

    def file(self) -> EmployerFile:
        """The employer as it was when the form opened."""
        if self._file is None:
            with self.desk.store.read() as reader:
                self._file = employer_file(reader, self.employer, self.desk.store.today())
        return self._file

    def read_again(self) -> bool:
        """See :class:`FormScreen`."""
        self._file = None
        return self.file() is not None


class ContactPersonForm(OfEmployer):
    """A new contact person of an employer, or one that is corrected."""

    input_model = ContactPersonInput

    def __init__(self, employer: bytes, contact: ContactRow | None = None) -> None:
        super().__init__(employer)
        self.contact = contact

    def heading(self) -> str:
        """See :class:`FormScreen`."""
        if self.contact is None:
            return _("New contact person of {name}", name=self.file().name)
        return _("Change {contact} of {name}", contact=self.contact.name, name=self.file().name)

    def specs(self) -> Sequence[FieldSpec]:
        """See :class:`FormScreen`."""
        return (
            FieldSpec("name", _("name")),
            FieldSpec("role", _("role"), hint=_("foreman, HR, owner, …")),
            FieldSpec("phone", _("phone")),
            FieldSpec("email", _("e-mail")),
        )

    def start_values(self) -> Mapping[str, Any]:
        """See :class:`FormScreen`."""
        return {} if self.contact is None else {name: getattr(self.contact, name) for name in ContactPersonInput.model_fields}

    def save(self, data: ContactPersonInput) -> bytes:
        """See :class:`FormScreen`."""
        desk = self.desk
        if self.contact is None:
            add_contact_person(desk.store, desk.actor, self.employer, data)
        else:
            change_contact_person(desk.store, desk.actor, self.contact.id, self.contact.version, data)
        return self.employer

    def read_again(self) -> bool:
        """See :class:`FormScreen`."""
        known = self.contact
        super().read_again()
        self.contact = next((row for row in self.file().contacts if known is not None and row.id == known.id), None)
        return self.contact is not None


class AssignHolderForm(OfEmployer):
    """The account holder of a relation, from a day on."""

    input_model = HoldingInput
    _seen: bytes | None = None
    """The newest holding when the form was opened."""

    def on_mount(self) -> None:
        """Begin typing."""
        super().on_mount()
        self._seen = next((holding.id for holding in self.file().holdings), None)

    def heading(self) -> str:
        """See :class:`FormScreen`."""
        file = self.file()
        if file.holder is None:
            return _("Account holder of {name}", name=file.name)
        return _("Account holder of {name}, now {holder}", name=file.name, holder=file.holder.person.name)

    def specs(self) -> Sequence[FieldSpec]:
        """See :class:`FormScreen`."""
        with self.desk.store.read() as reader:
            users = user_choices(reader, inactive=False)
        return (
            FieldSpec("user_id", _("account holder"), choices=users, optional=False, keys=True),
            FieldSpec("from_date", _("from"), hint=_("dd-mm-yyyy")),
            FieldSpec("reason", _("reason"), hint=_("may stay empty")),
            FieldSpec("note", _("hand-over note"), hint=_("what the new account holder must know; they see it on Today")),
        )

    def start_values(self) -> Mapping[str, Any]:
        """See :class:`FormScreen`: from today."""
        return {"from_date": long_date(self.desk.store.today())}

    def save(self, data: HoldingInput) -> bytes:
        """See :class:`FormScreen`."""
        desk = self.desk
        assign_holder(
            desk.store,
            desk.actor,
            self.employer,
            data.user_id,
            from_date=data.from_date,
            reason=data.reason,
            note=data.note,
            seen=self._seen,
        )
        return self.employer

    def read_again(self) -> bool:
        """See :class:`FormScreen`; the one who was assigned meanwhile is known now."""
        super().read_again()
        self._seen = next((holding.id for holding in self.file().holdings), None)
        return True


class MakeRelationForm(OfEmployer):
    """A prospect becomes a relation, and gets its account holder."""

    input_model = RelationInput

    def heading(self) -> str:
        """See :class:`FormScreen`."""
        return _("Make {name} a relation", name=self.file().name)

    def specs(self) -> Sequence[FieldSpec]:
        """See :class:`FormScreen`."""
        with self.desk.store.read() as reader:
            users = user_choices(reader, inactive=False)
        return (
            FieldSpec("user_id", _("account holder"), choices=users, optional=False, keys=True),
            FieldSpec("relation_since", _("relation since"), hint=_("dd-mm-yyyy")),
        )

    def start_values(self) -> Mapping[str, Any]:
        """See :class:`FormScreen`: since today, held by who registers it when that is an account manager."""
        actor = self.desk.actor
        mine = actor.id.hex() if actor.has(Role.ACCOUNT_MANAGER) else None
        return {"user_id": mine, "relation_since": long_date(self.desk.store.today())}

    def save(self, data: RelationInput) -> bytes:
        """See :class:`FormScreen`."""
        desk = self.desk
        make_relation(desk.store, desk.actor, self.employer, data.user_id, since=data.relation_since)
        return self.employer


class StopForm(OfEmployer):
    """An approach stop: everybody leaves the employer in peace for a while."""

    input_model = StopInput

    def heading(self) -> str:
        """See :class:`FormScreen`."""
        return _("Approach stop for {name}", name=self.file().name)

    def specs(self) -> Sequence[FieldSpec]:
        """See :class:`FormScreen`."""
        return (
            FieldSpec("reason", _("reason"), hint=_("why nobody should call or visit now")),
            FieldSpec("from_date", _("from"), hint=_("dd-mm-yyyy")),
            FieldSpec("until_date", _("until"), hint=_("dd-mm-yyyy, the last day; empty: until it is lifted")),
        )

    def start_values(self) -> Mapping[str, Any]:
        """See :class:`FormScreen`: from today."""
        return {"from_date": long_date(self.desk.store.today())}

    def save(self, data: StopInput) -> bytes:
        """See :class:`FormScreen`."""
        desk = self.desk
        lay_stop(desk.store, desk.actor, self.employer, reason=data.reason, from_date=data.from_date, until=data.until_date)
        return self.employer
