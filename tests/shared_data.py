"""The one way to data that lies beside the project and not in it; tests that need it are skipped, saying so, without it."""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED_DATA = Path(__file__).resolve().parents[2] / "shared" / "data"


def shared_data(*parts: str) -> Path:
    """The path of ``../shared/data/<parts>``; skips the test when there is no such thing on this machine."""
    path = SHARED_DATA.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"needs {'/'.join(('../shared/data', *parts))}, which is not beside this clone")
    return path
