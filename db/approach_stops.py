"""Approach stops: that an employer is left in peace for a while (rule E8)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from db.mandates import must_have
from db.reading import Reader, as_date
from models.actor import Actor
from models.errors import InvalidInput, Refused
from models.kinds import Decision
from models.messages import N_, Message

if TYPE_CHECKING:
    from db.store import Store


class StopRow(NamedTuple):
    """One approach stop in an employer's file."""

    id: bytes
    reason: str
    from_date: date
    until_date: date | None
    """Last day; None: until lifted."""
    lifted_on: date | None
    version: int

    def runs_on(self, day: date) -> bool:
        """Whether nobody may approach the employer on ``day``."""
        lifted = self.lifted_on is not None and self.lifted_on <= day
        return self.from_date <= day and not lifted and (self.until_date is None or day <= self.until_date)


def stops_of(reader: Reader, employer_key: bytes) -> tuple[StopRow, ...]:
    """All approach stops of an employer, newest first."""
    rows = reader.rows(
        "SELECT id, reason, from_date, until_date, lifted_on, version FROM approach_stop WHERE employer_id = ? "
        "ORDER BY from_date DESC, id DESC",
        (employer_key,),
    )
    return tuple(StopRow(r[0], r[1], date.fromisoformat(r[2]), as_date(r[3]), as_date(r[4]), r[5]) for r in rows)


def lay_stop(
    store: Store, actor: Actor, employer_key: bytes, *, reason: str, from_date: date, until: date | None = None
) -> bytes:
    """Ask everybody to leave an employer in peace; returns the key of the stop.

    Only an account manager of the employer's werkplein or an administrator may (DESIGN §3, Starting mandates).
    """
    from models.employer import ApproachStop, Employer
    from models.fields import REQUIRED

    problems = []
    if not reason.strip():
        problems.append(("reason", Message(REQUIRED)))
    if until is not None and until < from_date:
        problems.append(("until_date", Message(N_("The end lies before the start."))))
    if problems:
        raise InvalidInput(problems)
    with store.write(actor, "employer.stop") as tx:
        employer = tx.get(Employer, employer_key)
        must_have(tx.reader, tx.actor, Decision.STOP_APPROACH, werkplein_id=employer.municipality_id)
        return tx.add(ApproachStop(employer_id=employer.id, reason=reason.strip(), from_date=from_date, until_date=until)).id


def lift_stop(store: Store, actor: Actor, stop_key: bytes) -> None:
    """End an approach stop today; the same people may who may lay one."""
    from models.employer import ApproachStop, Employer

    with store.write(actor, "employer.lift-stop") as tx:
        stop = tx.get(ApproachStop, stop_key)
        employer = tx.get(Employer, stop.employer_id)
        must_have(tx.reader, tx.actor, Decision.STOP_APPROACH, werkplein_id=employer.municipality_id)
        if stop.lifted_on is not None or (stop.until_date is not None and stop.until_date < tx.today):
            raise Refused(Message(N_("This approach stop does not run any more.")))
        tx.change(stop, lifted_on=tx.today)
