"""What every screen works with: the open store, who acts, and whether this is the demo."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from textual.app import App
from textual.dom import DOMNode

from db.store import Store
from models.actor import Actor


@dataclass(slots=True)
class Desk:
    """The desk somebody sits at. In the demo, and only there, ``actor`` may change."""

    store: Store
    actor: Actor
    demo: bool = False


class DeskApp(App[None]):
    """An application with a desk; screens know this much of the application and no more."""

    desk: Desk

    def show_mode(self, name: str) -> None:
        """Go to one of the main screens."""
        raise NotImplementedError

    def open_record(self, subject: str, key: bytes, *, done: str = "") -> None:
        """Open the file of a record, wherever the reader is; ``done`` is what was just done with it."""
        raise NotImplementedError

    def back_up(self) -> None:
        """Make a backup of the open store, in the folder where backups go."""
        raise NotImplementedError


def desk_of(node: DOMNode) -> Desk:
    """The desk that a widget stands at."""
    return cast("DeskApp", node.app).desk


def app_of(node: DOMNode) -> DeskApp:
    """The application that a widget belongs to."""
    return cast("DeskApp", node.app)
