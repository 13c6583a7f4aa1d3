"""Numbers that people see: the subject's letter, the device's letter and five digits (``CA00001``)."""

from __future__ import annotations

from db.connection import Connection

LETTERS = {"client": "C", "employer": "D", "placement": "P", "vacancy": "V", "coordination": "A", "location": "L"}


def last_number(connection: Connection, subject: str) -> tuple[str, int]:
    """The prefix of this laptop's numbers for ``subject``, and the highest count handed out so far."""
    letter = connection.execute("SELECT value FROM store_info WHERE key = 'device_letter'").fetchone()[0]
    prefix = LETTERS[subject] + letter
    last = connection.execute(
        f"SELECT number FROM {subject} WHERE number > ? AND number < ? AND number GLOB ? ORDER BY length(number) DESC, number DESC LIMIT 1",
        (prefix + "0", prefix + ":", prefix + "[0-9]*"),
    ).fetchone()
    digits = last[0][len(prefix) :] if last else "0"
    return prefix, int(digits) if digits.isdigit() else 0


def next_number(connection: Connection, subject: str) -> str:
    """The next free number for a new record of ``subject``."""
    prefix, last = last_number(connection, subject)
    return f"{prefix}{last + 1:05}"
