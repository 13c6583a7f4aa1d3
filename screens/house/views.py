"""Choosing, keeping, renaming, sharing and removing views, and which columns a list shows."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from db.views import ViewRow, remove_view, rename_view, save_view, share_view, views_for
from models.errors import InvalidInput
from screens.house.dialogs import AskLine, Choose, Confirm
from screens.texts import _, render

if TYPE_CHECKING:
    from screens.house.wanted_acts import WantedActs

_KEEP, _COLUMNS, _USUAL, _CHANGE = "keep", "columns", "usual", "change"


def ask_views(screen: WantedActs) -> None:
    """Ask which view to show, or what to do with the present one."""

    def question() -> list[ViewRow]:
        with screen.desk.store.read() as reader:
            return views_for(reader, screen.desk.actor.id, screen.subject)

    screen.ask(question, partial(_offer, screen), group="views")


def _offer(screen: WantedActs, views: list[ViewRow]) -> None:
    choices = [(view.id.hex(), _called(view)) for view in views]
    choices += [(_KEEP, _("+ keep this list as a view")), (_COLUMNS, _("+ choose the columns"))]
    choices.append((_USUAL, _("+ back to how the list begins")))
    if any(view.mine for view in views):
        choices.append((_CHANGE, _("+ rename, share or remove a view")))

    def chosen(name: str | None) -> None:
        if name is None:
            return
        if name == _KEEP:
            _keep(screen)
        elif name == _COLUMNS:
            _ask_columns(screen)
        elif name == _USUAL:
            screen.show(type(screen.wanted)(scope=screen.wanted.scope))
        elif name == _CHANGE:
            _ask_which(screen, [view for view in views if view.mine])
        else:
            view = next(view for view in views if view.id.hex() == name)
            screen.show(view.wanted)
            screen.say(_("view: {name}", name=view.name))

    screen.app.push_screen(Choose(_("Which view?"), choices), chosen)


def _called(view: ViewRow) -> str:
    if not view.mine:
        return f"{view.name}  ({_('shared by {name}', name=view.owner)})"
    return f"{view.name}  ({_('shared')})" if view.shared else view.name


def _keep(screen: WantedActs) -> None:
    from models.fields import validated
    from models.view import ViewInput

    wanted, desk = screen.wanted, screen.desk

    def named(name: str | None) -> None:
        if name is None:
            return

        def act() -> bytes:
            values = {
                "listed": screen.subject,
                "name": name,
                "scope": wanted.scope,
                "filters": wanted.filters,
                "columns": wanted.columns,
                "sorted_by": screen.order,
                "downwards": wanted.downwards,
            }
            return save_view(desk.store, desk.actor, validated(ViewInput, values))

        screen.ask(
            act, lambda _key: screen.say_saved(_("view: {name}", name=name)), group="views", failed=partial(_failed, screen)
        )

    explain = _("Kept are the choice of records, the filters, the order and the columns; not what you searched for.")
    screen.app.push_screen(AskLine(_("Under which name?"), explain=explain), named)


def _ask_columns(screen: WantedActs) -> None:
    from db.lists.opening import columns_of
    from screens.house.choose_several import ChooseSeveral

    columns = columns_of(screen.desk.store, screen.subject)[1:]  # the first one is always shown
    names = tuple(column.name for column in columns)

    def chosen(on: tuple[str, ...] | None) -> None:
        if on is not None:
            screen.show(screen.wanted._replace(columns=None if on == names else on))

    now = screen.wanted.columns
    choices = [(column.name, render(column.title)) for column in columns]
    screen.app.push_screen(ChooseSeveral(_("Which columns, when there is room?"), choices, names if now is None else now), chosen)


def _ask_which(screen: WantedActs, views: list[ViewRow]) -> None:
    def chosen(name: str | None) -> None:
        if name is not None:
            _ask_what(screen, next(view for view in views if view.id.hex() == name))

    screen.app.push_screen(Choose(_("Which view?"), [(view.id.hex(), _called(view)) for view in views]), chosen)


def _ask_what(screen: WantedActs, view: ViewRow) -> None:
    desk = screen.desk

    def run(act: Callable[[], object], told: str) -> None:
        screen.ask(act, lambda _done: screen.say_saved(told), group="views", failed=partial(_failed, screen))

    def chosen(name: str | None) -> None:
        if name == "rename":
            screen.app.push_screen(AskLine(_("Under which name?"), value=view.name), renamed)
        elif name == "share":
            told = _("no longer shared: {name}", name=view.name) if view.shared else _("shared: {name}", name=view.name)
            run(lambda: share_view(desk.store, desk.actor, view.id, view.version, not view.shared), told)
        elif name == "remove":
            question = _("Remove the view '{name}'? No record goes with it.", name=view.name)
            screen.app.push_screen(Confirm(question, yes=_("remove"), loses=True), removed)

    def renamed(name: str | None) -> None:
        if name is not None:
            run(lambda: rename_view(desk.store, desk.actor, view.id, view.version, name), _("view: {name}", name=name))

    def removed(yes: bool | None) -> None:
        if yes:
            told = _("removed: {name}", name=view.name)
            run(lambda: remove_view(desk.store, desk.actor, view.id, view.version), told)

    share = _("share with nobody any more") if view.shared else _("share with everybody")
    choices = [("rename", _("rename")), ("share", share), ("remove", _("remove"))]
    screen.app.push_screen(Choose(view.name, choices), chosen)


def _failed(screen: WantedActs, error: Exception) -> None:
    if isinstance(error, InvalidInput):
        screen.say(" ".join(render(sentence) for _field, sentence in error.problems), "bad")
    else:
        screen.say_error(error)
