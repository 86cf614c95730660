"""Go-lives that never were: pairs of windows inside a baseline, whole weeks apart, counted back from its end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from attrs import frozen

from goalposts.inference.weekdays import DAYS_OF_WEEK
from goalposts.model import ResolvedGoal, Window

LEAST_HISTORY_DAYS: Final = 56


@frozen
class Placebo:
    """A go-live that never was: its windows inside the baseline, as far apart as those of the plan."""

    before: Window
    after: Window


def pretended(seen: Window, gap: int, days: int, history: int = LEAST_HISTORY_DAYS) -> Iterator[Placebo]:
    """Place go-lives into a baseline, a week apart, the last one first.

    Args:
        seen: the baseline so far.
        gap: days between the two windows.
        days: of every evaluation.
        history: the least days of the first window.
    """
    end = seen.end
    while True:
        start = end - timedelta(days=days)
        until = start - timedelta(days=gap)
        if (until - seen.start).days < history:
            return
        yield Placebo(Window(seen.start, until), Window(start, end))
        end -= timedelta(days=DAYS_OF_WEEK)


def gap_of(goal: ResolvedGoal) -> int:
    """The days between the baseline of a goal and its evaluation.

    The ramp-up is among them, and so is what lies between the end of the baseline and the go-live: no pretended
    go-live sees more of its days either, and each is judged from as far off as the real one.
    """
    return max((goal.evaluation.start - goal.sample.end).days, 0) if goal.sample is not None else 0
