"""Which columns a file of each subject can have, and what people call them.

The first two names of a column are the headings that our own export writes, in Dutch and in English. The table is read
in both directions: by the import to recognise headings, by the export to write them.
"""

from __future__ import annotations

from db.imports.column import Column

_HOUSE_NUMBER = "Huisnummer | Huis nr | House no | Huisnummer en toevoeging | Huisnr. + toev."

CLIENTS = (
    Column(
        "number",
        "Cliëntnr",
        "Client number",
        "Cliëntnummer | Cl.nr | Client id | Client code | Cliëntcode | Nummer | Nr | Registratienummer",
        needed=True,
    ),
    Column("surname", "Achternaam", "Surname", "Last name | Family name | Familienaam | Geslachtsnaam", needed=True),
    Column(
        "prefix",
        "Voorvoegsel",
        "Prefix",
        "Voorvoegsels | Tussenvoegsel | Tussenvoegsels | Tussenv | Infix | Name prefix | Voorv",
    ),
    Column("initials", "Voorletters", "Initials", "Voorletter | Initialen | Voorl"),
    Column("call_name", "Roepnaam", "Call name", "Voornaam | First name | Known as | Nickname"),
    Column("given_names", "Voornamen", "Given names", "Given name | First names | Doopnamen | Officiële voornamen"),
    Column(
        "birth_date",
        "Geb.datum",
        "Birth date",
        "Geboortedatum | Datum geboorte | Date of birth | Birthdate | DOB | Geboren | Geboren op | Gebdat",
    ),
    Column("bsn", "BSN", "Citizen service number", "BSN-nummer | Burgerservicenummer | Sofinummer | Sofi | Sofi-nummer"),
    Column("street", "Straat", "Street", "Straatnaam | Street name | Adres | Address"),
    Column("house_number", "Huisnr", "House number", _HOUSE_NUMBER),
    Column("postcode", "Postcode", "Postal code", "Postc. | Post code | Zip | Zip code | Zipcode | PC"),
    Column("place", "Woonplaats", "Town", "Woonpl. | Plaats | Plaatsnaam | City | Place | Residence | Place of residence"),
    Column(
        "municipality",
        "Gemeente",
        "Municipality",
        "Gemeentenaam | Gem | Regievoerende gemeente | Verantwoordelijke gemeente | Gemeentecode",
        field="municipality_id",
        needed=True,
    ),
    Column(
        "phone",
        "Telefoon",
        "Phone",
        "Telefoonnummer | Tel | Telnr | Telephone | Phone number | Mobiel | Mobile | Telefoon 1",
    ),
    Column("email", "E-mail", "Email", "E-mailadres | Email address | Mail | Mailadres"),
    Column("target_group", "Doelgroep", "Target group", "Doelgr. | Groep | Group | Regeling | Doelgroepcode", needed=True),
    Column(
        "indication_from",
        "Indicatie van",
        "Indication from",
        "Indicatie vanaf | Ind. van | Ind. vanaf | Begin indicatie | "
        "Begindatum indicatie | Startdatum indicatie | Indicatie begindatum",
    ),
    Column(
        "indication_until",
        "Indicatie t/m",
        "Indication until",
        "Indicatie tot | Ind. tot | Ind. t/m | Indicatie tot en met | Einde indicatie | Einddatum indicatie | "
        "Indicatie einddatum | "
        "Indicatie geldig tot | Indication end | Indication end date | Indication valid until",
    ),
    Column("indication_category", "Indicatiecategorie", "Indication category", "Indicatie categorie | Categorie"),
    Column("indication_advice", "Advies begeleid werken", "Advice supported employment", "Begeleid werken advies"),
    Column(
        "contract_hours",
        "Uren p/w",
        "Hours per week",
        "Uren per week | Uren per wk | Aantal uren | Uren/week | Uren/wk | Hours/week | Uren | Contracturen | "
        "Contracturen per week | "
        "Contract hours | Hours | Weekuren | "
        "Hours p/w | Hours a week | Weekly hours | Arbeidsduur | Contractomvang",
    ),
    Column(
        "consultant",
        "Consulent",
        "Consultant",
        "Consulent naam | Begeleider | Casemanager | Case manager",
        field="consultant_id",
    ),
    Column(
        "wage_value",
        "Loonwaarde %",
        "Wage value %",
        "Loonwaarde | Loonwaardepercentage | LW | Wage value | Wage value percentage",
    ),
    Column(
        "measured_on",
        "Gemeten op",
        "Measured on",
        "Meetdatum | Gem. op | Loonwaarde gemeten op | Datum meting | Datum loonwaarde | Datum loonwaardemeting | "
        "Measurement date | Measured",
    ),
    Column(
        "ladder_step",
        "Trede",
        "Ladder step",
        "Participatietrede | Trede participatieladder | Participatieladder | Ladder | Step | Participation ladder | "
        "Participation ladder step",
    ),
    Column(
        "formal_employer",
        "Formele werkgever",
        "Formal employer",
        "Form. werkgever | Werkgever | Employer | Juridisch werkgever | Employer of record",
        field="formal_employer_text",
    ),
    Column("hr_administrator", "HR-administrateur", "HR administrator", "Personeelsadministratie | Salarisadministratie | HR"),
    Column("status", "Status", "Status", "Cliëntstatus | Client status | State"),
    Column("skills", "Kan", "Skills", "Vaardigheden"),
    Column("limits", "Let op bij het werk", "Limits", "Beperkingen"),
    Column("mobility", "Vervoer", "Mobility", "Mobiliteit"),
    Column("travel_km", "Reisafstand km", "Travel distance km", "Reisafstand | Maximale reisafstand | Travel km"),
    Column(
        "contract_until", "Contract t/m", "Contract until", "Contract tot | Einde contract | Einddatum contract | Contract end"
    ),
    Column(
        "remarks",
        "Opmerking",
        "Remarks",
        "Opmerkingen | Opm | Remark | Notitie | Notities | Note | Notes | Comment | Comments | Bijzonderheden | Toelichting",
    ),
    Column("archived_on", "Gearchiveerd op", "Archived on"),
)

EMPLOYERS = (
    Column(
        "number",
        "Debiteurnr",
        "Employer number",
        "Debiteurnummer | Deb.nr | Debiteurennummer | Debiteur | Werkgevernummer | Werkgeversnummer | Employer id | "
        "Debtor number | Debtor | Relatienummer | Klantnummer | Bedrijfsnummer | Customer number | Nummer | Nr",
        needed=True,
    ),
    Column(
        "name",
        "Naam",
        "Name",
        "Werkgever | Werkgevernaam | Naam werkgever | Bedrijfsnaam | Naam bedrijf | Bedrijf | Company | Company name | "
        "Employer name | Organisatie | Organisation",
        needed=True,
    ),
    Column(
        "kvk",
        "KvK-nr",
        "KVK number",
        "KVK | KvK-nummer | Kamer van Koophandel | KvK nummer | Chamber of Commerce number | Chamber of Commerce | "
        "CoC number | Handelsregisternummer",
    ),
    Column(
        "branch_number",
        "Vestigingsnr",
        "Branch number",
        "Vestigingsnummer | Vestiging | Vestiging nr | Vestignr | Vest.nr | Branch no | KvK vestigingsnummer | "
        "Establishment number",
    ),
    Column("group_name", "Concern", "Group", "Groep | Holding | Moederbedrijf | Group name"),
    Column("street", "Straat", "Street", "Straatnaam | Street name | Adres | Address | Vestigingsadres"),
    Column("house_number", "Huisnr", "House number", _HOUSE_NUMBER),
    Column("postcode", "Postcode", "Postal code", "Postc. | Post code | Zip | Zip code | Zipcode | PC"),
    Column("place", "Plaats", "Town", "Plaatsnaam | Vestigingsplaats | City | Place | Woonplaats"),
    Column("municipality", "Gemeente", "Municipality", "Gemeentenaam | Gemeentecode", field="municipality_id"),
    Column("sbi", "SBI", "SBI code", "SBI-code | Sbicode | Sector code | Sectorcode"),
    Column("sbi_version", "SBI-versie", "SBI version", "Versie SBI"),
    Column(
        "branch",
        "Branche",
        "Line of business",
        "Sector | Bedrijfstak | Branch | Industry | SBI-omschrijving | Branche omschrijving",
    ),
    Column("size", "Grootte", "Size", "Bedrijfsgrootte | Omvang | Aantal medewerkers"),
    Column(
        "account_holder",
        "Accounthouder",
        "Account holder",
        "Acc.houder | Accountmanager | Account manager | Relatiebeheerder | Holder | Relatiehouder",
    ),
    Column(
        "relation_since",
        "Relatie sinds",
        "Relation since",
        "Relatie vanaf | Klant sinds | Customer since | Sinds | Since | Datum relatie",
    ),
    Column("state", "Status", "State", "Relatiestatus | Staat | Employer state | Werkgeverstatus"),
    Column(
        "contact_person",
        "Contactpersoon",
        "Contact person",
        "Contact | Naam contactpersoon | Contact name | Contactpersoon naam",
    ),
    Column("phone", "Telefoon", "Phone", "Telefoonnummer | Tel | Telnr | Telephone | Phone number | Mobiel | Mobile"),
    Column("email", "E-mail", "Email", "E-mailadres | Email address | Mail | Mailadres"),
    Column(
        "website",
        "Website",
        "Website",
        "Web | Webadres | Web site | Internet | Site | URL | Internetadres | Homepage | Domein",
    ),
    Column(
        "remarks",
        "Opmerking",
        "Remarks",
        "Opmerkingen | Opm | Remark | Notitie | Notities | Note | Notes | Comment | Comments | Bijzonderheden | Toelichting",
    ),
    Column(
        "outdoor_service",
        "Buitendienst van",
        "Outdoor service of",
        "Buitendienst | Gemeentelijke buitendienst | Outdoor service",
        field="outdoor_service_of",
    ),
    Column("archived_on", "Gearchiveerd op", "Archived on"),
)

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
    Column("employer_name", "Naam werkgever", "Employer name", "Werkgevernaam | Werkgeversnaam | Bedrijfsnaam", ignored=True),
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
    Column(
        "hours",
        "Uren p/w",
        "Hours per week",
        "Uren per week | Uren per wk | Aantal uren | Uren/week | Uren/wk | Hours/week | Uren | Contracturen | Contract hours | "
        "Hours | Weekuren | Hours p/w | Hours a week | Weekly hours",
    ),
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
    Column(
        "remarks",
        "Opmerking",
        "Remarks",
        "Opmerkingen | Opm | Remark | Notitie | Notities | Note | Notes | Comment | Comments | Bijzonderheden | Toelichting",
    ),
)

_REMARKS = "Opmerkingen | Opm | Remark | Notitie | Notities | Note | Notes | Comment | Comments | Bijzonderheden | Toelichting"
_EMPLOYER_NUMBER = (
    "Debiteurnummer | Deb.nr | Debiteurennummer | Debiteur | Werkgevernummer | Werkgeversnummer | Werkgever | Employer id | "
    "Employer | Debtor number | Debtor | Relatienummer | Klantnummer | Bedrijfsnummer | Customer number"
)
_EMPLOYER_NAME = "Werkgevernaam | Werkgeversnaam | Bedrijfsnaam"
_HOURS = (
    "Uren per week | Uren per wk | Aantal uren | Uren/week | Uren/wk | Hours/week | Uren | Contracturen | Contract hours | "
    "Hours | Weekuren | Hours p/w | Hours a week | Weekly hours"
)

VACANCIES = (
    Column(
        "number",
        "Vacaturenr",
        "Vacancy number",
        "Vacaturenummer | Vacature nr | Vacancy id | Vacancy code | Vacaturecode | Nummer | Nr",
        needed=True,
    ),
    Column("employer", "Debiteurnr", "Employer number", _EMPLOYER_NUMBER, field="employer_id", needed=True),
    Column("employer_name", "Naam werkgever", "Employer name", _EMPLOYER_NAME, ignored=True),
    Column(
        "title",
        "Functie",
        "Title",
        "Vacature | Vacancy | Werk | Work | Omschrijving | Functienaam | Functietitel | Titel | Job title | Job | Beroep | "
        "Werkaanbod",
        needed=True,
    ),
    Column("places", "Plaatsen", "Places", "Aantal plaatsen | Aantal | Number of places | Openings | Plekken | Aantal plekken"),
    Column("hours", "Uren p/w", "Hours per week", _HOURS),
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
    Column("remarks", "Opmerking", "Remarks", _REMARKS),
)

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
    Column("employer", "Debiteurnr", "Employer number", _EMPLOYER_NUMBER, field="employer_id", either=True),
    Column("employer_name", "Naam werkgever", "Employer name", _EMPLOYER_NAME, ignored=True),
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

COLUMNS: dict[str, tuple[Column, ...]] = {
    "clients": CLIENTS,
    "employers": EMPLOYERS,
    "vacancies": VACANCIES,
    "placements": PLACEMENTS,
    "contacts": CONTACTS,
}
"""What can be imported: the name of ``--as`` → its columns, in the order in which a row is judged."""
