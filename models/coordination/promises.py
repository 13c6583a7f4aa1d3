"""The promises that the rules keep, in a sentence each: what a rule's page says beside the number of its promise.

The rows are those of the promises register of the organisation; the wording is ours. Only the rows that a rule keeps
stand here. The promise itself is what the organisation is held to; the rule is how the program keeps it.
"""

from __future__ import annotations

from collections.abc import Mapping

from models.messages import N_

PROMISES: Mapping[int, str] = {
    9: N_("Wsw employees are employed by a municipality that takes part."),
    10: N_("The municipalities share one infrastructure, or buy from it by an agreement of several years."),
    11: N_("All Wsw employees keep work, terms and, if possible, their workplace, with guidance that fits."),
    12: N_("Wsw employees keep professional guidance, coaching and help to develop."),
    14: N_("Direction over Participatiewet clients stays with social affairs of the municipality."),
    18: N_("Market-oriented and businesslike, lean, and working on the statutory tasks."),
    19: N_("Employers are served from what they ask and from whom we have, for the broad target group."),
    20: N_("Robust co-operation with the werkplein: direction and execution apart, with clear powers."),
    21: N_("Orders are a means to keep people at work; secondment rates follow the wage value."),
    32: N_("As small as possible, as large as needed; one desk, no double work, and a place to fall back on."),
    33: N_("Consultants place with existing relations after coordination with the account holder who is responsible."),
    34: N_("Wsw workers in municipal green join the municipality's own outdoor service; for others green has learn-work places."),
    35: N_("The municipalities give a wide mandate, laid down in the management regulation."),
    37: N_("Performance agreements stay within financial frames: the budget holds mandate and targets."),
    39: N_("Wsw employees keep all terms, rights and duties; a municipality is formally their employer."),
    40: N_("The employer's tasks, personnel and payroll, have a place with the new organisation."),
    41: N_("Existing secondments, teams with their leadership, and workplaces go on unchanged as far as possible."),
}
"""The row of the register → what it promises."""


def promise_text(number: int) -> str:
    """What the promise of this row says, as a catalogue id; '' for a row that no rule keeps."""
    return PROMISES.get(number, "")
