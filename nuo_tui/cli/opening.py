"""``nuo`` without a command: open the store on the screen; the first time, make one."""

from __future__ import annotations

import gc
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from models.errors import BadInput
from models.messages import N_, Message
from nuo_tui import passphrase
from nuo_tui.cli.asking import ask
from nuo_tui.cli.output import write_line, write_note
from nuo_tui.cli.session import Session
from nuo_tui.cli.terminal import must_have_a_terminal
from nuo_tui.cli.words import FILES
from screens.texts import _

if TYPE_CHECKING:
    from db.store import Store
    from models.actor import Actor


def open_application(session: Session) -> int:
    """Open the store on the screen, or make one when there is none yet."""
    must_have_a_terminal(session)
    # Textual loads while somebody types the passphrase and while the key is derived.
    Thread(target=_load_screens, daemon=True).start()
    if not _there_is_one(session.store_path()):
        return _first_time(session)
    gc.disable()  # until the first picture: loading makes no garbage to speak of, and looking for it took 40 ms (measured)
    with session.open_store() as store:
        _run(store, _who(session, store))
    return 0


def _there_is_one(path: Path) -> bool:
    """Whether something lies where the store should be; :class:`~models.errors.StoreError` where nobody may look."""
    from db.connection import store_errors

    with store_errors(path):
        return path.exists()


def _load_screens() -> None:
    with suppress(Exception):  # whoever needs the screens next meets the same error, and tells it
        import_module("nuo_tui.app")


def _run(store: Store, actor: Actor) -> None:
    from nuo_tui.app import run_app

    run_app(store, actor)


def _who(session: Session, store: Store) -> Actor:
    """Who acts: as with every command, but asked for when several people use the store."""
    from db.users import only_active_user

    if name := session.user_name():
        return store.actor(name)
    with store.read() as reader:
        only = only_active_user(reader)
    return only or store.actor(ask(_("Who are you? Your name as colleagues know it: ")))


def _first_time(session: Session) -> int:
    """There is no store yet: make one, with an old administration in it when there is one, or look around first."""
    write_note(_("There is no store on this laptop yet."))
    write_note(f"  1  {_('make a new, empty one')}")
    write_note(f"  2  {_('make one and bring in the files of an old administration')}")
    write_note(f"  3  {_('look around first, in a fictitious caseload')}")
    choice = ask(_("Your choice (1): ")) or "1"
    if choice == "3":
        from nuo_tui.cli.demo import open_demo

        return open_demo(session)
    if choice not in ("1", "2"):
        raise BadInput(Message(N_("Choose 1, 2 or 3.")))
    with _made(session) as store:
        actor = _who(session, store)
        if choice == "2":
            _bring_in(store, actor)
        _run(store, actor)
    return 0


def _made(session: Session) -> Store:
    from db.creating import create_store
    from nuo_tui.cli.init import ask_name

    name = session.user_name() or ask_name()
    store = create_store(session.store_path(), passphrase.to_make(session.passphrase_file), name)
    write_line(_("The store is at {path}.", path=str(store.path)))
    return store


def _bring_in(store: Store, actor: Actor) -> None:
    from db.imports import import_file
    from db.paths import typed_path
    from nuo_tui.cli.importing import progress_bar, write_report

    for what, name in FILES.items():
        typed = ask(_("File with {what} (empty: none): ", what=_(name)))
        if typed:
            report = import_file(store, actor, typed_path(typed), what, progress=progress_bar())
            write_report(report, dry_run=False)
