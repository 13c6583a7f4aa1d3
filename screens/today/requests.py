"""What Vandaag does with a request at once: answer what was asked back, remind who has to decide."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType

from models.messages import N_
from models.today import Remedy, TodayLine
from screens.house.dialogs import AskLine
from screens.house.house_screen import RecordScreen
from screens.texts import render


class RequestLineActs(RecordScreen):
    """A list of lines, some of which are about requests; ``r`` is bound where it also reads again."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q", "answer", N_("answer"), id="coordination.answer", tooltip=N_("Answer what was asked back")),
    ]
    """
    | keys | what they do |
    | --- | --- |
    | q | answer what was asked back about a request |
    | r | remind who has to decide on a request whose term has passed |
    """

    @property
    def line(self) -> TodayLine | None:
        """The line under the cursor."""
        raise NotImplementedError

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be done about this line is offered."""
        if action in ("answer", "remind_holder"):
            wanted = Remedy.ANSWER if action == "answer" else Remedy.REMIND
            return self.line is not None and self.line.remedy is wanted
        return super().check_action(action, parameters)

    def action_answer(self) -> None:
        """Answer, in one line."""
        if line := self.line:
            self.app.push_screen(AskLine(render(line.sentence)), partial(self._answer, line.key))

    def _answer(self, key: bytes, text: str | None) -> None:
        from db.conversation import answer
        from screens.coordinations.words import answered

        desk = self.desk
        if text is not None:
            self.ask(lambda: answered(answer(desk.store, desk.actor, key, text)), self._written, group="decide")

    def action_remind_holder(self) -> None:
        """Remind, with one key."""
        from db.conversation import remind
        from screens.coordinations.words import reminded

        desk = self.desk
        if line := self.line:
            self.ask(lambda: reminded(remind(desk.store, desk.actor, line.key)), self._written, group="decide")

    def _written(self, done: str) -> None:
        self.saved()
        self.say_saved(done)
