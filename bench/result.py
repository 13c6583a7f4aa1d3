"""One measured row: a figure, its anchor from the same run, and the ratio we aim at."""

from __future__ import annotations

from typing import NamedTuple


class Row(NamedTuple):
    """What was measured, beside what, and the goal for the ratio of the two."""

    what: str
    figure: float
    anchor: float
    unit: str
    anchor_name: str
    goal: float

    @property
    def ratio(self) -> float:
        """The figure as a multiple of its anchor."""
        return self.figure / self.anchor if self.anchor else float("inf")

    @property
    def reached(self) -> bool:
        """Whether the goal is met."""
        return self.ratio <= self.goal

    def markdown(self) -> str:
        """The row of a table."""
        verdict = "reached" if self.reached else "**falls short**"
        return (
            f"| {self.what} | {self.figure:.3g} {self.unit} | {self.anchor:.3g} {self.unit} ({self.anchor_name}) "
            f"| {self.ratio:.2f} × | ≤ {self.goal:g} × | {verdict} |"
        )
