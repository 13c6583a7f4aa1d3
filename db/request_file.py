"""A request in a small signed file, for an account holder who works on another laptop, and taking it in there.

It tells what is needed to decide and no more: no BSN, no target group, no indication, no wage value, no benefit. The
answer goes back in ``answer_file.py``.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from db.acting import find_user
from db.coordination_file import CoordinationRow, coordination_file, coordination_row
from db.coordination_parties import must_be_allowed
from db.private_files import write_private
from db.reading import Reader
from db.signing import Sealed, must_be_trusted, seal
from models.coordination.conversation import WAITING, Act
from models.errors import BadInput
from models.ids import id_text, parse_id
from models.kinds import CoordinationState, Form, TurnKind
from models.messages import N_, Message
from models.values import parse_decimal

if TYPE_CHECKING:
    from db.store import Store
    from db.writing import Transaction
    from models.actor import Actor
    from models.coordination.request import Coordination

REQUEST = "nuo-request"
_EMPLOYER = "SELECT id, number, name, kvk, branch_number, place FROM employer WHERE id = ?"
_SAME_EMPLOYER = (
    ("SELECT id FROM employer WHERE id = ? LIMIT 2", ("id",)),
    ("SELECT id FROM employer WHERE kvk = ? AND branch_number = ? LIMIT 2", ("kvk", "branch_number")),
    ("SELECT id FROM employer WHERE kvk = ? LIMIT 2", ("kvk",)),
    ("SELECT id FROM employer WHERE number = ? AND name = ? LIMIT 2", ("number", "name")),
)
"""By what an employer is found on another laptop, the surest first; what more than one has finds nobody."""


def send_file(store: Store, actor: Actor, key: bytes, to: Path) -> Path:
    """Write a request that waits to a signed file; the journal says who took it out of the store, and where to."""
    from models.coordination.request import Coordination

    with store.write(actor, "coordination.send-file", to.name) as tx:
        record = tx.get(Coordination, key)
        must_be_allowed(tx, actor, record, Act.REMIND)
        tx.journal.about = key
        tx.journal.begin()
        return write_private(to, seal(tx, REQUEST, request_body(tx, record)), store=store.path)


def note_text(store: Store, actor: Actor, key: bytes) -> None:
    """Write in the journal that a request leaves the store as text for an e-mail; who may, may send it as a file too."""
    from models.coordination.request import Coordination

    with store.write(actor, "coordination.send-file") as tx:
        must_be_allowed(tx, actor, tx.get(Coordination, key), Act.REMIND)
        tx.journal.about = key
        tx.journal.begin()


def request_body(tx: Transaction, record: Coordination) -> dict[str, Any]:
    """What a file tells of a request: what is asked, of whom, by whom, and what was said about it."""
    file = coordination_file(tx.reader, record.id, tx.today)
    return {
        "asked": asked_of(tx.reader, record),
        "number": record.number,
        "requested_by": file.row.requested_by,
        "requested_on": record.requested_on.isoformat(),
        "due_on": record.due_on.isoformat() if record.due_on else None,
        "state": record.state,
        "skills": file.skills,
        "limits": file.limits,
        "mobility": file.mobility,
        "guided_by": file.consultant,
        "said": [[turn.kind.value, turn.who, turn.said_on.isoformat(), turn.text] for turn in file.turns],
    }


def asked_of(reader: Reader, record: Coordination) -> dict[str, Any]:
    """What exactly is asked; an answer says it again, so that it can't be laid beside another question."""
    if record.received:
        return dict(json.loads(record.received)["asked"])
    row = coordination_row(reader, record.id, record.requested_on)
    key, *employer = reader.rows(_EMPLOYER, (record.employer_id,))[0]
    return {
        "id": id_text(record.id),
        "client": {"id": id_text(record.client_id) if record.client_id else None, "number": row.client, "name": row.client_name},
        "employer": {
            "id": id_text(key),
            **dict(zip(("number", "name", "kvk", "branch_number", "place"), employer, strict=True)),
        },
        "form": record.form,
        "start": record.start.isoformat(),
        "until": record.until.isoformat() if record.until else None,
        "hours": str(record.hours) if record.hours is not None else None,
        "text": record.text,
    }


def receive_request(store: Store, actor: Actor, sealed: Sealed, *, compared: str | None = None) -> CoordinationRow:
    """Put a request from another laptop among those that wait here; a second time only what was said since is added."""
    from models.coordination.request import Coordination

    with store.write(actor, "coordination.receive") as tx:
        must_be_trusted(tx, sealed, compared)
        body = sealed.body
        try:
            key = parse_id(body["asked"]["id"]) or b""
            if tx.reader.value("SELECT 1 FROM coordination WHERE id = ?", (key,)):
                record = tx.get(Coordination, key)
                if record.received is not None:
                    _said_since(tx, record, body)
            else:
                record = _received(tx, key, body)
        except (KeyError, TypeError, ValueError):
            raise _incomplete() from None
        return coordination_row(tx.reader, record.id, tx.today)


def _received(tx: Transaction, key: bytes, body: dict[str, Any]) -> Coordination:
    from models.coordination.request import Coordination

    asked = body["asked"]
    requester = find_user(tx.reader, body["requested_by"])
    client = _known_client(tx.reader, asked["client"])
    taken = tx.reader.value("SELECT 1 FROM coordination WHERE number = ?", (body["number"],))
    record = tx.add(
        Coordination(
            id=key,
            number=tx.next_number("coordination") if taken else body["number"],
            client_id=client,
            client_text=None if client else asked["client"]["name"],
            employer_id=_known_employer(tx.reader, asked["employer"]),
            form=Form(asked["form"]).value,
            start=date.fromisoformat(asked["start"]),
            until=_day(asked["until"]),
            hours=parse_decimal(asked["hours"]) if asked["hours"] else None,  # type: ignore[arg-type] # a decimal on its way in
            text=asked["text"],
            state=CoordinationState.REQUESTED.value,
            requested_by=requester.id,
            requested_on=date.fromisoformat(body["requested_on"]),
            due_on=_day(body["due_on"]),
            by_hand=True,
            received=json.dumps(body, ensure_ascii=False),
        )
    )
    _said_since(tx, record, body)
    return record


def _said_since(tx: Transaction, record: Coordination, body: dict[str, Any]) -> None:
    """Add what was said that is not here yet; an answer to a question that was asked here makes the request wait again."""
    from models.coordination.request import CoordinationTurn

    known = tx.reader.value("SELECT count(*) FROM coordination_turn WHERE coordination_id = ?", (record.id,))
    for position, (kind, who, on, text) in enumerate(body["said"], 1):
        if position > known:
            turn = CoordinationTurn(
                coordination_id=record.id,
                position=position,
                kind=TurnKind(kind).value,
                user_id=find_user(tx.reader, who).id,
                said_on=date.fromisoformat(on),
                text=text,
                by_hand=True,
            )
            tx.add(turn)
    if record.state in WAITING:
        tx.change(
            record,
            state=body["state"] if body["state"] in WAITING else record.state,
            due_on=_day(body["due_on"]),
            received=json.dumps(body, ensure_ascii=False),
        )


def _known_client(reader: Reader, told: dict[str, Any]) -> bytes | None:
    """The client, when this store has the same record; a name alone says too little."""
    key = parse_id(told["id"]) if told["id"] else None
    return key if key and reader.value("SELECT 1 FROM client WHERE id = ?", (key,)) else None


def _known_employer(reader: Reader, told: dict[str, Any]) -> bytes:
    for query, names in _SAME_EMPLOYER:
        given = [parse_id(told[name]) if name == "id" else told[name] for name in names]
        found = reader.rows(query, given) if all(given) else []
        if len(found) == 1:
            return bytes(found[0][0])
    raise BadInput(
        Message(N_("{employer} ({number}) is not in this store."), employer=told["name"], number=told["kvk"] or told["number"]),
        Message(N_("Add the employer here first, with its KVK number, or decide on it by phone or e-mail.")),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _incomplete() -> BadInput:
    return BadInput(Message(N_("This file does not tell all that a request needs: nothing was taken from it.")))
