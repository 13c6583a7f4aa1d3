"""The entry point of ``nuo``: chooses the language, runs the command, and turns whatever goes wrong into a sentence."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from models.errors import BadInput, NuoError
from models.messages import N_, Message
from nuo_tui import catalogues
from nuo_tui.cli import errors, output
from nuo_tui.cli.session import asks_for_help, without_command


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit code; ``arguments`` are those of the process when not given."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    output.prepare_streams()
    try:
        return _run(given)
    except BrokenPipeError:
        output.give_up("stdout")
        return errors.PIPE_CLOSED
    except (KeyboardInterrupt, EOFError):
        return errors.INTERRUPTED


def _run(given: list[str]) -> int:
    try:
        catalogues.install(_language(given))
        _must_be_text(given)
        code = _invoke(given)
        sys.stdout.flush()
        return code
    except NuoError as error:
        trouble = errors.of_nuo_error(error)
    except (BrokenPipeError, EOFError):
        raise
    except OSError as error:
        trouble = errors.of_system(error)
    except Exception as fault:  # the last resort: people get a sentence, not a traceback
        if os.environ.get("NUO_DEBUG") == "1":
            raise
        trouble = errors.of_fault(fault)
    output.tell(trouble.line(), trouble.json() if _wants_json(given) else None)
    return trouble.exit_code


def _invoke(given: list[str]) -> int:
    if (session := without_command(given)) is not None:
        from nuo_tui.cli.opening import open_application

        return open_application(session)
    if asks_for_help(given):
        from nuo_tui.cli.front_page import front_page

        for line in front_page().splitlines():
            output.write_line(line)
        return 0
    import typer
    from typer.exceptions import TyperException

    from nuo_tui.cli.root import command_line

    root = command_line()
    try:
        with root.make_context("nuo", list(given)) as context:
            return int(root.invoke(context) or 0)
    except typer.Exit as done:
        return done.exit_code
    except TyperException as error:
        raise errors.usage_error(error) from None


def _options(given: list[str]) -> list[str]:
    """The part of the command line in which options are understood: before ``--``."""
    return given[: given.index("--")] if "--" in given else given


def _wants_json(given: list[str]) -> bool:
    """Whether scripts read along; also when the option itself is written wrong: ``--json=true``."""
    return any(word.split("=")[0] == "--json" for word in _options(given))


def _language(given: list[str]) -> str:
    """The language to read. It is looked for before the line is read, so that help and mistakes are in it too."""
    asked = None
    options = _options(given)
    for at, word in enumerate(options):
        if word == "--lang" and at + 1 < len(options):
            asked = options[at + 1]
        elif word.startswith("--lang="):
            asked = word.removeprefix("--lang=")
    try:
        return catalogues.choose_language(asked)
    except BadInput:
        catalogues.install(catalogues.DEFAULT_LANGUAGE)
        raise


def _must_be_text(given: list[str]) -> None:
    for word in given:
        if any("\ud800" <= c <= "\udfff" for c in word):
            raise BadInput(Message(N_("The command line holds bytes that are no text: {word}."), word=word))


if __name__ == "__main__":
    sys.exit(main())
