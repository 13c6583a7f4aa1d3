"""Clients: their file, and the acts that add to it or change it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from db.absences import AbsenceRow, absences_of, end_what_runs
from db.merging.successors import MERGED_OF, must_not_be_merged, numbers_of
from db.reading import Reader, as_date, as_decimal, gone
from db.refs import Ref, must_exist
from db.related import PlacementLine, RequestLine, numbers_at_work, placements_of, requests_of
from db.service_orders import OrderRow, orders_of_client
from db.settings import whole_number
from db.wage_values import WageValueRow, wage_values_of
from models.actor import Actor
from models.errors import Blocked, InvalidInput
from models.figures import LADDER_MOST_SUPPORTED, LADDER_MOST_WSW
from models.groups import renewal_due
from models.kinds import ClientStatus, HrAdministrator, IndicationKind, TargetGroup
from models.messages import N_, Message
from models.values import list_name, person_name

if TYPE_CHECKING:
    from db.store import Store
    from db.writing import Transaction
    from models.client import ClientInput
    from models.indication import IndicationInput


class IndicationRow(NamedTuple):
    """One indication in a client's file."""

    id: bytes
    kind: IndicationKind
    category: str | None
    valid_from: date | None
    """None: counts as begun."""
    valid_until: date | None
    advice_supported: bool | None
    document: str | None
    renewal_due: date | None
    """The day by which renewal must be asked for; None when it need not be."""
    version: int


@dataclass(frozen=True, slots=True)
class ClientFile:
    """Everything there is to see of one client. The BSN is in it in clear: a screen masks it."""

    id: bytes
    number: str
    version: int
    surname: str
    prefix: str | None
    given_names: str | None
    initials: str | None
    call_name: str | None
    birth_date: str | None
    bsn: str | None
    street: str | None
    house_number: str | None
    postcode: str | None
    place: str | None
    municipality_id: bytes
    municipality: str
    phone: str | None
    email: str | None
    target_group: TargetGroup
    consultant_id: bytes | None
    consultant: str | None
    formal_employer_id: bytes | None
    formal_employer: str | None
    """Name of the formal employer, one of the six municipalities or another."""
    formal_employer_text: str | None
    hr_administrator: HrAdministrator | None
    contract_hours: Decimal | None
    status: ClientStatus
    ladder_step: int | None
    skills: str | None
    limits: str | None
    mobility: str | None
    remarks: str | None
    contract_until: date | None
    """Last day of the contract; None: no end."""
    travel_km: int | None
    """How far they can travel to work, one way."""
    archived_on: date | None
    changed_at: datetime
    merged_into: str | None
    """Number of the record that it was merged into."""
    merged: tuple[str, ...]
    """Numbers of the records that were merged into it."""
    changed_by: str | None
    """Name of who changed it last; None for what nobody in particular did."""
    indications: tuple[IndicationRow, ...]
    """Newest first."""
    wage_values: tuple[WageValueRow, ...]
    """Newest first."""
    absences: tuple[AbsenceRow, ...]
    """Newest first."""
    placements: tuple[PlacementLine, ...]
    requests: tuple[RequestLine, ...]
    orders: tuple[OrderRow, ...]
    """What was ordered for the client, newest first."""
    same_bsn: tuple[str, ...]
    """Numbers of other clients with the same BSN: one person, or a slip of the pen."""

    def away_on(self, day: date) -> AbsenceRow | None:
        """The absence that runs on ``day``; None when there is none on record."""
        return next((one for one in self.absences if one.runs_on(day)), None)

    @property
    def name(self) -> str:
        """'Yinthe van der Arent'."""
        return person_name(self.surname, self.prefix, self.call_name or self.initials)

    @property
    def list_name(self) -> str:
        """'Arent, Yinthe van der'."""
        return list_name(self.surname, self.prefix, self.call_name or self.initials)


_COLUMNS = (
    "id number version surname prefix given_names initials call_name birth_date bsn street house_number postcode place "
    "municipality_id phone email target_group consultant_id formal_employer_id formal_employer_text hr_administrator "
    "contract_hours status ladder_step skills limits mobility remarks contract_until travel_km archived_on changed_at"
).split()
_CLIENT = (
    f"SELECT {', '.join(f'c.{name}' for name in _COLUMNS)}, m.name, u.name, coalesce(f.name, c.formal_employer_text), w.name, "
    f"{MERGED_OF.format('client', 'c')} "
    "FROM client c JOIN municipality m ON m.id = c.municipality_id LEFT JOIN user u ON u.id = c.consultant_id "
    "LEFT JOIN municipality f ON f.id = c.formal_employer_id LEFT JOIN user w ON w.id = c.changed_by WHERE c.id = ?"
)


def client_file(reader: Reader, key: bytes, today: date) -> ClientFile:
    """The file of one client, in eight queries. The history of it is read with :func:`db.history.history`."""
    row = reader.row(_CLIENT, (key,))
    if row is None:
        raise gone()
    kept: dict[str, Any] = dict(zip(_COLUMNS, row, strict=False))
    municipality, consultant, formal_employer, changed_by, merged_into, merged = row[len(_COLUMNS) :]
    administrator = kept["hr_administrator"]
    return ClientFile(
        **kept
        | {
            "target_group": TargetGroup(kept["target_group"]),
            "status": ClientStatus(kept["status"]),
            "hr_administrator": HrAdministrator(administrator) if administrator else None,
            "contract_hours": as_decimal(kept["contract_hours"]),
            "contract_until": as_date(kept["contract_until"]),
            "archived_on": as_date(kept["archived_on"]),
            "changed_at": datetime.fromisoformat(kept["changed_at"]),
        },
        municipality=municipality,
        consultant=consultant,
        formal_employer=formal_employer,
        changed_by=changed_by,
        merged_into=merged_into,
        merged=numbers_of(merged),
        indications=_indications(reader, key),
        wage_values=wage_values_of(reader, key),
        absences=absences_of(reader, key),
        placements=placements_of(reader, "client", key),
        requests=requests_of(reader, "client", key, today),
        orders=orders_of_client(reader, key),
        same_bsn=_same_bsn(reader, key, kept["bsn"]),
    )


def _indications(reader: Reader, client_key: bytes) -> tuple[IndicationRow, ...]:
    rows = reader.rows(
        "SELECT id, kind, category, valid_from, valid_until, advice_supported, document, version FROM indication "
        "WHERE client_id = ? ORDER BY valid_from DESC, id DESC",
        (client_key,),
    )
    return tuple(
        IndicationRow(
            key,
            IndicationKind(kind),
            category,
            as_date(start),
            as_date(end),
            None if advice is None else bool(advice),
            document,
            renewal_due(kind, as_date(end)),
            version,
        )
        for key, kind, category, start, end, advice, document, version in rows
    )


def _same_bsn(reader: Reader, key: bytes, bsn: str | None) -> tuple[str, ...]:
    return tuple(
        row[0] for row in reader.rows("SELECT number FROM client WHERE bsn = ? AND id <> ? ORDER BY +number", (bsn, key))
    )


# -- acts ----------------------------------------------------------------------------------------------------------------


_SUPPORTED = """
SELECT 1 FROM placement WHERE client_id = ? AND +state = 'active' AND +form IN ('subsidised-job', 'supported-employment') LIMIT 1
"""


def create_client(store: Store, actor: Actor, data: ClientInput) -> Ref:
    """Add a client under a new number."""
    from models.client import Client

    with store.write(actor, "client.create") as tx:
        _must_fit_the_ladder(tx, data)
        client = tx.add(Client(number=tx.next_number("client"), **_checked(tx, data)))
        return Ref(client.id, client.number)


def update_client(store: Store, actor: Actor, key: bytes, version: int, changes: Mapping[str, Any]) -> None:
    """Change fields of a client that was read at ``version``; ``changes`` holds what was typed, by field.

    A status that is set by hand ends an absence that runs.

    Raises :class:`InvalidInput` with a sentence for each wrong field, :class:`~models.errors.Conflict` when somebody
    else changed the client since. With another formal employer comes its HR administrator, unless that is given too.
    """
    from models.client import Client, ClientInput
    from models.fields import validated

    with store.write(actor, "client.update") as tx:
        client = tx.get(Client, key, version=version)
        now = {name: getattr(client, name) for name in ClientInput.model_fields}
        if changes.get("formal_employer_id", client.formal_employer_id) != client.formal_employer_id:
            now["hr_administrator"] = None
        before, typed = client.status, validated(ClientInput, now | dict(changes))
        if (typed.ladder_step, typed.target_group) != (client.ladder_step, client.target_group):
            _must_fit_the_ladder(tx, typed, key)
        tx.change(client, **_checked(tx, typed))
        if client.status != before:
            end_what_runs(tx, key, ClientStatus(client.status))


def _must_fit_the_ladder(tx: Transaction, data: ClientInput, key: bytes | None = None) -> None:
    """Raise :class:`InvalidInput` for a step of the participation ladder beyond what Wsw, or work with support, can be.

    Step 6 is paid work without any support; who is in Wsw or works with wage-cost subsidy or job coaching is below it.
    """
    if data.ladder_step is None:
        return
    group = LADDER_MOST_WSW if data.target_group == TargetGroup.WSW else None
    if group is None and key is not None and tx.reader.value(_SUPPORTED, (key,)):
        group = LADDER_MOST_SUPPORTED
    if group is not None and data.ladder_step > (most := whole_number(tx.reader, group, tx.today)):
        sentence = Message(N_("Wsw and work with support are at most on step {most} of the ladder."), most=most)
        raise InvalidInput([("ladder_step", sentence)])


def archive_client(store: Store, actor: Actor, key: bytes, version: int) -> None:
    """Put a client in the archive; :class:`Blocked` while placements run or are on their way."""
    from models.client import Client

    with store.write(actor, "client.archive") as tx:
        client = tx.get(Client, key, version=version)
        if numbers := numbers_at_work(tx.reader, "client", key):
            raise Blocked(
                Message(N_("{name} still has placements: {numbers}."), name=client.name, numbers=numbers),
                numbers,
                Message(N_("End them first.")),
            )
        tx.change(client, archived_on=tx.today)


def restore_client(store: Store, actor: Actor, key: bytes, version: int) -> None:
    """Take a client out of the archive."""
    from models.client import Client

    with store.write(actor, "client.restore") as tx:
        client = tx.get(Client, key, version=version)
        must_not_be_merged(tx.reader, "client", key)
        tx.change(client, archived_on=None)


def add_indication(store: Store, actor: Actor, client_key: bytes, data: IndicationInput) -> bytes:
    """Record an indication of a client; returns its key."""
    from models.client import Client
    from models.indication import Indication

    with store.write(actor, "client.indication") as tx:
        client = tx.get(Client, client_key)
        return tx.add(Indication(client_id=client.id, **data.model_dump())).id


def change_indication(store: Store, actor: Actor, key: bytes, version: int, data: IndicationInput) -> None:
    """Correct an indication that was read at ``version``."""
    from models.indication import Indication

    with store.write(actor, "client.indication") as tx:
        tx.change(tx.get(Indication, key, version=version), **data.model_dump())


def _checked(tx: Transaction, data: ClientInput) -> dict[str, Any]:
    """The values to keep: what only the store and the calendar can tell is checked, what follows is filled in."""
    from models.fields import FUTURE_BIRTH

    if data.birth_date and data.birth_date > tx.today.isoformat():
        raise InvalidInput([("birth_date", Message(FUTURE_BIRTH, value=data.birth_date))])
    must_exist(
        tx.reader,
        municipality_id=("municipality", data.municipality_id),
        consultant_id=("user", data.consultant_id),
        formal_employer_id=("municipality", data.formal_employer_id),
    )
    values = data.model_dump()
    if data.target_group is TargetGroup.WSW and data.formal_employer_id and data.hr_administrator is None:
        administrator = tx.reader.value("SELECT hr_administrator FROM municipality WHERE id = ?", (data.formal_employer_id,))
        values["hr_administrator"] = HrAdministrator(administrator)
    return values
