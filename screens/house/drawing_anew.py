"""All screens made again while somebody sits at them: in the other language, or for somebody else."""

from __future__ import annotations

from textual.screen import Screen

from screens.house.desk import DeskApp
from screens.house.file_screen import FileScreen
from screens.house.files import file_screen
from screens.house.list_screen import ListScreen
from screens.house.unsaved import something_typed
from screens.texts import LANGUAGES, _, label, language, set_language

_BETWEEN = "between"
"""A mode that is shown for a moment, while the others are made again."""


def other_language(app: DeskApp) -> None:
    """The other language, on every screen at once."""
    if something_typed(app):
        app.bell()
        return
    set_language(LANGUAGES[1 - LANGUAGES.index(language())])
    draw_anew(app)


def be_somebody(app: DeskApp) -> None:
    """In the demo: choose who acts."""
    if something_typed(app):
        return
    from db.users import actor_of, list_users
    from screens.house.dialogs import Choose

    desk = app.desk
    with desk.store.read() as reader:
        users = [u for u in list_users(reader) if u.active]
    choices = [(u.id.hex(), f"{u.name} · {', '.join(label(r) for r in u.roles)}") for u in users]

    def become(chosen: str | None) -> None:
        if chosen is None:
            return
        with desk.store.read() as reader:
            desk.actor = actor_of(reader, bytes.fromhex(chosen))
        draw_anew(app)

    app.push_screen(Choose(_("Demo: who are you now?"), choices, now=desk.actor.id.hex()), become)


def draw_anew(app: DeskApp) -> None:
    """Make the screens again. The reader stays where they are in a list; files that were open are opened again."""
    mode = app.current_mode
    files = [(screen.subject, screen.key, screen.page) for screen in app.screen_stack if isinstance(screen, FileScreen)]
    below = app.screen_stack[0]
    place = below.place() if isinstance(below, ListScreen) else None

    async def again() -> None:
        while len(app.screen_stack) > 1:
            await app.pop_screen()
        app.add_mode(_BETWEEN, Screen)
        await app.switch_mode(_BETWEEN)  # the mode that is shown can't be removed
        for name in app.MODES:
            await app.remove_mode(name)
            app.add_mode(name, app.MODES[name])
        await app.switch_mode(mode)
        await app.remove_mode(_BETWEEN)
        if place is not None and isinstance(app.screen, ListScreen):
            app.screen.go_to(place)
        for subject, key, page in files:
            screen = file_screen(subject, key)
            screen.page = page
            await app.push_screen(screen)

    app.call_later(again)
