"""How many deals are won."""

from goalposts import DAY, UP, Kpi, param, share, sum_over, survival

from goalposts_sales.event_types import DEAL
from goalposts_sales.kpis.left_out import MOVED, NOT_DECIDED

_ENTERED = DEAL.status != "moved"
"""A deal that moved on counts in the pipeline that it moved to."""
_WON = DEAL.status == "won"
_CLOSED = DEAL.status.is_in(["won", "lost"])

FUNNEL_CONVERSION = Kpi(
    id="sales.funnel_conversion",
    name={"en": "Conversion from deal to sale", "ru": "Сквозная конверсия воронки"},
    summary={
        "en": "Share of the deals created in a period that are won within 90 days; open ones count as far as they were "
        "followed.",
        "ru": "Доля созданных за период сделок, выигранных за 90 дней; открытые учитываются за то время, что их "
        "наблюдали.",
    },
    over=DEAL,
    params={"within": 90 * DAY},
    variants={
        # Lost deals compete with won ones: counting them as merely open would overstate the chance to win.
        "incidence_T": survival(DEAL.closed_at, give="reached", of=_WON, by=param("within"), among=_ENTERED),
        "cohort_T": survival(DEAL.closed_at, give="cohort", of=_WON, by=param("within"), among=_ENTERED),
        "period_flow": sum_over(DEAL, among=_WON, at="closed_at") / sum_over(DEAL, among=_ENTERED),
        "win_rate_all": share(of=_WON, among=_ENTERED),
        "value_weighted": sum_over(DEAL, DEAL.amount, among=_WON) / sum_over(DEAL, DEAL.amount, among=_ENTERED),
    },
    default="incidence_T",
    unit="%",
    direction=UP,
    guardrails=("sales.deals_created", "sales.shadow_deals", "sales.avg_deal_size"),
    gaming={
        "en": "Create a deal only when it is nearly won; call losses duplicates; keep dead deals open; split deals.",
        "ru": "Заводить сделку, когда она почти выиграна; записывать проигрыши в дубли; не закрывать мёртвые сделки; "
        "дробить сделки.",
    },
    minimum_n=30,
    exclusions=(MOVED,),
    attributability="outcome",
    source="Incidence of winning with losing as a competing end (Aalen–Johansen); period_flow mixes cohorts and reads "
    "low while the intake grows; win_rate_all takes open deals for not won",
)

WIN_RATE = Kpi(
    id="sales.win_rate",
    name={"en": "Win rate of closed deals", "ru": "Доля выигранных среди закрытых сделок"},
    summary={
        "en": "Of the deals closed in a period, won or lost, the share that was won; by the day of closing.",
        "ru": "Доля выигранных среди сделок, закрытых за период выигрышем или проигрышем; по дню закрытия.",
    },
    over=DEAL,
    at="closed_at",
    variants={
        "count": share(of=_WON, among=_CLOSED),
        "value": sum_over(DEAL, DEAL.amount, among=_WON, at="closed_at")
        / sum_over(DEAL, DEAL.amount, among=_CLOSED, at="closed_at"),
    },
    default="count",
    unit="%",
    direction=UP,
    guardrails=("sales.deals_created", "sales.loss_reason_recorded", "sales.deals_won"),
    gaming={
        "en": "Leave lost deals open: they do not count until somebody closes them.",
        "ru": "Не закрывать проигранные сделки: пока они открыты, они не учитываются.",
    },
    minimum_n=30,
    exclusions=(NOT_DECIDED,),
    attributability="outcome",
    source="What most sales systems show: won / (won + lost), both closed in the period",
)
