"""Numbers that people see: the subject's letter, the device's letter and five digits (``CA00001``).

The store remembers the last one it handed out for each subject, so that a new number costs the same among a million
records as among ten, and none is handed out twice, not even after an undo.
"""

from __future__ import annotations

from db.connection import Connection
from db.reading import table_of

LETTERS = {
    "client": "C",
    "employer": "D",
    "placement": "P",
    "vacancy": "V",
    "coordination": "A",
    "location": "L",
    "service-agreement": "S",
    "service-order": "O",
}


def last_number(connection: Connection, subject: str) -> tuple[str, int]:
    """The prefix of this laptop's numbers for ``subject``, and the highest count there is; looks at all of them."""
    prefix = _prefix(connection, subject)
    last = connection.execute(
        f"SELECT max(CAST(substr(number, 3) AS INTEGER)) FROM {table_of(subject)} "
        "WHERE number > ? AND number < ? AND substr(number, 3) NOT GLOB '*[^0-9]*' AND length(number) < 18",
        (prefix, prefix + ":"),
    ).fetchone()[0]
    return prefix, max(last or 0, _remembered(connection, subject))


def next_number(connection: Connection, subject: str) -> str:
    """The next free number for a new record of ``subject``."""
    prefix, count = _prefix(connection, subject), _remembered(connection, subject) + 1
    if count == 1 or _taken(connection, subject, prefix, count):
        count = last_number(connection, subject)[1] + 1
    connection.execute("INSERT OR REPLACE INTO store_info (key, value) VALUES (?, ?)", (_key(subject), str(count)))
    return _text(prefix, count)


def _prefix(connection: Connection, subject: str) -> str:
    letter = connection.execute("SELECT value FROM store_info WHERE key = 'device_letter'").fetchone()[0]
    return f"{LETTERS[subject]}{letter}"


def _text(prefix: str, count: int) -> str:
    return f"{prefix}{count:05}"


def _key(subject: str) -> str:
    return f"last_number.{subject}"


def _remembered(connection: Connection, subject: str) -> int:
    row = connection.execute("SELECT value FROM store_info WHERE key = ?", (_key(subject),)).fetchone()
    return int(row[0]) if row else 0


def _taken(connection: Connection, subject: str, prefix: str, count: int) -> bool:
    """Whether a record came in under the number that is next: imports bring their own, or count for themselves."""
    found = connection.execute(f"SELECT 1 FROM {table_of(subject)} WHERE number = ?", (_text(prefix, count),)).fetchone()
    return found is not None
