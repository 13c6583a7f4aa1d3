"""The list in a terminal: keys, mouse, sizes, and a cursor that stays on its record."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.events import MouseScrollDown, MouseScrollUp
from textual.pilot import Pilot

from db.windows import ListSource
from screens.record_list import RecordList
from screens.record_list.moving import MovingView
from tests.screens.synthetic_list import SyntheticList, row_id
from tests.screens.test_record_list_lines import HOSTILE

MILLION = 1_000_000
SIZES = [(80, 24), (120, 40)]


class ListApp(App[None]):
    """Nothing but the list, and what it told."""

    def __init__(self, source: ListSource, empty: str = "") -> None:
        super().__init__()
        self.list = RecordList(source, empty=empty)
        self.told: list[tuple[str, object]] = []

    def compose(self) -> ComposeResult:
        yield self.list

    def on_record_list_opened(self, event: RecordList.Opened) -> None:
        self.told.append(("opened", event.row.cells[1]))

    def on_record_list_highlighted(self, event: RecordList.Highlighted) -> None:
        self.told.append(("highlighted", event.row and event.row.cells[1]))

    def on_record_list_marked(self, event: RecordList.Marked) -> None:
        self.told.append(("marked", {int.from_bytes(mark, "big") for mark in event.marks}))

    def on_record_list_counted(self, event: RecordList.Counted) -> None:
        self.told.append(("counted", event.total))

    def on_record_list_failed(self, event: RecordList.Failed) -> None:
        self.told.append(("failed", str(event.error)))


class Hands:
    """A person at the list: presses, and sees."""

    def __init__(self, app: ListApp, pilot: Pilot[None]) -> None:
        self.app, self.pilot, self.list = app, pilot, app.list

    async def settle(self) -> None:
        """Until nothing is on its way any more."""
        await self.pilot.pause()
        while self.list.busy:
            await self.pilot.pause(0.002)
        await self.pilot.pause()

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.settle()

    async def wheel(self, event: type[MouseScrollDown | MouseScrollUp], times: int = 1) -> None:
        for _ in range(times):
            await self.pilot._post_mouse_events([event], self.list, offset=(5, 5))
        await self.settle()

    def seen(self) -> list[str]:
        """The lines on the screen."""
        return [self.list.render_line(y).text for y in range(self.list.size.height)]

    @property
    def cursor(self) -> tuple[int, int]:
        """Line on the screen and record of the cursor, as they are seen."""
        [line] = [y for y, text in enumerate(self.seen()) if text.startswith("▌")]
        return line, int(self.seen()[line].split("Person ")[1].split()[0])


@asynccontextmanager
async def at(source: ListSource, size: tuple[int, int] = (80, 24), empty: str = "") -> AsyncIterator[Hands]:
    app = ListApp(source, empty)
    async with app.run_test(size=size) as pilot:
        hands = Hands(app, pilot)
        await hands.settle()
        yield hands


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_a_million_rows(size: tuple[int, int]) -> None:
    source = SyntheticList(MILLION)
    async with at(source, size) as hands:
        lines = hands.seen()
        assert "Name" in lines[0]
        assert all(f"Person {n} " in lines[n + 1] for n in range(size[1] - 1))
        assert lines[1].startswith("▌")
        assert ("Place" in lines[0]) == (size[0] > 40)
        assert ("Remark" in lines[0]) == (size[0] >= 64)
        assert sorted(hands.app.told) == [("counted", MILLION), ("highlighted", 0)], "in whichever order: two threads tell"
        assert sum(source.reads) < 6 * size[1], "no more than the screen and a page around it"


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_keys(size: tuple[int, int]) -> None:
    rows = size[1] - 1
    async with at(SyntheticList(MILLION), size) as hands:
        for keys, line, record in [
            (["down", "j"], 3, 2),
            (["up", "k"], 1, 0),
            (["pagedown"], 1, rows - 1),
            (["pagedown", "down"], 2, 2 * rows - 1),
            (["pageup"], 2, rows),
            (["end"], rows, MILLION - 1),
            (["up"] * rows, 1, MILLION - 1 - rows),
            (["g"], 1, 0),
            (["G"], rows, MILLION - 1),
            (["pageup"], 1 if rows == 1 else rows, MILLION - rows),
            (["home", "up", "pageup"], 1, 0),
        ]:
            await hands.press(*keys)
            assert hands.cursor == (line, record), keys
            numbers = [int(text.split("Person ")[1].split()[0]) for text in hands.seen()[1:]]
            assert numbers == list(range(numbers[0], numbers[0] + rows))


async def test_open_mark_and_highlight() -> None:
    async with at(SyntheticList(100)) as hands:
        hands.app.told.clear()
        await hands.press("down", "down", "enter")
        assert ("opened", 2) in hands.app.told
        hands.app.told.clear()
        await hands.press("space", "down", "space", "up", "space")
        assert [value for what, value in hands.app.told if what == "marked"] == [{2}, {2, 4}, {2}]
        assert hands.list.marks == {row_id(2)}
        assert [text[:3] for text in hands.seen()[1:7]] == ["   ", "   ", " ✓ ", "   ", "   ", "▌  "]
        hands.list.set_marks([])
        assert hands.list.marks == set()


async def test_the_record_is_announced_when_the_cursor_rests() -> None:
    async with at(SyntheticList(100)) as hands:
        hands.app.told.clear()
        for _ in range(20):
            hands.list.action_move(1)
        await hands.settle()
        assert hands.app.told == [("highlighted", 20)]


async def test_a_moved_cursor_paints_two_lines() -> None:
    async with at(SyntheticList(MILLION)) as hands:
        painted: list[int] = []
        render_line = hands.list.render_line

        def noting(y: int) -> object:
            painted.append(y)
            return render_line(y)

        hands.list.render_line = noting  # type: ignore[method-assign, assignment]
        await hands.press("down")
        assert sorted(set(painted)) == [1, 2]


async def test_wheel() -> None:
    async with at(SyntheticList(MILLION)) as hands:
        await hands.wheel(MouseScrollDown, 4)
        assert "Person 12 " in hands.seen()[1]
        assert hands.cursor == (1, 12)
        await hands.press("down", "down")
        await hands.wheel(MouseScrollUp, 2)
        assert "Person 6 " in hands.seen()[1]
        assert hands.cursor == (9, 14), "the cursor stays on its record as long as it is in sight"


async def test_clicks() -> None:
    async with at(SyntheticList(MILLION)) as hands:
        await hands.pilot.click(hands.list, offset=(10, 7))
        await hands.settle()
        assert hands.cursor == (7, 6)
        await hands.pilot.click(hands.list, offset=(10, 9), times=2)
        await hands.settle()
        assert ("opened", 8) in hands.app.told
        await hands.pilot.click(hands.list, offset=(10, 0))
        assert hands.cursor == (9, 8), "the header is no row"


async def test_scroll_bar() -> None:
    async with at(SyntheticList(MILLION)) as hands:
        assert [text[-1] for text in hands.seen()[1:3]] == ["┃", "│"]
        await hands.pilot.mouse_down(hands.list, offset=(79, 23))
        await hands.settle()
        assert f"Person {MILLION - 1} " in hands.seen()[23]
        await hands.pilot.hover(hands.list, offset=(79, 12))
        await hands.settle()
        assert f"Person {(MILLION - 23) // 2} " in hands.seen()[1]
        await hands.pilot.mouse_up(hands.list, offset=(79, 12))
        await hands.pilot.hover(hands.list, offset=(79, 3))
        await hands.settle()
        assert f"Person {(MILLION - 23) // 2} " in hands.seen()[1], "let go of"


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_empty(size: tuple[int, int]) -> None:
    async with at(SyntheticList(0), size, empty="Nothing [b]found[/].\nesc ends the search.") as hands:
        lines = [text.strip() for text in hands.seen()]
        assert lines[2:4] == ["Nothing [b]found[/].", "esc ends the search."]
        assert ("highlighted", None) in hands.app.told
        await hands.press("down", "pagedown", "end", "home", "enter", "space")
        assert hands.list.cursor_row is None
        assert {what for what, _ in hands.app.told} == {"counted", "highlighted"}


async def test_hostile_names() -> None:
    source = SyntheticList(len(HOSTILE) + 1, name=lambda n: "Person 0" if n == 0 else HOSTILE[n - 1])
    async with at(source) as hands:
        lines = hands.seen()[1 : source.size + 1]
        assert [int(text[: text.index("Almelo")].split()[-1]) for text in lines] == list(range(source.size))
        assert {cell_len(text) for text in lines} == {80}
        assert hands.cursor == (1, 0)


async def test_resize_keeps_the_record_in_sight() -> None:
    async with at(SyntheticList(MILLION)) as hands:
        await hands.press("pagedown", *["down"] * 15)
        record = hands.cursor[1]
        for size in [(120, 40), (40, 8), (20, 3), (80, 24)]:
            await hands.pilot.resize_terminal(*size)
            await hands.settle()
            assert hands.cursor[1] == record
            assert len(hands.seen()) == size[1]
            assert {len(text) for text in hands.seen()} == {size[0]}


async def test_refresh_keeps_the_record_on_its_line() -> None:
    source = SyntheticList(MILLION)
    async with at(source) as hands:
        await hands.press("end", *["up"] * 30, *["down"] * 4)
        line, record = hands.cursor
        source.gone |= {3, record - 2}
        hands.list.refresh_rows()
        await hands.settle()
        assert hands.cursor == (line, record)
        assert source.forgotten == 1
        assert hands.app.told[-1] == ("counted", MILLION - 2)
        source.gone.add(record)
        hands.list.refresh_rows()
        await hands.settle()
        assert hands.cursor == (line, record + 1)
        assert hands.app.told[-1] == ("highlighted", record + 1)


async def test_another_source_keeps_the_record() -> None:
    async with at(SyntheticList(MILLION)) as hands:
        await hands.press(*["down"] * 7)
        hands.list.set_source(SyntheticList(MILLION, gone={1, 2, 3}), keep=row_id(500_000))
        await hands.settle()
        assert hands.cursor == (8, 500_000)
        hands.list.set_source(SyntheticList(0), empty="Nothing found")
        await hands.settle()
        assert hands.list.total == 0
        assert hands.seen()[2].strip() == "Nothing found"
        hands.list.set_source(SyntheticList(50))
        await hands.settle()
        assert hands.cursor == (1, 0)


async def test_select_goes_to_a_record() -> None:
    async with at(SyntheticList(MILLION)) as hands:
        hands.list.select(row_id(777_777))
        await hands.settle()
        assert hands.cursor == (1, 777_777)
        await hands.press("down")
        hands.list.select(row_id(2 * MILLION))
        await hands.settle()
        assert hands.cursor == (2, 777_778), "one that is not in the list moves nothing"


async def test_each_source_is_counted_anew() -> None:
    async with at(SyntheticList(MILLION)) as hands:
        hands.app.told.clear()
        hands.list.set_source(SyntheticList(MILLION))
        await hands.settle()
        hands.list.refresh_rows()
        await hands.settle()
        assert hands.app.told == [("counted", MILLION), ("counted", MILLION)]


async def test_a_slow_store_shows_places_that_fill() -> None:
    gate = threading.Event()
    gate.set()
    async with at(SyntheticList(MILLION, before_read=lambda: gate.wait(5))) as hands:
        gate.clear()
        await hands.pilot.mouse_down(hands.list, offset=(79, 12))
        await hands.pilot.pause()
        assert all(text[3] == "…" for text in hands.seen()[1:])
        assert hands.list.busy
        gate.set()
        await hands.settle()
        assert f"Person {(MILLION - 23) // 2} " in hands.seen()[1]


async def test_typing_faster_than_the_store_ends_with_the_last() -> None:
    gate = threading.Event()
    async with at(SyntheticList(MILLION)) as hands:
        for first in range(1, 5):
            hands.list.set_source(SyntheticList(MILLION, gone=set(range(first)), before_read=lambda: gate.wait(5)))
            assert "Person 0 " in hands.seen()[1], "until there is something better"
        gate.set()
        await hands.settle()
        assert hands.cursor == (1, 4)


async def test_a_store_that_fails_is_told() -> None:
    broken: list[bool] = []

    def read() -> None:
        if broken:
            raise OSError("no disk")

    async with at(SyntheticList(MILLION, before_read=read)) as hands:
        broken.append(True)
        await hands.press("end")
        assert ("failed", "no disk") in hands.app.told
        assert hands.cursor == (1, 0)
        broken.clear()
        await hands.press("end")
        assert hands.cursor == (23, MILLION - 1)


async def test_a_hidden_list_reads_nothing() -> None:
    source = SyntheticList(MILLION)
    app = ListApp(source)
    app.list.display = False
    async with app.run_test() as pilot:
        await pilot.pause()
        assert source.reads == []
        app.list.display = True
        await Hands(app, pilot).settle()
        assert source.reads


async def test_it_can_be_reached_and_shows_its_focus() -> None:
    async with at(SyntheticList(100)) as hands:
        assert hands.app.focused is hands.list
        styles = [hands.list.render_line(1)._segments[0].style]
        hands.app.set_focus(None)
        await hands.settle()
        styles.append(hands.list.render_line(1)._segments[0].style)
        assert styles[0] != styles[1]


def test_each_key_has_its_help() -> None:
    bindings = [*RecordList.BINDINGS, *MovingView.BINDINGS]
    assert len(bindings) == 10
    assert all(isinstance(binding, Binding) and binding.id and binding.tooltip for binding in bindings)
