"""What is kept: the store, and the only floor that knows SQL.

Here live opening and migrating the file, the queries, the writes with their journal, the search index, import, export
and backup. One subject, one module, named as on the other floors: ``db/placements.py`` reads and writes placements.

The read side (``store``, ``reading``, ``lists``, ``search``) speaks to the driver directly and imports no SQLModel, so
that the first list is painted before the tables are loaded; the write side loads them at the first write. Whoever reads
gets frozen rows, never table objects. Every write is one transaction, ``with store.write(actor, action) as tx``, that
writes the journal by itself; no write to a subject's table goes around it. Sentences leave as ``models`` messages:
no language here, and no Textual.
"""
