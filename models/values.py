"""Values that the field writes its own way: folded text, partial dates, names, Dutch numbers.

Each check takes what a person typed and gives the form in which it is kept, or raises ``ValueError`` with a
catalogue id (English sentence) that says what is wrong. Sources: DOMAIN, 'Numbers and their checks'.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import groupby

from models.messages import N_

_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "ß": "ss", "ı": "i", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ŋ": "n", "ŧ": "t"}
)


def fold(text: str) -> str:
    """``text`` as search and order see it: no case, no diacritics, ø ł ß ı as plain letters.

    >>> fold("Hofstède"), fold("Łódź"), fold("Groß")
    ('hofstede', 'lodz', 'gross')
    """
    if text.isascii():
        return text.casefold()
    # Twice apart: taking a letter apart can give capitals (℡), lower case can give marks (ΐ).
    low = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = "".join(c for c in low if not unicodedata.combining(c))
    return unicodedata.normalize("NFC", bare.translate(_LETTERS))


_WORD = re.compile(r"[^\W_]+", re.UNICODE)


def words(text: str) -> list[str]:
    """The folded words of ``text``: letters and digits, nothing else; never search syntax."""
    return _WORD.findall(fold(text))


_COMPANY_FORMS = frozenset(("bv", "nv", "vof", "cv", "ua", "ba", "bvba", "holding", "stichting", "st", "the", "de", "het", "en"))


def company_key(name: str) -> str:
    """A company's name as duplicates are compared: folded, without punctuation, small words and legal form.

    'Hoekstra Logistiek V.O.F.', 'HOEKSTRA LOGISTIEK VOF' and 'Hoekstra Logistiek v.o.f' give the same key, and so
    do 'Jansen & Zn.' and 'Jansen en Zn'. Letters that stand alone are one word, dots or not: 'J.P. Bakker' is
    'JP Bakker'. A name that is nothing but a legal form keeps all its words.
    """
    parts: list[str] = []
    for alone, run in groupby(words(name), key=lambda word: len(word) == 1 and word.isalpha()):
        found = list(run)
        parts += ["".join(found)] if alone else found
    kept = [p for p in parts if p not in _COMPANY_FORMS]
    return " ".join(kept or parts)


def phone_key(phone: str | None) -> str:
    """A phone number as it is compared: its digits, without the 0 or +31 of a Dutch one; '' when too short.

    A number from abroad keeps its '+', so that +49 74 … is not taken for 074 ….
    """
    typed = re.sub(r"[^0-9+]", "", (phone or "").replace("(0)", ""))
    key = typed.lstrip("+0")
    if typed.startswith(("+", "00")):
        key = key.removeprefix("31").lstrip("0") if key.startswith("31") else f"+{key}"
    return key if len(key) >= 6 else ""


_SHARED_DOMAINS = frozenset(
    (
        "gmail.com",
        "hotmail.com",
        "outlook.com",
        "live.nl",
        "ziggo.nl",
        "kpnmail.nl",
        "planet.nl",
        "facebook.com",
        "linkedin.com",
        "home.nl",
    )
)


def domain_key(website: str | None) -> str:
    """The web domain of an address: 'https://www.Vegt.example/contact' → 'vegt.example'; '' when shared or none."""
    if not website:
        return ""
    host = fold(website.strip()).split("://")[-1].split("/")[0].split("?")[0].split("@")[-1].split(":")[0]
    host = host.removeprefix("www.").strip(".")
    return "" if host in _SHARED_DOMAINS or "." not in host else host


_HARD_SPACES = str.maketrans("\u00a0\u202f", "  ")


def plain_spaces(text: str) -> str:
    """``text`` with the spaces that Excel and web pages keep words together with as ordinary ones, none around it."""
    return text.strip() if text.isascii() else text.translate(_HARD_SPACES).strip()


_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?)?\Z", re.ASCII)
_DUTCH = re.compile(r"(\d{1,2})[-./ ](\d{1,2})[-./ ](\d{4})(?: 0?0:00(?::00)?)?\Z", re.ASCII)
_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})\Z", re.ASCII)
_MONTH_NAMES = (
    ("januari", "january", "jan"),
    ("februari", "february", "feb"),
    ("maart", "march", "mrt", "mar"),
    ("april", "apr"),
    ("mei", "may"),
    ("juni", "june", "jun"),
    ("juli", "july", "jul"),
    ("augustus", "august", "aug"),
    ("september", "sep", "sept"),
    ("oktober", "october", "okt", "oct"),
    ("november", "nov"),
    ("december", "dec"),
)
_MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names}
_LONG = re.compile(r"(\d{1,2})[ -]([a-z]+)\.?[ -](\d{4})\Z", re.ASCII)
_MONTH_YEAR = re.compile(r"(\d{1,2}|[a-z]+)\.?[-./ ](\d{4})\Z", re.ASCII)

BAD_DATE = N_("'{value}' is not a date. Write day-month-year, for example 24-11-2026.")


def _date_parts(text: str) -> tuple[int, int, int]:
    text = plain_spaces(text)
    if m := _DUTCH.match(text):
        return int(m[3]), int(m[2]), int(m[1])
    if m := _ISO.match(text) or _DIGITS.match(text):
        return int(m[1]), int(m[2]), int(m[3])
    if (m := _LONG.match(fold(text))) and m[2] in _MONTHS:
        return int(m[3]), _MONTHS[m[2]], int(m[1])
    raise ValueError(BAD_DATE)


@lru_cache(maxsize=4096)
def parse_date(text: str) -> date:
    """A whole date, written the Dutch way or as ISO; ``ValueError`` for anything else, partial dates included."""
    try:
        return date(*_date_parts(text))
    except ValueError:
        raise ValueError(BAD_DATE) from None


def parse_clock(text: str) -> str:
    """A time of the day as people write it ('9:05', '14.30', '14u30', '1430'), as ``HH:MM``; ``ValueError`` for anything else."""
    found = re.fullmatch(r"(\d{1,2})(?:[:.uh]?([0-5]\d)|[uh])", text.strip().casefold(), re.ASCII)
    if found is None or int(found[1]) > 23:
        raise ValueError(BAD_CLOCK)
    return f"{int(found[1]):02}:{found[2] or '00'}"


def parse_partial_date(text: str) -> str:
    """A birth date as registers know it: ``1968-00-00``, ``1995-02-00``, ``0000-00-00`` or a whole one.

    ``00`` for the day, or for day and month, a year alone, and a month with its year (``02-1995``, ``feb 1995``) are
    partial; no day is ever invented. Kept as text of 10 characters, which sorts partial dates first in their year.
    """
    text = plain_spaces(text)
    if len(text) == 4 and text.isascii() and text.isdigit():
        text += "0000"
    elif (len(text) != 10 or text[0].isalpha()) and (m := _MONTH_YEAR.match(fold(text))) and (m[1].isdigit() or m[1] in _MONTHS):
        text = f"00-{_MONTHS.get(m[1]) or m[1]}-{m[2]}"
    year, month, day = _date_parts(text)
    if (year, month, day) == (0, 0, 0) or (year and not month and not day):
        return f"{year:04}-{month:02}-{day:02}"
    try:
        date(year, month, day or 1)
    except ValueError:
        raise ValueError(BAD_DATE) from None
    return f"{year:04}-{month:02}-{day:02}"


def age_on(birth_date: str | None, day: date) -> int | None:
    """Whole years on ``day``; None when no full birth date is known."""
    if not birth_date or birth_date.endswith("-00"):
        return None
    born = date.fromisoformat(birth_date)
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


BAD_CLOCK = N_("'{value}' is not a time. Write hours and minutes, for example 14:30.")
BAD_BSN = N_("'{value}' is not a valid BSN: nine digits that pass the eleven test.")
BAD_KVK = N_("'{value}' is not a KVK number: it has eight digits.")
BAD_BRANCH = N_("'{value}' is not a branch number (vestigingsnummer): it has twelve digits.")
BAD_POSTCODE = N_("'{value}' is not a postcode: four digits and two letters, for example 7607 AB.")
BAD_NUMBER = N_("'{value}' is not a number. Write it with a comma for decimals, for example 36,5.")


_BETWEEN_DIGITS = str.maketrans("", "", " .-\u00a0\u202f")
_BETWEEN_PARTS = str.maketrans("", "", " .\u00a0\u202f")


def parse_bsn(text: str) -> str:
    """A BSN of 9 digits that passes the eleven test; dots and spaces go, an old one of 8 digits gets its 0."""
    from stdnum.nl import bsn

    digits = text.translate(_BETWEEN_DIGITS)
    if len(digits) not in (8, 9) or not (digits.isascii() and digits.isdigit()) or not digits.strip("0"):
        raise ValueError(BAD_BSN)
    whole = digits.zfill(9)
    if bsn.checksum(whole):
        raise ValueError(BAD_BSN)
    return whole


def parse_kvk(text: str) -> str:
    """A KVK number: 8 digits."""
    digits = text.translate(_BETWEEN_PARTS)
    if not re.fullmatch(r"\d{8}", digits, re.ASCII):
        raise ValueError(BAD_KVK)
    return digits


def parse_branch_number(text: str) -> str:
    """A branch number (vestigingsnummer): 12 digits."""
    digits = text.translate(_BETWEEN_PARTS)
    if not re.fullmatch(r"\d{12}", digits, re.ASCII):
        raise ValueError(BAD_BRANCH)
    return digits


@lru_cache(maxsize=4096)
def parse_postcode(text: str) -> str:
    """A Dutch postcode as ``7607 AB``: no leading 0, not SA, SD or SS."""
    m = re.fullmatch(r"([1-9]\d{3})\s*([A-Za-z]{2})", plain_spaces(text), re.ASCII)
    if not m or m[2].upper() in ("SA", "SD", "SS"):
        raise ValueError(BAD_POSTCODE)
    return f"{m[1]} {m[2].upper()}"


_DUTCH_NUMBER = re.compile(r"[+-]?(?:[1-9]\d{0,2}(?:\.\d{3})+|\d+)(?:,\d+)?\Z|[+-]?,\d+\Z", re.ASCII)
_POINT_NUMBER = re.compile(r"[+-]?(?:[1-9]\d{0,2}(?:,\d{3})+|\d*)\.\d+\Z", re.ASCII)
_GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}(?: \d{3})+(?:[.,]\d+)?\Z", re.ASCII)
_AROUND_NUMBER = "€% \t\u00a0\u202f"


@lru_cache(maxsize=1024)
def parse_decimal(text: str) -> Decimal:
    """A number as people write it: ``36,5``, ``36.5``, ``1.234,50``, ``1,234.50``, ``€ 9,72``, ``80%``.

    The Dutch reading goes first, so a point before exactly three digits divides thousands: ``1.234`` is 1234, not
    one and a bit. Hours, percentages and rates of that size are refused, so nobody's slip passes in silence.
    ``0.125`` and ``36.5`` can only be decimals and are read so.
    """
    number = text.strip(_AROUND_NUMBER).translate(_HARD_SPACES)
    if _GROUPED.match(number):
        number = number.replace(" ", "")
    if _DUTCH_NUMBER.match(number):
        return Decimal(number.replace(".", "").replace(",", "."))
    if _POINT_NUMBER.match(number):
        return Decimal(number.replace(",", ""))
    raise ValueError(BAD_NUMBER)


def decimal_text(value: Decimal) -> str:
    """A decimal in its one kept form: no exponent, no trailing zeros, no minus before 0 (``36.50`` → ``36.5``)."""
    if not value:
        return "0"
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def cents(euros: Decimal | None) -> int | None:
    """Euros as whole cents, the form in which budgets are kept and added up; None for nothing."""
    return None if euros is None else int((euros * 100).to_integral_value())


def euros(kept: int | None) -> Decimal | None:
    """Kept cents as euros; None for nothing."""
    return None if kept is None else Decimal(kept).scaleb(-2)


def sort_name(surname: str, first: str | None) -> str:
    """What people are ordered by: surname without its prefix, then the first name, both folded."""
    return fold(f"{surname} {first or ''}").strip()


def person_name(surname: str, prefix: str | None, first: str | None) -> str:
    """A person's name as a sentence says it: 'Yinthe van der Arent'."""
    return " ".join(p for p in (first, prefix, surname) if p)


def list_name(surname: str, prefix: str | None, first: str | None) -> str:
    """A person's name as a list says it: 'Arent, Yinthe van der'."""
    rest = " ".join(p for p in (first, prefix) if p)
    return f"{surname}, {rest}" if rest else surname
