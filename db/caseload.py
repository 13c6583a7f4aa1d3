"""Whether somebody may act for a client, and whether they may still act at all."""

from __future__ import annotations

from db.mandates import scopes
from db.reading import Reader
from db.users import actor_of
from models.actor import Actor
from models.coordination.authority import reaches
from models.coordination.facts import Person
from models.errors import BadInput, Refused
from models.kinds import Decision
from models.messages import N_, Message
from models.values import person_name

_CLIENT = """
SELECT c.surname, c.prefix, coalesce(c.call_name, c.initials), u.id, u.name, u.active, u.team
  FROM client c LEFT JOIN user u ON u.id = c.consultant_id WHERE c.id = ?
"""


def acting_now(reader: Reader, actor: Actor) -> Actor:
    """The actor with the roles of this moment; :class:`Refused` when they may no longer act."""
    if not reader.value("SELECT active FROM user WHERE id = ?", (actor.id,)):
        raise Refused(
            Message(N_("{name} is not active and can't act."), name=actor.name),
            Message(N_("An administrator activates users with 'nuo users activate'.")),
        )
    return actor_of(reader, actor.id)


def must_reach_client(reader: Reader, actor: Actor, decision: Decision, client_key: bytes) -> None:
    """Raise :class:`Refused` unless a mandate of the actor's for ``decision`` reaches this client (promise 20)."""
    row = reader.row(_CLIENT, (client_key,))
    if row is None:
        raise BadInput(Message(N_("This client is not in the store.")))
    surname, prefix, first, *consultant = row
    person = None if consultant[0] is None else Person(consultant[0], consultant[1], bool(consultant[2]), consultant[3])
    if any(reaches(scope, person, actor) for scope in scopes(reader, actor, decision)):
        return
    client = person_name(surname, prefix, first)
    if person is None:
        raise Refused(
            Message(N_("{name} may not do this for {client}, who has no consultant."), name=actor.name, client=client),
            Message(N_("Ask a team lead.")),
        )
    raise Refused(
        Message(
            N_("{name} may not do this for {client}, a client of {consultant}."),
            name=actor.name,
            client=client,
            consultant=person.name,
        ),
        Message(N_("Ask {consultant} or the team lead."), consultant=person.name),
    )


def reaches_caseload(reader: Reader, actor: Actor, decision: Decision, consultant: bytes | None) -> bool:
    """Whether a mandate of the actor's for ``decision`` reaches the clients of this consultant; None: those without one."""
    row = reader.row("SELECT id, name, active, team FROM user WHERE id = ?", (consultant,))
    person = None if row is None else Person(row[0], row[1], bool(row[2]), row[3])
    return any(reaches(scope, person, actor) for scope in scopes(reader, actor, decision))


def must_not_be_archived(reader: Reader, client_key: bytes, employer_key: bytes | None) -> None:
    """Raise :class:`Refused` when the client or the employer is archived: they are kept, and nothing new begins there."""
    found = reader.rows(
        "SELECT number, archived_on FROM client WHERE id = :client UNION ALL "
        "SELECT number, archived_on FROM employer WHERE id = :employer",
        {"client": client_key, "employer": employer_key},
    )
    if len(found) < 1 + (employer_key is not None):
        raise BadInput(Message(N_("This record is no longer there.")), Message(N_("Go back to the list and look again.")))
    for number, archived_on in found:
        if archived_on is not None:
            raise Refused(Message(N_("{number} is archived: nothing new begins there."), number=number))
