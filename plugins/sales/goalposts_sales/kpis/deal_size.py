"""Average deal size."""

from goalposts import UP, Kpi, mean, quantile

from goalposts_sales.event_types import DEAL
from goalposts_sales.kpis.left_out import NOT_WON, WITHOUT_AN_AMOUNT

_WON = DEAL.status == "won"

AVERAGE_DEAL_SIZE = Kpi(
    id="sales.avg_deal_size",
    name={"en": "Average deal size", "ru": "Средний чек сделки"},
    summary={
        "en": "Net amount of the deals won divided by their number, by the day of winning; deals without an amount "
        "are left out.",
        "ru": "Сумма выигранных сделок без налогов, делённая на их число, по дню выигрыша; сделки без суммы не "
        "учитываются.",
    },
    over=DEAL,
    at="closed_at",
    unit="money",
    direction=UP,
    variants={
        "won": mean(of=DEAL.amount, among=_WON),
        # A won deal of amount 0 is nearly always an unfilled field; leaving it out must be somebody's choice.
        "exclude_zero": mean(of=DEAL.amount, among=_WON & (DEAL.amount != 0)),
        # Amounts are heavy-tailed: one large deal moves the mean of a quarter.
        "median": quantile(of=DEAL.amount, q=0.5, among=_WON),
        "margin": mean(of=DEAL.margin, among=_WON),
    },
    default="won",
    guardrails=("sales.deals_won", "sales.zero_amounts", "sales.margin_share"),
    gaming={
        "en": "Leave small deals out of the system, merge orders into one, overstate amounts.",
        "ru": "Не заводить мелкие сделки, сливать заказы в один, завышать суммы.",
    },
    minimum_n=30,
    exclusions=(NOT_WON, WITHOUT_AN_AMOUNT),
    attributability="outcome",
    source="Σ net amount of won deals / number of won deals in the period, by win date",
)
