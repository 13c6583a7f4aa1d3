"""Screens that are left once, however often and however fast somebody presses the key for it."""

from __future__ import annotations

from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen, Screen

T = TypeVar("T")


class LeftOnce(Screen[T]):
    """A screen that closes itself and nothing else.

    Keys that wait in the queue arrive after a screen has closed: closing it again would close the one below, with
    whatever was typed in it. The same goes for a screen that another one stands above.
    """

    _is_left = False

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """See :class:`textual.screen.Screen`; a second time, or from below another screen, nothing happens."""
        if self._is_left or self.app.screen is not self:
            return AwaitComplete()
        self._is_left = True
        return super().dismiss(result)


class Dialog(LeftOnce[T], ModalScreen[T]):
    """The base of the small screens that stand above another one."""
