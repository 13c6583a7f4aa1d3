"""The forms of a service agreement and of one product in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from db.service_agreements import (
    AgreementFile,
    ProductLine,
    add_agreement,
    add_product,
    agreement_file,
    change_agreement,
    change_product,
)
from models.kinds import AgreementState, Form, ProductUnit
from models.service_agreement import AgreementInput, ProductInput
from screens.house.choices import enum_choices, municipality_choices
from screens.house.fields import FieldSpec
from screens.house.form_screen import FormScreen
from screens.texts import _, amount, long_date


class AgreementForm(FormScreen):
    """A new agreement, or one that is changed."""

    subject = "service-agreement"
    input_model = AgreementInput

    def __init__(self, key: bytes | None) -> None:
        super().__init__()
        self.key = key
        self._file: AgreementFile | None = None

    def heading(self) -> str:
        """See :class:`FormScreen`."""
        if self._file is None:
            return _("New service agreement (DVO)")
        return _("Change {name} ({number})", name=self._file.name, number=self._file.number)

    def specs(self) -> Sequence[FieldSpec]:
        """See :class:`FormScreen`."""
        with self.desk.store.read() as reader:
            municipalities = municipality_choices(reader)
            if self.key is not None:
                self._file = agreement_file(reader, self.key, self.desk.store.today())
        return (
            FieldSpec("municipality_id", _("municipality"), choices=municipalities, keys=True, optional=False),
            FieldSpec("start", _("from"), hint=_("dd-mm-yyyy")),
            FieldSpec("until", _("until"), hint=_("dd-mm-yyyy")),
            FieldSpec("state", _("state"), choices=enum_choices(AgreementState), optional=False),
            FieldSpec("remarks", _("remarks")),
        )

    def start_values(self) -> Mapping[str, Any]:
        """See :class:`FormScreen`."""
        file = self._file
        if file is None:
            return {"state": AgreementState.SIGNED.value}
        return {
            "municipality_id": file.municipality_id.hex(),
            "start": long_date(file.start),
            "until": long_date(file.until),
            "state": file.state.value,
            "remarks": file.remarks or "",
        }

    def start_texts(self) -> Mapping[str, str]:
        """See :class:`FormScreen`."""
        return {} if self._file is None else {"municipality_id": self._file.municipality}

    def save(self, data: AgreementInput) -> bytes:
        """See :class:`FormScreen`."""
        desk = self.desk
        if self._file is None:
            return add_agreement(desk.store, desk.actor, data).id
        change_agreement(desk.store, desk.actor, self._file.id, self._file.version, data)
        return self._file.id

    def read_again(self) -> bool:
        """See :class:`FormScreen`; the fields read the record."""
        return bool(self.specs()) and self._file is not None


class ProductForm(FormScreen):
    """A product that is added to an agreement, or one that is changed; closes with the agreement's key."""

    subject = "service-agreement"
    input_model = ProductInput

    def __init__(self, agreement: bytes, product: ProductLine | None = None) -> None:
        super().__init__()
        self.agreement = agreement
        self.product = product

    def heading(self) -> str:
        """See :class:`FormScreen`."""
        if self.product is None:
            return _("New product of the agreement")
        return _("Change the product '{product}'", product=self.product.form)

    def specs(self) -> Sequence[FieldSpec]:
        """See :class:`FormScreen`."""
        return (
            FieldSpec("form", _("product"), choices=enum_choices(Form), optional=False, hint=_("choose")),
            FieldSpec("budget", _("euros a year"), hint=_("may stay empty")),
            FieldSpec("unit", _("bought"), choices=enum_choices(ProductUnit), optional=False),
        )

    def start_values(self) -> Mapping[str, Any]:
        """See :class:`FormScreen`."""
        if self.product is None:
            return {"unit": ProductUnit.PLACEMENT.value}
        product = self.product
        return {"form": product.form.value, "budget": amount(product.budget), "unit": product.unit.value}

    def save(self, data: ProductInput) -> bytes:
        """See :class:`FormScreen`."""
        desk = self.desk
        if self.product is None:
            add_product(desk.store, desk.actor, self.agreement, data)
        else:
            change_product(desk.store, desk.actor, self.product.id, self.product.version, data)
        return self.agreement

    def read_again(self) -> bool:
        """See :class:`FormScreen`."""
        if self.product is None:
            return False
        with self.desk.store.read() as reader:
            products = agreement_file(reader, self.agreement, self.desk.store.today()).products
        self.product = next(one for one in products if one.id == self.product.id)
        return True
