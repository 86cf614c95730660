"""Ways to rank goals that only a contact centre knows."""

from typing import Final

from goalposts import Heuristic


def _lost_orders(events_a_week: float, baseline: float, line: float, order_share: float, order_margin: float) -> float:
    return events_a_week * (baseline - line) * order_share * order_margin


LOST_CALL_COST: Final = Heuristic(
    "contact_center.lost_call_cost",
    {
        "en": "What the calls cost that are lost today and would not be if the promise is kept, a week.",
        "ru": "Сколько в неделю стоят вызовы, которые теряются сегодня и не терялись бы, если цель достигнута.",
    },
    ("events_a_week", "baseline", "line", "order_share", "order_margin"),
    _lost_orders,
    name={"en": "Cost of lost calls", "ru": "Цена потерянных вызовов"},
    formula="events_a_week * (baseline - line) * order_share * order_margin",
    kpis=("contact_center.abandon_rate", "contact_center.lost_rate"),
    money=True,
    weaknesses={
        "en": "Many callers who give up call again, so count in `order_share` only orders that do not come by another "
        "call; the margin of an order, not its revenue; blind to every goal that saves no call.",
        "ru": "Многие из тех, кто не дождался, перезванивают, поэтому в `order_share` — только заказы, которые не "
        "придут с другим звонком; маржа заказа, а не выручка; не видит целей, которые вызовов не спасают.",
    },
    source="Calls a week × share of them saved × share of callers who order × margin of an order",
)

HEURISTICS: Final = (LOST_CALL_COST,)
