"""What channels cost and bring, by the share of the conversions that a model credits to their touches.

State the channel by `where: channel == "..."`. Where channels change places with the model, the data do not tell.
"""

from goalposts import DOWN, UP, Kpi, Models, sum_over, total

from goalposts_marketing.credit import CREDIT
from goalposts_marketing.event_types import COST

_SPENT = sum_over(COST, COST.amount)
_SHARES = {
    "last_non_direct": CREDIT.last_non_direct,
    "first": CREDIT.first,
    "last": CREDIT.last,
    "linear": CREDIT.linear,
    "position": CREDIT.position,
    "time_decay": CREDIT.time_decay,
}
_MODELS = Models("channel", tuple(_SHARES))
_GAMING = {
    "en": "Overwrite the source of visits, poach customers who are about to buy with coupons, choose the model that "
    "flatters the channel.",
    "ru": "Перезаписывать метки источников, перехватывать купонами тех, кто уже покупает, выбирать модель, выгодную "
    "своему каналу.",
}

CHANNEL_CONVERSIONS = Kpi(
    id="marketing.conversions",
    name={"en": "Conversions credited a day", "ru": "Засчитанных целевых действий в день"},
    summary={
        "en": "Conversions credited to touches, per open day; for one channel with `where`.",
        "ru": "Целевые действия, засчитанные касаниям, в среднем за день работы; по одному каналу — с условием "
        "`where`.",
    },
    over=CREDIT,
    variants={name: total(share) for name, share in _SHARES.items()},
    default="last_non_direct",
    direction=UP,
    models=_MODELS,
    gaming=_GAMING,
    minimum_n=30,
    attributability="outcome",
    source="Attribution by rule: first, last, last non-direct, linear, position 40/20/40, time decay with 7 days",
)

CHANNEL_CPA = Kpi(
    id="marketing.channel_cpa",
    name={"en": "Cost per credited conversion", "ru": "Стоимость засчитанного целевого действия"},
    summary={
        "en": "Advertising cost divided by the conversions credited to touches; for one channel with `where`.",
        "ru": "Расход на рекламу, делённый на целевые действия, засчитанные касаниям; по одному каналу — с условием "
        "`where`.",
    },
    over=COST,
    also=[CREDIT],
    variants={name: _SPENT / sum_over(CREDIT, share) for name, share in _SHARES.items()},
    default="last_non_direct",
    direction=DOWN,
    models=_MODELS,
    guardrails=("marketing.conversions",),
    gaming=_GAMING,
    minimum_n=30,
    attributability="outcome",
    source="Cost / credited conversions, by the same rules",
)

CHANNEL_ROMI = Kpi(
    id="marketing.channel_romi",
    name={"en": "Return on marketing by credited margin", "ru": "Окупаемость маркетинга по засчитанной марже"},
    summary={
        "en": "Margin credited to touches minus the advertising cost, divided by that cost; for one channel with "
        "`where`.",
        "ru": "Засчитанная касаниям маржа за вычетом расхода на рекламу, делённая на этот расход; по одному каналу "
        "— с условием `where`.",
    },
    over=COST,
    also=[CREDIT],
    variants={name: (sum_over(CREDIT, CREDIT.margin * share) - _SPENT) / _SPENT for name, share in _SHARES.items()},
    default="last_non_direct",
    unit="%",
    direction=UP,
    models=_MODELS,
    guardrails=("marketing.conversions", "marketing.spend"),
    gaming=_GAMING,
    minimum_n=14,
    attributability="outcome",
    source="(credited margin - cost) / cost, by the same rules",
)
