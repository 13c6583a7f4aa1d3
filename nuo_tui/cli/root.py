"""The command line as typer reads it, made from the table of all commands.

A command's module is loaded only when the command is run or its help is asked for, so that ``nuo --help`` is quick.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from models.errors import BadInput
from models.messages import N_, Message
from nuo_tui.cli.commands import COMMANDS, EXIT_CODES, OPTIONS, PURPOSE, Entry, Group
from nuo_tui.cli.help import PlainCommand, PlainHelp
from nuo_tui.cli.session import Session
from screens.texts import _


class CommandGroup(PlainHelp, TyperGroup):
    """Commands by name, each loaded when it is asked for."""

    table: Mapping[str, Entry | Group] = {}

    def list_commands(self, ctx: Any) -> list[str]:
        """The names, in the order of the table."""
        return list(self.table)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of this name, made now; None when there is none."""
        match self.table.get(cmd_name):
            case Group(help, commands):
                group = CommandGroup(name=cmd_name, help=help, rich_markup_mode=None)
                group.table = commands
                return group
            case Entry(where, help):
                return _loaded(cmd_name, where, help)
        return None

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that ``args`` begin with; one that is unknown is refused with the name that is most like it."""
        if args[0] not in self.table:
            from difflib import get_close_matches

            hint = Message(N_("See '{command} --help'."), command=ctx.command_path)
            if near := get_close_matches(args[0], self.table, n=1):
                hint = Message(N_("Did you mean '{name}'?"), name=near[0])
            raise BadInput(Message(N_("There is no command '{name}'."), name=args[0]), hint)
        return super().resolve_command(ctx, args)

    def short_helps(self) -> list[tuple[str, str]]:
        """Every command's name with what it is for."""
        return [(name, _(entry.help)) for name, entry in self.table.items()]


def _loaded(name: str, where: str, help: str) -> Any:
    module, function = where.split(":")
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    app.command(name, cls=PlainCommand, help=help)(getattr(import_module(f"nuo_tui.cli.{module}"), function))
    return typer.main.get_command(app)


def _version(value: bool) -> None:
    if value:
        from nuo_tui import __version__

        typer.echo(f"nuo {__version__}")
        raise typer.Exit


def _option(name: str, **more: Any) -> Any:
    told = OPTIONS[name]
    return typer.Option(told.flag, metavar=told.metavar, help=told.help, **more)


def nuo(
    ctx: typer.Context,
    store: Annotated[Path | None, _option("store", readable=False)] = None,
    user: Annotated[str | None, _option("user")] = None,
    lang: Annotated[str | None, _option("lang")] = None,
    json: Annotated[bool, _option("json")] = False,
    passphrase_file: Annotated[Path | None, _option("passphrase_file", readable=False)] = None,
    version: Annotated[bool, _option("version", callback=_version, is_eager=True)] = False,
) -> int:
    """Open the store in the application when no command is given.

    The options but the last are those of every command: they reach the session, not this function.
    """
    session = ctx.ensure_object(Session)
    if ctx.invoked_subcommand:
        return 0
    from nuo_tui.cli.opening import open_application

    return open_application(session)


def command_line() -> Any:
    """The whole command line as one command, ready to run."""
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    app.callback(
        cls=CommandGroup,
        invoke_without_command=True,
        help=PURPOSE,
        epilog=EXIT_CODES,
    )(nuo)
    root = typer.main.get_command(app)
    assert isinstance(root, CommandGroup)
    root.table = COMMANDS
    return root
