"""The proposal: a form of six lines, and below it what the rules say of it while it is being typed.

How it begins stands in ``start.py``, what the store is asked in ``look.py``, when it is asked and what
is filled in ``checks.py``, what solves a finding in ``remedies.py``, how it is saved in
``saving.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, ClassVar

from textual import events, on
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Grid
from textual.content import Content
from textual.widgets import Static

from db.vacancies import vacancies_of
from models.kinds import Form, PlacementState
from models.messages import N_
from models.placement import PlacementInput
from screens.house.choices import enum_choices
from screens.house.fields import FieldRow, FieldSpec, Picked, RecordField
from screens.house.frame import Below, TopBar
from screens.house.house_screen import HouseScreen
from screens.proposal.finding_content import holding_up, rule_title
from screens.proposal.findings import FindingsList
from screens.proposal.remedies import ProposalRemedies
from screens.proposal.saving import Kept, Saved, keep, place_now
from screens.proposal.start import Start, start_of, vacancy_text
from screens.texts import _, visible

COLUMNS = 2


class ProposalScreen(ProposalRemedies):
    """The placement of a client, proposed and checked live; placed or kept as a proposal.

    Closes with the key of the record that it was opened from, else with that of the placement.
    """

    subject = "placement"
    input_model = PlacementInput

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f9,ctrl+s", "place", N_("place now"), id="form.save", tooltip=N_("Place this client"), priority=True),
        Binding("f9,ctrl+s", "not_yet", N_("place (not yet)"), id="form.save", tooltip=N_("Place this client"), priority=True),
        Binding("f6", "keep", N_("keep as a proposal"), id="proposal.keep", tooltip=N_("Keep this as a proposal"), priority=True),
        Binding("f7", "findings", N_("solve"), id="proposal.findings", tooltip=N_("From the form to what is held up")),
        Binding("f7", "fields", N_("fields"), id="proposal.fields", tooltip=N_("Back from the findings to the form")),
        Binding("escape", "leave", N_("back"), id="form.back", tooltip=N_("Back; asks when something is not saved")),
        Binding("down", "line(1)", show=False, id="proposal.down", tooltip=N_("A line down; below the form are the findings")),
        Binding("up", "line(-1)", show=False, id="proposal.up", tooltip=N_("A line up")),
    ]
    """
    | keys | what they do |
    | --- | --- |
    | F9, ctrl+s | place, when nothing blocks |
    | F6 | keep as a proposal |
    | F7 | go to the findings, and back to the form |
    | ↑, ↓ | a line up or down; below the form are the findings |
    | esc | back; asks when something is not saved |
    """

    def __init__(
        self,
        client: bytes | None = None,
        employer: bytes | None = None,
        placement: bytes | None = None,
        coordination: bytes | None = None,
        vacancy: bytes | None = None,
        known: Start | None = None,
    ) -> None:
        """``placement`` is a kept proposal that is resumed, ``coordination`` a request whose client is placed, ``vacancy`` one
        for which somebody is proposed; ``known`` is what else the fields begin with."""
        super().__init__()
        self._opened_from = vacancy or coordination or client or employer
        self._asked_for = (client, employer, placement, coordination, vacancy)
        self._known = known or Start({}, {})
        self._start = Start({}, {})
        self._last_field = ""
        self._placing = False

    # -- the form --------------------------------------------------------------------------------------------------

    def heading(self) -> str:
        """See :class:`FormScreen`."""
        who = self.seen.client or self._start.texts.get("client_id", "")
        return _("Place · {client}", client=who or _("choose a client"))

    def specs(self) -> Sequence[FieldSpec]:
        """See :class:`FormScreen`; in pairs, the ones that are always needed first."""
        return (
            FieldSpec("client_id", _("client"), subject="client", hint=_("type a name"), optional=False),
            FieldSpec("employer_id", _("employer"), subject="employer", hint=_("type a name")),
            FieldSpec("form", _("form"), choices=enum_choices(Form), hint=_("choose"), optional=False),
            FieldSpec("hours", _("hours"), hint=_("a week")),
            FieldSpec("start", _("from"), hint=_("dd-mm-yyyy")),
            FieldSpec("until", _("until"), hint=_("dd-mm-yyyy, or empty")),
            FieldSpec("location_id", _("location"), subject="location", hint=_("of our own")),
            FieldSpec("fallback_id", _("fallback place"), subject="location", hint=_("may stay empty")),
            FieldSpec("workplace", _("workplace"), hint=_("which place there")),
            FieldSpec("supervisor", _("guided by"), hint=_("who, at work")),
            FieldSpec("rate", _("rate"), hint=_("euros an hour")),
            FieldSpec("remarks", _("remarks"), hint=_("may stay empty")),
            FieldSpec("vacancy_id", _("vacancy"), (), offer=self._vacancies, keys=True, hint=_("may stay empty")),
        )

    def start_values(self) -> Mapping[str, Any]:
        """See :class:`FormScreen`."""
        return self._start.values

    def start_texts(self) -> Mapping[str, str]:
        """See :class:`FormScreen`."""
        return self._start.texts

    def compose(self) -> ComposeResult:
        """Form in pairs, verdict, findings, keys."""
        client, employer, placement, coordination, vacancy = self._asked_for
        with self.desk.store.read() as reader:
            today = self.desk.store.today()
            self._start = start_of(reader, today, client, employer, placement, coordination, vacancy).with_known(self._known)
        if self._start.placement is not None and self._start.version is not None:
            self.kept = Kept(self._start.placement, self._start.version)
        self.begin(self._start)
        yield TopBar(self.subject)
        yield Static(Content.styled(visible(self.heading()), "bold"), id="form-title", markup=False)
        with Grid(id="proposal-form"):
            for spec in self.specs():
                yield FieldRow(spec, self._start.values.get(spec.name), self._start.texts.get(spec.name, ""))
        yield from self.below_form()
        yield Static("", id="verdict", markup=False)
        yield FindingsList(id="findings")
        yield Below()

    def below_form(self) -> ComposeResult:
        """What stands between the form and the rules' findings: nothing."""
        yield from ()

    def begin_at(self) -> str:
        """See :class:`FormScreen`: the first field that has to be filled in."""
        first = self._start.values
        where = "location_id" if first.get("location_id") else "employer_id"
        return next((name for name in ("client_id", where, "form", "start") if not first.get(name)), "hours")

    def on_mount(self) -> None:
        """A proposal that was kept stays about its client."""
        self.row("client_id").disabled = self.kept is not None

    def _vacancies(self) -> list[tuple[str, str]]:
        """The open vacancies of the employer in the form."""
        if (employer := self.values()["employer_id"]) is None:
            return []
        with self.desk.store.read() as reader:
            found = vacancies_of(reader, employer, only_open=True)
        return [(one.id.hex(), vacancy_text(one)) for one in found]

    @on(Picked.Changed)
    def _of_another_employer(self, event: Picked.Changed) -> None:
        """A vacancy belongs to the employer that it was chosen for."""
        if event.picked.spec.name == "employer_id" and self.row("vacancy_id").value:
            self.row("vacancy_id").set_value(None)

    @on(Picked.Changed)
    def _onwards(self, event: Picked.Changed) -> None:
        """Once a record is looked up, the next field is where one wants to be."""
        if isinstance(event.picked, RecordField) and event.picked is self.focused and event.picked.value:
            self.focus_next()

    @property
    def kept_key(self) -> bytes | None:
        """See :class:`CheckedForm`."""
        return self.kept.key if self.kept else None

    # -- moving ----------------------------------------------------------------------------------------------------

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Remember the field, to come back to it from the findings."""
        row = next((n for n in event.widget.ancestors if isinstance(n, FieldRow)), None)
        if row is not None:
            self._last_field = row.spec.name

    def action_line(self, lines: int) -> None:
        """To the field below or above; below the last line are the findings."""
        names = [spec.name for spec in self.specs()]
        at = names.index(self._last_field) + lines * COLUMNS if self._last_field in names else 0
        if at >= len(names):
            self.query_one(FindingsList).focus()
        elif at >= 0 and not self.row(names[at]).disabled:
            self.row(names[at]).focus_field()

    def action_findings(self) -> None:
        """To the findings: on one that can be solved, when there is any."""
        findings = self.query_one(FindingsList)
        if findings.finding is None and findings.pressing:
            findings.go_to(findings.pressing[0].rule)
        findings.focus()

    @on(FindingsList.LeftUpwards)
    def action_fields(self) -> None:
        """Back to the field that one came from."""
        self.row(self._last_field or "form").focus_field()

    # -- keeping and placing ---------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The key to place says beforehand whether it can be used."""
        if action in ("place", "not_yet"):
            return self.ready == (action == "place")
        if action in ("findings", "fields"):
            return self.is_mounted and self.query_one(FindingsList).has_focus == (action == "fields")
        return super().check_action(action, parameters)

    def action_place(self) -> None:
        """Place the client, when nothing blocks; else say what does, and go there."""
        if self._saving:
            return
        if self.looking:
            self.when_looked(self.action_place)
        elif (model := self.complete()) is not None:
            if self.ready:
                self._write(partial(place_now, self.desk, model, self.reasons(), self.kept), placing=True)
            else:
                self._say_what_blocks()

    def action_not_yet(self) -> None:
        """See :meth:`action_place`, which says why not."""
        self.action_place()

    def action_keep(self) -> None:
        """Keep it as a proposal; nothing is asked."""
        if not self._saving and (model := self.complete()) is not None:
            self._write(partial(keep, self.desk, model, self.reasons(), self.kept), placing=False)

    def read_again(self) -> bool:
        """See :class:`FormScreen`: a kept proposal, as somebody else left it."""
        if self.kept is None:
            return False
        with self.desk.store.read() as reader:
            self._start = start_of(reader, self.desk.store.today(), None, None, self.kept.key, None)
        self.kept = Kept(self.kept.key, self._start.version or 0)
        return True

    def save_again(self) -> None:
        """See :class:`FormScreen`."""
        if self._placing:
            self.action_place()
        else:
            self.action_keep()

    def _write(self, write: Callable[[], Saved], *, placing: bool) -> None:
        self._placing = placing
        if self.is_unsettled():
            return
        self._saving = True
        self.say(_("saving …"))
        self.ask(write, partial(self._written, placing), group="save", failed=self._not_saved)

    def _written(self, placing: bool, saved: Saved) -> None:
        placed = saved.placed
        if placing and placed.state != PlacementState.ACTIVE:
            self._saving, self.kept = False, saved.kept
            self.show_findings(placed.assessment)
            self._say_what_blocks()
            return
        self.close(self._opened_from or placed.id)
        if placing and placed.id is not None:
            self.open_record("placement", placed.id, done=_("placed"))
        else:
            self.app.call_later(_say_kept, self.app)

    def _say_what_blocks(self) -> None:
        """Say what stands in the way first, and go there: its keys solve it."""
        if self.assessment is None or not self.assessment.blocked:
            return
        findings, blocks = self.query_one(FindingsList), holding_up(self.assessment)
        if blocks:
            self.say(_("Not yet. It is held up by: {rules}.", rules=", ".join(rule_title(f.rule) for f in blocks)), "bad")
            findings.go_to(blocks[0].rule)
        elif silent := [f for f in self.assessment.warnings if f.takes_reason and f.rule not in self.reasons()]:
            self.say(_("Not yet: first give a reason with '{rule}' (w).", rule=rule_title(silent[0].rule)), "bad")
            findings.go_to(silent[0].rule)


def _say_kept(app: App[object]) -> None:
    """On the screen that was below: where the eyes are now."""
    if isinstance(app.screen, HouseScreen):
        app.screen.say_saved(_("as a proposal"))
