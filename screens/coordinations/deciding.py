"""What is decided with a request: yes, yes provided that, no; of what was only said, that it is so or is not.

Who may decide is held by the store, inside the transaction. What is known of the request on the screen only tells
which keys to offer; a key that is pressed by somebody else is answered with the sentence that says who decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType

from models.coordination.conversation import Act
from models.kinds import AGREED
from models.messages import N_
from screens.coordinations.known_request import read_known, tick_off
from screens.coordinations.meant import MeantRequest
from screens.coordinations.words import stands, who_decides
from screens.house.dialogs import AskLine
from screens.texts import _


class DecidingActs(MeantRequest):
    """Deciding on a request, and what becomes of it then."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("i", "agree", N_("agree"), id="coordination.agree", tooltip=N_("Agree to this request")),
        Binding("i", "confirm", N_("is so"), id="coordination.confirm", tooltip=N_("What was recorded is so: it stands")),
        Binding("i", "uphold", N_("let it stand"), id="coordination.uphold", tooltip=N_("Let it stand after all")),
        Binding("m", "agree_if", N_("provided that"), id="coordination.agree-if", tooltip=N_("Agree on conditions")),
        Binding("w", "decline", N_("decline"), id="coordination.decline", tooltip=N_("Say no, and why")),
        Binding("w", "contest", N_("contest"), id="coordination.contest", tooltip=N_("Say that this was not agreed, and why")),
        Binding("i,m,w", "who_decides", show=False),
        Binding("p", "place", N_("place somebody"), id="coordination.place", tooltip=N_("Place the client of this request")),
        Binding("t", "tick", N_("tick off"), id="coordination.tick", tooltip=N_("Tick off a condition")),
    ]
    """
    | keys | what they do |
    | --- | --- |
    | i | agree; of what was recorded as said: it is so; of what was contested: let it stand |
    | m | agree, provided that … |
    | w | decline, and say why; of what was recorded as said: contest it |
    | p | place the client, once it is agreed |
    | t | tick off a condition |
    """

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be done now is offered; with marks what can be done with several."""
        known = self.known
        if action in ("agree", "agree_if", "decline", "confirm", "contest", "uphold", "who_decides"):
            return action in self._decisions()
        match action:
            case "place":
                return known is not None and known.state in AGREED and known.file.row.client_id is not None
            case "tick":
                return known is not None and bool(known.open_conditions)
            case "withdraw":
                return known is not None and known.may(Act.WITHDRAW)
        return super().check_action(action, parameters)

    def _decisions(self) -> tuple[str, ...]:
        """What can be decided now: about the marked ones, or about the one that is meant."""
        known = self.known
        if self.marked():
            return ("confirm",) if self.shows_said else ("agree", "agree_if", "decline")
        if known is None:
            return ("who_decides",)
        if known.may_contest:
            return ("confirm", "contest")
        if known.may(Act.UPHOLD):
            return ("uphold", "decline")
        return ("agree", "agree_if", "decline") if known.may(Act.APPROVE) else ("who_decides",)

    # -- yes -------------------------------------------------------------------------------------------------------

    def action_agree(self) -> None:
        """Agree, with one key."""
        self._agree(self.meant(), ())

    def action_agree_if(self) -> None:
        """Agree on conditions, asked one by one."""
        if keys := self.meant():
            self._ask_condition(keys, ())

    def _ask_condition(self, keys: tuple[bytes, ...], so_far: Sequence[str]) -> None:
        listed = "\n".join(f"{at}. {text}" for at, text in enumerate(so_far, 1))
        first = _("On which condition do you agree?")
        question = _("Another condition? Leave it empty when this is all.") if so_far else first
        self.app.push_screen(
            AskLine(question, explain=listed, needed=not so_far, loses=bool(so_far)), partial(self._condition_given, keys, so_far)
        )

    def _condition_given(self, keys: tuple[bytes, ...], so_far: Sequence[str], text: str | None) -> None:
        if text:
            self._ask_condition(keys, (*so_far, text))
        elif text is not None:
            self._agree(keys, so_far)

    def _agree(self, keys: tuple[bytes, ...], conditions: Sequence[str]) -> None:
        from db.coordination_many import approve_many
        from db.coordinations import approve

        store, actor = self.desk.store, self.desk.actor
        self.write(
            keys,
            lambda key: approve(store, actor, key, conditions=conditions),
            lambda: approve_many(store, actor, keys, conditions),
        )

    def action_confirm(self) -> None:
        """What was recorded as said is so."""
        from db.conversation import confirm
        from db.coordination_many import confirm_many

        keys, store, actor = self.meant(), self.desk.store, self.desk.actor
        self.write(keys, lambda key: confirm(store, actor, key), lambda: confirm_many(store, actor, keys), said=stands)

    def action_uphold(self) -> None:
        """Let a contested consent stand after all."""
        from db.conversation import uphold

        desk = self.desk
        self.write(self.meant()[:1], lambda key: uphold(desk.store, desk.actor, key), said=stands)

    # -- no --------------------------------------------------------------------------------------------------------

    def action_decline(self) -> None:
        """Decline, say why, and where or how it could be done instead."""
        if keys := self.meant():
            question = _("Why is the answer no? It helps the consultant to look further.")
            self.app.push_screen(AskLine(question), partial(self._ask_alternative, keys))

    def _ask_alternative(self, keys: tuple[bytes, ...], reason: str | None) -> None:
        if reason is not None:
            question = _("What could be done instead? Leave it empty when there is nothing.")
            self.app.push_screen(
                AskLine(question, explain=reason, needed=False, loses=True), partial(self._decline, keys, reason)
            )

    def _decline(self, keys: tuple[bytes, ...], reason: str, alternative: str | None) -> None:
        from db.coordination_many import decline_many
        from db.coordinations import decline

        store, actor = self.desk.store, self.desk.actor
        if alternative is not None:
            self.write(
                keys,
                lambda key: decline(store, actor, key, reason, alternative=alternative),
                lambda: decline_many(store, actor, keys, reason, alternative),
            )

    def action_contest(self) -> None:
        """Say that what was recorded was not said, and why."""
        if keys := self.meant():
            question = _("What is not so? {name} and the team lead read it at once.", name=self._recorder())
            self.app.push_screen(AskLine(question), partial(self._contest, keys[:1]))

    def _recorder(self) -> str:
        return (self.known and self.known.file.recorded_by) or _("the consultant")

    def _contest(self, keys: tuple[bytes, ...], reason: str | None) -> None:
        from db.conversation import contest

        desk = self.desk
        if reason is not None:
            self.write(keys, lambda key: contest(desk.store, desk.actor, key, reason))

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
            self.write((key,), lambda key: withdraw(desk.store, desk.actor, key, reason or None))
