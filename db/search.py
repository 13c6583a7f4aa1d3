"""The one search index: what records are found by, and how lists and the palette ask.

People's words are folded (case, diacritics, ø ł ß ı) on both sides and matched as prefixes of words, all of them. What
a word is, is decided here alone: the index only parts them at spaces, so that no letter of any script becomes syntax. A
``search_entry``'s key begins with the number of its subject, so that a search within one subject is a range of keys.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from db.connection import Connection
from db.reading import Reader, table_of
from models.values import domain_key, fold, list_name, words

SUBJECT_NUMBERS = {"client": 1, "employer": 2, "location": 3, "user": 4, "vacancy": 7}
"""Subjects that have entries. Placements and requests are found through their client, employer and number, contact moments
and actions through what they are about; 5 and 6 are kept for the words of those two."""
_SHIFT = 40
_FORGET_WORDS = "INSERT INTO search_index (search_index, rowid, words) VALUES ('delete', ?, ?)"
BROAD = 200
"""A search that finds more than this says so and shows the first of them: nobody reads on, they type on."""


class Hit(NamedTuple):
    """One record that was found."""

    subject: str
    record: bytes
    number: str
    title: str


def key_range(subject: str) -> tuple[int, int]:
    """The first and last key of a subject's entries."""
    number = SUBJECT_NUMBERS[subject]
    return number << _SHIFT, ((number + 1) << _SHIFT) - 1


def match_expression(text: str) -> str | None:
    """What FTS5 is asked for: every word of ``text`` as a quoted prefix; None when there is no word in it."""
    found = words(text)[:12]
    return " ".join(f'"{word}"*' for word in found) if found else None


def entry_of(subject: str, row: Mapping[str, Any]) -> tuple[str, str, str] | None:
    """Number, title and words of a record, given its kept values; None for subjects that are not searched."""
    found_by: tuple[str | None, ...]
    if subject == "client":
        title = list_name(row["surname"], row.get("prefix"), row.get("call_name") or row.get("initials"))
        found_by = (row["surname"], row.get("prefix"), row.get("call_name"), row.get("given_names"), row.get("initials"))
    elif subject == "employer":
        title = row["name"]
        found_by = (title, row.get("kvk"), row.get("branch_number"), row.get("group_name"), row.get("place"))
        found_by += (domain_key(row.get("website")).split(".")[0],)
    elif subject == "location":
        title = row["name"]
        found_by = (title, row.get("place"))
    elif subject == "vacancy":
        title = row["title"]
        found_by = (title, row.get("skills"))
    elif subject == "user":
        return "", row["name"], _words((row["name"],))
    else:
        return None
    postcode = row.get("postcode")
    return row["number"], title, _words((*found_by, row["number"], postcode, postcode and postcode.replace(" ", "")))


def _words(texts: Iterable[str | None]) -> str:
    return " ".join(dict.fromkeys(words(" ".join(text for text in texts if text))))


def add_entries(connection: Connection, subject: str, rows: Iterable[Mapping[str, Any]]) -> None:
    """Make the entries of new records, and index their words in one statement (a trigger a row took ten times as long)."""
    low, high = key_range(subject)
    start = connection.execute("SELECT max(key) FROM search_entry WHERE key BETWEEN ? AND ?", (low, high)).fetchone()[0]
    first = (start or low) + 1

    def lines() -> Iterable[tuple[Any, ...]]:
        for key, row in enumerate(rows, first):
            number, title, found_by = entry_of(subject, row) or ("", "", "")
            yield key, subject, row["id"], number, title, found_by

    connection.executemany("INSERT INTO search_entry (key, subject, record, number, title, words) VALUES (?,?,?,?,?,?)", lines())
    connection.execute(
        "INSERT INTO search_index (rowid, words) SELECT key, words FROM search_entry WHERE key BETWEEN ? AND ?", (first, high)
    )


def change_entry(connection: Connection, subject: str, row: Mapping[str, Any]) -> None:
    """Bring the entry of a changed record up to date."""
    entry = entry_of(subject, row)
    old = connection.execute("SELECT key, number, title, words FROM search_entry WHERE record = ?", (row["id"],)).fetchone()
    if entry is None or old is None or old[1:] == entry:
        return
    key, _, _, words_before = old
    connection.execute("UPDATE search_entry SET number = ?, title = ?, words = ? WHERE key = ?", (*entry, key))
    connection.execute(_FORGET_WORDS, (key, words_before))
    connection.execute("INSERT INTO search_index (rowid, words) VALUES (?, ?)", (key, entry[2]))


def remove_entries(connection: Connection, records: Iterable[bytes]) -> None:
    """Take the entries of removed records out."""
    for record in records:
        for key, words_before in connection.execute("SELECT key, words FROM search_entry WHERE record = ?", (record,)).fetchall():
            connection.execute(_FORGET_WORDS, (key, words_before))
            connection.execute("DELETE FROM search_entry WHERE key = ?", (key,))


def find(reader: Reader, text: str, subject: str, limit: int = BROAD) -> list[Hit]:
    """Records of ``subject`` that all words of ``text`` lead to, at most ``limit``, in no order."""
    expression = match_expression(text)
    if expression is None:
        return []
    rows = reader.rows(
        "SELECT e.subject, e.record, e.number, e.title FROM search_index i JOIN search_entry e ON e.key = i.rowid "
        "WHERE i.search_index MATCH ? AND i.rowid BETWEEN ? AND ? LIMIT ?",
        (expression, *key_range(subject), limit),
    )
    return [Hit(*row) for row in rows]


def find_anything(reader: Reader, text: str, each: int = 8) -> list[Hit]:
    """For the palette: the first few of every subject; those that have no words by the beginning of their number."""
    hits: list[Hit] = []
    for subject in ("client", "employer", "location", "vacancy"):
        found = find(reader, text, subject, BROAD if len(fold(text)) > 2 else each)
        hits += sorted(found, key=lambda h: fold(h.title))[:each]
    number = text.strip().upper()
    if len(number) >= 2 and number.isalnum():
        for subject in ("placement", "coordination", "service-order"):
            rows = reader.rows(
                f"SELECT ?, t.id, t.number, c.surname, c.prefix, coalesce(c.call_name, c.initials) FROM {table_of(subject)} t "
                "LEFT JOIN client c ON c.id = t.client_id WHERE t.number >= ? AND t.number < ? ORDER BY t.number LIMIT ?",
                (subject, number, number + "\uffff", each),
            )
            hits += [Hit(r[0], r[1], r[2], list_name(r[3], r[4], r[5]) if r[3] else "") for r in rows]
        rows = reader.rows(
            "SELECT 'service-agreement', g.id, g.number, m.name FROM service_agreement g "
            "JOIN municipality m ON m.id = g.municipality_id WHERE g.number >= ? AND g.number < ? ORDER BY g.number LIMIT ?",
            (number, number + "\uffff", each),
        )
        hits += [Hit(*row) for row in rows]
    return hits
