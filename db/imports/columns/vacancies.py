"""The columns of a file of vacancies."""

from __future__ import annotations

from db.imports.column import Column
from db.imports.columns.shared_headings import EMPLOYER_NAME, EMPLOYER_NUMBER, HOURS, REMARKS

VACANCIES = (
    Column(
        "number",
        "Vacaturenr",
        "Vacancy number",
        "Vacaturenummer | Vacature nr | Vacancy id | Vacancy code | Vacaturecode | Nummer | Nr",
        needed=True,
    ),
    Column("employer", "Debiteurnr", "Employer number", EMPLOYER_NUMBER, field="employer_id", needed=True),
    Column("employer_name", "Naam werkgever", "Employer name", EMPLOYER_NAME, ignored=True),
    Column(
        "title",
        "Functie",
        "Title",
        "Vacature | Vacancy | Werk | Work | Omschrijving | Functienaam | Functietitel | Titel | Job title | Job | Beroep | "
        "Werkaanbod",
        needed=True,
    ),
    Column("places", "Plaatsen", "Places", "Aantal plaatsen | Aantal | Number of places | Openings | Plekken | Aantal plekken"),
    Column("hours", "Uren p/w", "Hours per week", HOURS),
    Column(
        "start",
        "Van",
        "From",
        "Vanaf | Begindatum | Startdatum | Ingangsdatum | Start date | Begin | Begin date | Datum van | Per | Start",
    ),
    Column("until", "T/m", "Until", "Tot | Tot en met | Einddatum | Eind | Einde | End | End date | To | Datum tot | Datum t/m"),
    Column("forms", "Vormen", "Forms", "Vorm | Form | Plaatsingsvorm | Plaatsingsvormen | Soort | Soort plaatsing"),
    Column("skills", "Gevraagd", "Skills asked", "Gevraagde vaardigheden | Vaardigheden | Eisen | Functie-eisen | Skills"),
    Column("limits", "Past niet bij", "Limits that don't fit", "Past niet bij beperkingen | Beperkingen | Limits | Uitgesloten"),
    Column(
        "minimum_wage_value",
        "Min. loonwaarde %",
        "Minimum wage value %",
        "Minimale loonwaarde | Minimum loonwaarde | Loonwaarde vanaf | Minimum wage value | Loonwaarde % | Loonwaarde",
    ),
    Column("state", "Status", "State", "Vacaturestatus | Staat | Vacancy state"),
    Column("closed_on", "Gesloten op", "Closed on", "Sluitingsdatum | Afgesloten op | Vervuld op | Filled on"),
    Column("remarks", "Opmerking", "Remarks", REMARKS),
)
