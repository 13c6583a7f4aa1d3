"""The work that employers offer in the demo: a vacancy with its only place taken, one with room, one that was closed."""

from __future__ import annotations

from typing import Any

from db.vacancies import close_vacancy, create_vacancy
from models.kinds import Form
from models.vacancy import VacancyInput
from nuo_tui.demo.stage import Stage

BAKERY, PACKING = "VA00001", "VA00002"
"""The vacancies that placements of the story take a place of."""

_OFFERED: tuple[tuple[str, str, dict[str, Any]], ...] = (
    (
        "D00003",
        "M. Dijkhuis",
        {
            "title": "Hulp in de bakkerij",
            "hours": "24",
            "forms": (Form.INDIVIDUAL_SECONDMENT, Form.SUPPORTED_EMPLOYMENT),
            "skills": "vroeg op, tillen tot 15 kilo",
            "limits": "allergie voor meelstof",
            "minimum_wage_value": "40",
        },
    ),
    (
        "D00002",
        "L. Schothorst",
        {
            "title": "Inpakken en labelen",
            "places": 3,
            "hours": "20",
            "forms": (Form.GROUP_SECONDMENT,),
            "skills": "nauwkeurig, zittend of staand werk",
            "limits": "kan niet tegen lawaai",
        },
    ),
    (
        "D00004",
        "M. Dijkhuis",
        {
            "title": "Leerplek montage",
            "places": 2,
            "hours": "20",
            "forms": (Form.LEARN_WORK, Form.TRIAL),
            "skills": "leert graag, goed zicht",
            "remarks": "Begeleider is W. Haar; eerst een ochtend meelopen.",
        },
    ),
    ("D00006", "T. Kreijkes", {"title": "Gastheer of gastvrouw huiskamer", "hours": "16", "skills": "geduld met ouderen"}),
    ("D00001", "M. Dijkhuis", {"title": "Orderpikker nachtdienst", "places": 2, "limits": "nachtwerk moet kunnen"}),
)
"""Of which employer, recorded by whom, and what it offers; in the order of their numbers."""


def offer(story: Stage) -> None:
    """Record them all; the last one was called off again."""
    with story.ago(30):
        made = [
            create_vacancy(
                story.store,
                story.who(who),
                VacancyInput(employer_id=story.key("employer", employer), start=story.day(-28), **asked),
            )
            for employer, who, asked in _OFFERED
        ]
    with story.ago(11):
        close_vacancy(story.store, story.who("M. Dijkhuis"), made[-1].id, 1, "De nachtdienst gaat niet door")
