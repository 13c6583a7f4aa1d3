"""The passphrase of a store: from a file, from the environment, or asked for at the terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from db.paths import typed_path
from models.errors import BadInput, StoreError
from models.messages import N_, Message
from screens.texts import _

_HOW = N_("Give it at the prompt, in NUO_PASSPHRASE or with --passphrase-file.")


def given(file: Path | None = None, environment: Mapping[str, str] = os.environ) -> str | None:
    """The passphrase that was given beforehand: the first line of ``file``, else ``NUO_PASSPHRASE``; None when neither."""
    if file is not None:
        return _usable(_first_line(typed_path(file)))
    return _usable(environment.get("NUO_PASSPHRASE") or None)


def to_open(file: Path | None = None) -> str:
    """The passphrase for an existing store, asked for when it was not given; :class:`StoreError` when nobody can be asked."""
    if (known := given(file)) is not None:
        return known
    if not can_ask():
        raise StoreError(Message(N_("The store is encrypted and no passphrase was given.")), Message(_HOW))
    return _asked(_("Passphrase: "))


def to_make(file: Path | None = None) -> str:
    """The passphrase for a new store; asked for twice when it was not given."""
    if (known := given(file)) is not None:
        return known
    if not can_ask():
        raise BadInput(Message(N_("A new store needs a passphrase.")), Message(_HOW))
    chosen = _asked(_("Choose a passphrase: "))
    if chosen != _asked(_("The same passphrase again: ")):
        raise BadInput(Message(N_("The two passphrases differ. Nothing was made.")))
    return chosen


def can_ask() -> bool:
    """Whether somebody sits at a terminal."""
    return sys.stdin is not None and sys.stdin.isatty()


def _asked(prompt: str) -> str:
    from getpass import getpass

    return _usable(getpass(prompt)) or ""


def _first_line(file: Path) -> str:
    try:
        text = file.read_text(encoding="utf-8-sig")
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else str(error)
        raise BadInput(
            Message(N_("The passphrase file {file} can't be read: {reason}."), file=str(file), reason=reason)
        ) from None
    except UnicodeDecodeError:
        raise BadInput(Message(N_("The passphrase file {file} is not a text file."), file=str(file))) from None
    first = text.split("\n", 1)[0].removesuffix("\r")
    if not first:
        raise BadInput(Message(N_("The passphrase file {file} has nothing on its first line."), file=str(file)))
    return first


def _usable(text: str | None) -> str | None:
    """``text`` unless it can't be a passphrase at all: the store's key is text without NUL."""
    if text is not None and any(c == "\0" or "\ud800" <= c <= "\udfff" for c in text):
        raise BadInput(Message(N_("The passphrase holds characters that can't be used.")))
    return text
