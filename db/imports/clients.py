"""Clients from a file: the client, an indication for each new end date, a wage value for each new measurement."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any, ClassVar

from db.canonical import stored
from db.imports.batch import Kept
from db.imports.report import Result
from db.imports.rows import ClientRow
from db.imports.subject import Given, SubjectImport, by_owner, fetch
from models.client import Client
from models.groups import KIND_OF_GROUP
from models.indication import Indication
from models.kinds import ClientStatus, IndicationKind, Outcome, Role
from models.messages import N_, Message
from models.wage_value import WageValue

_FORMAL = ("formal_employer_id", "formal_employer_text")
_INDICATION = {
    "indication_from": "valid_from",
    "indication_until": "valid_until",
    "indication_category": "category",
    "indication_advice": "advice_supported",
}
_UNCLEAR = N_(
    "{number}: the file gives a category or an advice without the dates of the indication, and there are several: left out."
)
_GIVE_DATES = N_("Give the dates of the indication that is meant in the file, or change it here.")
_NO_VALUE = N_("{number}: the file says that the wage value was measured on {day}, but not what it is: left out.")
_GIVE_VALUE = N_("Fill in the wage value in the file, or record the measurement here.")


class ClientImport(SubjectImport[ClientRow]):
    """Rows of clients, matched by their number."""

    row_model = ClientRow
    table: ClassVar[type[Client]] = Client

    def prepare(self, rows: Sequence[Given]) -> None:
        """Read the clients with these numbers, their indications and their wage values."""
        reader = self.tx.reader
        found = fetch(reader, Client, "number", {given["number"] for given in rows if "number" in given}, "id DESC")
        self._stored: dict[Hashable, Kept] = {client["number"]: client for client in found}
        keys = [client["id"] for client in found]
        self._indications = by_owner(fetch(reader, Indication, "client_id", keys), "client_id")
        self._wage_values = by_owner(fetch(reader, WageValue, "client_id", keys), "client_id")

    def name_of(self, given: Given) -> Hashable | None:
        """The number."""
        return given.get("number")

    def key_of(self, row: ClientRow) -> Hashable:
        """The number."""
        return row.number

    def stored_row(self, key: Hashable) -> Kept | None:
        """The client with this number."""
        return self._stored.get(key)

    def bring_in(self, row: ClientRow) -> Result:
        """Add the client, or bring the stored one up to date."""
        if row.consultant_id is not None:
            self.known.people.use(row.consultant_id, Role.CONSULTANT, self.batch)
        values, current = self.kept(row), self._stored.get(row.number)
        self._read_formal_employer(values, current)
        if current is None:
            key = self.batch.add(Client, {"status": ClientStatus.ACTIVE.value, **values})
            self._indicate(row, key, [])
            self._value_wage(row, key, [])
            return Result.CREATED
        changed = self.batch.change(Client, current, values, number=row.number, together=_FORMAL)
        changed |= self._indicate(row, current["id"], self._indications.get(current["id"], []))
        changed |= self._value_wage(row, current["id"], self._wage_values.get(current["id"], []))
        return Result.UPDATED if changed else Result.UNCHANGED

    def _read_formal_employer(self, values: Kept, current: Kept | None) -> None:
        """'Gemeente Almelo' is a municipality, and brings its HR administrator; anything else is kept as text."""
        text = values.pop("formal_employer_text", None)
        if text is None:
            return
        key = self.known.municipality(text)
        values |= {"formal_employer_id": key, "formal_employer_text": None if key else text}
        if key is None or (current is not None and current["formal_employer_id"] == key):
            return
        if current is None or not any(self.batch.was_changed_here(current, field) for field in _FORMAL):
            values.setdefault("hr_administrator", self.known.municipalities.hr_administrator(key))

    def _indicate(self, row: ClientRow, client: bytes, known: Sequence[Kept]) -> bool:
        told = {field: stored(row.__dict__[name]) for name, field in _INDICATION.items() if row.__dict__[name] is not None}
        if not told:
            return False
        kind = KIND_OF_GROUP.get(row.target_group, IndicationKind.OTHER).value
        same_kind = [one for one in known if one["kind"] == kind]
        if told.keys() & {"valid_from", "valid_until"}:
            current = _indication_meant(same_kind, told)
        elif len(same_kind) > 1:
            if not any(told.items() <= one.items() for one in same_kind):
                self._tell(row.number, "indication-unclear", _UNCLEAR, _GIVE_DATES)
            return False
        else:
            current = same_kind[0] if same_kind else None
        if current is not None:
            return self.batch.change(Indication, current, told, number=row.number)
        for date_field in ("valid_until", "valid_from"):
            if date_field in told and self.batch.once_was(same_kind, date_field, told[date_field]):
                self.batch.hold_back(row.number, (date_field,))
                return False
        self.batch.add(Indication, {"client_id": client, "kind": kind, **told})
        return True

    def _value_wage(self, row: ClientRow, client: bytes, known: Sequence[Kept]) -> bool:
        if row.wage_value is None:
            if row.measured_on is not None:
                self._tell(row.number, "measured-without-value", _NO_VALUE, _GIVE_VALUE, day=row.measured_on)
            return False
        percentage, day = stored(row.wage_value), stored(row.measured_on)
        if any(one["percentage"] == percentage and day in (None, one["measured_on"]) for one in known):
            return False
        same_day = next((one for one in known if one["measured_on"] == day), None)
        if same_day is not None:
            return self.batch.change(WageValue, same_day, {"percentage": percentage}, number=row.number)
        field, value = ("percentage", percentage) if day is None else ("measured_on", day)
        if self.batch.once_was(known, field, value):
            self.batch.hold_back(row.number, (field,))
            return False
        self.batch.add(WageValue, {"client_id": client, "percentage": percentage, "measured_on": day})
        return True

    def _tell(self, number: str, rule: str, sentence: str, remedy: str, **values: Any) -> None:
        self.findings.add(rule, Outcome.WARN, Message(sentence, number=number, **values), Message(remedy), [number])


def _indication_meant(known: Sequence[Kept], told: Kept) -> Kept | None:
    """The stored indication that a row speaks of: with its end date or, when the row has none, with its start."""
    date_field = "valid_until" if "valid_until" in told else "valid_from"
    return next((one for one in known if one[date_field] == told.get(date_field)), None)
