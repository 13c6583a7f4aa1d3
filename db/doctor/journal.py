"""The journal: without gaps, as it was written, and telling of every record what its table says.

``db/rebuild.py`` makes a whole store anew and is the test's way to compare. Here, for stores of any size, the journal is
read in the order of the records' keys beside all tables in the same order, and each record is made anew by itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from heapq import merge
from itertools import groupby
from operator import itemgetter
from typing import Any

from db.canonical import WHOLE, digest, parsed
from db.doctor.problem import REPORT, RESTORE, Problem, Progress
from db.reading import Reader
from db.rebuild import LAYOUTS, Layout
from db.store import Store
from models.ids import id_text
from models.labels import subject_label
from models.messages import N_, Message

CHANGES = (
    "SELECT c.record, 0, c.subject, e.arrival, e.at, e.actor, c.field, c.old, c.new, c.salt, c.digest "
    "FROM journal_change c INDEXED BY ix_change_record CROSS JOIN journal_entry e ON e.id = c.entry "
    "ORDER BY c.record, e.arrival, c.seq"
)
"""All changes, record by record. Forced along the index: only the changes of one record are ever sorted."""
_GAPS = "SELECT count(*) FROM (SELECT 1 FROM journal_change GROUP BY entry HAVING min(seq) <> 1 OR max(seq) <> count(*))"
_NAMED = 5
"""How many records a problem names."""
_EVERY = 5_000

Line = tuple[Any, ...]


def problems(store: Store, progress: Progress) -> Iterator[Problem]:
    """Where the journal has gaps, was written over, or differs from the tables."""
    with store.read() as reader:
        yield from _counters(reader)
        if gaps := reader.value(_GAPS):
            yield Problem(Message(N_("Acts in the journal that miss changes: {n}."), n=gaps), RESTORE)
        total = reader.value("SELECT count(*) FROM journal_change") or 1
        found = _Found()
        done = 0
        for record, lines in groupby(_lines(reader), key=itemgetter(0)):
            before, changes, row = done, [], None
            for line in lines:
                if line[1]:
                    row = line
                else:
                    changes.append(line)
                    done += 1
            found.look_at(record, changes, row)
            if done // _EVERY > before // _EVERY:
                progress(done / total)
        yield from found.told()


def _counters(reader: Reader) -> Iterator[Problem]:
    """Each device counts its acts from one, without gaps, in the order in which they came."""
    last: dict[bytes, int] = {}
    wrong: Counter[bytes] = Counter()
    for device, counter in reader.each("SELECT device, counter FROM journal_entry ORDER BY arrival"):
        wrong[device] += counter != last.get(device, 0) + 1
        last[device] = counter
    for device, count in wrong.items():
        if count:
            sentence = N_("Gaps in the journal, in the acts of device {device}: {n}.")
            yield Problem(Message(sentence, n=count, device=device.hex()), RESTORE)


def _lines(reader: Reader) -> Iterator[Line]:
    """Changes and rows, by the key of the record; the changes of a record before its row."""
    tables = (
        reader.each(f"SELECT id, 1, ?, {', '.join(layout.columns)} FROM {layout.name} ORDER BY id", (subject,))
        for subject, layout in LAYOUTS.items()
    )
    return merge(reader.each(CHANGES), *tables, key=itemgetter(0, 1))


@dataclass(slots=True)
class _Found:
    """What differs so far: counts, and the first few of each."""

    unsealed: int = 0
    unknown: set[str] = field(default_factory=set)
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    named: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    fields: dict[str, set[str]] = field(default_factory=dict)

    def look_at(self, record: bytes, changes: Sequence[Line], row: Line | None) -> None:
        """Compare what the journal says of one record with what its table says."""
        trusted = True
        for *_, old, new, salt, seal in changes:
            if seal != digest(salt, old, new):
                trusted = False
                self.unsealed += not (old is None and new is None)  # these were blanked, as the law may ask
        subject = row[2] if row else changes[0][2]
        if subject not in LAYOUTS:
            self.unknown.add(subject)
        elif trusted:
            self._compare(record, subject, changes, row[3:] if row else None)

    def _compare(self, record: bytes, subject: str, changes: Sequence[Line], there: Line | None) -> None:
        layout = LAYOUTS[subject]
        meant = made_anew(layout, changes)
        if meant == there:
            return
        if meant is None or there is None:
            self._note("too many" if meant is None else "missing", subject, record, layout, meant or there or ())
            return
        pairs = zip(layout.columns, meant, there, strict=True)
        self.fields.setdefault(subject, set()).update(name for name, one, other in pairs if one != other)
        self._note("different", subject, record, layout, there)

    def _note(self, what: str, subject: str, record: bytes, layout: Layout, row: Line) -> None:
        self.counts[what, subject] += 1
        names = self.named.setdefault((what, subject), [])
        if len(names) < _NAMED:
            number = dict(zip(layout.columns, row, strict=False)).get("number")
            names.append(str(number or id_text(record)))

    def told(self) -> Iterator[Problem]:
        """What was found, in words."""
        if self.unsealed:
            yield Problem(Message(N_("Changes in the journal that were written over: {n}."), n=self.unsealed), RESTORE)
        if self.unknown:
            yield Problem(
                Message(N_("The journal knows subjects that there are no more: {names}."), names=sorted(self.unknown)), REPORT
            )
        for (what, subject), count in self.counts.items():
            names = self.named[what, subject]
            shown = [*names, "…"] if count > len(names) else names
            values: dict[str, Any] = {"n": count, "subject": subject_label(subject), "names": shown}
            if what == "missing":
                yield Problem(
                    Message(N_("Records ({subject}) of the journal that are not in their table: {n}, namely {names}."), **values),
                    RESTORE,
                )
            elif what == "too many":
                yield Problem(
                    Message(N_("Records ({subject}) that are not in the journal: {n}, namely {names}."), **values), RESTORE
                )
            else:
                values["fields"] = sorted(self.fields[subject])
                sentence = N_("Records ({subject}) that are not what the journal says, in {fields}: {n}, namely {names}.")
                yield Problem(Message(sentence, **values), RESTORE)


def made_anew(layout: Layout, changes: Iterable[Line]) -> Line | None:
    """The row that follows from the changes of one record; None when it was taken out or never made."""
    row: dict[str, Any] | None = None
    raised = None
    for _record, _0, _subject, arrival, at, actor, name, _old, new, _salt, _seal in changes:
        if name == WHOLE:
            row = None
            if new is not None:
                values = {key: layout.kept(key, value) for key, value in parsed(new).items()}
                row = {**values, "version": 1, "created_at": at, "changed_at": at, "changed_by": actor}
        elif row is not None:
            row[name] = layout.kept(name, parsed(new))
            row |= {"version": row["version"] + (raised != arrival), "changed_at": at, "changed_by": actor}
            raised = arrival
    if row is None:
        return None
    whole = {name: row.get(name) for name in layout.columns}
    whole |= layout.derive(whole)
    return tuple(whole[name] for name in layout.columns)
