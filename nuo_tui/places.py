"""Where things lie on this laptop when nobody says otherwise: the store, its backups, and the reports of faults."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from db.paths import typed_path

_PROGRAM = "nuo"


def store_path(named: Path | None = None, environment: Mapping[str, str] = os.environ) -> Path:
    """The store to open: the one that is named, else ``NUO_STORE``, else the one in the platform's data folder."""
    if named is not None:
        return typed_path(named)
    if from_environment := environment.get("NUO_STORE"):
        return typed_path(from_environment)
    from platformdirs import user_data_path

    return user_data_path(_PROGRAM, appauthor=False) / "nuo.store"


def backups_folder() -> Path:
    """Where backups are kept when nobody names another place."""
    from platformdirs import user_data_path

    return user_data_path(_PROGRAM, appauthor=False) / "backups"


def reports_folder() -> Path:
    """Where reports of the program's own faults are kept."""
    from platformdirs import user_log_path

    return user_log_path(_PROGRAM, appauthor=False)
