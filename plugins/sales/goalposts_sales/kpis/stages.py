"""How many deals go on from stage to stage."""

from itertools import pairwise
from typing import Final

from goalposts import DAY, UP, Chain, Kpi, Term, name, param, share

from goalposts_sales.deal_paths import DEAL_PATH, reached_at
from goalposts_sales.event_types import POSITIONS

# Entered when it was already decided: such a deal was never in the funnel.
_IN_FUNNEL: Final = DEAL_PATH.entered_as.is_null() | (DEAL_PATH.entered_as == "open")


def _reached(position: str) -> Term:
    at = name(reached_at(position))
    return at.is_not_null() & (at - DEAL_PATH.entered_at <= param("within"))


STAGE_CONVERSION = Kpi(
    id="sales.stage_conversion",
    name={"en": "Conversion from stage to stage", "ru": "Конверсия из этапа в этап"},
    summary={
        "en": "Of the deals that reached a stage, the share that also reached the next one or a later one, both "
        "within 90 days of entering the funnel; the variant says from which stage.",
        "ru": "Какая доля сделок, дошедших до этапа, дошла и до следующего или более позднего — то и другое за 90 "
        "дней после входа в воронку; с какого этапа, указывает вариант.",
    },
    over=DEAL_PATH,
    params={"within": 90 * DAY},
    variants={
        f"from_{position}": share(of=_reached(further), among=_IN_FUNNEL & _reached(position))
        for position, further in pairwise(POSITIONS)
    },
    default="from_1",
    chain=Chain(
        [f"from_{position}" for position in POSITIONS[:-1]],
        [{"en": f"Stage {position}", "ru": f"Этап {position}"} for position in POSITIONS],
    ),
    unit="%",
    direction=UP,
    guardrails=("sales.deals_created", "sales.shadow_deals", "sales.win_rate"),
    gaming={
        "en": "Move deals on that are not ready; merge or rename stages; enter deals only when they are far.",
        "ru": "Переводить неготовые сделки дальше; объединять и переименовывать этапы; заводить сделки сразу на "
        "поздних "
        "этапах.",
    },
    # Older deals would have had more time to go on, were the days not limited.
    maturity=param("within"),
    minimum_n=30,
    attributability="intermediate",
    source="Deals that ever reached stage j+1 or later / deals that ever reached j, of those entering in the period, "
    "by "
    "the order of stages at that time; a skipped stage counts as reached, going back takes nothing away, being lost "
    "reaches nothing, and deals that were entered as won or lost are left out",
)
