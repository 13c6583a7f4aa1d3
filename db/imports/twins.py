"""Employers that are probably one and the same: what rule E6 tells of one, told of all that a file speaks of."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from db.duplicates.employers import AlikeEmployer, Crowd, EmployerPair, alike_employers
from db.imports.telling import NAMED, Findings, Touched
from db.reading import Reader
from models.kinds import Outcome, Twin
from models.labels import field_label
from models.likeness import held_by_another
from models.messages import N_, Message

_SAME = {
    "branch-number": field_label("employer", "branch_number"),
    "kvk": field_label("employer", "kvk"),
    "name-and-place": Message(N_("name and place")),
    "phone": field_label("employer", "phone"),
    "domain": Message(N_("web domain")),
}


def same_employer(reader: Reader, touched: Touched, findings: Findings, today: date) -> None:
    """Tell which employers are probably one, as rule E6 does: seen from both, so that it blocks when either would."""
    for found in alike_employers(reader, today, touched):
        if isinstance(found, Crowd):
            _tell_crowd(findings, found)
        else:
            _tell_twins(findings, found)


def _tell_twins(findings: Findings, pair: EmployerPair) -> None:
    one, other, alike = pair
    findings.add(
        "E6",
        Outcome.BLOCK if _rivals(alike.twin, (one, other)) else Outcome.WARN,
        Message(
            N_("{name} ({number}) looks like {twin} ({other}): same {reasons}."),
            name=one.name,
            number=one.number,
            twin=other.name,
            other=other.number,
            reasons=tuple(_SAME[reason] for reason in alike.reasons),
        ),
        Message(N_("Look at both under 'Duplicates': merge them, or say that they are not the same.")),
        (one.number, other.number),
    )


def _tell_crowd(findings: Findings, crowd: Crowd) -> None:
    sure = Twin.STRONG if crowd.shared[0] == "branch-number" or len(crowd.shared) > 1 else Twin.PROBABLE
    numbers = [one.number for one in crowd.members]
    findings.add(
        "E6",
        Outcome.BLOCK if _rivals(sure, crowd.members) else Outcome.WARN,
        Message(
            N_("{count} employers have the same {what}: {numbers} …"),
            count=len(numbers),
            what=tuple(_SAME[reason] for reason in crowd.shared),
            numbers=numbers[:NAMED],
        ),
        Message(N_("Find out whether these are branches of one employer, or one employer several times.")),
        numbers,
    )


def _rivals(twin: Twin, employers: Iterable[AlikeEmployer]) -> bool:
    """Whether one of these has an account holder who is not another's."""
    holders = {one.holder for one in employers}
    return any(held_by_another(twin, theirs, ours) for theirs in holders for ours in tuple(holders)[:2])
