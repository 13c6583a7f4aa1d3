"""``nuo employers merge|unmerge`` and ``nuo clients merge|unmerge``: two records become one, and two again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from models.errors import BadInput
from models.labels import field_label
from models.messages import N_, Message
from nuo_tui.cli.output import write_json, write_line, write_table
from nuo_tui.cli.session import Session
from screens.duplicates.words import holder_or_field, moves_words, stays_words
from screens.texts import _, render

if TYPE_CHECKING:
    from db.merging.fields import Stays
    from db.merging.outlook import MergeOutlook

Keep = Annotated[str, typer.Argument(metavar="KEEP", help=N_("The record that stays: number or id."))]
Lost = Annotated[str, typer.Argument(metavar="GONE", help=N_("The record that goes on in it: number or id."))]
Gone = Annotated[str, typer.Argument(metavar="GONE", help=N_("The record that was merged: number or id."))]
Take = Annotated[
    list[str] | None,
    typer.Option("--take", metavar="FIELD", help=N_("Take this field of the record that goes; may be repeated.")),
]
Leave = Annotated[
    list[str] | None,
    typer.Option("--leave", metavar="FIELD", help=N_("Leave this field as it is in the record that stays; may be repeated.")),
]
Both = Annotated[
    list[str] | None, typer.Option("--both", metavar="FIELD", help=N_("Keep both texts of this field; may be repeated."))
]
Reason = Annotated[
    str | None,
    typer.Option("--reason", metavar="TEXT", help=N_("Why; an administrator writes down what two account holders agreed.")),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help=N_("Only say what would happen; nothing is stored."))]


def merge_employers(
    ctx: typer.Context,
    keep: Keep,
    lost: Lost,
    take: Take = None,
    leave: Leave = None,
    both: Both = None,
    reason: Reason = None,
    dry_run: DryRun = False,
) -> int:
    """Merge two records of one employer."""
    return _merge(ctx, "employer", (keep, lost), (take, leave, both), reason, dry_run=dry_run)


def merge_clients(
    ctx: typer.Context,
    keep: Keep,
    lost: Lost,
    take: Take = None,
    leave: Leave = None,
    both: Both = None,
    reason: Reason = None,
    dry_run: DryRun = False,
) -> int:
    """Merge two records of one client."""
    return _merge(ctx, "client", (keep, lost), (take, leave, both), reason, dry_run=dry_run)


def unmerge_employers(ctx: typer.Context, gone: Gone, reason: Reason = None, dry_run: DryRun = False) -> int:
    """Take a merge of two employers back."""
    return _unmerge(ctx, "employer", gone, reason, dry_run=dry_run)


def unmerge_clients(ctx: typer.Context, gone: Gone, reason: Reason = None, dry_run: DryRun = False) -> int:
    """Take a merge of two clients back."""
    return _unmerge(ctx, "client", gone, reason, dry_run=dry_run)


def _merge(
    ctx: typer.Context,
    subject: str,
    numbers: tuple[str, str],
    options: tuple[list[str] | None, list[str] | None, list[str] | None],
    reason: str | None,
    *,
    dry_run: bool,
) -> int:
    from db.duplicates.pairs import two_of
    from db.merging.merging import merge
    from db.merging.outlook import merge_outlook

    chosen = _chosen(*options)
    session = ctx.ensure_object(Session)
    with session.open() as store:
        actor = session.actor(store)
        with store.read() as reader:
            keys = two_of(reader, subject, *numbers)
            outlook = merge_outlook(reader, actor, subject, *keys, store.today(), chosen)
        if not dry_run:
            merge(store, actor, subject, *keys, chosen, reason, (outlook.keep.version, outlook.lost.version))
    if session.json:
        write_json(_merge_json(outlook) | {"dry_run": dry_run})
        return 0
    if not dry_run:
        write_line(_("{lost} was merged into {keep}.", lost=outlook.lost.number, keep=outlook.keep.number))
    _write_outlook(outlook)
    if dry_run:
        if outlook.refused:
            write_line(render(outlook.refused.message))
        write_line(_("This was a rehearsal: nothing was stored."))
    return 0


def _chosen(take: list[str] | None, leave: list[str] | None, both: list[str] | None) -> dict[str, Stays]:
    from db.merging.fields import Stays

    chosen: dict[str, Stays] = {}
    for names, stays in ((leave, Stays.KEEP), (take, Stays.LOST), (both, Stays.BOTH)):
        for name in names or ():
            if name in chosen:
                raise BadInput(Message(N_("'{field}' is chosen twice."), field=name), Message(N_("Choose one value of a field.")))
            chosen[name] = stays
    return chosen


def _write_outlook(outlook: MergeOutlook) -> None:
    differing = [one for one in outlook.fields if one.differs]
    if differing:
        rows = []
        for one in differing:
            texts = ["" if text is None else render(text) for text in outlook.words[one.name]]
            rows.append([holder_or_field(outlook.subject, one.name), *texts, stays_words(one.stays, outlook)])
        write_table([_("Field"), outlook.keep.number, outlook.lost.number, _("Stays")], rows, indent="  ")
    write_line(moves_words(outlook))


def _merge_json(outlook: MergeOutlook) -> dict[str, Any]:
    return {
        "keep": outlook.keep.number,
        "lost": outlook.lost.number,
        "fields": [
            {
                "field": one.name,
                "name": render(field_label(outlook.subject, "user_id" if one.name == "holder" else one.name)),
                "keep": _json_text(outlook, one.name, 0),
                "lost": _json_text(outlook, one.name, 1),
                "stays": one.stays.value,
            }
            for one in outlook.fields
            if one.differs
        ],
        "moved": {move.subject: move.number for move in outlook.moves},
    }


def _json_text(outlook: MergeOutlook, field: str, which: int) -> str | None:
    text = outlook.words[field][which]
    return None if text is None else render(text)


def _unmerge(ctx: typer.Context, subject: str, gone: str, reason: str | None, *, dry_run: bool) -> int:
    from db.merging.unmerging import unmerge, unmerge_outlook
    from db.refs import resolve
    from db.undoing.own_acts import must_stand_free

    session = ctx.ensure_object(Session)
    with session.open() as store:
        actor = session.actor(store)
        with store.read() as reader:
            key = resolve(reader, subject, gone, itself=True).id
            outlook = unmerge_outlook(reader, subject, key)
        if dry_run:
            must_stand_free(outlook.act, list(outlook.obstacles))
        else:
            unmerge(store, actor, subject, key, reason)
    if session.json:
        write_json({"keep": outlook.keep, "lost": outlook.lost, "unmerged": not dry_run, "dry_run": dry_run})
        return 0
    if dry_run:
        write_line(_("{lost} can become a record of its own again.", lost=outlook.lost))
        write_line(_("This was a rehearsal: nothing was stored."))
    else:
        write_line(_("{lost} is a record of its own again, apart from {keep}.", lost=outlook.lost, keep=outlook.keep))
    return 0
