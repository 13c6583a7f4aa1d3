"""A store that people have worked in, and whether its journal knows all of it."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from db import (
    account_holding,
    account_transfer,
    actions,
    bulk_acts,
    clients,
    contact_moments,
    conversation,
    coordination_routing,
    coordinations,
    employers,
    group_holding,
    group_notices,
    handovers,
    locations,
    override_mandates,
    service_agreements,
    service_orders,
    settings,
    standing_consents,
    users,
    vacancies,
    views,
    wage_values,
)
from db.rebuild import differences, empty_store, rebuild
from db.store import Store
from db.undoing import own_acts
from models.action import ActionInput
from models.actor import Actor
from models.client import Client, ClientInput
from models.contact_moment import ContactMomentInput, FollowUpInput
from models.coordination.request import RequestInput, StandingInput, VerbalInput
from models.employer import ContactPersonInput, EmployerInput, TransferInput
from models.group_notice import NoticeInput
from models.indication import IndicationInput
from models.kinds import Role, Scope
from models.location import LocationInput
from models.municipality import municipality_id
from models.service_agreement import AgreementInput, ProductInput
from models.service_order import ChangeOrderInput, CloseOrderInput, OrderInput, WithdrawOrderInput
from models.setting import SettingInput
from models.vacancy import VacancyInput
from models.view import ViewInput
from models.wage_value import WageValueInput

ALMELO, WIERDEN = municipality_id("0141"), municipality_id("0189")
HOSTILE = [
    "[red]x[/]",
    "x [/",
    "Acme [UK] Ltd",
    "=1+1",
    "\x1b[31mrood",
    "\u202eomgekeerd",
    "🦔",
    'quote " and \\',
    "n" * 300,
    "tab\there",
    "é\u0301",
]
"""Names that break what is careless with them."""


def live(store: Store, admin: Actor) -> None:
    """Do one of every act."""
    manager = users.add_user(store, admin, "M. Dijkhuis", (Role.ACCOUNT_MANAGER,), werkplein_id=ALMELO)
    deputy = users.add_user(store, admin, "L. Schothorst", (Role.ACCOUNT_MANAGER, Role.CONSULTANT))
    users.change_user(
        store,
        admin,
        manager.id,
        1,
        roles=manager.roles,
        team="Noord",
        werkplein_id=WIERDEN,
        away_from=date(2026, 12, 1),
        away_until=None,
        deputy_id=deputy.id,
    )
    users.retire(store, admin, "L. Schothorst")
    users.activate(store, admin, None)
    made = []
    for name in HOSTILE:
        data = ClientInput(surname=name, call_name=name, municipality_id=WIERDEN, target_group="wsw", formal_employer_id=WIERDEN)
        made.append(clients.create_client(store, admin, data))
    first = made[0].id
    clients.update_client(store, admin, first, 1, {"surname": "Hofstède", "contract_hours": "36,5", "consultant_id": deputy.id})
    clients.update_client(store, admin, first, 2, {"consultant_id": None, "ladder_step": "5", "birth_date": "1968"})
    clients.archive_client(store, admin, made[1].id, 1)
    clients.restore_client(store, admin, made[1].id, 2)
    indication = clients.add_indication(store, admin, first, IndicationInput(kind="wsw", advice_supported="ja"))
    clients.change_indication(
        store, admin, indication, 1, IndicationInput(kind="wsw", advice_supported="nee", valid_until="1-1-2030")
    )
    measured = wage_values.add_wage_value(store, admin, first, WageValueInput(percentage="40,50", measured_on="1-6-2026"))
    wage_values.change_wage_value(store, admin, measured, 1, WageValueInput(percentage="41", measured_on="1-6-2026"))
    for value in ("15,20", "15,21"):
        data = SettingInput(key="minimum-wage-hour", value=value, valid_from="1-1-2027", source="=1+1", to_confirm="ja")
        settings.set_setting(store, admin, data)
    override_mandates.allow_override(store, admin, "C1", Role.TEAM_LEAD)
    override_mandates.allow_override(store, admin, "C1", Role.TEAM_LEAD, Scope.ALL)
    override_mandates.forbid_override(store, admin, "C12", Role.TEAM_LEAD)
    place = locations.create_location(store, admin, LocationInput(name="Werkplaats Ødeland", municipality_id=ALMELO))
    locations.update_location(store, admin, place.id, 1, {"capacity": "3", "closed_on": "31-12-2030"})
    _live_employers(store, admin, manager.id, deputy.id)
    _live_face(store, admin, manager.id, deputy.id, made[4].id)
    _live_contacts(store, admin, first, deputy.id)
    _live_orders(store, admin)
    _live_undoing(store, admin)
    _live_requests(store, admin)
    _live_lists(store, admin, [made[3].id, made[4].id], deputy.id)
    with store.write(admin, "import.undo") as tx:
        tx.remove(tx.get(Client, made[2].id))


def _live_employers(store: Store, admin: Actor, manager: bytes, deputy: bytes) -> None:
    today = store.today()
    vegt = employers.create_employer(store, admin, EmployerInput(name="Vegt Łogistiek B.V.", place="Almelo", kvk="12345678")).id
    employers.update_employer(store, admin, vegt, 1, {"website": "https://www.vegt.example/", "phone": "0546-123456"})
    employers.make_relation(store, admin, vegt, manager, since=today - timedelta(days=30))
    employers.assign_holder(store, admin, vegt, deputy, from_date=today, reason="moved")
    stop = employers.lay_stop(store, admin, vegt, reason="reorganisation", from_date=today)
    employers.lift_stop(store, admin, stop)
    contact = employers.add_contact_person(store, admin, vegt, ContactPersonInput(name="J. Vegt"))
    employers.change_contact_person(store, admin, contact, 1, ContactPersonInput(name="J. Vegt", role="director"))
    employers.archive_contact_person(store, admin, contact, 2)
    offered = VacancyInput(employer_id=vegt, title="x [/", places="2", hours="20,5", forms="trial, green", skills="=1+1")
    vacancy = vacancies.create_vacancy(store, admin, offered).id
    vacancies.update_vacancy(
        store, admin, vacancy, 1, {"title": "Inpakker Ł", "until": "1-2-2027", "minimum_wage_value": "40,50"}
    )
    vacancies.close_vacancy(store, admin, vacancy, 2, "vervuld")
    vacancies.reopen_vacancy(store, admin, vacancy, 3)


def _live_face(store: Store, admin: Actor, manager: bytes, deputy: bytes, client: bytes) -> None:
    """Employers of a group change hands, and the account holder of the group is told of a client."""
    today = store.today()
    there = []
    for name in ("x [/ Almelo", "x [/ Wierden"):
        there.append(
            employers.create_employer(store, admin, EmployerInput(name=name, place="Almelo", group_name="=Groep [x]")).id
        )
        employers.make_relation(store, admin, there[-1], manager, since=today)
    for user in (manager, admin.id):
        group_holding.assign_group_holder(store, admin, "groep x", user, from_date=today)
    group_notices.tell(store, admin, NoticeInput(employer_id=there[0], client_id=client, form="trial", text="\u202eom"))
    (notice,) = store_rows(store, "SELECT id FROM group_notice")
    group_notices.take_note(store, admin, notice)
    group_holding.end_group_holder(store, admin, "groep x", until=today)
    for user in (deputy, admin.id, deputy):
        handed = TransferInput(user_id=user, from_date=today, reason="vertrekt", note="[red]bel eerst[/]")
        account_transfer.transfer(store, admin, there, handed)
    account_transfer.transfer_all(store, admin, deputy, handed.model_copy(update={"user_id": manager}))
    if holding := store_rows(store, f"SELECT id FROM account_holding WHERE to_read = 1 AND user_id = x'{manager.hex()}'"):
        handovers.take_note(store, store.actor("M. Dijkhuis"), holding[0])


def store_rows(store: Store, query: str) -> list[bytes]:
    """The first column of some rows."""
    with store.read() as reader:
        return [row[0] for row in reader.rows(query)]


def _live_contacts(store: Store, admin: Actor, client: bytes, colleague: bytes) -> None:
    about = {"client_id": client, "day": "1-11-2026", "made_by": admin.id}
    data = ContactMomentInput(**about, kind="phone", time="9:05", text="x [/")
    made = contact_moments.add_contact_moment(store, admin, data, FollowUpInput(what="=1+1", due_on="1-12-2026"))
    data = ContactMomentInput(**about, kind="visit", text="\u202eomgekeerd")
    contact_moments.change_contact_moment(store, admin, made.contact, 1, data)
    assert made.action is not None
    actions.finish_action(store, admin, made.action)
    actions.reopen_action(store, admin, made.action)
    actions.hand_over(store, admin, made.action, 3, colleague)
    loose = actions.add_action(store, admin, ActionInput(what="opruimen", due_on="2-12-2026", owner_id=admin.id))
    changed = ActionInput(what="opruimen", due_on="3-12-2026", owner_id=colleague, client_id=client)
    actions.change_action(store, admin, loose, 1, changed)


def _live_requests(store: Store, admin: Actor) -> None:
    today = store.today()
    client = clients.create_client(store, admin, ClientInput(surname="x [/", municipality_id=ALMELO, target_group="wsw")).id
    mill = employers.create_employer(store, admin, EmployerInput(name="=1+1", place="Almelo")).id
    account_holding.make_relation(store, admin, mill, admin.id, since=today)
    about = {"client_id": client, "employer_id": mill, "start": today}
    asked = coordinations.request(store, admin, RequestInput(**about, form="green", text="[/]")).id
    conversation.remind(store, admin, asked, "\u202eom")
    conversation.ask_back(store, admin, asked, "x [/")
    conversation.answer(store, admin, asked, "=1+1")
    coordinations.approve(store, admin, asked, conditions=["[red]x[/]"], places=2)
    coordinations.tick(store, admin, asked, 1)
    coordinations.withdraw(store, admin, asked, "🦔")
    draft = coordinations.request(store, admin, RequestInput(**about, form="learn-work"), draft=True).id
    coordinations.send(store, admin, draft)
    standing = StandingInput(employer_id=mill, form="green", places=3, text="x [/")
    standing_consents.give_standing(store, admin, standing)
    no = coordinations.request(store, admin, RequestInput(**about, form="green")).id
    coordinations.decline(store, admin, no, "x [/", alternative="é\u0301")
    users.add_user(store, admin, "S. Chrijver", (Role.CONSULTANT, Role.TEAM_LEAD))
    users.activate(store, admin, ["S. Chrijver"])
    said = VerbalInput(**about, form="trial", who_id=admin.id, when=today, channel="phone")
    spoken = coordinations.record_verbal(store, store.actor("S. Chrijver"), said).id
    conversation.contest(store, admin, spoken, "x [/")
    conversation.uphold(store, admin, spoken, "[/]")
    said = VerbalInput(**about, form="work-experience", who_id=admin.id, when=today, channel="phone")
    conversation.confirm(store, admin, coordinations.record_verbal(store, store.actor("S. Chrijver"), said).id)
    with store.read() as reader:
        me, deputy = users.find_user(reader, admin.name), users.find_user(reader, "M. Dijkhuis")
    kept = {"roles": me.roles, "team": me.team, "werkplein_id": me.werkplein_id, "away_from": None, "away_until": None}
    users.change_user(store, admin, me.id, me.version, **kept, deputy_id=deputy.id)
    coordination_routing.hand_over(store, admin, draft)


def _live_orders(store: Store, admin: Actor) -> None:
    data = AgreementInput(municipality_id=ALMELO, start=date(2026, 1, 1), until=date(2027, 12, 31), remarks="x [/")
    agreed = service_agreements.add_agreement(store, admin, data, [ProductInput(form="learn-work", budget="60.000,50")]).id
    service_agreements.change_agreement(store, admin, agreed, 1, data.model_copy(update={"until": date(2028, 12, 31)}))
    product = service_agreements.add_product(store, admin, agreed, ProductInput(form="trial"))
    service_agreements.change_product(store, admin, product, 1, ProductInput(form="trial", budget="1", unit="month"))
    pw = ClientInput(surname="x [/", municipality_id=ALMELO, target_group="participatiewet")
    client = clients.create_client(store, admin, pw).id
    orders = [OrderInput(client_id=client, form=form, start="1-12-2026", budget="99,95") for form in ("learn-work", "trial")]
    first, second = (service_orders.add_order(store, admin, order).id for order in orders)
    change = ChangeOrderInput(form="learn-work", start="1-12-2026", until="1-2-2027", reference="=1+1")
    service_orders.change_order(store, admin, first, 1, change)
    service_orders.close_order(store, admin, first, 2, CloseOrderInput(closed_on=store.today(), spent="80"))
    service_orders.withdraw_order(store, admin, second, 1, WithdrawOrderInput(closed_on=store.today(), reason="\u202eom"))


def _live_undoing(store: Store, admin: Actor) -> None:
    """Everything back that can go back, the last first, and all of it done again."""
    with store.read() as reader:
        mine = own_acts.undoable(reader, admin, 20)
    for turn, acts in ((own_acts.undo, mine), (own_acts.redo, mine[::-1])):
        for act in acts:
            turn(store, admin, act.number)


def _live_lists(store: Store, admin: Actor, marked: list[bytes], colleague: bytes) -> None:
    bulk_acts.assign_consultant(store, admin, marked, colleague, told="taken over from {}".format, note="x [/")
    data = ActionInput(what="[red]alle[/]", due_on="4-12-2026", owner_id=colleague)
    bulk_acts.add_actions(store, admin, "client", marked, data)
    wanted = {"listed": "client", "scope": "all", "filters": (("status", "ill"),), "sorted_by": "name", "downwards": True}
    for name in ("x [/", "weg"):
        key = views.save_view(store, admin, ViewInput(name=name, **wanted))
    views.rename_view(store, admin, key, 1, "=1+1")
    views.share_view(store, admin, key, 2, True)
    views.remove_view(store, admin, key, 3)


SAME = (
    "SELECT * FROM journal_entry ORDER BY arrival",
    "SELECT * FROM journal_change ORDER BY entry, seq",
    "SELECT subject, record, number, title, words FROM search_entry ORDER BY record",
    "SELECT * FROM store_info ORDER BY key",
)
"""What a rebuilt store has in common with the first one, beside the tables of the subjects."""


def rebuilt(store: Store, tmp_path: Path) -> None:
    """Rebuild the store into an empty one and find everything the same, the journal too."""
    with empty_store(tmp_path / "rebuilt.nuo", None) as again:
        with store.read() as source:
            rebuild(source, again)
        with store.read() as one, again.read() as other:
            assert list(differences(one, other)) == []
            assert all(one.rows(query) == other.rows(query) for query in SAME)
            assert other.rows("PRAGMA foreign_key_check") == []
        again.take().execute("INSERT INTO search_index (search_index) VALUES ('integrity-check')")
