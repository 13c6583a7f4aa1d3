"""Mandates: reading the table, and holding acts to it."""

from __future__ import annotations

from decimal import Decimal

from db.reading import Reader
from models.actor import Actor
from models.coordination.facts import MandateFacts
from models.errors import Refused
from models.kinds import Decision, Role, Scope
from models.messages import N_, Message


def mandates(reader: Reader) -> tuple[MandateFacts, ...]:
    """The whole table."""
    rows = reader.rows("SELECT role, decision, scope, deviation, rule FROM mandate ORDER BY id")
    return tuple(
        MandateFacts(Role(r), Decision(d), Scope(s), None if v is None else Decimal(v), rule) for r, d, s, v, rule in rows
    )


def scopes(reader: Reader, actor: Actor, decision: Decision) -> set[Scope]:
    """How far the actor's roles together reach for ``decision``; empty: not at all."""
    rows = reader.rows("SELECT role, scope FROM mandate WHERE decision = ?", (decision.value,))
    return {Scope(scope) for role, scope in rows if Role(role) in actor.roles}


def must_have(reader: Reader, actor: Actor, decision: Decision, *, werkplein_id: bytes | None = None) -> None:
    """Raise :class:`Refused` unless a mandate of the actor's covers ``decision`` (promise 20).

    ``werkplein_id`` is the municipality whose werkplein the decision belongs to, where that matters.
    """
    reach = scopes(reader, actor, decision)
    if Scope.ALL in reach:
        return
    if Scope.OWN_WERKPLEIN in reach and werkplein_id is not None and actor.werkplein_id == werkplein_id:
        return
    if Scope.OWN_WERKPLEIN in reach and werkplein_id is None:
        raise Refused(
            Message(
                N_("{name} has no mandate for this: the employer has no municipality, and so no werkplein."), name=actor.name
            ),
            Message(N_("Fill in its municipality, or ask an administrator.")),
        )
    if Scope.OWN_WERKPLEIN in reach:
        raise Refused(
            Message(N_("{name} has no mandate for this: the employer belongs to another werkplein."), name=actor.name),
            Message(N_("Ask an account manager of that werkplein, or an administrator.")),
        )
    raise Refused(
        Message(N_("{name} has no mandate for this decision: {decision}."), name=actor.name, decision=decision),
        _who_may(decision),
    )


def _who_may(decision: Decision) -> Message:
    if decision in (Decision.ASSIGN_HOLDER, Decision.REGISTER_RELATION, Decision.STOP_APPROACH):
        return Message(N_("Ask an account manager of that werkplein, or an administrator."))
    if decision in (Decision.IMPORT, Decision.MANAGE_AGREEMENTS, Decision.ASSIGN_CLIENTS):
        return Message(N_("Ask an administrator or a team lead."))
    return Message(N_("Ask an administrator."))
