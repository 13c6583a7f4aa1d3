"""What is said of pairs and merges, on the screen and on the command line."""

from __future__ import annotations

from collections.abc import Iterable

from db.merging.fields import HOLDER, Stays
from db.merging.outlook import MergeOutlook
from models.labels import field_label, subject_label
from models.likeness import SAME
from screens.texts import _, count, render


def same_words(reasons: Iterable[str]) -> str:
    """'KVK-nummer, telefoon': what two records have in common."""
    return ", ".join(_(SAME[reason]) for reason in reasons)


def holder_or_field(subject: str, name: str) -> str:
    """What a field is called."""
    return render(field_label(subject, "user_id" if name == HOLDER else name))


def stays_words(stays: Stays, outlook: MergeOutlook) -> str:
    """Whose value stays."""
    if stays is Stays.BOTH:
        return _("both")
    return outlook.keep.number if stays is Stays.KEEP else outlook.lost.number


def moves_words(outlook: MergeOutlook) -> str:
    """'Van D20004 gaan mee naar D10001: 3 × plaatsing, 1 × verzoek; het logboek blijft.'"""
    both = {"lost": outlook.lost.number, "keep": outlook.keep.number}
    if not outlook.moves:
        return _("Nothing else belongs to {lost}; its own values and its journal stay readable in the archive.", **both)
    moves = ", ".join(f"{count(move.number)} × {render(subject_label(move.subject))}" for move in outlook.moves)
    return _("From {lost} to {keep} go: {moves}. Its own values and its journal stay readable.", moves=moves, **both)
