"""Lists in memory, and lists upside down."""

from __future__ import annotations

import pytest

from db.windows import Column, Descending, ListSource, MemoryList, Row
from models.messages import Message

COLUMNS = (Column("name", Message("Name"), 10),)
ROWS = [Row(bytes([n]), key, (key,)) for n, key in enumerate("a b b c e f".split())]


def upside_down() -> ListSource:
    return Descending(MemoryList(COLUMNS, ROWS))


@pytest.fixture(params=["up", "down"])
def case(request: pytest.FixtureRequest) -> tuple[ListSource, list[Row]]:
    """A list and its rows in its order."""
    if request.param == "up":
        return MemoryList(COLUMNS, ROWS[::-1]), ROWS
    return upside_down(), ROWS[::-1]


def test_windows(case: tuple[ListSource, list[Row]]) -> None:
    source, rows = case
    assert source.columns == COLUMNS
    assert source.forward(None, 2) == rows[:2]
    assert source.backward(None, 2) == rows[-2:]
    assert source.forward(None, 99) == source.backward(None, 99) == rows
    for number, row in enumerate(rows):
        assert source.forward(row.position, 2) == rows[number + 1 : number + 3]
        assert source.forward(row.position, 2, inclusive=True) == rows[number : number + 2]
        assert source.backward(row.position, 2) == rows[max(0, number - 2) : number]


def test_row_numbers(case: tuple[ListSource, list[Row]]) -> None:
    source, rows = case
    assert source.total() == 6
    for number, row in enumerate(rows):
        assert source.rank(row.position) == number
        assert source.at(number) == row.position
        assert source.find(row.id) == row.position
    assert source.at(6) is None
    assert source.at(-1) is None
    assert source.find(b"none") is None
    source.forget()


def test_a_position_where_nobody_stands() -> None:
    nobody = ("d", b"")
    up, down = MemoryList(COLUMNS, ROWS), upside_down()
    assert (up.rank(nobody), down.rank(nobody)) == (4, 2)
    assert [row.key for row in up.forward(nobody, 1, inclusive=True)] == ["e"]
    assert [row.key for row in down.forward(nobody, 1, inclusive=True)] == ["c"]
    assert [row.key for row in down.backward(nobody, 1)] == ["e"]
