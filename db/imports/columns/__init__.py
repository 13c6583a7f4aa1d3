"""Which columns a file of each subject can have, and what people call them.

The first two names of a column are the headings that our own export writes, in Dutch and in English. The table is read
in both directions: by the import to recognise headings, by the export to write them.
"""

from __future__ import annotations

from db.imports.column import Column
from db.imports.columns.clients import CLIENTS
from db.imports.columns.contacts import CONTACTS
from db.imports.columns.employers import EMPLOYERS
from db.imports.columns.placements import PLACEMENTS
from db.imports.columns.vacancies import VACANCIES

__all__ = ("CLIENTS", "COLUMNS", "CONTACTS", "EMPLOYERS", "PLACEMENTS", "VACANCIES")

COLUMNS: dict[str, tuple[Column, ...]] = {
    "clients": CLIENTS,
    "employers": EMPLOYERS,
    "vacancies": VACANCIES,
    "placements": PLACEMENTS,
    "contacts": CONTACTS,
}
"""What can be imported: the name of ``--as`` → its columns, in the order in which a row is judged."""
