"""Giving many clients another consultant at once, with what is to be done for them and a note for who takes over."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from db.bulk_acts import assign_consultant
from db.handing_over import GoingAlong, going_along
from models.kinds import Role
from screens.clients.taking_over import taken_over
from screens.house.choices import user_choices
from screens.house.dialogs import AskLine, Choose
from screens.house.marked_acts import MarkedActs
from screens.texts import _, plural


def assign(screen: MarkedActs, clients: Sequence[bytes] | None = None) -> None:
    """Ask which consultant these clients get, and give them.

    Without ``clients``: the marked ones, or the one under the cursor when none is marked.
    """
    here, desk = screen.current(), screen.desk
    keys = tuple(clients) if clients is not None else screen.marked() or ((here,) if here else ())
    if not keys:
        return
    with desk.store.read() as reader:
        people = dict(user_choices(reader, Role.CONSULTANT, inactive=False))

    def chosen(key: str | None) -> None:
        if key is None:
            return
        consultant, name = bytes.fromhex(key), people[key]
        with desk.store.read() as reader:
            moves = going_along(reader, keys, consultant)
        question = plural("Give {n} client to {name}?", "Give {n} clients to {name}?", len(keys), name=name)
        ask = AskLine(question, needed=False, explain=f"{along(moves)} {_('A note for {name} (may stay empty):', name=name)}")
        screen.app.push_screen(ask, lambda note: None if note is None else go(consultant, name, note))

    def go(consultant: bytes, name: str, note: str) -> None:
        told = taken_over(note)

        def act(progress: Callable[[int, int], object]) -> int:
            return assign_consultant(desk.store, desk.actor, keys, consultant, progress, told=told, note=note)

        screen.many(act, lambda n: plural("{n} client given to {name}", "{n} clients given to {name}", n, name=name))

    title = plural("Which consultant for {n} client?", "Which consultant for {n} clients?", len(keys))
    screen.app.push_screen(Choose(title, list(people.items())), chosen)


def along(moves: GoingAlong) -> str:
    """What goes along, in a sentence or two."""
    actions = plural("{n} open action", "{n} open actions", moves.actions)
    requests = plural("{n} open request", "{n} open requests", moves.requests)
    return _(
        "{actions} and {requests} of the former consultant go along; the note comes on Today. One act, undone as one.",
        actions=actions,
        requests=requests,
    )
