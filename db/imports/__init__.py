"""Importing: an old administration's files, checked row by row and brought in as one journalled transaction.

In the order of a row's way: ``running`` holds it all together · ``decoding`` and ``records`` turn a file into rows with
their line · ``columns`` and ``headings`` say which column is which field · ``taking`` has each row checked by ``rows``
(pydantic, with ``lookups`` for what it names) and rejected by ``rejecting`` and ``rejects``, or brought in by ``clients``,
``employers``, ``vacancies``, ``placements`` or ``contacts`` · ``seconds`` remembers which rows were rejected as second
ones · ``batch`` writes in bulk
and holds back what ``provenance`` says was changed here · ``findings``, ``namesakes`` and ``twins`` look at what came in,
``telling`` gathers what they find · ``report`` tells it. Undoing an import is ``db/undo.py``.
"""

from __future__ import annotations

from db.imports.headings import read_map
from db.imports.listing import list_imports
from db.imports.report import ImportFinding, ImportReport, ImportRow, Reject
from db.imports.running import import_file

__all__ = ("ImportFinding", "ImportReport", "ImportRow", "Reject", "import_file", "list_imports", "read_map")
