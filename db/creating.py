"""Making a store: the file, its tables, the records that come with the product, and the first user."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from db.connection import connect, store_errors
from db.keys import new_key
from db.places import must_be_local
from db.store import Clock, Store, utc_now
from models.errors import BadInput
from models.ids import fixed_id, new_id
from models.kinds import Decision, Role
from models.mandate import STARTING_MANDATES, STARTING_OVERRIDES, Mandate
from models.messages import N_, Message
from models.municipality import STARTING_MUNICIPALITIES, Municipality, municipality_id
from models.setting import STARTING_SETTINGS, Setting
from models.user import User, roles_text


def create_store(
    path: Path, passphrase: str | None, user_name: str, *, clock: Clock = utc_now, device_letter: str = "A"
) -> Store:
    """Make a store at ``path`` with the tables, the records that come with the product, and its first user.

    Without a passphrase the file is not encrypted. Refuses (exit 2) when something lies at ``path`` already.
    """
    with store_errors(path):
        must_be_local(path)
        if path.exists():
            raise BadInput(
                Message(N_("There is a file at {path} already."), path=str(path)),
                Message(N_("Open it with --store, or choose another place.")),
            )
        if passphrase is not None and not passphrase.strip():
            raise BadInput(Message(N_("The passphrase can't be empty.")))
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        try:
            return _made(path, passphrase, user_name, clock, device_letter)
        except BaseException:
            for leftover in (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
                leftover.unlink(missing_ok=True)
            raise


def mandate_records() -> Iterator[Mandate]:
    """The starting mandates as records; their keys are the same on every laptop."""
    for role, decision, scope, deviation in STARTING_MANDATES:
        key = fixed_id("mandate", f"{role}:{decision}:{scope}")
        yield Mandate(id=key, role=role.value, decision=decision.value, scope=scope.value, deviation=deviation)
    for role, scope, rule in STARTING_OVERRIDES:
        key = fixed_id("mandate", f"{role}:{Decision.OVERRIDE}:{scope}:{rule}")
        yield Mandate(id=key, role=role.value, decision=Decision.OVERRIDE.value, scope=scope.value, rule=rule)


def _made(path: Path, passphrase: str | None, user_name: str, clock: Clock, device_letter: str) -> Store:
    key = new_key(passphrase)
    store = Store(path, key, connect(path, key, create=True), clock)
    try:
        _fill(store, user_name, device_letter)
    except BaseException:
        store.close()
        raise
    return store


def _fill(store: Store, user_name: str, device_letter: str) -> None:
    """Make the tables and the records every store begins with; the first user has every role."""
    name = " ".join(user_name.split())
    if not name:
        raise BadInput(Message(N_("A name is needed: who are you?")), Message(N_("Give it with --user.")))
    from db.migrations import migrate

    connection = store.take()
    try:
        migrate(connection)
        connection.executemany(
            "INSERT INTO store_info (key, value) VALUES (?, ?)",
            (("device", new_id().hex()), ("device_letter", device_letter), ("made_on", sys.platform)),
        )
    finally:
        store.give_back(connection)
    with store.write(None, "store.create") as tx:
        for code, municipality, relation, hr, werkplein in STARTING_MUNICIPALITIES:
            tx.add(
                Municipality(
                    id=municipality_id(code),
                    code=code,
                    name=municipality,
                    relation=relation.value,
                    hr_administrator=hr.value,
                    werkplein=werkplein,
                )
            )
        for mandate in mandate_records():
            tx.add(mandate)
        for start in STARTING_SETTINGS:
            key = fixed_id("setting", f"{start.key}:{start.valid_from}")
            tx.add(Setting(id=key, **start._asdict() | {"to_confirm": start.to_confirm or None}))
        tx.add(User(name=name, roles=roles_text(Role)))
