"""``nuo vacancies``: the work that employers offer, added, changed, closed and opened again without a screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from models.messages import N_
from nuo_tui.cli.lists import list_records, show
from nuo_tui.cli.output import write_json, write_line
from nuo_tui.cli.parameters import MOST, Employer, Filters, OptionalEmployer, Search
from nuo_tui.cli.session import Session
from nuo_tui.cli.words import form_of, optional_amount, optional_day
from screens.texts import _, label

if TYPE_CHECKING:
    from db.store import Store
    from db.vacancies import VacancyFile
    from models.actor import Actor

Number = Annotated[str, typer.Argument(metavar="V", help=N_("The vacancy's number or id."))]
Title = Annotated[str, typer.Option("--title", metavar="TEXT", help=N_("What the work is, in a few words."))]
OptionalTitle = Annotated[str | None, typer.Option("--title", metavar="TEXT", help=N_("What the work is, in a few words."))]
Places = Annotated[int | None, typer.Option("--places", min=1, max=MOST, metavar="K", help=N_("For so many people; else 1."))]
Hours = Annotated[str | None, typer.Option("--hours", metavar="H", help=N_("Hours a week for one place."))]
Start = Annotated[str | None, typer.Option("--from", metavar="DATE", help=N_("The first day of the work; else at once."))]
Until = Annotated[str | None, typer.Option("--until", metavar="DATE", help=N_("The last day of the work; else no end."))]
Forms = Annotated[
    list[str] | None,
    typer.Option("--form", metavar="FORM", help=N_("A form that it is meant for; may be repeated; else any form.")),
]
Skills = Annotated[str | None, typer.Option("--skills", metavar="TEXT", help=N_("What somebody must be able to do."))]
Limits = Annotated[str | None, typer.Option("--limits", metavar="TEXT", help=N_("Limits with which it can't be done."))]
WageValue = Annotated[
    str | None, typer.Option("--wage-value", metavar="PERCENT", help=N_("The minimum wage value that it asks."))
]
Remarks = Annotated[str | None, typer.Option("--remarks", metavar="TEXT", help=N_("Anything else."))]

Act = Callable[["Store", "Actor"], bytes]


def list_vacancies(ctx: typer.Context, search: Search = None, filters: Filters = None) -> int:
    """List the vacancies."""
    return list_records(ctx, "vacancy", search=search, filters=filters)


def show_vacancy(ctx: typer.Context, number: Number) -> int:
    """Show one vacancy with who was placed on it."""
    return show(ctx, "vacancy", number)


def add(
    ctx: typer.Context,
    employer: Employer,
    title: Title,
    places: Places = None,
    hours: Hours = None,
    start: Start = None,
    until: Until = None,
    form: Forms = None,
    skills: Skills = None,
    limits: Limits = None,
    wage_value: WageValue = None,
    remarks: Remarks = None,
) -> int:
    """Add a vacancy of an employer."""
    from db.refs import resolve
    from db.vacancies import create_vacancy
    from models.vacancy import VacancyInput
    from nuo_tui.cli.inputs import checked

    typed = _typed(title, places, hours, start, until, form, skills, limits, wage_value, remarks)

    def act(store: Store, actor: Actor) -> bytes:
        with store.read() as reader:
            typed["employer_id"] = resolve(reader, "employer", employer).id
        return create_vacancy(store, actor, checked(VacancyInput, typed)).id

    return _do(ctx, act)


def change(
    ctx: typer.Context,
    number: Number,
    employer: OptionalEmployer = None,
    title: OptionalTitle = None,
    places: Places = None,
    hours: Hours = None,
    start: Start = None,
    until: Until = None,
    form: Forms = None,
    skills: Skills = None,
    limits: Limits = None,
    wage_value: WageValue = None,
    remarks: Remarks = None,
) -> int:
    """Change a vacancy; what is not named stays as it is."""
    from db.refs import resolve
    from db.vacancies import update_vacancy

    typed = _typed(title, places, hours, start, until, form, skills, limits, wage_value, remarks)

    def act(store: Store, actor: Actor) -> bytes:
        file = _file(store, number)
        if employer is not None:
            with store.read() as reader:
                typed["employer_id"] = resolve(reader, "employer", employer).id
        update_vacancy(store, actor, file.id, file.version, typed)
        return file.id

    return _do(ctx, act)


def close(ctx: typer.Context, number: Number, reason: Annotated[str, typer.Option(metavar="T", help=N_("Why."))]) -> int:
    """Close a vacancy: nobody is proposed for it any more."""
    from db.vacancies import close_vacancy

    def act(store: Store, actor: Actor) -> bytes:
        file = _file(store, number)
        close_vacancy(store, actor, file.id, file.version, reason)
        return file.id

    return _do(ctx, act)


def reopen(ctx: typer.Context, number: Number) -> int:
    """Open a vacancy again."""
    from db.vacancies import reopen_vacancy

    def act(store: Store, actor: Actor) -> bytes:
        file = _file(store, number)
        reopen_vacancy(store, actor, file.id, file.version)
        return file.id

    return _do(ctx, act)


def _typed(
    title: str | None,
    places: int | None,
    hours: str | None,
    start: str | None,
    until: str | None,
    form: list[str] | None,
    skills: str | None,
    limits: str | None,
    wage_value: str | None,
    remarks: str | None,
) -> dict[str, Any]:
    """What was given, by the fields of a vacancy."""
    given = {
        "title": title,
        "places": places,
        "hours": optional_amount(hours, "--hours"),
        "start": optional_day(start, "--from"),
        "until": optional_day(until, "--until"),
        "forms": tuple(form_of(one) for one in form) if form else None,
        "skills": skills,
        "limits": limits,
        "minimum_wage_value": optional_amount(wage_value, "--wage-value"),
        "remarks": remarks,
    }
    return {name: value for name, value in given.items() if value is not None}


def _file(store: Store, number: str) -> VacancyFile:
    from db.refs import resolve
    from db.vacancies import vacancy_file

    with store.read() as reader:
        return vacancy_file(reader, resolve(reader, "vacancy", number).id, store.today())


def _do(ctx: typer.Context, act: Act) -> int:
    """Do one act on a vacancy and write what it became."""
    from db.vacancies import vacancy_file

    session = ctx.ensure_object(Session)
    with session.open() as store:
        key = act(store, session.actor(store))
        with store.read() as reader:
            file = vacancy_file(reader, key, store.today())
    if session.json:
        from nuo_tui.cli.records import plain

        write_json(plain(file))
        return 0
    write_line(f"{file.number} · {label(file.state)}")
    room = _("{free} of {n} places free", free=file.free, n=file.places)
    write_line(_("{title} at {employer}: {room}.", title=file.title, employer=file.employer_name, room=room))
    return 0
