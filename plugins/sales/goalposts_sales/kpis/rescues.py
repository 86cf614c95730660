"""Deals that the system's alerts saved: what may be claimed where growth cannot be told from chance."""

from goalposts import DAY, UP, Kpi, param, share, sum_over, total

from goalposts_sales.rescue_log import ALERT

WITHHELD = 0.2
"""One alert in five: the part whose deals show what recovers by itself."""

_WON = ALERT.outcome == "won"
_DECIDED = ALERT.outcome.is_in(["won", "lost"]) & ALERT.closed_at.is_not_null() & (ALERT.closed_at > ALERT.raised_at)
_SHOWN = ALERT.withheld.is_not_null() & ~ALERT.withheld
_HIDDEN = ALERT.withheld.is_not_null() & ALERT.withheld
_KNOWN = ALERT.withheld.is_not_null()
_ACTED = (
    ALERT.acted_at.is_not_null()
    & (ALERT.acted_at >= ALERT.raised_at)
    & (ALERT.acted_at - ALERT.raised_at <= param("within"))
    & (ALERT.acted_at < ALERT.closed_at)
)
_RESCUED = _WON & _ACTED & ALERT.agreed.is_not_null() & ALERT.agreed
_GAMING = {
    "en": "Raise alerts on deals that are as good as won; choose by hand which ones to withhold; agree to everything.",
    "ru": "Предупреждать о почти выигранных сделках; выбирать скрытые предупреждения вручную; соглашаться со всем.",
}
_SOURCE = (
    "Protocol of the rescue log: a dated alert before the outcome, an act within some days, a won deal, a second "
    "person who agrees, and one alert in five withheld at random; Horvitz and Thompson, JASA 1952, for the weights"
)

RESCUE_SHARE = Kpi(
    id="sales.rescue_share",
    name={"en": "Deals that alerts saved", "ru": "Сделки, спасённые предупреждениями"},
    summary={
        "en": "How many more deals in a hundred are won where the alert is shown than where it is withheld at random; "
        "as logged, those of the shown ones that were won, acted on in time and agreed to.",
        "ru": "На сколько больше сделок из ста выигрывают, если предупреждение показано, чем если скрыто случайно; "
        "по журналу — доля показанных, по которым вовремя приняли меры, сделку выиграли, и второй человек это "
        "подтвердил.",
    },
    over=ALERT,
    at="closed_at",
    params={"within": 3 * DAY},
    variants={
        "beyond_chance": (
            (1 / (1 - WITHHELD)) * sum_over(ALERT, among=_DECIDED & _SHOWN & _WON, at="closed_at")
            - (1 / WITHHELD) * sum_over(ALERT, among=_DECIDED & _HIDDEN & _WON, at="closed_at")
        )
        / sum_over(ALERT, among=_DECIDED & _KNOWN, at="closed_at"),
        # An upper bound: some of these would have been won without the alert.
        "logged": share(of=_RESCUED, among=_DECIDED & _SHOWN),
    },
    default="beyond_chance",
    unit="%",
    direction=UP,
    guardrails=("sales.win_rate",),
    gaming=_GAMING,
    minimum_n=30,
    attributability="direct",
    source=_SOURCE,
)

RESCUED_DEALS = Kpi(
    id="sales.rescued_deals",
    name={"en": "Rescued deals in the log", "ru": "Спасённые сделки по журналу"},
    summary={
        "en": "Deals won per open day after an alert that was shown, acted on in time and agreed to by a second "
        "person; how "
        "many would have been won anyway is not taken off.",
        "ru": "Сделки, выигранные после показанного предупреждения, по которому вовремя приняли меры, что подтвердил "
        "второй человек; в среднем за день работы. Сколько выиграли бы и так, не вычтено.",
    },
    over=ALERT,
    at="closed_at",
    params={"within": 3 * DAY},
    value=total(among=_DECIDED & _SHOWN & _RESCUED),
    direction=UP,
    guardrails=("sales.rescue_share",),
    gaming=_GAMING,
    minimum_n=30,
    attributability="direct",
    source=_SOURCE,
)
