"""Row numbers from a map of every so manieth key."""

from __future__ import annotations

from bisect import bisect_left

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.keymap import KeyMap
from db.windows import Position


class Keys:
    """Keys in memory, with the two reads of a map, counted."""

    def __init__(self, positions: list[Position], *, in_one_walk: bool = False) -> None:
        self.positions = sorted(positions)
        self.reads = 0
        self.in_one_walk = in_one_walk

    def samples(self, step: int) -> list[Position] | None:
        return self.positions[::step] if self.in_one_walk else None

    def seek(self, start: Position | None, offset: int) -> Position | None:
        self.reads += 1
        at = (0 if start is None else bisect_left(self.positions, start)) + offset
        return self.positions[at] if at < len(self.positions) else None

    def count(self, start: Position | None, end: Position | None) -> int:
        self.reads += 1
        first = 0 if start is None else bisect_left(self.positions, start)
        return (len(self.positions) if end is None else bisect_left(self.positions, end)) - first


def numbered(size: int) -> Keys:
    return Keys([(f"{n // 3:06}", n.to_bytes(4, "big")) for n in range(size)])


@pytest.mark.parametrize("size", [0, 1, 9, 10, 11, 20, 95])
def test_every_row_there_and_back(size: int) -> None:
    keys = numbered(size)
    keymap = KeyMap(keys, step=10)
    assert keymap.total() == size
    for number, position in enumerate(keys.positions):
        assert keymap.at(number) == position
        assert keymap.rank(position) == number
    assert keymap.at(size) is None
    assert keymap.at(-1) is None


def test_positions_between_and_beyond() -> None:
    keymap = KeyMap(numbered(30), step=10)
    assert keymap.rank(("", b"")) == 0
    assert keymap.rank(("999999", b"")) == 30
    assert keymap.rank(("000001", b"")) == 3


def test_it_is_built_once_until_forgotten() -> None:
    keys = numbered(100)
    keymap = KeyMap(keys, step=10)
    assert keys.reads == 0, "not before it is asked"
    keymap.total()
    built = keys.reads
    keymap.total()
    assert keys.reads == built
    keymap.at(55)
    assert keys.reads == built + 1
    keys.positions = keys.positions[:50]
    assert keymap.total() == 100
    keymap.forget()
    assert keymap.total() == 50


@given(
    keys=st.sets(st.tuples(st.text(max_size=3), st.binary(min_size=1, max_size=2)), max_size=60),
    step=st.integers(1, 8),
    in_one_walk=st.booleans(),
)
def test_any_keys(keys: set[Position], step: int, in_one_walk: bool) -> None:
    reads = Keys(list(keys), in_one_walk=in_one_walk)
    keymap = KeyMap(reads, step)
    assert [keymap.at(n) for n in range(keymap.total())] == sorted(keys)
    assert [keymap.rank(position) for position in sorted(keys)] == list(range(len(keys)))
