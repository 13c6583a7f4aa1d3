"""What the team's screen shows: the two tables with their cells, what stands above them, and a figure in whole words."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from rich.text import Text
from textual.content import Content

from db.team import PersonRow, Team
from models.messages import N_
from models.team import OF_CONSULTANT, TITLES, WEIGHTS, Figure
from screens.team.grid import figure_cell, name_cell
from screens.team.words import HEADINGS, MEDIAN, SCORE, SHARE, short
from screens.texts import _, amount, count, plural

NAME, SCORED, MEDIAN_OF, SHARE_OF = "name", "score", "median", "share"
BEHIND = {NAME: None, MEDIAN_OF: Figure.DECIDED, SHARE_OF: Figure.IN_TIME}
"""Columns that are no count themselves, and the figure whose records they are about; None: the first of the page."""


class Page(NamedTuple):
    """One of the two tables."""

    title: str
    columns: tuple[str, ...]
    first: Figure


CONSULTANTS = Page(N_("Consultants"), (NAME, *OF_CONSULTANT, SCORED), Figure.CLIENTS)
HOLDERS = Page(
    N_("Account holders"),
    (NAME, Figure.EMPLOYERS, Figure.OPEN, Figure.PAST_TERM, Figure.DECIDED, MEDIAN_OF, Figure.IN_TIME, SHARE_OF, SCORED),
    Figure.EMPLOYERS,
)
PAGES = CONSULTANTS, HOLDERS


def behind(page: Page, column: str) -> Figure | None:
    """The figure whose records a column is about; None for the score, and where there is no column."""
    if column == SCORED or not column:
        return None
    return (BEHIND[column] or page.first) if column in BEHIND else Figure(column)


def heading_of(column: str) -> str:
    """What stands above a column."""
    if column == NAME:
        return ""
    special = {MEDIAN_OF: MEDIAN, SHARE_OF: SHARE, SCORED: SCORE}
    return short(special[column] if column in special else HEADINGS[Figure(column)])


def called(page: Page, row: PersonRow) -> str:
    """Whose row it is."""
    if row.name:
        return row.name
    if row.whose.nobody:
        return _("no consultant") if page is CONSULTANTS else _("no account holder")
    return _("total")


def cell(page: Page, row: PersonRow, column: str) -> Text:
    """What stands in a column of a row."""
    if column == NAME:
        return name_cell(called(page, row), muted=not row.name)
    if column == MEDIAN_OF:
        return figure_cell("–" if row.turnaround.median is None else _number(row.turnaround.median))
    if column == SHARE_OF:
        return figure_cell("–" if row.turnaround.share is None else f"{row.turnaround.share:.0f}")
    if column == SCORED:
        return figure_cell(count(row.attention))
    number = row.figures.get(Figure(column), 0)
    return figure_cell(count(number) if number else "·", "bold" if number and Figure(column) in WEIGHTS else "")


def in_whole_words(page: Page, row: PersonRow, column: str) -> str:
    """What the figure in a column of a row says."""
    name = called(page, row)
    if column == SCORED:
        text = _(
            "{name}: score {n}, how much this wants attention; enter tells how it adds up",
            name=name,
            n=row.attention,
        )
    elif column == MEDIAN_OF:
        days = row.turnaround.median
        text = (
            _("{name}: nothing decided in the last year", name=name)
            if days is None
            else _("{name}: half of the decisions came within {n} working days", name=name, n=_number(days))
        )
    elif column == SHARE_OF:
        text = _(
            "{name}: {n} of {all} decisions came within the term",
            name=name,
            n=count(row.turnaround.in_time),
            all=count(row.turnaround.decided),
        )
    else:
        figure = behind(page, column) or page.first
        text = f"{name}: {_(TITLES[figure])} {count(row.figures.get(figure, 0))}"
    return text


def summary(team: Team, me: str) -> str:
    """Social results first (promise 36): who there is, who is without work."""
    whose = team.whose
    if whose.one is not None:
        name = me
    elif whose.team is None:
        name = _("All teams")
    else:
        name = _("Team {team}", team=whose.team) if whose.team else _("The team")
    figures = team.caseloads.total.figures
    clients, idle = figures.get(Figure.CLIENTS, 0), figures.get(Figure.NO_WORK, 0)
    return " · ".join((name, plural("{n} client", "{n} clients", clients), plural("{n} without work", "{n} without work", idle)))


def signal(key: str, number: int, text: str) -> Content:
    """A key, what it leads to and how many there are: it stands out while there are any."""
    style = "bold $text-warning" if number else "$text-muted"
    return Content.styled(key, "bold $text-accent") + Content.styled(f" {text} {count(number)}", style)


def _number(value: float) -> str:
    return amount(Decimal(str(value)))
