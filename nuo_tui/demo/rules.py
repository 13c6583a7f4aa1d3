"""What the demo has for the rules on green, suiting, ending and overriding: outdoor services, kilometres, a block set aside."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from db import clients, locations, overrides, proposals
from db.clients import client_file
from db.locations import location_file
from models.kinds import Form, LocationKind
from models.municipality import municipality_id
from models.placement import PlacementInput
from models.placement_override import OverrideInput
from nuo_tui.demo import ADMINISTRATOR, CONSULTANT
from nuo_tui.demo.stage import Stage

_SERVICES = {"Groenploeg Almelo": "0141", "Groenploeg Twenterand": "1700", "Groenploeg Rijssen-Holten": "1742"}
"""Green crews that are their municipality's own outdoor service; the other crews are still to be recorded."""
_KILOMETRES = {"C00002": 8, "C00004": 8, "C00011": 25, "C00018": 8, "C00021": 8, "C00037": 8, "C00041": 8, "C00051": 8}
"""How far somebody can travel, one way: by bicycle up to 8."""
_CONTRACTS = {"C00003": 200, "C00008": 75}
"""Days from today on which a contract ends."""
_TRIAL, _BECAUSE = "C00051", "De werkgever zoekt een tweede begeleider; tot die er is, gaat het rustiger."


def keep_rules(story: Stage, lead: str) -> None:
    """Record what the rules look at, and let the team lead set one block aside."""
    boss = story.who(ADMINISTRATOR)
    with story.ago(36):
        for name, code in _SERVICES.items():
            key = story.key("location", name)
            with story.store.read() as reader:
                file = location_file(reader, key, story.store.today())
            changes = {"outdoor_service_of": municipality_id(code), "kind": LocationKind.GREEN}
            locations.update_location(story.store, boss, key, file.version, changes)
        for number in sorted({*_KILOMETRES, *_CONTRACTS}):
            key = story.key("client", number)
            with story.store.read() as reader:
                version = client_file(reader, key, story.store.today()).version
            until = story.day(_CONTRACTS[number]) if number in _CONTRACTS else None
            known = {"travel_km": _KILOMETRES.get(number), "contract_until": until}
            clients.update_client(story.store, boss, key, version, {name: value for name, value in known.items() if value})
    _set_aside(story, lead)


def _set_aside(story: Stage, lead: str) -> None:
    """A trial placement that lasts longer than it may: a team lead has agreed to that, and it waits for the account holder."""
    start = story.day(20)
    with story.ago(3):
        data = PlacementInput(
            client_id=story.key("client", _TRIAL),
            employer_id=story.key("employer", "D00004"),
            form=Form.TRIAL,
            start=start,
            until=start + timedelta(days=90),
            hours=Decimal(8),
        )
        kept = proposals.propose(story.store, story.who(CONSULTANT), data)
    with story.ago(2):
        assert kept.id is not None
        overrides.override(story.store, story.who(lead), kept.id, 1, "C12", OverrideInput(reason=_BECAUSE))
