"""What is said about a request besides deciding, and who it goes to: ask back, answer, remind, hand over, the werkplein."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType

from models.about import About
from models.coordination.conversation import Act, Party
from models.messages import N_
from screens.coordinations.deciding import DecidingActs
from screens.coordinations.words import answered, handed_over, reminded
from screens.house.dialogs import AskLine
from screens.texts import _


class CoordinationActs(DecidingActs):
    """All that can be done with a request, from the list and from the file alike."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q", "ask_back", N_("ask back"), id="coordination.ask-back", tooltip=N_("Ask who asked something first")),
        Binding("q", "answer", N_("answer"), id="coordination.answer", tooltip=N_("Answer what was asked back")),
        Binding("d", "hand_over", N_("to deputy"), id="coordination.hand-over", tooltip=N_("Hand this to the holder's deputy")),
        Binding("r", "remind", N_("remind"), id="coordination.remind", tooltip=N_("Remind who has to decide")),
        Binding(
            "h",
            "assign",
            N_("holder"),
            show=False,
            id="coordination.assign",
            tooltip=N_("Assign another account holder"),
        ),
        Binding(
            "a",
            "ask_werkplein",
            N_("werkplein"),
            id="coordination.werkplein",
            tooltip=N_("Ask the werkplein for another account holder"),
        ),
        Binding("delete,backspace", "withdraw", N_("withdraw"), id="coordination.withdraw", tooltip=N_("Take this back")),
    ]
    """
    | keys | what they do |
    | --- | --- |
    | q | ask back; who asked answers with it |
    | d | hand it to the account holder's deputy |
    | r | remind who has to decide |
    | h, a | give the employer another account holder; ask the werkplein to |
    | del | take it back |
    """

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be done now is offered."""
        known, many = self.known, bool(self.marked())
        match action:
            case "ask_back":
                return not many and known is not None and known.may(Act.ASK_BACK) and Party.REQUESTER not in known.parties
            case "answer":
                return not many and known is not None and known.may(Act.ANSWER)
            case "hand_over":
                return (many and not self.shows_said) or (known is not None and known.may(Act.HAND_OVER))
            case "remind":
                return (many and not self.shows_said) or (known is not None and known.may(Act.REMIND))
            case "assign":
                return known is not None and known.may(Act.HAND_OVER) and known.may_assign
            case "ask_werkplein":
                return known is not None and known.may(Act.REMIND) and (known.late or known.file.holder is None)
        return super().check_action(action, parameters)

    def _read_again(self, key: bytes | None) -> None:
        """After a form about the employer: what was saved may be who decides from now on."""
        if key is not None:
            self.saved()

    # -- talking ---------------------------------------------------------------------------------------------------

    def action_ask_back(self) -> None:
        """Ask something first, in one line."""
        if key := self.current():
            question = _("What do you want to know from {name}?", name=self.known.file.row.requested_by if self.known else "")
            explain = _("The term stands still until the answer comes.")
            self.app.push_screen(AskLine(question, explain=explain), partial(self._ask_back, key))

    def _ask_back(self, key: bytes, text: str | None) -> None:
        from db.conversation import ask_back

        desk = self.desk
        if text is not None:
            self.write((key,), lambda key: ask_back(desk.store, desk.actor, key, text))

    def action_answer(self) -> None:
        """Answer the question, in one line."""
        key, known = self.current(), self.known
        if key and known is not None:
            last = known.file.turns[-1] if known.file.turns else None
            question = _("{name} asks: {text}", name=last.who, text=last.text or "") if last else _("Your answer")
            self.app.push_screen(AskLine(question), partial(self._answer, key))

    def _answer(self, key: bytes, text: str | None) -> None:
        from db.conversation import answer

        desk = self.desk
        if text is not None:
            self.write((key,), lambda key: answer(desk.store, desk.actor, key, text), said=answered)

    def action_remind(self) -> None:
        """Remind who has to decide, with one key."""
        from db.conversation import remind
        from db.coordination_many import remind_many

        keys, store, actor = self.meant(), self.desk.store, self.desk.actor
        self.write(keys, lambda key: remind(store, actor, key), lambda: remind_many(store, actor, keys), said=reminded)

    # -- who it goes to --------------------------------------------------------------------------------------------

    def action_hand_over(self) -> None:
        """Hand it to the deputy of the account holder."""
        from db.coordination_many import hand_over_many
        from db.coordination_routing import hand_over

        keys, store, actor = self.meant(), self.desk.store, self.desk.actor
        self.write(keys, lambda key: hand_over(store, actor, key), lambda: hand_over_many(store, actor, keys), said=handed_over)

    def action_assign(self) -> None:
        """Give the employer another account holder, who then decides."""
        from screens.employers.forms import AssignHolderForm

        if self.known is not None:
            self.app.push_screen(AssignHolderForm(self.known.whose.employer_id), self._read_again)

    def action_ask_werkplein(self) -> None:
        """An action for who may assign another account holder: at the werkplein, else an administrator."""
        from db.coordination_routing import who_assigns
        from screens.actions.forms import ActionForm

        known = self.known
        if known is None:
            return
        row, desk = known.file.row, self.desk
        what = _("assign an account holder who decides: {number} waits since {day}", number=row.number, day=row.requested_on)
        with desk.store.read() as reader:
            owner = who_assigns(reader, known.whose.employer_id, desk.store.today())
        form = ActionForm(About("employer", known.whose.employer_id), what=what, owner=owner)
        self.app.push_screen(form, self._read_again)
