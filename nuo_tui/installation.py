"""Whether the program is whole: its four packages from one place.

They have short names. Installed with plain pip beside other programs, another package's ``db`` can come over ours.
"""

from __future__ import annotations

from importlib.metadata import packages_distributions
from importlib.util import find_spec
from pathlib import Path

PACKAGES = ("nuo_tui", "screens", "db", "models")


def mixed() -> list[str]:
    """The packages of ours that come from another place than the program, or that another distribution has too."""
    home = _home("nuo_tui")
    owners = packages_distributions()
    ours = set(owners.get("nuo_tui", ()))
    return [name for name in PACKAGES if _home(name) != home or not set(owners.get(name, ())) <= ours]


def _home(package: str) -> Path | None:
    spec = find_spec(package)
    return Path(spec.origin).resolve().parent.parent if spec and spec.origin else None
