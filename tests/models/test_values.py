"""Values that the field writes its own way: what is taken, in which form it is kept, what is refused."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import values
from models.fields import FUTURE_BIRTH


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Hofstede", "hofstede"),
        ("hofsté", "hofste"),
        ("Oude Lansink", "oude lansink"),
        ("Ørsted", "orsted"),
        ("Łódź", "lodz"),
        ("Groß", "gross"),
        ("GROẞ", "gross"),
        ("ıİ", "ii"),
        ("Æsir", "aesir"),
        ("cœur", "coeur"),
        ("ﬁets", "fiets"),
        ("ℌ℡", "htel"),
        ("Ĳsselmeer", "ijsselmeer"),
        ("e\u0301", "e"),
        ("한", "한"),
        ("", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert values.fold(text) == folded


@given(st.text())
def test_fold_is_done_once(text: str) -> None:
    assert values.fold(values.fold(text)) == values.fold(text)


def test_words_know_no_search_syntax() -> None:
    assert values.words('Jan* OR "x" (NEAR/2) -_^ D10001 3,5') == ["jan", "or", "x", "near", "2", "d10001", "3", "5"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Hoekstra Logistiek V.O.F.", "HOEKSTRA LOGISTIEK VOF", True),
        ("Hoekstra Logistiek v.o.f", "Hoekstra  Logistiek", True),
        ("Hoekstra Logistiek V O F", "Hoekstra Logistiek", True),
        ("Dekker Pakken B.V.", "Dekker Pakken BV", True),
        ("Dekker Pakken B.V", "Dekker-Pakken", True),
        ("Jansen & Zn.", "Jansen en Zn", True),
        ("J.P. Bakker", "JP Bakker", True),
        ("De Bakker", "Bakker", True),
        ("Bakkerij Müller", "bakkerij muller", True),
        ("Bakker Almelo", "Bakker Wierden", False),
        ("B.V.", "N.V.", False),
    ],
)
def test_company_key(one: str, other: str, same: bool) -> None:
    assert (values.company_key(one) == values.company_key(other)) is same


def test_company_key_of_nothing_but_a_legal_form() -> None:
    assert values.company_key("B.V.") == "bv"
    assert values.company_key("!?") == ""


@pytest.mark.parametrize(
    ("phone", "key"),
    [
        ("(074)-8897127", "748897127"),
        ("0748897127", "748897127"),
        ("+31(0)74 8897127", "748897127"),
        ("(+31) 74-889 71 27", "748897127"),
        ("0031 74 8897127", "748897127"),
        ("+31 074 8897127", "748897127"),
        ("06-12345678", "612345678"),
        ("+49 74 8897127", "+49748897127"),
        ("0049 74 8897127", "+49748897127"),
        ("112", ""),
        ("geen", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_phone_key(phone: str | None, key: str) -> None:
    assert values.phone_key(phone) == key


@pytest.mark.parametrize(
    ("website", "key"),
    [
        ("www.vegt.example", "vegt.example"),
        ("https://www.Vegt.example/contact?x=1", "vegt.example"),
        ("vegt.example:8080", "vegt.example"),
        ("info@vegt.example", "vegt.example"),
        ("https://www.facebook.com/vegt", ""),
        ("vegt", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_domain_key(website: str | None, key: str) -> None:
    assert values.domain_key(website) == key


@pytest.mark.parametrize(
    "text",
    [
        "24-11-2026",
        "24/11/2026",
        "24.11.2026",
        "24 11 2026",
        "24-11-2026 00:00",
        "24-11-2026 0:00:00",
        "2026-11-24",
        "2026-11-24T00:00:00",
        "2026-11-24 00:00:00.000",
        "20261124",
        "24 november 2026",
        "24 nov. 2026",
        "24-NOV-2026",
        " 24-11-2026 ",
    ],
)
def test_dates(text: str) -> None:
    assert values.parse_date(text) == date(2026, 11, 24)
    assert values.parse_partial_date(text) == "2026-11-24"


@pytest.mark.parametrize(
    ("text", "month"),
    [("1 maart 2026", 3), ("1 mrt 2026", 3), ("1 mei 2026", 5), ("1 may 2026", 5), ("1 okt 2026", 10), ("1 sept 2026", 9)],
)
def test_months_in_words(text: str, month: int) -> None:
    assert values.parse_date(text) == date(2026, month, 1)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("19680000", "1968-00-00"),
        ("19950200", "1995-02-00"),
        ("00000000", "0000-00-00"),
        ("00-00-1968", "1968-00-00"),
        ("0-0-1968", "1968-00-00"),
        ("00-02-1995", "1995-02-00"),
        ("00/02/1995", "1995-02-00"),
        ("1968-00-00", "1968-00-00"),
        ("1995-02-00", "1995-02-00"),
        ("00-00-0000", "0000-00-00"),
        ("0000-00-00", "0000-00-00"),
        ("1968", "1968-00-00"),
        ("29-02-1996", "1996-02-29"),
    ],
)
def test_partial_birth_dates(text: str, kept: str) -> None:
    assert values.parse_partial_date(text) == kept
    assert values.parse_partial_date(kept) == kept


@pytest.mark.parametrize(
    "text", ["1966-00-13", "13-00-1966", "19660013", "31-02-1980", "29-02-1995", "0000-05-01", "00-13-1980", "195"]
)
def test_dates_that_are_none(text: str) -> None:
    with pytest.raises(ValueError, match=re.escape(values.BAD_DATE)):
        values.parse_partial_date(text)


@pytest.mark.parametrize(
    "text",
    [
        "1968",
        "00-02-1995",
        "19680000",
        "0000-00-00",
        "24-11-26",
        "31-02-2026",
        "24 foo 2026",
        "24-11-2026 14:03",
        "٢٤-11-2026",
        "",
    ],
)
def test_whole_dates_are_not_partial(text: str) -> None:
    with pytest.raises(ValueError, match=re.escape(values.BAD_DATE)):
        values.parse_date(text)


def test_partial_dates_come_first_in_their_year() -> None:
    days = ["1968-02-01", "1968-00-00", "1967-12-31", "1968-02-00", "0000-00-00", "1968-01-31"]
    assert sorted(days) == ["0000-00-00", "1967-12-31", "1968-00-00", "1968-01-31", "1968-02-00", "1968-02-01"]


@given(st.dates())
def test_every_date_is_read_as_it_is_written(day: date) -> None:
    assert values.parse_date(day.isoformat()) == day
    assert values.parse_date(f"{day.day:02}-{day.month:02}-{day.year:04}") == day


@pytest.mark.parametrize(
    ("birth_date", "age"),
    [("1987-11-24", 39), ("1987-11-25", 38), ("1987-00-00", None), ("1987-11-00", None), (None, None), ("2004-02-29", 22)],
)
def test_age(birth_date: str | None, age: int | None) -> None:
    assert values.age_on(birth_date, date(2026, 11, 24)) == age


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("999919386", "999919386"),
        ("9999.19.386", "999919386"),
        ("9999 19 386", "999919386"),
        ("099990015", "099990015"),
        ("99990015", "099990015"),
    ],
)
def test_bsn(text: str, kept: str) -> None:
    assert values.parse_bsn(text) == kept


@pytest.mark.parametrize(
    "text", ["999919387", "000000000", "00000000", "0", "9999193860", "9999193", "99991938a", "९९९९१९३८६", ""]
)
def test_bsn_that_is_none(text: str) -> None:
    with pytest.raises(ValueError, match=re.escape(values.BAD_BSN)):
        values.parse_bsn(text)


@pytest.mark.parametrize(("text", "kept"), [("11215279", "11215279"), ("1121 5279", "11215279"), ("01121527", "01121527")])
def test_kvk(text: str, kept: str) -> None:
    assert values.parse_kvk(text) == kept


@pytest.mark.parametrize("text", ["1121527", "112152790", "1121527A", ""])
def test_kvk_that_is_none(text: str) -> None:
    with pytest.raises(ValueError, match=re.escape(values.BAD_KVK)):
        values.parse_kvk(text)


def test_branch_number() -> None:
    assert values.parse_branch_number("0000 2263 3920") == "000022633920"
    with pytest.raises(ValueError, match=re.escape(values.BAD_BRANCH)):
        values.parse_branch_number("22633920")


@pytest.mark.parametrize(
    ("text", "kept"), [("7607AB", "7607 AB"), ("7607 ab", "7607 AB"), (" 7607  AB ", "7607 AB"), ("1000AA", "1000 AA")]
)
def test_postcode(text: str, kept: str) -> None:
    assert values.parse_postcode(text) == kept


@pytest.mark.parametrize(
    "text", ["0607 AB", "760 AB", "7607 A", "7607 SA", "7607 sd", "7607 SS", "7607 A1", "76O7 AB", "B-7607", ""]
)
def test_postcode_that_is_none(text: str) -> None:
    with pytest.raises(ValueError, match=re.escape(values.BAD_POSTCODE)):
        values.parse_postcode(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("36", "36"),
        ("36,5", "36.5"),
        ("36.5", "36.5"),
        ("9,72", "9.72"),
        ("9.72", "9.72"),
        ("€ 9,72", "9.72"),
        ("€9.72", "9.72"),
        ("80%", "80"),
        ("80,5 %", "80.5"),
        ("1.234,50", "1234.50"),
        ("1,234.50", "1234.50"),
        ("€ 1.234.567,89", "1234567.89"),
        ("1.234", "1234"),
        ("1.234.567", "1234567"),
        ("1,234", "1.234"),
        ("0.125", "0.125"),
        ("1234.5", "1234.5"),
        ("12345,6", "12345.6"),
        (",5", "0.5"),
        (".5", "0.5"),
        ("-3", "-3"),
        ("+3,0", "3.0"),
        ("\u00a036\u00a0", "36"),
    ],
)
def test_numbers(text: str, number: str) -> None:
    assert values.parse_decimal(text) == Decimal(number)


@pytest.mark.parametrize(
    "text", ["", "x", "5,", "5.", "1.2.3", "1,2,3", "1.2.3,4", "12.34,5", "1e5", "NaN", "3 6", "--3", "１２", "36 uur"]
)
def test_numbers_that_are_none(text: str) -> None:
    with pytest.raises(ValueError, match=re.escape(values.BAD_NUMBER)):
        values.parse_decimal(text)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("36.50", "36.5"),
        ("36.00", "36"),
        ("100", "100"),
        ("1E+2", "100"),
        ("0.00", "0"),
        ("-0", "0"),
        ("0E+3", "0"),
        ("-3.10", "-3.1"),
    ],
)
def test_decimal_text(number: str, text: str) -> None:
    assert values.decimal_text(Decimal(number)) == text


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9))
def test_decimal_text_loses_nothing(number: Decimal) -> None:
    assert Decimal(values.decimal_text(number)) == number
    assert values.parse_decimal(values.decimal_text(number).replace(".", ",")) == number


@pytest.mark.parametrize(
    ("surname", "prefix", "first", "sort", "person", "listed"),
    [
        ("Berg", "van der", "Joris", "berg joris", "Joris van der Berg", "Berg, Joris van der"),
        ("Oude Lansink", None, "Ilse", "oude lansink ilse", "Ilse Oude Lansink", "Oude Lansink, Ilse"),
        ("Łubień", None, None, "lubien", "Łubień", "Łubień"),
        ("IJsselstein", None, "Jan", "ijsselstein jan", "Jan IJsselstein", "IJsselstein, Jan"),
    ],
)
def test_names(surname: str, prefix: str | None, first: str | None, sort: str, person: str, listed: str) -> None:
    assert values.sort_name(surname, first) == sort
    assert values.person_name(surname, prefix, first) == person
    assert values.list_name(surname, prefix, first) == listed


def test_every_sentence_that_refuses_a_value_names_it() -> None:
    refusals = [
        values.BAD_DATE,
        values.BAD_BSN,
        values.BAD_KVK,
        values.BAD_BRANCH,
        values.BAD_POSTCODE,
        values.BAD_NUMBER,
        FUTURE_BIRTH,
    ]
    assert all("{value}" in sentence for sentence in refusals)


@pytest.mark.parametrize("space", ["\u00a0", "\u202f"])
def test_hard_spaces_are_spaces(space: str) -> None:
    assert values.parse_date(f"{space}24{space}november{space}2026{space}") == date(2026, 11, 24)
    assert values.parse_partial_date(f"feb{space}1995") == "1995-02-00"
    assert values.parse_postcode(f"{space}7607{space}ab{space}") == "7607 AB"
    assert values.parse_decimal(f"€{space}1{space}234,50{space}") == Decimal("1234.5")
    assert values.parse_kvk(f"1121{space}5279") == "11215279"
    assert values.parse_branch_number(f"0000 2263{space}3920") == "000022633920"
    assert values.parse_bsn(f"9999{space}19386") == "999919386"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("02-1995", "1995-02-00"),
        ("2/1995", "1995-02-00"),
        ("feb 1995", "1995-02-00"),
        ("Februari 1995", "1995-02-00"),
        ("mrt. 1995", "1995-03-00"),
        ("april 1995", "1995-04-00"),
        ("00-1995", "1995-00-00"),
        ("1995.02.00", "1995-02-00"),
    ],
)
def test_a_month_with_its_year_is_a_partial_birth_date_and_no_date(text: str, kept: str) -> None:
    assert values.parse_partial_date(text) == kept
    with pytest.raises(ValueError, match="is not a date"):
        values.parse_date(text)


@pytest.mark.parametrize("text", ["13-1995", "foo 1995", "02-95", "1 234 5", "2026-11-24T10:00", "24-11-26"])
def test_what_is_no_date_stays_none(text: str) -> None:
    with pytest.raises(ValueError, match="is not a date"):
        values.parse_partial_date(text)


def test_points_may_stand_in_a_date_that_begins_with_the_year() -> None:
    assert values.parse_date("2026.11.24") == date(2026, 11, 24)


@pytest.mark.parametrize("text", ["1 23", "12 34 567", "0 123", "1 2345", "36 ,5"])
def test_spaces_divide_thousands_and_nothing_else(text: str) -> None:
    with pytest.raises(ValueError, match="is not a number"):
        values.parse_decimal(text)
