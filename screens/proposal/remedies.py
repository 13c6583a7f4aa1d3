"""From a finding straight to the act that solves it, and back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from textual import on

from db.refs import resolve
from db.settings import default_until
from models.coordination.findings import Finding
from models.placement import PlacementInput
from screens.house.dialogs import AskLine, Choose
from screens.house.fields import RecordField
from screens.proposal.checks import CheckedForm
from screens.proposal.finding_content import rule_title
from screens.proposal.findings import FindingsList
from screens.proposal.saving import Kept, set_aside
from screens.texts import _, long_date, render


class ProposalRemedies(CheckedForm):
    """The acts that stand beside the findings. Each comes back to the form, which is then looked at anew."""

    kept: Kept | None = None
    """The proposal that is resumed."""

    @on(FindingsList.Wanted)
    def _solve(self, event: FindingsList.Wanted) -> None:
        solutions: dict[str, Callable[[Finding], None]] = {
            "request-coordination": self._request,
            "record-verbal": self._record_verbal,
            "tick-condition": self._tick,
            "assign-holder": self._assign_holder,
            "make-relation": self._make_relation,
            "inform-group": self._inform_group,
            "assign-group-holder": self._assign_group_holder,
            "open-employer": lambda finding: self._open("employer", finding.records[0]),
            "open-request": lambda finding: self._open("coordination", finding.records[-1]),
            "open-vacancy": lambda finding: self._open("vacancy", finding.records[-1]),
            "change-vacancy": lambda _finding: self.row("vacancy_id").focus_field(),
            "open-twin": self._open_twin,
            "record-order": self._record_order,
            "change-order": self._change_order,
            "order-letter": self._order_letter,
            "open-agreement": self._open_agreement,
            "change-hours": lambda _finding: self.row("hours").focus_field(),
            "change-until": lambda _finding: self.row("until").focus_field(),
            "change-form": lambda _finding: self.row("form").focus_field(),
            "add-indication": self._add_indication,
            "add-wage-value": self._add_wage_value,
            "use-derived-rate": lambda _finding: self.use_derived_rate(),
            "change-location": lambda _finding: self.row("location_id").focus_field(),
            "edit-client": self._edit_client,
            "override": self._override,
            "record-move": self._record_move,
            "choose-fallback": lambda _finding: self.choose_fallback(),
            "open-location": lambda finding: self._open("location", finding.records[-1]),
            "change-absence": self._change_absence,
            "give-reason": self._give_reason,
        }
        solutions[event.act](event.finding)

    @on(FindingsList.Explained)
    def _explain(self, event: FindingsList.Explained) -> None:
        from screens.proposal.explanation import Explanation

        self.app.push_screen(Explanation(event.findings))

    # -- the employer ----------------------------------------------------------------------------------------------

    def _request_values(self) -> dict[str, Any]:
        """What stands in the form, for a request about it."""
        values = self.values()
        same = {name: values[name] for name in ("form", "start", "until", "hours")}
        return {"client": values["client_id"], "employer": values["employer_id"], **same}

    def _request(self, _finding: Finding) -> None:
        from screens.coordinations.forms import RequestForm

        self.app.push_screen(RequestForm(**self._request_values()), self._was_asked)

    def _was_asked(self, key: bytes | None) -> None:
        """An account holder who places for their own account can agree at once."""
        from screens.coordinations.known_request import agree_as_holder

        if key is not None:
            self.say_saved()
            agree_as_holder(self, key, self._came_back)

    def _record_verbal(self, _finding: Finding) -> None:
        from screens.coordinations.forms import VerbalForm

        self.app.push_screen(VerbalForm(**self._request_values()), self._came_back)

    def _tick(self, finding: Finding) -> None:
        from screens.coordinations.known_request import tick_off

        self._with_key("coordination", finding.records[-1], lambda key: tick_off(self, key, self._came_back))

    def _assign_holder(self, finding: Finding) -> None:
        from screens.employers.forms import AssignHolderForm

        self._with_key("employer", finding.records[0], lambda key: self.app.push_screen(AssignHolderForm(key), self._came_back))

    def _make_relation(self, finding: Finding) -> None:
        from screens.employers.forms import MakeRelationForm

        self._with_key("employer", finding.records[0], lambda key: self.app.push_screen(MakeRelationForm(key), self._came_back))

    def _inform_group(self, finding: Finding) -> None:
        from screens.employers.group import TellGroupForm

        client, form = self.values()["client_id"], str(self.values()["form"])
        self._with_key(
            "employer", finding.records[0], lambda key: self.app.push_screen(TellGroupForm(key, client, form), self._came_back)
        )

    def _assign_group_holder(self, finding: Finding) -> None:
        from screens.employers.group import GroupHolderForm

        self._with_key("employer", finding.records[0], lambda key: self.app.push_screen(GroupHolderForm(key), self._came_back))

    def _open_twin(self, finding: Finding) -> None:
        """Both side by side: merge them, or say that they are not the same; back here it is looked at anew."""
        from screens.duplicates.merging import MergeScreen

        one, *twins = finding.records

        def side_by_side(number: str | None) -> None:
            if number is not None:
                self._with_key("employer", one, lambda keep: self._with_key("employer", number, partial(merge, keep)))

        def merge(keep: bytes, lost: bytes) -> None:
            self.app.push_screen(MergeScreen("employer", keep, lost), self._was_judged)

        if len(twins) == 1:
            side_by_side(twins[0])
        else:
            choices = [(number, number) for number in twins]
            self.app.push_screen(Choose(_("Which one do you want to see?"), choices), side_by_side)

    def _was_judged(self, done: str | None) -> None:
        if done:
            self.say_saved(done)
            self.look_now()

    # -- the client ------------------------------------------------------------------------------------------------

    def _add_indication(self, _finding: Finding) -> None:
        from screens.clients.forms import IndicationForm

        self.app.push_screen(IndicationForm(self.values()["client_id"]), self._came_back)

    def _add_wage_value(self, _finding: Finding) -> None:
        from screens.clients.wage_value_form import WageValueForm

        self.app.push_screen(WageValueForm(self.values()["client_id"]), self._came_back)

    def _edit_client(self, _finding: Finding) -> None:
        from screens.clients.forms import ClientForm

        self.app.push_screen(ClientForm(self.values()["client_id"]), self._came_back)

    def _change_absence(self, _finding: Finding) -> None:
        from screens.clients.absences import note_absence

        note_absence(self, self.values()["client_id"], self._came_back)

    def choose_fallback(self) -> None:
        """The list of locations, with how many places each has and how many work there."""
        self.row("fallback_id").query_one(RecordField).begin("")

    def _record_move(self, finding: Finding) -> None:
        """Two lines: why, and what the client says of it."""
        question = f"{rule_title(finding.rule)}: {render(finding.sentence)}"
        ask = AskLine(question, value=self._move.get("move_reason", ""), explain=_("Why does the client leave? (1 of 2)"))
        self.app.push_screen(ask, partial(self._ask_view, finding))

    def _ask_view(self, finding: Finding, reason: str | None) -> None:
        if reason is None:
            return
        explain = _("What does the client say of it, in their own words? (2 of 2)")
        ask = AskLine(reason, value=self._move.get("client_view", ""), explain=explain, loses=True)
        self.app.push_screen(ask, lambda view: self.move_told(reason, view) if view else None)

    # -- who directs the client --------------------------------------------------------------------------------------

    def _record_order(self, _finding: Finding) -> None:
        """The form of an order, with what stands here; back here it counts at once."""
        from screens.service_orders.forms import OrderForm

        values = self.values()
        same = {"form": values["form"], "start": values["start"], "until": self._last_day(values)}
        self.app.push_screen(OrderForm(values["client_id"], **same), self._came_back)

    def _change_order(self, finding: Finding) -> None:
        from screens.service_orders.forms import ChangeOrderForm

        until = self._last_day(self.values())
        self._with_key(
            "service-order",
            finding.records[-1],
            lambda key: self.app.push_screen(ChangeOrderForm(key, until=until), self._came_back),
        )

    def _last_day(self, values: dict[str, Any]) -> str:
        """The end that was typed, else the longest that the form may last, as people write it."""
        model = self.check()[0]
        if values["until"] or not isinstance(model, PlacementInput):
            return str(values["until"] or "")
        with self.desk.store.read() as reader:
            return long_date(default_until(reader, model.form, model.start))

    def _order_letter(self, _finding: Finding) -> None:
        from screens.service_orders.letter import Letter, order_letter

        model = self.check()[0]
        if isinstance(model, PlacementInput):
            with self.desk.store.read() as reader:
                until = model.until or default_until(reader, model.form, model.start)
                values = model.model_dump() | {"until": until}
                text = order_letter(reader, self.desk.store.today(), self.desk.actor.name, values)
            self.app.push_screen(Letter(text))

    def _open_agreement(self, finding: Finding) -> None:
        """The agreement that the finding names; without one, the list to record it in."""
        from screens.service_agreements.screens import AgreementsScreen

        if len(finding.records) > 1:
            self._open("service-agreement", finding.records[-1])
        else:
            self.app.push_screen(AgreementsScreen(), lambda _key: self.look_now())

    # -- reasons ---------------------------------------------------------------------------------------------------

    def _give_reason(self, finding: Finding) -> None:
        question = f"{rule_title(finding.rule)}: {render(finding.sentence)}"
        explain = _("Why do you go on all the same? It is kept with the placement.")
        now = self.reasons().get(finding.rule, "")
        self.app.push_screen(AskLine(question, value=now, explain=explain), partial(self._reason_given, finding))

    def _reason_given(self, finding: Finding, text: str | None) -> None:
        if text is not None:
            self.give_reason(finding, text)
            self.say("")  # that a reason was missing here is no longer so

    # -- setting a block aside -------------------------------------------------------------------------------------

    def _override(self, finding: Finding) -> None:
        """Somebody who may sets the block aside; what stands in the form has to be kept first, for others see that."""
        if self.changed:
            self.say(_("First keep what you changed (F6): a block is set aside for what others can see."), "bad")
            return
        question = f"{rule_title(finding.rule)}: {render(finding.sentence)}"
        explain = _("Why may it be all the same? It is kept with your name, and shown with the placement.")
        self.app.push_screen(AskLine(question, explain=explain), partial(self._set_aside, finding.rule))

    def _set_aside(self, rule: str, reason: str | None) -> None:
        if reason:
            self.ask(partial(set_aside, self.desk, self.kept, rule, reason), self._was_set_aside, group="save")

    def _was_set_aside(self, kept: Kept) -> None:
        self.kept = kept
        self.say_saved(_("set aside"))
        self.look_now()

    # -- going there and coming back -------------------------------------------------------------------------------

    def _with_key(self, subject: str, number: str, then: Callable[[bytes], object]) -> None:
        """Look up the key of a record that a finding names by its number."""

        def question() -> bytes:
            with self.desk.store.read() as reader:
                return resolve(reader, subject, number).id

        self.ask(question, then, group="remedy")

    def _open(self, subject: str, number: str) -> None:
        self._with_key(subject, number, partial(self.open_record, subject))

    def _came_back(self, key: bytes | None) -> None:
        if key is not None:
            self.say_saved()
            self.look_now()
