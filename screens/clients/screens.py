"""Clients: the list, and the file of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from db.reading import Reader
from models.messages import N_
from screens.clients.acts import ClientActs
from screens.clients.lines import client_now, client_overview, client_title, indication_lines
from screens.clients.wage_value import wage_value_lines
from screens.house.file_screen import FileScreen
from screens.house.lines import placement_lines, request_lines
from screens.house.list_screen import ListScreen
from screens.house.marked_acts import MARK_ALL
from screens.house.sheet import Line, title
from screens.service_orders.lines import order_lines
from screens.texts import _

if TYPE_CHECKING:
    from db.clients import ClientFile
    from models.worth import Worth

HIDDEN = "•••••••••"
"""What stands for a BSN until it is asked for."""


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
        """See :class:`FileScreen`; an indication, a wage value and an absence are opened to correct them."""
        from screens.clients.forms import IndicationForm
        from screens.clients.wage_value_form import WageValueForm

        if subject == "indication":
            self.app.push_screen(IndicationForm(self.key, key), self.then_saved())
        elif subject == "wage-value":
            self.app.push_screen(WageValueForm(self.key, key), self.then_saved())
        elif subject == "absence":
            from screens.clients.absences import AbsenceForm

            self.app.push_screen(AbsenceForm(self.key, key), self.then_saved())
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
