"""What people read: values in the reader's own writing, and people's text as data."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import kinds
from models.kinds import Channel, Form, TargetGroup
from models.messages import Message
from screens import texts
from screens.labels import LABELS, SHORT_LABELS
from screens.texts import _, label, plural, render

KINDS = [kind for kind in vars(kinds).values() if isinstance(kind, type) and issubclass(kind, StrEnum) and kind is not StrEnum]


@pytest.mark.parametrize(
    ("value", "dutch", "english"),
    [
        (None, "", ""),
        ("Joris Baan", "Joris Baan", "Joris Baan"),
        (3, "3", "3"),
        (2026, "2026", "2026"),
        (True, "ja", "yes"),
        (date(2026, 12, 8), "08-12-2026", "8 Dec 2026"),
        (Decimal("36.50"), "36,5", "36.5"),
        (Decimal("1E+2"), "100", "100"),
        (Form.GROUP_SECONDMENT, "groepsdetachering", "group secondment"),
        (TargetGroup.PW, "Participatiewet", "Participatiewet"),
        (Message("{who} is away.", who="Jo"), "Jo is away.", "Jo is away."),  # in no catalogue, so English
        (Message(""), "", ""),
        ([], "", ""),
        (["a"], "a", "a"),
        (("a", date(2026, 1, 2), Form.GREEN), "a, 02-01-2026 en groen", "a, 2 Jan 2026 and green"),
    ],
    ids=str,
)
@pytest.mark.usefixtures("in_dutch")
def test_a_value_is_written_as_the_reader_writes_it(value: Any, dutch: str, english: str) -> None:
    message = Message("x {value}", value=value)
    assert render(message) == f"x {dutch}"
    texts.set_language("en")
    assert render(message) == f"x {english}"


@pytest.mark.usefixtures("in_dutch")
def test_a_name_of_a_closed_list_has_a_capital_only_at_the_start_of_a_sentence() -> None:
    assert _("{form} for {group}", form=Form.GREEN, group=TargetGroup.WSW) == "Groen for Wsw"
    assert _("No. {form}, {again}", form=Form.TRIAL, again=Form.TRIAL) == "No. Proefplaatsing, proefplaatsing"


@pytest.mark.usefixtures("in_dutch")
def test_amounts_and_counts_have_points_between_thousands() -> None:
    assert texts.money(Decimal("1261.975")) == "€ 1.261,98"
    assert _("Rate € {rate}", rate=Decimal("9.7")) == "Rate € 9,70"
    assert texts.count(1223) == "1.223"
    texts.set_language("en")
    assert texts.money(Decimal("1261.98")) == "€ 1,261.98"
    assert texts.money(None) == texts.amount(None) == ""


@pytest.mark.parametrize(
    ("known", "dutch", "english"),
    [
        ("1966-05-13", "13-05-1966", "13 May 1966"),
        ("1995-02-00", "02-1995", "Feb 1995"),
        ("1968-00-00", "1968", "1968"),
        ("0000-00-00", "onbekend", "unknown"),
        (None, "", ""),
    ],
)
@pytest.mark.usefixtures("in_dutch")
def test_a_birth_date_is_shown_as_far_as_it_is_known(known: str | None, dutch: str, english: str) -> None:
    assert texts.partial_date(known) == dutch
    texts.set_language("en")
    assert texts.partial_date(known) == english


@pytest.mark.usefixtures("in_dutch")
def test_a_moment_is_on_the_clock_of_this_laptop() -> None:
    at = datetime(2026, 11, 24, 13, 3, tzinfo=UTC)
    assert texts.moment(at) == f"24-11-2026 {at.astimezone():%H:%M}"
    assert texts.short_date(date(2026, 12, 8)) == "08-12-26"


HOSTILE = ["{name}", "{0}", "{", "}", "{{}}", "%s", "$name", "[red]x[/]", "x [/", "Acme [UK] Ltd", "=1+1", "👩‍🏭", "x" * 300]


@pytest.mark.parametrize("name", HOSTILE)
def test_peoples_text_is_filled_in_once_and_stays_as_it_is(name: str) -> None:
    assert render(Message("{name} at {employer}.", name=name, employer=name)) == f"{name} at {name}."


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("a\x1b[31mb", r"a\x1b[31mb"),
        ("a\tb\nc", r"a\tb\nc"),
        ("a\u202eb", r"a\u202eb"),
        ("a\u200bb", r"a\u200bb"),
        ("a\x9bb", r"a\x9bb"),
    ],
)
def test_what_would_steer_a_terminal_is_shown_as_an_escape(raw: str, shown: str) -> None:
    assert render(Message("{name} is ill.", name=raw)) == f"{shown} is ill."


@given(template=st.text(), name=st.text(), values=st.dictionaries(st.text(min_size=1), st.text()))
def test_no_text_and_no_value_makes_a_sentence_fail(template: str, name: str, values: dict[str, str]) -> None:
    message = Message(template)
    message.values = {**values, "name": name}
    assert isinstance(render(message), str)


def test_a_place_without_a_value_stays_to_be_seen() -> None:
    assert render(Message("{who} at {where}.", who="Jo")) == "Jo at {where}."


def test_one_and_many_are_two_texts() -> None:
    assert plural("{n} client", "{n} clients", 1) == "1 client"
    assert plural("{n} client", "{n} clients", 0) == "0 clients"
    assert plural("{n} client of {who}", "{n} clients of {who}", 1223, who="Jo") == "1,223 clients of Jo"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_member_of_a_closed_list_has_a_name(kind: type[StrEnum]) -> None:
    assert set(LABELS[kind]) == set(kind)
    assert all(label(member) for member in kind)


@pytest.mark.usefixtures("in_dutch")
@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_a_short_name_fits_a_column(language: str) -> None:
    texts.set_language(language)
    long = {m: n for kind in SHORT_LABELS for m in kind if len(n := label(m, short=True)) > 12}
    assert not long


@pytest.mark.usefixtures("in_dutch")
def test_a_language_we_do_not_have_is_refused() -> None:
    with pytest.raises(ValueError, match="fr"):
        texts.set_language("fr")
    assert texts.language() == "nl"
    assert label(Channel.PHONE) == "Telefonisch"


def test_a_name_that_ends_in_a_point_ends_the_sentence_too() -> None:
    assert render(Message("It is {name}.", name="Metaalwerken B.V.")) == "It is Metaalwerken B.V."
    assert render(Message("{name}. Ask.", name="B.V.")) == "B.V. Ask."
    assert render(Message("{name} …", name="B.V.")) == "B.V. …"
