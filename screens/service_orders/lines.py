"""Lines about service orders that several files share, each leading to the order's own file."""

from __future__ import annotations

from collections.abc import Sequence

from db.service_orders import OrderRow
from models.kinds import OrderState
from screens.house.sheet import Line, title
from screens.texts import label, money, short_date


def order_lines(orders: Sequence[OrderRow], heading: str, none: str, *, by_client: bool = False) -> list[Line]:
    """A heading and a line an order; ``by_client`` names the client instead of who ordered."""
    lines = [title(heading)]
    for one in orders:
        who = f"{one.client_name} ({one.client_number})" if by_client else one.ordered_by
        costs = money(one.budget if one.spent is None else one.spent, short=True)
        text = " · ".join(part for part in (label(one.form), who, costs, label(one.state)) if part)
        period = f"{short_date(one.start)} – {short_date(one.until) if one.until else '…'}"
        tone = "" if one.state == OrderState.OPEN else "muted"
        lines.append(Line(text, name=period, tone=tone, subject="service-order", key=one.id))
    return lines if orders else [*lines, Line(none, tone="muted")]
