"""Reading beside the painting: one thread for one kind of work, in which only the newest order counts."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Generic, TypeVar

T = TypeVar("T")


class Latest(Generic[T]):
    """Does the newest thing that was asked of it, in a thread of its own.

    An order that still waits is replaced by the next one; the answer of one that runs is dropped when a newer one was
    given meanwhile. (A Textual worker with ``exclusive=True`` delivered the calls 0, 1, 2, 3 as 3, 2, 1, 0.)
    """

    def __init__(self, name: str, arrived: Callable[[Future[T]], object]) -> None:
        """``arrived`` is called in the thread, with each answer that did not come in time; see :meth:`is_newest`."""
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)
        self._arrived = arrived
        self._newest: Future[T] | None = None

    @property
    def busy(self) -> bool:
        """Whether an answer is still on its way."""
        return self._newest is not None

    def order(self, work: Callable[[], T], patience: float = 0) -> T | None:
        """Do ``work`` in the thread. Its answer when it comes within ``patience`` seconds, else None: then it is delivered."""
        self.cancel()
        self._newest = self._pool.submit(work)
        answer = self.wait(patience)
        if self._newest is not None:
            self._newest.add_done_callback(self._deliver)
        return answer

    def wait(self, patience: float) -> T | None:
        """The answer that is on its way when it comes within ``patience`` seconds, else None."""
        if self._newest is None or not patience:
            return None
        try:
            answer = self._newest.result(timeout=patience)
        except TimeoutError:
            return None
        except BaseException:
            self._newest = None
            raise
        self._newest = None
        return answer

    def is_newest(self, future: Future[T]) -> bool:
        """Whether an answer that was delivered still counts. Ask once, in the thread that orders."""
        if future is not self._newest:
            return False
        self._newest = None
        return True

    def cancel(self) -> None:
        """Forget the order that was given; its answer will not count."""
        if self._newest is not None:
            self._newest.cancel()
            self._newest = None

    def close(self) -> None:
        """End the thread when what it does is done."""
        self.cancel()
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _deliver(self, future: Future[T]) -> None:
        if not future.cancelled():
            self._arrived(future)
