"""Somebody at the keyboard of the whole application: presses keys, and reads what is on the screen."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from textual import events
from textual.pilot import Pilot
from textual.worker import WorkerState

from db.store import Store
from models.actor import Actor
from nuo_tui.app import NuoApp
from screens.record_list import RecordList

SIZES = ((80, 24), (120, 40))
UNDER_WAY = (WorkerState.PENDING, WorkerState.RUNNING)


class Person:
    """Acts by keys alone; after each of them everything that it started is waited for."""

    def __init__(self, app: NuoApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    async def press(self, *keys: str) -> None:
        """Press keys one after the other."""
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def press_at_once(self, *keys: str) -> None:
        """Keys that come in one read, as on a laptop that is busy: none waits for what the one before it did."""
        for key in keys:
            self.app.post_message(events.Key(key, "\r" if key == "enter" else None))
        await self.settle()

    async def type(self, text: str) -> None:
        """Type letters into the field that has the focus."""
        await self.pilot.press(*("space" if letter == " " else letter for letter in text))
        await self.settle()

    async def paste(self, text: str) -> None:
        """Put ``text`` in the field that has the focus in one go."""
        self.app.screen.post_message(events.Paste(text))
        await self.settle()

    async def command(self, name: str) -> None:
        """Take a command from the palette."""
        await self.press("ctrl+p")
        await self.paste(name)
        await self.press("enter")

    async def settle(self) -> None:
        """Wait until nothing is under way, twice in a row: no worker, no message, no row on its way, no rule still looking."""
        quiet = 0
        for _turn in range(2_000):
            await self.pilot.pause(0)
            lists = self.app.screen.query(RecordList)
            working = any(w.state in UNDER_WAY for w in self.app.workers) or any(one.busy for one in lists)
            under_way = working or getattr(self.app.screen, "looking", False)
            quiet = 0 if under_way else quiet + 1
            if quiet == 2:
                return
            await self.pilot.pause(0.005 if under_way else 0)
        raise AssertionError("something on the screen does not come to rest")

    async def until(self, text: str) -> None:
        """Wait for words that come by themselves, however the lines break, because another program wrote to the store."""
        for _turn in range(240):
            if " ".join(text.split()) in " ".join(self.sees.split()):
                return
            await self.pilot.pause(0.25)
            await self.settle()
        raise AssertionError(f"{text!r} does not appear on:\n{self.sees}")

    @property
    def sees(self) -> str:
        """What is on the screen, line by line."""
        return "\n".join("".join(part.text for part in strip).rstrip() for strip in self.app.screen._compositor.render_strips())

    def line_with(self, text: str) -> str:
        """The first line of the screen that has ``text``."""
        return next((line for line in self.sees.splitlines() if text in line), "")

    @property
    def title(self) -> str:
        """The line under the modes: what this file or form is about."""
        return self.sees.splitlines()[1].strip()

    @property
    def footer(self) -> str:
        """The keys that are offered: the last line."""
        return self.sees.splitlines()[-1]

    @property
    def said(self) -> str:
        """What the screen said last: the line above the keys."""
        return self.sees.splitlines()[-2].strip()

    @property
    def screen(self) -> str:
        """Which screen this is."""
        return type(self.app.screen).__name__


@asynccontextmanager
async def at_the_desk(
    store: Store, actor: Actor, *, size: tuple[int, int] = SIZES[0], demo: bool = False, begin: str = "2"
) -> AsyncIterator[Person]:
    """The application, open at a size, on the screen of the key ``begin``: the clients; it opens on ``1``, Vandaag."""
    app = NuoApp(store, actor, demo=demo)
    app.animation_level = "none"
    async with app.run_test(size=size) as pilot:
        person = Person(app, pilot)
        await person.settle()
        if begin != "1":
            await person.press(begin)
        yield person


def kept(store: Store, sql: str, *parameters: Any) -> list[tuple[Any, ...]]:
    """Rows as the store has them."""
    with store.read() as reader:
        return reader.rows(sql, parameters)
