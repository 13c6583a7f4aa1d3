"""The keys that say how a list stands: which records, filters, order, columns, and views that keep all of that."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from db.lists.opening import scopes_for
from db.lists.wanted import Wanted, orders_of
from models.messages import N_
from screens.house.dialogs import Choose
from screens.house.house_screen import RecordScreen
from screens.house.orders import order_choices, order_name, order_of
from screens.texts import _, render

_FIELD = "field:"


class WantedActs(RecordScreen):
    """A screen over a list that stands as it is wanted."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f", "scope", N_("filter"), id="list.scope", tooltip=N_("Choose which records this list shows")),
        Binding("F", "no_filters", N_("no filters"), show=False, id="list.no-filters", tooltip=N_("Take all filters off")),
        Binding("o", "order", N_("order"), show=False, id="list.order", tooltip=N_("Choose the order of this list")),
        Binding("v", "views", N_("views"), show=False, id="list.views", tooltip=N_("Views: choose one, keep this one, columns")),
    ]
    """
    | keys | what they do |
    | --- | --- |
    | f | choose which records it shows, or a filter; filters add up |
    | F | take all filters off |
    | o | choose its order |
    | v | views: choose one, keep this one, columns |
    """

    subject: ClassVar[str]
    wanted: Wanted

    def show(self, wanted: Wanted) -> None:
        """Show the list as it is wanted from now on; the cursor stays on its record when that is still in it."""
        raise NotImplementedError

    def show_scope(self, name: str) -> None:
        """Show the records of a scope, by its name, from the start."""
        raise NotImplementedError

    # -- which records ---------------------------------------------------------------------------------------------

    def action_scope(self) -> None:
        """Choose which records to show: all of a kind, or those with a value in a field."""
        from screens.house.filters import FIELDS, offered, value_in_words

        on = dict(self.wanted.filters)
        choices = [(scope.name, render(scope.title)) for scope in scopes_for(self.subject, self.desk.actor)]
        for field in offered(self.subject):
            value = f"  {value_in_words(self.subject, field, on[field])}" if field in on else ""
            choices.append((f"{_FIELD}{field}", f"{_('filter:')} {_(FIELDS[field])}{value}"))
        self.app.push_screen(Choose(_("Which records?"), choices, now=self.wanted.scope), self._chosen)

    def _chosen(self, name: str | None) -> None:
        from screens.house.filters import ask_filter

        if name is None:
            return
        if not name.startswith(_FIELD):
            self.show_scope(name)
            return
        field = name.removeprefix(_FIELD)
        now = dict(self.wanted.filters).get(field)
        ask_filter(self, self.subject, field, now, lambda value: self.show(self.wanted.with_filter(field, value)))

    def action_no_filters(self) -> None:
        """Take all filters off."""
        if self.wanted.filters:
            self.show(self.wanted._replace(filters=()))

    # -- order -----------------------------------------------------------------------------------------------------

    def action_order(self) -> None:
        """Choose the order."""
        now = order_name(self.order, self.wanted.is_downwards(self.subject))
        self.app.push_screen(Choose(_("In which order?"), order_choices(self.subject), now=now), self._ordered)

    def _ordered(self, name: str | None) -> None:
        if name is not None:
            order, downwards = order_of(name)
            self.show(self.wanted._replace(order=order, downwards=downwards))

    def order_by(self, order: str) -> None:
        """Put the list in this order; the other way round when it is in it."""
        downwards = not self.wanted.is_downwards(self.subject) if order == self.order else None
        self.show(self.wanted._replace(order=order, downwards=downwards))

    @property
    def order(self) -> str:
        """The name of the present order."""
        return self.wanted.order or orders_of(self.subject)[0]

    # -- views -----------------------------------------------------------------------------------------------------

    def action_views(self) -> None:
        """Choose a view, or keep this one."""
        from screens.house.views import ask_views

        ask_views(self)
