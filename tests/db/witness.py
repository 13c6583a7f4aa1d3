"""Somebody who watches every placement becoming active, and judges it by looking in the tables: knows none of the rules' code."""

from __future__ import annotations

import json
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from db.reading import Reader
from models.actor import Actor

OPEN_FORMS = {
    "wsw": {"individual-secondment", "supported-employment", "regular-job"},
    "uwv": {"regular-job", "trial"},
}
"""Of the forms and groups that occur in the test: which is open to whom."""


def _one(reader: Reader, sql: str, *parameters: Any) -> dict[str, Any]:
    cursor = reader.connection.execute(sql, parameters)
    row = cursor.fetchone()
    assert row is not None, sql
    return dict(zip((column[0] for column in cursor.description), row, strict=True))


def judge(reader: Reader, key: bytes, actor: Actor, today: date, consents: dict[bytes, date]) -> None:
    """Assert that this placement may be active from now on; ``consents`` are those that somebody saw being given."""
    placement = _one(reader, "SELECT * FROM placement WHERE id = ?", key)
    client = _one(reader, "SELECT * FROM client WHERE id = ?", placement["client_id"])
    assert placement["state"] == "active"
    assert placement["activated_by"] == actor.id
    kept = json.loads(placement["assessment"])
    assert not [f for f in kept["findings"] if f["outcome"] == "block"]
    assert {f["rule"] for f in kept["findings"] if f["outcome"] == "warn"} == set(kept["reasons"])
    assert all(text.strip() for text in kept["reasons"].values())
    _may_place(reader, client, actor)
    _is_free(reader, placement, client)
    _is_entitled(reader, placement, client, kept["reasons"])
    _is_ordered(reader, placement, client)
    _may_be_approached(reader, placement["employer_id"], today, kept["reasons"])
    _is_agreed(reader, placement, today, consents)
    _can_come_back(reader, placement, client)


def _can_come_back(reader: Reader, placement: dict[str, Any], client: dict[str, Any]) -> None:
    if client["target_group"] == "wsw" and placement["employer_id"] is not None:
        there = _one(reader, "SELECT capacity, closed_on FROM location WHERE id = ?", placement["fallback_id"])
        at_work = "SELECT count(*) FROM placement WHERE location_id = ? AND state = 'active'"
        assert there["closed_on"] is None
        assert reader.value(at_work, (placement["fallback_id"],)) < there["capacity"]


def _may_place(reader: Reader, client: dict[str, Any], actor: Actor) -> None:
    user = _one(reader, "SELECT roles, active, team FROM user WHERE id = ?", actor.id)
    assert user["active"]
    own = "consultant" in user["roles"] and client["consultant_id"] == actor.id
    consultant_team = reader.value("SELECT team FROM user WHERE id = ?", (client["consultant_id"],))
    assert own or ("team-lead" in user["roles"] and consultant_team in (None, user["team"]))


def _is_free(reader: Reader, placement: dict[str, Any], client: dict[str, Any]) -> None:
    contract = None if client["contract_hours"] is None else Decimal(client["contract_hours"])
    rows = reader.rows(
        "SELECT id, start, min(coalesce(until, '9999'), coalesce(ended_on, '9999')), hours FROM placement "
        "WHERE client_id = ? AND state IN ('active', 'ended', 'broken-off')",
        (client["id"],),
    )
    day, last = date.fromisoformat(placement["start"]), placement["until"] or "9999"
    for _ in range(120):
        if day.isoformat() > last:
            break
        running = [row for row in rows if row[1] <= day.isoformat() <= row[2]]
        if contract is None:
            assert [row[0] for row in running] == [placement["id"]], "two at a time, and nobody knows the contract"
        else:
            assert sum(contract if row[3] is None else Decimal(row[3]) for row in running) <= contract
        day += timedelta(days=1)


def _is_entitled(reader: Reader, placement: dict[str, Any], client: dict[str, Any], reasons: dict[str, str]) -> None:
    assert client["status"] == "active" or (client["status"] in ("ill", "absent") and "C16" in reasons)
    assert placement["form"] in OPEN_FORMS[client["target_group"]]
    if client["target_group"] != "wsw":
        return
    assert client["formal_employer_id"] is not None
    assert client["hr_administrator"] is not None
    if placement["form"] == "regular-job":
        return
    valid = reader.rows(
        "SELECT advice_supported FROM indication WHERE client_id = ? AND kind = 'wsw' "
        "AND coalesce(valid_from, '') <= ? AND coalesce(valid_until, '9999') >= ?",
        (client["id"], placement["start"], placement["start"]),
    )
    assert valid
    assert placement["form"] != "supported-employment" or (1,) in valid


def _is_ordered(reader: Reader, placement: dict[str, Any], client: dict[str, Any]) -> None:
    """Of the groups that occur, UWV's is placed on orders."""
    if client["target_group"] != "uwv":
        return
    orders = reader.rows(
        "SELECT coalesce(until, '9999') FROM service_order WHERE client_id = ? AND form = ? AND state = 'open' "
        "AND municipality_id IS NULL AND start <= ?",
        (client["id"], placement["form"], placement["start"]),
    )
    assert max(until for (until,) in orders) >= (placement["until"] or placement["start"])


def _may_be_approached(reader: Reader, employer_key: bytes, today: date, reasons: dict[str, str]) -> None:
    employer = _one(reader, "SELECT * FROM employer WHERE id = ?", employer_key)
    assert employer["state"] in ("relation", "dormant")
    stops = reader.rows(
        "SELECT from_date, coalesce(until_date, '9999'), lifted_on FROM approach_stop WHERE employer_id = ?", (employer_key,)
    )
    assert not [s for s in stops if s[0] <= today.isoformat() <= s[1] and (s[2] is None or s[2] > today.isoformat())]
    holder = _holder(reader, employer_key, today)
    able = reader.value(
        "SELECT 1 FROM user u LEFT JOIN user d ON d.id = u.deputy_id WHERE u.id = ? AND (u.active OR d.active)", (holder,)
    )
    assert able, "somebody who can answer for this employer"
    for twin, phone in reader.rows("SELECT id, phone FROM employer WHERE kvk = ? AND id <> ?", (employer["kvk"], employer_key)):
        assert "E6" in reasons
        assert phone != employer["phone"] or _holder(reader, twin, today) in (None, holder)


def _holder(reader: Reader, employer_key: bytes, today: date) -> Any:
    return reader.value(
        "SELECT user_id FROM account_holding WHERE employer_id = ? AND from_date <= ? AND coalesce(until_date, '9999') >= ? "
        "ORDER BY from_date DESC, id DESC LIMIT 1",
        (employer_key, today.isoformat(), today.isoformat()),
    )


def _is_agreed(reader: Reader, placement: dict[str, Any], today: date, consents: dict[bytes, date]) -> None:
    consent = _one(reader, "SELECT * FROM coordination WHERE id = ?", placement["consent_id"])
    assert consent["employer_id"] == placement["employer_id"]
    assert consent["form"] == placement["form"]
    assert consent["client_id"] == placement["client_id"] or consent["places"] is not None
    assert consents[consent["id"]].isoformat() == consent["decided_on"] <= placement["start"]
    assert consent["valid_until"] >= today.isoformat()
    assert consent["state"] in ("approved", "approved-with-conditions", "used")
    open_conditions = "SELECT count(*) FROM coordination_condition WHERE coordination_id = ? AND ticked_by IS NULL"
    assert reader.value(open_conditions, (consent["id"],)) == 0
    standing = consent["places"] is not None
    at_work = "SELECT count(*) FROM placement WHERE consent_id = ? AND state IN ('provisional', 'active')"
    uses = reader.value(at_work if standing else "SELECT count(*) FROM placement WHERE consent_id = ?", (consent["id"],))
    assert uses <= (consent["places"] or 1)
    assert (consent["state"] == "used") == (uses == (consent["places"] or 1))
