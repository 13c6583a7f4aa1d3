"""Placements from a file: no rules are applied, running ones come in as taken over (promise 41)."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any, ClassVar

from db.canonical import stored
from db.imports.batch import Batch, Kept
from db.imports.lookups import Known
from db.imports.report import Result
from db.imports.rows import PlacementRow
from db.imports.subject import Given, SubjectImport, fetch
from db.numbers import last_number
from db.reading import marks
from db.writing import Transaction
from models.kinds import PlacementState
from models.placement import Placement

_OVER = (PlacementState.ENDED, PlacementState.BROKEN_OFF)
_NOT_BEGUN = (PlacementState.PROPOSED, PlacementState.PROVISIONAL, PlacementState.REFUSED)
_ENDING = ("state", "ended_on")
_AGREED_HERE = ("until", "hours", "rate", "state", "ended_on")
"""What an import never changes of a placement that was made in the product: that would go around the rules."""


class PlacementImport(SubjectImport[PlacementRow]):
    """Rows of placements, matched by client, employer, location, form and start."""

    row_model = PlacementRow
    table: ClassVar[type[Placement]] = Placement
    number_field = "client_id"
    instead: ClassVar[dict[str, str]] = {"employer_id": "location_id"}

    def __init__(self, tx: Transaction, known: Known, batch: Batch) -> None:
        super().__init__(tx, known, batch)
        self._letters, self._last = last_number(tx.connection, "placement")

    def prepare(self, rows: Sequence[Given]) -> None:
        """Read the clients and employers that these rows name, and the placements of those clients."""
        self.known.look_up((given.get("client_id") for given in rows), (given.get("employer_id") for given in rows))
        clients = {self.known.client(given.get("client_id", "")) for given in rows} - {None}
        self._stored: dict[Hashable, Kept] = {}
        for placement in fetch(self.tx.reader, Placement, "client_id", clients):
            key = tuple(placement[name] for name in ("client_id", "employer_id", "location_id", "form", "start"))
            if key not in self._stored or placement["state"] not in _NOT_BEGUN:
                self._stored[key] = placement
        numbers = [given["number"] for given in rows if "number" in given]
        taken = self.tx.reader.rows(f"SELECT number FROM placement WHERE number IN ({marks(len(numbers))})", numbers)
        self._taken = {number for (number,) in taken}

    def name_of(self, given: Given) -> Hashable | None:
        """Only a checked row tells which placement it is."""
        return None

    def key_of(self, row: PlacementRow) -> Hashable:
        """Client, employer, location, form and start."""
        return (row.client_id, row.employer_id, row.location_id, row.form.value, stored(row.start))

    def stored_row(self, key: Hashable) -> Kept | None:
        """The placement with this key."""
        return self._stored.get(key)

    def bring_in(self, row: PlacementRow) -> Result:
        """Add the placement, or bring the stored one up to date."""
        for place in (row.location_id, row.fallback_id):
            if place is not None:
                self.known.places.use(place, row.form, self.batch)
        values, current = self.kept(row), self._stored.get(self.key_of(row))
        values.pop("number", None)
        if current is None:
            self.batch.add(Placement, {**values, **self._state_of(row), "number": self._number_for(row)})
            return Result.CREATED
        values |= self._next_state(row, current)
        never = () if current["taken_over"] else _AGREED_HERE
        changed = self.batch.change(Placement, current, values, number=current["number"], together=_ENDING, never=never)
        return Result.UPDATED if changed else Result.UNCHANGED

    def _number_for(self, row: PlacementRow) -> str:
        """The number of the file when it is free, else the next one of this laptop."""
        if row.number is not None and row.number not in self._taken:
            self._taken.add(row.number)
            digits = row.number.removeprefix(self._letters)
            if row.number.startswith(self._letters) and digits.isascii() and digits.isdigit():
                self._last = max(self._last, int(digits))
            return row.number
        self._last += 1
        while (number := f"{self._letters}{self._last:05}") in self._taken:
            self._last += 1
        self._taken.add(number)
        return number

    def _state_of(self, row: PlacementRow) -> dict[str, Any]:
        """The state in which a new placement comes in: as the file says, else running or ended by its dates."""
        if row.state in _NOT_BEGUN:
            return {"state": row.state.value, "taken_over": 0}
        state, ended_on = row.state, row.ended_on
        if state is None:
            over = ended_on is not None or (row.until is not None and row.until < self.known.today)
            state = PlacementState.ENDED if over else PlacementState.ACTIVE
        if state in _OVER:
            ended_on = ended_on or row.until
        return {"state": state.value, "taken_over": 1, "ended_on": stored(ended_on)}

    def _next_state(self, row: PlacementRow, current: Kept) -> dict[str, Any]:
        """What a row says of the state of a stored placement: it can end or go on by its dates, never begin."""
        if row.state is not None and row.state != current["state"]:
            if current["state"] == PlacementState.ACTIVE and row.state in _OVER:
                return {"state": row.state.value, "ended_on": stored(row.ended_on or row.until) or current["until"]}
            self.batch.hold_back(current["number"], ("state",))
            return {}
        until = stored(row.until)
        ended = current["state"] == PlacementState.ENDED and current["ended_on"] == current["until"]
        by_its_dates = ended or current["state"] == PlacementState.ACTIVE
        if row.state is not None or until in (None, current["until"]) or not by_its_dates:
            return {}
        if self.batch.was_changed_here(current, "until"):
            return {}
        if until < stored(self.known.today):
            return {"state": PlacementState.ENDED.value, "ended_on": until}
        return {"state": PlacementState.ACTIVE.value, "ended_on": None}
