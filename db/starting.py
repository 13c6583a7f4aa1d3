"""What a new store begins with: tables, the records that come with the product, and the first user."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING

from models.errors import BadInput
from models.ids import fixed_id, new_id
from models.kinds import Role
from models.mandate import STARTING_MANDATES, Mandate
from models.messages import N_, Message
from models.municipality import STARTING_MUNICIPALITIES, Municipality, municipality_id
from models.setting import STARTING_SETTINGS, Setting
from models.user import User, roles_text

if TYPE_CHECKING:
    from db.store import Store

_SETTINGS_FROM = date(2015, 1, 1)


def fill_new_store(store: Store, user_name: str, device_letter: str) -> None:
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
        for role, decision, scope, deviation in STARTING_MANDATES:
            key = fixed_id("mandate", f"{role}:{decision}:{scope}")
            tx.add(Mandate(id=key, role=role.value, decision=decision.value, scope=scope.value, deviation=deviation))
        for setting, value, source in STARTING_SETTINGS:
            key = fixed_id("setting", f"{setting}:{_SETTINGS_FROM}")
            tx.add(Setting(id=key, key=setting, valid_from=_SETTINGS_FROM, value=value, source=source))
        tx.add(User(name=name, roles=roles_text(Role)))
