"""What the tests of screens share."""

from __future__ import annotations

import pytest

from db.store import Store
from models.actor import Actor
from tests.screens.office import Office, open_office


@pytest.fixture
def office(store: Store, admin: Actor) -> Office:
    """A small office on the fixed clock: it is 24 November 2026."""
    return open_office(store, admin)
