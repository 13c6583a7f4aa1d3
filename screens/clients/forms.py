"""The forms of a client: the client, an indication; that of a wage value is in ``wage_value_form.py``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from db.clients import ClientFile, add_indication, change_indication, client_file, create_client, update_client
from db.looking import record_look
from models.client import ClientInput
from models.groups import KIND_OF_GROUP
from models.indication import IndicationInput, TypedIndication
from models.kinds import ClientStatus, HrAdministrator, IndicationKind, Role, TargetGroup
from screens.house.choices import enum_choices, municipality_choices, user_choices
from screens.house.fields import FieldSpec
from screens.house.form_screen import FormScreen
from screens.texts import _, amount, long_date, partial_date


class ClientForm(FormScreen):
    """A new client, or one that is changed."""

    subject = "client"
    input_model = ClientInput

    def __init__(self, key: bytes | None) -> None:
        super().__init__()
        self.key = key
        self._file: ClientFile | None = None

    def on_mount(self) -> None:
        """Begin typing; that the BSN is in sight is journalled."""
        super().on_mount()
        if self._file is not None and self._file.bsn:
            look = partial(record_look, self.desk.store, self.desk.actor, "client.look", about=self._file.id)
            self.ask(look, lambda _: None, group="look")

    def heading(self) -> str:
        """See :class:`FormScreen`."""
        return (
            _("New client")
            if self._file is None
            else _("Change {name} ({number})", name=self._file.name, number=self._file.number)
        )

    def specs(self) -> Sequence[FieldSpec]:
        """See :class:`FormScreen`."""
        with self.desk.store.read() as reader:
            municipalities = municipality_choices(reader)
            consultants = user_choices(reader, Role.CONSULTANT)
            if self.key is not None:
                self._file = client_file(reader, self.key, self.desk.store.today())
        return (
            FieldSpec("call_name", _("call name")),
            FieldSpec("prefix", _("prefix"), hint=_("van der, de, …")),
            FieldSpec("surname", _("surname")),
            FieldSpec("initials", _("initials")),
            FieldSpec("given_names", _("given names")),
            FieldSpec("birth_date", _("birth date"), hint=_("dd-mm-yyyy; 1968 when only the year is known")),
            FieldSpec("bsn", _("BSN"), hint=_("nine digits")),
            FieldSpec("target_group", _("target group"), choices=enum_choices(TargetGroup), optional=False),
            FieldSpec("municipality_id", _("directed by"), choices=municipalities, optional=False, keys=True),
            FieldSpec("consultant_id", _("consultant"), choices=consultants, keys=True),
            FieldSpec("status", _("status"), choices=enum_choices(ClientStatus), optional=False),
            FieldSpec("contract_hours", _("contract hours"), hint=_("hours a week")),
            FieldSpec("contract_until", _("contract until"), hint=_("dd-mm-yyyy, or empty")),
            FieldSpec("formal_employer_id", _("formal employer"), choices=municipalities, keys=True),
            FieldSpec("hr_administrator", _("HR administrator"), choices=enum_choices(HrAdministrator)),
            FieldSpec("ladder_step", _("step"), hint="1 – 6"),
            FieldSpec("street", _("street")),
            FieldSpec("house_number", _("house number")),
            FieldSpec("postcode", _("postcode"), hint="1234 AB"),
            FieldSpec("place", _("place")),
            FieldSpec("phone", _("phone")),
            FieldSpec("email", _("e-mail")),
            FieldSpec("skills", _("skills")),
            FieldSpec("limits", _("limits")),
            FieldSpec("mobility", _("mobility")),
            FieldSpec("travel_km", _("kilometres to work"), hint=_("how far, one way, at most")),
            FieldSpec("remarks", _("remarks")),
        )

    def start_values(self) -> Mapping[str, Any]:
        """See :class:`FormScreen`."""
        file = self._file
        if file is None:
            mine = self.desk.actor.id.hex() if self.desk.actor.has(Role.CONSULTANT) else None
            return {"status": ClientStatus.ACTIVE.value, "consultant_id": mine}
        plain = {spec.name: getattr(file, spec.name) for spec in self.specs()}
        return {
            **{name: value.hex() if isinstance(value, bytes) else value for name, value in plain.items()},
            "birth_date": partial_date(file.birth_date),
            "contract_hours": amount(file.contract_hours),
            "ladder_step": str(file.ladder_step or ""),
            "contract_until": long_date(file.contract_until),
            "travel_km": str(file.travel_km or ""),
        }

    def fixed_values(self) -> Mapping[str, Any]:
        """See :class:`FormScreen`: what was imported and is shown in the file only."""
        return {"formal_employer_text": self._file.formal_employer_text} if self._file else {}

    def save(self, data: ClientInput) -> bytes:
        """See :class:`FormScreen`."""
        desk = self.desk
        if self._file is None:
            return create_client(desk.store, desk.actor, data).id
        update_client(desk.store, desk.actor, self._file.id, self._file.version, data.model_dump())
        return self._file.id

    def read_again(self) -> bool:
        """See :class:`FormScreen`; the fields read the client."""
        return bool(self.specs()) and self._file is not None


class IndicationForm(FormScreen):
    """A new indication of a client."""

    subject = "client"
    input_model = TypedIndication

    def __init__(self, client: bytes, key: bytes | None = None) -> None:
        """``key``: the indication to correct; None for a new one."""
        super().__init__()
        self.client = client
        self.key = key
        self._version = 0

    def heading(self) -> str:
        """See :class:`FormScreen`."""
        name = self._client().name
        return _("New indication of {name}", name=name) if self.key is None else _("Change an indication of {name}", name=name)

    def _client(self) -> ClientFile:
        with self.desk.store.read() as reader:
            return client_file(reader, self.client, self.desk.store.today())

    def specs(self) -> Sequence[FieldSpec]:
        """See :class:`FormScreen`."""
        return (
            FieldSpec("kind", _("kind"), choices=enum_choices(IndicationKind), optional=False),
            FieldSpec("category", _("category"), hint=_("Wsw: matig or ernstig")),
            FieldSpec("valid_from", _("valid from"), hint=_("dd-mm-yyyy")),
            FieldSpec("valid_until", _("valid until"), hint=_("dd-mm-yyyy, the last day")),
            FieldSpec("advice_supported", _("advice supported employment"), choices=(("yes", _("yes")), ("no", _("no")))),
            FieldSpec("document", _("document"), hint=_("where the decision is kept")),
        )

    def start_values(self) -> Mapping[str, Any]:
        """See :class:`FormScreen`: the kind that the client's group needs, or the indication as it is."""
        client = self._client()
        known = next((one for one in client.indications if one.id == self.key), None)
        if known is None:
            return {"kind": KIND_OF_GROUP.get(client.target_group, IndicationKind.OTHER).value}
        self._version = known.version
        return {
            "kind": known.kind.value,
            "category": known.category or "",
            "valid_from": long_date(known.valid_from),
            "valid_until": long_date(known.valid_until),
            "advice_supported": {True: "yes", False: "no", None: None}[known.advice_supported],
            "document": known.document or "",
        }

    def save(self, data: IndicationInput) -> bytes:
        """See :class:`FormScreen`."""
        desk = self.desk
        if self.key is None:
            add_indication(desk.store, desk.actor, self.client, data)
        else:
            change_indication(desk.store, desk.actor, self.key, self._version, data)
        return self.client

    def read_again(self) -> bool:
        """See :class:`FormScreen`; what the fields hold at first is read each time."""
        return self.key is not None
