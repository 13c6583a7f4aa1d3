"""What people read: sentences and values, in Dutch or English. The one place below ``nuo_tui`` where language counts.

Source texts are English. ``nuo_tui`` installs what turns them into another language; until then they stay English.
Values are filled in the way the reader writes them (dates, decimals, names of forms), and people's text is data: braces
in a name are never filled in again, and control or direction marks in it are shown as escapes. Knows no Textual.

Every start of the program loads this module, ``nuo --help`` too: what only some texts need is imported where it is used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from models.messages import N_, Message
from screens.visible import visible

__all__ = (
    "LANGUAGES",
    "_",
    "amount",
    "count",
    "install",
    "label",
    "language",
    "long_date",
    "moment",
    "money",
    "partial_date",
    "plural",
    "render",
    "set_language",
    "short_date",
    "visible",
    "writing_in",
)

LANGUAGES = ("nl", "en")

Lookup = Callable[[str], str]
"""From an English text to the same text in one language."""

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def _as_it_is(text: str) -> str:
    return text


def _no_catalogue(_language: str) -> Lookup:
    return _as_it_is


class _Reader:
    """Whom we write for now: set at start, and by the language key; a letter may be in another language."""

    def __init__(self) -> None:
        self.chosen = "en"
        self.load: Callable[[str], Lookup] = _no_catalogue
        self.chosen_lookup: Lookup = _as_it_is

    @property
    def language(self) -> str:
        letter = _letter.get()
        return self.chosen if letter is None else letter[0]

    @property
    def lookup(self) -> Lookup:
        letter = _letter.get()
        return self.chosen_lookup if letter is None else letter[1]


_letter: ContextVar[tuple[str, Lookup] | None] = ContextVar("letter", default=None)
"""Language and lookup of a letter that is being written here; nobody who paints a screen meanwhile sees it."""


_reader = _Reader()


def install(load: Callable[[str], Lookup], language: str) -> None:
    """Take texts from ``load(language)`` from now on; ``nuo_tui.catalogues`` calls this once at start."""
    _reader.load = load
    set_language(language)


def set_language(language: str) -> None:
    """Write in ``language``, one of :data:`LANGUAGES`, from now on."""
    if language not in LANGUAGES:
        raise ValueError(f"no texts in {language!r}")
    _reader.chosen_lookup = _reader.load(language)
    _reader.chosen = language


@contextmanager
def writing_in(language: str) -> Iterator[None]:
    """Write in ``language`` within this block, whatever the reader's own language is: a letter to somebody else."""
    token = _letter.set((language, _reader.load(language)))
    try:
        yield
    finally:
        _letter.reset(token)


def language() -> str:
    """The language that is written now: ``nl`` or ``en``."""
    return _reader.language


def _(text: str, /, **values: Any) -> str:
    """``text`` in the current language, its ``{places}`` filled with ``values``.

    >>> _("{n} clients", n=3)
    '3 clients'
    """
    translated = _translated(text)
    return _fill(translated, values) if values else translated


def _translated(text: str) -> str:
    return _reader.lookup(text) if text else ""  # a catalogue keeps its header under the empty text


def plural(one: str, many: str, n: int, /, **values: Any) -> str:
    """``one`` for exactly one, else ``many``; ``{n}`` is the number as people write it.

    >>> plural("{n} client", "{n} clients", 1)
    '1 client'
    """
    return _(one if n == 1 else many, n=count(n), **values)


def render(message: Message) -> str:
    """The sentence of ``message`` in the current language."""
    return _fill(_translated(message.id), message.values)


def label(member: StrEnum, *, short: bool = False) -> str:
    """What a member of a closed list is called; ``short`` for a column of a list (at most twelve letters)."""
    from screens.labels import label_id

    return _reader.lookup(label_id(member, short=short))


def _fill(template: str, values: Mapping[str, Any]) -> str:
    """``template`` with its places filled. A place without a value stays as it stands; so does a broken template."""
    from string import Formatter

    try:
        parts = list(Formatter().parse(template))
    except ValueError:
        return template
    filled = ""
    for literal, name, _spec, _conversion in parts:
        ends_already = filled.endswith(".") and literal[:1] == "." and literal[:2] != ".."  # 'Metaalwerken B.V.' ends a sentence
        filled += literal[1:] if ends_already else literal
        if name is None:
            continue
        filled += _written(values[name], filled) if name in values else f"{{{name}}}"
    return filled


def _written(value: Any, before: str) -> str:
    """One value as the reader writes it; ``before`` is the sentence so far."""
    match value:
        case None:
            return ""
        case Message():
            return render(value)
        case StrEnum():
            return _in_sentence(value, before)
        case str():
            return visible(value)
        case bool():
            return _(N_("yes")) if value else _(N_("no"))
        case datetime():
            return moment(value)
        case date():
            return long_date(value)
        case Decimal():
            return _grouped(value, 2) if before.endswith("€ ") else amount(value)
        case list() | tuple():
            return _enumerated(value, before)
    return visible(str(value))


def _in_sentence(member: StrEnum, before: str) -> str:
    from screens.labels import is_proper

    name = label(member)
    starts = not before.strip() or before.rstrip().endswith((".", "?", "!"))
    return name if starts or is_proper(member) else name[:1].lower() + name[1:]


def _enumerated(values: Sequence[Any], before: str) -> str:
    written = [_written(value, before if at == 0 else ",") for at, value in enumerate(values)]
    if len(written) < 2:
        return "".join(written)
    return f"{', '.join(written[:-1])} {_(N_('and'))} {written[-1]}"


def long_date(day: date | None) -> str:
    """A date in a sentence or a file: ``08-12-2026``, in English ``8 Dec 2026``; nothing for None."""
    if day is None:
        return ""
    if _reader.language == "en":
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year:04}"
    return f"{day.day:02}-{day.month:02}-{day.year:04}"


def short_date(day: date | None) -> str:
    """A date in a list, day first in both languages: ``08-12-26``; nothing for None."""
    return "" if day is None else f"{day.day:02}-{day.month:02}-{day.year % 100:02}"


def partial_date(text: str | None) -> str:
    """A birth date as far as it is known: ``1995-02-00`` is ``02-1995``, ``1968-00-00`` is ``1968``."""
    if not text:
        return ""
    year, month, day = text.split("-")
    if day != "00":
        return long_date(date.fromisoformat(text))
    if year == "0000":
        return _(N_("unknown"))
    if month == "00":
        return year
    return f"{_MONTHS[int(month) - 1]} {year}" if _reader.language == "en" else f"{month}-{year}"


def moment(at: datetime | None) -> str:
    """A moment on the clock of this laptop: ``24-11-2026 14:03``; nothing for None. ``at`` is aware."""
    if at is None:
        return ""
    local = at.astimezone()
    return f"{long_date(local.date())} {local:%H:%M}"


def amount(value: Decimal | None) -> str:
    """A number with a decimal comma (a point in English), without idle zeros: ``36,5``; nothing for None."""
    from models.values import decimal_text

    if value is None:
        return ""
    return decimal_text(value) if _reader.language == "en" else decimal_text(value).replace(".", ",")


def money(value: Decimal | None) -> str:
    """An amount in euros: ``€ 1.261,98``; nothing for None."""
    return "" if value is None else f"€ {_grouped(value, 2)}"


def count(n: int) -> str:
    """How many: ``1.223``. Not for years and numbers of records, which have no point."""
    return _grouped(Decimal(n), 0)


def _grouped(value: Decimal, decimals: int) -> str:
    text = f"{value:,.{decimals}f}"
    return text if _reader.language == "en" else text.translate(str.maketrans(",.", ".,"))
