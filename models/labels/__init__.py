"""What fields and acts are called when people read of them: in forms, histories and conflicts."""

from __future__ import annotations

from models.labels.acts import ACTS
from models.labels.fields import FIELDS
from models.labels.subjects import SUBJECTS
from models.messages import N_, Message


def subject_label(subject: str) -> Message:
    """What one record of a subject is called."""
    return Message(SUBJECTS.get(subject, subject))


def field_label(subject: str, field: str) -> Message:
    """What a field of a subject is called."""
    return Message(FIELDS.get(f"{subject}.{field}") or FIELDS.get(field, field))


UNDO, REDO = "undo:", "redo:"
"""What stands before the act that an entry of the journal undoes, or does again: ``undo:client.update``."""


def bare(action: str) -> str:
    """The act that was done, undone or done again."""
    return action.removeprefix(UNDO).removeprefix(REDO)


def action_label(action: str) -> Message:
    """What an act of the journal is called."""
    act = Message(ACTS.get(bare(action), bare(action)))
    if action.startswith(UNDO):
        return Message(N_("undone: {what}"), what=act)
    if action.startswith(REDO):
        return Message(N_("done again: {what}"), what=act)
    return act
