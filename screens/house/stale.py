"""Somebody else saved the same record meanwhile: both values of every field side by side, and which of them stays.

What only one of the two changed is taken over by itself; where both did, people choose. Nothing typed is lost: leaving
the question goes back to the form, with everything that was typed still in it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from models.messages import N_
from screens.house.leaving import Dialog
from screens.texts import _, plural, visible

MINE, THEIRS = "mine", "theirs"
EMPTY = "–"
TOLD = 3
"""Changes of others that are told; the history has all of them."""


@dataclass(frozen=True, slots=True)
class Value:
    """What a field holds, and how people read it."""

    value: Any
    text: str

    @property
    def key(self) -> Any:
        """What is compared: an empty field is empty however it is written."""
        return self.value or ""


@dataclass(frozen=True, slots=True)
class Difference:
    """A field of which what was read, what was typed and what is in the store now are not all the same."""

    name: str
    label: str
    was: Value
    mine: Value
    theirs: Value
    chosen: str = ""
    """:data:`MINE`, :data:`THEIRS`, or nothing as long as people have to choose."""

    @property
    def conflicts(self) -> bool:
        """Whether both changed it, each to something else."""
        return bool(self.was.key != self.mine.key and self.was.key != self.theirs.key)

    def turned(self) -> Difference:
        """The other value chosen; mine when none was."""
        return replace(self, chosen=THEIRS if self.chosen == MINE else MINE)


Values = Mapping[str, Value]


def differences(labels: Mapping[str, str], was: Values, mine: Values, theirs: Values) -> list[Difference]:
    """The fields that differ, in the order of the form; what only one of the two changed is chosen already."""
    found = []
    for name, label in labels.items():
        one = Difference(name, label, was[name], mine[name], theirs[name])
        if one.mine.key == one.theirs.key:
            continue
        if not one.conflicts:
            one = replace(one, chosen=THEIRS if one.was.key == one.mine.key else MINE)
        found.append(one)
    return found


class Merge(Dialog[dict[str, str] | None]):
    """Asks which value of each field stays; closes with :data:`MINE` or :data:`THEIRS` by field, None when it is left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f9,ctrl+s", "save", N_("save"), id="merge.save", tooltip=N_("Save with these values"), priority=True),
        Binding("space,enter", "turn", N_("mine or theirs"), id="merge.turn", tooltip=N_("The other value"), priority=True),
        Binding("m", "choose('mine')", N_("mine"), id="merge.mine", tooltip=N_("What you typed stays")),
        Binding("t", "choose('theirs')", N_("theirs"), id="merge.theirs", tooltip=N_("What the other one saved stays")),
        Binding("escape", "leave", N_("back"), id="merge.leave", tooltip=N_("Back to the form; nothing is saved or lost")),
        Binding("down,j", "move(1)", show=False),
        Binding("up,k", "move(-1)", show=False),
    ]

    def __init__(self, told: Sequence[str], found: Sequence[Difference]) -> None:
        """``told``: who changed what, when; ``found``: the fields that differ."""
        super().__init__()
        self._told = told
        self._found = list(found)

    def compose(self) -> ComposeResult:
        """Who changed what, the fields, the keys."""
        with Vertical(classes="dialog dialog-wide"):
            yield Static(Content(self._heading()), markup=False, classes="dialog--text")
            yield OptionList(markup=False)
            yield Static("", markup=False, classes="dialog--wrong")
            yield Static(
                Content.from_markup(
                    "[bold]$space[/] $turn    [bold]F9[/] $save    [bold]esc[/] $back",
                    space=_("space"),
                    turn=_("mine or theirs"),
                    save=_("save"),
                    back=_("back to the form"),
                ),
                classes="dialog--keys",
            )

    def _heading(self) -> str:
        lines = [_("This was changed by somebody else while you were typing."), *self._told[:TOLD]]
        if (more := len(self._told) - TOLD) > 0:
            lines.append(plural("… and {n} more", "… and {n} more", more))
        if not self._found:
            lines.append(_("Nothing in this form differs. Press F9 to save after all."))
        elif n := sum(one.conflicts for one in self._found):
            lines.append(plural("Both of you changed {n} field: choose.", "Both of you changed {n} fields: choose.", n))
        else:
            lines.append(_("You did not change the same fields: both are kept."))
        return "\n".join(visible(line) for line in lines)

    def on_mount(self) -> None:
        """Stand at the first field that has to be chosen."""
        self._show()
        options = self.query_one(OptionList)
        options.display = bool(self._found)
        options.highlighted = self._first_open() if self._found else None
        options.focus()

    def _first_open(self) -> int:
        return next((at for at, one in enumerate(self._found) if not one.chosen), 0)

    def _show(self) -> None:
        options = self.query_one(OptionList)
        at = options.highlighted
        options.set_options([Option(_lines(one)) for one in self._found])
        options.highlighted = at

    def action_turn(self) -> None:
        """The other value of the field under the cursor."""
        at = self.query_one(OptionList).highlighted
        if at is not None:
            self._set(at, self._found[at].turned())

    def action_choose(self, which: str) -> None:
        """This value of the field under the cursor."""
        at = self.query_one(OptionList).highlighted
        if at is not None:
            self._set(at, replace(self._found[at], chosen=which))

    def _set(self, at: int, one: Difference) -> None:
        self._found[at] = one
        self._show()
        self.query_one(".dialog--wrong", Static).update("")

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._set(event.option_index, self._found[event.option_index].turned())

    def action_move(self, rows: int) -> None:
        """A field down or up."""
        options = self.query_one(OptionList)
        (options.action_cursor_down if rows > 0 else options.action_cursor_up)()

    def action_save(self) -> None:
        """Close with the choices; a field that has to be chosen first gets the cursor."""
        open_ones = [one.label for one in self._found if not one.chosen]
        if open_ones:
            self.query_one(OptionList).highlighted = self._first_open()
            say = _("First choose for {fields}: space.", fields=open_ones)
            self.query_one(".dialog--wrong", Static).update(Content(visible(say)))
            return
        self.dismiss({one.name: one.chosen for one in self._found})

    def action_leave(self) -> None:
        """Back to the form."""
        self.dismiss(None)


def _lines(one: Difference) -> Content:
    """A field on three lines: its name with what it was, mine, theirs; what stays has a mark."""
    open_mark = "" if one.chosen else "? "
    was = _("was: {value}", value=one.was.text or EMPTY)
    lines = [Content.styled(f"{open_mark}{visible(one.label)}", "bold") + Content.styled(f"  {visible(was)}", "$text-muted")]
    for which, name, value in ((MINE, _("yours"), one.mine), (THEIRS, _("theirs"), one.theirs)):
        mark = "●" if one.chosen == which else "○"
        lines.append(Content(f"  {mark} {name:<10} {visible(value.text or EMPTY)}"))
    return Content("\n").join(lines)
