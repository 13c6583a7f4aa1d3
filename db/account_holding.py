"""Account holding: who holds the relation with an employer on a day, and who decides in their place.

A day on which the account holder changes belongs to both: it is the last day of the one and the first of the other, so
that a decision taken that morning stands. From then on only the newest decides.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from db.handovers import move_along, to_read
from db.mandates import must_have
from db.reading import EACH, Reader, as_date, gone, key_list
from models.actor import Actor, is_away
from models.coordination.facts import HolderFacts, Person
from models.errors import Conflict, InvalidInput, Refused
from models.kinds import Decision, EmployerState
from models.messages import N_, Message

if TYPE_CHECKING:
    from db.group_holding import GroupHolder
    from db.store import Store
    from db.writing import Transaction

RUNS = "(h.from_date IS NULL OR h.from_date <= :day) AND (h.until_date IS NULL OR h.until_date >= :day)"
"""The holdings ``h`` that run on ``:day``, first and last day included."""
NEWEST = "h.from_date DESC, h.id DESC"
"""The order in which the first of them is the account holder: one that began before the records began comes last."""

NOBODY_DECIDES = f"""
(e.state IN ('relation', 'dormant') AND e.archived_on IS NULL
 AND (SELECT u.active OR coalesce(d.active, 0) FROM account_holding h JOIN user u ON u.id = h.user_id
       LEFT JOIN user d ON d.id = u.deputy_id WHERE h.employer_id = e.id AND {RUNS.replace(":day", "{today}")}
       ORDER BY {NEWEST} LIMIT 1) IS NOT 1)
"""
"""The employers ``e`` at which rule E1 finds nobody who can agree: without an account holder, or with one who is no longer
active and whom no active deputy replaces. ``{today}`` stands for the day."""


_HOLDERS = f"""
SELECT k.id, h.from_date, u.away_from, u.away_until, u.id, u.name, u.active, u.team, d.id, d.name, d.active, d.team
  FROM ({EACH}(:keys)) k
  CROSS JOIN account_holding h ON h.employer_id = k.id AND {RUNS}
  JOIN user u ON u.id = h.user_id LEFT JOIN user d ON d.id = u.deputy_id
 ORDER BY {NEWEST}
"""


class Holding(NamedTuple):
    """One line of an employer's account-holder history."""

    id: bytes
    user_id: bytes
    name: str
    from_date: date | None
    """None: since before the records begin."""
    until_date: date | None
    """Last day; None: still holds."""
    reason: str | None
    version: int
    note: str | None = None
    """What who handed it over told the new one."""
    to_read: bool = False
    """Whether the new one has still to say that they know."""


def holder_on(reader: Reader, employer_key: bytes, day: date) -> tuple[bytes, str] | None:
    """Key and name of the account holder of ``day``, the newest when it changed that day; None when there is none."""
    row = reader.row(
        "SELECT u.id, u.name FROM account_holding h JOIN user u ON u.id = h.user_id "
        f"WHERE h.employer_id = :employer AND {RUNS} ORDER BY {NEWEST} LIMIT 1",
        {"employer": employer_key, "day": day.isoformat()},
    )
    return None if row is None else (row[0], row[1])


def holder_facts(reader: Reader, employer_key: bytes, day: date) -> HolderFacts | None:
    """The account holder of ``day`` with who stands in for them when they are away or no longer active; one query."""
    return holders_of(reader, (employer_key,), day).get(employer_key)


def holders_of(reader: Reader, employers: Iterable[bytes], day: date) -> dict[bytes, HolderFacts]:
    """The account holders of many employers, of those that have one; one query."""
    rows = reader.rows(_HOLDERS, {"keys": key_list(employers), "day": day.isoformat()})
    people: dict[bytes, Person] = {}
    alike: dict[tuple[Any, ...], HolderFacts] = {}
    found: dict[bytes, HolderFacts] = {}
    for row in rows:
        if row[0] in found:  # the newest came first
            continue
        if (holder := alike.get(held := row[1:])) is None:
            holder = alike[held] = _holder(people, day, *held)
        found[row[0]] = holder
    return found


def _holder(
    people: dict[bytes, Person], day: date, since: str | None, away_from: str | None, away_until: str | None, *named: Any
) -> HolderFacts:
    person = _person(people, *named[:4])
    away = is_away(as_date(away_from), as_date(away_until), day)
    deputy = None if named[4] is None or (person.active and not away) else _person(people, *named[4:])
    return HolderFacts(person, as_date(since), away, deputy)


def _person(people: dict[bytes, Person], key: bytes, name: str, active: int, team: str) -> Person:
    """The same person for all that they hold."""
    if key not in people:
        people[key] = Person(key, name, bool(active), team)
    return people[key]


def decider_on(reader: Reader, employer_key: bytes, user_key: bytes, day: date) -> str | None:
    """As what a user may decide for an employer on ``day``: ``holder``, ``deputy``, or None when it is not theirs.

    A deputy decides only while the account holder is away or no longer active. Nobody who is not active decides.
    """
    holder = holder_facts(reader, employer_key, day)
    if holder is None:
        return None
    if holder.person.active and holder.person.id == user_key:
        return "holder"
    if holder.deputy is not None and holder.deputy.active and holder.deputy.id == user_key:
        return "deputy"
    return None


def is_active(reader: Reader, user_key: bytes) -> bool:
    """Whether a user is active now."""
    return bool(reader.value("SELECT active FROM user WHERE id = ?", (user_key,)))


def held_on(reader: Reader, employer_key: bytes, user_key: bytes, day: date) -> bool:
    """Whether a user was account holder at some moment of ``day``, whoever became it later that day."""
    row = reader.row(
        f"SELECT 1 FROM account_holding h WHERE h.employer_id = :employer AND h.user_id = :user AND {RUNS} LIMIT 1",
        {"employer": employer_key, "user": user_key, "day": day.isoformat()},
    )
    return row is not None


def holdings(reader: Reader, employer_key: bytes) -> tuple[Holding, ...]:
    """All account holders of an employer there have been and will be, newest first."""
    rows = reader.rows(
        "SELECT h.id, u.id, u.name, h.from_date, h.until_date, h.reason, h.version, h.note, h.to_read "
        f"FROM account_holding h JOIN user u ON u.id = h.user_id WHERE h.employer_id = ? ORDER BY {NEWEST}",
        (employer_key,),
    )
    return tuple(Holding(r[0], r[1], r[2], as_date(r[3]), as_date(r[4]), r[5], r[6], r[7], bool(r[8])) for r in rows)


# -- acts ----------------------------------------------------------------------------------------------------------------


def assign_holder(
    store: Store,
    actor: Actor,
    employer_key: bytes,
    user_key: bytes,
    *,
    from_date: date,
    reason: str | None = None,
    note: str | None = None,
    seen: bytes | None = None,
) -> None:
    """Make somebody account holder of a relation from a day on; whoever holds it until then stops on that day.

    Only an account manager of the employer's werkplein or an administrator may (DESIGN §3, Starting mandates). The new
    one must be active; ``note`` is what they are told. What waits for an account holder goes along
    (:func:`db.handovers.move_along`). History is not rewritten: the day can't lie before the present holder began.
    ``seen`` is the key of the newest holding that was known when this was decided: :class:`Conflict` when there is a
    newer one.
    """
    from models.employer import Employer

    with store.write(actor, "employer.holder", reason) as tx:
        employer = tx.get(Employer, employer_key)
        must_have(tx.reader, tx.actor, Decision.ASSIGN_HOLDER, werkplein_id=employer.municipality_id)
        if employer.state == EmployerState.PROSPECT:
            raise Refused(
                Message(N_("{employer} is a prospect and has no account holder yet."), employer=employer.name),
                Message(N_("Make it a relation, and name the account holder there.")),
            )
        newest = next(iter(holdings(tx.reader, employer_key)), None)
        if newest is not None and seen is not None and newest.id != seen:
            raise _assigned_meanwhile(tx.reader, newest)
        if newest is not None and newest.user_id == user_key and (newest.until_date is None or newest.until_date > from_date):
            raise InvalidInput([("user_id", Message(N_("{name} is account holder already."), name=newest.name))])
        _hand_over(tx, newest, employer_key, user_key, from_date, reason, note)


def _assigned_meanwhile(reader: Reader, newest: Holding) -> Conflict:
    who, at = reader.row(
        "SELECT u.name, e.at FROM journal_change c JOIN journal_entry e ON e.id = c.entry LEFT JOIN user u ON u.id = e.actor "
        "WHERE c.record = ? AND c.field = '*' LIMIT 1",
        (newest.id,),
    ) or ("", "")
    made = Message(
        N_("{who} made {holder} account holder on {moment}."), who=who, holder=newest.name, moment=datetime.fromisoformat(at)
    )
    return Conflict(
        Message(N_("Somebody else changed this since you opened it. Nothing of yours was saved.")),
        [made],
        Message(N_("Open it again, look at what changed, and make your change anew.")),
    )


def make_relation(store: Store, actor: Actor, employer_key: bytes, holder_key: bytes, *, since: date) -> None:
    """Register a prospect (or wake a dormant employer) as a relation, with its account holder (rule E5).

    Only an account manager of the employer's werkplein or an administrator may.
    """
    from models.employer import Employer

    with store.write(actor, "employer.relation") as tx:
        employer = tx.get(Employer, employer_key)
        must_have(tx.reader, tx.actor, Decision.REGISTER_RELATION, werkplein_id=employer.municipality_id)
        if employer.state == EmployerState.RELATION:
            raise Refused(Message(N_("{employer} is a relation already."), employer=employer.name))
        if employer.state == EmployerState.BLOCKED:
            raise Refused(Message(N_("{employer} is blocked and can't be made a relation."), employer=employer.name))
        if since > tx.today:
            raise InvalidInput([("relation_since", Message(N_("This day still has to come.")))])
        tx.change(employer, state=EmployerState.RELATION, relation_since=since)
        newest = next(iter(holdings(tx.reader, employer_key)), None)
        if newest is None or newest.user_id != holder_key or newest.until_date is not None:
            _hand_over(tx, newest, employer_key, holder_key, since, None, None)


def must_be_able_to_hold(reader: Reader, user_key: bytes) -> str:
    """The name of who is to hold a relation; :class:`InvalidInput` when they are gone or not active."""
    name, active = reader.row("SELECT name, active FROM user WHERE id = ?", (user_key,)) or ("", True)
    if not name:
        raise InvalidInput([("user_id", gone().message)])
    if not active:
        raise InvalidInput([("user_id", Message(N_("{name} is not active and can't be account holder."), name=name))])
    return str(name)


def must_not_rewrite(newest: Holding | GroupHolder | None, from_date: date) -> None:
    """Raise :class:`InvalidInput` when somebody would hold from before the present one began: history is not rewritten."""
    if newest is not None and newest.from_date is not None and newest.from_date > from_date:
        sentence = Message(
            N_("{name} has been account holder since {since}: choose that day or a later one."),
            name=newest.name,
            since=newest.from_date,
        )
        raise InvalidInput([("from_date", sentence)])


def _hand_over(
    tx: Transaction,
    newest: Holding | None,
    employer_key: bytes,
    user_key: bytes,
    from_date: date,
    reason: str | None,
    note: str | None,
) -> None:
    """Close the present holding on the day of change, which belongs to both, and open the new one."""
    from models.employer import AccountHolding

    must_be_able_to_hold(tx.reader, user_key)
    must_not_rewrite(newest, from_date)
    if newest is not None and (newest.until_date is None or newest.until_date > from_date):
        tx.change(tx.get(AccountHolding, newest.id), until_date=from_date)
    new: dict[str, Any] = {
        "employer_id": employer_key,
        "user_id": user_key,
        "from_date": from_date,
        "reason": reason,
        "note": note,
    }
    tx.add(AccountHolding(**new, to_read=to_read(tx.actor, user_key) is not None or None))
    move_along(tx, [employer_key], user_key)
