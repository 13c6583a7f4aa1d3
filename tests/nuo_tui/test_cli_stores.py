"""Making, opening and not opening a store; and the users in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from nuo_tui import passphrase
from tests.nuo_tui.conftest import ADMINISTRATOR, CONSULTANT, HOLDER


def test_init_makes_an_encrypted_store_with_its_first_user(nuo, tmp_path: Path, monkeypatch) -> None:
    path = tmp_path / "new folder" / "new.store"
    monkeypatch.setenv("NUO_PASSPHRASE", "correct horse")
    made = nuo("init", "--store", path, "--user", "Wim Bos", "--json")
    assert made.json == {"store": str(path), "user": "Wim Bos", "encrypted": True}
    assert b"SQLite" not in path.read_bytes()[:16]
    user = nuo("users", "list", "--store", path, "--json").json["rows"][0]
    assert (user["name"], user["active"], len(user["roles"])) == ("Wim Bos", True, 4)


def test_init_without_encryption_warns(nuo, tmp_path: Path) -> None:
    made = nuo("init", "--plain", "--store", tmp_path / "plain.store", "--user", "Wim Bos")
    assert made.code == 0
    assert "not encrypted" in made.err


@pytest.mark.parametrize("words", [("--user", "Wim Bos"), ("--plain",)], ids=["no passphrase", "nobody"])
def test_init_needs_a_passphrase_and_a_first_user(nuo, tmp_path: Path, words: tuple[str, ...]) -> None:
    path = tmp_path / "new.store"
    assert nuo("init", "--store", path, *words).code == 2
    assert not path.exists()


def test_init_overwrites_nothing(nuo, store_path: Path) -> None:
    before = store_path.read_bytes()
    assert nuo("init", "--plain", "--user", "Wim Bos").code == 2
    assert store_path.read_bytes() == before


def test_where_the_store_lies_by_default(nuo, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert nuo("init", "--plain", "--user", "Wim Bos", "--json").json["store"] == str(tmp_path / "data" / "nuo" / "nuo.store")
    assert nuo("list", "clients").code == 0


@pytest.fixture
def encrypted(nuo, tmp_path: Path, monkeypatch) -> Path:
    path = tmp_path / "encrypted.store"
    monkeypatch.setenv("NUO_STORE", str(path))
    monkeypatch.setenv("NUO_PASSPHRASE", "correct horse")
    assert nuo("init", "--user", "Wim Bos").code == 0
    return path


def test_the_passphrase_comes_from_a_file_or_the_environment(nuo, encrypted: Path, tmp_path: Path, monkeypatch) -> None:
    assert nuo("list", "clients").code == 0
    right, wrong = tmp_path / "right.txt", tmp_path / "wrong.txt"
    right.write_bytes("correct horse\r\nsecond line\n".encode("utf-8-sig"))
    wrong.write_text("wrong\n")
    assert nuo("list", "clients", "--passphrase-file", wrong).code == 3
    monkeypatch.setenv("NUO_PASSPHRASE", "wrong")
    assert nuo("list", "clients").code == 3
    assert nuo("list", "clients", "--passphrase-file", right).code == 0
    assert nuo("--passphrase-file", wrong, "list", "clients", "--passphrase-file", right).code == 0


@pytest.mark.parametrize("content", [b"", b"\nsecond", b"\xff\xfe\x00", b"a\x00b\n", None])
def test_a_passphrase_file_of_no_use(nuo, encrypted: Path, tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "passphrase.txt"
    if content is not None:
        file.write_bytes(content)
    assert nuo("list", "clients", "--passphrase-file", file).code == 2


@pytest.mark.parametrize("given", [None, "", "wrong"])
def test_without_the_passphrase_the_store_stays_shut(nuo, encrypted: Path, monkeypatch, given: str | None) -> None:
    monkeypatch.delenv("NUO_PASSPHRASE")
    if given is not None:
        monkeypatch.setenv("NUO_PASSPHRASE", given)
    before = encrypted.read_bytes()
    refused = nuo("list", "clients", "--json")
    assert refused.code == 3
    assert refused.json["error"]
    assert encrypted.read_bytes() == before


def test_the_passphrase_is_asked_for_at_a_terminal(nuo, encrypted: Path, monkeypatch) -> None:
    monkeypatch.delenv("NUO_PASSPHRASE")
    monkeypatch.setattr(passphrase, "can_ask", lambda: True)
    monkeypatch.setattr("getpass.getpass", lambda _prompt: "correct horse")
    assert nuo("list", "clients").code == 0


def test_a_new_passphrase_is_asked_for_twice(nuo, tmp_path: Path, monkeypatch) -> None:
    answers = iter(("one", "two", "same", "same"))
    monkeypatch.setattr(passphrase, "can_ask", lambda: True)
    monkeypatch.setattr("getpass.getpass", lambda _prompt: next(answers))
    path = tmp_path / "asked.store"
    assert nuo("init", "--store", path, "--user", "Wim Bos").code == 2
    assert not path.exists()
    assert nuo("init", "--store", path, "--user", "Wim Bos").code == 0


@pytest.mark.parametrize("content", [None, b"", b"no store at all", b"x" * 8192])
def test_what_is_no_store_is_left_alone(nuo, tmp_path: Path, monkeypatch, content: bytes | None) -> None:
    path = tmp_path / "other.store"
    monkeypatch.setenv("NUO_PASSPHRASE", "any")
    if content is not None:
        path.write_bytes(content)
    assert nuo("list", "clients", "--store", path).code == 3
    assert path.exists() == (content is not None)
    assert content is None or path.read_bytes() == content


def test_users_are_added_changed_retired_and_activated(nuo, store_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("NUO_USER", ADMINISTRATOR)
    added = nuo(
        "users",
        "add",
        "Sem Kok",
        "--role",
        "consulent",
        "--role",
        "team-lead",
        "--team",
        "Noord",
        "--werkplein",
        "Almelo",
        "--json",
    )
    assert added.json["roles"] == ["consultant", "team-lead"]
    assert (added.json["team"], added.json["werkplein"]) == ("Noord", "Werkplein Almelo")
    changed = nuo(
        "users", "change", "sem kok", "--away-from", "2026-12-01", "--away-until", "24-12-2026", "--deputy", HOLDER, "--json"
    ).json
    assert (changed["away_from"], changed["away_until"], changed["deputy"]) == ("2026-12-01", "2026-12-24", HOLDER)
    assert changed["roles"] == ["consultant", "team-lead"]
    back = nuo("users", "change", "Sem Kok", "--back", "--role", "consultant", "--json").json
    assert (back["away_from"], back["deputy"], back["roles"]) == (None, None, ["consultant"])
    assert nuo("users", "retire", "Sem Kok", "--json").json == {"retired": ["Sem Kok"]}
    assert nuo("list", "clients", "--user", "Sem Kok").code == 1
    assert nuo("users", "activate", "--all", "--json").json == {"activated": ["Sem Kok"]}
    assert nuo("users", "activate", "Sem Kok", "--json").json == {"activated": []}


def test_who_may_not_manage_users_is_refused(nuo, store_path: Path) -> None:
    for words in (
        ("add", "X", "--role", "administrator"),
        ("activate", "--all"),
        ("retire", HOLDER),
        ("change", HOLDER, "--team", "Zuid"),
    ):
        assert nuo("users", *words, "--user", CONSULTANT).code == 1
    assert nuo("users", "retire", ADMINISTRATOR, "--user", ADMINISTRATOR).code == 1


def test_who_acts_must_be_clear_for_acts_and_not_for_looking(nuo, store_path: Path) -> None:
    assert nuo("list", "clients").code == 0
    assert nuo("show", "client", "CA00001").code == 0
    assert nuo("check").code == 0
    unclear = nuo("users", "activate", "--all")
    assert unclear.code == 2
    assert "--user" in unclear.err
    assert nuo("list", "clients", "--user", "Nobody").code == 2
