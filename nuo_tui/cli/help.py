"""Help pages in the reader's language, short and without colours; and the options that every command shares."""

from __future__ import annotations

from typing import Any

from typer.core import TyperCommand
from typer.exceptions import TyperException

from nuo_tui.cli.commands import OPTIONS
from nuo_tui.cli.session import Session
from screens.texts import _

SHARED = ("store", "user", "lang", "json", "passphrase_file")
"""The options of every command, by their names in the session."""


class PlainHelp:
    """For commands and groups: the options of the whole program count here too, and the help page is translated."""

    help: str | None
    epilog: str | None

    def get_params(self, ctx: Any) -> list[Any]:
        """The command's own parameters, those that every command understands, and ``--help``."""
        own: list[Any] = super().get_params(ctx)  # type: ignore[misc]
        root = ctx.find_root()
        if ctx is root:
            return own
        return [*own[:-1], *(p for p in root.command.params if p.name in SHARED), own[-1]]

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the line; what it says of the shared options goes to the session, so that what stands later wins."""
        try:
            rest: list[str] = super().parse_args(ctx, args)  # type: ignore[misc]
        except TyperException as error:
            if getattr(error, "ctx", ctx) is None:  # the parser of the words does not know which command it reads
                error.ctx = ctx  # type: ignore[attr-defined]
            raise
        session = ctx.find_root().ensure_object(Session)
        for name in SHARED:
            if value := ctx.params.pop(name, None):
                setattr(session, name, value)
        return rest

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """The first line: how the command is written."""
        pieces = [_("[OPTIONS]")]
        for param in self.get_params(ctx):
            pieces += param.get_usage_pieces(ctx)
        if self._is_group():
            pieces.append(_("COMMAND"))
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=f"{_('Usage:')} ")

    def format_help_text(self, ctx: Any, formatter: Any) -> None:
        """What the command is for."""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(_(self.help or ""))

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Arguments, own options, shared options, and commands, each with what it means."""
        shared = set() if ctx is ctx.find_root() else {id(p) for p in ctx.find_root().command.params}
        params = [p for p in self.get_params(ctx) if not p.hidden]
        sections = (
            (_("Arguments"), [_argument(p) for p in params if p.param_type_name == "argument"]),
            (_("Options"), [_option(p) for p in params if p.param_type_name == "option" and id(p) not in shared]),
            (_("Options of every command"), [_option(p) for p in params if id(p) in shared]),
            (_("Commands"), self.short_helps()),
        )
        for title, rows in sections:
            if rows:
                with formatter.section(title):
                    formatter.write_dl(rows)

    def format_epilog(self, ctx: Any, formatter: Any) -> None:
        """What stands below everything."""
        if self.epilog:
            formatter.write_paragraph()
            formatter.write_text(_(self.epilog))

    def short_helps(self) -> list[tuple[str, str]]:
        """The commands of a group, each with what it is for; a single command has none."""
        return []

    def _is_group(self) -> bool:
        return bool(self.short_helps())


class PlainCommand(PlainHelp, TyperCommand):
    """A single command with such a help page."""


def _argument(param: Any) -> tuple[str, str]:
    return param.display_name_raw, _(param.help or "")


def _option(param: Any) -> tuple[str, str]:
    names = ", ".join(param.opts)
    text = _(OPTIONS["help"].help if param.name == "help" else param.help or "")
    if param.required:
        text = f"{text} {_('(needed)')}"
    return (names if param.is_flag else f"{names} {param.metavar or param.display_name_raw.upper()}"), text
