"""What rows point at: municipalities, users, locations, and the clients and employers of placements.

Users and locations that are not known yet are planned while a row is checked, and made when a good row uses them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from db.imports.batch import Batch
from db.imports.provenance import IMPORTS
from db.merging.successors import MERGED, successors
from db.municipalities import list_municipalities
from db.numbers import last_number
from db.reading import Reader, marks
from models.ids import new_id
from models.kinds import Form, LocationKind, Role
from models.location import Location
from models.municipality import PLACE_CODES, code_of_place
from models.user import User, name_key, roles_text
from models.values import fold, words


class People:
    """Users by name; new ones come in inactive, with the role that their column implies."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._met: dict[str, bytes] = {}
        self._by_name: dict[str, bytes] = {}
        self._known: dict[bytes, tuple[str, str, bool]] = {}
        for key, name, roles, active, folded in reader.rows(
            "SELECT id, name, roles, active, name_key FROM user ORDER BY active DESC, id"
        ):
            self._by_name.setdefault(folded, key)
            self._known[key] = (name, roles, bool(active))
        self._planned: dict[bytes, str] = {}
        self.made: list[str] = []

    def key(self, name: str) -> bytes:
        """The user of this name, planned when there is none."""
        key = self._met.get(name)
        if key is None:
            folded = name_key(name)
            if folded not in self._by_name:
                self._by_name[folded] = new_id()
                self._planned[self._by_name[folded]] = " ".join(part for part in name.split(" ") if part)
            key = self._met[name] = self._by_name[folded]
        return key

    def use(self, key: bytes, role: Role, batch: Batch) -> None:
        """A good row names this user in this role: make a planned one; one that imports made gains the role."""
        if (name := self._planned.pop(key, None)) is not None:
            batch.add(User, {"name": name, "roles": role.value, "active": 0, "team": ""}, key)
            self._known[key] = (name, role.value, False)
            self.made.append(name)
            return
        name, roles, active = self._known[key]
        if active or role in roles.split(",") or not self._by_import(key):
            return
        row = self._reader.row("SELECT * FROM user WHERE id = ?", (key,))
        current = dict(zip((c.name for c in User.__table__.columns), row or (), strict=True))  # type: ignore[attr-defined]
        if not batch.was_changed_here(current, "roles"):
            wanted = roles_text((*(Role(r) for r in roles.split(",") if r), role))
            batch.change(User, current, {"roles": wanted}, number=name)
            self._known[key] = (name, wanted, False)

    def _by_import(self, key: bytes) -> bool:
        action = self._reader.value(
            "SELECT e.action FROM journal_change c JOIN journal_entry e ON e.id = c.entry "
            "WHERE c.record = ? ORDER BY e.arrival LIMIT 1",
            (key,),
        )
        return action is not None and action.startswith(IMPORTS)


class Places:
    """Locations by number or name; placements create those that are not known."""

    def __init__(self, reader: Reader, municipality: Municipalities) -> None:
        self._municipality = municipality
        self._by_name: dict[str, bytes] = {}
        for key, number, folded in reader.rows("SELECT id, number, sort_name FROM location ORDER BY id"):
            self._by_name.setdefault(folded, key)
            self._by_name[fold(number)] = key
        self._planned: dict[bytes, str] = {}
        self._letters, self._last = last_number(reader.connection, "location")
        self.made: list[str] = []

    def key(self, name: str) -> bytes:
        """The location of this number or name, planned when there is none."""
        folded = fold(name)
        if folded not in self._by_name:
            self._by_name[folded] = key = new_id()
            self._planned[key] = name
        return self._by_name[folded]

    def use(self, key: bytes, form: Form, batch: Batch) -> None:
        """A good row places somebody here: make a planned location, as far as its name tells."""
        name = self._planned.pop(key, None)
        if name is None:
            return
        self._last += 1
        number = f"{self._letters}{self._last:05}"
        kind, municipality = _kind_of(name, form), self._municipality.within(name)
        batch.add(Location, {"number": number, "name": name, "kind": kind.value, "municipality_id": municipality}, key)
        self.made.append(name)


def _kind_of(name: str, form: Form) -> LocationKind:
    said = " ".join(words(name))
    if form is Form.GREEN or "groen" in said:
        return LocationKind.GREEN
    if "kantoor" in said:
        return LocationKind.OFFICE
    return LocationKind.TRAINING if "training" in said or "leerwerk" in said else LocationKind.SHELTERED


_CBS_CODE = re.compile(r"gm\d{4}", re.ASCII)
"""A code as the CBS writes it."""


class _Municipality(NamedTuple):
    id: bytes
    hr_administrator: str


class Municipalities:
    """The municipalities that the NUO works for, by name, code, or a place that lies in them."""

    def __init__(self, reader: Reader) -> None:
        rows = list_municipalities(reader)
        self.names = tuple(row.name for row in rows)
        self._by_code = {row.code: _Municipality(row.id, row.hr_administrator.value) for row in rows}
        self._codes = {"".join(words(row.name)): row.code for row in rows}
        self._hr = {m.id: m.hr_administrator for m in self._by_code.values()}
        self._met: dict[str, bytes | None] = {}

    def key(self, text: str) -> bytes | None:
        """The municipality of a name or code: 'Almelo', 'gemeente Almelo', 'gem. Almelo', '0141', '141', 'GM0141'."""
        if text not in self._met:
            first, *others = words(text) or [""]
            said = "".join(others if others and first in ("gem", "gemeente") else (first, *others)).removeprefix("gemeente")
            said = said[2:] if _CBS_CODE.fullmatch(said) else said
            found = self._by_code.get(self._codes.get(said) or said.zfill(4))
            self._met[text] = found and found.id
        return self._met[text]

    def of_place(self, place: str | None) -> bytes | None:
        """The municipality that a place lies in."""
        found = self._by_code.get(code_of_place(place) or "")
        return found and found.id

    def within(self, name: str) -> bytes | None:
        """The municipality that a name speaks of: its own name in it, else that of a place."""
        said = "".join(words(name))
        code = next((code for own, code in self._codes.items() if own in said), None)
        code = code or next((PLACE_CODES[word] for word in words(name) if word in PLACE_CODES), None)
        found = self._by_code.get(code or "")
        return found and found.id

    def hr_administrator(self, key: bytes) -> str:
        """Who administers the Wsw employees of a municipality."""
        return self._hr[key]


class Known:
    """Everything that the rows of one import may point at (see :class:`db.imports.rows.Lookups`)."""

    def __init__(self, reader: Reader, today: date) -> None:
        self._reader = reader
        self.today = today
        self.municipalities = Municipalities(reader)
        self.municipality_names = self.municipalities.names
        self.people = People(reader)
        self.places = Places(reader, self.municipalities)
        self._numbers: dict[str, dict[str, bytes]] = {}

    def municipality(self, text: str) -> bytes | None:
        """The municipality of this name or code."""
        return self.municipalities.key(text)

    def user(self, name: str) -> bytes:
        """The user of this name; a new key when there is none yet."""
        return self.people.key(name)

    def location(self, name: str) -> bytes:
        """The location of this number or name; a new key when there is none yet."""
        return self.places.key(name)

    def client(self, number: str) -> bytes | None:
        """The client with this number, of those that :meth:`look_up` found; a merged one is the one that they live on in."""
        return self._numbered("client", number)

    def employer(self, number: str) -> bytes | None:
        """The employer with this number, of those that :meth:`look_up` found; a merged one is the one that it lives on in."""
        return self._numbered("employer", number)

    def placement(self, number: str) -> bytes | None:
        """The placement with this number, of those that :meth:`look_up` found."""
        return self._numbered("placement", number)

    def vacancy(self, number: str) -> bytes | None:
        """The vacancy with this number, of those that :meth:`look_up` found."""
        return self._numbered("vacancy", number)

    def look_up(
        self,
        *,
        clients: Iterable[str | None] = (),
        employers: Iterable[str | None] = (),
        placements: Iterable[str | None] = (),
        vacancies: Iterable[str | None] = (),
    ) -> None:
        """Find the records with these numbers, in place of those found before."""
        wanted = {"client": clients, "employer": employers, "placement": placements, "vacancy": vacancies}
        self._numbers = {table: self._with_numbers(table, numbers) for table, numbers in wanted.items()}

    def _numbered(self, table: str, number: str) -> bytes | None:
        return self._numbers.get(table, {}).get(number)

    def _with_numbers(self, table: str, numbers: Iterable[str | None]) -> dict[str, Any]:
        if not (wanted := list({number for number in numbers if number})):
            return {}
        rows = self._reader.rows(
            f"SELECT number, id FROM {table} WHERE number IN ({marks(len(wanted))}) ORDER BY id DESC", wanted
        )
        found: dict[str, bytes] = dict(rows)
        living = successors(self._reader, table, found.values()) if table in MERGED else {}
        return {number: living[key].id if key in living else key for number, key in found.items()}
