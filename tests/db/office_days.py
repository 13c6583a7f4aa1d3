"""What people in the office may come to do on any day, as hypothesis draws it: the name of an act, and its arguments."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from models.kinds import Form
from tests.db.office import STAFF

CHANGES = (
    *[("status", "active"), ("contract_hours", "36"), ("hr_administrator", "nuo"), ("consultant_id", "Consulent")],
    *[("status", "ill"), ("status", "ill"), ("status", "ended"), ("contract_hours", "24"), ("hr_administrator", None)],
    ("consultant_id", "Beide"),
)

people = st.sampled_from(tuple(STAFF))
first_or_anyone = st.sampled_from((*[None] * 12, *STAFF))
"""None: whoever it falls to."""
clients = st.sampled_from(range(4))
employers = st.sampled_from((*[0] * 8, 1, 2, 3))
forms = st.sampled_from((*[Form.REGULAR_JOB] * 8, Form.INDIVIDUAL_SECONDMENT, Form.SUPPORTED_EMPLOYMENT))
works = st.tuples(clients, employers, forms, st.integers(-3, 30))
"""Which client, at which employer, in which form, how many days from now."""
hours = st.sampled_from(("12", "12", "24", "36", None))
which = st.sampled_from((0, 0, 0, 0, 1, 2, 5))
"""The newest, or one of those before it."""
Work = tuple[int, int, Form, int]


def about(what: tuple[Any, ...], work: Work) -> tuple[Any, ...]:
    """The same act, but about the client or the employer of this work."""
    name, _, *rest = what
    whom = {"change_client": work[0], "change_client_too": work[0], "order_or_take_back": work[0]}
    whom |= {"hand_over": work[1], "leave_in_peace": work[1]}
    return (name, whom[name], *rest) if name in whom else what


def acts(**arguments: Any) -> Any:
    """One of several acts, each as often as the others: its name, and what it is called with."""
    return st.sampled_from(tuple(arguments)).flatmap(lambda name: st.tuples(st.just(name), *arguments[name]))


meanwhiles = acts(
    hand_over=(employers, people, st.integers(-4, 4)),
    leave_in_peace=(employers, st.integers(-1, 2), st.integers(0, 5), st.integers(0, 3)),
    come_and_go=(people, people, st.sampled_from(("away", "back", "retire", *["activate"] * 3))),
    change_client=(clients, st.sampled_from(CHANGES)),
    change_client_too=(clients, st.sampled_from(CHANGES)),
    order_or_take_back=(clients, st.sampled_from((Form.REGULAR_JOB, Form.TRIAL)), st.sampled_from((0, 5, 90)), st.booleans()),
    time_passes=(st.sampled_from((1, 2, 15)),),
)
turns = acts(
    place_as_agreed=(first_or_anyone, which, st.integers(0, 5), hours, st.booleans(), st.booleans()),
    place_or_propose=(first_or_anyone, works, st.sampled_from((None, 10, 40)), hours, st.booleans(), st.booleans()),
    go_on=(first_or_anyone, which, st.sampled_from(("activate", "change", "refuse", "end")), hours, st.booleans()),
    change_ones_mind=(people, which, st.one_of(st.none(), meanwhiles), st.booleans()),
)
talks = acts(
    come_to_terms=(works, st.sampled_from((None, None, 2)), hours, st.none()),
    come_to_terms_but=(works, st.none(), hours, meanwhiles),
    come_to_terms_and_waver=(works, st.none(), hours, meanwhiles),
    ask=(first_or_anyone, works),
    agree=(first_or_anyone, which, st.sampled_from((0, 0, 1, 2)), st.sampled_from((None, None, 1, 2)), st.integers(0, 20)),
    call=(first_or_anyone, first_or_anyone, works, st.integers(0, 5)),
    tick_off=(people, which, st.integers(1, 2)),
    turn_down=(people, which, st.booleans()),
)
