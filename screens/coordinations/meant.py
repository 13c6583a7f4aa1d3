"""The request that is meant on a screen, and writing one act on it or on the marked ones."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from db.coordination_file import CoordinationRow
from db.coordination_many import Many
from screens.coordinations.known_request import Known
from screens.coordinations.words import many_outcome, outcome
from screens.house.house_screen import RecordScreen


class MeantRequest(RecordScreen):
    """A screen on which a request is meant, and perhaps some are marked."""

    known: Known | None = None
    """The request that is meant, as last read."""
    shows_said = False
    """Whether the marked ones are consents that were recorded as said."""
    _writing = False

    def know(self, known: Known | None) -> None:
        """Offer the keys that fit this request."""
        self.known = known
        self.refresh_bindings()

    def meant(self) -> tuple[bytes, ...]:
        """The marked requests; else the one under the cursor."""
        key = self.current()
        return self.marked() or ((key,) if key else ())

    # -- writing ---------------------------------------------------------------------------------------------------

    def write(
        self,
        keys: tuple[bytes, ...],
        one: Callable[[bytes], CoordinationRow],
        many: Callable[[], Many] | None = None,
        *,
        said: Callable[[CoordinationRow], str] = outcome,
    ) -> None:
        """One act at a time: a key that is held down does not decide on what the reader has not seen."""
        if self._writing or not keys:
            return
        self._writing = True
        if self.marked() and many is not None:
            self.ask(many, self._many_written, group="decide", failed=self._not_written)
        else:
            self.ask(partial(one, keys[0]), partial(self._written, said), group="decide", failed=self._not_written)

    def _not_written(self, error: Exception) -> None:
        self._writing = False
        self.saved()
        self.say_error(error)

    def _written(self, said: Callable[[CoordinationRow], str], row: CoordinationRow) -> None:
        """Read again with the cursor where it was: on a list of what waits, that is the next request."""
        self._writing = False
        self.saved()
        self.say_saved(said(row))

    def _many_written(self, many: Many) -> None:
        """Say how many, and of those that were left which and why."""
        self._writing = False
        self.take_marks_off()
        self.saved()
        if many.left:
            self.say(many_outcome(many), "bad")
        else:
            self.say_saved(many_outcome(many))

    def take_marks_off(self) -> None:
        """After an act on the marked ones; where nothing can be marked there is nothing to do."""
