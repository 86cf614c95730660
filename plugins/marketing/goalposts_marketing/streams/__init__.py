"""How costs, leads, touches and conversions come about in simulated marketing; heavy libraries are loaded when used."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from goalposts import SimulationPlan, StreamModel, StreamShape

from goalposts_marketing.event_types import CONVERSION, COST
from goalposts_marketing.streams.demo import PART


def _draw(plan: SimulationPlan) -> Mapping[str, Any]:
    from goalposts_marketing.streams.drawing import draw

    return draw(plan)


def _expect(plan: SimulationPlan) -> Mapping[tuple[str, str], Any]:
    from goalposts_marketing.streams.expecting import expect

    return expect(plan)


def _google_ads(table: Any) -> bytes:
    from goalposts_marketing.streams.google_ads_shape import report

    return report(table)


MARKETING = StreamModel(
    "marketing",
    {
        "en": "Advertising cost of several channels and branches, leads that are qualified and buy later or never, "
        "touches, and conversions with heavy-tailed values; some customers come a second time.",
        "ru": "Расход нескольких каналов и филиалов, лиды, которые доходят до квалификации и покупки не сразу "
        "или никогда, касания и целевые действия с тяжёлым хвостом сумм; часть клиентов покупает второй раз.",
    },
    _draw,
    _expect,
    changeable=(
        "marketing.spend",
        "marketing.cpl",
        "marketing.cpa",
        "marketing.cpc",
        "marketing.ctr",
        "marketing.roas",
        "marketing.lead_validity",
        "marketing.qualification",
        "marketing.lead_to_sale",
        "marketing.unattributed",
        "marketing.retention",
    ),
    goals={"marketing.cpl": "-25%", "marketing.qualification": "+10pp", "marketing.unattributed": "-3pp"},
    # What a customer brings is followed for half a year.
    follow_up_days=181,
    warm_up_days=154,
    renewable=(CONVERSION.id,),
    shapes=(
        StreamShape(
            "google_ads",
            COST.id,
            "google_ads.csv",
            _google_ads,
            # Every branch has an account of its own.
            {"dimensions": {"branch": "customer_id"}},
        ),
    ),
    demo=PART,
)

__all__ = ["MARKETING"]
