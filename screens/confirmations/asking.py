"""Which confirmation, for whom, in which language and where to: one question, and for a file its name."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from db.placement_file import PlacementFile, placement_file
from models.kinds import Audience
from models.messages import N_
from screens.confirmations.making import confirmation_text, write_confirmation
from screens.house.dialogs import Choose
from screens.house.file_name import ask_file_name
from screens.house.house_screen import HouseScreen
from screens.texts import LANGUAGES, _, language

_WHAT = {
    (Audience.EMPLOYER, True): N_("for the employer: a page to print"),
    (Audience.EMPLOYER, False): N_("for the employer: text for an e-mail"),
    (Audience.CLIENT, True): N_("for the client: a page to print"),
    (Audience.CLIENT, False): N_("for the client: text for an e-mail"),
}
_IN = {"nl": N_("{what}, in Dutch"), "en": N_("{what}, in English")}
_FILE = {Audience.EMPLOYER: N_("confirmation-employer-{number}.html"), Audience.CLIENT: N_("confirmation-client-{number}.html")}


class _Wanted(NamedTuple):
    """One choice."""

    audience: Audience
    page: bool
    language: str

    @property
    def name(self) -> str:
        """By which the dialog knows it."""
        return f"{self.audience}-{'page' if self.page else 'text'}-{self.language}"


def ask_confirmation(screen: HouseScreen, key: bytes) -> None:
    """Ask for whom and how, and make it."""

    def question() -> PlacementFile:
        with screen.desk.store.read() as reader:
            return placement_file(reader, key, screen.desk.store.today())

    def choose(file: PlacementFile) -> None:
        offered = {one.name: one for one in _offered(file)}
        choices = [(name, _text(one)) for name, one in offered.items()]
        screen.app.push_screen(
            Choose(_("A confirmation of this placement"), choices),
            lambda name: _make(screen, file, offered[name]) if name else None,
        )

    screen.ask(question, choose, group="confirmation")


def _offered(file: PlacementFile) -> list[_Wanted]:
    """Employer first, when there is one; the reader's own language first."""
    audiences = list(Audience) if file.employer_id else [Audience.CLIENT]
    languages = sorted(LANGUAGES, key=lambda one: one != language())
    return [_Wanted(audience, page, one) for one in languages for audience in audiences for page in (True, False)]


def _text(wanted: _Wanted) -> str:
    what = _(_WHAT[wanted.audience, wanted.page])
    return what if wanted.language == language() else _(_IN[wanted.language], what=what)


def _make(screen: HouseScreen, file: PlacementFile, wanted: _Wanted) -> None:
    if not wanted.page:
        desk = screen.desk
        screen.ask(
            lambda: confirmation_text(desk.store, desk.actor, file.id, wanted.audience, wanted.language),
            lambda text: _copy(screen, text),
            group="confirmation",
        )
        return

    ask_file_name(
        screen,
        _("Write the confirmation to which file?"),
        _(_FILE[wanted.audience], number=file.number),
        lambda path: _write(screen, file, wanted, path),
    )


def _copy(screen: HouseScreen, text: str) -> None:
    screen.app.copy_to_clipboard(text)
    screen.say(_("The text is copied: paste it in your e-mail."), "good")


def _write(screen: HouseScreen, file: PlacementFile, wanted: _Wanted, path: Path) -> None:
    desk = screen.desk
    screen.ask(
        lambda: write_confirmation(desk.store, desk.actor, file.id, wanted.audience, path, wanted.language),
        lambda written: screen.say(_("written: {file}", file=str(written)), "good"),
        group="confirmation",
    )
