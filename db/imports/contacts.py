"""Contact moments from a file: what was said with or about a client, an employer or a placement, by whom of us and when."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from typing import ClassVar

from db.canonical import stored
from db.imports.batch import Kept
from db.imports.report import Result
from db.imports.rows import ContactRow
from db.imports.subject import Given, SubjectImport, fetch
from models.about import ABOUT
from models.contact_moment import ContactMoment
from models.kinds import Role
from models.messages import N_
from models.values import parse_date

_OWNERS = tuple(f"{subject}_id" for subject in ABOUT)
_TOLD_APART = (*_OWNERS, "kind", "day")


class ContactImport(SubjectImport[ContactRow]):
    """Rows of contact moments, matched by whom they are about, kind, day and time.

    Of those whose time was not written down, nothing but the text tells two of one day apart.
    """

    row_model = ContactRow
    table: ClassVar[type[ContactMoment]] = ContactMoment
    number_field = "client_id"
    instead: ClassVar[dict[str, str]] = {"client_id": "employer_id"}
    second = N_("This contact of '{value}' (same kind, day and time) stands in this file before.")
    second_before = N_(
        "This row was rejected on {date} as the second row of the same contact of '{value}', and nothing in it was mended. "
        "When it is another contact, correct the kind, day or time; when this row is the right one, import it with --overwrite."
    )

    def prepare(self, rows: Sequence[Given]) -> None:
        """Read whom these rows are about, and the contacts of those on these days."""
        self.known.look_up(
            clients=(given.get("client_id") for given in rows),
            employers=(given.get("employer_id") for given in rows),
            placements=(given.get("placement_id") for given in rows),
        )
        self._numbers = {key: number for owner, known in self._known(rows) for number, key in known.items()}
        days = {day for given in rows if (day := _day(given.get("day"))) is not None}
        self._stored: dict[Hashable, Kept] = {}
        self._of_day: dict[Hashable, list[Kept]] = {}
        for owner, known in self._known(rows):
            for contact in fetch(self.tx.reader, ContactMoment, owner, known.values(), also=("day", days)):
                self._stored.setdefault(_key(contact), contact)
                self._of_day.setdefault(_apart(contact), []).append(contact)

    def _known(self, rows: Sequence[Given]) -> Iterator[tuple[str, dict[str, bytes]]]:
        """For each column, the records that these rows name: number → key."""
        find = {"client_id": self.known.client, "employer_id": self.known.employer, "placement_id": self.known.placement}
        for owner, ask in find.items():
            numbers = {given[owner] for given in rows if owner in given}
            yield owner, {number: key for number in numbers if (key := ask(number)) is not None}

    def name_of(self, given: Given) -> Hashable | None:
        """Only a checked row tells which contact it is."""
        return None

    def called(self, given: Given) -> tuple[str, str]:
        """The first column that says whom it is about, and what stands there."""
        return next(((owner, given[owner]) for owner in _OWNERS if owner in given), (self.number_field, ""))

    def key_of(self, row: ContactRow) -> Hashable:
        """Whom it is about, kind, day and time; the text when there is no time."""
        return _key({"client_id": row.client_id, "employer_id": row.employer_id, "placement_id": row.placement_id, **_told(row)})

    def stored_row(self, key: Hashable) -> Kept | None:
        """The contact with this key."""
        return self._stored.get(key)

    def bring_in(self, row: ContactRow) -> Result:
        """Add the contact, or bring the stored one up to date."""
        if row.made_by is not None:
            self.known.people.use(row.made_by, Role.CONSULTANT, self.batch)
        values, key = self.kept(row) | _told(row), self.key_of(row)
        current = self._stored.get(key)
        if current is None:
            return self._new(row, values)
        number = self._number_of(current)
        return Result.UPDATED if self.batch.change(ContactMoment, current, values, number=number) else Result.UNCHANGED

    def _new(self, row: ContactRow, values: Kept) -> Result:
        """A contact that is not known; unless its text was corrected here since it came in without a time."""
        same_day = self._of_day.get(_apart({**dict.fromkeys(_OWNERS), **values}), [])
        if row.time is None and self.batch.once_was([c for c in same_day if c["time"] is None], "text", row.text):
            self.batch.hold_back(self._number_of(values), ("text",))
            return Result.UNCHANGED
        self.batch.add(ContactMoment, {"made_by": self.tx.actor.id, **values})
        return Result.CREATED

    def _number_of(self, contact: Kept) -> str:
        """The number of whom a contact is about."""
        return next((self._numbers[key] for owner in _OWNERS if (key := contact.get(owner)) in self._numbers), "")


def _told(row: ContactRow) -> Kept:
    """What tells contacts of one record apart, as the store keeps it."""
    return {"kind": row.kind.value, "day": stored(row.day), "time": row.time, "text": row.text}


def _apart(contact: Kept) -> Hashable:
    return tuple(contact[name] for name in _TOLD_APART)


def _key(contact: Kept) -> Hashable:
    return (_apart(contact), contact["time"] or ("", contact["text"]))


def _day(text: str | None) -> str | None:
    """The day of a row that is not checked yet; None when it is none."""
    try:
        return None if text is None else parse_date(text).isoformat()
    except ValueError:
        return None
