"""What people type: each field is checked, and what is wrong is said in one sentence per field."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from models.client import ClientInput
from models.fields import problems
from models.indication import IndicationInput
from models.kinds import TargetGroup
from models.location import LocationInput
from models.placement import PlacementInput
from models.wage_value import WageValueInput

NEEDED: dict[str, Any] = {"surname": "Baan", "municipality_id": b"m" * 16, "target_group": "wsw"}


def refusals(model: Any, **typed: Any) -> dict[str, str]:
    """The sentence under each field that is wrong."""
    with pytest.raises(ValidationError) as caught:
        model(**typed)
    return {field: str(message) for field, message in problems(caught.value)}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Baan ", "Baan"),
        ("\tBaan\n", "\tBaan\n"),
        (" \x1b[31mBaan ", "\x1b[31mBaan"),
        ("\u200b\u202eBaan", "\u200b\u202eBaan"),
        ("[red]x[/]", "[red]x[/]"),
        ("=1+1", "=1+1"),
        ("x" * 300, "x" * 300),
        ("'t Hof", "'t Hof"),
    ],
)
def test_only_spaces_around_a_text_go(typed: str, kept: str) -> None:
    client = ClientInput(**NEEDED | {"surname": typed}, street=typed)
    assert (client.surname, client.street) == (kept, kept)


def test_empty_is_nothing() -> None:
    empty = dict.fromkeys(("street", "bsn", "birth_date", "postcode", "contract_hours", "ladder_step", "remarks"), " ")
    client = ClientInput(**NEEDED, **empty)
    assert all(getattr(client, field) is None for field in empty)
    assert LocationInput(name="Loc", capacity="").capacity is None


def test_every_wrong_field_is_named_with_what_is_wrong() -> None:
    assert refusals(
        ClientInput,
        surname=" ",
        municipality_id=b"m" * 16,
        target_group="wsww",
        bsn="123",
        contract_hours="61,5",
        ladder_step="7",
        birth_date="31-02-1980",
    ) == {
        "surname": "This can't be empty.",
        "target_group": "'wsww' is not one of the choices: wsw, beschut-werk, banenafspraak, participatiewet, uwv.",
        "bsn": "'123' is not a valid BSN: nine digits that pass the eleven test.",
        "contract_hours": "'61,5' hours a week is not possible: write a number above 0 and up to 60.",
        "ladder_step": "'7' is not a step of the participation ladder: it runs from 1 to 6.",
        "birth_date": "'31-02-1980' is not a date. Write day-month-year, for example 24-11-2026.",
    }


def test_what_is_missing_is_asked_for() -> None:
    assert refusals(ClientInput, surname="Baan", municipality_id=b"m" * 16) == {"target_group": "This can't be empty."}
    assert refusals(WageValueInput, percentage="") == {"percentage": "This can't be empty."}


@pytest.mark.parametrize(("typed", "kept"), [("0,5", "0.5"), ("36.5", "36.5"), ("60", "60"), (Decimal(8), "8")])
def test_hours(typed: Any, kept: str) -> None:
    assert ClientInput(**NEEDED, contract_hours=typed).contract_hours == Decimal(kept)


@pytest.mark.parametrize("typed", ["0", "-1", "60,1", "1.234", "veel"])
def test_hours_that_are_none(typed: str) -> None:
    assert list(refusals(ClientInput, **NEEDED, contract_hours=typed)) == ["contract_hours"]


@pytest.mark.parametrize(("typed", "right"), [("0", True), ("100", True), ("80 %", True), ("100,5", False), ("-1", False)])
def test_percentages(typed: str, right: bool) -> None:
    if right:
        assert WageValueInput(percentage=typed)
    else:
        assert "is not a percentage from 0 to 100" in refusals(WageValueInput, percentage=typed)["percentage"]


@pytest.mark.parametrize(("typed", "kept"), [("12", 12), ("012", 12), (3, 3), (None, None), (" ", None)])
def test_counts(typed: Any, kept: int | None) -> None:
    assert LocationInput(name="Loc", capacity=typed).capacity == kept


@pytest.mark.parametrize("typed", ["0", "-1", "1,5", "²", "x", "9" * 12, 0, True])
def test_counts_that_are_none(typed: Any) -> None:
    assert "is not a whole number of 1 or more" in refusals(LocationInput, name="Loc", capacity=typed)["capacity"]


@pytest.mark.parametrize(
    ("typed", "kept"), [("ja", True), ("J", True), ("yes", True), ("nee", False), ("N", False), ("", None), (True, True)]
)
def test_yes_and_no(typed: Any, kept: bool | None) -> None:
    assert IndicationInput(kind="wsw", advice_supported=typed).advice_supported is kept


def test_neither_yes_nor_no() -> None:
    assert refusals(IndicationInput, kind="wsw", advice_supported="misschien") == {
        "advice_supported": "'misschien' is neither yes nor no."
    }


PLACE = {"client_id": b"c" * 16, "employer_id": b"e" * 16, "form": "trial", "start": "08-12-2026"}


@pytest.mark.parametrize(
    ("model", "typed", "expected"),
    [
        (PlacementInput, PLACE | {"until": "07-12-2026"}, {"until": "The end lies before the start."}),
        (
            PlacementInput,
            {k: v for k, v in PLACE.items() if k != "employer_id"},
            {"employer_id": "Name an employer or a location: where is the work?"},
        ),
        (PlacementInput, PLACE | {"start": ""}, {"start": "This can't be empty."}),
        (
            IndicationInput,
            {"kind": "wsw", "valid_from": "02-01-2026", "valid_until": "01-01-2026"},
            {"valid_until": "The end lies before the start."},
        ),
        (
            LocationInput,
            {"name": "Loc", "opened_on": "02-01-2026", "closed_on": "01-01-2026"},
            {"closed_on": "The closing date lies before the opening date."},
        ),
    ],
)
def test_rules_over_several_fields(model: Any, typed: dict[str, Any], expected: dict[str, str]) -> None:
    assert refusals(model, **typed) == expected


def test_one_day_is_a_period() -> None:
    assert PlacementInput(**PLACE | {"until": "08-12-2026"}).until is not None


def test_a_field_that_does_not_exist_is_refused() -> None:
    assert list(refusals(ClientInput, **NEEDED, surnaam="x")) == ["surnaam"]


def test_a_broken_letter_is_refused_and_not_kept() -> None:
    assert list(refusals(ClientInput, **NEEDED | {"surname": "\ud800"})) == ["surname"]


def test_choices_are_kept_as_members() -> None:
    assert ClientInput(**NEEDED).target_group is TargetGroup.WSW
