"""Service agreements: mode 7, what each municipality buys, what was ordered of it, and by which orders."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from db.reading import Reader
from models.kinds import AgreementState
from models.messages import N_
from screens.house.file_screen import FileScreen
from screens.house.house_screen import RecordScreen
from screens.house.list_screen import ListScreen
from screens.house.sheet import Line, field, title
from screens.service_orders.lines import order_lines
from screens.texts import _, label, money, plural

if TYPE_CHECKING:
    from db.service_agreements import AgreementFile, ProductLine


class AgreementActs(RecordScreen):
    """What can be done with an agreement, from the list and from the file alike."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "edit", N_("edit"), id="service-agreement.edit", tooltip=N_("Change this agreement")),
        Binding("b", "product", N_("add product"), id="service-agreement.product", tooltip=N_("Add a product to this agreement")),
    ]
    """
    | keys | what they do |
    | --- | --- |
    | e | change this agreement |
    | b | add a product to it |
    """

    def action_edit(self) -> None:
        """Change the agreement."""
        from screens.service_agreements.forms import AgreementForm

        if key := self.current():
            self.app.push_screen(AgreementForm(key), self.then_saved())

    def action_product(self) -> None:
        """Add a product."""
        from screens.service_agreements.forms import ProductForm

        if key := self.current():
            self.app.push_screen(ProductForm(key), self.then_saved())


class AgreementsScreen(AgreementActs, ListScreen):
    """Mode 7: the agreements with the municipalities."""

    subject = "service-agreement"
    empty = N_("No agreements here.\nPress n to record one, or f to see others.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new", N_("new"), id="service-agreement.new", tooltip=N_("Record an agreement")),
    ]
    """
    | keys | what they do |
    | --- | --- |
    | n | new agreement |
    """

    def action_new(self) -> None:
        """Record an agreement."""
        from screens.service_agreements.forms import AgreementForm

        self.app.push_screen(AgreementForm(None), self.then_saved())

    def preview(self, reader: Reader, key: bytes) -> list[Line]:
        """What is bought, and what is left of it."""
        from db.service_agreements import agreement_file

        file = agreement_file(reader, key, self.desk.store.today())
        return [title(agreement_title(file)), *(_in_short(product) for product in file.products)]


class AgreementScreen(AgreementActs, FileScreen):
    """The file of one agreement: its products with their budgets, the orders behind the amounts, history."""

    subject = "service-agreement"
    pages = (N_("Overview"), N_("Service orders"), N_("History"))

    file: AgreementFile

    def read(self, reader: Reader) -> AgreementFile:
        """See :class:`FileScreen`."""
        from db.service_agreements import agreement_file

        return agreement_file(reader, self.key, self.desk.store.today())

    def heading(self) -> str:
        """See :class:`FileScreen`."""
        return agreement_title(self.file)

    def lines(self, page: int) -> list[Line]:
        """See :class:`FileScreen`."""
        file = self.file
        if page == 1:
            heading = _("Orders that begin in {year}", year=str(file.year))
            return order_lines(file.orders, heading, _("None of its products was ordered in this year."), by_client=True)
        kind = _("for several years") if file.several_years else _("for one year")
        return [
            *state_lines(file, self.desk.store.today()),
            *field(_("period"), f"{_('from {day}', day=file.start)} {_('until {day}', day=file.until)} · {kind}"),
            *field(_("remarks"), file.remarks),
            Line(),
            *product_lines(file),
        ]

    def open_line(self, subject: str, key: bytes) -> None:
        """See :class:`FileScreen`; a product is opened to change it."""
        from screens.service_agreements.forms import ProductForm

        if subject == "product":
            product = next(one for one in self.file.products if one.id == key)
            self.app.push_screen(ProductForm(self.key, product), self.then_saved())
        else:
            super().open_line(subject, key)


def agreement_title(file: AgreementFile) -> str:
    """'Almelo (SA00001) · 2026–2027'."""
    years = f"{file.start.year}–{file.until.year}" if file.several_years else str(file.start.year)
    return f"{file.municipality} ({file.number}) · {years}"


def state_lines(file: AgreementFile, today: date) -> list[Line]:
    """Whether it holds today."""
    if file.in_force_on(today):
        return field(_("state"), _("in force"))
    if file.state is not AgreementState.SIGNED:
        return [Line(label(file.state), name=_("state"), tone="warn")]
    text = _("signed, begins on {day}", day=file.start) if today < file.start else _("over since {day}", day=file.until)
    return [Line(text, name=_("state"), tone="muted")]


def product_lines(file: AgreementFile) -> list[Line]:
    """What is bought, what was used and committed of it in the year, and what is left."""
    lines = [title(_("Products in {year}", year=str(file.year)))]
    for one in file.products:
        left, tone = _left(one)
        spent = [_("used {amount}", amount=money(one.used, short=True))]
        spent += [_("committed {amount}", amount=money(one.committed, short=True))]
        lines.append(Line(", ".join((left, *spent)), name=label(one.form), tone=tone, subject="product", key=one.id))
    if not file.products:
        lines.append(Line(_("None recorded. Press b to add one."), tone="muted"))
    if unpriced := sum(one.unpriced for one in file.products):
        text = plural(
            "{n} order names no amount and is not in the sums.", "{n} orders name no amount and are not in the sums.", unpriced
        )
        lines.append(Line(text, tone="warn"))
    return lines


def _left(product: ProductLine) -> tuple[str, str]:
    """What is left of the budget, and its tone."""
    if product.free is None:
        return _("no budget"), ""
    budget = money(product.budget, short=True)
    if product.free < 0:
        return f"! {_('{amount} over the {budget}', amount=money(-product.free, short=True), budget=budget)}", "block"
    return _("{left} of {budget} left", left=money(product.free, short=True), budget=budget), ""


def _in_short(product: ProductLine) -> Line:
    """A product in a preview: only what is left, or what was ordered without a budget."""
    left, tone = _left(product)
    if product.free is None and (spent := product.used + product.committed):
        left = _("{amount} ordered", amount=money(spent, short=True))
    return Line(left, name=label(product.form), tone=tone)
