"""Where exports and rejects are written: never over a pipe, a device or a folder, and through a link to what it links to."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from db.exports import export
from db.store import Store
from models.actor import Actor
from models.errors import BadInput
from tests.db.csv_files import CLIENT, Office

BAD = {**CLIENT, "Gemeente": "Nergens"}
Write = Callable[[Path], object]


@pytest.fixture
def office(store: Store, admin: Actor, tmp_path: Path) -> Office:
    return Office(store, admin, tmp_path)


@pytest.fixture(params=["rejects", "export"])
def write(request: pytest.FixtureRequest, office: Office) -> Write:
    if request.param == "rejects":
        return lambda path: office.bring("clients", BAD, rejects=path)
    return lambda path: export(office.store, office.actor, "clients", path)


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _folder(path: Path) -> None:
    path.mkdir()


def _device(path: Path) -> None:
    path.symlink_to(os.devnull)


def _circle(path: Path) -> None:
    path.symlink_to(path)


@pytest.mark.parametrize("make", [_pipe, _folder, _device, _circle])
def test_what_is_no_ordinary_file_is_refused_and_stays(write: Write, tmp_path: Path, make: Callable[[Path], None]) -> None:
    path = tmp_path / "there.csv"
    make(path)
    before = stat.S_IFMT(path.lstat().st_mode)
    with pytest.raises(BadInput):
        write(path)
    assert stat.S_IFMT(path.lstat().st_mode) == before
    assert [file.name for file in tmp_path.glob(".nuo-*")] == []


@pytest.mark.parametrize("there", [True, False])
def test_a_link_stays_a_link(write: Write, tmp_path: Path, *, there: bool) -> None:
    folder = tmp_path / "elders"
    folder.mkdir()
    link, target = tmp_path / "link.csv", folder / "file.csv"
    link.symlink_to(target)
    if there:
        target.write_text("oud", encoding="utf-8")
    write(link)
    assert link.is_symlink()
    assert "Achternaam" in target.read_text(encoding="utf-8-sig")
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_a_link_to_the_store_is_refused(write: Write, office: Office, tmp_path: Path) -> None:
    link = tmp_path / "link.csv"
    link.symlink_to(office.store.path)
    with pytest.raises(BadInput):
        write(link)


def test_the_place_is_told_as_it_was_named(office: Office, tmp_path: Path) -> None:
    link = tmp_path / "link.csv"
    link.symlink_to(tmp_path / "file.csv")
    assert office.bring("clients", BAD, rejects=link).rejects_file == str(link)
