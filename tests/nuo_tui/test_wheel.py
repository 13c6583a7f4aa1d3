"""The wheel, as people install it: in an environment of its own, run from another folder."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from email.parser import Parser
from pathlib import Path

import pytest
from packaging.specifiers import SpecifierSet

ROOT = Path(__file__).resolve().parents[2]
FLOORS = {"nuo_tui", "screens", "db", "models"}


def run(*command: str | Path, cwd: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a command with nothing of the repository on its path."""
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV")}
    done = subprocess.run(command, cwd=cwd, env=environment | variables, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.fail(f"{[str(part) for part in command]} ended with {done.returncode}\n{done.stdout}{done.stderr}", pytrace=False)
    return done


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built wheel."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_the_four_floors_their_files_and_no_tests(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in names if ".dist-info/" not in name} == FLOORS
    for source in ROOT.glob("nuo_tui/locale/*/LC_MESSAGES/*.po"):
        assert source.relative_to(ROOT).with_suffix(".mo").as_posix() in names
    assert any(name.endswith("licenses/LICENCE") for name in names)
    shipped = {
        p.relative_to(ROOT).as_posix()
        for floor in FLOORS
        for p in (ROOT / floor).rglob("*")
        if p.suffix in (".py", ".tcss", ".csv")
    }
    assert shipped <= set(names)


@pytest.mark.parametrize("version", ["3.11.0", "3.12.1", "3.13.0", "3.14.0"])
def test_the_wheel_is_for_every_python_from_3_11(wheel: Path, version: str) -> None:
    name = next(name for name in zipfile.ZipFile(wheel).namelist() if name.endswith(".dist-info/METADATA"))
    wanted = Parser().parsestr(zipfile.ZipFile(wheel).read(name).decode())["Requires-Python"]
    assert SpecifierSet(wanted).contains(version)
    assert not SpecifierSet(wanted).contains("3.10.9")
    assert wheel.name.endswith("-py3-none-any.whl")


def test_the_installed_wheel_makes_the_demo_store_from_another_folder(wheel: Path, tmp_path: Path) -> None:
    home, elsewhere = tmp_path / "venv", tmp_path / "elsewhere"
    elsewhere.mkdir()
    venv.create(home, with_pip=True)
    scripts = home / ("Scripts" if os.name == "nt" else "bin")
    pip = (scripts / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    run(*pip, "--constraint", ROOT / "constraints.txt", wheel, cwd=elsewhere)
    said = run(
        scripts / "nuo", "demo", "--make", elsewhere / "demo.nuo", cwd=elsewhere, NUO_PASSPHRASE="een zin", NUO_LANG="nl"
    ).stdout
    assert "demo.nuo" in said
    store = (elsewhere / "demo.nuo").read_bytes()
    assert not store.startswith(b"SQLite format 3")
    listed = run(
        *(scripts / "nuo", "list", "clients", "--store", elsewhere / "demo.nuo", "--limit", "1", "--json"),
        cwd=elsewhere,
        NUO_PASSPHRASE="een zin",
    ).stdout
    assert '"total"' in listed
