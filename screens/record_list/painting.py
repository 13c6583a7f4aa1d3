"""What a list looks like on the screen, line by line: paints those that have changed, and no others."""

from __future__ import annotations

from textual.geometry import Region, Size
from textual.strip import Strip

from db.windows import ListSource, MemoryList
from screens.record_list.feed import Feed
from screens.record_list.moving import MovingView
from screens.record_list.painter import Heading, Line, Painter
from screens.texts import visible


class PaintedView(MovingView):
    """A list that reads the rows it shows, and paints them."""

    def __init__(
        self,
        source: ListSource | None = None,
        *,
        keep: bytes | None = None,
        empty: str = "",
        name: str | None = None,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """``keep`` is the record to start on, ``empty`` what is said when there are no rows (already translated)."""
        super().__init__(name=name, id=id, classes=classes)
        self._empty = empty
        self._feed = Feed(
            source or MemoryList((), ()), self._view, later=self.call_later, changed=self._moved, failed=self._report
        )
        self._feed.renew(self._feed.source, keep)
        self._painter = Painter(lambda part: self.get_component_rich_style(f"list--{part}"))
        self._heading = Heading()
        self._fitted = Size(0, 0)
        self._picture: list[Line] = []

    def is_marked(self, id: bytes) -> bool:
        """Whether a record is marked: its line says so."""
        raise NotImplementedError

    def _follow_up(self) -> None:
        """What comes after every paint."""
        raise NotImplementedError

    def _report(self, error: BaseException) -> None:
        """Rows could not be read."""
        raise NotImplementedError

    def set_heading(self, heading: Heading) -> None:
        """Show these columns, and by which one the list is ordered; painted with the rows that come next."""
        self._heading = heading

    def render_line(self, y: int) -> Strip:
        """The header, a row, or what is said of an empty list."""
        if self.size != self._fitted:
            self._fit()
        if y == 0:
            return self._painter.header()
        if y <= len(self._picture):
            return self._painter.strip(self._picture[y - 1])
        says = self._empty.split("\n") if self._view.total == 0 else []
        return self._painter.note(visible(says[y - 2]) if 0 <= y - 2 < len(says) else "")

    def notify_style_update(self) -> None:
        """The theme or the focus changed: the strips that were kept have the old colours."""
        self._painter.forget()
        super().notify_style_update()

    def _fit(self) -> None:
        """Take the size that the layout gave. In the paint itself, so that no frame shows rows of another size, or none."""
        self._fitted = self.size
        self._view.resize(self.size.height - 1)
        self._feed.fetch()
        self._painter.arrange(self._feed.columns, self.size.width, self._heading)
        self._picture = self._lines()
        self._follow_up()

    def _moved(self) -> None:
        if self._fitted:
            self._feed.fetch()
            self._repaint()
            self._follow_up()

    def _repaint(self) -> None:
        """Refresh the lines that differ from what is on the screen, and no others."""
        old, self._picture = self._picture, self._lines()
        width, height = self._fitted
        rearranged = self._painter.arrange(self._feed.columns, width, self._heading)
        changed = [y for y, (line, before) in enumerate(zip(self._picture, old, strict=False), 1) if line != before]
        if rearranged or len(old) != len(self._picture) or len(changed) > height // 2:
            self.refresh(Region(0, 0, width, height))
        elif changed:
            self.refresh(*(Region(0, y, width, 1) for y in changed))

    def _lines(self) -> list[Line]:
        """What stands on each line of the screen now."""
        view = self._view
        lines = []
        for at, bar in zip(view.lines(), self._bar.cells(), strict=False):
            row = view.row(at)
            lines.append(Line(row, at == view.cursor, row is not None and self.is_marked(row.id), bar))
        return lines
