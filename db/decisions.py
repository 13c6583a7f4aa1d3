"""Decisions on requests: only the account holder of the employer takes them, or the deputy of that day (promise 33)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from db.account_holding import holder_facts
from db.coordination_file import CoordinationRow, coordination_row
from db.coordination_parties import must_be_allowed
from db.settings import whole_number
from models.coordination.conversation import Act
from models.errors import InvalidInput
from models.kinds import Channel, CoordinationState
from models.messages import N_, Message

if TYPE_CHECKING:
    from db.reading import Reader
    from db.store import Store
    from db.writing import Transaction
    from models.actor import Actor
    from models.coordination.request import Coordination

_CONSENT_DAYS = "consent-days"
_MOST_DAYS = (date.max - date.min).days


def approve(
    store: Store,
    actor: Actor,
    key: bytes,
    *,
    conditions: Sequence[str] = (),
    places: int | None = None,
    valid_until: date | None = None,
) -> CoordinationRow:
    """Agree to a request; with conditions it can be used once they are ticked off, with places it stands for several.

    Without ``valid_until`` the consent holds for the days of the setting, from today.
    """
    if places is not None and places < 1:
        raise InvalidInput([("places", Message(N_("A consent is for one place or more.")))])
    with store.write(actor, "coordination.approve") as tx:
        if valid_until is not None and valid_until < tx.today:
            raise InvalidInput(
                [("valid_until", Message(N_("{date} has passed: a consent holds until today at least."), date=valid_until))]
            )
        approve_in(tx, actor, key, conditions, places=places, valid_until=valid_until)
        return coordination_row(tx.reader, key, tx.today)


def approve_in(
    tx: Transaction,
    actor: Actor,
    key: bytes,
    conditions: Sequence[str] = (),
    *,
    places: int | None = None,
    valid_until: date | None = None,
) -> None:
    """See :func:`approve`; one of several in a transaction."""
    from models.coordination.request import Coordination

    texts = [text.strip() for text in conditions if text.strip()]
    state = CoordinationState.CONDITIONS if texts else CoordinationState.APPROVED
    request = tx.get(Coordination, key)
    decided = _decision(tx, actor, request, Act.APPROVE_IF if texts else Act.APPROVE)
    until = valid_until or consent_ends(tx.reader, tx.today)
    tx.change(request, **decided, state=state.value, valid_until=until, places=places)
    add_conditions(tx, key, texts)


def decline(store: Store, actor: Actor, key: bytes, reason: str, *, alternative: str | None = None) -> CoordinationRow:
    """Say no to a request, and why, and where or how it could be done instead: the consultant must be able to look further.

    A consent that was contested can be declined too: it was no consent.
    """
    if not reason.strip():
        raise InvalidInput([("reason", Message(N_("Say why the answer is no.")))])
    with store.write(actor, "coordination.decline", reason.strip()) as tx:
        decline_in(tx, actor, key, reason, alternative)
        return coordination_row(tx.reader, key, tx.today)


def decline_in(tx: Transaction, actor: Actor, key: bytes, reason: str, alternative: str | None = None) -> None:
    """See :func:`decline`; one of several in a transaction."""
    from models.coordination.request import Coordination

    request = tx.get(Coordination, key)
    decided = _decision(tx, actor, request, Act.DECLINE)
    instead = (alternative or "").strip() or None
    tx.change(request, **decided, state=CoordinationState.DECLINED.value, reason=reason.strip(), alternative=instead)


def consent_ends(reader: Reader, day: date) -> date:
    """The last day of a consent given on ``day`` without an end of its own; at most the last of the calendar."""
    return day + min(timedelta(days=min(whole_number(reader, _CONSENT_DAYS, day), _MOST_DAYS)), date.max - day)


def add_conditions(tx: Transaction, key: bytes, texts: Sequence[str]) -> None:
    """Keep the conditions of a consent, in their order."""
    from models.coordination.request import CoordinationCondition

    for position, text in enumerate(texts, 1):
        tx.add(CoordinationCondition(coordination_id=key, position=position, text=text))


def _decision(tx: Transaction, actor: Actor, request: Coordination, act: Act) -> dict[str, Any]:
    """Who decides; :class:`Refused` unless it can be decided, and it is theirs to decide."""
    who = must_be_allowed(tx, actor, request, act)
    holder = holder_facts(tx.reader, request.employer_id, tx.today)
    return {
        "decided_by": who.id,
        "decided_on": tx.today,
        "channel": Channel.TOOL.value,
        "own_decision": request.requested_by == who.id,
        "holder_id": holder.person.id if holder else None,
    }
