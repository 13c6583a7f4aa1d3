"""Finding how a file of text is encoded, and refusing what is no text in one sentence."""

from __future__ import annotations

import codecs
from pathlib import Path

from db.imports.letters import likeliest
from models.errors import BadInput
from models.messages import N_, Message

_BLOCK = 1 << 20
_HEAD = 4096
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
AS_CSV = N_("Save it as CSV (UTF-8) in the program it comes from, and offer that.")


def encoding_of(path: Path) -> str:
    """How the text of ``path`` is encoded: by its mark, else UTF-8 when the whole file is, else what its letters look like.

    Reads the file once, in blocks, so that nothing has been imported when it turns out to be no text:
    :class:`BadInput` then.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            candidates: tuple[str, ...] = (encoding,)
            break
    else:
        candidates = _unmarked(head)
    for encoding in candidates:
        if _decodes(path, encoding):
            return encoding
    if candidates == ("utf-8",):
        for encoding in likeliest(path):
            if _decodes(path, encoding):
                return encoding
    raise BadInput(
        Message(
            N_("The text of {path} can't be read as {encoding}: it is damaged, or no text."),
            path=str(path),
            encoding=candidates[-1],
        ),
        Message(AS_CSV),
    )


def _unmarked(head: bytes) -> tuple[str, ...]:
    """UTF-16 without a mark shows by the zero byte beside each plain letter."""
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd > len(head) // 8 and even < odd // 8:
        return ("utf-16-le",)
    if even > len(head) // 8 and odd < even // 8:
        return ("utf-16-be",)
    return ("utf-8",)


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as file:
        try:
            while block := file.read(_BLOCK):
                if "\0" in decoder.decode(block):
                    raise BadInput(
                        Message(N_("{path} holds zero bytes: it is damaged, or no text."), path=str(path)), Message(AS_CSV)
                    )
            decoder.decode(b"", final=True)
        except UnicodeError:
            return False
    return True
