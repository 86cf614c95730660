"""Whether deals in the system tell what happened: pairs to the KPIs that can be gamed by how deals are kept."""

from goalposts import DAY, DOWN, UP, Kpi, param, share

from goalposts_sales.event_types import DEAL
from goalposts_sales.kpis.left_out import NOT_LOST, NOT_WON

_WON = DEAL.status == "won"

SHADOW_DEALS = Kpi(
    id="sales.shadow_deals",
    name={"en": "Deals entered when they were won", "ru": "Сделки, занесённые уже выигранными"},
    summary={
        "en": "Share of the deals won that were created at most a day before.",
        "ru": "Доля выигранных сделок, созданных не раньше чем за день до выигрыша.",
    },
    over=DEAL,
    at="closed_at",
    params={"within": 1 * DAY},
    value=share(of=DEAL.closed_at - DEAL.created_at <= param("within"), among=_WON),
    direction=DOWN,
    gaming={
        "en": "Create an empty deal for everybody who asks.",
        "ru": "Заводить пустую сделку на каждого обратившегося.",
    },
    minimum_n=30,
    exclusions=(NOT_WON,),
    attributability="direct",
    source="Shadow work: won deals that first appear in the system a day or less before winning / won",
)

LOSS_REASON_RECORDED = Kpi(
    id="sales.loss_reason_recorded",
    name={"en": "Lost deals with a reason", "ru": "Проигранные сделки с причиной"},
    summary={
        "en": "Share of the deals lost for which a reason is recorded.",
        "ru": "Доля проигранных сделок, у которых указана причина.",
    },
    over=DEAL,
    at="closed_at",
    value=share(of=DEAL.loss_reason.is_not_null() & (DEAL.loss_reason != ""), among=DEAL.status == "lost"),
    direction=UP,
    guardrails=("sales.win_rate",),
    gaming={
        "en": "'Other' for every loss: look at the share of the commonest reason.",
        "ru": "Указывать «прочее» при каждом проигрыше: смотрите на долю самой частой причины.",
    },
    minimum_n=30,
    exclusions=(NOT_LOST,),
    attributability="direct",
    source="Completeness at the gate of closing; DAMA UK, six primary dimensions of data quality (2013)",
)

ZERO_AMOUNTS = Kpi(
    id="sales.zero_amounts",
    name={"en": "Won deals without an amount", "ru": "Выигранные сделки без суммы"},
    summary={
        "en": "Share of the deals won whose amount is zero, nearly always a field that nobody filled.",
        "ru": "Доля выигранных сделок с нулевой суммой: почти всегда это незаполненное поле.",
    },
    over=DEAL,
    at="closed_at",
    value=share(of=DEAL.amount == 0, among=_WON),
    direction=DOWN,
    gaming={"en": "One rouble in every empty amount.", "ru": "Ставить вместо пустой суммы один рубль."},
    minimum_n=30,
    exclusions=(NOT_WON,),
    attributability="direct",
    source="Zero is not missing: amounts of 0 in won deals are reported beside the average deal size",
)

OWNERLESS_DEALS = Kpi(
    id="sales.ownerless_deals",
    name={"en": "Deals without an owner", "ru": "Сделки без ответственного"},
    summary={
        "en": "Share of the deals created that nobody is responsible for.",
        "ru": "Доля созданных сделок без ответственного.",
    },
    over=DEAL,
    # Compared with the empty word, so that a source without owners is not computable.
    value=share(of=DEAL.owner.is_null() | (DEAL.owner == "")),
    direction=DOWN,
    guardrails=("sales.activities_per_deal", "sales.deals_won"),
    gaming={"en": "One name in every deal.", "ru": "Указать во всех сделках одно имя."},
    minimum_n=30,
    attributability="direct",
    source="Completeness of the record",
)
