"""Clients: adding, changing, their file."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from db.clients import (
    add_indication,
    archive_client,
    change_indication,
    client_file,
    create_client,
    restore_client,
    update_client,
)
from db.settings import set_setting
from db.store import Store
from db.wage_values import add_wage_value
from models.actor import Actor
from models.client import ClientInput
from models.employer import Employer
from models.errors import BadInput, Blocked, Conflict, InvalidInput
from models.groups import renewal_due
from models.ids import new_id
from models.indication import IndicationInput
from models.kinds import ClientStatus, Form, HrAdministrator, IndicationKind, PlacementState, TargetGroup
from models.municipality import municipality_id
from models.placement import Placement
from models.setting import SettingInput
from models.wage_value import WageValueInput
from tests.db.conftest import MakeRecord

ALMELO, RIJSSEN = municipality_id("0141"), municipality_id("1742")


def read(store: Store, key: bytes) -> Any:
    with store.read() as reader:
        return client_file(reader, key, store.today())


def test_everything_that_is_typed_is_in_the_file(store: Store, admin: Actor) -> None:
    typed = {
        "surname": "Arent",
        "prefix": "van der",
        "given_names": "Yinthe Maria",
        "initials": "Y.M.",
        "call_name": "Yinthe",
        "birth_date": "1987-02-00",
        "bsn": "999900018",
        "street": "Dorpsstraat",
        "house_number": "12a",
        "postcode": "7641 AB",
        "place": "Wierden",
        "municipality_id": ALMELO,
        "phone": "0546 12 34 56",
        "email": "y@example.org",
        "target_group": TargetGroup.WSW,
        "consultant_id": admin.id,
        "formal_employer_id": RIJSSEN,
        "formal_employer_text": None,
        "hr_administrator": HrAdministrator.NUO,
        "contract_hours": Decimal("36.5"),
        "status": ClientStatus.ILL,
        "ladder_step": 5,
        "skills": "orderpicken",
        "limits": "niet tillen",
        "mobility": "fiets, tot 8 km",
        "remarks": "line one\nline two",
        "contract_until": date(2030, 12, 31),
        "travel_km": 8,
    }
    assert set(typed) == set(ClientInput.model_fields)
    file = read(store, create_client(store, admin, ClientInput.model_validate(typed)).id)
    assert {name: getattr(file, name) for name in typed} == typed
    assert (file.number, file.version, file.archived_on) == ("CA00001", 1, None)
    assert (file.municipality, file.consultant, file.formal_employer) == ("Almelo", "A. Beheer", "Rijssen-Holten")
    assert (file.name, file.list_name) == ("Yinthe van der Arent", "Arent, Yinthe van der")
    assert (file.changed_by, file.changed_at) == ("A. Beheer", store.clock())


def test_bare_client(store: Store, make_client: Any) -> None:
    file = read(store, make_client(surname="Baan").id)
    assert (file.name, file.consultant, file.formal_employer, file.hr_administrator) == ("Baan", None, None, None)
    assert (file.indications, file.wage_values, file.placements, file.requests, file.same_bsn) == ((),) * 5


@pytest.mark.parametrize(
    ("group", "employer", "given", "kept"),
    [
        (TargetGroup.WSW, RIJSSEN, None, HrAdministrator.LARCOM),
        (TargetGroup.WSW, ALMELO, None, HrAdministrator.NUO),
        (TargetGroup.WSW, RIJSSEN, HrAdministrator.NUO, HrAdministrator.NUO),
        (TargetGroup.WSW, None, None, None),
        (TargetGroup.PW, RIJSSEN, None, None),
    ],
)
def test_administrator_follows_the_formal_employer(
    store: Store,
    make_client: Any,
    group: TargetGroup,
    employer: bytes | None,
    given: HrAdministrator | None,
    kept: HrAdministrator | None,
) -> None:
    client = make_client(target_group=group, formal_employer_id=employer, hr_administrator=given)
    assert read(store, client.id).hr_administrator == kept


@pytest.mark.parametrize(
    ("changes", "kept"),
    [
        ({"formal_employer_id": RIJSSEN}, HrAdministrator.LARCOM),
        ({"formal_employer_id": RIJSSEN, "hr_administrator": "nuo"}, HrAdministrator.NUO),
        ({"formal_employer_id": RIJSSEN, "hr_administrator": None}, HrAdministrator.LARCOM),
        ({"formal_employer_id": ALMELO}, HrAdministrator.NUO),
        ({"hr_administrator": "larcom"}, HrAdministrator.LARCOM),
        ({"place": "Enter"}, HrAdministrator.NUO),
    ],
)
def test_administrator_follows_another_formal_employer(
    store: Store, admin: Actor, make_client: Any, changes: Any, kept: Any
) -> None:
    client = make_client(target_group="wsw", formal_employer_id=ALMELO)
    update_client(store, admin, client.id, 1, changes)
    assert read(store, client.id).hr_administrator == kept


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"surname": " "}, ["surname"]),
        ({"bsn": "999900019"}, ["bsn"]),
        ({"postcode": "0607 AB", "contract_hours": "61"}, ["postcode", "contract_hours"]),
        ({"birth_date": "31-02-1980"}, ["birth_date"]),
        ({"birth_date": "25-11-2026"}, ["birth_date"]),
        ({"birth_date": "2027"}, ["birth_date"]),
        ({"target_group": "nobody"}, ["target_group"]),
        ({"consultant_id": new_id()}, ["consultant_id"]),
        ({"municipality_id": new_id()}, ["municipality_id"]),
        ({"archived_on": "24-11-2026"}, ["archived_on"]),
        ({"number": "C1"}, ["number"]),
    ],
)
def test_wrong_fields_are_named_and_nothing_is_kept(
    store: Store, admin: Actor, make_client: Any, changes: Any, fields: list[str]
) -> None:
    client = make_client()
    with pytest.raises(InvalidInput) as caught:
        update_client(store, admin, client.id, 1, changes | {"phone": "new"})
    assert [field for field, _ in caught.value.problems] == fields
    assert caught.value.exit_code == 2
    file = read(store, client.id)
    assert (file.version, file.phone) == (1, None)


def test_first_problem_is_the_sentence(store: Store, admin: Actor, make_client: Any) -> None:
    with pytest.raises(InvalidInput, match=r"^surname: This can't be empty\.$"):
        update_client(store, admin, make_client().id, 1, {"surname": "", "bsn": "x"})


@pytest.mark.parametrize("born", ["24-11-2026", "2026", "2026-11-00", "0000-00-00"])
def test_birth_dates_up_to_today(store: Store, make_client: Any, born: str) -> None:
    assert read(store, make_client(birth_date=born).id).birth_date is not None


def test_new_client_with_a_birth_date_in_the_future(make_client: Any) -> None:
    with pytest.raises(InvalidInput, match="future"):
        make_client(birth_date="2030")


def test_only_what_changes_is_changed(store: Store, admin: Actor, make_client: Any) -> None:
    client = make_client(surname="Baan", phone="1", birth_date="1968", contract_hours="20")
    update_client(store, admin, client.id, 1, {"phone": ""})
    file = read(store, client.id)
    assert (file.phone, file.surname, file.birth_date, file.contract_hours) == (None, "Baan", "1968-00-00", Decimal(20))


@pytest.mark.parametrize("name", ["[red]x[/]", "x [/", "=1+1", "\x1b[31m", "🦔", "n" * 300, "\ttab", "‮om", "a\nb"])
def test_names_are_kept_to_the_letter(store: Store, make_client: Any, name: str) -> None:
    assert read(store, make_client(surname=name).id).surname == name


def test_indications_newest_first(store: Store, admin: Actor, make_client: Any) -> None:
    client = make_client(target_group="wsw")
    for start, end in ((None, None), ("1-1-2020", "31-12-2024"), ("1-1-2025", "1-3-2027")):
        data = IndicationInput(kind=IndicationKind.WSW, valid_from=start, valid_until=end, advice_supported="ja" if end else None)
        key = add_indication(store, admin, client.id, data)
    file = read(store, client.id)
    assert [row.valid_from for row in file.indications] == [date(2025, 1, 1), date(2020, 1, 1), None]
    newest = file.indications[0]
    assert (newest.id, newest.advice_supported, newest.renewal_due) == (key, True, date(2026, 11, 9))
    assert file.indications[2].advice_supported is None
    change_indication(store, admin, key, 1, IndicationInput(kind=IndicationKind.WSW, valid_until="1-3-2028"))
    with pytest.raises(Conflict):
        change_indication(store, admin, key, 1, IndicationInput(kind=IndicationKind.OTHER))
    assert read(store, client.id).version == 1


@pytest.mark.parametrize(
    ("kind", "until", "due"),
    [
        (IndicationKind.WSW, date(2027, 3, 1), date(2026, 11, 9)),
        (IndicationKind.WSW, None, None),
        (IndicationKind.REGISTRATION, date(2027, 3, 1), None),
    ],
)
def test_renewal_is_due_16_weeks_before_the_end(kind: IndicationKind, until: date | None, due: date | None) -> None:
    assert renewal_due(kind, until) == due


def test_wage_values(store: Store, admin: Actor, make_client: Any) -> None:
    client = make_client()
    for day, percentage in (("1-6-2024", "40"), ("1-6-2026", "55,5")):
        data = WageValueInput(percentage=percentage, measured_on=day, measured_by="Meetbureau", valid_until="1-6-2027")
        add_wage_value(store, admin, client.id, data)
    file = read(store, client.id)
    assert [(row.percentage, row.measured_on) for row in file.wage_values] == [
        (Decimal("55.5"), date(2026, 6, 1)),
        (Decimal(40), date(2024, 6, 1)),
    ]
    assert (file.wage_values[0].measured_by, file.wage_values[0].placement) == ("Meetbureau", None)


def test_parts_of_nobody(store: Store, admin: Actor) -> None:
    with pytest.raises(BadInput, match="no longer there"):
        add_indication(store, admin, new_id(), IndicationInput(kind=IndicationKind.WSW))
    with pytest.raises(BadInput, match="no longer there"):
        add_wage_value(store, admin, new_id(), WageValueInput(percentage="40"))


def test_same_bsn_is_shown(store: Store, make_client: Any) -> None:
    one, two = make_client(bsn="999900018"), make_client(bsn="9999.00.018")
    make_client()
    assert (read(store, one.id).same_bsn, read(store, two.id).same_bsn) == ((two.number,), (one.number,))


def _placement(store: Store, admin: Actor, client: bytes, state: PlacementState, **values: Any) -> str:
    with store.write(admin, "test") as tx:
        employer = tx.add(Employer(number=tx.next_number("employer"), name="Vegt"))
        number = tx.next_number("placement")
        usual = {"form": Form.LEARN_WORK, "start": date(2026, 1, 1), "employer_id": employer.id, "hours": Decimal(20)}
        tx.add(Placement(number=number, client_id=client, state=state, **(usual | values)))
        return number


def test_placements_newest_first(store: Store, admin: Actor, make_client: Any) -> None:
    client = make_client(surname="Baan", call_name="Joris")
    old = _placement(store, admin, client.id, PlacementState.ENDED, ended_on=date(2026, 2, 1), taken_over=True)
    new = _placement(store, admin, client.id, PlacementState.ACTIVE, start=date(2026, 3, 1))
    first, second = read(store, client.id).placements
    assert (first.number, second.number) == (new, old)
    assert (first.where, first.form, first.state, first.hours) == ("Vegt", Form.LEARN_WORK, PlacementState.ACTIVE, Decimal(20))
    assert (second.ended_on, second.taken_over, second.client_name) == (date(2026, 2, 1), True, "Baan, Joris")


@pytest.mark.parametrize("state", [PlacementState.ACTIVE, PlacementState.PROPOSED, PlacementState.PROVISIONAL])
def test_client_at_work_is_not_archived(store: Store, admin: Actor, make_client: Any, state: PlacementState) -> None:
    client = make_client()
    number = _placement(store, admin, client.id, state)
    with pytest.raises(Blocked, match=number) as caught:
        archive_client(store, admin, client.id, 1)
    assert caught.value.numbers == [number]
    assert caught.value.exit_code == 1


def test_archived_and_back(store: Store, admin: Actor, make_client: Any) -> None:
    client = make_client()
    _placement(store, admin, client.id, PlacementState.ENDED)
    archive_client(store, admin, client.id, 1)
    assert read(store, client.id).archived_on == date(2026, 11, 24)
    restore_client(store, admin, client.id, 2)
    assert read(store, client.id).archived_on is None


def test_file_takes_a_fixed_number_of_queries(store: Store, admin: Actor, make_client: Any) -> None:
    client = make_client()
    with store.read() as reader:
        client_file(reader, client.id, store.today())
        few = reader.queries
    for _ in range(5):
        _placement(store, admin, client.id, PlacementState.ENDED)
        add_indication(store, admin, client.id, IndicationInput(kind=IndicationKind.WSW))
    with store.read() as reader:
        client_file(reader, client.id, store.today())
        assert reader.queries == few == 8


def test_a_step_beyond_what_wsw_can_be_is_refused(store: Store, admin: Actor, make_client: MakeRecord) -> None:
    with pytest.raises(InvalidInput) as refused:
        make_client(target_group="wsw", ladder_step=6)
    assert [(field, sentence.values) for field, sentence in refused.value.problems] == [("ladder_step", {"most": 5})]
    client = make_client(target_group="wsw", ladder_step=5)
    with pytest.raises(InvalidInput):
        update_client(store, admin, client.id, 1, {"ladder_step": "6"})
    update_client(store, admin, client.id, 1, {"ladder_step": "6", "target_group": "participatiewet"})
    set_setting(store, admin, SettingInput(key="ladder-most.wsw", valid_from="24-11-2026", value="6", source="besluit"))
    make_client(surname="Bos", target_group="wsw", ladder_step=6)
