"""The anchor of start-up and memory: the least that a Textual application can be."""

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.widgets import Footer, Header, Static


class Bare(App[None]):
    """Header, one line, footer."""

    BINDINGS: ClassVar = [("q", "quit", "quit")]

    def compose(self) -> ComposeResult:
        """The three."""
        yield Header()
        yield Static("READY")
        yield Footer()


if __name__ == "__main__":
    Bare().run()
