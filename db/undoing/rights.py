"""Whether somebody may undo an act: it is their own, and they might still do it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.canonical import parsed
from db.caseload import must_reach_client, reaches_caseload
from db.coordination_parties import nobody_decides, parties_of
from db.group_holding import must_hold_groups
from db.mandates import must_have
from models.coordination.conversation import STEPS, Act, Party
from models.errors import Refused
from models.kinds import Decision, Role
from models.messages import N_, Message

if TYPE_CHECKING:
    from db.writing import Transaction

_DECISIONS = {
    "import": Decision.IMPORT,
    "mandate": Decision.MANAGE_MANDATES,
    "setting": Decision.MANAGE_SETTINGS,
    "service-agreement": Decision.MANAGE_AGREEMENTS,
}
"""Acts of a subject that need a mandate, whatever the record."""
_EMPLOYERS = {
    "employer.holder": Decision.ASSIGN_HOLDER,
    "employer.transfer": Decision.ASSIGN_HOLDER,
    "employer.relation": Decision.REGISTER_RELATION,
    "employer.stop": Decision.STOP_APPROACH,
    "employer.lift-stop": Decision.STOP_APPROACH,
}
"""Acts on an employer that belong to its werkplein."""
_REQUESTS = {
    f"coordination.{name}": frozenset(party for step in STEPS if step.act is act for party in step.by)
    for name, act in {act.value: act for act in Act if act not in (Act.APPROVE_IF, Act.USE, Act.RELEASE)}.items()
}
_REQUESTS["coordination.standing"] = frozenset((Party.DECIDER,))
"""Acts on a request that was made, and who might do them by the table."""
_EMPLOYERS_OF = """
SELECT DISTINCT e.municipality_id FROM journal_change c
  LEFT JOIN account_holding h ON h.id = c.record LEFT JOIN approach_stop s ON s.id = c.record
  JOIN employer e ON e.id = coalesce(h.employer_id, s.employer_id, c.record) WHERE c.entry = ?
"""
_GROUPS_OF = """
SELECT DISTINCT g.group_name, CASE WHEN c.field = '*' THEN coalesce(c.new, c.old) END FROM journal_change c
  LEFT JOIN group_holding g ON g.id = c.record WHERE c.entry = ?
"""
_PLACEMENTS_OF = """
SELECT DISTINCT p.client_id, CASE WHEN c.field = '*' THEN coalesce(c.new, c.old) END FROM journal_change c
  LEFT JOIN placement p ON p.id = c.record WHERE c.entry = ? AND c.subject = 'placement'
"""
_ORDERS_OF = """
SELECT DISTINCT o.client_id, CASE WHEN c.field = '*' THEN coalesce(c.new, c.old) END FROM journal_change c
  LEFT JOIN service_order o ON o.id = c.record WHERE c.entry = ? AND c.subject = 'service-order'
"""
_OVERRIDES_OF = """
SELECT DISTINCT p.client_id, CASE WHEN p.id IS NULL THEN coalesce(c.new, c.old) END FROM journal_change c
  LEFT JOIN placement_override o ON o.id = c.record
  LEFT JOIN placement p ON p.id = coalesce(o.placement_id, unhex(coalesce(c.new, c.old) ->> 'placement_id'))
 WHERE c.entry = ? AND c.subject = 'override'
"""
_CASELOADS_OF = """
SELECT min(c.record), c.old FROM journal_change c JOIN client k ON k.id = c.record
 WHERE c.entry = ? AND c.field = 'consultant_id' GROUP BY k.consultant_id, c.old
"""
_REQUESTS_OF = "FROM journal_change c JOIN coordination k ON k.id = c.record WHERE c.entry = ?"
_OWN_ABSENCE = ("away_from", "away_until", "deputy_id")
_ADMINISTRATORS = f"SELECT count(*) FROM user WHERE active = 1 AND roles LIKE '%{Role.ADMINISTRATOR}%'"


def must_be_allowed(tx: Transaction, entry: bytes, act: str) -> None:
    """Raise :class:`Refused` unless who acts might do ``act`` today (promise 20); ``entry`` is the one that is turned round."""
    subject = act.partition(".")[0]
    if subject == "user":
        _users(tx, entry)
    elif subject in _DECISIONS:
        must_have(tx.reader, tx.actor, _DECISIONS[subject])
    elif act in _EMPLOYERS:
        for (municipality,) in tx.reader.rows(_EMPLOYERS_OF, (entry,)):
            must_have(tx.reader, tx.actor, _EMPLOYERS[act], werkplein_id=municipality)
    elif subject == "group-holding":
        _groups(tx, entry)
    elif subject == "placement":
        decision = Decision.PROPOSE if act in ("placement.propose", "placement.change", "placement.refuse") else Decision.PLACE
        _clients(tx, decision, _PLACEMENTS_OF, entry)
    elif subject == "service-order":
        _clients(tx, Decision.RECORD_ORDER, _ORDERS_OF, entry)
    elif subject == "override":
        _clients(tx, Decision.OVERRIDE, _OVERRIDES_OF, entry)
    elif act == "client.assign":
        _caseloads(tx, entry)
    elif act in _REQUESTS:
        _parties(tx, entry, _REQUESTS[act])


def must_leave_an_administrator(tx: Transaction) -> None:
    """Raise :class:`Refused` when after this nobody could manage users any more."""
    if not tx.reader.value(_ADMINISTRATORS):
        raise Refused(
            Message(N_("Nobody would be administrator any more.")), Message(N_("Make somebody else administrator first."))
        )


def _groups(tx: Transaction, entry: bytes) -> None:
    """The account holder of a group is named by the werkpleinen where it has a branch."""
    for name, whole in tx.reader.rows(_GROUPS_OF, (entry,)):
        must_hold_groups(tx, name or parsed(whole)["group_name"])


def _users(tx: Transaction, entry: bytes) -> None:
    """Users are managed by who has the mandate; one's own absence by oneself."""
    changes = tx.reader.rows("SELECT DISTINCT record, field FROM journal_change WHERE entry = ?", (entry,))
    if any(record != tx.actor.id or field not in _OWN_ABSENCE for record, field in changes):
        must_have(tx.reader, tx.actor, Decision.MANAGE_USERS)


def _clients(tx: Transaction, decision: Decision, query: str, entry: bytes) -> None:
    """The mandate reaches the client of each record, that of one which would come back too."""
    for client, whole in tx.reader.rows(query, (entry,)):
        if client is None and whole is None:
            continue  # gone by now: that stands in the way, and is named there
        must_reach_client(tx.reader, tx.actor, decision, client or bytes.fromhex(parsed(whole)["client_id"]))


def _caseloads(tx: Transaction, entry: bytes) -> None:
    """Clients go from one consultant to another: the mandate reaches who has them now, or who gets them back."""
    for client, old in tx.reader.rows(_CASELOADS_OF, (entry,)):
        was = parsed(old)
        if not reaches_caseload(tx.reader, tx.actor, Decision.ASSIGN_CLIENTS, was and bytes.fromhex(was)):
            must_reach_client(tx.reader, tx.actor, Decision.ASSIGN_CLIENTS, client)


def _parties(tx: Transaction, entry: bytes, allowed: frozenset[Party]) -> None:
    """An act on a request is taken back by who might do it today: another account holder may have taken over."""
    from models.coordination.request import Coordination

    for (key,) in tx.reader.rows(f"SELECT DISTINCT k.id {_REQUESTS_OF}", (entry,)):
        record = tx.get(Coordination, key)
        if not parties_of(tx.reader, tx.actor, record, tx.today) & allowed:
            raise nobody_decides(tx.reader, record.employer_id, tx.today)
