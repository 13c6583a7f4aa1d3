"""``nuo duplicates``: the records that are probably one, the surest first, and saying of two that they are not the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from models.errors import BadInput
from models.messages import N_, Message
from nuo_tui.cli.output import write_json, write_line, write_table
from nuo_tui.cli.parameters import MOST
from nuo_tui.cli.session import Session
from nuo_tui.cli.short_lists import shown_of
from nuo_tui.cli.words import subject_of
from screens.duplicates.words import same_words
from screens.texts import _, label, partial_date

if TYPE_CHECKING:
    from db.duplicates.queue import Queue, QueuePair, QueueSide
    from db.store import Store
    from models.actor import Actor

TWO = "NUMBER NUMBER"
Subject = Annotated[str, typer.Option("--subject", metavar="SUBJECT", help=N_("employers or clients; else employers."))]
Reason = Annotated[str | None, typer.Option("--reason", metavar="TEXT", help=N_("Why, with --not-same."))]


def list_duplicates(
    ctx: typer.Context,
    subject: Subject = "employers",
    limit: Annotated[int, typer.Option("--limit", min=0, max=MOST, metavar="K", help=N_("At most this many."))] = 20,
    not_same: Annotated[
        tuple[str, str] | None,
        typer.Option("--not-same", metavar=TWO, help=N_("Say that these two are not the same; they are not offered again.")),
    ] = None,
    same: Annotated[
        tuple[str, str] | None,
        typer.Option("--same", metavar=TWO, help=N_("Agree, as account holder, that these two are merged.")),
    ] = None,
    take_back: Annotated[
        tuple[str, str] | None,
        typer.Option("--take-back", metavar=TWO, help=N_("Take back what was said of these two.")),
    ] = None,
    reason: Reason = None,
) -> int:
    """List the pairs, or judge one."""
    from db.duplicates import pairs
    from db.duplicates.queue import duplicates

    session = ctx.ensure_object(Session)
    name = _subject(subject)
    judging = {"not-same": not_same, "same": same, "take-back": take_back}
    asked = {act: two for act, two in judging.items() if two is not None}
    if len(asked) > 1:
        raise BadInput(Message(N_("Say one thing at a time: --not-same, --same or --take-back.")))
    if asked:
        acts: dict[str, Callable[[Store, Actor, bytes, bytes], Any]] = {
            "not-same": lambda store, actor, one, other: pairs.say_different(store, actor, name, one, other, reason),
            "same": lambda store, actor, one, other: pairs.say_same(store, actor, name, one, other),
            "take-back": lambda store, actor, one, other: pairs.take_back(store, actor, name, one, other),
        }
        ((act, two),) = asked.items()
        return _judge(session, name, act, two, acts[act])
    with session.open() as store, store.read() as reader:
        queue = duplicates(reader, name, store.today(), limit)
    if session.json:
        write_json(_queue_json(queue))
    else:
        _write_queue(queue)
    return 0


def _subject(text: str) -> str:
    return subject_of(text, ("employer", "client"))


def _judge(
    session: Session, subject: str, act: str, two: tuple[str, str], judge: Callable[[Store, Actor, bytes, bytes], Any]
) -> int:
    from db.duplicates.pairs import two_of

    with session.open() as store:
        actor = session.actor(store)
        with store.read() as reader:
            keys = two_of(reader, subject, *two)
        judge(store, actor, *keys)
    if session.json:
        write_json({"pair": list(two), "said": act})
        return 0
    sentences = {
        "not-same": N_("{one} and {other} are not the same: they are not offered again."),
        "same": N_("You agree that {one} and {other} are merged."),
        "take-back": N_("What was said of {one} and {other} is taken back."),
    }
    write_line(_(sentences[act], one=two[0], other=two[1]))
    return 0


def _write_queue(queue: Queue) -> None:
    headings = [_("Score"), _("Number"), _("Name"), _("Number"), _("Name"), _("The same"), _("Account holders")]
    write_table(headings, [_line(pair) for pair in queue.pairs], right=(0,))
    for group in queue.groups:
        write_line(
            _(
                "{count} records share {what}: {numbers} …",
                count=len(group.numbers),
                what=same_words(group.shared),
                **_some(group),
            )
        )
    write_line(shown_of(len(queue.pairs), queue.total))


def _some(group: Any) -> dict[str, str]:
    return {"numbers": ", ".join(group.numbers[:5])}


def _line(pair: QueuePair) -> list[str]:
    holders = list(dict.fromkeys(side.holder for side in (pair.one, pair.other) if side.holder))
    sides = [cell for side in (pair.one, pair.other) for cell in (side.number, _called(side))]
    return [str(pair.score), *sides, same_words(pair.reasons), ", ".join(holders)]


def _called(side: QueueSide) -> str:
    more = partial_date(side.birth_date) if side.birth_date else side.place or ""
    return ", ".join(part for part in (side.name, more) if part)


def _queue_json(queue: Queue) -> dict[str, Any]:
    return {
        "total": queue.total,
        "rows": [
            {
                "score": pair.score,
                "likeness": pair.likeness.value,
                "sentence": label(pair.likeness),
                "reasons": list(pair.reasons),
                "records": [pair.one.number, pair.other.number],
                "names": [pair.one.name, pair.other.name],
                "holders": [pair.one.holder, pair.other.holder],
                "agreed": list(pair.agreed),
            }
            for pair in queue.pairs
        ],
        "groups": [{"reasons": list(group.shared), "records": list(group.numbers)} for group in queue.groups],
    }
