"""What can be done with a request: decide, withdraw, tick off a condition, place on it.

Who may decide is held by the store, inside the transaction. What is known of the request on the screen only tells
which keys to offer; a key that is pressed by somebody else is answered with the sentence that says who decides.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType

from db.coordination_file import CoordinationRow
from models.kinds import AGREED, CoordinationState
from models.messages import N_
from screens.coordinations.known_request import Known, read_known, tick_off
from screens.house.dialogs import AskLine
from screens.house.house_screen import RecordScreen
from screens.texts import _

NAME_ROOM = 28
"""Letters of a name that fit on the line above the keys."""


class CoordinationActs(RecordScreen):
    """What can be done with a request, from the list and from the file alike."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("i", "agree", N_("agree"), id="coordination.agree", tooltip=N_("Agree to this request")),
        Binding("m", "agree_if", N_("provided that"), id="coordination.agree-if", tooltip=N_("Agree on conditions")),
        Binding("w", "decline", N_("decline"), id="coordination.decline", tooltip=N_("Say no, and why")),
        Binding("i,m,w", "who_decides", show=False),
        Binding("p", "place", N_("place somebody"), id="coordination.place", tooltip=N_("Place the client of this request")),
        Binding("t", "tick", N_("tick off"), id="coordination.tick", tooltip=N_("Tick off a condition")),
        Binding("delete,backspace", "withdraw", N_("withdraw"), id="coordination.withdraw", tooltip=N_("Take this back")),
    ]
    """
    | keys | what they do |
    | --- | --- |
    | i | agree |
    | m | agree, provided that … |
    | w | decline, and say why |
    | p | place the client, once it is agreed |
    | t | tick off a condition |
    | del | take it back |
    """

    known: Known | None = None
    """The request that is meant, as last read."""
    _deciding = False

    def know(self, known: Known | None) -> None:
        """Offer the keys that fit this request."""
        self.known = known
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be done now is offered."""
        known, actor = self.known, self.desk.actor
        match action:
            case "agree" | "agree_if" | "decline":
                return known is not None and known.may_decide(actor)
            case "who_decides":
                return known is None or not known.may_decide(actor)
            case "place":
                return known is not None and known.state in AGREED
            case "tick":
                return known is not None and bool(known.open_conditions)
            case "withdraw":
                return known is not None and known.may_withdraw(actor)
        return super().check_action(action, parameters)

    # -- deciding --------------------------------------------------------------------------------------------------

    def action_agree(self) -> None:
        """Agree, with one key."""
        if key := self.current():
            self._agree(key, ())

    def action_agree_if(self) -> None:
        """Agree on conditions, asked one by one."""
        if key := self.current():
            self._ask_condition(key, ())

    def _ask_condition(self, key: bytes, so_far: Sequence[str]) -> None:
        listed = "\n".join(f"{at}. {text}" for at, text in enumerate(so_far, 1))
        first = _("On which condition do you agree?")
        question = _("Another condition? Leave it empty when this is all.") if so_far else first
        self.app.push_screen(
            AskLine(question, explain=listed, needed=not so_far, loses=bool(so_far)), partial(self._condition_given, key, so_far)
        )

    def _condition_given(self, key: bytes, so_far: Sequence[str], text: str | None) -> None:
        if text:
            self._ask_condition(key, (*so_far, text))
        elif text is not None:
            self._agree(key, so_far)

    def _agree(self, key: bytes, conditions: Sequence[str]) -> None:
        from db.coordinations import approve

        desk = self.desk
        self._write(lambda: approve(desk.store, desk.actor, key, conditions=conditions))

    def action_decline(self) -> None:
        """Decline, and say why."""
        if key := self.current():
            question = _("Why is the answer no? It helps the consultant to look further.")
            self.app.push_screen(AskLine(question), partial(self._decline, key))

    def _decline(self, key: bytes, reason: str | None) -> None:
        from db.coordinations import decline

        desk = self.desk
        if reason is not None:
            self._write(lambda: decline(desk.store, desk.actor, key, reason))

    def action_who_decides(self) -> None:
        """Say who decides on this request, to somebody who does not."""
        if key := self.current():
            self.ask(partial(read_known, self.desk, key), lambda known: self.say(who_decides(known)), group="who")

    # -- the rest --------------------------------------------------------------------------------------------------

    def action_place(self) -> None:
        """Place the client on this consent."""
        from screens.proposal.screen import ProposalScreen

        if key := self.current():
            self.app.push_screen(ProposalScreen(coordination=key), self.then_saved())

    def action_tick(self) -> None:
        """Tick off a condition."""
        if key := self.current():
            tick_off(self, key, self.then_saved())

    def action_withdraw(self) -> None:
        """Take the request or the consent back."""
        if key := self.current():
            question = _("Take this back? Say why, or leave it empty.")
            self.app.push_screen(AskLine(question, needed=False), partial(self._withdraw, key))

    def _withdraw(self, key: bytes, reason: str | None) -> None:
        from db.coordinations import withdraw

        desk = self.desk
        if reason is not None:
            self._write(lambda: withdraw(desk.store, desk.actor, key, reason or None))

    def _write(self, write: Callable[[], CoordinationRow]) -> None:
        """One act at a time: a key that is held down does not decide on what the reader has not seen."""
        if not self._deciding:
            self._deciding = True
            self.ask(write, self._written, group="decide", failed=self._not_written)

    def _not_written(self, error: Exception) -> None:
        self._deciding = False
        self.saved()
        self.say_error(error)

    def _written(self, row: CoordinationRow) -> None:
        """Read again with the cursor where it was: on a list of what waits, that is the next request."""
        self._deciding = False
        self.saved()
        self.say_saved(outcome(row))


def outcome(row: CoordinationRow) -> str:
    """What became of a request, in so few words that the time of saving stands beside it."""
    name = row.client_name if len(row.client_name) <= NAME_ROOM else f"{row.client_name[:NAME_ROOM]}…"
    match row.state:
        case CoordinationState.APPROVED:
            return _("agreed to {client} until {day}", client=name, day=row.valid_until)
        case CoordinationState.CONDITIONS:
            return _("agreed to {client} on conditions", client=name)
        case CoordinationState.DECLINED:
            return _("declined {client}", client=name)
    return _("{number} taken back", number=row.number)


def who_decides(known: Known) -> str:
    """Why a key to decide does nothing here: who decides, or that it was decided."""
    row, holder = known.file.row, known.file.holder
    if known.state != CoordinationState.REQUESTED:
        return _("{number} was answered already: {state}.", number=row.number, state=row.state)
    if holder is None or holder.deciding is None:
        return _("{employer} has no account holder who can decide: the werkplein assigns one.", employer=row.employer_name)
    if holder.deciding.id == holder.person.id:
        return _("{name} decides on this, as account holder of {employer}.", name=holder.person.name, employer=row.employer_name)
    return _(
        "{name} decides on this, standing in for {holder}, account holder of {employer}.",
        name=holder.deciding.name,
        holder=holder.person.name,
        employer=row.employer_name,
    )
