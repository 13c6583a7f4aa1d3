"""What would be possible: an assessment put in one word (now, after some acts, or not) with the acts in their order.

The rules say what is wrong and what solves it; here stands which of that a consultant can set going, and in which order
one does it: first a relation with somebody to ask, then what the client needs, then the account holder's consent, then
its conditions. Promise 19: matching runs both ways, from the client to places and from the place to clients.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from models.coordination.findings import Assessment, Finding
from models.kinds import Possible
from models.messages import N_, Message


class Solved(StrEnum):
    """How a block of a rule is solved."""

    BEFORE = "before"
    """By an act beforehand: the first remedy of the finding."""
    ON_THE_FORM = "on-the-form"
    """By what is filled in while placing: it keeps nobody from going there."""
    NOT = "not"
    """By nobody here: what the rule says is why it can't be."""


SOLVED: dict[str, Solved] = {
    "C3": Solved.NOT,
    "C10": Solved.NOT,
    "C16": Solved.NOT,
    "E8": Solved.NOT,
    "E5": Solved.BEFORE,
    "E1": Solved.BEFORE,
    "E6": Solved.BEFORE,
    "E7": Solved.BEFORE,
    "E9": Solved.BEFORE,
    "C14": Solved.BEFORE,
    "C2": Solved.BEFORE,
    "C6": Solved.BEFORE,
    "C5": Solved.BEFORE,
    "C4": Solved.BEFORE,
    "C1": Solved.BEFORE,
    "C12": Solved.BEFORE,
    "E2": Solved.BEFORE,
    "E10": Solved.BEFORE,
    "E3": Solved.BEFORE,
    "E4": Solved.BEFORE,
    "A1": Solved.BEFORE,
    "A3": Solved.BEFORE,
    "C7": Solved.ON_THE_FORM,
    "C8": Solved.ON_THE_FORM,
    "C9": Solved.ON_THE_FORM,
    "C11": Solved.ON_THE_FORM,
    "C13": Solved.ON_THE_FORM,
    "C15": Solved.ON_THE_FORM,
    "A2": Solved.ON_THE_FORM,
}
"""By rule, how its block is solved; those that are solved beforehand in the order in which one does it.

An approach stop is a promise to the employer: it is waited for, not asked away to place one client.
"""

NO_WAY = frozenset(("change-form", "change-vacancy"))
"""Remedies that are another question: a finding whose first remedy is one of these can't be solved for this one."""

ASK_THEN = frozenset(("E5", "E1"))
"""Rules after whose act somebody can be asked at last: E2 could not say so yet."""
_ORDER = {rule: at for at, rule in enumerate(SOLVED)}


class Act(NamedTuple):
    """One act that is needed before somebody can go there."""

    rule: str
    act: str
    """What the screen does for it; one of :data:`~models.coordination.findings.ACTS`."""
    sentence: Message


_THEN_ASK = Act("E2", "request-coordination", Message(N_("Then ask the account holder to agree.")))


class Outlook(NamedTuple):
    """Whether somebody can go somewhere."""

    possible: Possible
    acts: tuple[Act, ...] = ()
    """What has to be done first, in order; of what can't be: nothing."""
    why: tuple[Finding, ...] = ()
    """Of what can't be: the findings that say so."""
    warnings: int = 0
    """How many rules will ask for a reason."""


def outlook(assessment: Assessment) -> Outlook:
    """What an assessment comes to for somebody who looks for a place."""
    return outlook_of(assessment.blocks, len(assessment.warnings))


def outlook_of(blocks: Sequence[Finding], warnings: int) -> Outlook:
    """The same, from the findings that forbid it and how many warn."""
    if len(blocks) > 1:
        blocks = sorted(blocks, key=_order_of)
    never = tuple(finding for finding in blocks if _hopeless(finding))
    if never:
        return Outlook(Possible.NEVER, why=never, warnings=warnings)
    acts: dict[Message, Act] = {}
    ask_then = False
    for finding in blocks:
        if SOLVED[finding.rule] is Solved.BEFORE:
            remedy = finding.remedies[0]
            acts.setdefault(remedy.sentence, Act(finding.rule, remedy.act, remedy.sentence))
            ask_then = ask_then or finding.rule in ASK_THEN
    if ask_then:
        acts[_THEN_ASK.sentence] = _THEN_ASK
        acts = dict(sorted(acts.items(), key=lambda act: _ORDER[act[1].rule]))
    return Outlook(Possible.AFTER if acts else Possible.NOW, tuple(acts.values()), warnings=warnings)


def _order_of(finding: Finding) -> int:
    return _ORDER[finding.rule]


def _hopeless(finding: Finding) -> bool:
    solved = SOLVED[finding.rule]
    if solved is Solved.BEFORE:
        return not finding.remedies or finding.remedies[0].act in NO_WAY
    return solved is Solved.NOT
