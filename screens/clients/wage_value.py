"""The wage value in a client's file: the measurements, and what the one that holds means in euros today."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from models.kinds import TargetGroup
from screens.house.sheet import Line, title
from screens.texts import _, amount, long_date, money, render

if TYPE_CHECKING:
    from db.clients import ClientFile
    from models.worth import Worth


def wage_value_lines(file: ClientFile, today: date, worth: Worth | None) -> list[Line]:
    """The measurements, newest first, and below them what the one that holds is worth."""
    head = [Line(), title(_("Wage value"))]
    if not file.wage_values:
        return [*head, Line(_("None recorded. Press w to record one."), tone="muted")]
    lines = []
    for one in file.wage_values:
        parts = [f"{amount(one.percentage)} %"]
        parts += [_("measured on {day}", day=one.measured_on)] if one.measured_on else []
        parts += [one.measured_by] if one.measured_by else []
        parts += [_("at {number}", number=one.placement)] if one.placement else []
        parts += [_("again on {day}", day=long_date(one.valid_until))] if one.valid_until else []
        text, tone = " · ".join(parts), ""
        if one.valid_until is not None and one.valid_until < today:
            text, tone = f"! {text} · {_('over')}", "warn"
        lines.append(Line(text, name=_("wage value"), tone=tone, subject="wage-value", key=one.id))
    if worth is None:
        return [*head, *lines, Line(_("No wage value holds today: have it measured again, and press w."), tone="warn")]
    return [*head, *lines, *worth_lines(worth, subsidy=file.target_group != TargetGroup.WSW, hours=amount(file.contract_hours))]


def worth_lines(worth: Worth, *, subsidy: bool, hours: str) -> list[Line]:
    """What a wage value is worth today; ``subsidy``: whether a wage-cost subsidy can be paid at all (never for Wsw)."""
    lines = []
    if worth.rate is not None:
        text = _("{rate} an hour for an individual secondment", rate=money(worth.rate))
        lines.append(Line(text, name=_("rate today")))
    if subsidy and worth.subsidy_hour is not None:
        text = _("€ {amount} an hour", amount=amount(worth.subsidy_hour))
        if worth.subsidy_month is not None:
            text += " · " + _("{subsidy} a month at {hours} hours a week", subsidy=money(worth.subsidy_month), hours=hours)
        if any(one.to_confirm for one in worth.used.values()):
            text += f" · {_('with figures still to be confirmed')}"
        lines.append(Line(text, name=_("wage-cost subsidy")))
    elif not subsidy:
        lines.append(Line(_("not for Wsw"), name=_("wage-cost subsidy"), tone="muted"))
    return lines + [Line(render(sentence), tone="muted") for sentence in worth.missing]
