"""``nuo rules``: the rules that every placement is held to, and the page of one. Opens no store."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from models.errors import BadInput
from models.messages import N_, Message
from nuo_tui.cli.output import write_json, write_line, write_table
from nuo_tui.cli.session import Session
from screens.texts import _


def rules(
    ctx: typer.Context,
    rule: Annotated[str | None, typer.Argument(metavar="[RULE]", help=N_("The page of this rule, for instance C10."))] = None,
) -> int:
    """All rules in the order of the table, or one with its page."""
    from models.coordination.catalogue import RULE_BY_ID, RULES

    session = ctx.ensure_object(Session)
    if rule is None:
        _list(RULES, json=session.json)
        return 0
    found = RULE_BY_ID.get(rule.strip().upper())
    if found is None:
        raise BadInput(
            Message(N_("There is no rule '{rule}'. The rules are {rules}."), rule=rule, rules=tuple(RULE_BY_ID)),
            Message(N_("'nuo rules' lists them with what they look at.")),
        )
    _explain(found, json=session.json)
    return 0


def _list(rules: Any, *, json: bool) -> None:
    from models.coordination.pages import sentence, what_of

    if json:
        write_json({"total": len(rules), "rows": [_rule_json(rule) for rule in rules]})
        return
    write_table(
        [_("Rule"), _("Name"), _("About"), _("Promise"), _("What it looks at")],
        (
            [rule.id, _(rule.title), _(rule.group), str(rule.promise), _first_sentence(sentence(_(what_of(rule))))]
            for rule in rules
        ),
        right=(3,),
    )


def _first_sentence(text: str) -> str:
    """As far as the first full stop or semicolon that ends something: the page has the rest."""
    ends = [at for mark in (". ", "; ", ": ") if (at := text.find(mark)) > 0]
    return text[: min(ends, default=len(text))].rstrip(".")


def _explain(rule: Any, *, json: bool) -> None:
    from textwrap import wrap

    from models.coordination.pages import page_of, sentence

    if json:
        page = [{"heading": _(part.heading), "text": sentence(_(part.text))} for part in page_of(rule)]
        write_json(_rule_json(rule) | {"page": page})
        return
    write_line(_("{rule} · {title}", rule=rule.id, title=_(rule.title)))
    for part in page_of(rule):
        write_line()
        write_line(_(part.heading))
        for line in wrap(sentence(_(part.text)), 76):
            write_line(f"  {line}")


def _rule_json(rule: Any) -> dict[str, Any]:
    from models.coordination.pages import sentence, what_of

    return {
        "id": rule.id,
        "group": _(rule.group),
        "title": _(rule.title),
        "promise": rule.promise,
        "what": sentence(_(what_of(rule))),
    }
