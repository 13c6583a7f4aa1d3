"""The demo caseload: a store with fictitious people that shows every screen and every rule something.

It is made the way a real one comes to be: files of an old administration go through the importer, then people ask, agree,
decline and place through the same functions as on the screens (``story.py``). Dates are relative to today: in the files
``T-40`` is forty days ago, and the clock of the store is set back for what happened then. Everybody in it is made up.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

from db.creating import create_store
from db.store import Clock, Store, utc_now

ADMINISTRATOR = "B. Nijland"
"""The demo's first user, with every role."""
CONSULTANT = "M. ter Braak"
"""Whom the demo opens as."""
IMPORTED_DAYS_AGO = 40
_FILES = (("werkgevers.csv", "employers"), ("clienten.csv", "clients"), ("plaatsingen.csv", "placements"))
_RELATIVE = re.compile(r"(?<=;)T([+-]\d+)(?=[;\n])")


def make_demo(path: Path, passphrase: str | None, *, clock: Clock = utc_now) -> Store:
    """Make the demo store at ``path`` and leave it open; refuses when something lies there already."""
    from nuo_tui.demo.story import Story

    store = create_store(path, passphrase, ADMINISTRATOR, clock=clock)
    try:
        story = Story(store)
        with story.ago(IMPORTED_DAYS_AGO):
            _import_files(store, ADMINISTRATOR, story.today)
        story.tell()
    except BaseException:
        store.close()
        raise
    return store


def dated(text: str, today: date) -> str:
    """The text of a demo file with its relative dates (``T-40``) made real."""
    return _RELATIVE.sub(lambda m: (today + timedelta(days=int(m[1]))).strftime("%d-%m-%Y"), text)


def _import_files(store: Store, user: str, today: date) -> None:
    from db.imports import import_file

    actor = store.actor(user)
    with TemporaryDirectory() as folder:
        for name, what in _FILES:
            text = (files("nuo_tui.demo") / name).read_text(encoding="utf-8")
            file = Path(folder) / name
            file.write_text(dated(text, today), encoding="utf-8")
            import_file(store, actor, file, what, strict=True)
