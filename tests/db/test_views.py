"""Saved views: one's own and shared ones, kept through the journal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.history import history
from db.lists.wanted import Wanted
from db.store import Store
from db.views import ViewRow, remove_view, rename_view, save_view, share_view, views_for
from models.actor import Actor
from models.errors import InvalidInput, Refused
from models.fields import validated
from models.view import ViewInput, filters_of, filters_text
from tests.db.conftest import MakeUser


def view(name: str, **values: object) -> ViewInput:
    return validated(ViewInput, {"listed": "client", "name": name, "scope": "all", "sorted_by": "name"} | values)


def seen(store: Store, who: Actor, subject: str = "client") -> list[ViewRow]:
    with store.read() as reader:
        return views_for(reader, who.id, subject)


def test_a_view_is_seen_by_its_owner_and_when_shared_by_everybody(store: Store, admin: Actor, make_user: MakeUser) -> None:
    colleague = make_user("P. Linde")
    key = save_view(
        store,
        admin,
        view("Ziek", filters=(("status", "ill"),), columns=("number", "work"), sorted_by="number", downwards=True),
    )
    (mine,) = seen(store, admin)
    assert mine.wanted == Wanted("all", (("status", "ill"),), "number", True, "", ("number", "work"))
    assert seen(store, colleague) == []
    share_view(store, admin, key, mine.version, True)
    (shared,) = seen(store, colleague)
    assert (shared.name, shared.owner, shared.mine) == ("Ziek", admin.name, False)
    assert seen(store, colleague, "employer") == []
    with pytest.raises(Refused, match="belongs to A. Beheer"):
        rename_view(store, colleague, key, shared.version, "Van mij")
    with pytest.raises(Refused):
        remove_view(store, colleague, key, shared.version)


def test_a_name_that_is_there_is_replaced_and_a_removed_view_is_kept(store: Store, admin: Actor) -> None:
    first = save_view(store, admin, view("Mijn lijst"))
    assert save_view(store, admin, view("mijn LIJST", scope="mine")) == first
    (one,) = seen(store, admin)
    assert (one.name, one.wanted.scope) == ("mijn LIJST", "mine")
    rename_view(store, admin, first, one.version, "  Anders ")
    remove_view(store, admin, first, one.version + 1)
    assert seen(store, admin) == []
    with store.read() as reader:
        assert reader.value("SELECT count(*) FROM view") == 1
        assert "archived on" in [str(line.field) for line in history(reader, first)]
    assert save_view(store, admin, view("Anders")) != first


@pytest.mark.parametrize("name", ["", "   "])
def test_a_view_has_a_name(name: str) -> None:
    with pytest.raises(InvalidInput):
        view(name)


@given(st.lists(st.tuples(st.text(), st.text()), max_size=5).map(tuple))
def test_filters_come_back_as_they_were_kept(filters: tuple[tuple[str, str], ...]) -> None:
    assert filters_of(filters_text(filters)) == filters
