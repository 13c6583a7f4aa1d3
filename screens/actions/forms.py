"""The form of an action: what, by when, by whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from pydantic import BaseModel

from db.about import name_of
from db.actions import ActionRow, action, add_action, change_action, hand_over
from db.bulk_acts import add_actions
from models.about import About
from models.action import ActionInput
from screens.house.choices import user_choices
from screens.house.fields import FieldSpec
from screens.house.form_screen import FormScreen
from screens.texts import _, long_date, plural


class ActionForm(FormScreen):
    """A new action about a record or about nothing, or one that is changed; closes with the key of what it is about.

    About nothing it closes with the key of the action itself.
    """

    input_model: ClassVar[type[BaseModel]] = ActionInput

    def __init__(
        self, about: About | None = None, *, key: bytes | None = None, what: str = "", owner: bytes | None = None
    ) -> None:
        """``key`` is an action that is changed; ``what`` and ``owner`` stand in a new one already."""
        super().__init__()
        self.about = about
        self.key = key
        self.subject = about.subject if about else "today"  # type: ignore[misc]
        self._what = what
        self._owner = owner
        self._row: ActionRow | None = None

    @property
    def row_now(self) -> ActionRow | None:
        """The action as it was when the form was opened; None for a new one."""
        if self._row is None and self.key is not None:
            with self.desk.store.read() as reader:
                self._row = action(reader, self.key)
            self.about = self._row.about
            self.subject = self.about.subject if self.about else "today"  # type: ignore[misc]
        return self._row

    def heading(self) -> str:
        """See :class:`FormScreen`."""
        row = self.row_now
        if row is not None:
            return _("Change action about {name}", name=row.about_name) if row.about else _("Change action")
        if self.about is None:
            return _("New action")
        with self.desk.store.read() as reader:
            return _("New action about {name}", name=name_of(reader, self.about))

    def specs(self) -> Sequence[FieldSpec]:
        """See :class:`FormScreen`; somebody who has left keeps what they had until it is handed over."""
        changed = self.row_now is not None
        with self.desk.store.read() as reader:
            people = user_choices(reader, inactive=changed)
        return (
            FieldSpec("what", _("what"), hint=_("what is to be done")),
            FieldSpec("due_on", _("due"), hint=_("dd-mm-yyyy, or short: +7, fri, 8-12")),
            FieldSpec("owner_id", _("who does it"), choices=people, optional=False, keys=True),
        )

    def start_values(self) -> Mapping[str, Any]:
        """See :class:`FormScreen`: mine, as long as nobody else is chosen."""
        row = self.row_now
        if row is None:
            return {"what": self._what, "owner_id": (self._owner or self.desk.actor.id).hex()}
        return {"what": row.what, "due_on": long_date(row.due_on), "owner_id": row.owner_id.hex()}

    def begin_at(self) -> str:
        """See :class:`FormScreen`: what is filled in already is passed over."""
        return "due_on" if self._what else "what"

    def fixed_values(self) -> Mapping[str, Any]:
        """See :class:`FormScreen`: what it is about."""
        return self.about.fields if self.about else {}

    def save(self, data: ActionInput) -> bytes:
        """See :class:`FormScreen`; another owner alone is a hand-over."""
        desk, row = self.desk, self._row
        if row is None:
            key = add_action(desk.store, desk.actor, data)
        else:
            key = row.id
            if (data.what, data.due_on) == (row.what, row.due_on) and data.owner_id != row.owner_id:
                hand_over(desk.store, desk.actor, row.id, row.version, data.owner_id)
            else:
                change_action(desk.store, desk.actor, row.id, row.version, data)
        return self.about.key if self.about else key

    def read_again(self) -> bool:
        """See :class:`FormScreen`."""
        self._row = None
        return self.row_now is not None


class ManyActionsForm(FormScreen):
    """The same action about each of the marked records; closes with how many were added."""

    input_model: ClassVar[type[BaseModel]] = ActionInput

    def __init__(self, subject: str, marked: Sequence[bytes]) -> None:
        super().__init__()
        self.subject = subject  # type: ignore[misc]
        self._marked = marked

    def heading(self) -> str:
        """See :class:`FormScreen`."""
        return plural("New action about {n} marked record", "New action about each of {n} marked records", len(self._marked))

    def specs(self) -> Sequence[FieldSpec]:
        """See :class:`FormScreen`."""
        with self.desk.store.read() as reader:
            people = user_choices(reader, inactive=False)
        return (
            FieldSpec("what", _("what"), hint=_("what is to be done")),
            FieldSpec("due_on", _("due"), hint=_("dd-mm-yyyy, or short: +7, fri, 8-12")),
            FieldSpec("owner_id", _("who does it"), choices=people, optional=False, keys=True),
        )

    def start_values(self) -> Mapping[str, Any]:
        """See :class:`FormScreen`: mine, as long as nobody else is chosen."""
        return {"owner_id": self.desk.actor.id.hex()}

    def save(self, data: ActionInput) -> int:
        """See :class:`FormScreen`: all of them in one act, or none."""
        desk = self.desk
        return add_actions(desk.store, desk.actor, self.subject, self._marked, data)
