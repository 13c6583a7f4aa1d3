"""Listing, showing, placing and coordinating without a screen; hostile names included."""

from __future__ import annotations

import json
import unicodedata
from datetime import date, timedelta
from pathlib import Path

import pytest

from db.clients import create_client
from db.contact_moments import add_contact_moment
from db.employers import create_employer
from db.refs import municipality_by_name
from db.store import open_store
from models.client import ClientInput
from models.contact_moment import ContactMomentInput, FollowUpInput
from models.employer import EmployerInput
from tests.nuo_tui.conftest import ADMINISTRATOR, CONSULTANT, FALLBACK, HOLDER, OTHER_HOLDER

HOSTILE = (
    "[red]x[/]",
    "x [/",
    "Acme [UK] Ltd",
    "=1+1",
    "Jan\x1b[31mrood",
    "a\tb",
    "links\u202erechts",
    "nul\u200bbreed",
    "👩‍👩‍👧 familie",
    "ł" * 300,
    "{place} %s %(x)s \\n",
    "'t Hof",
)
SOON = (date.today() + timedelta(days=10)).isoformat()


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_are_kept_exactly_and_shown_harmlessly(nuo, store_path: Path, name: str) -> None:
    with open_store(store_path, None) as store:
        me = store.actor(ADMINISTRATOR)
        with store.read() as reader:
            almelo, _name = municipality_by_name(reader, "Almelo")
        client = create_client(store, me, ClientInput(surname=name, municipality_id=almelo, target_group="wsw"))
        employer = create_employer(store, me, EmployerInput(name=name))
    for subject, ref in (("clients", client), ("employers", employer)):
        rows = nuo("list", subject, "--search", ref.number, "--json").json["rows"]
        assert [row["name"] for row in rows] == [name]
        shown = nuo("show", subject, ref.number, "--json")
        assert shown.json["name"] == name
        for words in (
            ("list", subject),
            ("show", subject, ref.number),
            ("list", subject, "--search", name),
            ("list", subject, "--json"),
        ):
            result = nuo(*words)
            assert result.code == 0
            steering = {c for c in result.out if unicodedata.category(c) in ("Cc", "Cf") and c not in "\n\u200d"}
            assert not steering


def test_lists_choose_and_page(nuo, store_path: Path) -> None:
    everything = nuo("list", "werkgevers", "--json").json
    assert everything["total"] == 2
    assert {"number", "id", "name"} <= set(everything["rows"][0])
    assert nuo("list", "employer", "--limit", "1", "--json").json["rows"] == everything["rows"][:1]
    assert nuo("list", "employer", "--offset", "1", "--json").json["rows"] == everything["rows"][1:]
    assert nuo("list", "employer", "--limit", "0", "--json").json == {"total": 2, "rows": []}
    assert nuo("list", "employers", "--filter", "place=ALMELO", "--json").json["total"] == 1
    assert nuo("list", "employers", "--filter", "place=Almelo", "--filter", "state=prospect", "--json").json["total"] == 0
    assert nuo("list", "employers", "--filter", "state=Relatie", "--json").json["total"] == 1
    assert nuo("list", "clients", "--filter", "status=Ziek", "--json").json["total"] == 0
    assert nuo("list", "clients", "--filter", "status=Actief", "--json").json["total"] == 1
    assert nuo("list", "clients", "--search", "yin aren", "--json").json["total"] == 1
    client = nuo("list", "clients", "--json").json["rows"][0]
    assert client["contract_hours"] == 36.5
    assert client["birth_date"] == "1987-04-00"
    nothing = nuo("list", "vacancies")
    assert (nothing.code, nothing.out.splitlines()[-1]) == (0, "Nothing found.")


@pytest.mark.parametrize(
    "search", ['"', "*", "AND", "a OR b", "(", "-", "^x", "NEAR(a b)", "name:x", "'; DROP TABLE client; --", "%"]
)
def test_search_takes_any_text_as_words(nuo, store_path: Path, search: str) -> None:
    assert nuo("list", "clients", "--search", search, "--json").code == 0


def test_a_bsn_is_never_written_whole(nuo, store_path: Path) -> None:
    for words in (
        ("list", "clients", "--json"),
        ("show", "client", "CA00001", "--json"),
        ("show", "client", "CA00001"),
        ("list", "clients"),
    ):
        assert "999956127" not in nuo(*words).out


def test_showing_has_the_relations(nuo, store_path: Path) -> None:
    client = nuo("show", "client", "van der arent, yinthe", "--json")
    if client.code:
        client = nuo("show", "client", "Yinthe van der Arent", "--json")
    assert client.json["number"] == "CA00001"
    assert client.json["indications"][0]["kind"] == "wsw"
    employer = nuo("show", "employer", "vegt logistiek", "--json").json
    assert employer["holder"] == HOLDER
    assert [one["name"] for one in employer["holdings"]] == [HOLDER]
    assert nuo("show", "client", client.json["id"], "--json").json == client.json
    assert nuo("show", "user", HOLDER, "--json").json["roles"] == ["account-manager"]
    assert nuo("show", "import", "1").code == 2
    page = nuo("show", "client", "CA00001").out
    assert "Indications" in page
    assert "04-1987" in page or "Apr 1987" in page


ABOUT = ("--client", "CA00001", "--employer", "DA00001", "--form", "group-secondment", "--from", SOON, "--hours", "20")


def test_a_rehearsal_stores_nothing(nuo, store_path: Path) -> None:
    blocked = nuo("place", *FALLBACK, *ABOUT, "--dry-run", "--user", CONSULTANT)
    assert blocked.code == 1
    assert HOLDER in blocked.out
    assert "✖ E2" in blocked.out
    assert "→" in blocked.out
    nuo(
        "coordinate",
        "verbal",
        *ABOUT,
        "--who",
        HOLDER,
        "--when",
        date.today().isoformat(),
        "--channel",
        "telefoon",
        "--user",
        CONSULTANT,
    )
    assert nuo("place", *FALLBACK, *ABOUT, "--dry-run", "--user", CONSULTANT, "--json").json["placement"] is None
    assert nuo("list", "placements", "--json").json["total"] == 0


@pytest.mark.parametrize(
    ("form", "until", "filled"), [("trial", None, True), ("trial", SOON, False), ("group-secondment", None, False)]
)
def test_an_end_that_was_filled_in_is_told(nuo, store_path: Path, form: str, until: str | None, filled: bool) -> None:
    about = ("--client", "CA00001", "--employer", "DA00001", "--form", form, "--from", SOON)
    last = ("--until", until) if until else ()
    told = nuo("place", *FALLBACK, *about, *last, "--user", CONSULTANT, "--dry-run", "--json").json
    assert told["until_filled"] is filled
    assert (told["until"] is not None) is (filled or until is not None)


def test_conditions_are_ticked_off_before_placing(nuo, store_path: Path) -> None:
    number = nuo("coordinate", "request", *ABOUT, "--text", "fits well", "--user", CONSULTANT, "--json").json["number"]
    assert nuo("coordinate", "approve", number, "--user", OTHER_HOLDER).code == 1
    approved = nuo(
        "coordinate",
        "approve",
        number,
        "--condition",
        "certificate",
        "--condition",
        "bicycle",
        "--valid-until",
        SOON,
        "--user",
        HOLDER,
        "--json",
    ).json
    assert approved["state"] == "approved-with-conditions"
    assert approved["valid_until"] == SOON
    assert (approved["client"], approved["employer"], approved["holder"]) == ("CA00001", "DA00001", HOLDER)
    assert nuo("coordinate", "tick", number, "1", "--user", CONSULTANT).code == 0
    blocked = nuo("place", *FALLBACK, *ABOUT, "--user", CONSULTANT, "--json")
    assert [f["rule"] for f in blocked.json["findings"] if f["outcome"] == "block"] == ["E3"]
    assert nuo("coordinate", "tick", number, "2", "--user", HOLDER).code == 0
    assert nuo("coordinate", "tick", number, "3", "--user", HOLDER).code == 2
    assert nuo("place", *FALLBACK, *ABOUT, "--consent", "AA09999", "--user", CONSULTANT).code == 2
    placed = nuo("place", *FALLBACK, *ABOUT, "--consent", number, "--user", CONSULTANT, "--json")
    assert (placed.code, placed.json["state"]) == (0, "active")
    assert set(placed.json["findings"][0]) >= {"rule", "outcome", "sentence", "remedy", "promise"}
    shown = nuo("coordinate", "show", number, "--json").json
    assert (shown["state"], [c["ticked_by"] for c in shown["conditions"]]) == ("used", [CONSULTANT, HOLDER])
    one = nuo("check", placed.json["placement"], "--json").json
    assert (one["placement"], one["state"], one["blocked"]) == (placed.json["placement"], "active", False)
    assert nuo("check", "--json").json == {"checked": 1, "taken_over": 0, "broken": [], "broke": []}


def test_requests_are_declined_and_withdrawn(nuo, store_path: Path) -> None:
    first = nuo("coordinate", "request", *ABOUT, "--user", CONSULTANT, "--json").json["number"]
    assert nuo("coordinate", "list", "--open", "--json").json["total"] == 1
    assert nuo("coordinate", "decline", first, "--user", HOLDER).code == 2
    declined = nuo("coordinate", "decline", first, "--reason", "no room", "--user", HOLDER, "--json").json
    assert (declined["state"], declined["valid_until"]) == ("declined", None)
    second = nuo("coordinate", "request", *ABOUT, "--user", CONSULTANT, "--json").json["number"]
    assert nuo("coordinate", "withdraw", second, "--user", CONSULTANT, "--json").json["state"] == "withdrawn"
    assert nuo("coordinate", "approve", second, "--user", HOLDER).code == 1
    assert nuo("coordinate", "list", "--open", "--json").json["total"] == 0


def test_a_placement_is_ended_from_the_command_line(nuo, store_path: Path) -> None:
    today = date.today().isoformat()
    about = (*ABOUT[:7], today, *ABOUT[8:])
    nuo("coordinate", "verbal", *about, "--who", HOLDER, "--when", today, "--channel", "in-person", "--user", CONSULTANT)
    number = nuo("place", *FALLBACK, *about, "--user", CONSULTANT, "--json").json["placement"]
    assert nuo("end", number, "--on", SOON, "--reason", "done", "--user", CONSULTANT).code == 2
    unheard = nuo("end", number, "--on", today, "--reason", "done", "--broken-off", "--user", CONSULTANT)
    assert (unheard.code, "what the client says" in unheard.err) == (2, True)
    words = ("--reason", "done", "--client-view", "jammer", "--broken-off", "--user", CONSULTANT)
    ended = nuo("end", number, "--on", today, *words, "--json").json
    back = (date.today() + timedelta(days=1)).isoformat()
    fallback = {"location": "LA00001", "from": back}
    assert ended == {"placement": number, "state": "broken-off", "ended_on": today, "fallback": fallback}
    assert (
        nuo("place", "--client", "CA00001", "--location", "LA00001", "--form", "sheltered", "--from", back, *words[-2:]).code == 0
    )
    assert nuo("report", "back-at-work", "--json").json["counts"]["open"] == 1, "he begins tomorrow"
    assert nuo("end", number, "--on", today, "--reason", "done", "--user", CONSULTANT).code == 1


def test_json_is_one_plain_line_that_a_terminal_can_take(nuo, store_path: Path) -> None:
    out = nuo("show", "client", "CA00001", "--json").out
    assert out.count("\n") == 1
    assert out[:-1].isprintable()
    assert json.loads(out)["contract_hours"] == 36.5


def test_reasons_of_likeness_are_words_for_people_and_codes_for_scripts(nuo, store_path: Path) -> None:
    with open_store(store_path, None) as store:
        me = store.actor(ADMINISTRATOR)
        one = create_employer(store, me, EmployerInput(name="Smederij Oost", kvk="12345678", place="Almelo"))
        create_employer(store, me, EmployerInput(name="Smederij Oost", kvk="12345678", place="Almelo"))
    (twin,) = nuo("show", "employer", one.number, "--json").json["twins"]
    assert twin["reasons"] == ["kvk", "name-and-place"]
    assert "KVK number, name and place" in nuo("show", "employer", one.number).out
    dutch = nuo("show", "employer", one.number, "--lang", "nl").out
    assert "KVK-nummer, naam en plaats" in dutch
    assert "kvk," not in dutch


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        (("active=yes",), {ADMINISTRATOR, CONSULTANT, OTHER_HOLDER}),
        (("active=JA",), {ADMINISTRATOR, CONSULTANT, OTHER_HOLDER}),
        (("active=true",), {ADMINISTRATOR, CONSULTANT, OTHER_HOLDER}),
        (("active=1",), {ADMINISTRATOR, CONSULTANT, OTHER_HOLDER}),
        (("active=nee",), {HOLDER}),
        (("active=no",), {HOLDER}),
        (("active=False",), {HOLDER}),
        (("active=0",), {HOLDER}),
        (("roles=Accountmanager",), {ADMINISTRATOR, HOLDER, OTHER_HOLDER}),
        (("roles=account-manager", "active=ja"), {ADMINISTRATOR, OTHER_HOLDER}),
        (("roles=teamleider",), {ADMINISTRATOR}),
        (("roles=consulent", "roles=beheerder"), {ADMINISTRATOR}),
        (("roles=king",), set()),
        (("team=",), {ADMINISTRATOR, CONSULTANT, HOLDER, OTHER_HOLDER}),
        (("werkplein=werkplein almelo",), {HOLDER, OTHER_HOLDER}),
    ],
)
def test_users_are_chosen_in_dutch_and_english(nuo, store_path: Path, filters: tuple[str, ...], names: set[str]) -> None:
    assert nuo("users", "retire", HOLDER, "--user", ADMINISTRATOR).code == 0
    options = [word for one in filters for word in ("--filter", one)]
    assert {row["name"] for row in nuo("list", "users", *options, "--json").json["rows"]} == names


def test_a_user_is_active_or_not(nuo, store_path: Path) -> None:
    wrong = nuo("list", "users", "--filter", "active=perhaps")
    assert (wrong.code, wrong.err) == (2, "--filter: write active=yes|no, not 'perhaps'.\n")


@pytest.fixture
def spoken(store_path: Path) -> Path:
    """A store in which somebody spoke with a client and an employer, and will call."""
    with open_store(store_path, None) as store:
        actor = store.actor(CONSULTANT)
        with store.read() as reader:
            client = reader.value("SELECT id FROM client ORDER BY number LIMIT 1")
            employer = reader.value("SELECT id FROM employer ORDER BY number LIMIT 1")
        for about, day, what in (({"client_id": client}, "1-2-2026", "bellen"), ({"employer_id": employer}, "2-2-2026", "")):
            data = ContactMomentInput(**about, kind="visit", day=day, made_by=actor.id, text="[/] gaat goed")
            follow_up = FollowUpInput(what=what, due_on="3-2-2026") if what else None
            add_contact_moment(store, actor, data, follow_up)
    return store_path


def test_actions_and_contacts_are_listed_filtered_and_found_by_what_they_are_about(nuo, spoken: Path) -> None:
    contacts = nuo("list", "contacts", "--json").json
    assert contacts["total"] == 2
    first = contacts["rows"][0]
    assert (first["number"], first["day"], first["kind"], first["text"], first["who"]) == (
        None,
        "2026-02-01",
        "visit",
        "[/] gaat goed",
        CONSULTANT,
    )
    assert len(first["id"]) == 36
    there = contacts["rows"][1]
    assert nuo("list", "contacten", "--search", there["name"], "--json").json["rows"] == [there]
    assert nuo("list", "contacts", "--filter", "kind=bezoek", "--json").json["total"] == 2
    assert nuo("list", "contacts", "--search", "nobody", "--json").json["rows"] == []
    (action,) = nuo("list", "acties", "--filter", "state=late", "--json").json["rows"]
    assert (action["what"], action["due_on"], action["owner"], action["done_on"]) == ("bellen", "2026-02-03", CONSULTANT, None)
    assert action["name"] == first["name"]
    assert nuo("list", "actions", "--search", first["name"], "--json").json["total"] == 1
    assert nuo("list", "actions", "--filter", "state=done", "--json").json["total"] == 0
    said = nuo("list", "contacts").out
    assert "[/] gaat goed" in said
    assert nuo("show", "action", "bellen").code == 2
