"""The group that an employer is a branch of: who is its account holder, and telling them of a client."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from db.employers import EmployerFile
from db.group_holding import GroupFile, assign_group_holder
from db.group_notices import tell
from models.coordination.wording import holder_named
from models.employer import HoldingInput
from models.group_notice import NoticeInput
from models.kinds import Channel, Form
from models.messages import Message
from screens.employers.forms import OfEmployer
from screens.house.choices import enum_choices, user_choices
from screens.house.fields import FieldSpec
from screens.house.sheet import Line, field, title
from screens.texts import _, label, long_date, render


class GroupHolderForm(OfEmployer):
    """The account holder of the group of an employer, from a day on."""

    input_model = HoldingInput

    def heading(self) -> str:
        """See :class:`FormScreen`."""
        group = self.file().group
        name = group.name if group else ""
        if group is None or group.holder is None:
            return _("Account holder of the group {name}", name=name)
        return _("Account holder of the group {name}, now {holder}", name=name, holder=group.holder.person.name)

    def specs(self) -> Sequence[FieldSpec]:
        """See :class:`FormScreen`."""
        with self.desk.store.read() as reader:
            users = user_choices(reader, inactive=False)
        return (
            FieldSpec("user_id", _("account holder"), choices=users, optional=False, keys=True),
            FieldSpec("from_date", _("from"), hint=_("dd-mm-yyyy")),
            FieldSpec("reason", _("reason"), hint=_("may stay empty")),
        )

    def start_values(self) -> Mapping[str, Any]:
        """See :class:`FormScreen`: from today."""
        return {"from_date": long_date(self.desk.store.today())}

    def save(self, data: HoldingInput) -> bytes:
        """See :class:`FormScreen`."""
        desk = self.desk
        name = self.file().group_name or ""
        assign_group_holder(desk.store, desk.actor, name, data.user_id, from_date=data.from_date, reason=data.reason)
        return self.employer


class TellGroupForm(OfEmployer):
    """Telling the account holder of the group that a client may go to this branch (rule E9)."""

    input_model = NoticeInput

    def __init__(self, employer: bytes, client: bytes, form: str) -> None:
        super().__init__(employer)
        self.client = client
        self.form = form

    def heading(self) -> str:
        """See :class:`FormScreen`."""
        group = self.file().group
        who = group.holder.deciding if group and group.holder else None
        about = {"employer": self.file().name, "form": label(Form(self.form))}
        return _("Tell {name}: {form} at {employer}", name=who.name if who else "", **about)

    def specs(self) -> Sequence[FieldSpec]:
        """See :class:`FormScreen`."""
        return (
            FieldSpec("text", _("what to tell"), hint=_("may stay empty: client, employer and form are told anyhow")),
            FieldSpec("channel", _("how"), choices=enum_choices(Channel), optional=False),
        )

    def start_values(self) -> Mapping[str, Any]:
        """See :class:`FormScreen`: on their first screen."""
        return {"channel": Channel.TOOL.value}

    def fixed_values(self) -> Mapping[str, Any]:
        """See :class:`FormScreen`."""
        return {"employer_id": self.employer, "client_id": self.client, "form": self.form}

    def save(self, data: NoticeInput) -> bytes:
        """See :class:`FormScreen`."""
        tell(self.desk.store, self.desk.actor, data)
        return self.employer


def group_line(file: EmployerFile) -> list[Line]:
    """'concern: Vegt Groep · R. Wessels is accounthouder van het concern', for the overview."""
    if file.group is None:
        return field(_("group"), file.group_name)
    return [Line(" · ".join(part for part in (file.group.name, _held(file.group)) if part), name=_("group"))]


def group_page(file: EmployerFile) -> list[Line]:
    """The account holders that the group had, and its other branches."""
    if (group := file.group) is None:
        return []
    lines = [Line(), title(_("Group {name}", name=group.name))]
    for one in group.holders:
        begin = long_date(one.from_date) or _("before our records")
        end = long_date(one.until_date) or _("now")
        text = " · ".join(part for part in (one.name, one.reason) if part)
        lines.append(Line(text, name=f"{begin} – {end}", tone="muted" if one.until_date else ""))
    if not group.holders:
        lines.append(Line(_("No account holder of the group. Press H to name one."), tone="muted"))
    for branch in group.branches:
        text = " · ".join(part for part in (f"{branch.name} ({branch.number})", branch.place) if part)
        lines.append(Line(text, name=_("branch"), subject="employer", key=branch.id))
    return lines


def _held(group: GroupFile) -> str:
    if group.holder is None:
        return ""
    named = holder_named(group.holder)
    who = render(named) if isinstance(named, Message) else named
    return _("account holder of the group: {holder}", holder=who)
