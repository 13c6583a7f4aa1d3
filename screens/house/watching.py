"""Keeping up with the store: a screen reads again when something was written by another screen or another program."""

from __future__ import annotations

from screens.house.house_screen import HouseScreen

POLL_SECONDS = 1.0
"""How often a screen looks whether somebody has written."""


class Watching(HouseScreen):
    """A screen that knows as of which change of the store it has read."""

    _seen: int | None = None

    def keep_up(self) -> None:
        """Look from now on, once a second, as long as this screen is in front."""
        self.set_interval(POLL_SECONDS, self._look)

    def has_read(self) -> None:
        """What is shown is as the store is now."""
        self._seen = self.desk.store.changes()

    def catch_up(self) -> None:
        """Read again when something was written since."""
        if self._seen not in (None, self.desk.store.changes()):
            self.reload()

    def reload(self) -> None:
        """Read again, and show it."""
        raise NotImplementedError

    def _look(self) -> None:
        if self.is_current and self._seen not in (None, self.desk.store.changes()):
            self.catch_up()
            self.count_waiting()
