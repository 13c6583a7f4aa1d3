"""Words that people type for subjects, forms, roles, channels, dates and amounts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from models.errors import BadInput
from models.kinds import Channel, Form, Role
from nuo_tui.cli import words


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("clients", "client"),
        ("client", "client"),
        ("Cliënten", "client"),
        ("clienten", "client"),
        ("WERKGEVERS", "employer"),
        ("plaatsing", "placement"),
        ("afstemming", "coordination"),
        ("requests", "coordination"),
        ("locaties", "location"),
        ("medewerkers", "user"),
        ("imports", "import"),
    ],
)
def test_subjects(text: str, subject: str) -> None:
    assert words.subject_of(text) == subject


def test_an_unknown_subject_names_those_there_are() -> None:
    with pytest.raises(BadInput) as refused:
        words.subject_of("locations", words.IMPORTED)
    assert "clients, employers, placements" in str(refused.value.hint)


@pytest.mark.parametrize("form", Form)
def test_a_form_goes_by_its_english_and_its_dutch_names(form: Form) -> None:
    for name in (form.value, form.value.upper(), form.value.replace("-", " "), *words.FORMS[form]):
        assert words.form_of(name) is form


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Beschut binnen", Form.SHELTERED),
        ("groepsdetachering", Form.GROUP_SECONDMENT),
        ("Detachering", Form.INDIVIDUAL_SECONDMENT),
        ("begeleid-werken", Form.SUPPORTED_EMPLOYMENT),
        ("GROEN", Form.GREEN),
        ("leerwerkplek", Form.LEARN_WORK),
        ("Proefplaatsing", Form.TRIAL),
        ("Werkervaringsplaats", Form.WORK_EXPERIENCE),
        ("baan met lks", Form.SUBSIDISED_JOB),
        ("Reguliere baan", Form.REGULAR_JOB),
    ],
)
def test_dutch_forms(text: str, form: Form) -> None:
    assert words.form_of(text) is form


@pytest.mark.parametrize(
    ("text", "role"), [*((role.value, role) for role in Role), ("Teamleider", Role.TEAM_LEAD), ("consulent", Role.CONSULTANT)]
)
def test_roles(text: str, role: Role) -> None:
    assert words.role_of(text) is role


@pytest.mark.parametrize(
    ("text", "channel"),
    [("phone", Channel.PHONE), ("E-mail", Channel.EMAIL), ("email", Channel.EMAIL), ("in-person", Channel.IN_PERSON)],
)
def test_channels(text: str, channel: Channel) -> None:
    assert words.channel_of(text) is channel


def test_a_verbal_consent_never_came_through_the_tool() -> None:
    with pytest.raises(BadInput):
        words.channel_of("tool")


@pytest.mark.parametrize("text", ["2026-12-08", "8-12-2026", "08-12-2026", "8 december 2026"])
def test_dates_are_dutch_or_iso(text: str) -> None:
    assert words.day_of(text, "--from") == date(2026, 12, 8)


@pytest.mark.parametrize("text", ["31-02-2026", "2026-12-00", "soon", "", "8"])
def test_what_is_no_date_is_told_with_its_option(text: str) -> None:
    with pytest.raises(BadInput, match="--from"):
        words.day_of(text, "--from")


def test_amounts_have_a_comma_or_a_point() -> None:
    assert words.optional_amount("36,5", "--hours") == words.optional_amount("36.5", "--hours") == Decimal("36.5")
    assert words.optional_amount(None, "--hours") is None
    with pytest.raises(BadInput, match="--hours"):
        words.optional_amount("many", "--hours")


def test_pairs_keep_what_stands_after_the_first_equals_sign() -> None:
    assert words.pairs_of(["E6=a=b", "C2="], "--because", "RULE=TEXT") == [("E6", "a=b"), ("C2", "")]
    for wrong in ("E6", "=text"):
        with pytest.raises(BadInput, match="RULE=TEXT"):
            words.pairs_of([wrong], "--because", "RULE=TEXT")
