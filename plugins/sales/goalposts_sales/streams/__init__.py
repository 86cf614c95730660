"""How deals, activities and orders come about in a simulated sales department; heavy libraries are loaded when used."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from goalposts import SimulationPlan, StreamModel, StreamShape

from goalposts_sales.event_types import ACTIVITY, DEAL
from goalposts_sales.streams.demo import PART


def _draw(plan: SimulationPlan) -> Mapping[str, Any]:
    from goalposts_sales.streams.drawing import draw

    return draw(plan)


def _expect(plan: SimulationPlan) -> Mapping[tuple[str, str], Any]:
    from goalposts_sales.streams.expecting import expect

    return expect(plan)


def _bitrix24(table: Any) -> bytes:
    from goalposts_sales.streams.bitrix24_shape import list_of_deals

    return list_of_deals(table)


SALES = StreamModel(
    "sales",
    {
        "en": "Deals of several branches with heavy-tailed amounts, activities, contacts seen by independent channels, "
        "orders and contracts, alerts and what they saved, and the regular exports of open deals, of customer records "
        "and of the use of the system; sellers differ, and deals still open are open.",
        "ru": "Сделки нескольких филиалов с тяжёлым хвостом сумм, дела, контакты по данным независимых каналов, "
        "заказы и договоры с регулярной оплатой, предупреждения и спасённые ими сделки, а также регулярные выгрузки "
        "открытых сделок, карточек клиентов и работы в системе; менеджеры работают по-разному, незакрытые сделки "
        "остаются открытыми.",
    },
    _draw,
    _expect,
    changeable=(
        "sales.deals_created",
        "sales.funnel_conversion",
        "sales.time_to_close",
        "sales.avg_deal_size",
        "sales.margin_share",
        "sales.shadow_deals",
        "sales.zero_amounts",
        "sales.loss_reason_recorded",
        "sales.ownerless_deals",
        "sales.response_in_time",
        "sales.activities_per_day",
        "sales.effective_calls",
        "sales.results_recorded",
        "sales.logged_on_time",
        "sales.interactions_seen",
        "sales.capture_completeness",
        "sales.repeat_share",
        "sales.return_rate",
        "sales.active_users",
        "sales.time_in_system",
        "sales.next_step_coverage",
        "sales.base_quality",
        "sales.base_validity",
        "sales.churn",
        "sales.net_retention",
    ),
    goals={"sales.response_in_time": "+15pp", "sales.interactions_seen": "+20%", "sales.logged_on_time": "+10pp"},
    # A time to close is followed for half a year.
    follow_up_days=180,
    warm_up_days=308,
    renewable=(ACTIVITY.id,),
    shapes=(
        StreamShape("bitrix24.deals", DEAL.id, "bitrix24_deals.csv", _bitrix24, {"dimensions": {"branch": "Филиал"}}),
    ),
    demo=PART,
)

__all__ = ["SALES"]
