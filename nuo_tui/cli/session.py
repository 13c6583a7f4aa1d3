"""One run of ``nuo``: the options that every command understands, the store they name, and who acts in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from os import environ
from pathlib import Path
from typing import TYPE_CHECKING

from models.errors import BadInput
from models.messages import N_, Message

if TYPE_CHECKING:
    from db.store import Store
    from models.actor import Actor

_FIELDS = {"--store": "store", "--user": "user", "--lang": "lang", "--passphrase-file": "passphrase_file"}


class Session:
    """What was asked for before or after the command's name; after wins."""

    def __init__(self) -> None:
        self.store: Path | None = None
        self.user: str | None = None
        self.lang: str | None = None  # kept with the others; the language was chosen before the line was read
        self.json = False
        self.help = False
        self.passphrase_file: Path | None = None

    def store_path(self) -> Path:
        """Where the store lies that this run is about."""
        from nuo_tui.places import store_path

        return store_path(self.store)

    def user_name(self) -> str | None:
        """Who acts, as far as it was said: ``--user``, else ``NUO_USER``."""
        return self.user or environ.get("NUO_USER") or None

    @contextmanager
    def open(self) -> Iterator[Store]:
        """The open store; closed at the end. A user that was named must exist and be active, also when only looking."""
        with self.open_store() as store:
            if name := self.user_name():
                store.actor(name)
            yield store

    def open_store(self) -> Store:
        """The open store, for who closes it themselves. Asks for the passphrase only when the store has one."""
        from db.connection import looks_plain, must_be_a_store
        from db.store import open_store
        from nuo_tui import passphrase

        path = self.store_path()
        must_be_a_store(path)
        return open_store(path, None if looks_plain(path) else passphrase.to_open(self.passphrase_file))

    def actor(self, store: Store, *, instead: str | None = None) -> Actor:
        """Who acts: the user that was named, else the only one who is active, else the active user called ``instead``."""
        from db.users import actor_of, list_users, only_active_user

        if name := self.user_name():
            return store.actor(name)
        with store.read() as reader:
            only = only_active_user(reader)
            if only is None and instead is not None:
                called = [user.id for user in list_users(reader) if user.active and user.name == instead]
                only = actor_of(reader, called[0]) if len(called) == 1 else None
        if only is None:
            raise BadInput(
                Message(N_("Several people use this store: say who you are.")),
                Message(N_("Add --user NAME, or set NUO_USER. 'nuo users list' shows who there are.")),
            )
        return only


def without_command(given: Sequence[str]) -> Session | None:
    """The session of a command line that only opens the screens: no command, only options of every command.

    Read here and not by typer, which costs such a start a third of its time. None leaves the line to typer.
    """
    session = _only_options(given)
    return None if session is None or session.help else session


def asks_for_help(given: Sequence[str]) -> bool:
    """Whether a command line asks for the first help page: no command, but ``--help``."""
    session = _only_options(given)
    return session is not None and session.help


def _only_options(given: Sequence[str]) -> Session | None:
    """The session of a line that holds only options of every command and ``--help``; None for any other."""
    session, words = Session(), iter(given)
    for word in words:
        name, equals, value = word.partition("=")
        field = _FIELDS.get(name)
        if word == "--json":
            session.json = True
        elif word == "--help":
            session.help = True
        elif field is None or (text := value if equals else next(words, None)) is None:
            return None
        else:
            setattr(session, field, text if field in ("user", "lang") else Path(text))
    return session
