"""Forms by the settings: a change from a day on is what the rules go by from that day, and not before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from db.form_settings import form_settings, open_forms
from db.placement_facts import gather_many, question_of
from db.settings import set_setting
from db.store import Store
from models.actor import Actor
from models.coordination.catalogue import assess
from models.coordination.facts import FormsFacts
from models.errors import InvalidInput
from models.fields import validated
from models.figures import FORMS_ON_WAGE, FORMS_OPEN, FORMS_WITH_RATE, LEARN_IN_GREEN
from models.kinds import Form, Outcome, TargetGroup
from models.setting import SettingInput
from tests.db.world import World, proposal

TODAY = date(2026, 11, 24)
FROM = TODAY + timedelta(days=30)


@pytest.fixture
def world(store: Store, admin: Actor) -> World:
    return World(store, admin)


def give(world: World, key: str, value: str, start: date = FROM) -> None:
    typed = {"key": key, "value": value, "valid_from": start.isoformat(), "source": "Staatscourant"}
    set_setting(world.store, world.admin, validated(SettingInput, typed))


def said(world: World, rule: str, form: Form, *starts: date) -> list[Outcome]:
    data = proposal(world.joris, world.bakery, form=form, until=None)
    with world.store.read() as reader:
        question = question_of(reader, data)
        asked = [replace(question, placement=replace(question.placement, start=day)) for day in starts]
        found = [assess(facts) for facts in gather_many(reader, world.consultant, TODAY, asked)]
    return [next(one.outcome for one in each.findings if one.rule == rule) for each in found]


def test_a_new_store_has_what_the_rules_begin_with(world: World) -> None:
    with world.store.read() as reader:
        settings = form_settings(reader)
        assert settings.on(TODAY) == FormsFacts() == settings.on(date(1990, 1, 1))
        assert settings.on(TODAY) is settings.on(FROM)


def test_what_is_open_changes_from_its_day_on(world: World) -> None:
    with world.store.read() as reader:
        group = TargetGroup(reader.value("SELECT target_group FROM client WHERE id = ?", (world.joris,)))
        before = open_forms(reader, group, TODAY)
    closed, *still = before
    days = TODAY, FROM - timedelta(days=1), FROM
    assert said(world, "C3", closed, *days) == [Outcome.PASS] * 3
    give(world, FORMS_OPEN + group, ", ".join(still))
    assert said(world, "C3", closed, *days) == [Outcome.PASS, Outcome.PASS, Outcome.BLOCK]
    with world.store.read() as reader:
        assert (open_forms(reader, group, days[1]), open_forms(reader, group, FROM)) == (before, tuple(still))


def test_which_forms_ask_for_a_wage_value_or_have_a_rate(world: World) -> None:
    give(world, FORMS_ON_WAGE, "begeleid werken; trial")
    give(world, FORMS_WITH_RATE, "trial")
    give(world, LEARN_IN_GREEN, "Wsw")
    assert said(world, "C6", Form.TRIAL, TODAY, FROM) == [Outcome.NOT_APPLICABLE, Outcome.PASS]
    with world.store.read() as reader:
        found = form_settings(reader).on(FROM)
    assert (found.on_wage_value, found.with_derived_rate) == ({Form.SUPPORTED_EMPLOYMENT, Form.TRIAL}, {Form.TRIAL})
    assert found.learn_in_green == {TargetGroup.WSW}


@pytest.mark.parametrize(
    ("key", "value", "sentence"),
    [
        (FORMS_ON_WAGE, "trial, schaatsen", "'trial, schaatsen' names something that is no form"),
        (FORMS_ON_WAGE, " , ", "names something that is no form"),
        (LEARN_IN_GREEN, "trial", "'trial' names something that is no target group"),
    ],
)
def test_a_word_that_is_none_of_the_list_is_refused_in_words(world: World, key: str, value: str, sentence: str) -> None:
    with pytest.raises(InvalidInput, match=sentence):
        give(world, key, value)
