"""The first help page, ``nuo --help``, written without typer: loading that takes longer than all the rest together.

It is the page that typer would write, to the letter; a test compares them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from shutil import get_terminal_size
from textwrap import wrap

from nuo_tui.cli.commands import COMMANDS, EXIT_CODES, OPTIONS, PURPOSE, Shared
from screens.texts import _

_WIDEST = 80
_LEAST = 50
_MARGIN = "  "


def front_page() -> str:
    """The page in the reader's language, as wide as the terminal and at most 80 columns."""
    width = max(min(get_terminal_size().columns, _WIDEST) - 2, _LEAST)
    usage = f"{_('Usage:')} nuo "
    return "\n".join(
        [
            *wrap(f"{_('[OPTIONS]')} {_('COMMAND')}", width, initial_indent=usage, subsequent_indent=" " * len(usage)),
            "",
            *wrap(_(PURPOSE), width, initial_indent=_MARGIN, subsequent_indent=_MARGIN),
            *_section(_("Options"), [(_written(option), _(option.help)) for option in OPTIONS.values()], width),
            *_section(_("Commands"), [(name, _(entry.help)) for name, entry in COMMANDS.items()], width),
            "",
            *wrap(_(EXIT_CODES), width),
        ]
    )


def _written(option: Shared) -> str:
    return f"{option.flag} {option.metavar}" if option.metavar else option.flag


def _section(title: str, rows: Sequence[tuple[str, str]], width: int) -> Iterator[str]:
    """A heading, and below it two columns: what there is, and what it is for."""
    yield ""
    yield f"{title}:"
    column = max(len(name) for name, _text in rows) + len(_MARGIN)
    for name, text in rows:
        for at, line in enumerate(wrap(text, width - column - len(_MARGIN))):
            yield f"{_MARGIN}{'' if at else name:<{column}}{line}"
