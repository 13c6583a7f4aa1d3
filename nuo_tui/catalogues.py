"""The catalogues: which language is read, and the texts of all four floors in it.

Each floor has a domain of its own under ``locale/``; a text belongs to the floor whose file has it. The compiled
catalogues come with the wheel; in a checkout ``make`` builds them.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

from models.errors import BadInput
from models.messages import N_, Message
from screens import texts

DOMAINS = ("models", "db", "screens", "nuo_tui")
DEFAULT_LANGUAGE = "nl"
LOCALE = Path(__file__).with_name("locale")
"""Not through importlib.resources: that costs 10 ms of every start, and a wheel is always unpacked."""
_LOCALE_NAMES = {"nl": "nl", "dutch": "nl", "en": "en", "english": "en"}


def choose_language(explicit: str | None = None, environment: Mapping[str, str] = os.environ, setting: str | None = None) -> str:
    """The language to read: ``--lang``, else ``NUO_LANG``, else the settings, else the system's locale, else Dutch.

    A language asked for by name that we don't have is a :class:`BadInput`; a locale that we don't have is Dutch.
    """
    for asked in (explicit, environment.get("NUO_LANG"), setting):
        if asked:
            return _known(asked)
    return _of_locale(environment) or DEFAULT_LANGUAGE


def _known(asked: str) -> str:
    language = asked.strip().lower()
    if language not in texts.LANGUAGES:
        raise BadInput(Message(N_("There is no language '{language}'. Choose nl or en."), language=asked))
    return language


def _of_locale(environment: Mapping[str, str]) -> str | None:
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environment.get(variable):
            return _by_locale_name(value)
    import locale  # only Windows comes here: it keeps its locale out of the environment

    return _by_locale_name(locale.getlocale()[0] or "")


def _by_locale_name(name: str) -> str | None:
    return _LOCALE_NAMES.get(name.split(".")[0].split("_")[0].split("-")[0].lower())


def load(language: str) -> Callable[[str], str]:
    """What turns an English text into ``language``: the four domains, one after the other.

    A text that no catalogue has stays English; so does everything where the catalogues were never compiled.
    """
    chain: NullTranslations = NullTranslations()
    for domain in DOMAINS:
        chain = _OnDemand(LOCALE / language / "LC_MESSAGES" / f"{domain}.mo", chain)
    return chain.gettext


class _OnDemand(NullTranslations):
    """The catalogue of one domain, read when a text is first looked for in it: a help page needs one of the four."""

    def __init__(self, compiled: Path, next_one: NullTranslations) -> None:
        super().__init__()
        self._compiled = compiled
        self._next = next_one
        self._texts: NullTranslations | None = None

    def gettext(self, message: str) -> str:
        if self._texts is None:
            self._texts = self._read()
        return self._texts.gettext(message)

    def _read(self) -> NullTranslations:
        if not self._compiled.is_file():
            return self._next
        with self._compiled.open("rb") as file:
            texts_of_domain = GNUTranslations(file)
        texts_of_domain.add_fallback(self._next)
        return texts_of_domain


def install(language: str) -> None:
    """Write everything in ``language`` from now on."""
    texts.install(load, language)
