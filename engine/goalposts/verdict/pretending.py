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
    """A go-live that never was, inside the baseline."""

    before: Window
    after: Window


def pretended(seen: Window, ramp_up: int, days: int, history: int = LEAST_HISTORY_DAYS) -> Iterator[Placebo]:
    """Place go-lives into a baseline, a week apart, the last one first.

    Args:
        seen: the baseline so far.
        ramp_up: days between a go-live and its evaluation.
        days: of every evaluation.
        history: the least days before a go-live.
    """
    end = seen.end
    while True:
        start = end - timedelta(days=days)
        go_live = start - timedelta(days=ramp_up)
        if (go_live - seen.start).days < history:
            return
        yield Placebo(Window(seen.start, go_live), Window(start, end))
        end -= timedelta(days=DAYS_OF_WEEK)


def ramp_up_of(goal: ResolvedGoal) -> int:
    """The days between the baseline of a goal and its evaluation, of which no pretended one sees more either."""
    return max((goal.evaluation.start - goal.sample.end).days, 0) if goal.sample is not None else 0
