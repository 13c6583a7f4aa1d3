"""How far two places lie apart, without a map at hand: the places of the region and those around it.

From the middle of one place to that of the other, a quarter longer than the crow flies, as roads are here. Places that
are not in the table are not guessed. Public geography, to about a kilometre.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import asin, cos, radians, sin, sqrt

from models.values import fold

PLACES: Mapping[str, tuple[float, float]] = {
    "almelo": (52.357, 6.663),
    "aadorp": (52.378, 6.627),
    "bornerbroek": (52.309, 6.655),
    "vroomshoop": (52.461, 6.566),
    "vriezenveen": (52.409, 6.624),
    "den ham": (52.467, 6.497),
    "westerhaar": (52.465, 6.619),
    "westerhaar-vriezenveensewijk": (52.465, 6.619),
    "geerdijk": (52.479, 6.571),
    "tubbergen": (52.407, 6.784),
    "albergen": (52.372, 6.766),
    "geesteren": (52.421, 6.730),
    "vasse": (52.434, 6.838),
    "reutum": (52.393, 6.838),
    "langeveen": (52.459, 6.757),
    "fleringen": (52.388, 6.807),
    "harbrinkhoek": (52.373, 6.713),
    "mariaparochie": (52.376, 6.704),
    "manderveen": (52.448, 6.807),
    "wierden": (52.359, 6.594),
    "enter": (52.296, 6.578),
    "hoge hexel": (52.386, 6.578),
    "notter": (52.331, 6.539),
    "ypelo": (52.315, 6.611),
    "rijssen": (52.307, 6.518),
    "holten": (52.284, 6.421),
    "dijkerhoek": (52.281, 6.373),
    "nijverdal": (52.363, 6.465),
    "hellendoorn": (52.391, 6.451),
    "daarle": (52.427, 6.523),
    "daarlerveen": (52.438, 6.569),
    "haarle": (52.358, 6.388),
    "hulsen": (52.367, 6.491),
    "marle": (52.439, 6.426),
    "borne": (52.301, 6.753),
    "hengelo": (52.266, 6.793),
    "enschede": (52.220, 6.896),
    "oldenzaal": (52.313, 6.929),
    "delden": (52.262, 6.711),
    "goor": (52.232, 6.586),
    "markelo": (52.235, 6.498),
    "denekamp": (52.377, 7.005),
    "ootmarsum": (52.408, 6.901),
    "weerselo": (52.352, 6.857),
    "ommen": (52.521, 6.421),
    "hardenberg": (52.576, 6.620),
    "raalte": (52.386, 6.277),
    "deventer": (52.255, 6.160),
    "lochem": (52.161, 6.411),
    "zwolle": (52.517, 6.083),
}
"""Folded name → latitude and longitude of its middle."""
_SEATS = {"twenterand": "vriezenveen", "rijssen-holten": "rijssen"}
"""Municipalities that are no place: where their town hall is."""
_EARTH, _DETOUR = 6371.0, 1.25


def distance_km(one: str | None, other: str | None) -> int | None:
    """Whole kilometres from place to place, 0 within one; None when one of them is not known or not in the table."""
    here, there = _named(one), _named(other)
    if not here or not there:
        return None
    if here == there:
        return 0
    if here not in PLACES or there not in PLACES:
        return None
    return max(1, round(_crow(PLACES[here], PLACES[there]) * _DETOUR))


def _named(place: str | None) -> str:
    name = " ".join(fold(place or "").split())
    return _SEATS.get(name, name)


def _crow(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Kilometres over the globe."""
    (here, left), (there, right) = (tuple(map(radians, point)) for point in (one, other))
    half = sin((there - here) / 2) ** 2 + cos(here) * cos(there) * sin((right - left) / 2) ** 2
    return 2 * _EARTH * asin(sqrt(half))
