"""``nuo place`` and ``nuo end``: the same path as the screen, from the proposal to the placement and its end."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from models.messages import N_
from nuo_tui.cli.findings import assessment_json, write_assessment
from nuo_tui.cli.output import write_json, write_line, write_note
from nuo_tui.cli.parameters import Client, Form, Hours, OptionalEmployer, Start, Until
from nuo_tui.cli.session import Session
from nuo_tui.cli.words import day_of, form_of, optional_amount, optional_day, pairs_of
from screens.texts import _

if TYPE_CHECKING:
    from db.falling_back import FallbackOffer
    from db.placements import Placed
    from db.reading import Reader
    from models.placement import PlacementInput

BECAUSE = "RULE=TEXT"

Location = Annotated[str | None, typer.Option(metavar="LOCATION", help=N_("A work location of our own."))]
Fallback = Annotated[str | None, typer.Option(metavar="LOCATION", help=N_("Where the client goes back to when it ends early."))]
Rate = Annotated[str | None, typer.Option(metavar="R", help=N_("Euros an hour; else the one that follows from the wage value."))]
Consent = Annotated[str | None, typer.Option(metavar="N", help=N_("The number of the consent to use; else whichever fits."))]
Vacancy = Annotated[
    str | None, typer.Option(metavar="V", help=N_("The vacancy of which a place is taken; its employer need not be named."))
]
Because = Annotated[
    list[str] | None, typer.Option(metavar=BECAUSE, help=N_("Why you go on in spite of a warning; may be repeated."))
]
MovesBecause = Annotated[
    str | None,
    typer.Option("--moves-because", metavar="TEXT", help=N_("Why a Wsw client leaves another workplace for this one.")),
]
ClientView = Annotated[
    str | None, typer.Option("--client-view", metavar="TEXT", help=N_("What the client says of it, in their own words."))
]
DryRun = Annotated[bool, typer.Option("--dry-run", help=N_("Only say what the checks find; nothing is stored."))]


def place(
    ctx: typer.Context,
    client: Client,
    form: Form,
    start: Start,
    employer: OptionalEmployer = None,
    location: Location = None,
    until: Until = None,
    hours: Hours = None,
    fallback: Fallback = None,
    rate: Rate = None,
    consent: Consent = None,
    because: Because = None,
    vacancy: Vacancy = None,
    moves_because: MovesBecause = None,
    client_view: ClientView = None,
    dry_run: DryRun = False,
) -> int:
    """Judge the proposal; place when nothing blocks."""
    from db import placements
    from db.refs import resolve

    reasons = reasons_of(because or ())
    typed = {
        "form": form_of(form),
        "start": day_of(start, "--from"),
        "until": optional_day(until, "--until"),
        "hours": optional_amount(hours, "--hours"),
        "rate": optional_amount(rate, "--rate"),
        "move_reason": moves_because,
        "client_view": client_view,
    }
    session = ctx.ensure_object(Session)
    with session.open() as store:
        actor = session.actor(store)
        with store.read() as reader:
            named = _named(reader, client=client, employer=employer, location=location, fallback=fallback, vacancy=vacancy)
            consent = resolve(reader, "coordination", consent).number if consent else None
        data = _proposal(named | typed)
        placed = placements.place(store, actor, data, consent=consent, reasons=reasons, dry_run=dry_run)
    if session.json:
        filled = {"until_filled": placed.until_filled, "rate_filled": placed.rate_filled, "dry_run": dry_run}
        told = {"until": placed.until, "rate": placed.rate, **filled}
        write_json(assessment_json(placed.number, placed.state, placed.assessment) | told)
    else:
        _tell(placed, data.start, dry_run)
    return 1 if placed.assessment.blocked else 0


def _tell(placed: Placed, start: date, dry_run: bool) -> None:
    write_assessment(placed.assessment)
    if placed.until_filled:
        write_line(_("No end was given: {until} is the longest that this form may last.", until=placed.until))
    if placed.rate_filled:
        write_line(_("No rate was given: € {rate} an hour follows from the wage value.", rate=placed.rate))
    if placed.assessment.blocked:
        write_note(_("Not placed: nothing was stored."))
    elif dry_run:
        write_line(_("This placement may be. Nothing was stored."))
    else:
        write_line(_("Placed: {number}, from {start}.", number=placed.number, start=start))


def end(
    ctx: typer.Context,
    placement: Annotated[str, typer.Argument(metavar="PLACEMENT", help=N_("The placement's number or id."))],
    on: Annotated[str, typer.Option(metavar="DATE", help=N_("The last day worked."))],
    reason: Annotated[str, typer.Option(metavar="TEXT", help=N_("Why it ends."))],
    client_view: ClientView = None,
    broken_off: Annotated[bool, typer.Option("--broken-off", help=N_("It ends before it was meant to."))] = False,
) -> int:
    """End a running placement; when it is broken off, the fallback place is offered."""
    from db import placements
    from db.falling_back import fallback_offer
    from db.refs import resolve

    last_day = day_of(on, "--on")
    session = ctx.ensure_object(Session)
    with session.open() as store:
        actor = session.actor(store)
        with store.read() as reader:
            file = placements.placement_file(reader, resolve(reader, "placement", placement).id, store.today())
        placements.end_placement(
            store, actor, file.id, file.version, on=last_day, reason=reason, view=client_view, broken_off=broken_off
        )
        with store.read() as reader:
            ended = placements.placement_file(reader, file.id, store.today())
            offer = fallback_offer(reader, file.id, store.today())
    if session.json:
        told = {"placement": ended.number, "state": ended.state.value, "ended_on": ended.ended_on}
        write_json(told | {"fallback": None if offer is None else {"location": offer.location_number, "from": offer.start}})
    else:
        sentence = N_("Placement {number} of {client} is {state}; the last day was {date}.")
        write_line(_(sentence, number=ended.number, client=ended.client_name, state=ended.state, date=ended.ended_on))
        if offer is not None:
            _offer(offer)
    return 0


def _offer(offer: FallbackOffer) -> None:
    """The fallback place, with the command that places the client there (promise 32)."""
    write_line(_("Fallback place: {location}, from {day}:", location=offer.location, day=offer.start))
    form = offer.form.value if offer.form else "FORM"
    words = ["nuo place", "--client", offer.client_number, "--location", offer.location_number]
    write_line("  " + " ".join([*words, "--form", form, "--from", offer.start.isoformat()]))


def reasons_of(because: list[str] | tuple[()]) -> dict[str, str]:
    """The reasons given with ``--because``, by rule."""
    return {rule.upper(): text for rule, text in pairs_of(because, "--because", BECAUSE)}


def _named(
    reader: Reader, *, client: str, employer: str | None, location: str | None, fallback: str | None, vacancy: str | None
) -> dict[str, Any]:
    """The keys of the records that people named; the employer of a vacancy need not be."""
    from db.refs import resolve
    from db.vacancy_facts import vacancy_facts

    def key(subject: str, text: str | None) -> bytes | None:
        return resolve(reader, subject, text).id if text else None

    vacancy_id = key("vacancy", vacancy)
    employer_id = key("employer", employer)
    if employer_id is None and vacancy_id is not None:
        employer_id = vacancy_facts(reader, vacancy_id, None).employer_id
    return {
        "client_id": resolve(reader, "client", client).id,
        "employer_id": employer_id,
        "vacancy_id": vacancy_id,
        "location_id": key("location", location),
        "fallback_id": key("location", fallback),
    }


def _proposal(values: dict[str, Any]) -> PlacementInput:
    from models.placement import PlacementInput
    from nuo_tui.cli.inputs import checked

    return checked(PlacementInput, values)
