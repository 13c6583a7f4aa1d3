"""The orders of a list, each both ways, in words."""

from __future__ import annotations

from db.lists.wanted import Wanted, orders_of
from models.messages import N_
from screens.texts import _

_WORDS = {
    "name": (N_("by name"), N_("by name, from Z to A")),
    "number": (N_("by number"), N_("by number, highest first")),
    "start": (N_("by first day, oldest first"), N_("newest first")),
    "place": (N_("by town"), N_("by town, from Z to A")),
    "changed": (N_("changed longest ago first"), N_("changed last first")),
}
"""Order → in words, and turned round."""


def order_choices(subject: str) -> list[tuple[str, str]]:
    """Names for a choice, the usual direction of each order first."""
    choices = []
    for order in orders_of(subject):
        usual = Wanted(order=order).is_downwards(subject)
        for downwards in (usual, not usual):
            words = _WORDS.get(order, (order, order))
            choices.append((order_name(order, downwards), _(words[downwards])))
    return choices


def order_name(order: str, downwards: bool) -> str:
    """An order and its direction as one name."""
    return f"{order}.{'down' if downwards else 'up'}"


def order_of(name: str) -> tuple[str, bool]:
    """The order and direction of :func:`order_name`."""
    order, _dot, way = name.partition(".")
    return order, way == "down"
