"""Service orders: the list, and the file of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from db.reading import Reader
from models.kinds import OrderState
from models.messages import N_
from screens.house.file_screen import FileScreen
from screens.house.house_screen import RecordScreen
from screens.house.list_screen import ListScreen
from screens.house.sheet import Line, field, title
from screens.texts import _, label, long_date, money

if TYPE_CHECKING:
    from datetime import date

    from db.service_orders import OrderRow


class OrderActs(RecordScreen):
    """What can be done with an order, from the list and from the file alike."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "edit", N_("edit"), id="service-order.edit", tooltip=N_("Change this order")),
        Binding(
            "d",
            "close_order",
            N_("close order"),
            id="service-order.close",
            tooltip=N_("The work of this order is done: close it"),
        ),
        Binding("w", "withdraw", N_("withdrawn"), id="service-order.withdraw", tooltip=N_("Who ordered took this order back")),
        Binding("c", "client", N_("client"), id="service-order.client", tooltip=N_("Open the client of this order")),
    ]
    """
    | keys | what they do |
    | --- | --- |
    | e | change this order |
    | d | the work is done: close it |
    | w | who ordered took it back |
    | c | open its client |
    """

    def action_edit(self) -> None:
        """Change the order."""
        from screens.service_orders.forms import ChangeOrderForm

        if key := self.current():
            self.app.push_screen(ChangeOrderForm(key), self.then_saved())

    def action_close_order(self) -> None:
        """Close the order."""
        from screens.service_orders.forms import CloseOrderForm

        if key := self.current():
            self.app.push_screen(CloseOrderForm(key), self.then_saved())

    def action_withdraw(self) -> None:
        """Write down that it was taken back."""
        from screens.service_orders.forms import WithdrawOrderForm

        if key := self.current():
            self.app.push_screen(WithdrawOrderForm(key), self.then_saved())

    def action_client(self) -> None:
        """Open the client of the order."""
        if key := self.current():

            def question() -> bytes:
                from db.service_orders import order_file

                with self.desk.store.read() as reader:
                    return order_file(reader, key, self.desk.store.today()).client_id

            self.ask(question, lambda client: self.open_record("client", client), group="client")


class OrdersScreen(OrderActs, ListScreen):
    """All service orders; not a mode of its own, escape goes back."""

    subject = "service-order"
    empty = N_("No orders here.\nPress n to record one, or f to see others.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new", N_("new"), id="service-order.new", tooltip=N_("Record an order")),
        Binding("escape", "back", N_("back"), id="file.back", tooltip=N_("Leave the search, or go back")),
    ]
    """
    | keys | what they do |
    | --- | --- |
    | n | new order |
    | esc | back |
    """

    def action_new(self) -> None:
        """Record an order."""
        from screens.service_orders.forms import OrderForm

        self.app.push_screen(OrderForm(), self.then_saved())

    def preview(self, reader: Reader, key: bytes) -> list[Line]:
        """For whom, by whom, until when and for how much."""
        from db.service_orders import order_file

        today = self.desk.store.today()
        order = order_file(reader, key, today)
        return [title(order_title(order)), *order_overview(order, today)]


class OrderScreen(OrderActs, FileScreen):
    """The file of one order: overview and history."""

    subject = "service-order"

    file: OrderRow

    def read(self, reader: Reader) -> OrderRow:
        """See :class:`FileScreen`."""
        from db.service_orders import order_file

        return order_file(reader, self.key, self.desk.store.today())

    def heading(self) -> str:
        """See :class:`FileScreen`."""
        return order_title(self.file)

    def lines(self, page: int) -> list[Line]:
        """See :class:`FileScreen`."""
        return order_overview(self.file, self.desk.store.today())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """An order that is closed or withdrawn stays so."""
        if action in ("edit", "close_order", "withdraw") and self.is_read:
            return self.file.state is OrderState.OPEN
        return super().check_action(action, parameters)


def order_title(order: OrderRow) -> str:
    """'OA00001 · leerwerkplek · Baan, Joris'."""
    return " · ".join((order.number, label(order.form), order.client_name))


def order_overview(order: OrderRow, today: date) -> list[Line]:
    """Everything there is to know of an order, a line each."""
    period = f"{_('from {day}', day=order.start)} {_('until {day}', day=order.until) if order.until else ''}".strip()
    over = order.state is OrderState.OPEN and order.until is not None and order.until < today
    state = " ".join(part for part in (label(order.state), long_date(order.closed_on)) if part)
    return [
        Line(f"{order.client_name} ({order.client_number})", name=_("client"), subject="client", key=order.client_id),
        *field(_("ordered by"), order.ordered_by),
        *field(_("product"), label(order.form)),
        Line(f"! {period} · {_('over')}" if over else period, name=_("period"), tone="warn" if over else ""),
        *field(_("state"), state),
        *field(_("budget"), money(order.budget, short=True)),
        *field(_("spent"), money(order.spent, short=True)),
        *field(_("reference"), order.reference),
        *field(_("reason"), order.reason),
        *field(_("remarks"), order.remarks),
    ]
