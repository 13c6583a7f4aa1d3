"""Placements from a file: no rules are applied, running ones come in as taken over (promise 41)."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import Any, ClassVar

from db.canonical import stored
from db.imports.batch import Batch, Kept
from db.imports.lookups import Known
from db.imports.report import Result
from db.imports.rows import PlacementRow
from db.imports.subject import Given, SubjectImport, fetch
from db.imports.telling import Findings
from db.numbers import last_number
from db.writing import Transaction
from models.kinds import Outcome, PlacementState
from models.messages import N_, Message
from models.placement import Placement

_OVER = (PlacementState.ENDED, PlacementState.BROKEN_OFF)
_NOT_BEGUN = (PlacementState.PROPOSED, PlacementState.PROVISIONAL, PlacementState.REFUSED)
_ENDING = ("state", "ended_on")
_MOST_DIGITS = 15
"""A number of more digits is none that this laptop gives out."""
_AGREED_HERE = ("until", "hours", "rate", "state", "ended_on", "vacancy_id")
"""What an import never changes of a placement that was made in the product: that would go around the rules."""


class PlacementImport(SubjectImport[PlacementRow]):
    """Rows of placements, matched by client, employer, location, form and start."""

    row_model = PlacementRow
    table: ClassVar[type[Placement]] = Placement
    number_field = "client_id"
    instead: ClassVar[dict[str, str]] = {"employer_id": "location_id"}
    second = N_("This placement of '{value}' (same place, form and start) stands in this file before.")
    second_before = N_(
        "This row was rejected on {date} as the second row of the same placement of '{value}', and nothing in it was mended. "
        "When it is another placement, correct the client, place, form or start; when this row is the right one, import it "
        "with --overwrite."
    )

    def __init__(self, tx: Transaction, known: Known, batch: Batch, findings: Findings) -> None:
        super().__init__(tx, known, batch, findings)
        self._letters, self._last = last_number(tx.connection, "placement")

    def prepare(self, rows: Sequence[Given]) -> None:
        """Read the clients, employers and vacancies that these rows name, and the placements of those clients."""
        self.known.look_up(
            clients=(given.get("client_id") for given in rows),
            employers=(given.get("employer_id") for given in rows),
            vacancies=(given.get("vacancy_id") for given in rows),
        )
        clients = {self.known.client(given.get("client_id", "")) for given in rows} - {None}
        self._stored: dict[Hashable, Kept] = {}
        for placement in fetch(self.tx.reader, Placement, "client_id", clients):
            key = tuple(placement[name] for name in ("client_id", "employer_id", "location_id", "form", "start"))
            if key not in self._stored or placement["state"] not in _NOT_BEGUN:
                self._stored[key] = placement
        self._pass_by(given["number"] for given in rows if "number" in given)

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
        for field in ("number", *_ENDING):
            values.pop(field, None)
        number = self._number_for(row) if current is None else current["number"]
        if current is None or current["taken_over"]:
            self._tell_contradiction(row, number)
        if current is None:
            self.batch.add(Placement, {**values, **self._state_of(row), "number": number})
            return Result.CREATED
        values |= self._next_state(row, current)
        never = () if current["taken_over"] else _AGREED_HERE
        changed = self.batch.change(Placement, current, values, number=current["number"], together=_ENDING, never=never)
        return Result.UPDATED if changed else Result.UNCHANGED

    def _number_for(self, row: PlacementRow) -> str:
        """The number of the file, else the next free one of this laptop."""
        if row.number is not None:
            return row.number
        self._last += 1
        return f"{self._letters}{self._last:05}"

    def _pass_by(self, numbers: Iterable[str]) -> None:
        """Numbers of this laptop that a file gives are not given to others."""
        for number in numbers:
            digits = number.removeprefix(self._letters)
            if number.startswith(self._letters) and digits.isascii() and digits.isdigit() and len(digits) <= _MOST_DIGITS:
                self._last = max(self._last, int(digits))

    def _said(self, row: PlacementRow) -> PlacementState | None:
        """The state that a row gives a placement: a day on which it ended weighs more than 'active'."""
        if row.ended_on is None or row.state not in (None, PlacementState.ACTIVE):
            return row.state
        return PlacementState.ENDED

    def _state_of(self, row: PlacementRow) -> dict[str, Any]:
        """The state in which a new placement comes in: as the file says, else running or ended by its dates."""
        state = self._said(row)
        if state in _NOT_BEGUN:
            # Provisional is what a placement is while a hub is out of reach; without one it is a proposal.
            kept = PlacementState.PROPOSED if state is PlacementState.PROVISIONAL else state
            return {"state": kept.value, "taken_over": 0}
        if state is None:
            over = row.until is not None and row.until < self.known.today
            state = PlacementState.ENDED if over else PlacementState.ACTIVE
        ended_on = self._last_day(row) if state in _OVER else None
        return {"state": state.value, "taken_over": 1, "ended_on": ended_on}

    def _next_state(self, row: PlacementRow, current: Kept) -> dict[str, Any]:
        """What a row says of the state of a stored placement: it can end or go on by its dates, never begin."""
        said, now = self._said(row), PlacementState(current["state"])
        if now is PlacementState.ACTIVE and said in _OVER:
            return {"state": said.value, "ended_on": self._last_day(row) or self._if_past(current["until"])}
        if now in _OVER and said in _OVER:
            state = row.state if row.state in _OVER else now
            return {"state": state.value, "ended_on": stored(row.ended_on) or current["ended_on"]}
        if said is None or (said is PlacementState.ACTIVE and now in _OVER):
            by_dates = self._by_its_dates(row, current)
            if by_dates or said is None:
                return by_dates
        if said is not now:
            self._tell_kept(current["number"], said, now)
        return {}

    def _by_its_dates(self, row: PlacementRow, current: Kept) -> dict[str, Any]:
        """Another end: it ends with it, or goes on when it had ended with the one before."""
        until, now = stored(row.until), current["state"]
        ended = now == PlacementState.ENDED and current["ended_on"] is not None and current["ended_on"] == current["until"]
        if until in (None, current["until"]) or not (ended or now == PlacementState.ACTIVE):
            return {}
        if self.batch.was_changed_here(current, "until"):
            return {}
        if self._if_past(until):
            return {"state": PlacementState.ENDED.value, "ended_on": until}
        return {"state": PlacementState.ACTIVE.value, "ended_on": None}

    def _last_day(self, row: PlacementRow) -> str | None:
        """The last day worked, as far as a row tells it."""
        return stored(row.ended_on) or self._if_past(stored(row.until))

    def _if_past(self, day: str | None) -> str | None:
        return day if day is not None and day < stored(self.known.today) else None

    def _tell_contradiction(self, row: PlacementRow, number: str) -> None:
        if row.ended_on is not None and row.state is PlacementState.ACTIVE:
            self.findings.add(
                "ended-by-date",
                Outcome.WARN,
                Message(
                    N_("{number}: the file says {state}, and that it ended on {day}: that day was followed."),
                    number=number,
                    state=row.state,
                    day=row.ended_on,
                ),
                Message(N_("Look which of the two is right.")),
                [number],
            )

    def _tell_kept(self, number: str, said: PlacementState, now: PlacementState) -> None:
        self.findings.add(
            "state-kept",
            Outcome.WARN,
            Message(
                N_("{number}: the file says {state}, here it is {now} and stays so: an import begins no placement again."),
                number=number,
                state=said,
                now=now,
            ),
            Message(N_("Look which of the two is right.")),
            [number],
        )
