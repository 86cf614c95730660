"""How much is sold."""

from goalposts import DOWN, UP, Kpi, ratio, share, total

from goalposts_sales.event_types import DEAL, ORDER
from goalposts_sales.kpis.left_out import MOVED, NOT_WON

_WON = DEAL.status == "won"

DEALS_CREATED = Kpi(
    id="sales.deals_created",
    name={"en": "Deals created a day", "ru": "Новых сделок в день"},
    summary={"en": "Deals created, per open day.", "ru": "Число созданных сделок в среднем за день работы."},
    over=DEAL,
    value=total(among=DEAL.status != "moved"),
    direction=UP,
    guardrails=("sales.win_rate",),
    gaming={
        "en": "Split one deal into several, or enter every visitor as a deal.",
        "ru": "Дробить сделку на несколько или заводить сделку на каждого посетителя.",
    },
    minimum_n=30,
    exclusions=(MOVED,),
    attributability="outcome",
    source="Count by the day of creation",
)

DEALS_WON = Kpi(
    id="sales.deals_won",
    name={"en": "Deals won a day", "ru": "Выигранных сделок в день"},
    summary={
        "en": "Deals won, per open day, by the day of winning.",
        "ru": "Число выигранных сделок в среднем за день работы, по дню выигрыша.",
    },
    over=DEAL,
    at="closed_at",
    value=total(among=_WON),
    direction=UP,
    guardrails=("sales.avg_deal_size",),
    gaming={"en": "Split one order into several deals.", "ru": "Дробить один заказ на несколько сделок."},
    minimum_n=30,
    exclusions=(NOT_WON,),
    attributability="outcome",
    source="Count by the day of winning",
)

REVENUE = Kpi(
    id="sales.revenue",
    name={"en": "Sales a day", "ru": "Продажи в день"},
    summary={
        "en": "Net amount of the deals won, per open day, by the day of winning.",
        "ru": "Сумма выигранных сделок без налогов в среднем за день работы, по дню выигрыша.",
    },
    over=DEAL,
    at="closed_at",
    variants={
        "amount": total(of=DEAL.amount, among=_WON),
        "margin": total(of=DEAL.margin, among=_WON),
    },
    default="amount",
    direction=UP,
    guardrails=("sales.margin_share", "sales.return_rate"),
    gaming={
        "en": "Bring orders forward to the end of the period; buy revenue with discounts.",
        "ru": "Переносить заказы на конец периода, покупать выручку скидками.",
    },
    minimum_n=30,
    exclusions=(NOT_WON,),
    attributability="outcome",
    source="Σ net amount by win date",
)

MARGIN_SHARE = Kpi(
    id="sales.margin_share",
    name={"en": "Margin of sales", "ru": "Маржинальность продаж"},
    summary={
        "en": "Gross margin of the deals won as a share of their net amount.",
        "ru": "Доля валовой маржи в сумме выигранных сделок.",
    },
    over=DEAL,
    at="closed_at",
    value=ratio(of=DEAL.margin, by=DEAL.amount, among=_WON),
    unit="%",
    direction=UP,
    guardrails=("sales.deals_won",),
    gaming={
        "en": "Move costs out of the deal, or leave deals with a low margin without one.",
        "ru": "Выносить расходы за пределы сделки или не указывать маржу у низкомаржинальных.",
    },
    minimum_n=30,
    exclusions=(NOT_WON,),
    attributability="outcome",
    source="Σ margin / Σ amount of won deals; a deal without either leaves both sums",
)

RETURN_RATE = Kpi(
    id="sales.return_rate",
    name={"en": "Returns", "ru": "Возвраты"},
    summary={
        "en": "Returns divided by orders and returns together, counted by number, not by amount.",
        "ru": "Число возвратов, делённое на общее число заказов и возвратов; считаются штуки, а не суммы.",
    },
    over=ORDER,
    value=share(of=ORDER.kind == "return"),
    direction=DOWN,
    gaming={
        "en": "Book an exchange, or a discount afterwards, instead of a return.",
        "ru": "Оформлять вместо возврата обмен или скидку задним числом.",
    },
    minimum_n=30,
    attributability="outcome",
    source="Returns / (sales + returns), each on its own day",
)
