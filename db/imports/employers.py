"""Employers from a file: the employer, who holds the relation, and whom we talk to there."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import ClassVar

from db.canonical import stored
from db.imports.batch import Batch, Kept
from db.imports.lookups import Known
from db.imports.report import Result
from db.imports.rows import EmployerRow
from db.imports.subject import Given, SubjectImport, by_owner, fetch
from db.imports.telling import Findings
from db.mandates import scopes
from db.writing import Transaction
from models.employer import AccountHolding, ContactPerson, Employer
from models.kinds import Decision, EmployerState, Outcome, Role, Scope
from models.messages import N_, Message

_HOLDER_KEPT = N_("{number}: the file names another account holder; who imports may not assign one, so it is left as it is.")
_STATE_KEPT = N_("{number}: the file makes it a relation; who imports may not, so it is left as it is.")


class EmployerImport(SubjectImport[EmployerRow]):
    """Rows of employers, matched by their number."""

    row_model = EmployerRow
    table: ClassVar[type[Employer]] = Employer

    def __init__(self, tx: Transaction, known: Known, batch: Batch, findings: Findings) -> None:
        super().__init__(tx, known, batch, findings)
        self._reach: dict[Decision, set[Scope]] = {}

    def prepare(self, rows: Sequence[Given]) -> None:
        """Read the employers with these numbers, their account holders and their contact persons."""
        reader = self.tx.reader
        found = fetch(reader, Employer, "number", {given["number"] for given in rows if "number" in given}, "id DESC")
        self._stored: dict[Hashable, Kept] = {employer["number"]: employer for employer in found}
        keys = [employer["id"] for employer in found]
        self._holdings = by_owner(fetch(reader, AccountHolding, "employer_id", keys), "employer_id")
        self._contacts = by_owner(fetch(reader, ContactPerson, "employer_id", keys), "employer_id")

    def name_of(self, given: Given) -> Hashable | None:
        """The number."""
        return given.get("number")

    def key_of(self, row: EmployerRow) -> Hashable:
        """The number."""
        return row.number

    def stored_row(self, key: Hashable) -> Kept | None:
        """The employer with this number."""
        return self._stored.get(key)

    def bring_in(self, row: EmployerRow) -> Result:
        """Add the employer, or bring the stored one up to date."""
        if row.account_holder is not None:
            self.known.people.use(row.account_holder, Role.ACCOUNT_MANAGER, self.batch)
        values, current = self.kept(row), self._stored.get(row.number)
        self._place_in_municipality(row, values, current)
        relation = row.account_holder is not None or row.relation_since is not None
        if current is None:
            if relation:
                values.setdefault("state", EmployerState.RELATION.value)
            key = self.batch.add(Employer, {"state": EmployerState.PROSPECT.value, **values})
            self._hold(row, key, [], None)
            self._talk_to(row, key, [])
            return Result.CREATED
        if relation and current["state"] == EmployerState.PROSPECT:
            values.setdefault("state", EmployerState.RELATION.value)
        becomes = values.get("state") == EmployerState.RELATION and current["state"] == EmployerState.PROSPECT
        if becomes and not self._may(Decision.REGISTER_RELATION, current):
            self._hold_back(row, _STATE_KEPT)
            values.pop("state")
        changed = self.batch.change(Employer, current, values, number=row.number)
        changed |= self._hold(row, current["id"], self._holdings.get(current["id"], []), current)
        changed |= self._talk_to(row, current["id"], self._contacts.get(current["id"], []))
        return Result.UPDATED if changed else Result.UNCHANGED

    def _place_in_municipality(self, row: EmployerRow, values: Kept, current: Kept | None) -> None:
        """The municipality follows from the place, when that is new and the file names none."""
        if row.municipality_id is not None or row.place is None:
            return
        if current is not None and (row.place == current["place"] or self.batch.was_changed_here(current, "place")):
            return
        if (key := self.known.municipalities.of_place(row.place)) is not None:
            values["municipality_id"] = key

    def _may(self, decision: Decision, current: Kept) -> bool:
        """Whether who imports may decide this of an employer that is known here (DESIGN §3, Starting mandates)."""
        reach = self._reach.setdefault(decision, scopes(self.tx.reader, self.tx.actor, decision))
        own = current["municipality_id"] is not None and current["municipality_id"] == self.tx.actor.werkplein_id
        return Scope.ALL in reach or (Scope.OWN_WERKPLEIN in reach and own)

    def _hold_back(self, row: EmployerRow, sentence: str) -> None:
        self.findings.add(
            "mandate",
            Outcome.WARN,
            Message(sentence, number=row.number),
            Message(N_("Ask an account manager of that werkplein, or an administrator.")),
            [row.number],
        )

    def _hold(self, row: EmployerRow, employer: bytes, known: Sequence[Kept], current: Kept | None) -> bool:
        """Make the user of the file account holder: from today when it was somebody else before, or from when that begins."""
        if row.account_holder is None:
            return False
        today = stored(self.known.today)
        running = [h for h in known if h["until_date"] is None or h["until_date"] >= today]
        newest = max(running, key=_newest, default=None)
        same = newest is not None and newest["user_id"] == row.account_holder
        if not same and current is not None and not self._may(Decision.ASSIGN_HOLDER, current):
            self._hold_back(row, _HOLDER_KEPT)
            return False
        if newest is None:
            if known and self.batch.was_changed_here(max(known, key=_newest), "until_date"):
                self.batch.hold_back(row.number, ("user_id",))
                return False
            since = today if known else stored(row.relation_since)
            self.batch.add(AccountHolding, {"employer_id": employer, "user_id": row.account_holder, "from_date": since})
            return True
        if same:
            return False
        if self.batch.was_changed_here(newest, "user_id"):
            self.batch.hold_back(row.number, ("user_id",))
            return False
        # The day of the change belongs to both (see db/account_holding.py).
        day = max(newest["from_date"] or today, today)
        self.batch.change(AccountHolding, newest, {"until_date": day}, number=row.number)
        self.batch.add(AccountHolding, {"employer_id": employer, "user_id": row.account_holder, "from_date": day})
        return True

    def _talk_to(self, row: EmployerRow, employer: bytes, known: Sequence[Kept]) -> bool:
        name = row.contact_person
        if name is None or any(one["name"] == name for one in known):
            return False
        if self.batch.once_was(known, "name", name):
            self.batch.hold_back(row.number, ("name",))
            return False
        self.batch.add(ContactPerson, {"employer_id": employer, "name": name})
        return True


def _newest(holding: Kept) -> tuple[str, bytes]:
    return holding["from_date"] or "", holding["id"]
