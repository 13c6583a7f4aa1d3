"""The columns of a file of contact moments."""

from __future__ import annotations

from db.imports.column import Column
from db.imports.columns.shared_headings import EMPLOYER_NAME, EMPLOYER_NUMBER

CONTACTS = (
    Column(
        "client",
        "Cliëntnr",
        "Client number",
        "Cliëntnummer | Cl.nr | Cliënt | Client id | Client code | Cliëntcode | Client",
        field="client_id",
        either=True,
    ),
    Column("client_name", "Naam cliënt", "Client name", "Cliëntnaam", ignored=True),
    Column("employer", "Debiteurnr", "Employer number", EMPLOYER_NUMBER, field="employer_id", either=True),
    Column("employer_name", "Naam werkgever", "Employer name", EMPLOYER_NAME, ignored=True),
    Column(
        "placement",
        "Plaatsingsnr",
        "Placement number",
        "Plaatsingsnummer | Plaatsing | Placement | Placement id",
        field="placement_id",
        either=True,
    ),
    Column(
        "kind",
        "Soort contact",
        "Kind of contact",
        "Soort | Type | Contactsoort | Contactvorm | Wijze | Hoe | Kind | How | Kanaal | Channel | Type contact",
    ),
    Column("day", "Datum", "Date", "Dag | Day | Contactdatum | Datum contact | Contact date | Op", needed=True),
    Column("time", "Tijd", "Time", "Tijdstip | Uur | Contacttijd | Tijd contact"),
    Column(
        "who",
        "Medewerker",
        "By",
        "Wie | Who | Door | Consulent | Consultant | Naam medewerker | Contact door | User | Gebruiker",
        field="made_by",
    ),
    Column(
        "text",
        "Verslag",
        "Text",
        "Tekst | Omschrijving | Inhoud | Gespreksverslag | Notitie | Report | Description | Onderwerp | "
        "Opmerking | Opmerkingen | Remarks | Toelichting",
        needed=True,
    ),
)
