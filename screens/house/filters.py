"""What a list can be filtered by: in words, and asked for with one small question."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from db.lists.meaning import BETWEEN, is_day, kept_range
from db.lists.selection import Filter
from db.lists.subjects import LIST_SUBJECTS
from models.kinds import Role
from models.messages import N_
from screens.house.house_screen import HouseScreen
from screens.texts import _, label, partial_date

FIELDS = {
    "status": N_("status"),
    "state": N_("state"),
    "target_group": N_("target group"),
    "municipality": N_("municipality"),
    "consultant": N_("consultant"),
    "hr_administrator": N_("HR administrator"),
    "ladder_step": N_("ladder step"),
    "birth_date": N_("birth date"),
    "holder": N_("account holder"),
    "relation_since": N_("relation since"),
    "form": N_("form"),
    "start": N_("first day"),
    "until": N_("last day"),
    "requested_on": N_("asked on"),
    "requested_by": N_("asked by"),
    "kind": N_("kind"),
}
"""What the fields that a screen offers are called."""
PEOPLE = {"consultant": Role.CONSULTANT, "holder": Role.ACCOUNT_MANAGER, "requested_by": None}
"""Fields that name a user, and the role of those who are offered; None: everybody."""
MAY_BE_EMPTY = frozenset(("consultant", "holder", "hr_administrator", "ladder_step"))
"""Fields for which 'none' is offered."""
ALL, NONE = "all", "none"
_VALUE = "="


def offered(subject: str) -> tuple[str, ...]:
    """The fields by which a list of this subject can be filtered on a screen."""
    return LIST_SUBJECTS[subject].offered


def in_words(subject: str, filters: Sequence[Filter]) -> str:
    """'status: ill · first day: 1 Jan 2026 to 31 Mar 2026'."""
    return " · ".join(f"{_(FIELDS.get(field, field))}: {value_in_words(subject, field, value)}" for field, value in filters)


def value_in_words(subject: str, field: str, value: str) -> str:
    """The value of a filter as people read it; text that is none of the field's own stands as it is."""
    if not value:
        return _("none")
    choices = LIST_SUBJECTS[subject].lists.get(field)
    if choices is not None:
        return next((label(choice) for choice in choices if choice.value == value), value)
    try:
        ends = kept_range(field, value)
    except ValueError:
        return value
    if ends is None:
        return partial_date(value) or value if is_day(field) else value
    first, last = (partial_date(end) or "" for end in ends)
    if first and last:
        return _("{first} to {last}", first=first, last=last)
    return _("from {day}", day=first) if first else _("to {day}", day=last) if last else _("filled in")


def ask_filter(screen: HouseScreen, subject: str, field: str, now: str | None, then: Callable[[str | None], object]) -> None:
    """Ask for the value of a field; ``then`` gets it, or None for no filter on it. Leaving the question does nothing."""
    if is_day(field):
        _ask_days(screen, field, now, then)
    else:
        _ask_value(screen, subject, field, now, then)


def _ask_value(screen: HouseScreen, subject: str, field: str, now: str | None, then: Callable[[str | None], object]) -> None:
    from screens.house.dialogs import Choose

    choices = [(ALL, _("all: no filter on this"))]
    choices += [(NONE, _("none"))] if field in MAY_BE_EMPTY else []
    choices += [(f"{_VALUE}{value}", text) for value, text in _values(screen, subject, field)]

    def chosen(name: str | None) -> None:
        if name is not None:
            then(None if name == ALL else "" if name == NONE else name.removeprefix(_VALUE))

    at = ALL if now is None else f"{_VALUE}{now}" if now else NONE
    screen.app.push_screen(Choose(_("Which {field}?", field=_(FIELDS[field])), choices, now=at), chosen)


def _values(screen: HouseScreen, subject: str, field: str) -> list[tuple[str, str]]:
    choices = LIST_SUBJECTS[subject].lists.get(field)
    if choices is not None:
        return [(choice.value, label(choice)) for choice in choices]
    if field == "ladder_step":
        return [(str(step), str(step)) for step in range(1, 7)]
    with screen.desk.store.read() as reader:
        if field in PEOPLE:
            from db.users import list_users

            role = PEOPLE[field]
            return [(user.name, user.name) for user in list_users(reader) if role is None or role in user.roles]
        from db.municipalities import list_municipalities

        return [(one.name, one.name) for one in list_municipalities(reader)]


def _ask_days(screen: HouseScreen, field: str, now: str | None, then: Callable[[str | None], object]) -> None:
    from screens.house.dialogs import AskLine

    def answered(text: str | None) -> None:
        if text is None:
            return
        if not text:
            then(None)
            return
        wanted = text if BETWEEN in text else f"{text}{BETWEEN}{text}"
        try:
            first, last = kept_range(field, wanted) or ("", "")
        except ValueError:
            screen.say(_("'{text}' is no date and no range. Write 24-11-2026, or 1-1-2026..31-3-2026.", text=text), "bad")
            return
        then(first if first == last else f"{first}{BETWEEN}{last}")

    screen.app.push_screen(
        AskLine(
            _("Which {field}?", field=_(FIELDS[field])),
            value=_typed(now or ""),
            needed=False,
            explain=_("A date, or from..to: 1-1-2026..31-3-2026, 1-1-2026.. or ..31-3-2026. Empty: no filter on this."),
        ),
        answered,
    )


def _typed(value: str) -> str:
    """A kept range as people type it."""
    from models.values import parse_date

    def day(end: str) -> str:
        try:
            return f"{parse_date(end):%d-%m-%Y}" if end else ""
        except ValueError:
            return end

    return BETWEEN.join(day(end) for end in value.split(BETWEEN))
