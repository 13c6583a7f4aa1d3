"""A Participatiewet client is placed from the command line alone: agreement, order, consent, placement."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from db.account_holding import make_relation
from db.clients import create_client
from db.employers import create_employer
from db.refs import municipality_by_name
from db.store import open_store
from models.client import ClientInput
from models.employer import EmployerInput
from models.municipality import municipality_id
from tests.nuo_tui.conftest import ADMINISTRATOR, CONSULTANT, FALLBACK, HOLDER

START = date.today() + timedelta(days=10)
FROM, UNTIL = START.isoformat(), (START + timedelta(days=60)).isoformat()
YEAR, NEXT = str(date.today().year), str(date.today().year + 1)


@pytest.fixture
def pw(store_path: Path) -> tuple[str, str]:
    """Numbers of a Pw client of Almelo in the consultant's caseload, and of an employer."""
    with open_store(store_path, None) as store:
        me, consultant = store.actor(ADMINISTRATOR), store.actor(CONSULTANT)
        with store.read() as reader:
            almelo, _name = municipality_by_name(reader, "Almelo")
        data = ClientInput(
            surname="Uiterwijk",
            call_name="Linda",
            municipality_id=almelo,
            target_group="participatiewet",
            consultant_id=consultant.id,
            contract_hours=24,
        )
        employer = create_employer(store, me, EmployerInput(name="De Korenaar", municipality_id=municipality_id("0141")))
        make_relation(store, me, employer.id, store.actor(HOLDER).id, since=date.today() - timedelta(days=30))
        return create_client(store, me, data).number, employer.number


def test_a_pw_client_is_placed_without_a_screen(nuo, pw: tuple[str, str]) -> None:
    client, employer = pw
    about = ("--client", client, "--employer", employer, "--form", "leerwerkplek", "--from", FROM, "--until", UNTIL)
    asked = nuo("coordinate", "request", *about, "--user", CONSULTANT, "--json").json
    assert nuo("coordinate", "approve", asked["number"], "--user", HOLDER).code == 0

    refused = nuo("place", *FALLBACK, *about, "--hours", "20", "--user", CONSULTANT, "--json")
    assert refused.code == 1
    assert [f["rule"] for f in refused.json["findings"] if f["outcome"] == "block"] == ["C4", "C5"]

    period = ("--from", f"{YEAR}-01-01", "--until", f"{NEXT}-12-31")
    agreed = nuo(
        *(
            "agreements",
            "add",
            "--municipality",
            "Almelo",
            *period,
            "--product",
            "learn-work:6000",
            "--product",
            "proefplaatsing",
        ),
        *("--user", ADMINISTRATOR, "--json"),
    )
    assert agreed.code == 0
    assert [(p["form"], p["budget"]) for p in agreed.json["products"]] == [("learn-work", 6000), ("trial", None)]
    ordered = nuo(
        *("orders", "add", "--client", client, "--product", "learn-work", "--from", FROM, "--until", UNTIL, "--budget", "4.800"),
        *("--user", CONSULTANT, "--json"),
    )
    assert (ordered.code, ordered.json["ordered_by"], ordered.json["budget"], ordered.json["state"]) == (
        0,
        "Almelo",
        4800,
        "open",
    )

    placed = nuo("place", *FALLBACK, *about, "--hours", "20", "--user", CONSULTANT, "--json")
    assert (placed.code, placed.json["state"]) == (0, "active")
    assert nuo("check", "--json").json["broken"] == []

    assert [row["number"] for row in nuo("list", "orders", "--json").json["rows"]] == [ordered.json["number"]]
    assert nuo("orders", "list", "--open", "--json").json["total"] == 1
    assert nuo("list", "agreements", "--filter", "municipality=Almelo", "--json").json["rows"][0]["in_force"] is True
    assert nuo("show", "order", ordered.json["number"], "--json").json["client_name"] == "Uiterwijk, Linda"
    shown = nuo("agreements", "show", "Almelo", "--json").json
    if START.year == date.today().year:
        assert [(p["used"], p["committed"], p["free"]) for p in shown["products"] if p["budget"]] == [(0, 4800, 1200)]

    busy = nuo("orders", "close", ordered.json["number"], "--user", CONSULTANT)
    assert (busy.code, busy.err.count("\n")) == (1, 1)
    assert placed.json["placement"] in busy.err
    gone = nuo("orders", "close", ordered.json["number"], "--withdrawn", "verhuisd", "--user", CONSULTANT, "--json")
    assert (gone.json["state"], gone.json["reason"]) == ("withdrawn", "verhuisd")
    assert [one["findings"][0]["rule"] for one in nuo("check", "--json").json["broken"]] == ["C4"]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("orders", "add", "--client", "{c}", "--product", "niets", "--from", FROM), 2, "There is no form 'niets'"),
        (("orders", "add", "--client", "{c}", "--product", "trial", "--from", "31-02-2026"), 2, "--from"),
        (
            ("orders", "add", "--client", "{c}", "--product", "trial", "--from", FROM, "--until", "2020-01-01"),
            2,
            "before the start",
        ),
        (("orders", "add", "--client", "{c}", "--product", "trial", "--from", FROM, "--budget", "veel"), 2, "--budget"),
        (("orders", "add", "--client", "{c}", "--product", "groen", "--from", FROM), 2, "not open to"),
        (("orders", "add", "--client", "nobody", "--product", "trial", "--from", FROM), 2, "There is no client 'nobody'"),
        (("orders", "close", "OA99999"), 2, "There is no service order 'OA99999'"),
        (("agreements", "add", "--municipality", "Zwolle", "--from", FROM, "--until", UNTIL), 2, "Zwolle"),
        (("agreements", "add", "--municipality", "Almelo", "--from", UNTIL, "--until", FROM), 2, "before the start"),
        (
            ("agreements", "add", "--municipality", "Almelo", "--from", FROM, "--until", UNTIL, "--product", "trial:"),
            2,
            "--product",
        ),
        (
            ("agreements", "add", "--municipality", "Almelo", "--from", FROM, "--until", UNTIL, "--product", "trial:x"),
            2,
            "--product",
        ),
        (("agreements", "add", "--municipality", "Almelo", "--from", FROM, "--until", UNTIL), 1, "no mandate"),
        (("agreements", "show", "Wierden"), 2, "There is no service agreement 'Wierden'"),
    ],
)
def test_what_is_wrong_or_not_allowed_is_said_in_one_sentence(
    nuo, pw: tuple[str, str], words: tuple[str, ...], code: int, said: str
) -> None:
    result = nuo(*(word.replace("{c}", pw[0]) for word in words), "--user", CONSULTANT)
    assert (result.code, result.out) == (code, "")
    assert said in result.err
    assert result.err.count("\n") == 1


def test_somebody_elses_client_is_not_ordered_for(nuo, pw: tuple[str, str]) -> None:
    result = nuo("orders", "add", "--client", pw[0], "--product", "trial", "--from", FROM, "--user", HOLDER)
    assert result.code == 1
    assert "may not do this" in result.err
