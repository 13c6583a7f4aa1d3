"""The lines above a list: which records it shows, how many, how many of them are marked, and which filters are on."""

from __future__ import annotations

from textual import on
from textual.content import Content
from textual.widgets import Static

from db.lists.opening import is_broad, scope_of
from models.messages import N_
from screens.house.marked_acts import MarkedActs
from screens.house.search_acts import SearchActs
from screens.house.wanted_acts import WantedActs
from screens.record_list import RecordList
from screens.texts import _, count, render, visible


class LinesAbove(SearchActs, WantedActs, MarkedActs):
    """A list that says what it shows."""

    empty: str = N_("Nothing here.\nPress f to see other records, or / to search.")
    """What is said when there is nothing, and nothing is searched for or filtered."""

    @on(RecordList.Counted)
    @on(RecordList.Marked)
    def show_scope_line(self) -> None:
        """Renew the lines above the list."""
        line = self.scope_line()
        if marks := self.marks_line():
            line += Content.styled(f"   ✓ {marks}", "bold $text-accent")
        self.query_one("#scope", Static).update(line)
        filters = self.query_one("#filters", Static)
        filters.display = bool(self.wanted.filters)
        if self.wanted.filters:
            from screens.house.filters import in_words

            words = visible(in_words(self.subject, self.wanted.filters))
            filters.update(Content.styled(_("only {filters}", filters=words), "$text-warning"))
        self.refresh_bindings()

    def scope_line(self) -> Content:
        """The line above the list: which records, and how many."""
        if self.searching and self.source is not None:
            broad, found = is_broad(self.source), count(self.source.total())  # at hand: a search is in memory
            return Content(_("more than {n} found: type on", n=found) if broad else self._found(found))
        total = self.query_one(RecordList).total
        scope = scope_of(self.subject, self.wanted.scope)
        return Content(f"{render(scope.title)} ▾   {count(total) if total is not None else '…'}")

    def _found(self, found: str) -> str:
        return _("{n} found, with these filters", n=found) if self.wanted.filters else _("{n} found, in all records", n=found)

    def says_of_nothing(self) -> str:
        """What stands in the list when it is empty: why, and what to do."""
        if self.searching:
            return _("Nothing found for this. Type something else, or press esc.")
        return _("Nothing here with these filters.\nPress F to take them off.") if self.wanted.filters else _(self.empty)
