"""The zip that a workbook is: what is in it, and refusing one that unpacks to far more than people write."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from models.errors import BadInput
from models.messages import N_, Message

_PARTS = 10_000
_RATIO = 100
"""Text packs some 10 to 40 times; what packs more is made to fill memory or time."""
_SMALL = 64 << 20
"""Bytes that are read whatever they were packed to."""
_MOST = 8 << 30
"""Bytes of one part; a sheet that is full holds less."""
AGAIN = N_("Open it in the program it comes from, save it as .xlsx again (or as CSV, UTF-8), and offer that.")


class Package:
    """An open workbook file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with self.said():
            self._zip = zipfile.ZipFile(path)
            self._parts = {info.filename.casefold(): info for info in self._zip.infolist()}
        if len(self._zip.infolist()) > _PARTS:
            self.close()
            raise self._bomb()

    def has(self, name: str) -> bool:
        """Whether there is a part of this name."""
        return name.casefold() in self._parts

    def size(self, name: str) -> int:
        """How many bytes a part unpacks to."""
        return self._parts[name.casefold()].file_size

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        """A part to read from; :class:`BadInput` when it is not there, damaged, or a bomb. No more than it says comes out."""
        info = self._parts.get(name.casefold())
        if info is None:
            raise self.damaged()
        if info.file_size > _MOST or info.file_size > max(_SMALL, _RATIO * info.compress_size):
            raise self._bomb()
        if info.flag_bits & 0x1:
            raise BadInput(
                Message(N_("{path} is locked with a password."), path=str(self._path)),
                Message(N_("Open it with its password, take the password off and save it again; then offer that.")),
            )
        with self.said(), self._zip.open(info) as part:
            yield part

    def close(self) -> None:
        """Close the file."""
        self._zip.close()

    @contextmanager
    def said(self) -> Iterator[None]:
        """Turn what goes wrong inside a zip into one sentence."""
        try:
            yield
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError, UnicodeError):
            raise self.damaged() from None

    def damaged(self) -> BadInput:
        """That the file can't be read as a workbook."""
        said = Message(N_("{path} is damaged, breaks off, or is no workbook (.xlsx)."), path=str(self._path))
        return BadInput(said, Message(AGAIN))

    def _bomb(self) -> BadInput:
        return BadInput(
            Message(N_("{path} unpacks to far more than people ever write: it is not opened."), path=str(self._path)),
            Message(N_("Ask where it comes from. When it is a real list, save it as CSV (UTF-8) and offer that.")),
        )
