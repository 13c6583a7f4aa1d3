"""What an import keeps and what it hands back: rejects that can be mended, dry runs, strict ones, and who may import."""

from __future__ import annotations

import csv
import stat
import tempfile
from pathlib import Path
from typing import Any

import pytest

from db.imports import import_file, list_imports
from db.store import Store
from models.actor import Actor
from models.errors import BadInput, Refused
from models.kinds import Role
from tests.db.conftest import MakeUser
from tests.db.csv_files import CLIENT, EMPLOYER, Office, counts, text_of, wrong

BAD = {**CLIENT, "Cliëntnr": "C2", "Achternaam": " 'dubbel\"; ", "Gemeente": "Nergens", "Opmerking": "twee\nregels"}


@pytest.fixture
def office(store: Store, admin: Actor, tmp_path: Path) -> Office:
    return Office(store, admin, tmp_path)


def everything(store: Store) -> list[Any]:
    """All there is in the store."""
    with store.read() as reader:
        tables = [
            name
            for (name,) in reader.rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search_index%'")
        ]
        return [(name, reader.rows(f"SELECT * FROM {name}")) for name in sorted(tables)]


def test_the_rejects_stand_beside_the_file_as_they_were_and_for_nobody_else(office: Office) -> None:
    report = office.bring("clients", CLIENT, BAD)
    assert report.rejects_file == str(office.folder / "clients-rejects.csv")
    path = Path(report.rejects_file)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with path.open(encoding="utf-8-sig", newline="") as file:
        headings, row = csv.reader(file, delimiter=";")
    assert dict(zip(headings, row, strict=True)) == BAD


def test_mended_rejects_come_in(office: Office) -> None:
    report = office.bring("clients", CLIENT, BAD)
    assert report.rejects_file
    path = Path(report.rejects_file)
    path.write_text(path.read_text(encoding="utf-8").replace("Nergens", "Almelo"), encoding="utf-8")
    mended = import_file(office.store, office.actor, path, "clients")
    assert counts(mended) == (1, 1, 0, 0, 0)
    assert mended.rejects_file is None
    assert office.column("SELECT surname FROM client ORDER BY number") == ["Arent", "'dubbel\";"]


def test_a_row_of_another_length_stands_in_the_rejects_as_it_was(office: Office) -> None:
    report = office.bring_text("employers", "Debiteurnr;Naam\nD1;Vegt;te veel\nD2\n")
    assert report.rejects_file
    assert Path(report.rejects_file).read_text(encoding="utf-8-sig").split() == ["Debiteurnr;Naam", "D1;Vegt;te", "veel", "D2"]


def test_somebody_elses_mending_is_not_written_over(office: Office) -> None:
    first = office.bring("clients", BAD).rejects_file
    assert first
    assert office.bring("clients", BAD).rejects_file == first
    Path(first).write_text("wordt net verbeterd", encoding="utf-8")
    second = office.bring("clients", BAD).rejects_file
    assert second == str(office.folder / "clients-rejects-2.csv")
    assert Path(first).read_text(encoding="utf-8") == "wordt net verbeterd"


def test_rejects_go_where_they_are_wanted(office: Office, tmp_path: Path) -> None:
    wanted = tmp_path / "elders.csv"
    assert office.bring("clients", BAD, rejects=wanted).rejects_file == str(wanted)
    assert sorted(path.name for path in tmp_path.glob("*.csv")) == ["clients.csv", "elders.csv"]


@pytest.mark.parametrize("where", ["clients.csv", "test.nuo", ".", "geen/map/rejects.csv"])
def test_rejects_never_go_over_the_file_or_the_store(office: Office, where: str) -> None:
    (office.folder / "clients.csv").write_text(text_of([BAD]), encoding="utf-8")
    before = everything(office.store)
    with pytest.raises(BadInput):
        import_file(office.store, office.actor, office.folder / "clients.csv", "clients", rejects=office.folder / where)
    assert everything(office.store) == before


def test_rejects_go_to_the_current_folder_when_the_files_own_is_closed(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = tmp_path / "hier"
    here.mkdir()
    monkeypatch.chdir(here)
    make = tempfile.mkstemp

    def closed(*, dir: Path, **options: Any) -> tuple[int, str]:
        if dir == office.folder:
            raise PermissionError(13, "Permission denied")
        return make(dir=dir, **options)

    monkeypatch.setattr(tempfile, "mkstemp", closed)
    assert office.bring("clients", BAD).rejects_file == str(here / "clients-rejects.csv")


def test_strict_keeps_nothing_when_a_row_is_wrong(office: Office) -> None:
    before = everything(office.store)
    report = office.bring("clients", CLIENT, BAD, strict=True)
    assert everything(office.store) == before
    assert (report.number, report.stored) == (None, False)
    assert counts(report) == (2, 1, 0, 0, 1)
    assert report.rejects_file is not None
    assert office.bring("clients", CLIENT, strict=True).stored


def test_a_dry_run_writes_nothing_at_all(office: Office) -> None:
    before = everything(office.store)
    report = office.bring("clients", {**CLIENT, "Consulent": "Nieuw"}, BAD, dry_run=True)
    assert everything(office.store) == before
    assert (report.number, report.stored, report.rejects_file) == (None, False, None)
    assert counts(report) == (2, 1, 0, 0, 1)
    assert [path.name for path in office.folder.glob("*.csv")] == ["clients.csv"]


def test_a_dry_run_writes_the_rejects_that_were_asked_for(office: Office) -> None:
    assert office.bring("clients", BAD, dry_run=True, rejects=office.folder / "r.csv").rejects_file == str(
        office.folder / "r.csv"
    )


def test_imports_are_numbered_and_listed(office: Office) -> None:
    assert office.bring("employers", EMPLOYER).number == 1
    assert office.bring("employers", EMPLOYER).number is None
    assert office.bring("clients", CLIENT, BAD).number == 2
    with office.store.read() as reader:
        newest, oldest = list_imports(reader)
    assert (newest.number, newest.what, newest.file, newest.read, newest.created, newest.rejected) == (
        2,
        "clients",
        "clients.csv",
        2,
        1,
        1,
    )
    assert (oldest.number, oldest.undone_on) == (1, None)


@pytest.mark.parametrize(
    ("role", "may"), [(Role.ADMINISTRATOR, True), (Role.TEAM_LEAD, True), (Role.CONSULTANT, False), (Role.ACCOUNT_MANAGER, False)]
)
def test_an_administrator_or_a_team_lead_imports(office: Office, make_user: MakeUser, role: Role, *, may: bool) -> None:
    office.actor = make_user("Iemand", role)
    if may:
        assert office.bring("employers", EMPLOYER).created == 1
    else:
        with pytest.raises(Refused):
            office.bring("employers", EMPLOYER)


def test_progress_is_told_in_bytes_up_to_the_end(office: Office) -> None:
    told: list[tuple[int, int]] = []
    text = text_of([{**EMPLOYER, "Debiteurnr": f"D{n}"} for n in range(2_500)])
    office.bring_text("employers", text, progress=lambda done, total: told.append((done, total)))
    assert len(told) >= 3
    assert told == sorted(told)
    assert {total for _, total in told} == {len(text.encode())}
    assert told[-1][0] == told[-1][1]


def test_an_import_that_is_broken_off_leaves_nothing(office: Office) -> None:
    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    before = everything(office.store)
    with pytest.raises(KeyboardInterrupt):
        office.bring("clients", BAD, CLIENT, progress=stop)
    assert everything(office.store) == before
    assert sorted(path.name for path in office.folder.iterdir() if "rejects" in path.name) == []
    assert wrong(office.bring("clients", BAD, CLIENT)) == [(2, "Gemeente")]
