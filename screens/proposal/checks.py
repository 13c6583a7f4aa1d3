"""The live part of a proposal: after every change the store is asked again, and only the newest answer is shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, ClassVar

from textual import on
from textual.content import Content
from textual.events import DescendantBlur, DescendantFocus, ScreenResume
from textual.timer import Timer
from textual.widgets import Input, Static

from models.coordination.findings import Assessment, Finding
from models.messages import Message
from models.placement import PlacementInput
from models.placement_change import OF_A_MOVE
from screens.house.fields import FieldRow, Picked
from screens.house.form_screen import FormScreen
from screens.house.stale import Value
from screens.proposal.finding_content import counts_line
from screens.proposal.findings import FindingsList
from screens.proposal.look import Look, Proposed, look
from screens.proposal.start import Start
from screens.texts import _, amount, bare_money, long_date, visible

REST = 0.15
"""How long, in seconds, the typing rests before the rules are asked."""
FILLED = ("hours", "until", "rate", "fallback_id")
"""Fields that fill themselves in as long as nobody types in them."""
WATCH = 1.0
"""How often, in seconds, it is looked whether somebody else has written: an account holder who agrees, for one."""


class CheckedForm(FormScreen):
    """A form of a placement with the rules' findings below it."""

    runs: ClassVar[bool] = False
    """Whether the placement runs already, so that what changes is judged."""

    def __init__(self) -> None:
        super().__init__()
        self.seen = Look()
        self.looking = True
        """Whether the store has still to say something of what stands in the form."""
        self.assessment: Assessment | None = None
        self._given: dict[str, tuple[Message, str]] = {}
        self._first_given: dict[str, tuple[Message, str]] = {}
        self._filled: dict[str, Any] = {}
        self._own: set[str] = set()
        self._turn = 0
        self._seen_changes = 0
        self._looked_at: dict[str, Any] = {}
        self._rest: Timer | None = None
        self._afterwards: Callable[[], None] | None = None
        self._move: dict[str, str] = {}
        self._first_move: dict[str, str] = {}

    def begin(self, start: Start) -> None:
        """Take over what the form begins with."""
        self._given = dict(start.reasons or {})
        self._first_given = dict(self._given)
        self._own = {name for name in FILLED if start.values.get(name) or start.placement}
        if not self.runs:  # a change that moves somebody again is told anew
            self._move = {name: text for name in OF_A_MOVE if (text := start.values.get(name))}
        self._first_move = dict(self._move)

    @property
    def kept_key(self) -> bytes | None:
        """The key of the proposal that is resumed."""
        return None

    @property
    def ready(self) -> bool:
        """Whether the form, as last looked at, could be placed."""
        return self.assessment is not None and not self.assessment.blocked

    @property
    def changed(self) -> bool:
        """Whether something is not saved; the reasons count too, and what is written down about a move."""
        return super().changed or self._given != self._first_given or self._move != self._first_move

    def fixed_values(self) -> Mapping[str, Any]:
        """See :class:`FormScreen`: what is written down about a move has no field, but a finding that asks for it."""
        return self._move

    # -- looking ---------------------------------------------------------------------------------------------------

    @on(Input.Changed)
    @on(Picked.Changed)
    def _typed(self, event: Input.Changed | Picked.Changed) -> None:
        row = next((n for n in event.control.ancestors if isinstance(n, FieldRow)), None)
        if row is not None and row.spec.name in FILLED and (row.value or "") != self._filled.get(row.spec.name, ""):
            self._own.add(row.spec.name)
        if self.values() == self._looked_at:
            return  # a field that comes on the screen says that it changed
        self.looking = True
        self._turn += 1
        if self._rest is not None:
            self._rest.stop()
        self._rest = self.set_timer(REST, self.look_now)

    def on_mount(self) -> None:
        """Look at once, and keep looking."""
        self._seen_changes = self.desk.store.changes()
        self.set_interval(WATCH, self._watch)
        self.look_now()
        if not self.runs and self.check()[0] is not None:
            self.when_looked(self._to_what_blocks)

    def _to_what_blocks(self) -> None:
        """A form that begins complete begins where something is to be done: at what stands in the way."""
        if self.assessment is not None and self.assessment.blocked and not self.changed:
            self.query_one(FindingsList).focus()

    def on_resize(self) -> None:
        """The line of counts is as wide as the screen."""
        if self.assessment is not None:
            self._show_verdict()

    @on(DescendantFocus)
    @on(DescendantBlur)
    def _show_way(self) -> None:
        """The key to the findings stands above them while one is elsewhere."""
        if self.assessment is not None:
            self.call_after_refresh(self._show_verdict)

    def _watch(self) -> None:
        if self.is_current and self._seen_changes != self.desk.store.changes():
            self.look_now()

    @on(ScreenResume)
    def _back(self) -> None:
        """What was done on another screen counts at once."""
        if self.first:
            self.look_now()

    def look_now(self) -> None:
        """Ask the store about the form as it stands."""
        model, wrong = self.check()
        self._complain(wrong, self._touched - self._typing_in())
        self.looking = True
        self._turn += 1
        self._seen_changes = self.desk.store.changes()
        data = model if isinstance(model, PlacementInput) else None
        self._looked_at = self.values()
        proposed = Proposed(self._looked_at, data, self.reasons(), self.kept_key, self.runs)
        self.ask(partial(look, self.desk, proposed), partial(self._looked, self._turn), group="look", failed=self._look_failed)

    def _typing_in(self) -> set[str]:
        """The field that is being typed in: what is wrong with half a date is said when it is left."""
        ancestors = self.focused.ancestors if self.focused else []
        return {n.spec.name for n in ancestors if isinstance(n, FieldRow)}

    def _looked(self, turn: int, seen: Look) -> None:
        if turn != self._turn:
            return
        self.seen = seen
        self._edited()
        if self._fill(seen):
            return
        self.looking = False
        self.show_findings(seen.assessment)
        if self._drop_old_reasons():
            self.look_now()
        elif self._afterwards is not None:
            then, self._afterwards = self._afterwards, None
            then()

    def _look_failed(self, error: Exception) -> None:
        self.looking = False
        self._afterwards = None
        self.show_findings(None)
        self.say_error(error)

    def when_looked(self, then: Callable[[], None]) -> None:
        """Do this as soon as the store has answered."""
        self._afterwards = then

    # -- filling in ------------------------------------------------------------------------------------------------

    def _fill(self, seen: Look) -> bool:
        """Fill in hours, end, rate and fallback place as long as nobody did; says whether that changed the form."""
        wanted = {
            "hours": amount(seen.free) if seen.free else "",
            "until": long_date(seen.longest),
            "rate": bare_money(seen.rate),
        }
        changed = self._fill_fallback(seen)
        for name, text in wanted.items():
            if name in self._own or self.row(name).value == text:
                continue
            self._filled[name] = text
            self.first[name] = Value(text, text)
            self.row(name).set_value(text)
            changed = True
            if name == "until" and text:
                self.say(_("The end is filled in: it is the longest that this form may last."))
            elif name == "rate" and text:
                self.say(_("The rate is filled in: it follows from the wage value."))
        return changed

    def _fill_fallback(self, seen: Look) -> bool:
        """Fill in where the client could go back to; says whether that changed the form."""
        place = seen.fallback
        key = place.id if place else None
        if "fallback_id" in self._own or (self.row("fallback_id").value or None) == key:
            return False
        shown = f"{place.name} ({place.number})" if place else ""
        self._filled["fallback_id"] = key or ""
        self.first["fallback_id"] = Value(key or "", shown)
        self.row("fallback_id").set_value(key, shown)
        return True

    def use_derived_rate(self) -> None:
        """Have the rate that follows from the wage value, and let it follow from now on."""
        self._own.discard("rate")
        self._filled["rate"] = bare_money(self.seen.rate)
        self.row("rate").set_value(self._filled["rate"])
        self.look_now()

    # -- reasons ---------------------------------------------------------------------------------------------------

    def reasons(self) -> Mapping[str, str]:
        """The reasons given for warnings, by rule."""
        return {rule: text for rule, (_sentence, text) in self._given.items()}

    def give_reason(self, finding: Finding, text: str) -> None:
        """Go on in spite of this warning."""
        if text:
            self._given[finding.rule] = (finding.sentence, text)
        else:
            self._given.pop(finding.rule, None)
        self.look_now()

    def move_told(self, reason: str, view: str) -> None:
        """Why the client leaves a workplace, and what they say of it themselves (rule C8)."""
        self._move = {"move_reason": reason, "client_view": view}
        self.look_now()

    def _drop_old_reasons(self) -> bool:
        """A reason answers one sentence: when the warning says something else, it is asked again."""
        warnings = self.assessment.warnings if self.assessment else ()
        old = [f.rule for f in warnings if f.rule in self._given and self._given[f.rule][0] != f.sentence]
        for rule in old:
            del self._given[rule]
        return bool(old)

    # -- showing ---------------------------------------------------------------------------------------------------

    def show_findings(self, assessment: Assessment | None) -> None:
        """Show what the rules say; None while something is missing in the form."""
        self.assessment = assessment
        self.query_one(FindingsList).show(assessment, self.reasons(), self.seen.barred)
        self._show_verdict()
        self.refresh_bindings()

    def _complain(self, wrong: Mapping[str, str], about: set[str]) -> None:
        """What is wrong with a field is said on the line below the form; what is empty is asked for there."""
        typed = {name: text for name, text in wrong.items() if name in self.values() and self.row(name).value}
        super()._complain(typed, about)
        self._show_verdict(next(((n, t) for n, t in typed.items() if n in about), None))

    def _show_verdict(self, wrong: tuple[str, str] | None = None) -> None:
        target = self.query_one("#verdict", Static)
        if wrong is not None:
            label = self.row(wrong[0]).spec.label
            target.update(Content.styled(f"✖ {visible(label)}: {visible(wrong[1])}", "$text-error"))
        elif missing := self._missing(self.values()):
            text = _("Still to choose: {fields}. Then the rules look along.", fields=missing)
            target.update(Content.styled(text, "$text-muted"))
        elif self.assessment is not None:
            away = not self.query_one(FindingsList).has_focus
            target.update(counts_line(self.assessment, self.size.width - 2, way_in=away))
        elif self.looking:
            target.update(Content.styled(_("The rules are looking …"), "$text-muted"))
        else:
            target.update(Content.styled(self.unjudged(), "$text-muted"))

    def unjudged(self) -> str:
        """What to say when there is nothing that the rules look at."""
        return ""

    def _missing(self, values: Mapping[str, Any]) -> list[str]:
        """What is needed before the rules can say anything."""
        needed = {
            _("client"): values["client_id"],
            _("employer or location"): values["employer_id"] or values["location_id"],
            _("form"): values["form"],
            _("from"): values["start"],
        }
        return [name for name, value in needed.items() if not value]
