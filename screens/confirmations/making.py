"""Making a confirmation: from the store to a file or a text, written down in the journal before it leaves. Knows no Textual."""

from __future__ import annotations

from pathlib import Path

from db.confirmations import confirmation_facts, record_confirmation
from db.private_files import write_private
from db.store import Store
from models.actor import Actor
from models.confirmation import Letter, compose
from models.errors import BadInput
from models.kinds import Audience
from models.messages import N_, Message
from screens.confirmations.letter import as_html, as_text
from screens.texts import writing_in

WRITERS = {".html": as_html, ".htm": as_html, ".txt": as_text}
"""What is written to a file, by the end of its name."""


def confirmation_text(store: Store, actor: Actor, key: bytes, audience: Audience, language: str) -> str:
    """The confirmation as text, to paste or to print on the command line."""
    letter = _letter(store, key, audience)
    record_confirmation(store, actor, key, audience)
    with writing_in(language):
        return as_text(letter)


def write_confirmation(store: Store, actor: Actor, key: bytes, audience: Audience, to: Path, language: str) -> Path:
    """The confirmation as a page or a text, by the end of the file's name; :class:`BadInput` for any other."""
    write = WRITERS.get(to.suffix.lower())
    if write is None:
        raise BadInput(
            Message(N_("A confirmation is written as a page or as text; {path} is something else."), path=str(to)),
            Message(N_("Give the file a name that ends in .html or .txt.")),
        )
    letter = _letter(store, key, audience)
    record_confirmation(store, actor, key, audience, to.name)
    with writing_in(language):
        text = write(letter)
    return write_private(to, text.encode(), store=store.path)


def _letter(store: Store, key: bytes, audience: Audience) -> Letter:
    with store.read() as reader:
        return compose(confirmation_facts(reader, key, audience), audience, store.today())
