"""Every rule has a page that people can read: each part of it, in the order in which one asks."""

from __future__ import annotations

import pytest

from models.coordination.catalogue import RULES
from models.coordination.pages import HEADINGS, PROMISE, page_of, parts
from models.coordination.rule import Rule


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_page_has_all_its_parts(rule: Rule) -> None:
    assert [part.heading for part in page_of(rule)] == [*HEADINGS.values(), PROMISE]
    assert all(part.text.endswith(".") for part in page_of(rule))


def test_a_part_is_one_line_of_text() -> None:
    assert [part.text for part in parts("Free.\n\nWhat: no\noverlap.\nWhy: What: is no heading here.")] == [
        "no overlap.",
        "What: is no heading here.",
    ]


def test_a_docstring_that_is_no_page_has_no_parts() -> None:
    assert parts("Whether it runs.\n\nWhatever it is.") == ()
