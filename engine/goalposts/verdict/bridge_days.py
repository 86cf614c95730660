"""The days of a parallel run: the same events stand in the data twice, so no window counts them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goalposts.model import Window
from goalposts.scoring import observe

if TYPE_CHECKING:
    from goalposts.model import Project, ResolvedGoal
    from goalposts.scoring import Cube


def bridges_of(project: Project, goal: ResolvedGoal) -> tuple[Window, ...]:
    """The parallel runs of the events that a goal reads."""
    return tuple(project.bridge[event_type] for event_type in goal.event_types if event_type in project.bridge)


def left_out(project: Project, goal: ResolvedGoal) -> tuple[Window, ...]:
    """The days that count in no window of a goal: declared closed ones, and parallel runs."""
    return (*project.closed, *bridges_of(project, goal))


def instruments_around(project: Project, goal: ResolvedGoal, cube: Cube, window: Window) -> tuple[frozenset[str], ...]:
    """The instruments of every stretch of a window around the parallel runs inside it; nothing when none is inside."""
    inside = [run for run in bridges_of(project, goal) if window.start < run.start and run.end < window.end]
    if not inside:
        return ()
    ends = [*sorted(run.start for run in inside), window.end]
    starts = [window.start, *sorted(run.end for run in inside)]
    days = [Window(first, end) for first, end in zip(starts, ends, strict=True) if first < end]
    closed = left_out(project, goal)
    return tuple(frozenset(observe(cube, goal, stretch, closed).instruments) for stretch in days)


def without_bridges(project: Project, goal: ResolvedGoal, window: Window) -> Window | None:
    """A window without the parallel runs at its ends; None when nothing is left.

    A run inside a window stays in it, and its days are left out of it; at an end it would lend the window an
    instrument that measured none of its days.
    """
    start, end = window.start, window.end
    for run in sorted(bridges_of(project, goal), key=lambda run: run.start):
        start = run.end if run.start <= start < run.end else start
    for run in sorted(bridges_of(project, goal), key=lambda run: run.end, reverse=True):
        end = run.start if run.start < end <= run.end else end
    return Window(start, end) if start < end else None
