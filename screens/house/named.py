"""A screen by its name, loaded when it is first wanted: the tables of screens name many, a day uses few."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from textual.screen import Screen


def named_screen(name: str) -> type[Screen[Any]]:
    """The class of a name like ``screens.clients.screens:ClientScreen``."""
    module, _colon, of_class = name.partition(":")
    found: type[Screen[Any]] = getattr(import_module(module), of_class)
    return found
