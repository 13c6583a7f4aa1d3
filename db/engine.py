"""The SQLAlchemy engine of the writing side: one connection, every transaction begun with BEGIN IMMEDIATE.

``isolation_level="AUTOCOMMIT"`` with this event would lose updates without a word: never set it.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2

from db.connection import Connection


def make_engine(connection: Callable[[], Connection]) -> Engine:
    """An engine over the connection that ``connection`` hands out, once."""
    engine = create_engine("sqlite://", creator=connection, module=dbapi2, poolclass=StaticPool)

    @event.listens_for(engine, "begin")
    def _begin(conn):  # type: ignore[no-untyped-def]
        conn.exec_driver_sql("BEGIN IMMEDIATE")

    return engine
