"""What goes along when clients get another consultant: who takes over must find everything, and hear of it.

Open actions about the client and about the client's placements that were the former consultant's, and the former
consultant's requests to which the answer is still to come: it comes to who has the client now. What others do for the
client stays theirs. In the same transaction, so that one undo takes all of it back.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from db.reading import Reader
from db.team_figures import WAITING_STATES

if TYPE_CHECKING:
    from db.writing import Transaction
    from models.base import Record

Told = Callable[[str], str]
"""From the name of the former consultant, '' when there was none, to the words of the action that tells of it."""

_AMONG = "(SELECT unhex(value) FROM json_each(:clients))"
_ACTIONS = f"""
SELECT {{columns}} FROM client c JOIN action x ON x.client_id = c.id AND x.owner_id = c.consultant_id
 WHERE c.id IN {_AMONG} AND c.consultant_id IS NOT :to AND x.done_on IS NULL
 UNION ALL
SELECT {{columns}} FROM client c JOIN placement p ON p.client_id = c.id
  JOIN action x ON x.placement_id = p.id AND x.owner_id = c.consultant_id
 WHERE c.id IN {_AMONG} AND c.consultant_id IS NOT :to AND x.done_on IS NULL
"""
_REQUESTS = f"""
SELECT {{columns}} FROM client c JOIN coordination x ON x.client_id = c.id AND x.requested_by = c.consultant_id
 WHERE c.id IN {_AMONG} AND c.consultant_id IS NOT :to AND (x.state = 'draft' OR x.state IN {WAITING_STATES})
"""


class GoingAlong(NamedTuple):
    """How much goes along."""

    clients: int
    """Clients that have another consultant now."""
    actions: int
    requests: int


def going_along(reader: Reader, clients: Sequence[bytes], consultant: bytes) -> GoingAlong:
    """What would go along to this consultant."""
    given = _given(clients, consultant)
    moving = f"SELECT count(*) FROM client WHERE id IN {_AMONG} AND consultant_id IS NOT :to"
    counts = [f"SELECT count(*) FROM ({sql.format(columns='x.id')})" for sql in (_ACTIONS, _REQUESTS)]
    return GoingAlong(*(int(reader.value(sql, given)) for sql in (moving, *counts)))


def caseload_of(reader: Reader, consultant: bytes) -> list[bytes]:
    """All clients of a consultant who are not archived, by name."""
    sql = "SELECT id FROM client WHERE consultant_id = ? AND archived_on IS NULL ORDER BY sort_name, id"
    return [key for (key,) in reader.rows(sql, (consultant,))]


def go_along(tx: Transaction, clients: Sequence[Mapping[str, Any]], consultant: bytes, told: Told | None) -> None:
    """Let it go along with these clients, rows that still have their former consultant."""
    from db.bulk import add_many, change_many
    from models.action import Action
    from models.coordination.request import Coordination
    from models.ids import new_id

    given = _given([row["id"] for row in clients], consultant)
    change_many(tx, Action, ((row, {"owner_id": consultant}) for row in _whole(tx, Action, _ACTIONS, given)))
    change_many(tx, Coordination, ((row, {"requested_by": consultant}) for row in _whole(tx, Coordination, _REQUESTS, given)))
    if told is not None:
        names: dict[bytes | None, str] = dict(tx.reader.rows("SELECT id, name FROM user"))
        same = {"due_on": tx.today.isoformat(), "owner_id": consultant}
        add_many(
            tx,
            Action,
            (
                {"id": new_id(), "client_id": row["id"], "what": told(names.get(row["consultant_id"], "")), **same}
                for row in clients
            ),
        )


def _given(clients: Iterable[bytes], consultant: bytes) -> dict[str, Any]:
    return {"clients": json.dumps([key.hex() for key in clients]), "to": consultant}


def _whole(tx: Transaction, table: type[Record], sql: str, given: dict[str, Any]) -> list[dict[str, Any]]:
    """Whole rows, as they are before they change."""
    columns = [column.name for column in table.__table__.columns]  # type: ignore[attr-defined]
    rows = tx.reader.rows(sql.replace("{columns}", ", ".join(f"x.{name}" for name in columns)), given)
    return [dict(zip(columns, row, strict=True)) for row in rows]
