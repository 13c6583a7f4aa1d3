"""The search index: an entry for every record that is searched, with its words of today, and nothing more."""

from __future__ import annotations

from collections.abc import Iterator

from db.doctor.problem import REPORT, Problem, Progress
from db.reading import Reader
from db.search import SUBJECT_NUMBERS, entry_of, key_range
from db.store import Store
from models.labels import subject_label
from models.messages import N_, Message

_INDEX = "CREATE VIRTUAL TABLE temp.indexed_words USING fts5vocab('main', 'search_index', 'instance')"
"""Every word of the index with the entry it leads to. FTS5's own 'integrity-check' would keep everybody from writing
meanwhile (7 seconds with a million clients, measured); the index in itself is checked with the file."""
_SUM = (1 << 64) - 1


def problems(store: Store, progress: Progress) -> Iterator[Problem]:
    """Where the index is not what the tables say."""
    with store.read() as reader:
        total = reader.value("SELECT count(*) FROM search_entry") or 1
        done = 0
        for subject in SUBJECT_NUMBERS:
            missing = different = 0
            for same in _compared(reader, subject):
                done += 1
                missing += same is None
                different += same is False
                if done % 5_000 == 0:
                    progress(0.6 * done / total)
            yield from _told(subject, missing, different, _superfluous(reader, subject))
        unknown = reader.value("SELECT count(*) FROM search_entry WHERE NOT " + " AND NOT ".join(_ranges()))
        if unknown:
            yield Problem(Message(N_("Entries in the search index of nothing that is searched: {n}."), n=unknown), REPORT)
        progress(0.6)
        agree = _of_the_index(reader) == _of_the_entries(reader)
    if not agree:
        yield Problem(Message(N_("The words of the search index are not those of its entries.")), REPORT)


def _compared(reader: Reader, subject: str) -> Iterator[bool | None]:
    """For each record whether its entry has the right words; None when it has no entry."""
    columns = [row[1] for row in reader.rows(f"PRAGMA table_info({subject})")]
    low, high = key_range(subject)
    query = (
        f"SELECT s.number, s.title, s.words, {', '.join(f't.{name}' for name in columns)} FROM {subject} t "
        "LEFT JOIN search_entry s ON s.record = t.id AND s.key BETWEEN ? AND ?"
    )
    for number, title, words, *values in reader.each(query, (low, high)):
        wanted = entry_of(subject, dict(zip(columns, values, strict=True)))
        yield None if words is None else wanted == (number, title, words)


def _superfluous(reader: Reader, subject: str) -> int:
    """Entries of records that are not there, and second entries of those that are."""
    low, high = key_range(subject)
    gone = reader.value(
        f"SELECT count(*) FROM search_entry s WHERE s.key BETWEEN ? AND ? AND (s.subject <> ? OR NOT EXISTS "
        f"(SELECT 1 FROM {subject} t WHERE t.id = s.record))",
        (low, high, subject),
    )
    twice = reader.value(
        "SELECT count(*) FROM search_entry s WHERE s.key BETWEEN ? AND ? AND EXISTS "
        "(SELECT 1 FROM search_entry o WHERE o.record = s.record AND o.key < s.key)",
        (low, high),
    )
    return int(gone) + int(twice)


def _told(subject: str, missing: int, different: int, superfluous: int) -> Iterator[Problem]:
    name = subject_label(subject)
    for count, sentence in (
        (missing, N_("Records ({subject}) that search does not find, for they are not in the index: {n}.")),
        (different, N_("Records ({subject}) that search finds by words of before: {n}.")),
        (superfluous, N_("Entries ({subject}) too many in the search index: {n}.")),
    ):
        if count:
            yield Problem(Message(sentence, n=count, subject=name), REPORT)


def _ranges() -> list[str]:
    return [f"(key BETWEEN {low} AND {high})" for low, high in map(key_range, SUBJECT_NUMBERS)]


def _of_the_index(reader: Reader) -> int:
    """One number for all words of the index with their entries; in no order, so that nothing needs to be sorted or kept."""
    reader.connection.execute(_INDEX)  # gone with the reader's transaction
    return sum(hash(pair) for pair in reader.each("SELECT term, doc FROM temp.indexed_words")) & _SUM


def _of_the_entries(reader: Reader) -> int:
    """The same number for the words that the entries hold."""
    entries = reader.each("SELECT key, words FROM search_entry")
    return sum(hash((word, key)) for key, words in entries for word in set(words.split())) & _SUM
