"""One placement at which everything is in order; each case changes what it is about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from models.actor import Actor
from models.coordination.facts import (
    ClientFacts,
    ConsentFacts,
    EmployerFacts,
    FallbackFacts,
    HolderFacts,
    IndicationFacts,
    MandateFacts,
    Person,
    PlacementFacts,
    ProposedPlacement,
)
from models.kinds import (
    ClientStatus,
    CoordinationState,
    Decision,
    EmployerState,
    Form,
    HrAdministrator,
    IndicationKind,
    Role,
    Scope,
    TargetGroup,
)
from models.worth import InForce

HOLDER = Person(b"D" * 16, "M. Dijkhuis")
CONSULTANT = Person(b"B" * 16, "M. ter Braak", team="Noord")

CONSENT = ConsentFacts(
    id=b"1" * 16,
    number="AA00001",
    state=CoordinationState.APPROVED,
    form=Form.GROUP_SECONDMENT,
    for_this_client=True,
    requested_by=CONSULTANT,
    requested_on=date(2026, 11, 18),
    decided_by=HOLDER,
    decided_on=date(2026, 11, 20),
    valid_until=date(2027, 2, 18),
)

IN_ORDER = PlacementFacts(
    today=date(2026, 11, 24),
    placement=ProposedPlacement(Form.GROUP_SECONDMENT, start=date(2026, 12, 8), until=date(2027, 12, 7), hours=Decimal(20)),
    client=ClientFacts(
        id=b"C" * 16,
        number="C00311",
        name="Joris Baan",
        group=TargetGroup.WSW,
        status=ClientStatus.ACTIVE,
        municipality="Almelo",
        contract_hours=Decimal(24),
        consultant=CONSULTANT,
        formal_employer="Almelo",
        formal_employer_is_ours=True,
        hr_administrator=HrAdministrator.NUO,
    ),
    actor=Actor(CONSULTANT.id, CONSULTANT.name, frozenset({Role.CONSULTANT}), team="Noord"),
    indications=(IndicationFacts(IndicationKind.WSW, valid_until=date(2030, 8, 15)),),
    employer=EmployerFacts(
        id=b"E" * 16,
        number="D10001",
        name="Hoekstra Logistiek VOF",
        state=EmployerState.RELATION,
        werkplein="Werkplein Almelo",
        holder=HolderFacts(HOLDER),
        consents=(CONSENT,),
    ),
    fallback=FallbackFacts("L00001", "Werkplein Almelo", capacity=60, taken=40),
    mandates=(
        MandateFacts(Role.CONSULTANT, Decision.PLACE, Scope.OWN_CASELOAD),
        MandateFacts(Role.TEAM_LEAD, Decision.PLACE, Scope.TEAM),
    ),
)

FIGURES = {
    key: InForce(key, Decimal(value), date(2026, 1, 1), "law")
    for key, value in (("minimum-wage-hour", "14.71"), ("costs-rate", "23.5"), ("young-wage.19", "60"))
}
"""What a rate is computed with: at a wage value of 60 %, € 10.90."""

Build = Callable[..., PlacementFacts]


def build_facts(**changes: Any) -> PlacementFacts:
    """The placement in order with changes: ``placement``, ``client``, ``consent`` and ``employer`` take a dict of fields."""
    employer = changes.pop("employer", {})
    consent = changes.pop("consent", {})
    facts = replace(
        IN_ORDER,
        placement=replace(IN_ORDER.placement, **changes.pop("placement", {})),
        client=replace(IN_ORDER.client, **changes.pop("client", {})),
        **changes,
    )
    if employer is None or IN_ORDER.employer is None:
        return replace(facts, employer=None)
    given = {"consents": () if consent is None else (replace(CONSENT, **consent),), **employer}
    return replace(facts, employer=replace(IN_ORDER.employer, **given))


@pytest.fixture
def build() -> Build:
    """:func:`build_facts`, for the tables of cases."""
    return build_facts
