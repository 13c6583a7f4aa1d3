"""A field for the name of a file on this laptop: what it can become is shown, tab takes it."""

from __future__ import annotations

import os
from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.suggester import Suggester

from db.paths import typed_path
from models.messages import N_
from screens.house.line_input import LineInput


class Files(Suggester):
    """Suggests the first file or folder that begins like what was typed."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        """See :class:`textual.suggester.Suggester`."""
        return completed(value)


def completed(typed: str) -> str | None:
    """What ``typed`` can become; a folder ends with a separator, so that one can type on. None: nothing begins like it."""
    folder, begun = os.path.split(typed)
    try:
        found = sorted(one for one in typed_path(folder or ".").iterdir() if begun and one.name.startswith(begun))
    except OSError:
        return None
    if not found:
        return None
    return typed[: len(typed) - len(begun)] + found[0].name + (os.sep if found[0].is_dir() else "")


class FileInput(LineInput):
    """A line of text that completes names of files."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "complete", N_("complete"), id="file-name.complete", tooltip=N_("Complete the name of the file")),
    ]
    """
    | keys | what they do |
    | --- | --- |
    | tab | complete the name; when there is nothing to complete, the next field |
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, suggester=Files(), **kwargs)

    def action_complete(self) -> None:
        """Take what is suggested, else go on to the next field."""
        before = self.value
        self.cursor_position = len(before)
        self.action_cursor_right()
        if self.value == before:
            self.screen.focus_next()
