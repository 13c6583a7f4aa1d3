"""Mandates: which role may take which decision, how far; from the management regulation (promises 20 and 35)."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from sqlmodel import Field

from models.base import Record, amount_field
from models.kinds import Decision, Role, Scope


class Mandate(Record, table=True):
    """One line of the mandate table (mandaat): role × decision × limit."""

    subject: ClassVar[str] = "mandate"

    role: str
    decision: str
    scope: str = Field(description="how far it reaches")
    deviation: Decimal | None = amount_field(default=None, description="per cent that a rate may differ from the derived one")
    rule: str | None = Field(default=None, description="of an override: which rule's block may be set aside (rule A3)")


STARTING_MANDATES: tuple[tuple[Role, Decision, Scope, Decimal | None], ...] = (
    (Role.CONSULTANT, Decision.PROPOSE, Scope.OWN_CASELOAD, Decimal(0)),
    (Role.CONSULTANT, Decision.PLACE, Scope.OWN_CASELOAD, Decimal(0)),
    (Role.TEAM_LEAD, Decision.PROPOSE, Scope.TEAM, Decimal(10)),
    (Role.TEAM_LEAD, Decision.PLACE, Scope.TEAM, Decimal(10)),
    (Role.TEAM_LEAD, Decision.IMPORT, Scope.ALL, None),
    (Role.ACCOUNT_MANAGER, Decision.DECIDE, Scope.OWN_EMPLOYERS, None),
    (Role.ACCOUNT_MANAGER, Decision.ASSIGN_HOLDER, Scope.OWN_WERKPLEIN, None),
    (Role.ACCOUNT_MANAGER, Decision.REGISTER_RELATION, Scope.OWN_WERKPLEIN, None),
    (Role.ACCOUNT_MANAGER, Decision.STOP_APPROACH, Scope.OWN_WERKPLEIN, None),
    (Role.ADMINISTRATOR, Decision.ASSIGN_HOLDER, Scope.ALL, None),
    (Role.ADMINISTRATOR, Decision.REGISTER_RELATION, Scope.ALL, None),
    (Role.ADMINISTRATOR, Decision.STOP_APPROACH, Scope.ALL, None),
    (Role.ADMINISTRATOR, Decision.MANAGE_USERS, Scope.ALL, None),
    (Role.ADMINISTRATOR, Decision.MANAGE_MANDATES, Scope.ALL, None),
    (Role.ADMINISTRATOR, Decision.MANAGE_SETTINGS, Scope.ALL, None),
    (Role.ADMINISTRATOR, Decision.IMPORT, Scope.ALL, None),
    (Role.CONSULTANT, Decision.RECORD_ORDER, Scope.OWN_CASELOAD, None),
    (Role.TEAM_LEAD, Decision.RECORD_ORDER, Scope.TEAM, None),
    (Role.TEAM_LEAD, Decision.MANAGE_AGREEMENTS, Scope.ALL, None),
    (Role.ADMINISTRATOR, Decision.RECORD_ORDER, Scope.ALL, None),
    (Role.ADMINISTRATOR, Decision.MANAGE_AGREEMENTS, Scope.ALL, None),
    (Role.CONSULTANT, Decision.ASSIGN_CLIENTS, Scope.OWN_CASELOAD, None),
    (Role.TEAM_LEAD, Decision.ASSIGN_CLIENTS, Scope.TEAM, None),
    (Role.ADMINISTRATOR, Decision.ASSIGN_CLIENTS, Scope.ALL, None),
)
"""The starting table (DESIGN §3); an administrator places nobody."""

STARTING_OVERRIDES: tuple[tuple[Role, Scope, str], ...] = (
    (Role.TEAM_LEAD, Scope.TEAM, "C8"),
    (Role.TEAM_LEAD, Scope.TEAM, "C9"),
    (Role.TEAM_LEAD, Scope.TEAM, "C12"),
)
"""Which rules' blocks a role may set aside to begin with (rule A3): those in which the organisation itself has the say.

An administrator changes them. What another has the say in can never be among them: ``NEVER`` in
``models/coordination/overriding.py``.
"""
