"""The list of vacancies."""

from __future__ import annotations

from db.lists.subjects.list_subject import ListSubject
from db.vacancies import TAKEN
from models.kinds import VacancyState

VACANCIES = ListSubject(
    "vacancy",
    "vacancy",
    "v",
    "JOIN employer e ON e.id = v.employer_id",
    {
        "number": "v.number",
        "name": "v.title",
        "employer": "e.number",
        "employer_name": "e.name",
        "places": "v.places",
        "taken": TAKEN,
        "hours": "v.hours",
        "start": "v.start",
        "until": "v.until",
        "forms": "v.forms",
        "skills": "v.skills",
        "limits": "v.limits",
        "minimum_wage_value": "v.minimum_wage_value",
        "state": "CASE WHEN v.closed_on IS NULL THEN 'open' ELSE 'closed' END",
        "closed_on": "v.closed_on",
    },
    {"name": "sort_name", "number": "number"},
    (("vacancy", "id"), ("employer", "employer_id")),
    {"state": VacancyState},
    also_called={"title": "name"},
    offered=("state", "start", "until"),
)
