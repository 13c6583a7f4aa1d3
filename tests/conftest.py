"""What all tests share: nobody's own settings, one clock, and a store to work in."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import settings

from db.creating import create_store
from db.store import Store
from models.actor import Actor
from screens import texts

settings.register_profile("nuo", derandomize=True, deadline=None, database=None)
settings.load_profile("nuo")

MOMENT = datetime(2026, 11, 24, 13, 3, tzinfo=UTC)
"""A Tuesday in the afternoon."""
FIRST_USER = "A. Beheer"
"""Who makes the stores of the tests: a user with every role."""


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self, now: datetime = MOMENT) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> None:
        """Move on, by ``days``, ``hours`` or ``minutes``."""
        self.now += timedelta(**by)


@pytest.fixture(autouse=True)
def _nobodys_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """No variable, home folder or language of whoever runs the tests, or of the test before, has a say."""
    for name in [n for n in os.environ if n.startswith("NUO_")]:
        monkeypatch.delenv(name)
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    texts.install(lambda _language: lambda text: text, "en")
    yield
    texts.install(lambda _language: lambda text: text, "en")


@pytest.fixture
def in_dutch() -> None:
    """Everything is read in Dutch, from the catalogues."""
    from nuo_tui.catalogues import install

    install("nl")


@pytest.fixture
def clock() -> Clock:
    """A clock at 24 November 2026, 13:03 UTC."""
    return Clock()


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> Iterator[Store]:
    """A new store without encryption (it is quicker), on the fixed clock."""
    with create_store(tmp_path / "test.nuo", None, FIRST_USER, clock=clock) as made:
        yield made


@pytest.fixture
def admin(store: Store) -> Actor:
    """The first user of the store: active, with every role."""
    return store.actor(FIRST_USER)
