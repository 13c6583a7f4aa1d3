"""Saved views: keeping, choosing, renaming, sharing and removing how a list stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from db.lists.wanted import Wanted
from db.reading import Reader
from models.errors import Refused
from models.messages import N_, Message

if TYPE_CHECKING:
    from db.store import Store
    from db.writing import Transaction
    from models.actor import Actor
    from models.view import View, ViewInput


class ViewRow(NamedTuple):
    """One view that somebody may choose."""

    id: bytes
    version: int
    name: str
    mine: bool
    owner: str
    shared: bool
    wanted: Wanted


_VIEWS = (
    "SELECT v.id, v.version, v.name, v.owner_id, u.name, v.shared, v.scope, v.filters, v.sorted_by, v.downwards, v.columns "
    "FROM view v JOIN user u ON u.id = v.owner_id "
    "WHERE v.listed = ? AND v.archived_on IS NULL AND (v.owner_id = ? OR v.shared) ORDER BY fold(v.name), v.id"
)


def views_for(reader: Reader, me: bytes, subject: str) -> list[ViewRow]:
    """The views of a list that somebody may choose: their own and those that are shared, by name."""
    from models.view import filters_of

    found = []
    for key, version, name, owner_id, owner, shared, scope, filters, order, downwards, columns in reader.rows(
        _VIEWS, (subject, me)
    ):
        down = None if downwards is None else bool(downwards)
        shown = tuple(columns.split()) if columns else None
        wanted = Wanted(scope, filters_of(filters), order, down, columns=shown)
        found.append(ViewRow(key, version, name, owner_id == me, owner, bool(shared), wanted))
    return found


# -- acts ----------------------------------------------------------------------------------------------------------------


def save_view(store: Store, actor: Actor, data: ViewInput) -> bytes:
    """Keep how a list stands under a name; one of one's own with that name is replaced. Returns its key."""
    from models.values import fold
    from models.view import View, filters_text

    values: dict[str, Any] = {
        "scope": data.scope,
        "filters": filters_text(data.filters),
        "columns": " ".join(data.columns) if data.columns is not None else None,
        "sorted_by": data.sorted_by,
        "downwards": data.downwards,
    }
    with store.write(actor, "view.save") as tx:
        rows = tx.reader.rows(
            "SELECT id, name FROM view WHERE listed = ? AND owner_id = ? AND archived_on IS NULL ORDER BY id",
            (data.listed, tx.actor.id),
        )
        same = [key for key, name in rows if fold(name) == fold(data.name)]
        if same:
            return tx.change(tx.get(View, same[0]), name=data.name, **values).id
        return tx.add(View(listed=data.listed, name=data.name, owner_id=tx.actor.id, **values)).id


def rename_view(store: Store, actor: Actor, key: bytes, version: int, name: str) -> None:
    """Call a view otherwise; only its owner may."""
    from models.fields import validated
    from models.view import ViewInput

    with store.write(actor, "view.change") as tx:
        view = _own(tx, key, version)
        kept = {"listed": view.listed, "scope": view.scope, "sorted_by": view.sorted_by}
        tx.change(view, name=validated(ViewInput, {**kept, "name": name}).name)


def share_view(store: Store, actor: Actor, key: bytes, version: int, shared: bool) -> None:
    """Let everybody choose a view, or nobody else any more; only its owner may."""
    with store.write(actor, "view.change") as tx:
        tx.change(_own(tx, key, version), shared=shared)


def remove_view(store: Store, actor: Actor, key: bytes, version: int) -> None:
    """Take a view out of the lists: it is archived, and kept. Only its owner may."""
    with store.write(actor, "view.remove") as tx:
        tx.change(_own(tx, key, version), archived_on=tx.today)


def _own(tx: Transaction, key: bytes, version: int) -> View:
    from models.view import View

    view = tx.get(View, key, version=version)
    if view.owner_id != tx.actor.id:
        owner = tx.reader.value("SELECT name FROM user WHERE id = ?", (view.owner_id,))
        raise Refused(
            Message(N_("The view '{view}' belongs to {owner}."), view=view.name, owner=owner),
            Message(N_("Keep one of your own under another name, or ask {owner}."), owner=owner),
        )
    return view
