"""The columns of a file of employers."""

from __future__ import annotations

from db.imports.column import Column
from db.imports.columns.shared_headings import HOUSE_NUMBER, REMARKS

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
    Column("house_number", "Huisnr", "House number", HOUSE_NUMBER),
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
    Column("remarks", "Opmerking", "Remarks", REMARKS),
    Column(
        "outdoor_service",
        "Buitendienst van",
        "Outdoor service of",
        "Buitendienst | Gemeentelijke buitendienst | Outdoor service",
        field="outdoor_service_of",
    ),
    Column("archived_on", "Gearchiveerd op", "Archived on"),
)
