"""Municipalities: the six that the NUO works for, what each is to it, and which places lie in them."""

from __future__ import annotations

from typing import ClassVar

from sqlmodel import Field

from models.base import Record
from models.ids import fixed_id
from models.kinds import HrAdministrator, MunicipalityRelation
from models.values import fold


class Municipality(Record, table=True):
    """A municipality (gemeente) that directs clients; promises 9, 10 and 40."""

    subject: ClassVar[str] = "municipality"

    code: str = Field(index=True, description="CBS code of four digits, with leading zeros")
    name: str
    relation: str = Field(description="partner, buyer (multi-year DVO) or own-location")
    hr_administrator: str = Field(description="who administers its Wsw employees: nuo or larcom")
    werkplein: str = Field(description="name of its local job centre")


def municipality_id(code: str) -> bytes:
    """The key of the municipality with this CBS code, equal on every laptop."""
    return fixed_id("municipality", code)


STARTING_MUNICIPALITIES: tuple[tuple[str, str, MunicipalityRelation, HrAdministrator, str], ...] = (
    ("0141", "Almelo", MunicipalityRelation.PARTNER, HrAdministrator.NUO, "Werkplein Almelo"),
    ("1700", "Twenterand", MunicipalityRelation.PARTNER, HrAdministrator.NUO, "Werkplein Twenterand"),
    ("0183", "Tubbergen", MunicipalityRelation.BUYER, HrAdministrator.NUO, "Werkplein Tubbergen"),
    ("0189", "Wierden", MunicipalityRelation.BUYER, HrAdministrator.NUO, "Werkplein Wierden"),
    ("1742", "Rijssen-Holten", MunicipalityRelation.OWN_LOCATION, HrAdministrator.LARCOM, "Werkplein Rijssen-Holten"),
    ("0163", "Hellendoorn", MunicipalityRelation.OWN_LOCATION, HrAdministrator.LARCOM, "Werkplein Hellendoorn"),
)
"""Code, name, relation, HR administrator, werkplein; from DOMAIN, 'Municipalities'."""

_PLACES = {
    "0141": "almelo aadorp bornerbroek",
    "1700": "vroomshoop vriezenveen den_ham westerhaar-vriezenveensewijk westerhaar geerdijk de_pollen bruinehaar "
    "daarle_twenterand weitemanslanden",
    "0183": "tubbergen albergen geesteren vasse reutum langeveen fleringen harbrinkhoek mariaparochie manderveen mander "
    "hezingen haarle_tubbergen",
    "0189": "wierden enter hoge_hexel notter rectum ypelo",
    "1742": "rijssen holten dijkerhoek",
    "0163": "nijverdal hellendoorn daarle daarlerveen haarle hulsen hancate marle",
}
PLACE_CODES = {place.replace("_", " "): code for code, places in _PLACES.items() for place in places.split()}
"""Folded place name → CBS code of the municipality it lies in (public geography)."""


def code_of_place(place: str | None) -> str | None:
    """The code of the municipality that ``place`` lies in, or None when it is not one of the six."""
    return PLACE_CODES.get(fold(place or "").strip())


def code_of_name(name: str) -> str | None:
    """The code for a municipality's name or code as people write it: 'Almelo', 'gemeente Almelo', '0141', '141'."""
    folded = fold(name).strip().removeprefix("gemeente ").strip()
    for code, own, *_ in STARTING_MUNICIPALITIES:
        if folded == fold(own) or (folded.isdigit() and folded.zfill(4) == code):
            return code
    return None
