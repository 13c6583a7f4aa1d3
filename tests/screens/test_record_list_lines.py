"""From rows to lines: widths, cut texts, hostile names, the scroll bar."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style

from db.windows import Cell, Column, Row
from models.kinds import TargetGroup
from models.messages import Message
from screens.record_list.cells import fitted, written
from screens.record_list.columns import GAP, share
from screens.record_list.painter import Line, Painter
from screens.record_list.scroll_bar import NONE, THUMB, ScrollBar
from screens.record_list.view import View
from screens.record_list.wants import Start, Window

HOSTILE = [
    "[/]",
    "x [/",
    "Acme [UK] Ltd",
    "[bold]vet[/bold]",
    "\x1b[31mrood",
    "\x9b31m",
    "a\tb",
    "a\nb\r",
    "\u202eneb",
    "\u2066x\u2069",
    "\u200bx\ufeff",
    "\ud800",
    "e\u0301\u0301\u0301",
    "家族の家",
    "👩🏽‍🚒 Brand",
    "שלום",
    "{name} %s \\x1b",
    "",
    " ",
    "x" * 500,
]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("Joris Baan", "Joris Baan"),
        ("a\tb\x1b", "a\\tb\\x1b"),
        (12, "12"),
        (2026, "2026"),
        (Decimal("36.5"), "36.5"),
        (date(2026, 12, 8), "08-12-26"),
        (Message("{n} days", n=3), "3 days"),
        (TargetGroup.WSW, "Wsw"),
    ],
)
def test_written(value: Cell, text: str) -> None:
    assert written(value) == text


def test_written_in_dutch(in_dutch: None) -> None:
    assert written(Decimal("36.5")) == "36,5"


@pytest.mark.parametrize(
    ("text", "width", "right", "result"),
    [
        ("Baan", 6, False, "Baan  "),
        ("Baan", 6, True, "  Baan"),
        ("Baan", 4, False, "Baan"),
        ("Baan", 3, False, "Ba…"),
        ("Baan", 3, True, "Ba…"),
        ("Baan", 1, False, "…"),
        ("Baan", 0, False, ""),
        ("家族の家", 8, False, "家族の家"),
        ("家族の家", 7, False, "家族の…"),
        ("家族の家", 6, False, "家族 …"),
        ("Çelik é", 6, False, "Çelik…"),
    ],
)
def test_fitted(text: str, width: int, right: bool, result: str) -> None:
    assert fitted(text, width, right) == result


@given(text=st.text(), width=st.integers(0, 40), right=st.booleans())
def test_any_text_fits_exactly(text: str, width: int, right: bool) -> None:
    assert cell_len(fitted(written(text), width, right)) == width


COLUMNS = (
    Column("name", Message("Name"), 20, weight=3),
    Column("number", Message("No."), 7, priority=1),
    Column("group", Message("Group"), 12, weight=1, priority=2),
    Column("hours", Message("Hours"), 5, right=True, priority=3),
)


@pytest.mark.parametrize(
    ("room", "widths"),
    [
        (50, {"name": 20, "number": 7, "group": 12, "hours": 5}),
        (58, {"name": 26, "number": 7, "group": 14, "hours": 5}),
        (59, {"name": 26, "number": 7, "group": 15, "hours": 5}),
        (49, {"name": 24, "number": 7, "group": 14}),
        (40, {"name": 31, "number": 7}),
        (20, {"name": 20}),
        (12, {"name": 12}),
        (0, {"name": 1}),
    ],
)
def test_columns_share_the_width(room: int, widths: dict[str, int]) -> None:
    assert {COLUMNS[slot.column].name: slot.width for slot in share(COLUMNS, room)} == widths


@given(room=st.integers(20, 300))
def test_the_width_is_used_and_never_exceeded(room: int) -> None:
    slots = share(COLUMNS, room)
    assert sum(slot.width for slot in slots) + GAP * (len(slots) - 1) == room


def test_no_columns_no_slots() -> None:
    assert share((), 80) == ()


def painter(width: int = 80, columns: tuple[Column, ...] = COLUMNS) -> Painter:
    made = Painter(lambda part: Style(meta={"part": part}))
    made.arrange(columns, width)
    return made


def a_row(name: str = "Joris Baan", *hints: str) -> Row:
    return Row(b"1", "baan", (name, "C00311", TargetGroup.WSW, 24), hints)  # type: ignore[arg-type]


@pytest.mark.parametrize("width", [0, 1, 4, 5, 6, 20, 80, 120, 200])
@pytest.mark.parametrize("row", [a_row(), None], ids=["row", "placeholder"])
def test_every_line_is_as_wide_as_the_list(width: int, row: Row | None) -> None:
    made = painter(width)
    for line in (Line(row), Line(row, cursor=True, marked=True, bar=THUMB)):
        assert cell_len(made.strip(line).text) == made.strip(line).cell_length == width
    assert cell_len(made.header().text) == cell_len(made.note("Nothing found").text) == width


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_are_text(name: str) -> None:
    strip = painter().strip(Line(a_row(name)))
    assert cell_len(strip.text) == 80
    assert not set(strip.text) & set("\x1b\x9b\t\n\r\u202e\u2066\u2069\u200b\ufeff\ud800")
    assert "C00311" in strip.text, "what comes after stays in its column"


def test_cursor_and_mark_are_told_without_colour() -> None:
    made = painter()
    texts = {made.strip(Line(a_row(), cursor, marked)).text[:6] for cursor in (False, True) for marked in (False, True)}
    assert texts == {"   Jor", "▌  Jor", " ✓ Jor", "▌✓ Jor"}


def test_numbers_stand_right_with_their_title() -> None:
    made = painter(55)
    row, header = made.strip(Line(a_row())).text, made.header().text
    assert row.index("24") + 2 == header.index("Hours") + 5


def test_hints_have_a_style_of_their_own_except_on_the_cursor() -> None:
    made = painter()
    row = a_row("Joris Baan", "", "muted", "block", "warn")

    def parts(line: Line) -> set[str]:
        return {segment.style.meta["part"] for segment in made.strip(line) if segment.style}

    assert parts(Line(row)) == {"row", "muted", "block", "warn", "bar"}
    assert parts(Line(row, marked=True)) == {"row", "mark", "muted", "block", "warn", "bar"}
    assert parts(Line(row, cursor=True)) == {"cursor", "bar"}


def test_a_strip_is_made_once() -> None:
    made = painter()
    assert made.strip(Line(a_row())) is made.strip(Line(a_row()))
    before = made.strip(Line(a_row()))
    assert not made.arrange(COLUMNS, 80)
    assert made.strip(Line(a_row())) is before
    assert made.arrange(COLUMNS, 81)
    assert made.strip(Line(a_row())).cell_length == 81


def view_of(total: int, height: int = 10) -> View:
    view = View()
    view.resize(height)
    view.reopen(None)
    want = view.want()
    assert isinstance(want, Start)
    rows = [Row(bytes([n]), f"{n:03}", ()) for n in range(min(total, height + 1))]
    view.take(want, Window(rows, at_start=True, at_end=len(rows) == total))
    if rows:
        view.number(rows[0].position, 0, total)
    return view


@pytest.mark.parametrize(
    ("total", "top", "cells"),
    [
        (0, 0, " " * 10),
        (10, 0, " " * 10),
        (11, 0, "┃┃┃┃┃┃┃┃┃│"),
        (11, 1, "│┃┃┃┃┃┃┃┃┃"),
        (20, 0, "┃┃┃┃┃│││││"),
        (20, 10, "│││││┃┃┃┃┃"),
        (1_000_000, 0, "┃│││││││││"),
        (1_000_000, 400_000, "││││┃│││││"),
        (1_000_000, 999_990, "│││││││││┃"),
    ],
)
def test_scroll_bar(total: int, top: int, cells: str) -> None:
    view = view_of(total)
    view.scroll(top)
    assert "".join(ScrollBar(view).cells()) == cells


def test_the_bar_stays_while_the_rows_are_counted() -> None:
    view = view_of(1000)
    bar = ScrollBar(view)
    before = bar.cells()
    view.low = view.high = None
    assert bar.cells() == before


@pytest.mark.parametrize(
    ("press", "drags", "top"), [(9, [], 990), (0, [], 0), (0, [9], 990), (0, [99], 990), (0, [-5], 0), (0, [3], 330)]
)
def test_dragging_the_bar(press: int, drags: list[int], top: int) -> None:
    view = view_of(1000)
    bar = ScrollBar(view)
    bar.cells()
    assert bar.hold(press)
    for y in [press, *drags]:
        bar.drag(y)
    bar.release()
    assert not bar.held
    assert view.top == top


def test_a_short_list_has_no_bar_to_hold() -> None:
    bar = ScrollBar(view_of(5))
    assert set(bar.cells()) == {NONE}
    assert not bar.hold(0)
