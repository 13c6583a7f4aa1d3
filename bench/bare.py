"""The anchor of start-up and memory: the least that a Textual application can be."""

from textual.app import App, ComposeResult
from textual.widgets import Footer, Header, Static


class Bare(App[None]):
    """Header, one line, footer."""

    BINDINGS = [("q", "quit", "quit")]

    def compose(self) -> ComposeResult:
        yield Header()
        yield Static("READY")
        yield Footer()


if __name__ == "__main__":
    Bare().run()
