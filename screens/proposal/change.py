"""A placement that runs, changed: the same form with the same rules below it, and what was beside what is to be."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from db.placements import ChangedPlacement, change_placement
from models.coordination.findings import Assessment
from models.messages import N_
from models.placement_change import FieldChange
from screens.placements.changes import field_name, shown
from screens.proposal.look import day_or_none
from screens.proposal.screen import ProposalScreen
from screens.texts import _, long_date, visible


class ChangeScreen(ProposalScreen):
    """Extends a placement, or changes its hours, form, place or rate; closes with its key.

    Client and first day stay. What the rules don't look at (who guides, the fallback place, remarks) is changed here too.
    """

    runs = True

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f9,ctrl+s", "change", N_("change"), id="form.save", tooltip=N_("Change this placement"), priority=True),
        Binding(
            "f9,ctrl+s", "not_changed", N_("change (not yet)"), id="form.save", tooltip=N_("Change this placement"), priority=True
        ),
    ]
    """
    | keys | what they do |
    | --- | --- |
    | F9, ctrl+s | change the placement, when nothing blocks |
    """

    def __init__(self, placement: bytes) -> None:
        super().__init__(placement=placement)

    def heading(self) -> str:
        """See :class:`FormScreen`."""
        return _("Change · {client}", client=self.seen.client or self._start.texts.get("client_id", ""))

    def begin_at(self) -> str:
        """See :class:`FormScreen`: most often it is extended."""
        return "until"

    def below_form(self) -> ComposeResult:
        """See :class:`ProposalScreen`: what was beside what is to be."""
        yield Static("", id="changes", markup=False)

    def on_mount(self) -> None:
        """The first day stays what it was; so does the client."""
        self.row("start").disabled = True

    # -- looking ---------------------------------------------------------------------------------------------------

    @property
    def ready(self) -> bool:
        """See :class:`CheckedForm`: something changes, and no rule blocks it."""
        return bool(self.seen.changed) and (self.assessment is None or not self.assessment.blocked)

    def show_findings(self, assessment: Assessment | None) -> None:
        """See :class:`CheckedForm`; above the findings stands what changes."""
        self.query_one("#changes", Static).update(changes_content(self.seen.changed))
        super().show_findings(assessment)

    def unjudged(self) -> str:
        """See :class:`CheckedForm`."""
        if self.seen.changed:
            return _("The rules need not look at this.")
        return _("Nothing changes yet. End, hours, form, place or rate: the rules look along.")

    def _request_values(self) -> dict[str, Any]:
        """See :class:`ProposalRemedies`: what is asked for begins today, however long it runs already."""
        values, today = super()._request_values(), self.desk.store.today()
        begun = day_or_none(values["start"])
        return values | {"start": long_date(max(begun, today) if begun else today)}

    # -- changing --------------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What runs is not placed or kept as a proposal."""
        if action in ("place", "not_yet", "keep"):
            return False
        if action in ("change", "not_changed"):
            return self.ready == (action == "change")
        return super().check_action(action, parameters)

    def action_change(self) -> None:
        """Change the placement, when nothing blocks; else say what does, and go there."""
        if self._saving:
            return
        if self.looking:
            self.when_looked(self.action_change)
        elif (model := self.complete()) is not None and self.kept is not None:
            if self.values() != self._looked_at:  # a day that was written short was written out just now
                self.when_looked(self.action_change)
                self.look_now()
            elif not self.seen.changed:
                self.say(self.unjudged(), "bad")
            elif not self.ready:
                self._say_what_blocks()
            elif not self.is_unsettled():
                key, version = self.kept
                write = partial(change_placement, self.desk.store, self.desk.actor, key, version, model, reasons=self.reasons())
                self._saving = True
                self.say(_("saving …"))
                self.ask(write, self._was_changed, group="save", failed=self._not_saved)

    def save_again(self) -> None:
        """See :class:`FormScreen`."""
        self.action_change()

    def action_not_changed(self) -> None:
        """See :meth:`action_change`, which says why not."""
        self.action_change()

    def _was_changed(self, done: ChangedPlacement) -> None:
        if done.placed.id is None:
            self._saving = False
            self.show_findings(done.placed.assessment)
            self._say_what_blocks()
        else:
            self.close(done.placed.id)


def changes_content(changed: Sequence[FieldChange]) -> Content:
    """'hours 20 → 24 · until 31-05-27 → 30-11-27'."""
    parts = [
        Content.styled(f"{visible(field_name(change))} ", "$text-muted")
        + Content(f"{visible(shown(change.field, change.old))} → ")
        + Content.styled(visible(shown(change.field, change.new)), "bold")
        for change in changed
    ]
    return Content.styled(" · ", "$text-muted").join(parts)
