"""Putting a backup back: what would be lost is told first, the present store is kept aside, and the swap is one step.

The backup is copied beside the store and checked there, so what comes in its place is what was checked. From then on
nobody else can open the store. It is copied aside rather than renamed: between two renames there would be no store
under its name, and a second name for one file is a trap (two write-ahead logs over one file). Whatever is interrupted,
at any moment: either the old store or the new one lies under the name, whole.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from db.connection import Connection, DriverError, connect, first_look, looks_plain, not_a_store, wrong_key
from db.copying import check, copied, copy_errors, flush, flush_folder, free_name, looked_into, part_of, put
from db.holding import locked_file, opened_alone
from db.keys import key_of
from db.logbook import Act, newest_acts
from db.places import must_be_local
from db.reading import Reader
from db.store import Clock, must_not_be_newer, utc_now
from models.errors import BadInput, StoreError
from models.ids import new_id
from models.messages import N_, Message

SHOWN = 10
"""How many of the newest acts that would be lost are told."""
_LOST = "NOT EXISTS (SELECT 1 FROM backup.journal_entry b WHERE b.id = e.id)"


class Loss(NamedTuple):
    """What the journal of the present store has and the backup has not."""

    acts: int
    since: datetime | None
    """When the first of them was done."""
    newest: tuple[Act, ...]
    devices: tuple[tuple[str, int, int], ...]
    """Of each device that wrote them: its id, and the first and last counter."""
    other_store: bool
    """Whether the two journals have nothing in common: the backup is one of another store."""


NOTHING = Loss(0, None, (), (), other_store=False)


class Restored(NamedTuple):
    """A backup that was put in the store's place."""

    path: Path
    kept_aside: Path | None
    """Where the store of before is; None when there was none."""
    lost: int | None
    """How many acts the store of before has and this one has not; None when it could not be read."""


class Restoring:
    """A backup that is ready to be put back. Made by :func:`prepared`; nothing changes before :meth:`carry_out`."""

    def __init__(self, path: Path, part: Path, passphrase: str | None, new_key: str | None, clock: Clock) -> None:
        self.path = path
        self.there = path.exists()
        self.loss: Loss | None = None if self.there else NOTHING
        """None when the present store can't be read; it is kept aside as it is."""
        self._part = part
        self._new_key = new_key
        self._clock = clock
        self._key: str | None = None
        self._present: Connection | None = None
        self._work = ExitStack()
        if self.there and (found := opened_alone(path, passphrase)):
            self._key, self._present = found
            self._work.callback(self._present.close)

    def look(self, backup: Path) -> None:
        """Find out what would be lost; :class:`BadInput` when an open file would come in the place of an encrypted one."""
        if self._present is None:
            return
        if self._key is not None and self._new_key is None:
            raise BadInput(
                Message(N_("The store is encrypted and {path} is not."), path=str(backup)),
                Message(N_("Choose a backup that is encrypted like the store.")),
            )
        try:
            self.loss = _loss(self._present, self._part, self._new_key)
        except DriverError:
            self.loss = None

    def carry_out(self) -> Restored:
        """Keep the present store aside and put the backup in its place."""
        aside = free_name(self.path.parent, f"{self.path.stem}.before-restore", self._clock(), self.path.suffix)
        with copy_errors(self.path):
            lost = None if self.loss is None else self.loss.acts
            _make_ready(self._part, self._new_key, another_device=lost != 0)
            flush(self._part)
            if self.there:
                self._keep_aside(aside)
            _move_log(self.path, aside)
            if sys.platform == "win32":
                self.let_go()  # there an open file can't be replaced, by us neither
            if self.there:
                self._part.replace(self.path)
            else:
                put(self._part, self.path)
            flush_folder(self.path.parent)
        return Restored(self.path, aside if self.there else None, lost)

    def let_go(self) -> None:
        """Let others open the store again."""
        self._work.close()

    def _keep_aside(self, aside: Path) -> None:
        if self._present is not None:
            try:
                with copied(self._present, self._key, aside) as (part, _counts):
                    put(part, aside)
                return
            except StoreError:  # damaged: then it is kept byte for byte
                self.let_go()
        file = self._work.enter_context(locked_file(self.path))
        with part_of(aside) as part:
            with part.open("wb") as copy:
                shutil.copyfileobj(file, copy, 1 << 20)
            flush(part)
            put(part, aside)


@contextmanager
def prepared(path: Path, backup: Path, passphrase: str | None, *, clock: Clock = utc_now) -> Iterator[Restoring]:
    """The backup, checked and ready beside the store at ``path``, which nobody else can use meanwhile.

    Raises :class:`StoreError` when the backup is no sound store of ours that this version reads, or when somebody has
    the present store open.
    """
    path, backup = path.resolve(), backup.absolute()  # where the store's name is a link, the file itself is replaced
    with copy_errors(path), ExitStack() as work:
        must_be_local(path)
        key = _key_of_backup(path, backup, passphrase)
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        part = work.enter_context(part_of(path))
        shutil.copyfile(backup, part)
        flush(part)
        with looked_into(part, key) as copy:
            check(copy, backup)
        ready = Restoring(path, part, passphrase, key, clock)
        work.callback(ready.let_go)
        ready.look(backup)
        yield ready


def _key_of_backup(path: Path, backup: Path, passphrase: str | None) -> str | None:
    """The key that opens the backup; refused when it is none, or one of a newer version."""
    if not backup.is_file():
        raise BadInput(Message(N_("There is no backup at {path}."), path=str(backup)), Message(N_("Choose another file.")))
    if path.exists() and path.samefile(backup):
        raise BadInput(Message(N_("{path} is the store itself, not a backup."), path=str(backup)))
    log = backup.with_name(backup.name + "-wal")
    if log.exists() and log.stat().st_size > 0:
        raise BadInput(
            Message(N_("{path} is a store that is in use: what was written last lies beside it."), path=str(backup)),
            Message(N_("Make a backup of it first: 'nuo backup --store {path}'."), path=str(backup)),
        )
    if backup.stat().st_size < 4096:
        raise not_a_store(backup)
    plain = looks_plain(backup)
    if not plain and not passphrase:
        raise wrong_key(backup, None)
    key = None if plain or passphrase is None else key_of(backup, passphrase)
    try:
        must_not_be_newer(backup, first_look(backup, key))
    except StoreError as error:
        raise (error if plain or "not a store" not in error.message.id else wrong_key(backup, passphrase)) from error.__cause__
    return key


def _loss(present: Connection, part: Path, key: str | None) -> Loss:
    uri = f"{part.resolve().as_uri()}?mode=ro&immutable=1"
    present.execute("ATTACH DATABASE ? AS backup KEY ?", (uri, "" if key is None else f"x'{key}'"))
    try:
        reader = Reader(present)
        lost = reader.rows(
            "SELECT device, min(counter), max(counter), count(*), min(at) FROM main.journal_entry e "
            f"WHERE {_LOST} GROUP BY device"
        )
        common = reader.value("SELECT 1 FROM main.journal_entry e JOIN backup.journal_entry b ON b.id = e.id LIMIT 1")
        return Loss(
            acts=sum(row[3] for row in lost),
            since=min((datetime.fromisoformat(row[4]) for row in lost), default=None),
            newest=tuple(newest_acts(reader, _LOST, {}, SHOWN)),
            devices=tuple((row[0].hex(), row[1], row[2]) for row in lost),
            other_store=common is None,
        )
    finally:
        present.execute("DETACH DATABASE backup")


def _make_ready(part: Path, key: str | None, *, another_device: bool) -> None:
    """Open the backup as a store is opened, so that whoever opens it next has nothing to change in it first.

    When acts are lost it becomes another device: the counters of what is done next are not those of what was lost.
    """
    connection = connect(part, key)
    try:
        if another_device:
            connection.execute("UPDATE store_info SET value = ? WHERE key = 'device'", (new_id().hex(),))
            connection.execute("DELETE FROM store_info WHERE key = 'signing-key'")
    finally:
        connection.close()


def _move_log(path: Path, aside: Path) -> None:
    """Take a log that lies beside the store away from under its name: it would be read into the new one."""
    log = path.with_name(path.name + "-wal")
    if log.exists():
        log.replace(aside.with_name(aside.name + "-wal"))
    path.with_name(path.name + "-shm").unlink(missing_ok=True)
