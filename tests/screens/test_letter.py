"""A confirmation as a page and as text: one sheet, hostile names as they are, nothing from elsewhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.confirmation import ConfirmationFacts, compose
from models.kinds import Audience, Form
from nuo_tui.catalogues import load
from screens.confirmations.letter import PAGE_LETTERS, PAGE_LINES, SMALL_LETTERS, SMALL_LINES, as_html, as_text, lines_needed
from screens.texts import install, language, writing_in
from tests.models.test_confirmation import FACTS, TODAY

HOSTILE = (
    "<script>alert(1)</script>",
    "</td></table><img src=x onerror=alert(1)>",
    "A & B \"quote\" 'single'",
    "[/] [bold]x[/bold]",
    "{name} {client}",
    "\x1b[31mrood",
    "\u202eomgekeerd",
    "🦔",
)


class _Page(HTMLParser):
    """The tags, the attributes and the text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text += data


def everywhere(text: str) -> ConfirmationFacts:
    """A placement in which everything that people type is ``text``."""
    typed = ("client", "consultant", "employer", "employer_place", "contact", "location", "workplace", "supervisor", "fallback")
    return replace(FACTS, **dict.fromkeys(typed, text), conditions=(text, text))


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("audience", Audience)
def test_hostile_names_stay_text(name: str, audience: Audience) -> None:
    usual, page = (_Page(as_html(compose(facts, audience, TODAY))) for facts in (everywhere("x"), everywhere(name)))
    assert page.tags == usual.tags
    assert page.attributes == usual.attributes
    shown = name.encode("unicode_escape").decode() if not name.isprintable() else name
    assert page.text.count(shown) >= 8
    assert "\x1b" not in as_text(compose(everywhere(name), audience, TODAY))


@given(st.text(min_size=1, max_size=200))
def test_whatever_is_typed_adds_no_tag(name: str) -> None:
    usual, page = (_Page(as_html(compose(facts, Audience.EMPLOYER, TODAY))) for facts in (everywhere("x"), everywhere(name)))
    assert page.tags == usual.tags


@pytest.mark.parametrize("audience", Audience)
def test_nothing_comes_from_elsewhere_and_nothing_runs(audience: Audience) -> None:
    text = as_html(compose(FACTS, audience, TODAY))
    page = _Page(text)
    assert not {"script", "img", "link", "iframe", "a", "form", "object"} & set(page.tags)
    assert not {"src", "href", "style"} & {name for name, _ in page.attributes}
    for outside in ("http:", "https:", "url(", "@import", "//"):
        assert outside not in text
    assert "default-src 'none'" in text
    assert "@page { size: A4;" in text


@pytest.mark.parametrize("tongue", ["nl", "en"])
@pytest.mark.parametrize("form", Form)
@pytest.mark.parametrize("audience", Audience)
def test_it_fits_one_sheet_however_long_everything_is(audience: Audience, form: Form, tongue: str) -> None:
    longest = replace(everywhere("Werkgever " * 60), form=form, conditions=("tillen tot tien kilo en " * 40,) * 30)
    usual, small = compose(replace(FACTS, form=form), audience, TODAY), compose(longest, audience, TODAY)
    install(load, "en")
    with writing_in(tongue):
        assert lines_needed(usual, PAGE_LETTERS) <= PAGE_LINES
        assert '<body class="small">' not in as_html(usual)
        assert '<body class="small">' in as_html(small)
        assert lines_needed(small, SMALL_LETTERS) <= SMALL_LINES


def test_a_letter_has_its_own_language_and_the_reader_keeps_theirs() -> None:
    install(load, "en")
    letter = compose(replace(FACTS, start=date(2026, 12, 8)), Audience.CLIENT, TODAY)
    with writing_in("nl"):
        dutch = as_html(letter)
        assert language() == "nl"
    assert language() == "en"
    assert '<html lang="nl">' in dutch
    assert "Beste Joris Baan," in dutch
    assert "08-12-2026" in dutch
    assert "Dear Joris Baan," in as_html(letter)
