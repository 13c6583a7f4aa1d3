"""What a form does when somebody else saved the same record meanwhile: reads that, and asks which values stay."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from models.errors import Conflict
from screens.house.fields import FieldRow
from screens.house.house_screen import HouseScreen
from screens.house.stale import THEIRS, Merge, Value, differences
from screens.texts import _, render


class Settling(HouseScreen):
    """The part of every form that settles whose values stay. Nothing is saved before that, and nothing typed is lost."""

    def __init__(self) -> None:
        super().__init__()
        self.first: dict[str, Value] = {}
        """What the fields held when the record was read."""
        self._unsettled: Conflict | None = None
        """Somebody else saved this meanwhile, and which values stay was not said yet."""

    # -- what a form gives -----------------------------------------------------------------------------------------

    def start_values(self) -> Mapping[str, Any]:
        """What the fields hold at first: text as people write it, values of choices, keys of records."""
        return {}

    def start_texts(self) -> Mapping[str, str]:
        """The texts of the records that fields hold at first."""
        return {}

    def read_again(self) -> bool:
        """Read the record anew, to save on what is in the store now; False when this form has no record to read.

        After it :meth:`start_values` gives what somebody else saved. Runs beside the painting.
        """
        return False

    def save_again(self) -> None:
        """Save once more, after it was settled which values stay."""
        raise NotImplementedError

    # -- settling --------------------------------------------------------------------------------------------------

    def remember(self) -> None:
        """Keep what the fields hold now as what was read."""
        self.first = {row.spec.name: Value(row.value, row.text) for row in self.query(FieldRow)}

    def is_unsettled(self) -> bool:
        """Whether somebody else saved meanwhile and it was not said yet which values stay; asks it then."""
        if self._unsettled is not None:
            self.ask_theirs(self._unsettled)
        return self._unsettled is not None

    def ask_theirs(self, error: Conflict) -> None:
        """Read what somebody else saved, and ask which values stay."""

        def theirs() -> dict[str, Value] | None:
            if not self.read_again():
                return None
            values, texts = self.start_values(), self.start_texts()
            rows = {row.spec.name: row for row in self.query(FieldRow)}
            return {
                name: Value(values.get(name), row.text_of(values.get(name), texts.get(name, ""))) for name, row in rows.items()
            }

        def ask(found: dict[str, Value] | None) -> None:
            if found is None:
                self.say_error(error)
            else:
                self._ask_which(error, found)

        self.ask(theirs, ask, group="theirs")

    def _ask_which(self, error: Conflict, theirs: dict[str, Value]) -> None:
        rows = {row.spec.name: row for row in self.query(FieldRow)}
        mine = {name: Value(row.value, row.text) for name, row in rows.items()}
        found = differences({name: row.spec.label for name, row in rows.items()}, self.first, mine, theirs)
        self._unsettled = error

        def answered(chosen: dict[str, str] | None) -> None:
            if chosen is None:
                self.say(_("Not saved. What you typed is still here."), "bad")
                return
            self._unsettled = None
            self.first = theirs
            for name, which in chosen.items():
                if which == THEIRS:
                    rows[name].set_value(theirs[name].value, theirs[name].text)
            self.save_again()

        self.app.push_screen(Merge([render(change) for change in error.changes], found), answered)
