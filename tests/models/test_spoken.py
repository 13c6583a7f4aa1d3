"""How people write the choices of the closed lists."""

from __future__ import annotations

from enum import StrEnum

import pytest

from models.kinds import ClientStatus, Form, PlacementState, TargetGroup
from models.spoken import SPOKEN, choices, dutch_name, parse_choice


@pytest.mark.parametrize(
    ("kind", "text", "choice"),
    [
        (Form, "Detachering", Form.INDIVIDUAL_SECONDMENT),
        (Form, "baan met lks", Form.SUBSIDISED_JOB),
        (Form, "learn work", Form.LEARN_WORK),
        (TargetGroup, "P-wet", TargetGroup.PW),
        (TargetGroup, "BESCHUT WERK", TargetGroup.SHELTERED),
        (ClientStatus, "Uitgestroomd", ClientStatus.ENDED),
        (PlacementState, "beeindigd", PlacementState.ENDED),
        (Form, "Kegelen", None),
        (TargetGroup, "", None),
    ],
)
def test_a_choice_is_known_by_its_names(kind: type[StrEnum], text: str, choice: StrEnum | None) -> None:
    assert parse_choice(kind, text) is choice


@pytest.mark.parametrize("kind", SPOKEN)
def test_every_choice_of_a_list_has_a_dutch_name_that_leads_back_to_it(kind: type[StrEnum]) -> None:
    for choice in kind:
        assert parse_choice(kind, dutch_name(choice)) is choice
        assert parse_choice(kind, choice.value) is choice
    assert len(set(choices(kind))) == len(kind)


@pytest.mark.parametrize(
    ("kind", "text", "choice"),
    [
        (TargetGroup, "beschut werk (new)", TargetGroup.SHELTERED),
        (TargetGroup, "Participatiewet, other", TargetGroup.PW),
        (TargetGroup, "banenafspraak", TargetGroup.JOB_AGREEMENT),
        (Form, "sheltered inside (beschut binnen)", Form.SHELTERED),
        (Form, "group secondment (groepsdetachering)", Form.GROUP_SECONDMENT),
        (Form, "individual secondment (individuele detachering)", Form.INDIVIDUAL_SECONDMENT),
        (Form, "supported employment (begeleid werken)", Form.SUPPORTED_EMPLOYMENT),
        (Form, "green (groen)", Form.GREEN),
        (Form, "learn-work place (leerwerkplek)", Form.LEARN_WORK),
        (Form, "trial placement (proefplaatsing)", Form.TRIAL),
        (Form, "work-experience place (werkervaringsplaats)", Form.WORK_EXPERIENCE),
        (Form, "regular job with wage-cost subsidy", Form.SUBSIDISED_JOB),
        (Form, "regular job with wage-cost subsidy (LKS)", Form.SUBSIDISED_JOB),
        (Form, "regular job (regulier)", Form.REGULAR_JOB),
        (Form, "detachering (groep)", Form.GROUP_SECONDMENT),
        (Form, "detachering (team)", None),
        (Form, "groen (beschut)", None),
        (Form, "kegelen (kegelen)", None),
    ],
)
def test_the_names_of_the_field_are_known(kind: type[StrEnum], text: str, choice: StrEnum | None) -> None:
    assert parse_choice(kind, text) is choice
