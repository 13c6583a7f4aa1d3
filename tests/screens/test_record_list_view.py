"""The view: whatever is pressed, the screen shows neighbours, the cursor is on it, and nothing jumps."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screens.record_list.view import View
from screens.record_list.wants import Number
from tests.screens.synthetic_list import SyntheticList, row_id, row_key


def opened(source: SyntheticList, height: int = 10, keep: int | None = None) -> View:
    view = View()
    view.resize(height)
    view.reopen(None if keep is None else row_id(keep))
    feed(view, source)
    return view


def feed(view: View, source: SyntheticList) -> None:
    """Read all that the view wants."""
    for _ in range(20):
        want = view.want()
        if want is None:
            return
        view.take(want, want.read(source))
    pytest.fail("the view never has enough")


def counted(view: View, source: SyntheticList) -> None:
    position = view.rows[0].position
    assert view.number(position, source.rank(position), source.total())


def seen(view: View) -> list[int]:
    """The records on the screen."""
    rows = [view.row(line) for line in view.lines()]
    return [int(row.key) for row in rows if row is not None]


def under_cursor(view: View) -> int:
    row = view.row(view.cursor)
    assert row is not None
    return int(row.key)


def test_opens_at_the_start_and_reads_little() -> None:
    source = SyntheticList(1_000_000)
    view = opened(source)
    assert (seen(view), under_cursor(view)) == (list(range(10)), 0)
    assert sum(source.reads) < 50


def test_the_first_read_is_no_more_than_the_screen() -> None:
    source = SyntheticList(1_000_000)
    view = View()
    view.resize(10)
    view.reopen(None)
    want = view.want()
    assert want is not None
    view.take(want, want.read(source))
    assert view.settled
    assert source.reads == [11]


@pytest.mark.parametrize(
    ("presses", "cursor", "top"),
    [
        (["down"], 1, 0),
        (["down"] * 9, 9, 0),
        (["down"] * 10, 10, 1),
        (["down"] * 12 + ["up"] * 3, 9, 3),
        (["page"], 9, 9),
        (["page", "page", "back"], 9, 9),
        (["back"], 0, 0),
        (["end"], 999, 990),
        (["end", "down", "page"], 999, 990),
        (["end", "up"], 998, 990),
        (["end", "home"], 0, 0),
        (["page"] * 200, 999, 990),
        (["page"] * 200 + ["back"] * 200, 0, 0),
        (["wheel"], 3, 3),
        (["down"] * 5 + ["wheel"], 5, 3),
        (["end"] + ["wheel"] * 3, 999, 990),
    ],
)
@pytest.mark.parametrize("early", [True, False], ids=["counted", "not counted"])
def test_moves(presses: list[str], cursor: int, top: int, early: bool) -> None:
    source = SyntheticList(1000)
    view = opened(source)
    if early:
        counted(view, source)
    for press in presses:
        match press:
            case "down":
                view.move(view.cursor + 1)
            case "up":
                view.move(view.cursor - 1)
            case "page":
                view.page(1)
            case "back":
                view.page(-1)
            case "home":
                view.home()
            case "end":
                view.end()
            case "wheel":
                view.scroll(view.top + 3)
        feed(view, source)
    assert (under_cursor(view), seen(view)[0]) == (cursor, top)


def test_counting_moves_nothing() -> None:
    source = SyntheticList(1000)
    view = opened(source)
    view.end()
    feed(view, source)
    before = seen(view), under_cursor(view)
    assert view.total is None
    counted(view, source)
    assert view.total == 1000
    assert view.low is not None
    assert view.top - view.low == 990
    assert (seen(view), under_cursor(view)) == before


def test_a_far_jump_reads_by_row_number() -> None:
    source = SyntheticList(1_000_000)
    view = opened(source)
    counted(view, source)
    view.scroll(500_000)
    assert isinstance(view.want(), Number)
    assert not view.settled
    assert [view.row(line) for line in view.lines()] == [None] * 10
    feed(view, source)
    assert seen(view) == list(range(500_000, 500_010))


def test_a_long_walk_does_not_fill_the_memory() -> None:
    source = SyntheticList(100_000)
    view = opened(source)
    for _ in range(500):
        view.page(1)
        feed(view, source)
    assert under_cursor(view) == 4500
    assert len(view.rows) < 200


@pytest.mark.parametrize("size", [0, 1, 9, 10, 11, 12])
def test_short_lists_are_known_at_once(size: int) -> None:
    source = SyntheticList(size)
    view = opened(source)
    assert view.total == size
    view.end()
    feed(view, source)
    assert seen(view) == list(range(max(0, size - 10), size))


class TestRefresh:
    """The rows change under the cursor."""

    def at(self, record: int) -> tuple[SyntheticList, View, int]:
        """A view with the cursor on a record, on line 4 of the screen."""
        source = SyntheticList(1000)
        view = opened(source)
        counted(view, source)
        view.scroll(record - 4)
        view.move(record)
        feed(view, source)
        return source, view, view.cursor - view.top

    def refreshed(self, source: SyntheticList, view: View) -> None:
        row = view.row(view.cursor)
        assert row is not None
        view.reopen(row.id, row.position)
        feed(view, source)

    def test_rows_above_go(self) -> None:
        source, view, line = self.at(500)
        source.gone |= {3, 4, 498}
        self.refreshed(source, view)
        assert (under_cursor(view), view.cursor - view.top) == (500, line)
        assert seen(view)[:5] == [495, 496, 497, 499, 500]

    def test_its_own_row_goes(self) -> None:
        source, view, line = self.at(500)
        source.gone |= {500, 501}
        self.refreshed(source, view)
        assert (under_cursor(view), view.cursor - view.top) == (502, line)

    def test_the_last_rows_go(self) -> None:
        source, view, _ = self.at(999)
        source.gone |= set(range(990, 1000))
        self.refreshed(source, view)
        assert under_cursor(view) == 989
        assert seen(view) == list(range(980, 990))

    def test_rows_that_come_in_at_the_start_are_seen_by_who_was_there(self) -> None:
        source = SyntheticList(1000, gone={0, 1})
        view = opened(source)
        counted(view, source)
        view.move(view.cursor + 3)
        source.gone.clear()
        self.refreshed(source, view)
        assert (seen(view), under_cursor(view)) == (list(range(10)), 5)

    def test_rows_that_come_in_at_the_start_do_not_push_the_cursor_off(self) -> None:
        source = SyntheticList(1000, gone=set(range(20)))
        view = opened(source)
        counted(view, source)
        view.move(view.cursor + 3)
        source.gone.clear()
        self.refreshed(source, view)
        assert (seen(view), under_cursor(view)) == (list(range(20, 30)), 23)

    def test_all_rows_go(self) -> None:
        source, view, _ = self.at(500)
        source.gone |= set(range(1000))
        self.refreshed(source, view)
        assert (seen(view), view.total) == ([], 0)

    def test_rows_come_into_an_empty_list(self) -> None:
        source = SyntheticList(5, gone=set(range(5)))
        view = opened(source)
        source.gone.clear()
        view.reopen(None)
        feed(view, source)
        assert seen(view) == [0, 1, 2, 3, 4]

    def test_the_cursor_moves_while_the_rows_are_on_their_way(self) -> None:
        source, view, line = self.at(500)
        row = view.row(view.cursor)
        assert row is not None
        view.reopen(row.id, row.position)
        want = view.want()
        assert want is not None
        window = want.read(source)
        view.move(view.cursor + 2)
        view.take(want, window)
        feed(view, source)
        assert (under_cursor(view), view.cursor - view.top) == (502, line + 2)

    def test_a_row_number_past_the_end_of_a_shrunken_list(self) -> None:
        source, view, _ = self.at(4)
        source.gone |= set(range(600, 1000))
        view.scroll(900)
        feed(view, source)
        assert seen(view)[-1] == 599


class TestOtherRows:
    """Search and sort."""

    def test_keeps_the_record_on_its_line(self) -> None:
        view = opened(SyntheticList(1000))
        view.move(6)
        other = SyntheticList(1000, gone=set(range(0, 1000, 2)))
        view.reopen(row_id(501))
        feed(view, other)
        assert (under_cursor(view), view.cursor - view.top) == (501, 6)

    @pytest.mark.parametrize("keep", [None, 500])
    def test_begins_at_the_start_without_the_record(self, keep: int | None) -> None:
        view = opened(SyntheticList(1000), keep=700)
        other = SyntheticList(1000, gone=set(range(0, 1000, 2)))
        view.reopen(None if keep is None else row_id(keep))
        feed(view, other)
        assert (under_cursor(view), seen(view)[0]) == (1, 1)

    def test_a_record_near_the_start_leaves_no_hole_above(self) -> None:
        view = opened(SyntheticList(1000), keep=700)
        view.scroll(view.top - 5)
        view.reopen(row_id(2))
        feed(view, SyntheticList(1000))
        assert (under_cursor(view), seen(view)[0]) == (2, 0)

    def test_a_record_near_the_end_leaves_no_hole_below(self) -> None:
        source = SyntheticList(1000)
        view = opened(source, keep=999)
        assert (under_cursor(view), seen(view)) == (999, list(range(990, 1000)))


MOVES = st.one_of(
    st.tuples(st.just("move"), st.integers(-12, 12)),
    st.tuples(st.just("page"), st.integers(-3, 3)),
    st.tuples(st.just("scroll"), st.integers(-40, 40)),
    st.tuples(st.sampled_from(["home", "end", "count", "refresh"]), st.just(0)),
    st.tuples(st.just("resize"), st.integers(1, 30)),
    st.tuples(st.just("remove"), st.integers(0, 300)),
    st.tuples(st.just("late"), st.integers(0, 2)),
)


@given(size=st.integers(0, 300), moves=st.lists(MOVES, max_size=30))
def test_any_walk_shows_neighbours_and_the_cursor(size: int, moves: list[tuple[str, int]]) -> None:
    source = SyntheticList(size)
    view = opened(source)
    for move, by in moves:
        match move:
            case "move":
                view.move(view.cursor + by)
            case "page":
                view.page(by)
            case "scroll":
                view.scroll(view.top + by)
            case "home":
                view.home()
            case "end":
                view.end()
            case "resize":
                view.resize(by)
            case "count" if view.rows:
                counted(view, source)
            case "remove":
                source.gone |= {by} & set(range(size))
                reopen(view, source)
            case "refresh":
                reopen(view, source)
        if move != "late":  # else the next key comes before the rows
            feed(view, source)
            check(view, source)
    feed(view, source)
    check(view, source)


def reopen(view: View, source: SyntheticList) -> None:
    row = view.row(view.cursor)
    view.reopen(row.id if row else None, row.position if row else None)


def check(view: View, source: SyntheticList) -> None:
    present = [n for n in range(source.size) if n not in source.gone]
    shown = seen(view)
    assert view.settled
    assert len(shown) == min(view.height, len(present))
    if present:
        first = present.index(shown[0])
        assert shown == present[first : first + view.height]
        assert under_cursor(view) in shown
        if view.total is not None and view.low is not None:
            assert view.total == len(present)
            assert present[view.cursor - view.low] == under_cursor(view)


def test_row_keys_are_in_order() -> None:
    assert row_key(9) < row_key(10)
