"""The file itself: every page as it was written, every index as its table, every key pointing at something, and room."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator

from db.doctor.problem import RESTORE, Problem, Progress
from db.reading import Reader
from db.store import Store
from models.messages import N_, Message

_MOST = 20
"""How many faults of the file are asked for; one is enough to put a backup back."""
_SPARE = 200_000_000
"""Bytes that must be free beside a copy of the store."""


def problems(store: Store, progress: Progress) -> Iterator[Problem]:
    """What is wrong with the file and the disk."""
    yield from _room(store)
    with store.read() as reader:
        if store.encrypted and (pages := _pages_changed_outside(reader)):
            yield Problem(Message(N_("Pages of the file were changed outside the program: {n}."), n=pages), RESTORE)
        progress(0.3)
        found = [row[0] for row in reader.rows(f"PRAGMA integrity_check({_MOST})")]
        if found != ["ok"]:
            yield Problem(Message(N_("The file is damaged: {faults}."), faults=found[:3]), RESTORE)
        progress(0.8)
        broken = Counter((row[0], row[2]) for row in reader.each("PRAGMA foreign_key_check"))
        for (table, parent), count in broken.items():
            yield Problem(
                Message(
                    N_("Rows of '{table}' that point at a '{parent}' that is not there: {n}."),
                    n=count,
                    table=table,
                    parent=parent,
                ),
                RESTORE,
            )


def _room(store: Store) -> Iterator[Problem]:
    size = store.path.stat().st_size
    free = shutil.disk_usage(store.path.parent).free
    if free < size + _SPARE:
        mb = 1_000_000
        yield Problem(
            Message(
                N_("The disk is nearly full: {free} MB are free, a copy of the store needs {needed} MB."),
                free=free // mb,
                needed=(size + _SPARE) // mb,
            ),
            Message(N_("Make room on the disk, before a backup or a change fails.")),
        )


def _pages_changed_outside(reader: Reader) -> int:
    """How many pages do not carry the seal of the store's key; looked at twice, for somebody may just be writing one."""
    query = "PRAGMA cipher_integrity_check"
    first = set(reader.rows(query))
    return len(first & set(reader.rows(query))) if first else 0
