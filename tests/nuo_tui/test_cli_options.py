"""The options that every command understands, wherever they stand, and what a wrong line comes to."""

from __future__ import annotations

from pathlib import Path

import pytest


def test_options_stand_before_or_after_the_command(nuo, store_path: Path, monkeypatch) -> None:
    monkeypatch.delenv("NUO_STORE")
    before = nuo("--store", store_path, "--json", "--user", "Ada Bos", "list", "clients")
    after = nuo("list", "clients", "--json", "--user", "Ada Bos", "--store", store_path)
    between = nuo("--json", "users", "--store", store_path, "list", "--user=Ada Bos")
    assert before.json == after.json
    assert before.json["total"] == 1
    assert between.json["total"] == 4


def test_after_wins(nuo, store_path: Path, tmp_path: Path) -> None:
    assert nuo("--store", tmp_path / "none", "list", "clients", "--json", "--store", store_path).json["total"] == 1
    assert nuo("--store", store_path, "list", "clients", "--store", tmp_path / "none").code == 3
    assert nuo("--user", "Nobody", "list", "clients", "--user", "Ada Bos").code == 0
    assert nuo("--user", "Ada Bos", "list", "clients", "--user", "Nobody").code == 2


def test_the_option_wins_from_the_environment(nuo, store_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("NUO_USER", "Nobody")
    assert nuo("list", "clients").code == 2
    assert nuo("list", "clients", "--user", "Ada Bos").code == 0


def test_a_value_may_look_like_an_option(nuo, store_path: Path) -> None:
    result = nuo("list", "clients", "--search", "--json")
    assert result.code == 0
    assert not result.out.startswith("{")
    assert nuo("list", "--json", "--search", "--user", "clients").json["total"] == 0


def test_nothing_is_an_option_after_two_dashes(nuo, store_path: Path) -> None:
    result = nuo("show", "client", "--", "--json")
    assert result.code == 2
    assert result.out == ""
    assert "--json" in result.err


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("nonsense",),
        ("list",),
        ("list", "clients", "--nonsense"),
        ("list", "clients", "extra"),
        ("list", "clients", "--limit", "many"),
        ("list", "clients", "--limit", "-1"),
        ("list", "clients", "--limit"),
        ("list", "dragons"),
        ("list", "clients", "--filter", "status"),
        ("list", "clients", "--filter", "colour=red"),
        ("list", "users", "--filter", "colour=red"),
        ("show", "client"),
        ("show", "client", "C99999"),
        ("coordinate",),
        ("coordinate", "tick", "AA00001", "first"),
        ("coordinate", "approve", "AA00001", "--places", "0"),
        ("users", "activate"),
        ("users", "activate", "Ada Bos", "--all"),
        ("users", "add", "New One"),
        ("users", "add", "New One", "--role", "king"),
        ("place", "--client", "CA00001"),
        ("place", "--client", "CA00001", "--form", "swimming", "--from", "2030-01-01"),
        ("place", "--client", "CA00001", "--form", "green", "--from", "31-02-2030"),
        ("place", "--client", "CA00001", "--form", "green", "--from", "2030-01-01"),
        ("place", "--client", "CA00001", "--employer", "DA00001", "--form", "green", "--from", "2030-01-01", "--vacancy", "V1"),
        ("place", "--client", "CA00001", "--employer", "DA00001", "--form", "green", "--from", "2030-01-01", "--because", "E6"),
        (
            "place",
            "--client",
            "CA00001",
            "--employer",
            "DA00001",
            "--form",
            "green",
            "--from",
            "2030-01-01",
            "--because",
            "E99=x",
        ),
        ("place", "--client", "CA00001", "--employer", "DA00001", "--form", "green", "--from", "2030-01-01", "--hours", "-3"),
        ("--lang", "fr", "list", "clients"),
        ("list", "clients", "--lang=fr"),
        ("import", "no-such-file.csv", "--as", "dragons"),
        ("import", "no-such-file.csv", "--as", "clients"),
        ("show", "client", "\udcff"),
    ],
)
@pytest.mark.parametrize("as_json", [False, True], ids=["people", "json"])
def test_wrong_use_exits_2_with_one_sentence(nuo, store_path: Path, words: tuple[str, ...], as_json: bool) -> None:
    result = nuo("--user", "Ada Bos", *(["--json"] if as_json else []), *words)
    assert result.code == 2
    assert result.err.count("\n") == 1
    assert "Traceback" not in result.err
    if as_json:
        assert set(result.json) >= {"error", "hint"}
        assert result.json["error"] in result.err
    else:
        assert result.out == ""


def test_a_misspelt_command_gets_the_name_that_is_most_like_it(nuo) -> None:
    assert "'import'" in nuo("imprt").err
    assert "'request'" in nuo("coordinate", "requests").err


def test_the_version_stands_in_one_place(nuo) -> None:
    from nuo_tui import __version__

    assert nuo("--version").out == f"nuo {__version__}\n"


def test_the_language_goes_for_mistakes_too(nuo, monkeypatch) -> None:
    assert nuo("nonsense", "--lang", "nl").err.startswith("Er is geen")  # also where the option is read last
    assert nuo("--lang=en", "nonsense").err.startswith("There is no")
    monkeypatch.delenv("NUO_LANG")
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    assert nuo("nonsense").err.startswith("There is no")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    assert nuo("nonsense").err.startswith("Er is geen")


@pytest.mark.parametrize(
    ("words", "option"),
    [
        (("list", "clients", "--json=true"), "--json"),
        (("--json=1", "list", "clients"), "--json"),
        (("--json=true",), "--json"),
        (("import", "x.csv", "--as", "clients", "--dry-run=yes", "--json"), "--dry-run"),
        (("users", "activate", "--all=yes", "--json"), "--all"),
        (("init", "--plain=", "--json"), "--plain"),
    ],
)
def test_an_option_that_takes_no_value_says_so(nuo, store_path: Path, words: tuple[str, ...], option: str) -> None:
    result = nuo(*words)
    assert result.code == 2
    assert result.json["error"] == f"Option {option} takes no value."
    assert result.err.startswith(f"Option {option} takes no value.")


@pytest.mark.parametrize(
    ("words", "command"),
    [
        (("list", "clients", "--limit"), "nuo list"),
        (("coordinate", "approve", "AA00001", "--places"), "nuo coordinate approve"),
        (("users", "--user"), "nuo users"),
        (("--store",), "nuo"),
    ],
)
def test_a_value_that_is_missing_points_at_the_help_of_its_command(nuo, words: tuple[str, ...], command: str) -> None:
    assert nuo(*words).err.splitlines() == [f"Option {words[-1]} needs a value. See '{command} --help'."]
