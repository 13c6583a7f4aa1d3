"""How the tables came to be, step by step; a step is never edited once it has been released.

Bringing an older store up to date begins with a backup beside it (:func:`db.store.open_store`). ``transform`` drops the
triggers of a table without a word: recreate them in the same step.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from db.connection import SCHEMA_VERSION, Connection
from db.migrations import (
    m0001_start,
    m0002_contacts_and_actions,
    m0003_vacancies,
    m0004_dated_settings,
    m0005_orders_and_agreements,
    m0006_views,
    m0007_conversation,
    m0008_rules,
    m0011_one_face,
    m0013_team,
)

migrations = Migrations("nuo")
migrations(name="m0001_start")(m0001_start.apply)
migrations(name="m0002_contacts_and_actions")(m0002_contacts_and_actions.apply)
migrations(name="m0003_vacancies")(m0003_vacancies.apply)
migrations(name="m0004_dated_settings")(m0004_dated_settings.apply)
migrations(name="m0005_orders_and_agreements")(m0005_orders_and_agreements.apply)
migrations(name="m0006_views")(m0006_views.apply)
migrations(name="m0007_conversation")(m0007_conversation.apply)
migrations(name="m0008_rules")(m0008_rules.apply)
migrations(name="m0011_one_face")(m0011_one_face.apply)
migrations(name="m0013_team")(m0013_team.apply)


def migrate(connection: Connection, before: Callable[[int], object] | None = None) -> None:
    """Bring the tables to the version of this release, in one transaction, also when two programs try at once.

    ``before`` is called with the version of a store that is older, while nobody can write in it and nothing has changed
    yet; what it raises leaves the store as it is.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        if before is not None and 0 < version < SCHEMA_VERSION:
            before(version)
        migrations.apply(Database(connection))
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
