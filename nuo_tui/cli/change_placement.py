"""``nuo change-placement``: a running placement that is extended or changes, judged again by the same path as the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from models.errors import InvalidInput
from models.messages import N_
from nuo_tui.cli.findings import assessment_json, changes_json, write_assessment
from nuo_tui.cli.output import write_json, write_line, write_note
from nuo_tui.cli.place import Because, ClientView, Consent, DryRun, MovesBecause, reasons_of
from nuo_tui.cli.session import Session
from nuo_tui.cli.words import form_of, optional_amount, optional_day
from screens.placements.changes import field_name, shown
from screens.texts import _

if TYPE_CHECKING:
    from db.placements import ChangedPlacement
    from db.reading import Reader
    from models.placement import PlacementInput

Until = Annotated[str | None, typer.Option(metavar="DATE", help=N_('The new last day; "" for no end agreed.'))]
Hours = Annotated[str | None, typer.Option(metavar="H", help=N_("Hours a week from now on."))]
Form = Annotated[str | None, typer.Option(metavar="FORM", help=N_("The new form."))]
Rate = Annotated[str | None, typer.Option(metavar="R", help=N_('Euros an hour from now on; "" for none.'))]
Employer = Annotated[str | None, typer.Option(metavar="EMPLOYER", help=N_('Another employer; "" for none.'))]
Location = Annotated[str | None, typer.Option(metavar="LOCATION", help=N_('A location of our own; "" for none.'))]
Vacancy = Annotated[str | None, typer.Option(metavar="V", help=N_('The vacancy of which a place is taken; "" for none.'))]
Workplace = Annotated[str | None, typer.Option(metavar="TEXT", help=N_("Which place at the employer."))]
Supervisor = Annotated[str | None, typer.Option(metavar="NAME", help=N_("Who guides at work."))]
Fallback = Annotated[str | None, typer.Option(metavar="LOCATION", help=N_("Where the client goes back to when it ends early."))]


def change_placement(
    ctx: typer.Context,
    placement: Annotated[str, typer.Argument(metavar="PLACEMENT", help=N_("The placement's number or id."))],
    until: Until = None,
    hours: Hours = None,
    form: Form = None,
    rate: Rate = None,
    employer: Employer = None,
    location: Location = None,
    vacancy: Vacancy = None,
    workplace: Workplace = None,
    supervisor: Supervisor = None,
    fallback: Fallback = None,
    consent: Consent = None,
    because: Because = None,
    moves_because: MovesBecause = None,
    client_view: ClientView = None,
    dry_run: DryRun = False,
) -> int:
    """Judge the placement as it would become; change it when nothing blocks. What is not named stays."""
    from db import placements
    from db.refs import resolve

    reasons = reasons_of(because or ())
    typed: dict[str, Any] = {
        "until": None if until is None else lambda: optional_day(until, "--until"),
        "hours": None if hours is None else lambda: optional_amount(hours, "--hours"),
        "form": None if form is None else lambda: form_of(form),
        "rate": None if rate is None else lambda: optional_amount(rate, "--rate"),
        "workplace": None if workplace is None else lambda: workplace or None,
        "supervisor": None if supervisor is None else lambda: supervisor or None,
        "move_reason": None if moves_because is None else lambda: moves_because,
        "client_view": None if client_view is None else lambda: client_view,
    }
    changes = {name: value() for name, value in typed.items() if value is not None}
    named = {
        "employer_id": ("employer", employer),
        "vacancy_id": ("vacancy", vacancy),
        "location_id": ("location", location),
        "fallback_id": ("location", fallback),
    }
    session = ctx.ensure_object(Session)
    with session.open() as store:
        actor = session.actor(store)
        with store.read() as reader:
            file = placements.placement_file(reader, resolve(reader, "placement", placement).id, store.today())
            for name, (subject, text) in named.items():
                if text is not None:
                    changes[name] = resolve(reader, subject, text).id if text else None
            wanted = resolve(reader, "coordination", consent).number if consent else None
            data = _input(reader, file.id, changes)
        done = placements.change_placement(
            store, actor, file.id, file.version, data, consent=wanted, reasons=reasons, dry_run=dry_run
        )
    if session.json:
        write_json(_told(done, dry_run))
    else:
        _tell(done, file.number, dry_run)
    return 1 if done.judged and done.placed.assessment.blocked else 0


def _input(reader: Reader, key: bytes, changes: dict[str, Any]) -> PlacementInput:
    from pydantic import ValidationError

    from db.placements import running_input
    from models.fields import problems

    try:
        return running_input(reader, key, changes)
    except ValidationError as error:
        raise InvalidInput(list(problems(error))) from None


def _told(done: ChangedPlacement, dry_run: bool) -> dict[str, Any]:
    """The object of ``place``, with what changed; ``judged`` is false when the rules need not look at it."""
    placed = done.placed
    found = assessment_json(placed.number, placed.state, placed.assessment)
    if not done.judged:
        found |= {"blocked": False, "findings": []}
    if dry_run:
        found |= {"placement": None, "state": None}
    return found | {
        "until": placed.until,
        "until_filled": placed.until_filled,
        "dry_run": dry_run,
        "judged": done.judged,
        "changed": changes_json(done.changed),
    }


def _tell(done: ChangedPlacement, number: str, dry_run: bool) -> None:
    for change in done.changed:
        write_line(f"{field_name(change)}: {shown(change.field, change.old)} → {shown(change.field, change.new)}")
    if done.judged:
        write_assessment(done.placed.assessment)
    else:
        write_line(_("The rules need not look at this."))
    if done.judged and done.placed.assessment.blocked:
        write_note(_("Not changed: nothing was stored."))
    elif dry_run:
        write_line(_("This change may be. Nothing was stored."))
    else:
        write_line(_("Changed: {number}.", number=number))
