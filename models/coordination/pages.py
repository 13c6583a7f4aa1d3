"""The page of a rule, for people: its docstring, part by part.

A rule's docstring is written for whoever asks why it is there: what it looks at, why, when it is broken, what to do,
and which promise it keeps. The catalogues have the Dutch of each part.
"""

from __future__ import annotations

import inspect
import re
from typing import NamedTuple

from models.coordination.rule import Rule
from models.messages import N_

HEADINGS = {
    "What": N_("What it looks at"),
    "Why": N_("Why"),
    "Broken when": N_("When it is broken"),
    "Remedy": N_("What to do"),
    "Keeps": N_("What it keeps"),
}
"""The parts of a docstring, and what they are called for people."""

_PART = re.compile(rf"^({'|'.join(HEADINGS)}): ", re.MULTILINE)


class Part(NamedTuple):
    """One part of a page; both are catalogue ids."""

    heading: str
    text: str


def page_of(rule: Rule) -> tuple[Part, ...]:
    """The page of a rule."""
    return parts(inspect.getdoc(rule.judge or rule.weigh) or "")


def parts(docstring: str) -> tuple[Part, ...]:
    """The parts of a cleaned docstring, each on one line; none for a docstring that is no page."""
    pieces = _PART.split(docstring)[1:]
    return tuple(Part(HEADINGS[name], " ".join(text.split())) for name, text in zip(pieces[::2], pieces[1::2], strict=True))
