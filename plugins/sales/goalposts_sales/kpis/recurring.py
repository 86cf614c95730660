"""Whether customers who pay regularly stay, and pay as much."""

from goalposts import DOWN, UP, Kpi, share, sum_over

from goalposts_sales.periodic import RECURRING_REVENUE

_HAD = RECURRING_REVENUE.before > 0
_AT_START = sum_over(RECURRING_REVENUE, RECURRING_REVENUE.before, among=_HAD)
_AT_END = sum_over(RECURRING_REVENUE, RECURRING_REVENUE.after, among=_HAD)
_SHRANK = _HAD & (RECURRING_REVENUE.after < RECURRING_REVENUE.before)
_LOST = sum_over(RECURRING_REVENUE, RECURRING_REVENUE.before - RECURRING_REVENUE.after, among=_SHRANK)

CHURN = Kpi(
    id="sales.churn",
    name={"en": "Customers who left", "ru": "Отток клиентов"},
    summary={
        "en": "Share of the customers who paid at the start of a period and pay nothing at its end.",
        "ru": "Доля клиентов, которые платили в начале периода и не платят в конце.",
    },
    over=RECURRING_REVENUE,
    value=share(of=RECURRING_REVENUE.after <= 0, among=_HAD),
    direction=DOWN,
    guardrails=("sales.gross_retention",),
    gaming={
        "en": "Keep those who leave at a symbolic price; book a departure as a pause.",
        "ru": "Удерживать уходящих за символическую цену; записывать уход как паузу.",
    },
    minimum_n=30,
    attributability="outcome",
    source="Customers lost / customers at the start, all periods of a window together. Keep the length of the periods: "
    "a month's churn is not a year's. For sales without contracts see `next_order_W` of `sales.repeat_share`, of which "
    "it is the rest",
)

GROSS_RETENTION = Kpi(
    id="sales.gross_retention",
    name={"en": "Recurring revenue kept (GRR)", "ru": "Удержание выручки без допродаж (GRR)"},
    summary={
        "en": "Share of the recurring revenue of the start of a period that is still paid at its end; a customer's "
        "growth does not count, so it is never above 100 %.",
        "ru": "Какая доля регулярной выручки на начало периода сохранилась к его концу; рост платежей не "
        "учитывается, поэтому больше 100 % не бывает.",
    },
    over=RECURRING_REVENUE,
    value=(_AT_START - _LOST) / _AT_START,
    unit="%",
    direction=UP,
    guardrails=("sales.net_retention", "sales.churn"),
    gaming={
        "en": "Let contracts run on that are no longer paid; book a lower payment as a one-off discount.",
        "ru": "Не расторгать договоры, по которым уже не платят; переводить снижение платежа в разовую скидку.",
    },
    minimum_n=30,
    attributability="outcome",
    source="(start − churn − contraction) / start, ≤ 100 %; shown together with net retention",
)

NET_RETENTION = Kpi(
    id="sales.net_retention",
    name={"en": "Recurring revenue kept, with growth (NRR)", "ru": "Удержание выручки с допродажами (NRR)"},
    summary={
        "en": "What the customers of the start of a period pay at its end, as a share of what they paid at the "
        "start; new customers are left out.",
        "ru": "Сколько клиенты, платившие в начале периода, платят в конце, в долях от прежних платежей; новые "
        "клиенты не учитываются.",
    },
    over=RECURRING_REVENUE,
    value=_AT_END / _AT_START,
    unit="%",
    direction=UP,
    guardrails=("sales.gross_retention", "sales.churn"),
    gaming={
        "en": "Raise prices and let the growth of a few large customers hide that many leave; book new ones as growth.",
        "ru": "Поднять цены и скрыть уход многих ростом нескольких крупных; проводить новых клиентов как допродажи.",
    },
    minimum_n=30,
    attributability="outcome",
    source="(start − churn − contraction + expansion) / start; shown together with gross retention",
)
