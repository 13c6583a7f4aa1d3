"""``nuo mandates``: who may decide what, and whose blocks may be set aside by whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from models.errors import BadInput
from models.kinds import Scope
from models.messages import N_, Message
from nuo_tui.cli.output import write_json, write_line, write_table
from nuo_tui.cli.session import Session
from nuo_tui.cli.words import role_of
from screens.texts import _, amount, label

if TYPE_CHECKING:
    from db.override_mandates import MandateRow

Rule = Annotated[str, typer.Argument(metavar="RULE", help=N_("Whose block may be set aside, for instance C9."))]
RoleName = Annotated[
    str, typer.Option("--role", metavar="R", help=N_("consultant, account-manager, team-lead or administrator."))
]


def list_mandates(ctx: typer.Context) -> int:
    """Every line of the mandate table."""
    from db.override_mandates import list_mandates as lines_of

    session = ctx.ensure_object(Session)
    with session.open() as store, store.read() as reader:
        rows = lines_of(reader)
    if session.json:
        write_json({"total": len(rows), "rows": [_mandate_json(row) for row in rows]})
        return 0
    write_table(
        [_("Role"), _("Decision"), _("Reaches"), _("Rule"), _("Rate differs at most")],
        (
            [
                label(row.role),
                label(row.decision),
                label(row.scope),
                row.rule or "",
                f"{amount(row.deviation)} %" if row.deviation else "",
            ]
            for row in rows
        ),
    )
    return 0


def allow(
    ctx: typer.Context,
    rule: Rule,
    role: RoleName,
    scope: Annotated[str, typer.Option(metavar="S", help=N_("How far: team, own-caseload or all."))] = Scope.TEAM.value,
) -> int:
    """Let a role set the block of a rule aside; only an administrator can."""
    from db.override_mandates import allow_override

    session = ctx.ensure_object(Session)
    with session.open() as store:
        line = allow_override(store, session.actor(store), rule.strip().upper(), role_of(role), _scope_of(scope))
    if session.json:
        write_json(_mandate_json(line))
    else:
        sentence = _("{role} may set {rule} aside from now on: {scope}.", role=line.role, rule=line.rule, scope=line.scope)
        write_line(sentence[:1].upper() + sentence[1:])
    return 0


def forbid(ctx: typer.Context, rule: Rule, role: RoleName) -> int:
    """From now on a role can't set the block of a rule aside; only an administrator decides that."""
    from db.override_mandates import forbid_override

    session = ctx.ensure_object(Session)
    name, who = rule.strip().upper(), role_of(role)
    with session.open() as store:
        forbid_override(store, session.actor(store), name, who)
    if session.json:
        write_json({"rule": name, "role": who.value})
    else:
        sentence = _("{role} can't set {rule} aside any more.", role=who, rule=name)
        write_line(sentence[:1].upper() + sentence[1:])
    return 0


def _scope_of(text: str) -> Scope:
    from db.override_mandates import SCOPES

    found = next((scope for scope in SCOPES if scope == text.strip().lower()), None)
    if found is None:
        raise BadInput(Message(N_("'{value}' is no reach. Choose team, own-caseload or all."), value=text))
    return found


def _mandate_json(row: MandateRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "role": row.role,
        "decision": row.decision,
        "scope": row.scope,
        "deviation": row.deviation,
        "rule": row.rule,
    }
