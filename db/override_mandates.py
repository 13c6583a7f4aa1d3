"""The mandate table as people see it, and its lines on overriding, which an administrator adds and takes out (rule A3)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from db.mandates import must_have
from db.reading import Reader, as_decimal
from models.coordination.catalogue import RULE_BY_ID
from models.coordination.overriding import NEVER
from models.errors import BadInput, Refused
from models.kinds import Decision, Role, Scope
from models.messages import N_, Message

if TYPE_CHECKING:
    from db.store import Store
    from models.actor import Actor

SCOPES = (Scope.TEAM, Scope.OWN_CASELOAD, Scope.ALL)
"""How far a mandate to override can reach."""


class MandateRow(NamedTuple):
    """One line of the mandate table."""

    id: bytes
    role: Role
    decision: Decision
    scope: Scope
    deviation: Decimal | None
    """Per cent that a rate may differ from the derived one."""
    rule: str | None
    """Of an override: the rule."""


def list_mandates(reader: Reader) -> list[MandateRow]:
    """The whole table, by role and decision."""
    rows = reader.rows("SELECT id, role, decision, scope, deviation, rule FROM mandate ORDER BY id")
    found = [MandateRow(i, Role(r), Decision(d), Scope(s), as_decimal(v), rule) for i, r, d, s, v, rule in rows]
    roles, decisions, rules = list(Role), list(Decision), list(RULE_BY_ID)
    return sorted(
        found,
        key=lambda one: (
            roles.index(one.role),
            decisions.index(one.decision),
            rules.index(one.rule) if one.rule in rules else len(rules),
        ),
    )


def allow_override(store: Store, actor: Actor, rule: str, role: Role, scope: Scope = Scope.TEAM) -> MandateRow:
    """Let a role set the block of ``rule`` aside, this far; :class:`Refused` where somebody else has the say."""
    from models.mandate import Mandate

    _must_be_a_rule(rule)
    if scope not in SCOPES:
        raise BadInput(Message(N_("A mandate to override reaches {scopes}."), scopes=SCOPES))
    if rule in NEVER:
        raise Refused(
            Message(N_("What {rule} finds can never be set aside: somebody else has the say in it."), rule=rule),
            Message(N_("'nuo rules {rule}' says who."), rule=rule),
        )
    with store.write(actor, "mandate.allow") as tx:
        must_have(tx.reader, tx.actor, Decision.MANAGE_MANDATES)
        there = tx.reader.row(_LINE, (rule, role.value))
        if there is None:
            line = Mandate(role=role.value, decision=Decision.OVERRIDE.value, scope=scope.value, rule=rule)
            key = tx.add(line).id
        else:
            key = tx.change(tx.get(Mandate, there[0]), scope=scope.value).id
        return next(row for row in list_mandates(tx.reader) if row.id == key)


def forbid_override(store: Store, actor: Actor, rule: str, role: Role) -> None:
    """From now on a role can't set the block of ``rule`` aside; what runs already goes on."""
    from models.mandate import Mandate

    with store.write(actor, "mandate.forbid") as tx:
        must_have(tx.reader, tx.actor, Decision.MANAGE_MANDATES)
        lines = tx.reader.rows(_LINE, (rule, role.value))
        if not lines:
            raise BadInput(Message(N_("{role} can't set {rule} aside: there is nothing to take away."), role=role, rule=rule))
        for (key,) in lines:
            tx.remove(tx.get(Mandate, key))


_LINE = "SELECT id FROM mandate WHERE decision = 'override' AND rule = ? AND role = ?"


def _must_be_a_rule(rule: str) -> None:
    if rule not in RULE_BY_ID:
        raise BadInput(Message(N_("There is no rule '{rule}'. The rules are {rules}."), rule=rule, rules=tuple(RULE_BY_ID)))
