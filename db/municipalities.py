"""Municipalities: those the NUO works for; they come with the product and are read only."""

from __future__ import annotations

from typing import NamedTuple

from db.reading import Reader
from models.kinds import HrAdministrator, MunicipalityRelation


class MunicipalityRow(NamedTuple):
    """A municipality as forms offer it."""

    id: bytes
    code: str
    name: str
    relation: MunicipalityRelation
    hr_administrator: HrAdministrator
    werkplein: str


def list_municipalities(reader: Reader) -> list[MunicipalityRow]:
    """All municipalities, by name."""
    rows = reader.rows("SELECT id, code, name, relation, hr_administrator, werkplein FROM municipality ORDER BY name")
    return [MunicipalityRow(r[0], r[1], r[2], MunicipalityRelation(r[3]), HrAdministrator(r[4]), r[5]) for r in rows]


def municipality_of(reader: Reader, key: bytes) -> MunicipalityRow | None:
    """The municipality with this key, or None."""
    return next((m for m in list_municipalities(reader) if m.id == key), None)
