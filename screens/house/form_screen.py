"""The screen around every form: fields that are checked as they are left, one key to save, nothing lost on the way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, ClassVar, get_args

from pydantic import BaseModel, ValidationError
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from models.errors import Conflict, InvalidInput
from models.fields import problems
from models.messages import N_
from screens.house.dialogs import Confirm
from screens.house.fields import FieldRow, FieldSpec, Picked
from screens.house.frame import Below, TopBar
from screens.house.settling import Settling
from screens.house.sheet import Line, line_content
from screens.house.short_days import whole_day
from screens.texts import _, plural, render, visible


class Fields(VerticalScroll, inherit_bindings=False):
    """The fields below each other. It follows the focus; the arrows go from field to field and don't scroll."""


class FormScreen(Settling):
    """A form over one input model. Closes with the key of what it saved, or None when it was left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f9,ctrl+s", "save", N_("save"), id="form.save", tooltip=N_("Save this form"), priority=True),
        Binding("escape", "leave", N_("back"), id="form.back", tooltip=N_("Back; asks when something is not saved")),
        Binding("down,tab", "app.focus_next", N_("next"), show=False, id="form.next", tooltip=N_("Next field")),
        Binding(
            "up,shift+tab", "app.focus_previous", N_("previous"), show=False, id="form.previous", tooltip=N_("Previous field")
        ),
    ]
    """
    | keys | what they do |
    | --- | --- |
    | F9, ctrl+s | save |
    | esc | back; asks when something is not saved |
    | tab, ↓, enter | next field |
    """

    subject: ClassVar[str]
    input_model: ClassVar[type[BaseModel]]

    def __init__(self) -> None:
        super().__init__()
        self._touched: set[str] = set()
        self._saving = False
        self._told_wrong = False
        self._refused: dict[str, tuple[Any, str]] = {}

    # -- what a subject gives --------------------------------------------------------------------------------------

    def heading(self) -> str:
        """What is filled in here, in one line."""
        raise NotImplementedError

    def specs(self) -> Sequence[FieldSpec]:
        """The fields, in order."""
        raise NotImplementedError

    def fixed_values(self) -> Mapping[str, Any]:
        """Values of the input model that have no field here."""
        return {}

    def notice(self) -> Sequence[Line]:
        """What must be known before anything is typed here: it stands over the fields."""
        return ()

    def begin_at(self) -> str:
        """Name of the field where typing begins: the first."""
        return self.query(FieldRow).first().spec.name

    def save(self, data: Any) -> Any:
        """Write ``data``, a checked input model, to the store; returns the key. Runs beside the painting."""
        raise NotImplementedError

    def done(self, saved: Any) -> None:
        """What to do with what :meth:`save` gave back: close with it."""
        self.close(saved)

    # -- layout ----------------------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """Title, fields, keys."""
        specs = self.specs()  # first: a form reads its record there
        values, texts = self.start_values(), self.start_texts()
        yield TopBar(self.subject)
        yield Static(Content.styled(visible(self.heading()), "bold"), id="form-title", markup=False)
        if told := self.notice():
            yield Static(Content("\n").join(line_content(line) for line in told), id="form-notice", markup=False)
        with Fields(id="form", can_focus=False):
            for spec in specs:
                yield FieldRow(spec, values.get(spec.name), texts.get(spec.name, ""))
        yield Below()

    def on_mount(self) -> None:
        """Begin typing."""
        self.remember()
        self.row(self.begin_at()).focus_field()

    # -- values ----------------------------------------------------------------------------------------------------

    def values(self) -> dict[str, Any]:
        """What the fields hold now."""
        return {row.spec.name: row.value for row in self.query(FieldRow)}

    def row(self, name: str) -> FieldRow:
        """The row of a field."""
        return self.query_one(f"#row-{name}", FieldRow)

    @property
    def changed(self) -> bool:
        """Whether something is not saved."""
        return any((value or "") != self.first[name].key for name, value in self.values().items() if name in self.first)

    def check(self) -> tuple[BaseModel | None, dict[str, str]]:
        """The checked model, or what is wrong with which field."""
        given = {}
        for row in self.query(FieldRow):
            if row.value not in (None, ""):
                given[row.spec.name] = bytes.fromhex(row.value) if row.spec.keys else row.value
        try:
            return self.input_model.model_validate({**given, **self.fixed_values()}), {}
        except ValidationError as error:
            wrong: dict[str, str] = {}
            for name, message in problems(error):
                wrong.setdefault(name, render(message))
            return None, wrong

    def _write_days_out(self, rows: Iterable[FieldRow]) -> None:
        """A day that was written short stands there in full, so that people see which day was understood."""
        today = self.desk.store.today()
        for row in rows:
            if row.spec.name in self._day_fields() and (day := whole_day(row.value or "", today)):
                row.set_value(f"{day.day:02}-{day.month:02}-{day.year:04}")

    def _day_fields(self) -> set[str]:
        """The fields that hold a whole day, by the model that checks them."""
        return {
            name
            for name, known in self.input_model.model_fields.items()
            if date in (known.annotation, *get_args(known.annotation))
        }

    @on(events.DescendantBlur)
    def _left(self, event: events.DescendantBlur) -> None:
        """A field was left: check it, and say so below it."""
        row = next((n for n in event.widget.ancestors if isinstance(n, FieldRow)), None)
        if row is not None:
            self._write_days_out([row])
            self._touched.add(row.spec.name)
            self._complain(self.check()[1], self._touched)

    @on(Input.Changed)
    @on(Picked.Changed)
    def _edited(self) -> None:
        if complaining := {row.spec.name for row in self.query(FieldRow) if row.has_class("-wrong")}:
            wrong = self.check()[1]
            self._complain(wrong, complaining)
            if not wrong and self._told_wrong:
                self._told_wrong = False
                self.say("")
        mark = "• " if self.changed else ""
        self.query_one("#form-title", Static).update(Content.styled(f"{mark}{visible(self.heading())}", "bold"))

    def _complain(self, wrong: Mapping[str, str], about: set[str]) -> None:
        for row in self.query(FieldRow):
            name = row.spec.name
            row.complain((wrong.get(name, "") if name in about else "") or self._refusal(row))

    def _refusal(self, row: FieldRow) -> str:
        """What the store said of this value; another value has not been refused yet."""
        value, sentence = self._refused.get(row.spec.name, (None, ""))
        return sentence if row.value == value else ""

    # -- keys ------------------------------------------------------------------------------------------------------

    def action_save(self) -> None:
        """Check everything and save; the first wrong field gets the cursor."""
        if self._saving or (model := self.complete()) is None or self.is_unsettled():
            return
        self._saving = True
        self.ask(lambda: self.save(model), self.done, group="save", failed=self._not_saved)

    def complete(self) -> Any:
        """The checked model of the whole form; None when something is wrong, and then it is said where."""
        self._write_days_out(self.query(FieldRow))
        model, wrong = self.check()
        if model is not None:
            return model
        names = [row.spec.name for row in self.query(FieldRow)]
        self._touched |= set(names)
        self._complain(wrong, set(names))
        if first := next((n for n in names if n in wrong), None):
            self.row(first).focus_field()
            self._say_wrong(len(wrong))
        else:
            self.say(next(iter(wrong.values())), "bad")
        return None

    def _say_wrong(self, n: int) -> None:
        self._told_wrong = True
        self.say(plural("Not saved yet: one thing is wrong.", "Not saved yet: {n} things are wrong.", n), "bad")

    def save_again(self) -> None:
        """See :class:`Settling`."""
        self.action_save()

    def _not_saved(self, error: Exception) -> None:
        self._saving = False
        if isinstance(error, Conflict):
            self.ask_theirs(error)
            return
        wrong = {name: render(sentence) for name, sentence in error.problems} if isinstance(error, InvalidInput) else {}
        rows = [row for row in self.query(FieldRow) if row.spec.name in wrong]
        self._refused = {row.spec.name: (row.value, wrong[row.spec.name]) for row in rows}
        self._complain({}, set())
        if rows:
            rows[0].focus_field()
            self._say_wrong(len(rows))
        else:
            self.say_error(error)

    def action_leave(self) -> None:
        """Back; asks when something is not saved."""

        def answered(yes: bool | None) -> None:
            if yes:
                self.close()

        if not self.changed:
            self.close()
            return
        question = _("Leave without saving what you typed?")
        self.app.push_screen(Confirm(question, yes=_("leave without saving"), no=_("go on typing"), loses=True), answered)
