"""How the team lead's figures are called where there is little room, and what a row of weeks says. Knows no Textual."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from models.messages import N_
from models.team import OF_CONSULTANT, TITLES, WEIGHTS, Figure, Trend, trend
from screens.texts import _, count

HEADINGS: Mapping[Figure, str] = {
    Figure.CLIENTS: N_("all clients|all"),
    Figure.NO_WORK: N_("no work|no work"),
    Figure.BROKEN_OFF: N_("broken off|broke off"),
    Figure.WAITING: N_("waiting|waits"),
    Figure.OVER: N_("indication over|ind. over"),
    Figure.WITHIN_30: N_("ends within|ends 30d"),
    Figure.WITHIN_60: N_("ends within|60d"),
    Figure.WITHIN_90: N_("ends within|90d"),
    Figure.NO_CONTACT: N_("no contact|no cont."),
    Figure.LATE: N_("late actions|late acts"),
    Figure.EMPLOYERS: N_("employers|empl."),
    Figure.OPEN: N_("open requests|open reqs"),
    Figure.PAST_TERM: N_("past the term|past term"),
    Figure.DECIDED: N_("decisions|decided"),
    Figure.IN_TIME: N_("in time|in time"),
}
"""Before the bar what it is about, for who translates; after it a heading of one word, or of two below each other."""
MEDIAN, SHARE, SCORE = N_("median|median days"), N_("share|in time %"), N_("attention|score")
TRENDS: Mapping[Trend, str] = {
    Trend.RISING: N_("rising"),
    Trend.FALLING: N_("falling"),
    Trend.STEADY: N_("steady"),
}
_BARS = "▁▂▃▄▅▆▇█"


def short(text: str) -> str:
    """A heading without what it is about."""
    return _(text).rpartition("|")[2]


def spark(weeks: Sequence[int]) -> str:
    """A bar for each week, the highest eight parts high; what it shows is said in words beside it (:func:`in_words`)."""
    most = max(weeks, default=0)
    return "".join(_BARS[round(n * (len(_BARS) - 1) / most)] if most else _BARS[0] for n in weeks)


def in_words(weeks: Sequence[int]) -> str:
    """'vorige week 4, in 12 weken 38, stijgend'."""
    return _(
        "last week {last}, in {n} weeks {all}, {trend}",
        last=count(weeks[-1]),
        n=len(weeks),
        all=count(sum(weeks)),
        trend=_(TRENDS[trend(weeks)]),
    )


def how_it_counts(figures: Mapping[Figure, int]) -> str:
    """How the score of a row came about, line by line."""
    lines = [
        f"{_(TITLES[figure])}: {figures[figure]} × {weight} = {figures[figure] * weight}"
        for figure, weight in WEIGHTS.items()
        if figure in figures and (figures[figure] or figure in OF_CONSULTANT)
    ]
    return "\n".join((_("The row with the highest score stands first. It adds up:"), "", *lines))
