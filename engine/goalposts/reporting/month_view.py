"""The months of a goal as the lines of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goalposts.locale import Text, number
from goalposts.reporting import phrasing
from goalposts.reporting.labels import LABELS
from goalposts.reporting.months import MONTH_LABELS, PHASES, months

if TYPE_CHECKING:
    from datetime import date

    from goalposts.model.scorecard import GoalScore

MONTH_HEADS = (
    MONTH_LABELS["month"],
    MONTH_LABELS["phase"],
    LABELS["promised"],
    MONTH_LABELS["measured"],
    MONTH_LABELS["days"],
)


def month_rows(goal: GoalScore, currency: str) -> tuple[tuple[Text, ...], ...]:
    """Put the months of a goal into words, in the order of `MONTH_HEADS`."""
    return tuple(
        (
            month_name(month.first),
            PHASES[month.phase],
            phrasing.NOTHING if month.promised is None else phrasing.of_goal(goal, month.promised, currency),
            phrasing.of_goal(goal, month.value, currency),
            number(month.days, 0),
        )
        for month in months(goal)
    )


def month_name(day: date) -> Text:
    r"""Name the month of a day.

    >>> from datetime import date
    >>> month_name(date(2026, 5, 9)).get("en"), month_name(date(2026, 5, 9)).get("ru")
    ('May 2026', 'май 2026')
    """
    from babel.dates import format_date

    return Text(en=format_date(day, "LLLL y", locale="en_GB"), ru=format_date(day, "LLLL y", locale="ru_RU"))
