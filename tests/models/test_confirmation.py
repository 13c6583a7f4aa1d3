"""The confirmation of a placement: what each reader is told, and what the employer is never told."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal

import pytest

from models.confirmation import FORMS_WITH_RATE, ConfirmationFacts, Letter, compose, cut
from models.kinds import Audience, Form

TODAY = date(2026, 11, 24)
FACTS = ConfirmationFacts(
    number="PA00001",
    client="Joris Baan",
    form=Form.INDIVIDUAL_SECONDMENT,
    start=date(2026, 12, 8),
    consultant="M. ter Braak",
    employer="Hoekstra Logistiek VOF",
    employer_place="Havenweg 3, Almelo",
    contact="A. Hoekstra",
    workplace="magazijn",
    supervisor="P. Jansen",
    until=date(2027, 12, 7),
    hours=Decimal("20.5"),
    rate=Decimal("10.90"),
    fallback="Werkplein Almelo",
    conditions=("elke twee weken overleg", "niet tillen"),
    consent="AA00001",
)


def said(letter: Letter) -> str:
    """Everything in a letter, in one text."""
    sentences = [str(s) for part in letter.parts for s in (part.heading, *part.sentences)]
    rows = [f"{row.name}: {row.value}" for row in letter.rows]
    return "\n".join([str(letter.title), letter.to, str(letter.greeting), str(letter.opening), *rows, *sentences])


def test_the_employer_is_told_who_where_when_how_and_what_it_costs() -> None:
    text = said(compose(FACTS, Audience.EMPLOYER, TODAY))
    for told in (
        "Dear A. Hoekstra,",
        "Who: Joris Baan",
        "Where: Hoekstra Logistiek VOF",
        "First day: 2026-12-08",
        "Last day: 2027-12-07",
        "20.5 hours a week",
        "P. Jansen",
        "M. ter Braak",
        "goes back to Werkplein Almelo",
        "elke twee weken overleg",
        "€ 10.90 an hour",
    ):
        assert told in text


def test_the_client_is_told_the_same_without_the_rate() -> None:
    text = said(compose(FACTS, Audience.CLIENT, TODAY))
    assert "Dear Joris Baan," in text
    assert "Address: Havenweg 3, Almelo" in text
    assert "You then go back to Werkplein Almelo." in text
    assert "10.90" not in text
    assert "€" not in text


@pytest.mark.parametrize("form", Form)
@pytest.mark.parametrize("audience", Audience)
def test_every_form_has_plain_words_and_a_rate_only_where_there_is_one(form: Form, audience: Audience) -> None:
    text = said(compose(replace(FACTS, form=form), audience, TODAY))
    assert "What kind of work is it?" in text
    assert ("€ 10.90" in text) == (audience is Audience.EMPLOYER and form in FORMS_WITH_RATE)
    assert "{" not in text


def test_what_is_not_known_is_left_out() -> None:
    bare = ConfirmationFacts("PA00001", "Joris Baan", Form.SHELTERED, date(2026, 12, 8), "M. ter Braak", location="Hal 3")
    text = said(compose(bare, Audience.CLIENT, TODAY))
    assert "Where: Hal 3" in text
    assert "no last day was agreed" in text
    assert "None" not in text
    assert "What else was agreed" not in text
    assert "look for other work" in text


def test_the_facts_do_not_even_have_what_nobody_may_be_told() -> None:
    names = {field.name for field in fields(ConfirmationFacts)}
    assert not names & {"bsn", "indication", "indications", "wage_value", "group", "target_group", "limits", "remarks", "status"}


def test_more_conditions_than_fit_are_counted() -> None:
    text = said(compose(replace(FACTS, conditions=tuple(f"afspraak {n}" for n in range(11))), Audience.EMPLOYER, TODAY))
    assert "afspraak 5" in text
    assert "afspraak 6" not in text
    assert "… and 5 more (AA00001)" in text


def test_long_texts_are_cut() -> None:
    assert cut("x" * 90) == "x" * 90
    assert cut("x" * 91) == "x" * 89 + "…"
