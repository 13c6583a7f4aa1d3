"""Bring the catalogues up to date with the code: ``make catalogues``.

    python -m tools.catalogues                      texts new in the code come in, texts gone from it go
    python -m tools.catalogues --merge FILE.json    the same, with Dutch from a file of {"English": "Dutch"}
    python -m tools.catalogues --missing            also prints the texts without Dutch, as such a file

Dutch is written by people, in ``nuo_tui/locale/nl``; English is the text itself. A text belongs to the floor whose
file has it. The marks are read from the syntax tree and not with babel's own extractor, which glues the two texts of
``_("one" if n == 1 else "many")`` together.
"""

from __future__ import annotations

import argparse
import ast
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from hatch_build import compile_catalogues
from models.coordination.pages import parts

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "nuo_tui" / "locale"
FLOORS = ("models", "db", "screens", "nuo_tui")
LANGUAGES = ("nl", "en")
MARKS = {"_": 1, "N_": 1, "Message": 1, "wrong": 1, "plural": 2}
"""Functions that mark texts, and how many of their first arguments are texts."""

HEADER = """\
# Texts of the floor '{floor}'.
msgid ""
msgstr ""
"Project-Id-Version: nuo\\n"
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
"""No dates and no names: a catalogue changes only when its texts do."""


def marked(source: str) -> Iterator[str]:
    """Every text that a call in ``source`` marks for the catalogues, and the page of every rule: its docstring."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef):
            yield from (part.text for part in parts(ast.get_docstring(node) or ""))
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            for argument in node.args[: MARKS.get(name, 0)]:
                yield from _literals(argument)


def _literals(node: ast.expr) -> Iterator[str]:
    match node:
        case ast.Constant(value=str(text)) if text:
            yield text
        case ast.IfExp(body=body, orelse=other):
            yield from _literals(body)
            yield from _literals(other)


def texts_of(floor: str) -> dict[str, list[str]]:
    """The texts that the code of ``floor`` marks, each with the files that have it."""
    found: dict[str, list[str]] = {}
    for path in sorted((ROOT / floor).rglob("*.py")):
        for text in marked(path.read_text(encoding="utf-8")):
            places = found.setdefault(text, [])
            if (place := path.relative_to(ROOT).as_posix()) not in places:
                places.append(place)
    return found


def catalogue_path(language: str, floor: str) -> Path:
    """Where the catalogue of one floor in one language is kept."""
    return LOCALE / language / "LC_MESSAGES" / f"{floor}.po"


def read_catalogue(language: str, floor: str) -> Catalog:
    """The catalogue as it is kept; an empty one when there is none yet."""
    path = catalogue_path(language, floor)
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def _renewed(language: str, floor: str, known: dict[str, str]) -> Catalog:
    old = read_catalogue(language, floor)
    new = Catalog(locale=language)
    for text, places in texts_of(floor).items():
        kept = old.get(text)
        words = text if language == "en" else known.get(text) or (str(kept.string) if kept else "")
        new.add(text, words, locations=[(place, 0) for place in places])
    return new


def _write(language: str, floor: str, catalogue: Catalog) -> None:
    path = catalogue_path(language, floor)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(HEADER.format(floor=floor, language=language).encode())
        write_po(file, catalogue, width=120, sort_output=True, include_lineno=False, omit_header=True)


def update(known: dict[str, str]) -> dict[str, str]:
    """Write all catalogues anew with the Dutch in ``known``; returns the texts that still have none."""
    missing: dict[str, str] = {}
    for floor in FLOORS:
        for language in LANGUAGES:
            catalogue = _renewed(language, floor, known)
            _write(language, floor, catalogue)
            missing |= {str(m.id): "" for m in catalogue if m.id and not m.string}
    compile_catalogues(ROOT)
    return missing


def main() -> int:
    """Update the catalogues; the exit code is 1 while texts have no Dutch."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--merge", nargs="+", default=[], type=Path, metavar="FILE", help='JSON files of {"English": "Dutch"}')
    parser.add_argument("--missing", action="store_true", help="print the texts without Dutch as JSON")
    options = parser.parse_args()
    known: dict[str, str] = {}
    for path in options.merge:
        known |= json.loads(path.read_text(encoding="utf-8"))
    missing = update(known)
    if options.missing:
        print(json.dumps(missing, ensure_ascii=False, indent=1))
    print(f"{len(missing)} texts without Dutch", file=sys.stderr)
    return 1 if missing else 0


if __name__ == "__main__":
    raise SystemExit(main())
