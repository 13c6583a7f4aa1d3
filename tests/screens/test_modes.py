"""The tables of screens: what they name is there, and keys and names are given once."""

from __future__ import annotations

import pytest
from textual.screen import Screen

from screens.house.file_screen import FileScreen
from screens.house.files import FILES
from screens.house.modes import MODES, Mode
from screens.house.named import named_screen


@pytest.mark.parametrize("mode", MODES, ids=[mode.name for mode in MODES])
def test_a_main_screen_is_there(mode: Mode) -> None:
    assert issubclass(named_screen(mode.screen), Screen)


def test_main_screens_have_keys_names_and_ids_of_their_own() -> None:
    for of_all in zip(*((mode.key, mode.name, mode.id, mode.screen) for mode in MODES), strict=True):
        assert len(set(of_all)) == len(MODES)


@pytest.mark.parametrize("subject", FILES)
def test_a_file_shows_the_subject_it_is_opened_by(subject: str) -> None:
    screen = named_screen(FILES[subject])
    assert issubclass(screen, FileScreen)
    assert screen.subject == subject
