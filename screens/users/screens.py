"""Users: who may act, in which role, and who is away. An administrator changes them; everybody records their own absence."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from db.reading import Reader
from db.users import UserRow, activate, list_users, retire
from db.windows import Cell, Column, Hint, MemoryList, Row
from models.kinds import Decision
from models.messages import N_, Message
from models.values import fold
from screens.house.dialogs import Choose, Confirm
from screens.house.short_list import ShortListScreen
from screens.texts import _, label, plural

if TYPE_CHECKING:
    from db.account_transfer import Transferred

COLUMNS = (
    Column("name", Message(N_("Name")), 18, weight=2),
    Column("roles", Message(N_("Roles")), 18, weight=3),
    Column("state", Message(N_("State")), 11),
    Column("team", Message(N_("Team")), 8, weight=1, priority=2),
    Column("werkplein", Message(N_("Werkplein")), 16, weight=1, priority=3),
    Column("away", Message(N_("Away until")), 11, priority=1),
)


class UsersScreen(ShortListScreen):
    """All users: those who are active first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", N_("back"), id="file.back", tooltip=N_("Back to where you came from")),
        Binding("n", "new", N_("new"), id="user.new", tooltip=N_("Add a user")),
        Binding("e", "edit", N_("edit"), id="user.edit", tooltip=N_("Change this user, or when they are away")),
        Binding("t", "activate", N_("activate"), id="user.activate", tooltip=N_("Let this user act")),
        Binding("A", "activate_all", N_("activate all"), show=False, id="user.activate-all", tooltip=N_("Let all users act")),
        Binding("h", "transfer", N_("hand over"), id="user.transfer", tooltip=N_("Give all their employers another holder")),
        Binding("r", "retire", N_("retire"), id="user.retire", tooltip=N_("This user may not act any more")),
    ]
    """
    | keys | what they do |
    | --- | --- |
    | n | new user |
    | e, enter | change a user, or one's own absence |
    | t, A | activate this user, or all who are not active |
    | h | give all employers of this user another account holder |
    | r | retire this user; who is account holder hands over first |
    """

    def __init__(self) -> None:
        super().__init__()
        self._users: dict[bytes, UserRow] = {}
        self._may = False
        self._may_transfer = False

    def heading(self) -> str:
        """See :class:`ShortListScreen`."""
        if self._may:
            idle = sum(not user.active for user in self._users.values())
            waiting = plural("{n} is not active", "{n} are not active", idle) if idle else ""
            return " · ".join(part for part in (_("Users"), waiting) if part)
        return _("Users. An administrator changes them; with e you record when you are away yourself.")

    def empty_text(self) -> str:
        """See :class:`ShortListScreen`."""
        return _("Nobody yet.")

    def read(self, reader: Reader) -> MemoryList:
        """See :class:`ShortListScreen`."""
        from db.mandates import scopes

        users = list_users(reader)
        self._users = {user.id: user for user in users}
        self._may = bool(scopes(reader, self.desk.actor, Decision.MANAGE_USERS))
        self._may_transfer = bool(scopes(reader, self.desk.actor, Decision.ASSIGN_HOLDER))
        return MemoryList(COLUMNS, (_row(user) for user in users))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what who acts may do with the user under the cursor."""
        user = self._users.get(self.current() or b"") if self.is_mounted else None
        allowed: dict[str, Callable[[], bool]] = {
            "new": lambda: self._may,
            "edit": lambda: user is not None and (self._may or user.id == self.desk.actor.id),
            "activate": lambda: self._may and user is not None and not user.active,
            "activate_all": lambda: self._may and any(not one.active for one in self._users.values()),
            "transfer": lambda: self._may_transfer and user is not None,
            "retire": lambda: self._may and user is not None and user.active and user.id != self.desk.actor.id,
        }
        return allowed[action]() if action in allowed else super().check_action(action, parameters)

    def open_row(self, key: bytes) -> None:
        """See :class:`ShortListScreen`."""
        if self.check_action("edit", ()):
            self.action_edit()
        else:
            self.say(_("An administrator changes users; you can record when you are away yourself."))

    def action_leave(self) -> None:
        """Back."""
        self.dismiss(None)

    def action_new(self) -> None:
        """Add a user."""
        from screens.users.forms import NewUserForm

        self.app.push_screen(NewUserForm(), self.then_saved())

    def action_edit(self) -> None:
        """Change a user, or record one's own absence."""
        from screens.users.forms import AbsenceForm, UserForm

        user = self._users[self.current() or b""]
        self.app.push_screen(UserForm(user) if self._may else AbsenceForm(user), self.then_saved())

    def action_activate(self) -> None:
        """Let the user under the cursor act."""
        self._set([self._users[self.current() or b""].name])

    def action_activate_all(self) -> None:
        """Let everybody act, after a question."""
        idle = sum(not user.active for user in self._users.values())
        question = plural("Activate {n} user?", "Activate {n} users?", idle)
        self.app.push_screen(Confirm(question, yes=_("activate")), lambda yes: self._set(None) if yes else None)

    def _set(self, names: list[str] | None) -> None:
        desk = self.desk
        self.ask(lambda: activate(desk.store, desk.actor, names), self._activated, group="save")

    def _activated(self, names: list[str]) -> None:
        self.reload()
        self.say(plural("{n} user is active now.", "{n} users are active now.", len(names)), "good")

    def action_retire(self) -> None:
        """End what the user under the cursor may do, after a question; who is account holder hands over first."""
        user = self._users[self.current() or b""]
        if not (held := self._held(user)):
            self._retire(user)
            return

        def chosen(name: str | None) -> None:
            if name == "transfer":
                self._transfer(user, lambda: self._retire(user))
            elif name == "retire":
                self._retire(user)

        question = plural(
            "{name} is account holder of {n} employer.", "{name} is account holder of {n} employers.", held, name=user.name
        )
        choices = [("transfer", _("hand them over first")), ("retire", _("retire all the same"))]
        self.app.push_screen(Choose(question, choices), chosen)

    def action_transfer(self) -> None:
        """Give all employers of the user under the cursor another account holder."""
        user = self._users[self.current() or b""]
        if self._held(user):
            self._transfer(user, self.reload)
        else:
            self.say(_("{name} is account holder of no employer.", name=user.name))

    def _held(self, user: UserRow) -> int:
        from db.account_transfer import held_by

        with self.desk.store.read() as reader:
            return len(held_by(reader, user.id, self.desk.store.today()))

    def _transfer(self, user: UserRow, then: Callable[[], object]) -> None:
        from screens.employers.transferring import TransferForm, told

        def transferred(done: Transferred | None) -> None:
            if done is not None:
                self.say_saved(told(done))
                then()

        self.app.push_screen(TransferForm(holder=user.id, name=user.name), transferred)

    def _retire(self, user: UserRow) -> None:
        desk, name = self.desk, user.name

        def answered(yes: bool | None) -> None:
            if yes:
                self.ask(lambda: retire(desk.store, desk.actor, name), lambda _names: self.saved(), group="save")

        question = _("Retire {name}? What they did stays in the history.", name=name)
        self.app.push_screen(Confirm(question, yes=_("retire")), answered)


def _row(user: UserRow) -> Row:
    """A user as the list shows one; who is active comes first."""
    roles = ", ".join(label(role) for role in user.roles)
    state = Message(N_("active")) if user.active else Message(N_("not active"))
    away: Cell = user.away_until or (Message(N_("away")) if user.away_from else None)
    hints: tuple[Hint, ...] = ("" if user.active else "muted",) * len(COLUMNS)
    return Row(
        user.id, f"{not user.active:d}{fold(user.name)}", (user.name, roles, state, user.team, user.werkplein, away), hints
    )
