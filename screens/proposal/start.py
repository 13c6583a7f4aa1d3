"""How a proposal begins: empty, from a client, an employer or a request, or as it was kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from db.coordination_file import coordination_row
from db.placement_facts import client_facts, employer_facts
from db.placement_file import PlacementFile, placement_file
from db.proposals import kept_proposal
from db.reading import Reader
from db.vacancies import VacancyFile, VacancyLine, vacancy_file
from models.messages import Message
from screens.texts import _, amount, bare_money, long_date


@dataclass(frozen=True, slots=True)
class Start:
    """What the fields hold at first, and which proposal it is when it was kept before."""

    values: Mapping[str, Any]
    texts: Mapping[str, str]
    placement: bytes | None = None
    version: int | None = None
    reasons: Mapping[str, tuple[Message, str]] | None = None
    """By rule: the sentence that warned, and the reason that was given for it."""

    def with_known(self, known: Start) -> Start:
        """With what else is known of the fields; a proposal that was kept stays as it was kept."""
        if self.placement is not None:
            return self
        return replace(self, values={**self.values, **known.values}, texts={**self.texts, **known.texts})


def next_start(today: date) -> date:
    """When a placement usually begins: today on a Monday, else next Monday."""
    return today + timedelta(days=-today.weekday() % 7)


def start_of(
    reader: Reader,
    today: date,
    client: bytes | None,
    employer: bytes | None,
    placement: bytes | None,
    coordination: bytes | None,
    vacancy: bytes | None = None,
) -> Start:
    """What the form begins with."""
    if placement is not None:
        return _kept(placement_file(reader, placement, today))
    values: dict[str, Any] = {"start": long_date(next_start(today))}
    texts: dict[str, str] = {}
    if coordination is not None:
        row = coordination_row(reader, coordination, today)
        client, employer = row.client_id, row.employer_id
        if client is not None and (kept := kept_proposal(reader, client, employer, row.form)) is not None:
            return _kept(placement_file(reader, kept, today))
        values |= {
            "form": row.form.value,
            "start": long_date(max(row.start, row.decided_on or row.start)),
            "until": long_date(row.until),
            "hours": amount(row.hours),
        }
    if vacancy is not None:
        offered = vacancy_file(reader, vacancy, today)
        employer = offered.employer_id
        values |= _offered(offered, today)
        texts["vacancy_id"] = vacancy_text(offered)
    if client is not None:
        known = client_facts(reader, client)
        values["client_id"], texts["client_id"] = client, f"{known.name} ({known.number})"
    if employer is not None:
        there = employer_facts(reader, employer, today)
        values["employer_id"], texts["employer_id"] = employer, f"{there.name} ({there.number})"
    return Start(values, texts)


def vacancy_text(vacancy: VacancyFile | VacancyLine) -> str:
    """'Inpakker (VA00001), 1 of 2 places free'."""
    free = max(0, vacancy.places - vacancy.taken)
    return _("{title} ({number}), {free} of {n} free", title=vacancy.title, number=vacancy.number, free=free, n=vacancy.places)


def _offered(vacancy: VacancyFile, today: date) -> dict[str, Any]:
    """What a vacancy says of a placement: the form when it is meant for one only, the hours, the period."""
    begin = max(vacancy.start, next_start(today)) if vacancy.start else next_start(today)
    return {
        "vacancy_id": vacancy.id.hex(),
        "form": vacancy.forms[0].value if len(vacancy.forms) == 1 else None,
        "start": long_date(begin),
        "until": long_date(vacancy.until),
        "hours": amount(vacancy.hours),
    }


def _kept(file: PlacementFile) -> Start:
    """A proposal as it was kept, with the reasons that were given for its warnings."""
    values = {
        "client_id": file.client_id,
        "employer_id": file.employer_id,
        "location_id": file.location_id,
        "fallback_id": file.fallback_id,
        "form": file.form.value,
        "start": long_date(file.start),
        "until": long_date(file.until),
        "hours": amount(file.hours),
        "rate": bare_money(file.rate),
        "workplace": file.workplace or "",
        "supervisor": file.supervisor or "",
        "remarks": file.remarks or "",
        "vacancy_id": file.vacancy_id.hex() if file.vacancy_id else None,
    }
    texts = {
        "client_id": f"{file.client_name} ({file.client_number})",
        "employer_id": f"{file.employer_name} ({file.employer_number})" if file.employer_name else "",
        "location_id": f"{file.location_name} ({file.location_number})" if file.location_name else "",
        "fallback_id": file.fallback_name or "",
        "vacancy_id": f"{file.vacancy_title} ({file.vacancy_number})" if file.vacancy_title else "",
    }
    warned = {f.rule: f.sentence for f in file.assessment.findings if f.takes_reason} if file.assessment else {}
    reasons = {rule: (warned[rule], text) for rule, text in file.reasons.items() if rule in warned}
    return Start(values, texts, file.id, file.version, reasons)
