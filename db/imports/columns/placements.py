"""The columns of a file of placements."""

from __future__ import annotations

from db.imports.column import Column
from db.imports.columns.shared_headings import EMPLOYER_NAME, HOURS, REMARKS

PLACEMENTS = (
    Column("number", "Plaatsingsnr", "Placement number", "Plaatsingsnummer | Plaatsing | Placement | Placement id | Nummer | Nr"),
    Column(
        "client",
        "Cliëntnr",
        "Client number",
        "Cliëntnummer | Cl.nr | Cliënt | Client id | Client code | Cliëntcode",
        field="client_id",
        needed=True,
    ),
    Column("client_name", "Naam cliënt", "Client name", "Cliëntnaam", ignored=True),
    Column(
        "employer",
        "Debiteurnr",
        "Employer number",
        "Debiteurnummer | Deb.nr | Debiteurennummer | Debiteur | Werkgevernummer | Werkgeversnummer | Werkgever | Employer id | "
        "Debtor number | Debtor | Relatienummer | Klantnummer | Bedrijfsnummer | Customer number",
        field="employer_id",
        either=True,
    ),
    Column("employer_name", "Naam werkgever", "Employer name", EMPLOYER_NAME, ignored=True),
    Column(
        "location",
        "Werklocatie",
        "Work location",
        "Locatie | Location | Werkplek locatie | Workplace location | Werklocatie naam | Locatienaam",
        field="location_id",
        either=True,
    ),
    Column(
        "form",
        "Vorm",
        "Form",
        "Plaatsingsvorm | Soort | Soort plaatsing | Type | Type plaatsing | Placement form | Placement type | Kind | "
        "Vorm plaatsing",
        needed=True,
    ),
    Column(
        "start",
        "Van",
        "From",
        "Vanaf | Begindatum | Startdatum | Ingangsdatum | Start date | Begin | Begin date | Datum van | Datum begin | "
        "Datum start | Begindatum plaatsing | Startdatum plaatsing | Ingangsdatum plaatsing | "
        "From date | Datum ingang | Aanvang",
        needed=True,
    ),
    Column(
        "until",
        "T/m",
        "Until",
        "Tot | Tot en met | Einddatum | Einddatum plaatsing | Eind | Einde | End | End date | To | Datum tot | Datum t/m | "
        "Until date | Datum einde | Through",
    ),
    Column("hours", "Uren p/w", "Hours per week", HOURS),
    Column(
        "rate",
        "Tarief p/u",
        "Hourly rate",
        "Tarief | Uurtarief | Tarief/uur | Tarief per uur | Rate | Rate per hour | Rate/hour | Rate p/h | "
        "Detacheringstarief | Inleentarief",
    ),
    Column("workplace", "Werkplek", "Workplace", "Plek | Werkzaamheden"),
    Column("supervisor", "Leidinggevende", "Supervisor", "Werkbegeleider | Naam leidinggevende | Manager"),
    Column("fallback", "Terugvalplek", "Fallback place", "Terugval | Fallback | Terugvallocatie", field="fallback_id"),
    Column(
        "vacancy",
        "Vacaturenr",
        "Vacancy number",
        "Vacaturenummer | Vacature nr | Vacature | Vacancy | Vacancy id",
        field="vacancy_id",
    ),
    Column("state", "Status", "State", "Plaatsingsstatus | Staat"),
    Column("ended_on", "Beëindigd op", "Ended on", "Geëindigd op | Werkelijke einddatum"),
    Column("end_reason", "Reden einde", "Reason for ending", "Reden beëindiging | Einde reden | End reason"),
    Column("remarks", "Opmerking", "Remarks", REMARKS),
)
