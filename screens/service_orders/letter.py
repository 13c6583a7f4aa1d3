"""The text with which a consultant asks who directs a client for an order: to copy into an e-mail. Always in Dutch."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from db.placement_facts import client_facts, employer_facts
from db.reading import Reader
from db.service_orders import UWV
from models.kinds import Form, TargetGroup
from models.messages import N_
from screens.house.leaving import Dialog
from screens.texts import _, visible, writing_in


def order_letter(reader: Reader, today: date, who_asks: str, values: Mapping[str, Any]) -> str:
    """What to write, from what stands in a proposal: checked values by field. No BSN, nothing about a limitation."""
    client = client_facts(reader, values["client_id"])
    employer = employer_facts(reader, values["employer_id"], today).name if values.get("employer_id") else None
    director = UWV if client.group == TargetGroup.UWV else client.municipality
    with writing_in("nl"):
        about = {"client": client.name, "number": client.number, "product": Form(values["form"]), "director": director}
        lines = [
            _("Subject: order '{product}' for {client} ({number})", **about),
            "",
            _("Dear colleague at {director},", **about),
            "",
            _("We would like to place {client}, a client of yours: {product}.", **about)
            if employer is None
            else _("We would like to place {client}, a client of yours, with {employer}: {product}.", employer=employer, **about),
            _("It begins on {start} and lasts until {until}.", start=values["start"], until=values["until"])
            if values.get("until")
            else _("It begins on {start}.", start=values["start"]),
            *([_("It is for {hours} hours a week.", hours=values["hours"])] if values.get("hours") else []),
            "",
            _("For this we need your order. Would you send it to us, with:"),
            _("- the product and the period"),
            _("- the amount that it may cost"),
            _("- your reference"),
            "",
            _("Until we have your order we do not begin."),
            "",
            _("Kind regards,"),
            who_asks,
        ]
    return "\n".join(lines)


class Letter(Dialog[None]):
    """Shows a text that is meant for somebody else, and copies it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "copy", N_("copy"), id="letter.copy"),
        Binding("escape,enter", "leave", N_("close"), id="letter.leave"),
        Binding("down,j", "scroll(1)", show=False),
        Binding("up,k", "scroll(-1)", show=False),
    ]

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def compose(self) -> ComposeResult:
        """The text, and the key that copies it."""
        with Vertical(classes="dialog dialog-wide"):
            text = Content("\n".join(visible(line) for line in self._text.split("\n")))
            with VerticalScroll(classes="dialog--page", can_focus=False):
                yield Static(text, markup=False)
            keys = Content.from_markup(
                "[bold]y[/] $copy    [bold]↑ ↓[/] $more    [bold]esc[/] $close",
                copy=_("copy"),
                more=_("read on"),
                close=_("close"),
            )
            yield Static(keys, classes="dialog--keys")

    def action_scroll(self, lines: int) -> None:
        """Read on."""
        self.query_one(VerticalScroll).scroll_relative(y=lines * 2, animate=False)

    def action_copy(self) -> None:
        """Put the text on the clipboard, as far as the terminal passes it on."""
        self.app.copy_to_clipboard(self._text)
        self.query_one(".dialog--keys", Static).update(Content(_("copied")))

    def action_leave(self) -> None:
        """Close."""
        self.dismiss(None)
