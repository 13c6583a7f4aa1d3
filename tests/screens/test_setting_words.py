"""How settings are written: what is shown of a list can be typed again, in either language."""

from __future__ import annotations

import pytest

from models.fields import validated
from models.figures import FIGURES, LISTS
from models.setting import STARTING_SETTINGS, SettingInput
from nuo_tui.catalogues import load
from screens.settings.words import value_text
from screens.texts import install, writing_in


@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_is_shown_of_a_list_can_be_typed(language: str) -> None:
    lists = [start for start in STARTING_SETTINGS if FIGURES[start.key].kind in LISTS]
    install(load, language)
    with writing_in(language):
        for start in lists:
            shown = value_text(start.key, start.value)
            typed = {"key": start.key, "value": shown, "valid_from": "2027-01-01", "source": "Staatscourant"}
            assert shown != start.value
            assert validated(SettingInput, typed).value == start.value
