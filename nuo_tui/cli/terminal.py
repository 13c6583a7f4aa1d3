"""Whether there is a terminal to show screens in."""

from __future__ import annotations

import sys

from models.errors import BadInput
from models.messages import N_, Message
from nuo_tui import passphrase
from nuo_tui.cli.session import Session


def must_have_a_terminal(session: Session) -> None:
    """Raise :class:`BadInput` where no screen can be shown."""
    if session.json:
        raise BadInput(
            Message(N_("The screens write no JSON.")), Message(N_("Leave --json out, or name a command: see 'nuo --help'."))
        )
    if not (passphrase.can_ask() and sys.stdout.isatty()):
        raise BadInput(Message(N_("The screens need a terminal.")), Message(N_("Here only commands work: see 'nuo --help'.")))
