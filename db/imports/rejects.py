"""The rejected rows as a file that can be mended and offered again.

The same headings, the rows as they were, UTF-8 with ``;``. It holds people's data in clear: only its owner can read it.
"""

from __future__ import annotations

import csv
import filecmp
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from db.targets import target_of
from models.errors import BadInput
from models.messages import N_, Message


class RejectsFile:
    """The rejects of one import: made at the first row, kept by :meth:`keep`, gone without it."""

    def __init__(self, source: Path, wanted: Path | None, headings: Sequence[str]) -> None:
        """``wanted`` is where it must come; None: beside ``source``, else in the current folder."""
        self._source = source
        self._named = wanted
        self._wanted = wanted and target_of(wanted)
        self._headings = headings
        self._temporary: Path | None = None
        self._file: Any = None
        self._writer: Any = None

    def add(self, cells: Sequence[str]) -> None:
        """Put a row in, as it was; :class:`BadInput` when there is no room for it."""
        if self._file is None:
            self._open()
        with self._writable():
            self._writer.writerow(cells)

    def seal(self) -> None:
        """Have every row on disk before the import is kept: a good row in the store, a bad one in this file."""
        if self._file is not None:
            with self._writable():
                self._file.flush()
                os.fsync(self._file.fileno())

    @contextmanager
    def _writable(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            folder = self._temporary.parent if self._temporary else Path()
            raise _unwritable(folder, error.strerror or str(error)) from None

    def keep(self) -> Path | None:
        """Close the file and give it its name; None when no row was put in.

        A file of that name that is already there stays, unless it holds the same: somebody may be mending it.
        """
        if self._temporary is None:
            return None
        self._file.close()
        made, self._temporary = self._temporary, None
        target = self._wanted or self._free_name(made)
        try:
            made.replace(target)
        except OSError:  # the import is kept by now: its rows stay where they are, under the name they have
            return made
        return self._named or target

    def close(self) -> None:
        """Take the file away when it was not kept."""
        if self._temporary is not None:
            with suppress(OSError):  # what did not fit is not kept anyway
                self._file.close()
            self._temporary.unlink(missing_ok=True)
            self._temporary = None

    def __enter__(self) -> RejectsFile:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def _open(self) -> None:
        folders = [self._wanted.parent] if self._wanted else [self._source.parent, Path.cwd()]
        reason = ""
        for folder in folders:
            try:
                handle, name = tempfile.mkstemp(prefix=".nuo-rejects-", suffix=".csv", dir=folder)
            except OSError as error:
                reason = error.strerror or str(error)
                continue
            self._temporary = Path(name)
            self._file = os.fdopen(handle, "w", encoding="utf-8-sig", newline="")
            self._writer = csv.writer(self._file, delimiter=";")
            self._writer.writerow(self._headings)
            return
        raise _unwritable(folders[-1], reason)

    def _free_name(self, made: Path) -> Path:
        stem, number = f"{self._source.stem}-rejects", 1
        while True:
            name = made.with_name(f"{stem}.csv" if number == 1 else f"{stem}-{number}.csv")
            if not os.path.lexists(name) or (not name.is_symlink() and filecmp.cmp(name, made, shallow=False)):
                return name
            number += 1


def _unwritable(folder: Path, reason: str) -> BadInput:
    return BadInput(
        Message(N_("The file for rejected rows can't be written in {folder}: {reason}."), folder=str(folder), reason=reason),
        Message(N_("Name another place with --rejects. Nothing was imported.")),
    )


def must_be_free(wanted: Path | None, *taken: Path) -> None:
    """Refuse a place for the rejects that is the file itself, the store, or no ordinary file."""
    if wanted is None:
        return
    target = target_of(wanted)
    if target is None or any(target == one.resolve() for one in taken):
        raise BadInput(
            Message(N_("The rejected rows can't be written over {path}."), path=str(wanted)),
            Message(N_("Name another file with --rejects.")),
        )
