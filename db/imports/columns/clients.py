"""The columns of a file of clients."""

from __future__ import annotations

from db.imports.column import Column
from db.imports.columns.shared_headings import HOUSE_NUMBER, REMARKS

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
    Column("house_number", "Huisnr", "House number", HOUSE_NUMBER),
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
    Column("remarks", "Opmerking", "Remarks", REMARKS),
    Column("archived_on", "Gearchiveerd op", "Archived on"),
)
