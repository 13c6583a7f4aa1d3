"""Importing: an old administration's files, checked row by row and brought in as one journalled transaction.

``decoding`` and ``records`` turn a file into rows with their line; ``columns`` and ``headings`` say which column is which
field; ``rows`` checks a row (pydantic); ``clients``, ``employers`` and ``placements`` decide what becomes of it; ``batch``
writes in bulk; ``findings`` looks at what came in; ``running`` holds it together. Undoing an import is ``db/undo.py``.
"""

from __future__ import annotations

from db.imports.headings import read_map
from db.imports.listing import list_imports
from db.imports.report import ImportFinding, ImportReport, ImportRow, Reject
from db.imports.running import import_file

__all__ = ("ImportFinding", "ImportReport", "ImportRow", "Reject", "import_file", "list_imports", "read_map")
