"""How the tables came to be, step by step; a step is never edited once it has been released.

Each later step begins with a backup. ``transform`` drops the triggers of a table without a word: recreate them in the
same step.
"""

from __future__ import annotations

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from db.connection import SCHEMA_VERSION, Connection
from db.migrations import m0001_start

migrations = Migrations("nuo")
migrations(name="m0001_start")(m0001_start.apply)


def migrate(connection: Connection) -> None:
    """Bring the tables to the version of this release, in one transaction, also when two programs try at once."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        migrations.apply(Database(connection))
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
