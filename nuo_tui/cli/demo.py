"""``nuo demo``: a throw-away store with a fictitious caseload."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated

import typer

from db.paths import typed_path
from models.messages import N_
from nuo_tui import passphrase
from nuo_tui.cli.output import write_json, write_line, write_note
from nuo_tui.cli.session import Session
from screens.texts import _

DEMO_PASSPHRASE = "demo"
"""Said to everybody: there is nobody's data behind it."""


def demo(
    ctx: typer.Context,
    make: Annotated[
        Path | None,
        typer.Option("--make", metavar="PATH", readable=False, help=N_("Only make the store, at this path, and keep it.")),
    ] = None,
) -> int:
    """Open or make the demo store."""
    session = ctx.ensure_object(Session)
    return open_demo(session) if make is None else _make(session, typed_path(make))


def _make(session: Session, path: Path) -> int:
    from nuo_tui.cli.init import must_be_free
    from nuo_tui.demo import CONSULTANT, make_demo

    must_be_free(path)
    given = passphrase.given(session.passphrase_file)
    make_demo(path, given or DEMO_PASSPHRASE).close()
    if session.json:
        write_json({"store": str(path), "user": CONSULTANT, "passphrase": None if given else DEMO_PASSPHRASE})
        return 0
    write_line(_("The demo store is at {path}.", path=str(path)))
    if given:
        write_line(_("Its passphrase is the one that you gave."))
    else:
        write_line(_("Its passphrase is {passphrase}.", passphrase=DEMO_PASSPHRASE))
    write_line(_("Open it with: nuo --store {path} --user {name}", path=_quoted(str(path)), name=_quoted(CONSULTANT)))
    return 0


def open_demo(session: Session) -> int:
    """Make a demo store in a folder of its own, open it on the screen, and throw it away afterwards."""
    from nuo_tui.cli.terminal import must_have_a_terminal

    must_have_a_terminal(session)
    from nuo_tui.app import run_app
    from nuo_tui.demo import CONSULTANT, make_demo

    write_note(_("One moment: the demo caseload is being made…"))
    with (
        tempfile.TemporaryDirectory(prefix="nuo-demo-") as folder,
        make_demo(Path(folder, "demo.store"), DEMO_PASSPHRASE) as store,
    ):
        run_app(store, store.actor(session.user_name() or CONSULTANT), demo=True)
    return 0


def _quoted(text: str) -> str:
    return f'"{text}"' if " " in text else text
