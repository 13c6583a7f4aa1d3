"""Clients: the list, the file of one, and its forms."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from db.reading import Reader
from models.kinds import PlacementState
from models.messages import N_
from models.values import age_on
from screens.clients.wage_value import wage_value_lines
from screens.house.file_screen import FileScreen
from screens.house.lines import at_work_line, placement_lines, request_lines
from screens.house.list_screen import ListScreen
from screens.house.marked_acts import MARK_ALL
from screens.house.sheet import Line, field, title
from screens.service_orders.lines import order_lines
from screens.texts import _, amount, label, long_date, partial_date
from screens.timeline.acts import TimelineActs

if TYPE_CHECKING:
    from db.clients import ClientFile
    from models.worth import Worth

HIDDEN = "•••••••••"
"""What stands for a BSN until it is asked for."""


class ClientActs(TimelineActs):
    """What can be done with a client, from the list and from the file alike."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "edit", N_("edit"), id="client.edit", tooltip=N_("Change this client")),
        Binding("p", "place", N_("place somebody"), id="client.place", tooltip=N_("Place this client")),
        Binding("i", "indication", N_("indication"), show=False, id="client.indication", tooltip=N_("Record an indication")),
        Binding("l", "wage_value", N_("wage value"), show=False, id="client.wage-value", tooltip=N_("Record a wage value")),
        Binding("w", "where", N_("where to"), id="client.where", tooltip=N_("Where can this client go?")),
    ]
    """
    | keys | what they do |
    | --- | --- |
    | e | change this client |
    | p | place this client |
    | i, l | record an indication, a wage value |
    | w | where can this client go? |
    """

    def action_edit(self) -> None:
        """Change the client."""
        from screens.clients.forms import ClientForm

        if key := self.current():
            self.app.push_screen(ClientForm(key), self.then_saved())

    def action_place(self) -> None:
        """Propose a placement of the client."""
        from screens.proposal.screen import ProposalScreen

        if key := self.current():
            self.app.push_screen(ProposalScreen(client=key), self.then_saved())

    def action_indication(self) -> None:
        """Record an indication."""
        from screens.clients.forms import IndicationForm

        if key := self.current():
            self.app.push_screen(IndicationForm(key), self.then_saved())

    def action_where(self) -> None:
        """Every place where the client can go, now or after some acts, and why not elsewhere."""
        from screens.what_if.screens import PlacesScreen

        if key := self.current():
            self.app.push_screen(PlacesScreen(key))

    def action_wage_value(self) -> None:
        """Record a wage value."""
        from screens.clients.wage_value_form import WageValueForm

        if key := self.current():
            self.app.push_screen(WageValueForm(key), self.then_saved())


class ClientsScreen(ClientActs, ListScreen):
    """Mode 2: who is in my caseload, at work where, and what wants attention."""

    subject = "client"
    empty = N_("No clients here yet.\nPress n to add one, f to see others, or ctrl+p to import a file.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new", N_("new"), id="client.new", tooltip=N_("Add a client")),
        MARK_ALL,
        Binding("t", "assign", N_("assign"), show=False, id="client.assign", tooltip=N_("Give the marked clients a consultant")),
    ]
    """
    | keys | what they do |
    | --- | --- |
    | n | new client |
    | m | mark all that is shown; once more: none of it |
    | t | give the marked clients, or this one, a consultant |
    """

    def action_assign(self) -> None:
        """Give the marked clients, or the one under the cursor, another consultant."""
        from screens.clients.assigning import assign

        assign(self)

    def action_new(self) -> None:
        """Add a client."""
        from screens.clients.forms import ClientForm

        self.app.push_screen(ClientForm(None), self.then_saved())

    def preview(self, reader: Reader, key: bytes) -> list[Line]:
        """Who, where at work, until when indicated."""
        from db.clients import client_file

        today = self.desk.store.today()
        file = client_file(reader, key, today)
        return [title(client_title(file, today)), *client_now(file, today), *self.latest_line(reader, key)]


class ClientScreen(ClientActs, FileScreen):
    """The file of one client: overview, timeline, indications and wage values, placements, history."""

    subject = "client"
    pages = (N_("Overview"), N_("Timeline"), N_("Indications and wage value"), N_("Placements"), N_("History"))
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("b", "reveal", N_("show BSN"), show=False, id="client.reveal", tooltip=N_("Show or hide the BSN")),
        Binding("o", "order", N_("service order"), id="service-order.add", tooltip=N_("Record what was ordered for this client")),
    ]
    """
    | keys | what they do |
    | --- | --- |
    | b | show or hide the BSN |
    | o | record a service order |
    """

    file: ClientFile

    def __init__(self, key: bytes) -> None:
        super().__init__(key)
        self._revealed = False
        self._worth: Worth | None = None

    def read(self, reader: Reader) -> ClientFile:
        """See :class:`FileScreen`."""
        from db.clients import client_file
        from db.wage_values import worth_for

        self.read_timeline(reader)
        today = self.desk.store.today()
        file = client_file(reader, self.key, today)
        self._worth = worth_for(reader, file, today)
        return file

    def heading(self) -> str:
        """See :class:`FileScreen`."""
        return client_title(self.file, self.desk.store.today())

    def lines(self, page: int) -> list[Line]:
        """See :class:`FileScreen`."""
        today = self.desk.store.today()
        if page == 0:
            bsn = self.file.bsn or "" if self._revealed else HIDDEN
            return client_overview(self.file, today, bsn, self.latest_lines())
        if page == 1:
            return self.timeline_page()
        if page == 2:
            return indication_lines(self.file, today) + wage_value_lines(self.file, today, self._worth)
        return [
            *placement_lines(self.file.placements, _("No placements yet. Press p to place this client.")),
            Line(),
            *order_lines(self.file.orders, _("Service orders"), _("Nothing is ordered. Press o to record an order.")),
            Line(),
            *request_lines(self.file.requests, _("No requests for coordination.")),
        ]

    def lines_to_copy(self, page: int) -> list[Line]:
        """See :class:`FileScreen`; the BSN is hidden, also while it is shown on the screen."""
        if page == 0:
            return client_overview(self.file, self.desk.store.today(), HIDDEN, self.latest_lines())
        return self.lines(page)

    def open_line(self, subject: str, key: bytes) -> None:
        """See :class:`FileScreen`; an indication and a wage value are opened to correct them."""
        from screens.clients.forms import IndicationForm
        from screens.clients.wage_value_form import WageValueForm

        if subject == "indication":
            self.app.push_screen(IndicationForm(self.key, key), self.then_saved())
        elif subject == "wage-value":
            self.app.push_screen(WageValueForm(self.key, key), self.then_saved())
        else:
            super().open_line(subject, key)

    def action_order(self) -> None:
        """Record an order for this client."""
        from screens.service_orders.forms import OrderForm

        self.app.push_screen(OrderForm(self.key), self._order_saved)

    def _order_saved(self, key: bytes | None) -> None:
        if key is not None:
            self.saved(self.key)

    def action_reveal(self) -> None:
        """Show or hide the BSN. That it was looked at is journalled first."""
        if self._revealed or not (self.is_read and self.file.bsn):
            self._reveal(False)
        else:
            self.ask(self._record_look, lambda _: self._reveal(True), group="look")

    def _record_look(self) -> None:
        from db.looking import record_look

        record_look(self.desk.store, self.desk.actor, "client.look", about=self.key)

    def _reveal(self, shown: bool) -> None:
        self._revealed = shown
        if self.is_read and self.page == 0:
            self._turn()


def client_title(file: ClientFile, today: date) -> str:
    """'Yinthe van der Arent (C00002) · 39 jaar · Wierden · Wsw'."""
    age = age_on(file.birth_date, today)
    parts = [
        f"{file.name} ({file.number})",
        _("{n} years", n=age) if age is not None else "",
        file.municipality,
        label(file.target_group),
    ]
    return " · ".join(part for part in parts if part)


def client_now(file: ClientFile, today: date) -> list[Line]:
    """What matters now: work, hours, indication, status."""
    running = [p for p in file.placements if p.state == PlacementState.ACTIVE]
    lines = [at_work_line(p) for p in running] or [Line(_("Without work now."), tone="warn")]
    hours = _("contract {n} hours", n=file.contract_hours) if file.contract_hours is not None else _("contract hours not known")
    lines.append(Line(" · ".join([label(file.status), hours, file.consultant or _("no consultant")])))
    lines += indication_lines(file, today, most=1)
    return lines


def client_overview(file: ClientFile, today: date, bsn: str, latest: list[Line]) -> list[Line]:
    """Everything about the client but indications and placements; ``latest`` are the lines of its timeline."""
    street = " ".join(part for part in (file.street, file.house_number) if part)
    town = " ".join(part for part in (file.postcode, file.place) if part)
    employer = file.formal_employer or file.formal_employer_text
    return [
        *client_now(file, today),
        *latest,
        Line(),
        title(_("Person")),
        *field(_("given names"), file.given_names),
        *field(_("initials"), file.initials),
        *field(_("birth date"), partial_date(file.birth_date)),
        *field(_("BSN"), bsn if file.bsn else None),
        *field(_("address"), ", ".join(part for part in (street, town) if part)),
        *field(_("phone"), file.phone),
        *field(_("e-mail"), file.email),
        Line(),
        title(_("Work")),
        *field(_("target group"), label(file.target_group)),
        *field(_("directed by"), file.municipality),
        *field(_("consultant"), file.consultant),
        *field(_("formal employer"), employer),
        *field(_("HR administrator"), label(file.hr_administrator) if file.hr_administrator else None),
        *field(_("contract hours"), amount(file.contract_hours)),
        *field(_("contract until"), long_date(file.contract_until)),
        *field(_("step"), str(file.ladder_step) if file.ladder_step else None),
        *field(_("skills"), file.skills),
        *field(_("limits"), file.limits),
        *field(_("mobility"), file.mobility),
        *field(_("kilometres to work"), str(file.travel_km) if file.travel_km else None),
        *field(_("remarks"), file.remarks),
    ]


def indication_lines(file: ClientFile, today: date, most: int | None = None) -> list[Line]:
    """The indications, newest first, with what is due."""
    lines = []
    for one in file.indications[:most]:
        until = _("until {day}", day=one.valid_until) if one.valid_until else _("no end known")
        advice = {True: _("advice supported employment: yes"), False: _("advice supported employment: no"), None: ""}[
            one.advice_supported
        ]
        text = " · ".join(part for part in (label(one.kind), one.category or "", until, advice) if part)
        tone = ""
        if one.valid_until and one.valid_until < today:
            text, tone = f"! {text} · {_('over')}", "block"
        elif one.renewal_due and one.renewal_due <= today:
            text, tone = f"! {text} · {_('renewal is due since {day}', day=one.renewal_due)}", "warn"
        lines.append(Line(text, name=_("indication"), tone=tone, subject="indication", key=one.id))
    if not lines and most is None:
        return [title(_("Indications")), Line(_("None recorded. Press i to record one."), tone="muted")]
    return lines if most else [title(_("Indications")), *lines]
