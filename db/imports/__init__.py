"""Importing: an old administration's files, checked row by row and brought in as one journalled transaction.

In the order of a row's way: ``running`` holds it all together · ``sources`` opens a file as what it is: ``csv_source`` (with
``decoding`` and ``letters``), ``xlsx_source`` (with ``xlsx``) or ``json_source`` turn it into ``records`` with their line ·
``columns`` and ``headings`` say which column is which field, ``file_map`` is what a person says about that · ``shaping`` and
``splitting`` make the fields of a row · ``taking`` has each row checked by ``rows``
(pydantic, with ``lookups`` for what it names) and rejected by ``rejecting`` and ``rejects``, or brought in by ``clients``,
``employers``, ``vacancies``, ``placements`` or ``contacts`` · ``seconds`` remembers which rows were rejected as second
ones · ``batch`` writes in bulk
and holds back what ``provenance`` says was changed here · ``findings``, ``namesakes`` and ``twins`` look at what came in,
``telling`` gathers what they find · ``report`` tells it. Undoing an import is ``db/undo.py``.
"""

from __future__ import annotations

from db.imports.file_map import FileMap, read_map
from db.imports.listing import list_imports
from db.imports.map_template import MapMade, make_map
from db.imports.report import ImportFinding, ImportReport, ImportRow, Reject
from db.imports.running import import_file

__all__ = (
    "FileMap",
    "ImportFinding",
    "ImportReport",
    "ImportRow",
    "MapMade",
    "Reject",
    "import_file",
    "list_imports",
    "make_map",
    "read_map",
)
