"""Employers: their file, and the acts that add to it or change it.

Who holds the relation is decided in ``db/account_holding.py``, whom to leave in peace in ``db/approach_stops.py``; their
acts can be had from here as well.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from db.account_holding import Holding, assign_holder, holder_facts, holdings, make_relation
from db.approach_stops import StopRow, lay_stop, lift_stop, stops_of
from db.group_holding import GroupFile, group_file
from db.likeness import twin_facts
from db.mandates import must_have
from db.reading import Reader, as_date, gone
from db.refs import Ref, must_exist
from db.related import PlacementLine, RequestLine, numbers_at_work, placements_of, requests_of
from db.vacancies import VacancyLine, vacancies_of
from models.actor import Actor
from models.coordination.facts import HolderFacts, TwinFacts
from models.errors import Blocked
from models.kinds import Decision, EmployerState
from models.messages import N_, Message

if TYPE_CHECKING:
    from db.store import Store
    from db.writing import Transaction
    from models.employer import ContactPersonInput, Employer, EmployerInput

__all__ = (
    "ContactRow",
    "EmployerFile",
    "add_contact_person",
    "archive_contact_person",
    "archive_employer",
    "assign_holder",
    "change_contact_person",
    "create_employer",
    "employer_file",
    "lay_stop",
    "lift_stop",
    "make_relation",
    "restore_employer",
    "update_employer",
)


class ContactRow(NamedTuple):
    """One contact person in an employer's file."""

    id: bytes
    name: str
    role: str | None
    phone: str | None
    email: str | None
    archived_on: date | None
    version: int


@dataclass(frozen=True, slots=True)
class EmployerFile:
    """Everything there is to see of one employer."""

    id: bytes
    number: str
    version: int
    name: str
    kvk: str | None
    branch_number: str | None
    group_name: str | None
    street: str | None
    house_number: str | None
    postcode: str | None
    place: str | None
    municipality_id: bytes | None
    municipality: str | None
    outdoor_service: str | None
    """Name of the municipality whose own outdoor service this is."""
    werkplein: str | None
    """Name of the werkplein that assigns the account holder."""
    sbi: str | None
    sbi_version: str | None
    branch: str | None
    size: str | None
    phone: str | None
    email: str | None
    website: str | None
    state: EmployerState
    relation_since: date | None
    remarks: str | None
    outdoor_service_of: bytes | None
    """The municipality whose own outdoor service this is."""
    archived_on: date | None
    changed_at: datetime
    changed_by: str | None
    """Name of who changed it last."""
    holder: HolderFacts | None
    """The account holder of today, and who stands in for them."""
    holdings: tuple[Holding, ...]
    """All account holders, newest first."""
    stops: tuple[StopRow, ...]
    contacts: tuple[ContactRow, ...]
    """By name; archived ones last."""
    placements: tuple[PlacementLine, ...]
    requests: tuple[RequestLine, ...]
    twins: tuple[TwinFacts, ...]
    """Other records that are probably the same employer."""
    vacancies: tuple[VacancyLine, ...]
    """The work it offers: open ones first."""
    group: GroupFile | None
    """The group that it is a branch of."""


_COLUMNS = (
    "id number version name kvk branch_number group_name street house_number postcode place municipality_id sbi sbi_version "
    "branch size phone email website state relation_since remarks outdoor_service_of archived_on changed_at"
).split()
_EMPLOYER = (
    f"SELECT {', '.join(f'e.{name}' for name in _COLUMNS)}, m.name, m.werkplein, w.name, o.name FROM employer e "
    "LEFT JOIN municipality m ON m.id = e.municipality_id LEFT JOIN user w ON w.id = e.changed_by "
    "LEFT JOIN municipality o ON o.id = e.outdoor_service_of WHERE e.id = ?"
)


def employer_file(reader: Reader, key: bytes, today: date) -> EmployerFile:
    """The file of one employer, in nine queries, three more for a branch of a group.

    The history of it is read with :func:`db.history.history`.
    """
    row = reader.row(_EMPLOYER, (key,))
    if row is None:
        raise gone()
    kept: dict[str, Any] = dict(zip(_COLUMNS, row, strict=False))
    municipality, werkplein, changed_by, outdoor_service = row[len(_COLUMNS) :]
    return EmployerFile(
        **kept
        | {
            "state": EmployerState(kept["state"]),
            "relation_since": as_date(kept["relation_since"]),
            "archived_on": as_date(kept["archived_on"]),
            "changed_at": datetime.fromisoformat(kept["changed_at"]),
        },
        municipality=municipality,
        werkplein=werkplein,
        outdoor_service=outdoor_service,
        changed_by=changed_by,
        holder=holder_facts(reader, key, today),
        holdings=holdings(reader, key),
        stops=stops_of(reader, key),
        contacts=_contacts(reader, key),
        placements=placements_of(reader, "employer", key),
        requests=requests_of(reader, "employer", key, today),
        twins=twin_facts(reader, key, today),
        vacancies=vacancies_of(reader, key),
        group=group_file(reader, key, kept["group_name"], today),
    )


def _contacts(reader: Reader, key: bytes) -> tuple[ContactRow, ...]:
    rows = reader.rows(
        "SELECT id, name, role, phone, email, archived_on, version FROM contact_person WHERE employer_id = ? "
        "ORDER BY archived_on IS NOT NULL, name, id",
        (key,),
    )
    return tuple(ContactRow(r[0], r[1], r[2], r[3], r[4], as_date(r[5]), r[6]) for r in rows)


# -- acts ----------------------------------------------------------------------------------------------------------------


def create_employer(store: Store, actor: Actor, data: EmployerInput) -> Ref:
    """Add an employer under a new number: a prospect, of the municipality that its place lies in unless one is given."""
    from models.employer import Employer
    from models.municipality import code_of_place, municipality_id

    with store.write(actor, "employer.create") as tx:
        must_exist(tx.reader, municipality_id=("municipality", data.municipality_id))
        values = data.model_dump()
        if data.municipality_id is None and (code := code_of_place(data.place)):
            values["municipality_id"] = municipality_id(code)
        employer = tx.add(Employer(number=tx.next_number("employer"), state=EmployerState.PROSPECT, **values))
        return Ref(employer.id, employer.number)


def update_employer(store: Store, actor: Actor, key: bytes, version: int, changes: Mapping[str, Any]) -> None:
    """Change fields of an employer that was read at ``version``; ``changes`` holds what was typed, by field.

    Raises :class:`~models.errors.InvalidInput` with a sentence for each wrong field, :class:`~models.errors.Conflict`
    when somebody else changed it since. A relation goes to another municipality, and so to another werkplein, only by
    who may assign its account holder.
    """
    from models.employer import Employer, EmployerInput
    from models.fields import validated

    with store.write(actor, "employer.update") as tx:
        employer = tx.get(Employer, key, version=version)
        now = {name: getattr(employer, name) for name in EmployerInput.model_fields}
        data = validated(EmployerInput, now | dict(changes))
        must_exist(tx.reader, municipality_id=("municipality", data.municipality_id))
        if employer.municipality_id not in (None, data.municipality_id):
            _only_its_werkplein(tx, employer, Decision.ASSIGN_HOLDER)
        tx.change(employer, **data.model_dump())


def archive_employer(store: Store, actor: Actor, key: bytes, version: int) -> None:
    """Put an employer in the archive, for example one of two records; :class:`Blocked` while placements run there."""
    from models.employer import Employer

    with store.write(actor, "employer.archive") as tx:
        employer = tx.get(Employer, key, version=version)
        _only_its_werkplein(tx, employer, Decision.REGISTER_RELATION)
        if numbers := numbers_at_work(tx.reader, "employer", key):
            raise Blocked(
                Message(N_("{name} still has placements: {numbers}."), name=employer.name, numbers=numbers),
                numbers,
                Message(N_("End them first.")),
            )
        tx.change(employer, archived_on=tx.today)


def restore_employer(store: Store, actor: Actor, key: bytes, version: int) -> None:
    """Take an employer out of the archive."""
    from models.employer import Employer

    with store.write(actor, "employer.restore") as tx:
        employer = tx.get(Employer, key, version=version)
        _only_its_werkplein(tx, employer, Decision.REGISTER_RELATION)
        tx.change(employer, archived_on=None)


def _only_its_werkplein(tx: Transaction, employer: Employer, decision: Decision) -> None:
    """A relation is the werkplein's: moving it away or putting it aside asks a mandate; a prospect is everybody's."""
    if employer.state != EmployerState.PROSPECT:
        must_have(tx.reader, tx.actor, decision, werkplein_id=employer.municipality_id)


def add_contact_person(store: Store, actor: Actor, employer_key: bytes, data: ContactPersonInput) -> bytes:
    """Record somebody at an employer whom we talk to; returns their key."""
    from models.employer import ContactPerson, Employer

    with store.write(actor, "employer.contact") as tx:
        employer = tx.get(Employer, employer_key)
        return tx.add(ContactPerson(employer_id=employer.id, **data.model_dump())).id


def change_contact_person(store: Store, actor: Actor, key: bytes, version: int, data: ContactPersonInput) -> None:
    """Correct a contact person that was read at ``version``."""
    from models.employer import ContactPerson

    with store.write(actor, "employer.contact") as tx:
        tx.change(tx.get(ContactPerson, key, version=version), **data.model_dump())


def archive_contact_person(store: Store, actor: Actor, key: bytes, version: int) -> None:
    """Put a contact person in the archive: they are no longer whom we talk to."""
    from models.employer import ContactPerson

    with store.write(actor, "employer.contact") as tx:
        tx.change(tx.get(ContactPerson, key, version=version), archived_on=tx.today)
