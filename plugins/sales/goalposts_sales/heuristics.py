"""Ways to rank goals that only sales know."""

from typing import Final

from goalposts import Heuristic


def _money_won(events_a_week: float, baseline: float, line: float, deal_margin: float) -> float:
    return events_a_week * (line - baseline) * deal_margin


LEAKING_MONEY: Final = Heuristic(
    "sales.leaking_money",
    {
        "en": "What the deals bring that are lost today and would be won if the promise is kept, a week.",
        "ru": "Сколько в неделю принесут сделки, которые сегодня теряются, если цель достигнута.",
    },
    ("events_a_week", "baseline", "line", "deal_margin"),
    _money_won,
    name={"en": "Money at the leaking stage", "ru": "Деньги на протекающем этапе"},
    formula="events_a_week * (line - baseline) * deal_margin",
    kpis=("sales.win_rate",),
    money=True,
    weaknesses={
        "en": "Takes for granted that the deals saved are as large as the others; margin, not revenue, and of a median "
        "deal; blind to deals that never get as far as being decided.",
        "ru": "Предполагает, что спасённые сделки не меньше остальных; маржа, а не выручка, и по медианной сделке; "
        "не видит сделок, которые не доходят до решения.",
    },
    source="Deals decided a week × points of win rate gained × margin of a deal",
)

HEURISTICS: Final = (LEAKING_MONEY,)
