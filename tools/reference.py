"""Write the reference pages from the program itself: ``make reference``.

``docs/commands.md`` holds the help page of every command, ``docs/keys.md`` every key of every screen, ``docs/headings.md`` every
heading that an import knows, ``docs/rules.md`` the page of every rule, ``docs/coordination.md`` the conversation about a
request. A test compares them with the program, so that none lags behind.
"""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import NamedTuple

from db.exports.columns import EXPORTS
from db.imports.columns import COLUMNS
from models.coordination.catalogue import RULES
from models.coordination.pages import page_of, sentence
from models.spoken import dutch_name
from nuo_tui.catalogues import load
from nuo_tui.cli.commands import COMMANDS, Group
from nuo_tui.main import main as nuo
from tools.conversation_page import conversation_page

ROOT = Path(__file__).resolve().parent.parent
SHARED = "\nOptions of every command:\n"
KEY_TABLES = ("Binding", "Mode")
"""What a key is written down as: of a screen, or of the application for a main screen."""
NAMED_KEYS = {
    "question_mark": "?",
    "slash": "/",
    "space": "space",
    "comma": ",",
    "plus": "+",
    "minus": "-",
    "pageup": "page up",
    "pagedown": "page down",
}

COMMANDS_HEAD = """\
# The command line

Every command takes the options of `nuo` itself, before or after the command. The exit code says how it ended: 0 done, 1 refused
by a rule or problems found, 2 wrong use or bad input, 3 the store can't be opened or written. With `--json` the output is one
JSON object, also when something goes wrong.

This page is made from the program by `make reference`.
"""
KEYS_HEAD = """\
# The keys

`?` or `F1` shows the keys of the screen you are on. In a field letters are typed: there only function and ctrl keys act.

This page is made from the program by `make reference`.
"""

HEADINGS_HEAD = """\
# Koppen die herkend worden

Per onderwerp elk veld, met de koppen die `nuo import` herkent. De eerste kop is die van onze eigen export. Hoofdletters,
accenten, punten en spaties maken niet uit, en gewone afkortingen ook niet (`nr` is `nummer`, `geb.` is `geboorte`). Ook de naam
van het veld zelf wordt herkend. Hoe je inleest, staat in [importing.md](importing.md).

This page is made from the program by `make reference`.
"""

RULES_HEAD = """\
# De regels

Elke plaatsing wordt aan deze regels gehouden: terwijl het voorstel getypt wordt, bij het plaatsen zelf, en daarna elke dag bij
`nuo check`. `nuo rules` noemt ze, `nuo rules C10` legt er één uit, en op het scherm doet `enter` of `?` dat bij een bevinding.
Wat een teamleider kan opheffen, staat in het besluit over [opheffen](decisions/0015-override.md).

This page is made from the program by `make reference`.
"""


class Key(NamedTuple):
    """One binding: the keys, and what they do."""

    keys: str
    does: str


def help_page(*command: str) -> str:
    """The English help page of a command, 80 columns wide, without the options that all commands share."""
    os.environ["COLUMNS"] = "80"
    page = StringIO()
    with redirect_stdout(page):
        code = nuo([*command, "--help", "--lang", "en"])
    if code:
        raise SystemExit(f"'nuo {' '.join(command)} --help' ends with {code}")
    return page.getvalue().split(SHARED)[0].rstrip()


def commands() -> Iterator[tuple[str, ...]]:
    """Every command and subcommand, the program itself first."""
    yield ()
    for name, entry in COMMANDS.items():
        yield (name,)
        if isinstance(entry, Group):
            for child in entry.commands:
                yield name, child


def commands_page() -> str:
    """The text of ``docs/commands.md``."""
    pages = [f"## {' '.join(('nuo', *command))}\n\n```\n{help_page(*command)}\n```\n" for command in commands()]
    return "\n".join([COMMANDS_HEAD, *pages])


def keys_of(source: str) -> Iterator[Key]:
    """The bindings in a module that say what they do."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KEY_TABLES:
            given = {keyword.arg or "": keyword.value for keyword in node.keywords}
            does = _text(given.get("tooltip")) or (_text(node.args[2]) if len(node.args) > 2 else "")
            keys = _text(node.args[0]) if node.args else ""
            if does and keys:
                yield Key(", ".join(f"`{_shown(key)}`" for key in keys.split(",")), does)


def _text(node: ast.expr | None) -> str:
    """The text of a constant, marked for the catalogues or not."""
    if isinstance(node, ast.Call) and node.args:
        node = node.args[0]
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _shown(key: str) -> str:
    name = NAMED_KEYS.get(key, key)
    return name.upper() if len(name) > 1 and name[0] == "f" and name[1:].isdigit() else name


def keys_page() -> str:
    """The text of ``docs/keys.md``."""
    parts = [KEYS_HEAD]
    modes = ROOT / "screens" / "house" / "modes.py"
    first = [modes, ROOT / "nuo_tui" / "app.py"]
    for path in [*first, *(path for path in sorted((ROOT / "screens").rglob("*.py")) if path != modes)]:
        source = path.read_text(encoding="utf-8") if path.exists() else ""
        if found := list(dict.fromkeys(keys_of(source))):
            title = re.split(r"[:.;,]", ast.get_docstring(ast.parse(source)) or path.stem)[0]
            rows = "\n".join(f"| {key.keys} | {key.does} |" for key in found)
            parts.append(f"## {title}\n\n| key | what it does |\n| --- | --- |\n{rows}\n")
    return "\n".join(parts)


def headings_page() -> str:
    """The text of ``docs/headings.md``: for each subject, every field, its headings and, of a closed list, its values."""
    parts = [HEADINGS_HEAD]
    for what, columns in COLUMNS.items():
        rows = []
        for column in columns:
            if column.ignored:
                continue
            names = dict.fromkeys(name for name in column.headings if name not in (column.name, column.field))
            kind = EXPORTS[what].sources[column.name][1] if what in EXPORTS else None
            values = ", ".join(map(dutch_name, kind)) if isinstance(kind, type) else ""
            mark = " (nodig)" if column.needed else ""
            rows.append(f"| `{column.name}`{mark} | {' · '.join(names)} | {values} |")
        table = "\n".join(rows)
        parts.append(f"## `--as {what}`\n\n| veld | koppen | waarden |\n| --- | --- | --- |\n{table}\n")
    return "\n".join(parts)


def rules_page() -> str:
    """The text of ``docs/rules.md``: the page of every rule in Dutch, from the rules' own docstrings."""
    _ = load("nl")
    parts = [RULES_HEAD]
    for rule in RULES:
        text = "\n\n".join(f"**{_(part.heading)}.** {sentence(_(part.text))}" for part in page_of(rule))
        parts.append(f"## {rule.id} · {_(rule.title)}\n\n{_(rule.group)} · belofte {rule.promise}\n\n{text}\n")
    return "\n".join(parts)


PAGES: Mapping[str, Callable[[], str]] = {
    "commands.md": commands_page,
    "keys.md": keys_page,
    "headings.md": headings_page,
    "rules.md": rules_page,
    "coordination.md": conversation_page,
}
"""Every page of the reference, by its name under ``docs/``."""


def main() -> None:
    """Write the pages."""
    for name, text in PAGES.items():
        (ROOT / "docs" / name).write_text(text(), encoding="utf-8")


if __name__ == "__main__":
    main()
