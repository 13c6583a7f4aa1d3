"""``nuo restore``: put a backup back, after saying what would be lost."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from models.errors import BadInput, Refused
from models.messages import N_, Message
from nuo_tui import passphrase
from nuo_tui.cli.journal import write_acts
from nuo_tui.cli.output import write_json, write_line
from nuo_tui.cli.session import Session
from screens.texts import _, moment, plural, render

if TYPE_CHECKING:
    from db.restoring import Loss, Restored, Restoring


def restore(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help=N_("The backup."))],
    yes: Annotated[bool, typer.Option("--yes", help=N_("Don't ask: what would be lost is known."))] = False,
) -> int:
    """Put a backup back."""
    from db.restoring import prepared

    session = ctx.ensure_object(Session)
    path, backup = session.store_path(), file.expanduser()
    with prepared(path, backup, _passphrase(session, path, backup)) as restoring:
        if not session.json:
            _tell_loss(restoring)
        if restoring.there and not yes:
            _ask()
        done = restoring.carry_out()
    if session.json:
        write_json(_json(done, restoring.loss))
    else:
        write_line(_("The backup is now the store at {path}.", path=str(done.path)))
        if done.kept_aside:
            write_line(_("The store of before is kept at {path}.", path=str(done.kept_aside)))
    return 0


def _passphrase(session: Session, *files: Path) -> str | None:
    """The passphrase, asked for only when one of the files needs it."""
    from db.connection import looks_plain

    needed = any(file.is_file() and not looks_plain(file) for file in files)
    return passphrase.to_open(session.passphrase_file) if needed else None


def _tell_loss(restoring: Restoring) -> None:
    loss = restoring.loss
    if loss is None:
        write_line(_("The present store can't be read, so what would be lost is not known. It is kept aside as it is."))
    elif not loss.acts:
        write_line(_("Nothing would be lost: the backup has all that the present store has."))
    else:
        if loss.other_store:
            write_line(_("Take care: this is a backup of another store. The two have nothing in common."))
        since = moment(loss.since)
        write_line(
            plural(
                "{n} act since {since} is not in the backup and would be lost:",
                "{n} acts since {since} are not in the backup and would be lost:",
                loss.acts,
                since=since,
            )
        )
        write_acts(loss.newest, indent="  ")
        if loss.acts > len(loss.newest):
            write_line("  …")


def _ask() -> None:
    if not passphrase.can_ask():
        raise BadInput(
            Message(N_("Nothing was changed: say that the backup may come in the place of the present store.")),
            Message(N_("Add --yes.")),
        )
    answer = input(_("Put the backup in its place? Type 'yes': ")).strip().casefold()
    if answer not in ("yes", _("yes").casefold()):
        raise Refused(Message(N_("Nothing was changed.")))


def _json(done: Restored, loss: Loss | None) -> dict[str, Any]:
    more: dict[str, Any] = {"since": None, "devices": [], "newest": []}
    if loss is not None:
        more = {
            "since": loss.since and loss.since.isoformat(),
            "devices": [{"device": device, "from": first, "to": last} for device, first, last in loss.devices],
            "newest": [{**act._asdict(), "at": act.at.isoformat(), "action": render(act.action)} for act in loss.newest],
        }
    aside = str(done.kept_aside) if done.kept_aside else None
    return {"restored": str(done.path), "kept_aside": aside, "lost": done.lost, **more}
