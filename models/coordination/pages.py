"""The page of a rule, for people: its docstring, part by part.

A rule's docstring is written for whoever asks why it is there: what it looks at, why, when it is broken, what to do,
and which promise it keeps. The catalogues have the Dutch of each part. Wherever a rule is explained (beside a finding,
in the list of rules, by ``nuo rules``, in ``docs/rules.md``) it is this page, so that none of them drifts.
"""

from __future__ import annotations

import inspect
import re
from typing import NamedTuple

from models.coordination.promises import promise_text
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


PROMISE = N_("The promise itself")


def page_of(rule: Rule) -> tuple[Part, ...]:
    """The page of a rule: its docstring, and the promise that it keeps."""
    promise = promise_text(rule.promise)
    return (*parts(inspect.getdoc(rule.judge or rule.weigh) or ""), *((Part(PROMISE, promise),) if promise else ()))


def what_of(rule: Rule) -> str:
    """What a rule looks at, as a catalogue id; '' for a rule without a page."""
    return next((part.text for part in page_of(rule) if part.heading == HEADINGS["What"]), "")


def sentence(text: str) -> str:
    """A part of a page as it is read on its own: it begins with a capital."""
    return text[:1].upper() + text[1:]


def parts(docstring: str) -> tuple[Part, ...]:
    """The parts of a cleaned docstring, each on one line; none for a docstring that is no page."""
    pieces = _PART.split(docstring)[1:]
    return tuple(Part(HEADINGS[name], " ".join(text.split())) for name, text in zip(pieces[::2], pieces[1::2], strict=True))
