"""The forms of a service order: recording, changing, closing and withdrawing it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from pydantic import BaseModel

from db.form_settings import open_forms
from db.placement_facts import client_facts
from db.service_orders import UWV, OrderRow, add_order, change_order, close_order, order_file, withdraw_order
from models.coordination.facts import ClientFacts
from models.kinds import Form, TargetGroup
from models.service_order import ChangeOrderInput, CloseOrderInput, OrderInput, WithdrawOrderInput
from screens.house.choices import enum_choices
from screens.house.fields import FieldSpec
from screens.house.form_screen import FormScreen
from screens.texts import _, amount, long_date


def order_specs(forms: Sequence[Form]) -> tuple[FieldSpec, ...]:
    """The fields of an order, apart from its client."""
    return (
        FieldSpec("form", _("product"), choices=enum_choices(forms), optional=False, hint=_("choose")),
        FieldSpec("start", _("from"), hint=_("dd-mm-yyyy")),
        FieldSpec("until", _("until"), hint=_("dd-mm-yyyy, or empty")),
        FieldSpec("budget", _("budget"), hint=_("euros, may stay empty")),
        FieldSpec("reference", _("reference"), hint=_("what the order is called at who ordered")),
        FieldSpec("remarks", _("remarks"), hint=_("may stay empty")),
    )


class OrderForm(FormScreen):
    """A new order, for a client that is known or one to look up; closes with the order's key."""

    subject = "service-order"
    input_model = OrderInput

    def __init__(self, client: bytes | None = None, **start: Any) -> None:
        """``start`` has what stands in its fields already, as people write it."""
        super().__init__()
        self.client = client
        self._start = {name: value for name, value in start.items() if value}
        self._facts: ClientFacts | None = None

    def heading(self) -> str:
        """See :class:`FormScreen`."""
        if self._facts is None:
            return _("New service order")
        director = UWV if self._facts.group == TargetGroup.UWV else self._facts.municipality
        return _(
            "Order of {director} for {client} ({number})", director=director, client=self._facts.name, number=self._facts.number
        )

    def specs(self) -> Sequence[FieldSpec]:
        """See :class:`FormScreen`; of a client that is known only what can be ordered for them."""
        if self.client is None:
            who = FieldSpec("client_id", _("client"), subject="client", hint=_("type a name"), optional=False)
            return (who, *order_specs(tuple(Form)))
        with self.desk.store.read() as reader:
            self._facts = client_facts(reader, self.client)
            forms = open_forms(reader, self._facts.group, self.desk.store.today())
        return order_specs(forms)

    def start_values(self) -> Mapping[str, Any]:
        """See :class:`FormScreen`."""
        return self._start

    def fixed_values(self) -> Mapping[str, Any]:
        """See :class:`FormScreen`."""
        return {} if self.client is None else {"client_id": self.client}

    def begin_at(self) -> str:
        """See :class:`FormScreen`: what is filled in already is passed over."""
        names = [spec.name for spec in self.specs()]
        return next(name for name in names if name not in self._start and (name != "until" or "start" not in self._start))

    def save(self, data: OrderInput) -> bytes:
        """See :class:`FormScreen`."""
        return add_order(self.desk.store, self.desk.actor, data).id


class _OfOrder(FormScreen):
    """A form about an order that is there."""

    subject = "service-order"

    def __init__(self, key: bytes, **start: Any) -> None:
        """``start`` has what stands in its fields instead of what was kept."""
        super().__init__()
        self.key = key
        self._start = {name: value for name, value in start.items() if value}

    @property
    def order(self) -> OrderRow:
        """The order as it was when the form was opened."""
        if not hasattr(self, "_order"):
            with self.desk.store.read() as reader:
                self._order = order_file(reader, self.key, self.desk.store.today())
        return self._order

    def read_again(self) -> bool:
        """See :class:`FormScreen`."""
        with self.desk.store.read() as reader:
            self._order = order_file(reader, self.key, self.desk.store.today())
        self._start = {}
        return True


class ChangeOrderForm(_OfOrder):
    """Changes an open order."""

    input_model: ClassVar[type[BaseModel]] = ChangeOrderInput

    def heading(self) -> str:
        """See :class:`FormScreen`."""
        return _("Change order {number} of {director}", number=self.order.number, director=self.order.ordered_by)

    def specs(self) -> Sequence[FieldSpec]:
        """See :class:`FormScreen`."""
        with self.desk.store.read() as reader:
            group = client_facts(reader, self.order.client_id).group
            forms = open_forms(reader, group, max(self.order.start, self.desk.store.today()))
        return order_specs(forms if self.order.form in forms else (*forms, self.order.form))

    def start_values(self) -> Mapping[str, Any]:
        """See :class:`FormScreen`."""
        kept = {
            "form": self.order.form.value,
            "start": long_date(self.order.start),
            "until": long_date(self.order.until),
            "budget": amount(self.order.budget),
            "reference": self.order.reference or "",
            "remarks": self.order.remarks or "",
        }
        return kept | self._start

    def begin_at(self) -> str:
        """See :class:`FormScreen`: it is most often prolonged."""
        return "until"

    def save(self, data: ChangeOrderInput) -> bytes:
        """See :class:`FormScreen`."""
        change_order(self.desk.store, self.desk.actor, self.key, self.order.version, data)
        return self.key


class CloseOrderForm(_OfOrder):
    """Closes an order whose work is done."""

    input_model: ClassVar[type[BaseModel]] = CloseOrderInput

    def heading(self) -> str:
        """See :class:`FormScreen`."""
        return _("Close order {number} for {client}", number=self.order.number, client=self.order.client_name)

    def specs(self) -> Sequence[FieldSpec]:
        """See :class:`FormScreen`."""
        return (
            FieldSpec("closed_on", _("closed on"), hint=_("dd-mm-yyyy")),
            FieldSpec("spent", _("what it came to"), hint=_("euros; empty: its budget")),
        )

    def start_values(self) -> Mapping[str, Any]:
        """See :class:`FormScreen`."""
        return {"closed_on": long_date(self.desk.store.today()), "spent": amount(self.order.budget)}

    def begin_at(self) -> str:
        """See :class:`FormScreen`."""
        return "spent"

    def save(self, data: CloseOrderInput) -> bytes:
        """See :class:`FormScreen`."""
        close_order(self.desk.store, self.desk.actor, self.key, self.order.version, data)
        return self.key


class WithdrawOrderForm(_OfOrder):
    """Writes down that who ordered took the order back."""

    input_model: ClassVar[type[BaseModel]] = WithdrawOrderInput

    def heading(self) -> str:
        """See :class:`FormScreen`."""
        return _("{director} takes back order {number}", director=self.order.ordered_by, number=self.order.number)

    def specs(self) -> Sequence[FieldSpec]:
        """See :class:`FormScreen`."""
        return (
            FieldSpec("reason", _("reason"), hint=_("in the words of who took it back")),
            FieldSpec("closed_on", _("on"), hint=_("dd-mm-yyyy")),
        )

    def start_values(self) -> Mapping[str, Any]:
        """See :class:`FormScreen`."""
        return {"closed_on": long_date(self.desk.store.today())}

    def save(self, data: WithdrawOrderInput) -> bytes:
        """See :class:`FormScreen`."""
        withdraw_order(self.desk.store, self.desk.actor, self.key, self.order.version, data)
        return self.key
