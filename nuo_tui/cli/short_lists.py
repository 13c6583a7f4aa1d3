"""The short lists, users and imports: read whole, and chosen from by the same options as the long ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from models.errors import BadInput
from models.ids import parse_id
from models.kinds import Role
from models.messages import N_, Message
from models.values import fold, words
from nuo_tui.cli.output import write_json, write_line, write_table
from nuo_tui.cli.records import plain, shown
from nuo_tui.cli.session import Session
from nuo_tui.cli.words import ROLES, SUBJECTS, subject_of, yes_or_no
from screens.texts import _, count

if TYPE_CHECKING:
    from db.imports import ImportRow
    from db.reading import Reader
    from db.users import UserRow

COLUMNS: Mapping[str, Mapping[str, str]] = {
    "user": {
        "name": N_("Name"),
        "roles": N_("Roles"),
        "active": N_("Active"),
        "team": N_("Team"),
        "werkplein": N_("Werkplein"),
        "away_from": N_("Away from"),
        "deputy": N_("Deputy"),
    },
    "import": {
        "number": N_("Number"),
        "what": N_("What"),
        "file": N_("File"),
        "created": N_("New"),
        "updated": N_("Changed"),
        "unchanged": N_("Unchanged"),
        "rejected": N_("Rejected"),
        "done_on": N_("On"),
        "undone_on": N_("Undone on"),
    },
}
"""The fields that a short list shows to people, with their headings; ``--json`` has them all."""


def user_record(user: UserRow) -> dict[str, Any]:
    """A user, field by field. Users have no number: people know them by name."""
    return {"number": None, **user._asdict()}


def import_record(row: ImportRow, key: bytes) -> dict[str, Any]:
    """An import, field by field; its name is that of its file."""
    return {"number": row.number, "id": key, "name": row.file, **row._asdict()}


def _users(reader: Reader) -> list[dict[str, Any]]:
    from db.users import list_users

    return [user_record(user) for user in list_users(reader)]


def _imports(reader: Reader) -> list[dict[str, Any]]:
    from db.imports import list_imports
    from db.refs import import_keys

    keys = import_keys(reader)
    return [import_record(row, keys[row.number]) for row in list_imports(reader)]


SHORT: Mapping[str, Callable[[Reader], list[dict[str, Any]]]] = {"user": _users, "import": _imports}
"""The subjects that have a short list, and what reads it."""


def list_short(
    session: Session,
    subject: str,
    *,
    search: str | None = None,
    filters: Sequence[tuple[str, str]] = (),
    limit: int | None = None,
    offset: int = 0,
) -> int:
    """Write the records of a short list that are asked for."""
    with session.open() as store, store.read() as reader:
        records = SHORT[subject](reader)
    chosen = [one for one in records if _is_found(one["name"], search) and all(_has(one, *wanted) for wanted in filters)]
    rows = chosen[offset:][:limit]
    if session.json:
        write_json({"total": len(chosen), "rows": [plain(row) for row in rows]})
        return 0
    columns = COLUMNS[subject]
    write_table([_(heading) for heading in columns.values()], ([shown(field, row[field]) for field in columns] for row in rows))
    write_line(shown_of(len(rows), len(chosen)))
    return 0


def find_short(reader: Reader, subject: str, text: str) -> dict[str, Any]:
    """The user of this name, or the import of this number or id."""
    if subject == "user":
        from db.users import find_user

        return user_record(find_user(reader, text))
    for record in _imports(reader):
        if text.strip() == str(record["number"]) or parse_id(text) == record["id"]:
            return record
    raise BadInput(
        Message(N_("There is no import {number}."), number=text),
        Message(N_("'nuo list imports' shows which there are.")),
    )


def shown_of(shown: int, total: int) -> str:
    """The last line of a list: how many there are, and how many of them stand above."""
    if not total:
        return _("Nothing found.")
    return (
        _("{n} found.", n=count(total))
        if shown == total
        else _("{shown} of {total} shown.", shown=count(shown), total=count(total))
    )


def _is_found(name: str, search: str | None) -> bool:
    """Whether each word that is looked for begins a word of ``name``; no search finds everything."""
    if not (search or "").strip():
        return True
    wanted, there = words(search or ""), words(name)
    return bool(wanted) and all(any(word.startswith(begin) for word in there) for begin in wanted)


def _has(record: Mapping[str, Any], field: str, value: str) -> bool:
    """Whether a field has a value, case and accents apart, in Dutch or English; a user has each of their roles."""
    if field not in record:
        raise BadInput(
            Message(N_("'{field}' is not a field to filter by."), field=field),
            Message(N_("These are: {fields}."), fields=sorted(record)),
        )
    kept = record[field]
    if isinstance(kept, bool):
        if (meant := yes_or_no(value)) is None:
            shape = f"{field}={_('yes')}|{_('no')}"
            raise BadInput(Message(N_("{option}: write {shape}, not '{text}'."), option="--filter", shape=shape, text=value))
        return meant is kept
    kept_ones = kept if isinstance(kept, tuple) else (kept,)
    return any(fold(value.strip()) in map(fold, _spellings(field, plain(one))) for one in kept_ones)


def _spellings(field: str, kept: Any) -> tuple[str, ...]:
    """How people write one kept value."""
    if field == "roles":
        return (kept, *ROLES[Role(kept)])
    if field == "what":
        return SUBJECTS[subject_of(kept)]
    return ("" if kept is None else str(kept),)
