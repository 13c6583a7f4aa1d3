"""Feeding a view: reads what it wants from its source, and counts the list, without ever holding up a key for long."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from typing import NamedTuple

from db.windows import ListSource, Position
from screens.record_list.latest import Latest
from screens.record_list.view import View
from screens.record_list.wants import Want, Window

PATIENCE = 0.008
"""How long a key waits for its rows, in seconds: a paint without them would only delay the one with them."""

FIRST_PATIENCE = 0.25
"""How long the first paint waits: a list that opens empty and then fills flickers."""


class _Answer(NamedTuple):
    want: Want
    window: Window


class _Count(NamedTuple):
    position: Position
    rank: int
    total: int


class Feed:
    """Keeps one view filled from one source at a time."""

    def __init__(
        self,
        source: ListSource,
        view: View,
        *,
        later: Callable[[Callable[[], None]], object],
        changed: Callable[[], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        """``later`` runs a function in the thread of the screen, from any thread.

        There ``changed`` is called when rows or a count came after the key that asked for them, and ``failed`` when
        they could not be read; the view stays as it was then.
        """
        self.source = source
        self.columns = source.columns  # of the rows in the view, which are the old ones until the new ones arrive
        self._view = view
        self._changed = changed
        self._failed = failed
        self._asked: Want | None = None
        self._patience = FIRST_PATIENCE
        self._rows = Latest[_Answer]("list-rows", lambda future: later(partial(self._late, future)))
        self._count = Latest[_Count]("list-count", lambda future: later(partial(self._counted, future)))

    @property
    def busy(self) -> bool:
        """Whether rows or a count are still on their way."""
        return self._rows.busy or self._count.busy

    def renew(self, source: ListSource, keep: bytes | None = None, last_seen: Position | None = None) -> None:
        """Read from ``source`` from now on, or read the same one again; see :meth:`View.reopen`."""
        self.source = source
        self._view.reopen(keep, last_seen)
        self._rows.cancel()
        self._count.cancel()
        self._asked = None

    def fetch(self) -> None:
        """Read what the view's screen lacks. It may take a few milliseconds; what takes longer comes later."""
        while not self._view.settled and self._read(self._patience):
            pass

    @property
    def hungry(self) -> bool:
        """Whether there is something to read ahead that was not asked for yet."""
        return self._view.want() not in (None, self._asked)

    def ahead(self) -> None:
        """Read what the next key may need: after the paint, so as not to slow it down."""
        if self.hungry:
            self._read(0)

    def count(self) -> None:
        """Have the rows counted when their number is not known: beside the painting, as it may take a while."""
        if self._view.rows and self._view.total is None and not self._count.busy:
            self._count.order(partial(_number, self.source, self._view.rows[0].position))

    def close(self) -> None:
        """End the threads."""
        self._rows.close()
        self._count.close()

    def _read(self, patience: float) -> bool:
        """Read what the view wants next; False when it wants nothing, or the answer will come later."""
        want = self._view.want()
        if want is None:
            return False
        try:
            if want == self._asked:
                answer = self._rows.wait(patience)
            else:
                self._asked = want
                answer = self._rows.order(partial(_read, self.source, want), patience)
        except Exception as error:  # noqa: BLE001 - whatever it is, the screen that shows the list says it
            self._fail(error)
            return False
        if answer is None:
            if patience:
                self._patience = 0.0  # after a miss no key waits, until rows have come
            return False
        self._take(answer)
        return True

    def _take(self, answer: _Answer) -> None:
        self._asked = None
        self._patience = PATIENCE
        self.columns = self.source.columns
        self._view.take(answer.want, answer.window)

    def _fail(self, error: BaseException) -> None:
        self._asked = None
        self._view.drop_want()
        self._failed(error)

    def _late(self, future: Future[_Answer]) -> None:
        if not self._rows.is_newest(future):
            return
        if error := future.exception():
            return self._fail(error)
        self._take(future.result())
        self._changed()

    def _counted(self, future: Future[_Count]) -> None:
        if not self._count.is_newest(future):
            return
        if error := future.exception():
            return self._failed(error)
        self._view.number(*future.result())
        self._changed()


def _read(source: ListSource, want: Want) -> _Answer:
    return _Answer(want, want.read(source))


def _number(source: ListSource, position: Position) -> _Count:
    return _Count(position, source.rank(position), source.total())
