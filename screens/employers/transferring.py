"""Transferring employers to another account holder: the marked ones of a list, or all of a colleague who leaves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from db.account_transfer import Transferred, held_by, transfer, transfer_all
from models.employer import TransferInput
from screens.house.choices import user_choices
from screens.house.fields import FieldSpec
from screens.house.form_screen import FormScreen
from screens.texts import _, long_date, plural


class TransferForm(FormScreen):
    """To whom, from when, why, and what the new account holder must know; closes with what came of it."""

    subject = "employer"
    input_model = TransferInput

    def __init__(self, employers: Sequence[bytes] = (), *, holder: bytes | None = None, name: str = "") -> None:
        """``employers`` are those that are marked; else all of ``holder``, who is called ``name``."""
        super().__init__()
        self.employers = tuple(employers)
        self.holder = holder
        self.name_of_holder = name
        self._count: int | None = None

    def heading(self) -> str:
        """See :class:`FormScreen`."""
        if self.holder is None:
            return plural("Transfer {n} employer", "Transfer {n} employers", len(self.employers))
        if self._count is None:
            with self.desk.store.read() as reader:
                self._count = len(held_by(reader, self.holder, self.desk.store.today()))
        return plural(
            "Transfer the {n} employer of {name}", "Transfer all {n} employers of {name}", self._count, name=self.name_of_holder
        )

    def specs(self) -> Sequence[FieldSpec]:
        """See :class:`FormScreen`."""
        with self.desk.store.read() as reader:
            users = user_choices(reader, inactive=False)
        others = tuple(choice for choice in users if self.holder is None or choice[0] != self.holder.hex())
        return (
            FieldSpec("user_id", _("new holder"), choices=others, optional=False, keys=True),
            FieldSpec("reason", _("reason"), hint=_("for example: leaves, another district")),
            FieldSpec("note", _("hand-over note"), hint=_("what the new account holder must know; they see it on Today")),
            FieldSpec("from_date", _("from"), hint=_("dd-mm-yyyy")),
        )

    def start_values(self) -> Mapping[str, Any]:
        """See :class:`FormScreen`: from today."""
        return {"from_date": long_date(self.desk.store.today())}

    def save(self, data: TransferInput) -> Transferred:
        """See :class:`FormScreen`."""
        desk = self.desk
        if self.holder is not None:
            return transfer_all(desk.store, desk.actor, self.holder, data)
        return transfer(desk.store, desk.actor, self.employers, data)


def told(done: Transferred) -> str:
    """What was done, for the line above the keys."""
    employers = plural("{n} employer transferred", "{n} employers transferred", done.employers)
    if not done.requests:
        return employers
    along = plural("{n} open request goes along", "{n} open requests go along", done.requests)
    return f"{employers} · {along}"
