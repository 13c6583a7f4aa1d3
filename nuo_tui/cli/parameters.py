"""Arguments and options that several commands have, declared once."""

from __future__ import annotations

from typing import Annotated

import typer

from models.messages import N_

Client = Annotated[
    str, typer.Option("--client", metavar="CLIENT", help=N_("The client: number, id, or a name that only one has."))
]
Employer = Annotated[str, typer.Option("--employer", metavar="EMPLOYER", help=N_("The employer: number, id or name."))]
OptionalEmployer = Annotated[
    str | None, typer.Option("--employer", metavar="EMPLOYER", help=N_("The employer: number, id or name."))
]
Form = Annotated[str, typer.Option("--form", metavar="FORM", help=N_("The form of the placement, for instance learn-work."))]
Start = Annotated[str, typer.Option("--from", metavar="DATE", help=N_("The first day."))]
Until = Annotated[
    str | None, typer.Option("--until", metavar="DATE", help=N_("The last day; else the longest that the form may last."))
]
Hours = Annotated[str | None, typer.Option("--hours", metavar="H", help=N_("Hours a week; else those of the contract."))]

MOST = 2**63 - 1
"""The largest whole number that a store can count with."""

Search = Annotated[
    str | None,
    typer.Option("--search", metavar="TEXT", help=N_("Only what these words, or beginnings of words, lead to.")),
]
Filters = Annotated[
    list[str] | None,
    typer.Option("--filter", metavar="FIELD=VALUE", help=N_("Only where this field has this value; may be repeated.")),
]
