"""Giving many clients another consultant at once."""

from __future__ import annotations

from collections.abc import Callable

from db.bulk_acts import assign_consultant
from models.kinds import Role
from screens.house.choices import user_choices
from screens.house.dialogs import Choose, Confirm
from screens.house.marked_acts import MarkedActs
from screens.texts import plural


def assign(screen: MarkedActs) -> None:
    """Ask which consultant the marked clients get (the one under the cursor when none is marked), and give them."""
    here, desk = screen.current(), screen.desk
    clients = screen.marked() or ((here,) if here else ())
    if not clients:
        return
    with desk.store.read() as reader:
        people = dict(user_choices(reader, Role.CONSULTANT, inactive=False))

    def chosen(key: str | None) -> None:
        if key is None:
            return
        question = plural(
            "Give {n} client to {name}?",
            "Give {n} clients to {name}? It is one act, and is undone as one.",
            len(clients),
            name=people[key],
        )
        screen.app.push_screen(Confirm(question), lambda yes: go(bytes.fromhex(key), people[key]) if yes else None)

    def go(consultant: bytes, name: str) -> None:
        def act(progress: Callable[[int, int], object]) -> int:
            return assign_consultant(desk.store, desk.actor, clients, consultant, progress)

        screen.many(act, lambda n: plural("{n} client given to {name}", "{n} clients given to {name}", n, name=name))

    title = plural("Which consultant for {n} client?", "Which consultant for {n} clients?", len(clients))
    screen.app.push_screen(Choose(title, list(people.items())), chosen)
