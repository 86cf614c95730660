"""Whether a parallel run will be long enough for a goal, told while both instruments still run.

Both must have values on so many of its days. Before the run the baseline says on how many days the old instrument has
some; the new one sees the same events, and so has values on no more. In the run its own days say it: a new system that
began empty fills up, and its closed records come later than those of the old one.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from goalposts.inference.series import usable_days
from goalposts.locale import Text, counted, day, number
from goalposts.model import Role, Window
from goalposts.model.bridging import LEAST_BRIDGED_DAYS
from goalposts.scoring import observe
from goalposts.verdict.bridge_days import bridges_of
from goalposts.verdict.in_periods import follows_entries
from goalposts.verdict.measured import kind_of, series_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goalposts.model import Project, ResolvedGoal
    from goalposts.scoring import Cube
    from goalposts.verdict.measured import Measured

DAYS_TO_JUDGE: Final = 7
"""A whole week of the run must be over before its own days say more than the baseline's."""
_ON_DAYS = (("day", "days"), ("день", "дня", "дней"))
_AHEAD = Text(
    en="the parallel run ({run}) will have values on about {days}, judged by the baseline; {needed} on which both "
    "sources have some are needed to compare",
    ru="параллельный прогон ({run}) даст значения примерно за {days}, если судить по базовому периоду; чтобы "
    "сравнивать, нужно {needed}, за которые они есть у обоих источников",
)
_SO_FAR = Text(
    en="after {gone} of the parallel run ({run}) both sources have values on {shared}; at this pace it will be about "
    "{expected} by its end, and {needed} are needed to compare",
    ru="параллельный прогон ({run}) идёт {gone}, а значения у обоих источников есть за {shared}; такими темпами к его "
    "концу будет примерно {expected}, а чтобы сравнивать, нужно {needed}",
)
_OVER = Text(
    en="in the parallel run ({run}) both sources have values on {shared} only, and {needed} are needed to compare",
    ru="в параллельном прогоне ({run}) значения у обоих источников есть только за {shared}, а чтобы сравнивать, нужно "
    "{needed}",
)
_RUN = Text(en="{start} to {end}", ru="с {start} до {end}")


def short_bridge(project: Project, goal: ResolvedGoal, cube: Cube, before: Measured, as_of: date) -> Text | None:
    """Say why the parallel run of a goal will be too short, as far as the data tell; None where it will do.

    Args:
        project: with its parallel runs.
        goal: that is to be compared across them.
        cube: with the baseline, and the days of the run so far.
        before: the baseline as measured.
        as_of: the day that counts as today.
    """
    run = _run_of(project, goal)
    if run is None or before.observed is None or before.series is None or before.value is None:
        return None
    new = _beginning_in(project, goal, run, before.observed.instruments)
    if not new:
        return None
    gone = Window(run.start, min(run.end, as_of)) if as_of > run.start else None
    if gone is None or gone.days < min(DAYS_TO_JUDGE, run.days):
        usable, closed = usable_days(kind_of(goal), before.series), before.series.closed
        expected = int(usable.sum()) * _open_days(project, run) / max(int((~closed).sum()), 1)
        return _told(_AHEAD, run, expected, days=_counted(expected))
    sides = [
        series_of(observe(cube.seen_by(names), goal, gone, project.closed), project.closed)
        for names in (before.observed.instruments, new)
    ]
    old, new_side = sides
    of_both = (old.stream_rows > 0) == (new_side.stream_rows > 0)
    shared = int((usable_days(kind_of(goal), old) & usable_days(kind_of(goal), new_side) & of_both).sum())
    expected = shared * _open_days(project, run) / max(_open_days(project, gone), 1)
    pattern = _OVER if gone.end == run.end else _SO_FAR
    so_far = {"gone": _counted(gone.days), "shared": _counted(shared)}
    return _told(pattern, run, expected, expected=number(int(expected), 0), **so_far)


def _run_of(project: Project, goal: ResolvedGoal) -> Window | None:
    """The days that all parallel runs of a goal share; None where no run is to bridge it."""
    runs = bridges_of(project, goal)
    is_of_histories = follows_entries(goal) or any(read.is_derived for read in goal.kpi.reads(goal.variant))
    if goal.role is Role.SHADOW or not runs or is_of_histories:
        return None
    start, end = max(run.start for run in runs), min(run.end for run in runs)
    return Window(start, end) if start < end else None


def _beginning_in(project: Project, goal: ResolvedGoal, run: Window, old: Sequence[str]) -> tuple[str, ...]:
    """The instruments that go on after the run, and measured nothing of the baseline."""
    sources = (source for event_type in goal.event_types for source in project.sources_of(event_type))
    return tuple(
        source.name for source in sources if source.name not in old and (source.end is None or source.end > run.end)
    )


def _open_days(project: Project, window: Window) -> int:
    days = (window.start + timedelta(days=offset) for offset in range(window.days))
    return sum(not any(day in shut for shut in project.closed) for day in days)


def _counted(days: float) -> Text:
    return counted(int(days), *_ON_DAYS)


def _told(pattern: Text, run: Window, by_its_end: float, **words: Text) -> Text | None:
    if by_its_end >= LEAST_BRIDGED_DAYS:
        return None
    shown = _RUN.fill(start=day(run.start), end=day(run.end))
    return pattern.fill(run=shown, needed=_counted(LEAST_BRIDGED_DAYS), **words)
