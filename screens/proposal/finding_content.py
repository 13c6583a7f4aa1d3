"""How a finding looks: its mark, its sentence, who to ask, and the acts that solve it with their letters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual.content import Content

from models.coordination.catalogue import RULE_BY_ID
from models.coordination.findings import Assessment, Finding
from models.kinds import Outcome
from models.messages import N_
from screens.texts import _, plural, render

INDENT = 17
"""Cells before the sentence of a finding: the cursor, its mark and the name of its rule."""
CURSOR = "▌"

MARKS = {Outcome.BLOCK: "✖", Outcome.WARN: "!", Outcome.PASS: "✓", Outcome.NOT_APPLICABLE: "–"}
STYLES = {Outcome.BLOCK: "bold $text-error", Outcome.WARN: "bold $text-warning", Outcome.PASS: "$text-success"}

REASONS = "A2"
"""The rule that asks a reason for every warning."""

WELL = {
    "E1": N_("account holder"),
    "E2": N_("coordination"),
    "E3": N_("conditions"),
    "E4": N_("holder since"),
    "E5": N_("relation"),
    "E6": N_("not double"),
    "E7": N_("nobody else there"),
    "E8": N_("no stop"),
    "E9": N_("group knows"),
    "E10": N_("places"),
    "C1": N_("free"),
    "C2": N_("indication"),
    "C3": N_("form fits"),
    "C6": N_("wage value"),
    "C7": N_("rate"),
    "C4": N_("service order"),
    "C5": N_("agreement"),
    "C10": N_("green"),
    "C11": N_("suits"),
    "C12": N_("duration"),
    "C14": N_("employment"),
    "C15": N_("ends in time"),
    "C16": N_("available"),
    "A1": N_("mandate"),
    "A2": N_("reasons"),
    "A3": N_("override"),
}
"""What a rule is called on the line of what is well."""


class Act(NamedTuple):
    """An act that a screen offers beside a finding; its texts are catalogue ids."""

    name: str
    """The name of the remedy in :mod:`models.coordination.findings`, or one of the screens' own."""
    key: str
    text: str
    """What stands beside the finding."""
    short: str
    """What stands among the keys below."""


ACTS = (
    Act("request-coordination", "r", N_("ask"), N_("ask")),
    Act("record-verbal", "m", N_("record verbal consent"), N_("verbal")),
    Act("tick-condition", "t", N_("tick off"), N_("tick off")),
    Act("assign-holder", "a", N_("assign account holder"), N_("assign")),
    Act("assign-group-holder", "a", N_("name another account holder of the group"), N_("assign")),
    Act("inform-group", "i", N_("tell them"), N_("tell them")),
    Act("make-relation", "a", N_("make a relation"), N_("make a relation")),
    Act("open-employer", "o", N_("open employer"), N_("open employer")),
    Act("open-request", "o", N_("open"), N_("open")),
    Act("record-order", "o", N_("record the order"), N_("service order")),
    Act("change-order", "o", N_("prolong the order"), N_("prolong")),
    Act("order-letter", "t", N_("text for who orders"), N_("text for them")),
    Act("open-agreement", "o", N_("open agreement"), N_("open agreement")),
    Act("open-vacancy", "o", N_("open vacancy"), N_("open vacancy")),
    Act("change-vacancy", "c", N_("another vacancy"), N_("vacancy")),
    Act("open-twin", "b", N_("look at the other"), N_("look at the other")),
    Act("change-hours", "u", N_("change hours"), N_("hours")),
    Act("change-until", "u", N_("change the end"), N_("end")),
    Act("change-form", "v", N_("change form"), N_("form")),
    Act("add-indication", "i", N_("record indication"), N_("indication")),
    Act("add-wage-value", "l", N_("record wage value"), N_("wage value")),
    Act("use-derived-rate", "d", N_("use the derived rate"), N_("derived rate")),
    Act("change-location", "s", N_("another location"), N_("location")),
    Act("edit-client", "e", N_("change client"), N_("change client")),
    Act("override", "h", N_("set aside"), N_("set aside")),
    Act("give-reason", "w", N_("give a reason"), N_("reason")),
)
"""Every act with its letter, in the order in which they stand beside a finding."""

TOLD = frozenset(
    (
        "assign-holder",
        "make-relation",
        "open-twin",
        "lift-stop",
        "call-colleague",
        "inform-group",
        "assign-group-holder",
        "change-hours",
        "edit-client",
        "ask-team-lead",
        "wait",
        "open-agreement",
        "open-vacancy",
        "change-vacancy",
        "change-location",
        "open-employer",
        "override",
    )
)
"""Remedies whose sentence is shown too: it names the person to ask, or the hours that fit."""


def acts_of(finding: Finding) -> frozenset[str]:
    """What can be done about a finding, by the names in :data:`ACTS`."""
    acts = {remedy.act for remedy in finding.remedies}
    if acts & {"assign-holder", "make-relation", "lift-stop", "call-colleague"}:
        acts.add("open-employer")
    if acts & {"record-order", "change-order"}:
        acts.add("order-letter")
    if "wait" in acts:
        acts.add("open-request")
    if finding.warns and finding.takes_reason:
        acts.add("give-reason")
    return frozenset(acts)


def rule_title(rule: str) -> str:
    """The short name of a rule; its id when this program no longer has it."""
    return _(RULE_BY_ID[rule].title) if rule in RULE_BY_ID else rule


def holding_up(assessment: Assessment) -> tuple[Finding, ...]:
    """The findings that block by themselves; that a warning has no reason yet is said with the warning."""
    return tuple(finding for finding in assessment.blocks if finding.rule != REASONS)


def counts_line(assessment: Assessment, width: int, *, way_in: bool = False) -> Content:
    """'── 8 goed · 1 let op, reden nodig · 2 houden tegen ───' over the full width; ``way_in``: with the key that leads there."""
    blocks, warnings = len(holding_up(assessment)), len(assessment.warnings)
    silent = assessment.blocked and assessment.of(REASONS).blocks
    passes = sum(f.outcome is Outcome.PASS for f in assessment.findings)
    parts = [Content.styled(plural("{n} good", "{n} good", passes), STYLES[Outcome.PASS])]
    if warnings:
        asks = f", {_('reason needed')}" if silent else ""
        parts.append(Content.styled(plural("{n} to look at", "{n} to look at", warnings) + asks, STYLES[Outcome.WARN]))
    if blocks:
        parts.append(Content.styled(plural("{n} blocks", "{n} block", blocks), STYLES[Outcome.BLOCK]))
    line = Content.styled("── ", "$text-muted") + Content.styled(" · ", "$text-muted").join(parts) + Content(" ")
    key = (
        Content.styled(" F7", "bold $text-accent") + Content(f" {_('solve')} ")
        if way_in and (blocks or warnings)
        else Content("")
    )
    return line + Content.styled("─" * max(0, width - line.cell_length - key.cell_length), "$text-muted") + key


def finding_content(finding: Finding, reason: str, offered: Sequence[Act], width: int, *, lit: bool = True) -> list[Content]:
    """The lines of a finding: its sentence, who to ask, the reason given for it, and the keys that solve it.

    The keys are ``lit`` while they work: elsewhere on the screen the same letters are text.
    """
    style = STYLES.get(finding.outcome, "$text-muted")
    head = Content.styled(f"{MARKS[finding.outcome]} {rule_title(finding.rule)}"[: INDENT - 2].ljust(INDENT - 1), style)
    room = max(20, width - INDENT)
    body = Content(render(finding.sentence)).wrap(room)
    for remedy in finding.remedies:
        if remedy.act in TOLD:
            body += Content.styled(render(remedy.sentence), "italic").wrap(room)
    if reason:
        body += Content.styled(_("✓ reason: {reason}", reason=reason), STYLES[Outcome.PASS]).wrap(room)
    body += _foot(finding, offered, room, lit=lit)
    return [head + body[0], *(Content(" " * (INDENT - 1)) + line for line in body[1:])]


def marked(lines: Sequence[Content], at_cursor: bool) -> Content:
    """Lines below each other with the cursor before them, or room for it."""
    before = Content.styled(CURSOR, "bold $text-accent") if at_cursor else Content(" ")
    return Content("\n").join([before + line for line in lines])


def _foot(finding: Finding, offered: Sequence[Act], room: int, *, lit: bool) -> list[Content]:
    """The keys left, the rule and its promise right, on one line when both fit."""
    key, text = ("bold $text-accent", "") if lit else ("$text-muted", "$text-muted")
    keys = Content(" · ").join([Content.styled(act.key, key) + Content.styled(f" {_(act.text)}", text) for act in offered])
    source = Content.styled(_("{rule} · promise {number}", rule=finding.rule, number=finding.promise), "$text-muted")
    gap = room - keys.cell_length - source.cell_length
    if gap >= 1:
        return [keys + Content(" " * gap) + source]
    return [*keys.wrap(room), Content(" " * max(0, room - source.cell_length)) + source]


def well_content(assessment: Assessment, width: int) -> list[Content]:
    """'✓ relatie ✓ geen stop …' as far as lines are needed."""
    words = [_(WELL.get(f.rule, f.rule)) for f in assessment.findings if f.outcome is Outcome.PASS]
    lines, line = [], Content("")
    for word in words:
        piece = Content.styled("✓ ", STYLES[Outcome.PASS]) + Content(f"{word}  ")
        if line.cell_length + piece.cell_length > width + 1:
            lines.append(line)
            line = Content("")
        line += piece
    return [*lines, line]
