"""The file of the record under the cursor of a list, in a few lines beside or below it."""

from __future__ import annotations

from textual import on

from db.reading import Reader
from db.windows import Row
from screens.house.house_screen import RecordScreen
from screens.house.preview import Preview
from screens.house.sheet import Line
from screens.record_list import RecordList

WIDE = 110
"""From so many columns on the preview stands beside the list."""


class Previewing(RecordScreen):
    """A list with a preview; a subject says what stands in it."""

    def preview(self, reader: Reader, key: bytes) -> list[Line]:
        """The few lines about a record that help to choose; read beside the painting."""
        raise NotImplementedError

    def on_resize(self) -> None:
        """Put the preview where there is room for it."""
        self.query_one("#both").set_class(self.size.width >= WIDE, "-wide")

    @on(RecordList.Highlighted)
    def _highlighted(self, event: RecordList.Highlighted) -> None:
        self.preview_row(event.row)

    def preview_row(self, row: Row | None) -> None:
        """Show the preview of a row; nothing when there is none."""
        target = self.query_one(Preview)
        if row is None:
            target.show(())
            return

        def question() -> list[Line]:
            with self.desk.store.read() as reader:
                return self.preview(reader, row.id)

        self.ask(question, target.show, group="preview")
