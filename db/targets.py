"""Where a file that people name may be written: a new file or one in place of an old one, never a device or a folder."""

from __future__ import annotations

from pathlib import Path


def target_of(named: Path) -> Path | None:
    """The file to write for a path that was named: what it links to, so that a link stays a link.

    None when something is there that is no ordinary file (a folder, a pipe, a device), or a link leads in a circle.
    """
    try:
        target = named.resolve()
        if target.is_symlink() or (target.exists() and not target.is_file()):
            return None
    except (OSError, RuntimeError):
        return None
    return target
