"""All rules in a list; enter reads the page of one."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from db.reading import Reader
from db.windows import Column, MemoryList, Row
from models.coordination.catalogue import RULES
from models.coordination.pages import sentence, what_of
from models.messages import N_, Message
from screens.house.short_list import ShortListScreen
from screens.rules.page import RulePage
from screens.texts import _, plural

COLUMNS = (
    Column("rule", Message(N_("Rule")), 5),
    Column("title", Message(N_("Name")), 17),
    Column("group", Message(N_("About")), 11),
    Column("promise", Message(N_("Promise")), 8),
    Column("what", Message(N_("What it looks at")), 20, weight=1, priority=1),
)


class RulesScreen(ShortListScreen):
    """The rules that every placement is held to."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", N_("back"), id="file.back", tooltip=N_("Back to where you came from")),
    ]
    """
    | keys | what they do |
    | --- | --- |
    | enter | read the page of a rule |
    """

    def heading(self) -> str:
        """See :class:`ShortListScreen`."""
        return plural("{n} rule. With enter you read why it is there.", "{n} rules. With enter you read why.", len(RULES))

    def empty_text(self) -> str:
        """See :class:`ShortListScreen`."""
        return _("Nothing found.")

    def read(self, reader: Reader) -> MemoryList:
        """See :class:`ShortListScreen`; the rules come with the program, not with the store."""
        return MemoryList(
            COLUMNS,
            (
                Row(
                    rule.id.encode(),
                    f"{at:03}",
                    (rule.id, Message(rule.title), Message(rule.group), str(rule.promise), sentence(_(what_of(rule)))),
                )
                for at, rule in enumerate(RULES)
            ),
        )

    def open_row(self, key: bytes) -> None:
        """Read its page."""
        self.app.push_screen(RulePage(key.decode()))

    def action_leave(self) -> None:
        """Back."""
        self.dismiss(None)
