"""Dutch and English are whole: every text of the code is in both, and says the same with the same places."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from string import Formatter

import pytest
from babel.messages.catalog import Catalog

from models.errors import BadInput
from nuo_tui.catalogues import choose_language, load
from screens import texts
from tools.catalogues import FLOORS, LANGUAGES, MARKS, ROOT, marked, read_catalogue, texts_of

BOTH = [(language, floor) for language in LANGUAGES for floor in FLOORS]
IMPLIED = {"plural": {"n"}, "wrong": {"field"}}
"""Values that these marks fill in or take for themselves."""
NO_LOCALE = {"LANG": "C.UTF-8"}


def entries(catalogue: Catalog) -> dict[str, str]:
    """The texts of a catalogue without its header."""
    return {str(m.id): str(m.string) for m in catalogue if m.id}


def places(text: str) -> set[str]:
    return {name for _literal, name, _spec, _conversion in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize(("language", "floor"), BOTH)
def test_a_catalogue_has_the_texts_of_its_floor_and_no_others(language: str, floor: str) -> None:
    kept, used = set(entries(read_catalogue(language, floor))), set(texts_of(floor))
    assert sorted(used - kept) == [], "new in the code: run 'make catalogues' and write the Dutch"
    assert sorted(kept - used) == [], "gone from the code: run 'make catalogues'"


@pytest.mark.parametrize(("language", "floor"), BOTH)
def test_every_text_is_translated(language: str, floor: str) -> None:
    catalogue = read_catalogue(language, floor)
    assert [m.id for m in catalogue if m.id and (not m.string or m.fuzzy)] == []
    assert not catalogue.obsolete


@pytest.mark.parametrize(("language", "floor"), BOTH)
def test_a_translation_has_the_places_of_its_text(language: str, floor: str) -> None:
    both = entries(read_catalogue(language, floor))
    other = {text: words for text, words in both.items() if words and places(text) != places(words)}
    assert other == {}


def calls(floor: str) -> Iterator[tuple[str, str, ast.Call]]:
    """Every call of a mark in the code of a floor: where, its name, and the call."""
    for path in sorted((ROOT / floor).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKS and node.args:
                yield f"{path.relative_to(ROOT)}:{node.lineno}", node.func.id, node


@pytest.mark.parametrize("floor", FLOORS)
def test_no_text_is_put_together_before_it_is_translated(floor: str) -> None:
    glued = [where for where, _name, call in calls(floor) if isinstance(call.args[0], ast.JoinedStr | ast.BinOp)]
    assert glued == []


@pytest.mark.parametrize("floor", FLOORS)
def test_every_place_of_a_sentence_gets_its_value(floor: str) -> None:
    wrong = []
    for where, name, call in calls(floor):
        given = {keyword.arg for keyword in call.keywords}
        template = call.args[0]
        if isinstance(template, ast.Call):
            template = template.args[0]
        if name == "N_" or None in given or not isinstance(template, ast.Constant) or not isinstance(template.value, str):
            continue
        if places(template.value) - IMPLIED.get(name, set()) != given - IMPLIED.get(name, set()):
            wrong.append(f"{where}: {template.value!r} gets {sorted(map(str, given))}")
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_of_two_floors_is_translated_once(language: str) -> None:
    words: dict[str, set[str]] = {}
    for floor in FLOORS:
        for text, translated in entries(read_catalogue(language, floor)).items():
            words.setdefault(text, set()).add(translated)
    assert {text: all_ for text, all_ in words.items() if len(all_) > 1} == {}


@pytest.mark.parametrize(("language", "floor"), BOTH)
def test_the_compiled_catalogues_are_those_of_the_sources(language: str, floor: str) -> None:
    lookup = load(language)
    stale = [text for text, words in entries(read_catalogue(language, floor)).items() if words and lookup(text) != words]
    assert stale == [], "run 'make catalogues' (or 'make', after editing a .po)"


def test_a_text_that_no_catalogue_has_stays_english() -> None:
    assert load("nl")("Nobody ever wrote this.") == "Nobody ever wrote this."


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('_("a")', ["a"]),
        ('texts._("a", n=1)', ["a"]),
        ('Message("a {b}", b=N_("c"))', ["a {b}", "c"]),
        ('wrong("a", "field")', ["a"]),
        ('plural("one", "many", 2)', ["one", "many"]),
        ('_("a" if x else "b")', ["a", "b"]),
        ('_("a "\n  "b")', ["a b"]),
        ('def rule():\n  """Free (C1).\n\n  What: no\n  overlap.\n  Why: terms."""', ["no overlap.", "terms."]),
        ('_(text), Message(id, a="b"), _(""), other("a")', []),
    ],
)
def test_the_tool_finds_what_is_marked(source: str, found: list[str]) -> None:
    assert sorted(marked(source)) == sorted(found)


@pytest.mark.parametrize(
    ("explicit", "environment", "setting", "language"),
    [
        ("en", {"NUO_LANG": "nl", "LANG": "nl_NL.UTF-8"}, "nl", "en"),
        ("EN", {}, None, "en"),
        (None, {"NUO_LANG": "en", "LANG": "nl_NL.UTF-8"}, "nl", "en"),
        (None, {"LANG": "nl_NL.UTF-8"}, "en", "en"),
        (None, {"LANG": "en_GB.UTF-8"}, None, "en"),
        (None, {"LC_ALL": "nl_BE", "LANG": "en_GB.UTF-8"}, None, "nl"),
        (None, {"LANG": "de_DE.UTF-8"}, None, "nl"),
        (None, NO_LOCALE, None, "nl"),
        (None, {"NUO_LANG": ""} | NO_LOCALE, "", "nl"),
    ],
)
def test_the_language_is_asked_for_set_or_that_of_the_system(
    explicit: str | None, environment: dict[str, str], setting: str | None, language: str
) -> None:
    assert choose_language(explicit, environment, setting) == language


@pytest.mark.parametrize(("explicit", "environment"), [("fr", {}), (None, {"NUO_LANG": "french"})])
def test_a_language_that_we_do_not_have_is_said(explicit: str | None, environment: dict[str, str]) -> None:
    with pytest.raises(BadInput, match="Choose nl or en"):
        choose_language(explicit, environment | NO_LOCALE)


@pytest.mark.usefixtures("in_dutch")
def test_the_language_changes_while_the_program_runs() -> None:
    assert texts._("Everything") == "Alles"
    texts.set_language("en")
    assert texts._("Everything") == "Everything"
