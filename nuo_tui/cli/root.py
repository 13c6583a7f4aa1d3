"""The table of all commands, and the options that every one of them understands.

A command's module is loaded only when the command is run or its help is asked for, so that ``nuo --help`` is quick.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer
from typer.core import TyperGroup

from models.errors import BadInput
from models.messages import N_, Message
from nuo_tui.cli.help import PlainCommand, PlainHelp
from nuo_tui.cli.session import Session
from screens.texts import _


class Entry(NamedTuple):
    """One command: where its function is, and what it is for."""

    where: str
    """``module:function`` under ``nuo_tui.cli``."""
    help: str


class Group(NamedTuple):
    """A command with commands of its own."""

    help: str
    commands: Mapping[str, Entry]


COMMANDS: Mapping[str, Entry | Group] = {
    "demo": Entry("demo:demo", N_("Look around in a throw-away store with a fictitious caseload.")),
    "init": Entry("init:init", N_("Make a new, encrypted store and its first user.")),
    "import": Entry("importing:import_file", N_("Bring in clients, employers or placements from a file.")),
    "undo-import": Entry("importing:undo_import", N_("Take back one whole import, updated values too.")),
    "export": Entry("exporting:export", N_("Write clients, employers or placements to a CSV file.")),
    "list": Entry(
        "lists:list_records", N_("List clients, employers, placements, requests, locations, actions, contacts, users or imports.")
    ),
    "show": Entry("lists:show", N_("Show one record with everything that belongs to it.")),
    "check": Entry("check:check", N_("Judge one placement, or all active ones, by the coordination checks.")),
    "place": Entry("place:place", N_("Place a client: judge the proposal and place when nothing stands in the way.")),
    "end": Entry("place:end", N_("End a running placement, with the reason.")),
    "coordinate": Group(
        N_("Ask the account holder of an employer to agree, and answer such requests."),
        {
            "request": Entry("coordinate:request", N_("Ask the account holder to agree to a placement.")),
            "approve": Entry("coordinate:approve", N_("Agree to a request; only its account holder or deputy can.")),
            "decline": Entry("coordinate:decline", N_("Decline a request, with the reason.")),
            "withdraw": Entry("coordinate:withdraw", N_("Take back a request or a consent.")),
            "tick": Entry("coordinate:tick", N_("Tick off one condition of a consent.")),
            "verbal": Entry("coordinate:verbal", N_("Write down a consent that was given by phone, e-mail or in person.")),
            "list": Entry("coordinate:list_requests", N_("List the requests; --open only those that wait for an answer.")),
            "show": Entry("coordinate:show_request", N_("Show one request with its conditions.")),
        },
    ),
    "users": Group(
        N_("See and change who may act."),
        {
            "list": Entry("users:list_users", N_("List everybody, with roles, team and whether they may act.")),
            "add": Entry("users:add", N_("Add somebody who may act from now on.")),
            "change": Entry("users:change", N_("Change somebody's roles, team, werkplein, absence or deputy.")),
            "activate": Entry("users:activate", N_("Let users act, for instance those met in an import.")),
            "retire": Entry("users:retire", N_("From now on somebody can't act any more.")),
        },
    ),
}


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


def nuo(
    ctx: typer.Context,
    store: Annotated[
        Path | None,
        typer.Option(metavar="PATH", readable=False, help=N_("The store; else NUO_STORE, else the one in your data folder.")),
    ] = None,
    user: Annotated[str | None, typer.Option(metavar="NAME", help=N_("Who acts; else NUO_USER."))] = None,
    lang: Annotated[str | None, typer.Option(metavar="nl|en", help=N_("Language; else NUO_LANG, else the system's."))] = None,
    json: Annotated[bool, typer.Option("--json", help=N_("Write one JSON object on stdout, and only that."))] = False,
    passphrase_file: Annotated[
        Path | None,
        typer.Option(metavar="PATH", help=N_("The passphrase is this file's first line; else NUO_PASSPHRASE, else asked.")),
    ] = None,
    version: Annotated[bool, typer.Option("--version", help=N_("Show the version."), callback=_version, is_eager=True)] = False,
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
        help=N_("Case management for sheltered work. Without a command, nuo opens the store on the screen."),
        epilog=N_("Exit codes: 0 done, 1 refused or problems found, 2 wrong use, 3 the store can't be opened."),
    )(nuo)
    root = typer.main.get_command(app)
    assert isinstance(root, CommandGroup)
    root.table = COMMANDS
    return root
