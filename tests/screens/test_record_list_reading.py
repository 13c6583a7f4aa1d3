"""Reading beside the painting: only the newest answer counts, and no key waits long."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from queue import Queue

import pytest

from screens.record_list.feed import Feed
from screens.record_list.latest import Latest
from screens.record_list.view import View
from tests.screens.synthetic_list import SyntheticList, row_id

LONG = 5.0


@pytest.fixture
def delivered() -> Queue[Future[int]]:
    return Queue()


@pytest.fixture
def latest(delivered: Queue[Future[int]]) -> Iterator[Latest[int]]:
    latest = Latest[int]("test", delivered.put)
    yield latest
    latest.close()


def held(gate: threading.Event, answer: int) -> Callable[[], int]:
    """Work that waits until the gate opens."""

    def work() -> int:
        assert gate.wait(LONG)
        return answer

    return work


def test_a_quick_answer_comes_at_once(latest: Latest[int], delivered: Queue[Future[int]]) -> None:
    assert latest.order(lambda: 7, LONG) == 7
    assert not latest.busy
    assert delivered.empty()


def test_a_slow_answer_is_delivered(latest: Latest[int], delivered: Queue[Future[int]]) -> None:
    gate = threading.Event()
    assert latest.order(held(gate, 7)) is None
    assert latest.busy
    gate.set()
    future = delivered.get(timeout=LONG)
    assert latest.is_newest(future)
    assert future.result() == 7
    assert not latest.busy


def test_of_many_orders_the_newest_counts(latest: Latest[int], delivered: Queue[Future[int]]) -> None:
    gates = [threading.Event() for _ in range(4)]
    for number, gate in enumerate(gates):
        latest.order(held(gate, number))
    for gate in gates:
        gate.set()
    answers = [delivered.get(timeout=LONG), delivered.get(timeout=LONG)]  # 0 was running, 1 and 2 never began
    assert [latest.is_newest(answer) for answer in answers] == [False, True]
    assert answers[1].result() == 3


def test_an_answer_on_its_way_can_be_waited_for(latest: Latest[int], delivered: Queue[Future[int]]) -> None:
    gate = threading.Event()
    latest.order(held(gate, 7))
    gate.set()
    assert latest.wait(LONG) == 7
    assert not latest.is_newest(delivered.get(timeout=LONG)), "it counts once"


def test_an_error_is_raised_or_delivered(latest: Latest[int], delivered: Queue[Future[int]]) -> None:
    def broken() -> int:
        raise OSError("no disk")

    with pytest.raises(OSError, match="no disk"):
        latest.order(broken, LONG)
    assert not latest.busy
    gate = threading.Event()
    latest.order(lambda: held(gate, 0)() + broken())
    gate.set()
    assert isinstance(delivered.get(timeout=LONG).exception(), OSError)


class Fed:
    """A view with its feed, and what the feed told."""

    def __init__(self, source: SyntheticList) -> None:
        self.tasks: Queue[Callable[[], None]] = Queue()
        self.changes = 0
        self.errors: list[BaseException] = []
        self.view = View()
        self.view.resize(10)
        self.feed = Feed(source, self.view, later=self.tasks.put, changed=self._changed, failed=self.errors.append)

    def _changed(self) -> None:
        self.changes += 1

    def run_late(self, timeout: float = LONG) -> None:
        """Do in this thread what came late, as the screen would."""
        while self.feed.busy:
            self.tasks.get(timeout=timeout)()

    @property
    def first(self) -> int | None:
        row = self.view.row(self.view.top)
        return int(row.key) if row else None


@pytest.fixture
def fed() -> Iterator[Callable[[SyntheticList], Fed]]:
    made: list[Fed] = []

    def make(source: SyntheticList) -> Fed:
        made.append(Fed(source))
        made[-1].feed.renew(source)
        return made[-1]

    yield make
    for each in made:
        each.feed.close()


def test_the_first_paint_has_rows(fed: Callable[[SyntheticList], Fed]) -> None:
    it = fed(SyntheticList(1000))
    it.feed.fetch()
    assert it.view.settled
    assert it.first == 0


def test_reads_ahead_and_counts_later(fed: Callable[[SyntheticList], Fed]) -> None:
    source = SyntheticList(1000)
    it = fed(source)
    it.feed.fetch()
    assert it.feed.hungry
    it.feed.ahead()
    assert not it.feed.hungry, "it was asked for"
    it.feed.count()
    it.run_late()
    assert it.view.total == 1000
    assert len(it.view.rows) > 20


def test_a_slow_store_does_not_hold_up_the_key(fed: Callable[[SyntheticList], Fed]) -> None:
    gate = threading.Event()
    gate.set()
    source = SyntheticList(1_000_000, before_read=lambda: gate.wait(LONG))
    it = fed(source)
    it.feed.fetch()
    it.feed.count()
    it.run_late()
    gate.clear()
    it.view.scroll(500_000)
    it.feed.fetch()
    assert (it.view.settled, it.first) == (False, None)
    gate.set()
    it.run_late()
    assert (it.view.settled, it.first) == (True, 500_000)
    assert it.changes > 0


def test_a_stale_answer_is_dropped(fed: Callable[[SyntheticList], Fed]) -> None:
    gate = threading.Event()
    slow = SyntheticList(1000, before_read=lambda: gate.wait(LONG))
    it = fed(slow)
    it.feed.fetch()
    quick = SyntheticList(10, gone={0, 1, 2})
    it.feed.renew(quick)
    gate.set()
    it.feed.fetch()
    it.run_late()
    while not it.tasks.empty():
        it.tasks.get()()
    assert (it.first, it.view.total) == (3, 7)


def test_old_rows_stay_until_the_new_ones_are_there(fed: Callable[[SyntheticList], Fed]) -> None:
    it = fed(SyntheticList(1000))
    it.feed.fetch()
    gate = threading.Event()
    other = SyntheticList(1000, gone={0}, before_read=lambda: gate.wait(LONG), columns=())
    it.feed.renew(other, row_id(5))
    it.feed.fetch()
    assert it.first == 0
    assert it.feed.columns, "and their columns too"
    gate.set()
    it.run_late()
    assert it.feed.columns == ()
    row = it.view.row(it.view.cursor)
    assert row is not None
    assert row.id == row_id(5)


def test_an_error_is_told_and_leaves_the_rows(fed: Callable[[SyntheticList], Fed]) -> None:
    broken = threading.Event()

    def read() -> None:
        if broken.is_set():
            raise OSError("no disk")

    it = fed(SyntheticList(1000, before_read=read))
    it.feed.fetch()
    broken.set()
    it.view.end()
    it.feed.fetch()
    it.run_late()
    assert [str(error) for error in it.errors] == ["no disk"]
    assert it.first == 0
    broken.clear()
    it.view.end()
    it.feed.fetch()
    it.run_late()
    assert it.first == 990, "and it can be tried again"


def test_a_list_that_could_not_be_opened_is_tried_again(fed: Callable[[SyntheticList], Fed]) -> None:
    broken = [True]

    def read() -> None:
        if broken:
            raise OSError("no disk")

    it = fed(SyntheticList(1000))
    it.feed.fetch()
    it.feed.renew(SyntheticList(1000, gone={0}, before_read=read))
    it.feed.fetch()
    it.run_late()
    assert it.first == 0
    assert it.errors
    broken.clear()
    it.view.move(1)
    it.feed.fetch()
    it.run_late()
    assert it.first == 1
