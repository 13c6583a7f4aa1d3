"""Who works in the demo: for which werkplein, in which team, who is away and who decides then."""

from __future__ import annotations

from db import approach_stops, users
from models.actor import Actor
from models.kinds import Role
from models.municipality import municipality_id
from nuo_tui.demo import ADMINISTRATOR, CONSULTANT
from nuo_tui.demo.stage import LEAD, Stage

_WERKPLEIN = {
    "M. Dijkhuis": "0141",
    "L. Schothorst": "0141",
    "H. Broekroelofs": "1700",
    "E. Kottink": "0183",
    "B. Otten": "0189",
    "G. Baan": "1742",
    "T. Kreijkes": "0163",
}
_TEAM = {CONSULTANT: "Noord", "S. Veldhuis": "Noord", "K. Boerrigter": "Zuid"}
_AWAY = "H. Broekroelofs"
_DEPUTIES = {_AWAY: "T. Kreijkes", "M. Dijkhuis": "L. Schothorst"}


def settle(stage: Stage) -> None:
    """Who works for which werkplein and in which team, one who is away, and an employer that wants rest."""
    with stage.ago(39):
        boss = stage.who(ADMINISTRATOR)
        users.activate(stage.store, boss, None)
        users.add_user(stage.store, boss, LEAD, (Role.TEAM_LEAD,), team="Noord")
        for name in (*_WERKPLEIN, *_TEAM):
            _give_place(stage, boss, name)
    with stage.ago(29):
        approach_stops.lay_stop(
            stage.store,
            stage.who(ADMINISTRATOR),
            stage.key("employer", "D00012"),
            reason="Reorganisatie: voorlopig geen nieuwe vragen",
            from_date=stage.day(-29),
            until=stage.day(60),
        )


def _give_place(stage: Stage, boss: Actor, name: str) -> None:
    with stage.store.read() as reader:
        user = users.find_user(reader, name)
        deputy = users.find_user(reader, _DEPUTIES[name]).id if name in _DEPUTIES else None
    users.change_user(
        stage.store,
        boss,
        user.id,
        user.version,
        roles=user.roles,
        team=_TEAM.get(name, ""),
        werkplein_id=municipality_id(_WERKPLEIN[name]) if name in _WERKPLEIN else None,
        away_from=stage.day(-3) if name == _AWAY else None,
        away_until=stage.day(11) if name == _AWAY else None,
        deputy_id=deputy,
    )
