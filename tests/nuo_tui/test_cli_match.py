"""``nuo match``: the same lines as the screens, for scripts and for people."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.nuo_tui.conftest import ADMINISTRATOR, CONSULTANT, HOLDER

SOON = (date.today() + timedelta(days=14)).isoformat()
CLIENT, EMPLOYER = ("--client", "CA00001"), ("--employer", "vegt logistiek")


def test_from_both_sides_what_can_be_and_what_has_to_be_done_first(nuo, store_path: Path) -> None:
    asked = ("match", *CLIENT, "--from", SOON, "--user", CONSULTANT)
    found = nuo(*asked, "--json").json
    assert (found["number"], found["start"], found["total"], found["now"], found["after"]) == ("CA00001", SOON, 3, 1, 2)
    ours, first, second = found["rows"]
    assert (ours["possible"], ours["form"]) == ("now", "sheltered")
    assert (first["number"], first["possible"], first["form"], first["hours"]) == ("DA00001", "after", "group-secondment", 36.5)
    assert [act["sentence"] for act in first["acts"]] == ["Ask M. Dijkhuis to agree."]
    assert [act["act"] for act in second["acts"]] == ["make-relation", "request-coordination"]
    said = ("--who", HOLDER, "--when", date.today().isoformat(), "--channel", "phone", "--from", SOON)
    assert nuo("coordinate", "verbal", *CLIENT, *EMPLOYER, "--form", "trial", *said, "--user", CONSULTANT).code == 0
    assert nuo("coordinate", "verbal", *CLIENT, *EMPLOYER, "--form", first["form"], *said, "--user", CONSULTANT).code == 0
    text = nuo(*asked, "--limit", "1").out
    assert "2 now · 1 after something · 0 can't" in text
    assert "✓ now" in text
    assert "2 more; ask for them with --limit." in text
    trial = nuo(*asked, "--form", "trial", "--json").json
    assert (trial["never"], [why["rule"] for why in trial["rows"][0]["why"]]) == (3, ["C3"])
    back = nuo("match", *EMPLOYER, "--user", CONSULTANT, "--json").json
    assert [(row["number"], row["possible"]) for row in back["rows"]] == [("CA00001", "now")]


def test_a_vacancy_needs_no_employer(nuo, store_path: Path) -> None:
    added = ("vacancies", "add", *EMPLOYER, "--title", "Inpakker", "--form", "detachering", "--user", ADMINISTRATOR)
    assert nuo(*added).code == 0
    row = nuo("match", "--vacancy", "VA00001", "--user", CONSULTANT, "--json").json["rows"][0]
    assert (row["form"], row["vacancy"]) == ("individual-secondment", "VA00001")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((), "Give --client, or else --employer or --vacancy."),
        ((*CLIENT, *EMPLOYER), "Give --client, or else --employer or --vacancy."),
        (("--client", "CA99999"), "CA99999"),
        ((*CLIENT, "--form", "zomaar"), "zomaar"),
        ((*CLIENT, "--from", "ooit"), "ooit"),
    ],
)
def test_what_is_asked_wrong_is_said_in_a_sentence(nuo, store_path: Path, words: tuple[str, ...], sentence: str) -> None:
    result = nuo("match", *words, "--user", CONSULTANT)
    assert (result.code, sentence in result.err) == (2, True)
