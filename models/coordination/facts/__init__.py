"""Everything that a rule may look at: plain values, gathered beforehand, nothing that can be asked further.

``judged.py``     all there is to know for judging one placement on one day; it holds the others
``placement.py``  the placement that is judged, how long it may last, what runs now, other placements of the client
``client.py``     the client, their indications and wage values
``employer.py``   the employer, its account holder, approach stops and look-alikes
``approach.py``   who else was at the employer lately, and the group that it is a branch of
``consent.py``    what the account holder was asked, and said
``vacancy.py``    the vacancy of which a place is taken
``direction.py``  the service orders for the client, and the agreements they fall under
``forms.py``      which forms are open to whom, by the settings of a day
``work.py``       what the work asks beside what the client can, where both are, and what ends
``workplace.py``  absences of the client, the fallback place, the workplaces that the client has
``override.py``   blocks that were set aside
``people.py``     users, and what their roles may decide
"""

from __future__ import annotations

from models.coordination.facts.approach import Approach, ApproachFacts, GroupFacts, NoticeFacts
from models.coordination.facts.client import ClientFacts, IndicationFacts, WageValueFacts
from models.coordination.facts.consent import ConditionFacts, ConsentFacts, ContestFacts
from models.coordination.facts.direction import AgreementFacts, OrderFacts
from models.coordination.facts.employer import EmployerFacts, HolderFacts, StopFacts, TwinFacts
from models.coordination.facts.forms import FormsFacts
from models.coordination.facts.judged import PlacementFacts
from models.coordination.facts.override import OverrideFacts
from models.coordination.facts.people import MandateFacts, Person
from models.coordination.facts.placement import LongestFacts, OtherPlacement, ProposedPlacement, RunningFacts
from models.coordination.facts.vacancy import VacancyFacts
from models.coordination.facts.work import PensionAge, WorkFacts
from models.coordination.facts.workplace import AbsenceFacts, FallbackFacts, WorkplaceFacts

__all__ = (
    "AbsenceFacts",
    "AgreementFacts",
    "Approach",
    "ApproachFacts",
    "ClientFacts",
    "ConditionFacts",
    "ConsentFacts",
    "ContestFacts",
    "EmployerFacts",
    "FallbackFacts",
    "FormsFacts",
    "GroupFacts",
    "HolderFacts",
    "IndicationFacts",
    "LongestFacts",
    "MandateFacts",
    "NoticeFacts",
    "OrderFacts",
    "OtherPlacement",
    "OverrideFacts",
    "PensionAge",
    "Person",
    "PlacementFacts",
    "ProposedPlacement",
    "RunningFacts",
    "StopFacts",
    "TwinFacts",
    "VacancyFacts",
    "WageValueFacts",
    "WorkFacts",
    "WorkplaceFacts",
)
