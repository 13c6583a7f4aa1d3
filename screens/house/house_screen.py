"""What every screen of the house can do: say something, show its keys, and never fall over a failed worker."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, TypeVar

from rich.cells import cell_len, set_cell_size
from textual import on, work
from textual.binding import Binding, BindingType
from textual.events import ScreenResume
from textual.message import Message as TextualMessage
from textual.worker import get_current_worker

from models.errors import Conflict, NuoError
from models.messages import N_
from screens.house.desk import Desk, app_of, desk_of
from screens.house.frame import SayBar, TopBar
from screens.house.leaving import LeftOnce
from screens.texts import _, render, visible

T = TypeVar("T")


class HouseScreen(LeftOnce[Any]):
    """The base of all screens but the small dialogs."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark,f1", "help", N_("keys"), id="help", tooltip=N_("All keys of this screen")),
    ]
    """
    | keys | what they do |
    | --- | --- |
    | ?, F1 | all keys of this screen |
    """

    class Answered(TextualMessage):
        """What was asked of the store beside the painting has come."""

        def __init__(self, then: Callable[[Any], object], value: Any) -> None:
            super().__init__()
            self.then = then
            self.value = value

    class Failed(TextualMessage):
        """What was asked of the store went wrong."""

        def __init__(self, error: Exception, then: Callable[[Exception], object] | None) -> None:
            super().__init__()
            self.error = error
            self.then = then

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._turns: dict[str, int] = {}

    @property
    def desk(self) -> Desk:
        """The store and who acts."""
        return desk_of(self)

    # -- saying ----------------------------------------------------------------------------------------------------

    def say(self, text: str, tone: str = "") -> None:
        """Put ``text`` on the line above the keys; tone is ``good``, ``bad`` or nothing.

        What is longer than the line gets room of its own: its end is often what to do. That all went well may be cut.
        """
        if tone != "good" and self.is_current and cell_len(visible(text)) + 4 > self.size.width > 0:
            from screens.house.dialogs import Tell

            self.app.push_screen(Tell(text))
            text = ""
        for bar in self.query(SayBar):
            bar.say(text, tone)

    def say_saved(self, done: str = "") -> None:
        """Say that what was done is on disk; ``done`` says in a few words what that was."""
        self.count_waiting()
        saved = _("saved {time}", time=f"{self.desk.store.clock().astimezone():%H:%M}")
        self.say(f"{done} · {saved}" if done else saved, "good")

    def say_error(self, error: Exception) -> None:
        """Say in a sentence what went wrong and what to do."""
        self.say(error_text(error), "bad")

    @on(ScreenResume)
    def count_waiting(self) -> None:
        """Say above how many requests wait for who acts; after the painting."""

        def question() -> int:
            from db.coordinations import waiting_for

            with self.desk.store.read() as reader:
                return waiting_for(reader, self.desk.actor.id, self.desk.store.today())

        def told(waiting: int) -> None:
            for bar in self.query(TopBar):
                bar.waiting = waiting

        self.call_after_refresh(lambda: self.ask(question, told, group="waiting"))

    # -- asking the store ------------------------------------------------------------------------------------------

    def ask(
        self,
        question: Callable[[], T],
        then: Callable[[T], object],
        *,
        group: str = "ask",
        failed: Callable[[Exception], object] | None = None,
    ) -> None:
        """Put ``question`` to the store beside the painting; ``then`` gets the answer on the screen's own thread.

        A newer question of the same group makes an older one's answer void.
        """
        turn = self._turns[group] = self._turns.get(group, 0) + 1
        self._run(question, then, failed, group, turn)

    @work(thread=True, exclusive=False, exit_on_error=False)
    def _run(
        self,
        question: Callable[[], T],
        then: Callable[[T], object],
        failed: Callable[[Exception], object] | None,
        group: str,
        turn: int,
    ) -> None:
        worker = get_current_worker()
        try:
            answer = question()
        except Exception as error:  # noqa: BLE001 - shown on the screen, whatever it is
            if not worker.is_cancelled and self._turns[group] == turn:
                self.post_message(self.Failed(error, failed))
            return
        if not worker.is_cancelled and self._turns[group] == turn:
            self.post_message(self.Answered(then, answer))

    def on_house_screen_answered(self, event: Answered) -> None:
        """Go on with the answer."""
        event.stop()
        event.then(event.value)

    def on_house_screen_failed(self, event: Failed) -> None:
        """Say what went wrong, or let the asker say it."""
        event.stop()
        if event.then is not None:
            event.then(event.error)
        else:
            self.say_error(event.error)

    # -- keys ------------------------------------------------------------------------------------------------------

    def action_help(self) -> None:
        """Show all keys of this screen."""
        from screens.house.key_help import KeyHelp

        self.app.push_screen(KeyHelp.of(self))

    def close(self, result: Any = None) -> None:
        """Leave this screen, and what was opened above it meanwhile; ``result`` goes to who opened it."""

        async def leave() -> None:
            while self.app.screen is not self and self in self.app.screen_stack:
                await self.app.pop_screen()
            self.dismiss(result)

        if self.app.screen is self:
            self.dismiss(result)
        else:
            self.app.call_later(leave)

    def open_record(self, subject: str, key: bytes, *, done: str = "") -> None:
        """Open the file of a record; ``done`` is what was just done with it."""
        app_of(self).open_record(subject, key, done=done)


class RecordScreen(HouseScreen):
    """A screen on which one record is meant: the one under the cursor of a list, or the one whose file it is.

    What can be done with a record of a subject is a class of acts between this one and the subject's list and file.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "copy", N_("copy"), show=False, id="list.copy", tooltip=N_("Copy this row or file as text")),
        Binding("u", "undo_last", N_("undo"), show=False, id="undo.last", tooltip=N_("Undo your last change")),
        Binding("U", "own_acts", N_("my acts"), show=False, id="undo.acts", tooltip=N_("Your last acts: undo, redo")),
        Binding("H", "history", N_("history"), show=False, id="record.history", tooltip=N_("The whole history of this")),
    ]
    """
    | keys | what they do |
    | --- | --- |
    | y | copy the row, or the whole file, as text; never a BSN |
    | u | undo my last change, after a question that says what that is |
    | U | my last acts: undo any of them, do it again |
    | H | the whole history of the record and what belongs to it |
    """

    subject: ClassVar[str] = ""
    """Name of the subject of the record that is meant, as in the journal; '' when there is none."""

    def current(self) -> bytes | None:
        """The key of the record that is meant."""
        raise NotImplementedError

    def called(self) -> str:
        """What the record that is meant is called; nothing when there is none."""
        raise NotImplementedError

    def marked(self) -> tuple[bytes, ...]:
        """The keys of the records that are marked, for acts on many at once; none where nothing can be marked."""
        return ()

    def after_many(self, number: int | None) -> None:
        """A form about the marked records has closed, with how many records it added; None when it was left."""

    def copied(self) -> str:
        """What goes on the clipboard."""
        return self.called()

    def action_copy(self) -> None:
        """Put the row or the file on the clipboard as text, as far as the terminal passes it on (OSC 52)."""
        if text := self.copied():
            self.app.copy_to_clipboard(text)
            said = _("copied: {text}", text=text.partition("\n")[0])
            self.say(set_cell_size(said, self.size.width - 5).rstrip() + "…" if cell_len(said) > self.size.width - 4 else said)

    def action_undo_last(self) -> None:
        """Undo the last change of who acts."""
        from screens.undoing.asking import undo_last

        undo_last(self)

    def action_own_acts(self) -> None:
        """The last acts of who acts."""
        from screens.undoing.screens import OwnActsScreen

        self.app.push_screen(OwnActsScreen())

    def action_history(self) -> None:
        """The history of the record that is meant."""
        from screens.house.history import HistoryScreen

        if self.subject and (key := self.current()) is not None:
            self.app.push_screen(HistoryScreen(self.subject, key, self.called()))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A record has a history; a list of something else has none."""
        if action == "history":
            return bool(self.subject) and self.is_mounted and self.current() is not None
        return super().check_action(action, parameters)

    def saved(self, key: bytes | None = None) -> None:
        """A form or an act has saved: say so, and read again."""
        raise NotImplementedError

    def then_saved(self) -> Callable[[bytes | None], None]:
        """For ``push_screen``: what a form gives back when it closes, None when it was left."""
        return lambda key: None if key is None else self.saved(key)


def error_text(error: Exception) -> str:
    """An error as people read it; one of our own says what to do, another says that nothing was lost."""
    if isinstance(error, Conflict):
        return " ".join(
            [render(error.message), *(render(change) for change in error.changes), *([render(error.hint)] if error.hint else [])]
        )
    if isinstance(error, NuoError):
        return " ".join([render(error.message), *([render(error.hint)] if error.hint else [])])
    return _("Something went wrong in the program ({kind}). What was saved is safe.", kind=type(error).__name__)
