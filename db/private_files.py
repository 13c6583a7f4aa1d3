"""Writing a file that leaves the store: its owner's only, whole or not at all, never over the store itself."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from db.targets import target_of
from models.errors import BadInput
from models.messages import N_, Message


def write_private(to: Path, content: bytes, *, store: Path) -> Path:
    """Write ``content`` to ``to`` in one step, in place of what it held; readable by its owner only (mode 0600).

    :class:`BadInput` when it can't be written, is no ordinary file, or is the ``store``.
    """
    target = target_of(to)
    if target is None or target == store.resolve():
        raise BadInput(Message(N_("{path} can't be written over."), path=str(to)), Message(N_("Name another file.")))
    temporary: str | None = None
    try:
        handle, temporary = tempfile.mkstemp(prefix=".nuo-", dir=target.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(temporary).replace(target)
        temporary = None
    except OSError as error:
        raise BadInput(
            Message(N_("The file {path} can't be written: {reason}."), path=str(to), reason=error.strerror or str(error)),
            Message(N_("Name a file in a folder where you may write.")),
        ) from None
    finally:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)
    return target
