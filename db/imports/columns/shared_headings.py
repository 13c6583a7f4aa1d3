"""Headings that files of several subjects have in common, with `` | `` between them."""

from __future__ import annotations

HOUSE_NUMBER = "Huisnummer | Huis nr | House no | Huisnummer en toevoeging | Huisnr. + toev."

REMARKS = "Opmerkingen | Opm | Remark | Notitie | Notities | Note | Notes | Comment | Comments | Bijzonderheden | Toelichting"

EMPLOYER_NUMBER = (
    "Debiteurnummer | Deb.nr | Debiteurennummer | Debiteur | Werkgevernummer | Werkgeversnummer | Werkgever | Employer id | "
    "Employer | Debtor number | Debtor | Relatienummer | Klantnummer | Bedrijfsnummer | Customer number"
)

EMPLOYER_NAME = "Werkgevernaam | Werkgeversnaam | Bedrijfsnaam"

HOURS = (
    "Uren per week | Uren per wk | Aantal uren | Uren/week | Uren/wk | Hours/week | Uren | Contracturen | Contract hours | "
    "Hours | Weekuren | Hours p/w | Hours a week | Weekly hours"
)
