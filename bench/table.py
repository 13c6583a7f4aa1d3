"""The anchor of the keys: Textual's own DataTable with as many rows as the first argument says, cells in memory."""

import sys
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.widgets import DataTable, Footer, Header


class Table(App[None]):
    """A table with six columns, like the list of clients."""

    BINDINGS: ClassVar = [("q", "quit", "quit")]

    def compose(self) -> ComposeResult:
        """Header, table, footer."""
        yield Header()
        yield DataTable(cursor_type="row")
        yield Footer()

    def on_mount(self) -> None:
        """Fill the table."""
        table = self.query_one(DataTable)
        table.add_columns("Name", "No.", "Group", "Hours", "Work now", "Attention")
        for n in range(int(sys.argv[1])):
            table.add_row(f"Person {n:06}", f"C{n:06}", "Wsw", "36", "none", "READY", key=str(n))
        table.focus()


if __name__ == "__main__":
    Table().run()
