"""Running command lines in this process, on stores that are made once and copied for each test."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from db.account_holding import make_relation
from db.clients import add_indication, create_client
from db.creating import create_store
from db.employers import create_employer
from db.locations import create_location
from db.refs import municipality_by_name
from db.users import add_user
from models.client import ClientInput
from models.employer import EmployerInput
from models.indication import IndicationInput
from models.kinds import Role
from models.location import LocationInput
from nuo_tui.main import main

ADMINISTRATOR, CONSULTANT, HOLDER, OTHER_HOLDER = "Ada Bos", "M. ter Braak", "M. Dijkhuis", "K. Roelofs"
FALLBACK = ("--fallback", "Werkplein Almelo")
"""Where a client goes back to: rule C9 asks it of every placement outside."""


class Result(NamedTuple):
    """What a command line came to."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        """The one object on stdout."""
        assert self.out.count("\n") == 1, f"more than one line on stdout: {self.out!r}"
        found = json.loads(self.out)
        assert isinstance(found, dict)
        return found


Nuo = Callable[..., Result]


@pytest.fixture
def nuo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Nuo:
    """Runs ``nuo`` with these words, in English, away from the store and the settings of whoever tests."""
    for name in ("NUO_STORE", "NUO_USER", "NUO_PASSPHRASE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("NUO_LANG", "en")
    monkeypatch.setenv("NUO_DEBUG", "1")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))

    def run(*words: str | Path) -> Result:
        capsys.readouterr()
        code = main([str(word) for word in words])
        return Result(code, *capsys.readouterr())

    return run


@pytest.fixture(scope="session")
def made_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plain store with a client, an employer with its account holder, and those who act."""
    path = tmp_path_factory.mktemp("made") / "made.store"
    with create_store(path, None, ADMINISTRATOR) as store:
        me = store.actor(ADMINISTRATOR)
        with store.read() as reader:
            almelo, _name = municipality_by_name(reader, "Almelo")
        consultant = add_user(store, me, CONSULTANT, (Role.CONSULTANT,))
        holder = add_user(store, me, HOLDER, (Role.ACCOUNT_MANAGER,), werkplein_id=almelo)
        add_user(store, me, OTHER_HOLDER, (Role.ACCOUNT_MANAGER,), werkplein_id=almelo)
        client = create_client(
            store,
            me,
            ClientInput(
                surname="Arent",
                prefix="van der",
                call_name="Yinthe",
                bsn="999956127",
                birth_date="1987-04-00",
                municipality_id=almelo,
                target_group="wsw",
                contract_hours="36,5",
                consultant_id=consultant.id,
                formal_employer_id=almelo,
                hr_administrator="nuo",
            ),
        )
        add_indication(store, me, client.id, IndicationInput(kind="wsw", valid_from="2020-01-01", valid_until="2060-01-01"))
        employer = create_employer(store, me, EmployerInput(name="Vegt Logistiek", place="Almelo", municipality_id=almelo))
        make_relation(store, me, employer.id, holder.id, since=store.today() - timedelta(days=100))
        create_location(store, me, LocationInput(name=FALLBACK[1], municipality_id=almelo, capacity=60))
        create_employer(store, me, EmployerInput(name="Prospect BV", place="Wierden", municipality_id=almelo))
    return path


@pytest.fixture
def store_path(made_store: Path, tmp_path: Path, nuo: Nuo, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the made store, which ``nuo`` opens unless told otherwise."""
    path = tmp_path / "mine.store"
    shutil.copy(made_store, path)
    monkeypatch.setenv("NUO_STORE", str(path))
    return path
