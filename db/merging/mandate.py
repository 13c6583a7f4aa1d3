"""Who may merge two records, and who may say that they are not the same (promises 20 and 33; DESIGN §3, Starting mandates).

Employers: an account manager of the werkplein of both, or an administrator. When the two have different account holders,
both agree: one of them merges after the other has said 'the same', or an administrator does it and writes down what was
agreed. Clients: a team lead who reaches both, or an administrator.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from db.account_holding import decider_on, holder_on
from db.caseload import acting_now, must_reach_client
from db.mandates import must_have, scopes
from db.reading import Reader, gone
from models.actor import Actor
from models.errors import NuoError, Refused
from models.kinds import Decision, Said, Scope
from models.likeness import EmployerKeys, held_by_another, likeness
from models.messages import N_, Message

_KEYS = "branch_number, kvk, name_key, place_key, phone_key, domain_key"


class Rivals(NamedTuple):
    """The account holders of two employers that are held by different people."""

    one: tuple[bytes, str]
    other: tuple[bytes, str]

    @property
    def names(self) -> list[str]:
        """What they are called."""
        return [self.one[1], self.other[1]]


def rivals(reader: Reader, one: bytes, other: bytes, day: date) -> Rivals | None:
    """The account holders of two employers who both have to agree; None when they are one, or a record has none."""
    ours, theirs = holder_on(reader, one, day), holder_on(reader, other, day)
    return None if ours is None or theirs is None or ours[0] == theirs[0] else Rivals(ours, theirs)


def must_be_able_to_judge(reader: Reader, actor: Actor, subject: str, one: bytes, other: bytes, day: date) -> None:
    """Raise :class:`Refused` unless who acts may say whether two records are the same.

    Who could merge one of the two may; where rule E6 stands in the way of two account holders, only one of these, who
    stands in for one today, or an administrator: nobody talks a warning away over their heads.
    """
    acting = acting_now(reader, actor)
    if subject == "client":
        _must_reach_one(reader, acting, one, other)
        return
    municipality = [_municipality(reader, key) for key in (one, other)]
    if not any(_reaches(reader, acting, key) for key in municipality):
        must_have(reader, acting, Decision.MERGE_EMPLOYERS, werkplein_id=municipality[0])
    if _is_administrator(reader, acting) or not _blocks(reader, one, other, day):
        return
    if not any(decider_on(reader, key, acting.id, day) for key in (one, other)):
        holders = [holder for holder in (holder_on(reader, key, day) for key in (one, other)) if holder]
        raise Refused(
            Message(
                N_("Only an account holder of one of these says whether they are the same: {names}."),
                names=[name for _key, name in holders],
            ),
            Message(N_("Ask one of them, or an administrator.")),
        )


def must_be_able_to_merge(
    reader: Reader, actor: Actor, subject: str, keep: bytes, lost: bytes, day: date, reason: str | None = None
) -> None:
    """Raise :class:`Refused` unless who acts may merge ``lost`` into ``keep``; an administrator gives the ``reason``."""
    acting = acting_now(reader, actor)
    if subject == "client":
        for key in (keep, lost):
            must_reach_client(reader, acting, Decision.MERGE_CLIENTS, key)
        return
    _must_reach_both(reader, acting, keep, lost)
    if (two := rivals(reader, keep, lost, day)) is None:
        return
    if _is_administrator(reader, acting):
        if not (reason or "").strip():
            raise Refused(
                Message(N_("Two account holders hold these: {names}."), names=two.names),
                Message(N_("Ask both, and write down what they agreed as the reason.")),
            )
        return
    waiting = _not_agreed(reader, acting, keep, lost, day)
    if waiting:
        raise Refused(
            Message(N_("{names} has not agreed to this merge yet."), names=waiting),
            Message(N_("Ask to mark these two as the same in the list of duplicates; or let an administrator merge them.")),
        )


def must_be_able_to_take_apart(reader: Reader, actor: Actor, subject: str, keep: bytes, lost: bytes) -> None:
    """Raise :class:`Refused` unless who acts may take the merge of two records back: the mandate, without asking anybody."""
    acting = acting_now(reader, actor)
    if subject == "client":
        for key in (keep, lost):
            must_reach_client(reader, acting, Decision.MERGE_CLIENTS, key)
        return
    _must_reach_both(reader, acting, keep, lost)


def is_allowed(reader: Reader, actor: Actor, subject: str, keep: bytes, lost: bytes, day: date) -> NuoError | None:
    """What stands in the way of a merge by who acts; None: nothing, but for a reason that is to be written down."""
    try:
        must_be_able_to_merge(reader, actor, subject, keep, lost, day, reason="…")
    except NuoError as refused:
        return refused
    return None


def needs_reason(reader: Reader, actor: Actor, subject: str, keep: bytes, lost: bytes, day: date) -> bool:
    """Whether who acts has to write down what the account holders agreed."""
    return subject == "employer" and _is_administrator(reader, actor) and rivals(reader, keep, lost, day) is not None


def _must_reach_both(reader: Reader, actor: Actor, keep: bytes, lost: bytes) -> None:
    """The werkplein of both; of an employer without municipality, that of the other."""
    known = [_municipality(reader, key) for key in (keep, lost)]
    named: set[bytes | None] = {one for one in known if one is not None}
    for municipality in named or {None}:
        must_have(reader, actor, Decision.MERGE_EMPLOYERS, werkplein_id=municipality)


def _not_agreed(reader: Reader, actor: Actor, keep: bytes, lost: bytes, day: date) -> list[str]:
    """The names of the account holders who neither act nor have said that the two are the same."""
    agreed = {
        by
        for (by,) in reader.rows(
            "SELECT said_by FROM pair WHERE said = :said AND (employer_id = :keep AND other_employer_id = :lost "
            "OR employer_id = :lost AND other_employer_id = :keep)",
            {"said": Said.SAME.value, "keep": keep, "lost": lost},
        )
    }
    waiting = []
    for key in (keep, lost):
        if not any(decider_on(reader, key, user, day) for user in (actor.id, *agreed)):
            holder = holder_on(reader, key, day)
            waiting += [holder[1]] if holder else []
    return waiting


def _blocks(reader: Reader, one: bytes, other: bytes, day: date) -> bool:
    """Whether rule E6 blocks at one of two employers because of the other."""
    keys = [EmployerKeys(*(reader.row(f"SELECT {_KEYS} FROM employer WHERE id = ?", (key,)) or ())) for key in (one, other)]
    alike = likeness(*keys)
    if alike is None:
        return False
    ours, theirs = (holder_on(reader, key, day) for key in (one, other))
    pair = (ours and ours[0], theirs and theirs[0])
    return held_by_another(alike.twin, *pair) or held_by_another(alike.twin, *reversed(pair))


def _is_administrator(reader: Reader, actor: Actor) -> bool:
    """Whether their mandate reaches every employer."""
    return Scope.ALL in scopes(reader, actor, Decision.MERGE_EMPLOYERS)


def _reaches(reader: Reader, actor: Actor, municipality: bytes | None) -> bool:
    reach = scopes(reader, actor, Decision.MERGE_EMPLOYERS)
    return Scope.ALL in reach or (
        Scope.OWN_WERKPLEIN in reach and municipality is not None and municipality == actor.werkplein_id
    )


def _municipality(reader: Reader, employer: bytes) -> bytes | None:
    row = reader.row("SELECT municipality_id FROM employer WHERE id = ?", (employer,))
    if row is None:
        raise gone()
    return row[0]  # type: ignore[no-any-return]


def _must_reach_one(reader: Reader, actor: Actor, one: bytes, other: bytes) -> None:
    try:
        must_reach_client(reader, actor, Decision.MERGE_CLIENTS, one)
    except Refused:
        must_reach_client(reader, actor, Decision.MERGE_CLIENTS, other)
