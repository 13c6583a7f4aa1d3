"""Which screen shows the file of a record, by its subject. A subject that gets a file is one row here."""

from __future__ import annotations

from typing import cast

from screens.house.file_screen import FileScreen
from screens.house.named import named_screen

FILES = {
    "client": "screens.clients.screens:ClientScreen",
    "coordination": "screens.coordinations.screens:CoordinationScreen",
    "employer": "screens.employers.screens:EmployerScreen",
    "location": "screens.locations.screens:LocationScreen",
    "placement": "screens.placements.screens:PlacementScreen",
    "service-agreement": "screens.service_agreements.screens:AgreementScreen",
    "service-order": "screens.service_orders.screens:OrderScreen",
    "vacancy": "screens.vacancies.screens:VacancyScreen",
}
"""Name of the subject, as in the journal → its screen; see :func:`~screens.house.named.named_screen`."""


def file_screen(subject: str, key: bytes) -> FileScreen:
    """The file of a record, not yet shown."""
    of_subject = cast("type[FileScreen]", named_screen(FILES[subject]))
    return of_subject(key)
