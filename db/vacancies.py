"""Vacancies: the file of one, those of an employer, and adding, changing, closing and opening them again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from db.reading import Reader, as_date, as_decimal, gone
from db.refs import Ref, must_exist
from db.related import MOST, PlacementLine, placements_of
from models.errors import InvalidInput, Refused
from models.kinds import Form, VacancyState
from models.messages import N_, Message

if TYPE_CHECKING:
    from db.store import Store
    from db.writing import Transaction
    from models.actor import Actor
    from models.vacancy import Vacancy, VacancyInput

TAKEN = "(SELECT count(*) FROM placement q WHERE q.vacancy_id = v.id AND q.state IN ('provisional', 'active'))"
"""How many places of vacancy ``v`` are taken (rule E10): proposals take none, what has ended gave its place back."""


class VacancyLine(NamedTuple):
    """One vacancy in the file of its employer."""

    id: bytes
    number: str
    title: str
    places: int
    taken: int
    """Places that are taken now."""
    hours: Decimal | None
    start: date | None
    until: date | None
    forms: tuple[Form, ...]
    """None: any form."""
    closed_on: date | None

    @property
    def state(self) -> VacancyState:
        """Open until it is closed."""
        return VacancyState.OPEN if self.closed_on is None else VacancyState.CLOSED


@dataclass(frozen=True, slots=True)
class VacancyFile:
    """Everything there is to see of one vacancy."""

    id: bytes
    number: str
    version: int
    title: str
    state: VacancyState
    employer_id: bytes
    employer_number: str
    employer_name: str
    places: int
    taken: int
    """Places that are taken now: by placements that are active or provisional."""
    hours: Decimal | None
    start: date | None
    until: date | None
    forms: tuple[Form, ...]
    """None: any form."""
    skills: str | None
    limits: str | None
    minimum_wage_value: Decimal | None
    remarks: str | None
    closed_on: date | None
    changed_at: datetime
    changed_by: str | None
    """Name of who changed it last."""
    placements: tuple[PlacementLine, ...]

    @property
    def free(self) -> int:
        """Places that are left; none when it is overfull."""
        return max(0, self.places - self.taken)


_COLUMNS = (
    "id number version title employer_id places hours start until forms skills limits minimum_wage_value remarks closed_on "
    "changed_at"
).split()
_VACANCY = (
    f"SELECT {', '.join(f'v.{name}' for name in _COLUMNS)}, e.number, e.name, w.name, {TAKEN} FROM vacancy v "
    "JOIN employer e ON e.id = v.employer_id LEFT JOIN user w ON w.id = v.changed_by WHERE v.id = ?"
)
_LINES = (
    f"SELECT v.id, v.number, v.title, v.places, {TAKEN}, v.hours, v.start, v.until, v.forms, v.closed_on FROM vacancy v "
    "WHERE v.employer_id = ? {} ORDER BY v.closed_on IS NOT NULL, v.closed_on DESC, v.id DESC LIMIT ?"
)


def vacancy_file(reader: Reader, key: bytes, today: date) -> VacancyFile:
    """The file of one vacancy, in two queries."""
    row = reader.row(_VACANCY, (key,))
    if row is None:
        raise gone()
    kept: dict[str, Any] = dict(zip(_COLUMNS, row, strict=False))
    employer_number, employer_name, changed_by, taken = row[len(_COLUMNS) :]
    return VacancyFile(
        **kept
        | {
            "hours": as_decimal(kept["hours"]),
            "start": as_date(kept["start"]),
            "until": as_date(kept["until"]),
            "forms": _forms(kept["forms"]),
            "minimum_wage_value": as_decimal(kept["minimum_wage_value"]),
            "closed_on": as_date(kept["closed_on"]),
            "changed_at": datetime.fromisoformat(kept["changed_at"]),
        },
        state=VacancyState.OPEN if kept["closed_on"] is None else VacancyState.CLOSED,
        employer_number=employer_number,
        employer_name=employer_name,
        changed_by=changed_by,
        taken=taken,
        placements=placements_of(reader, "vacancy", key),
    )


def vacancies_of(reader: Reader, employer: bytes, *, only_open: bool = False) -> tuple[VacancyLine, ...]:
    """The vacancies of an employer: the open ones, newest first, then those that were closed, the last one first."""
    rows = reader.rows(_LINES.format("AND v.closed_on IS NULL" if only_open else ""), (employer, MOST))
    return tuple(
        VacancyLine(
            id=row[0],
            number=row[1],
            title=row[2],
            places=row[3],
            taken=row[4],
            hours=as_decimal(row[5]),
            start=as_date(row[6]),
            until=as_date(row[7]),
            forms=_forms(row[8]),
            closed_on=as_date(row[9]),
        )
        for row in rows
    )


def _forms(text: str) -> tuple[Form, ...]:
    return tuple(Form(form) for form in text.split(",") if form)


# -- acts ----------------------------------------------------------------------------------------------------------------


def create_vacancy(store: Store, actor: Actor, data: VacancyInput) -> Ref:
    """Add a vacancy under a new number; :class:`Refused` for an employer that is archived."""
    from models.vacancy import Vacancy

    with store.write(actor, "vacancy.create") as tx:
        values = _checked(tx, data)
        _must_be_there(tx, data.employer_id)
        vacancy = tx.add(Vacancy(number=tx.next_number("vacancy"), **values))
        return Ref(vacancy.id, vacancy.number)


def update_vacancy(store: Store, actor: Actor, key: bytes, version: int, changes: Mapping[str, Any]) -> None:
    """Change fields of a vacancy that was read at ``version``; ``changes`` holds what was typed, by field.

    Raises :class:`InvalidInput` with a sentence for each wrong field; so does another employer while people work there.
    """
    from models.fields import validated
    from models.vacancy import Vacancy, VacancyInput, forms_of

    with store.write(actor, "vacancy.update") as tx:
        vacancy = tx.get(Vacancy, key, version=version)
        now = {name: getattr(vacancy, name) for name in VacancyInput.model_fields} | {"forms": forms_of(vacancy.forms)}
        data = validated(VacancyInput, now | dict(changes))
        values = _checked(tx, data)
        if data.employer_id != vacancy.employer_id:
            _must_be_there(tx, data.employer_id)
            _nobody_placed(tx, vacancy)
        tx.change(vacancy, **values)


def close_vacancy(store: Store, actor: Actor, key: bytes, version: int, reason: str) -> None:
    """From today nobody is proposed for it any more; who works there stays."""
    from models.vacancy import Vacancy

    if not reason.strip():
        raise InvalidInput([("reason", Message(N_("Say why the vacancy closes.")))])
    with store.write(actor, "vacancy.close", reason.strip()) as tx:
        vacancy = tx.get(Vacancy, key, version=version)
        if vacancy.closed_on is not None:
            raise Refused(
                Message(N_("Vacancy {number} was closed already, on {date}."), number=vacancy.number, date=vacancy.closed_on)
            )
        tx.change(vacancy, closed_on=tx.today)


def reopen_vacancy(store: Store, actor: Actor, key: bytes, version: int) -> None:
    """It is open after all, or again."""
    from models.vacancy import Vacancy

    with store.write(actor, "vacancy.reopen") as tx:
        vacancy = tx.get(Vacancy, key, version=version)
        if vacancy.closed_on is None:
            raise Refused(Message(N_("Vacancy {number} is open."), number=vacancy.number))
        tx.change(vacancy, closed_on=None)


def _checked(tx: Transaction, data: VacancyInput) -> dict[str, Any]:
    """The values to keep: the employer is there."""
    from models.vacancy import forms_text

    must_exist(tx.reader, employer_id=("employer", data.employer_id))
    return data.model_dump() | {"forms": forms_text(data.forms)}


def _must_be_there(tx: Transaction, employer: bytes) -> None:
    row = tx.reader.row("SELECT number, archived_on FROM employer WHERE id = ?", (employer,))
    if row is not None and row[1] is not None:
        raise Refused(Message(N_("{number} is archived: nothing new begins there."), number=row[0]))


def _nobody_placed(tx: Transaction, vacancy: Vacancy) -> None:
    """A vacancy goes to another employer only while no placement names it: those are where they are."""
    number = tx.reader.value("SELECT number FROM placement WHERE vacancy_id = ? LIMIT 1", (vacancy.id,))
    if number is not None:
        sentence = Message(N_("Placement {number} names this vacancy: it stays with its employer."), number=number)
        raise InvalidInput([("employer_id", sentence)])
