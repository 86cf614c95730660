"""Before the start: what a plan can show, and how it does on its own past."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from goalposts.api.cancelling import heeded
from goalposts.api.clock import clock
from goalposts.api.covering import demand_cover
from goalposts.api.reading import Progress
from goalposts.api.tallying import tally_goals
from goalposts.catalogue import resolve
from goalposts.model import Project
from goalposts.model.power import GoalPower, GoalSelftest

if TYPE_CHECKING:
    from goalposts.model import ResolvedGoal
    from goalposts.scoring import Cube
    from goalposts.store import Store

SEEDS = 200
"""Resampled baselines a goal: enough to know a power of 80 % to 6 points."""


def power(
    project: Project,
    data: Cube | Mapping[str, object] | None = None,
    *,
    as_of: date | None = None,
    progress: Progress | None = None,
    store: Store | None = None,
) -> tuple[GoalPower, ...]:
    """Say of every goal and guardrail the smallest change that its planned windows show, and the weeks it needs.

    Args:
        project: with a lock, its sealed goals are planned.
        data: a cube of the project, tables by source name or event type, or nothing: the project's own sources.
        as_of: the baseline counts up to this day; today in the project's zone when not given.
        progress: told how far the reading is.
        store: where scans are kept and taken from; without it everything is read, and nothing written.

    Raises:
        InputError: a goal does not resolve, or a source cannot be read.

    Example:
        >>> from goalposts.testing import TODAY, sample_project
        >>> found = power(sample_project(), {"sample.visit": {"visit_id": [], "at": [], "done": []}}, as_of=TODAY)
        >>> found[0].id, found[0].answer, found[0].weeks_planned
        ('done', 'unknown', 26)
    """
    from goalposts.verdict.power import power_of

    today = clock(project, as_of)
    goals = resolve(project)
    return power_of(project, goals, _cube(project, goals, data, today, progress, store), today, heeded(progress))


def selftest(
    project: Project,
    data: Cube | Mapping[str, object] | None = None,
    *,
    seeds: int = SEEDS,
    as_of: date | None = None,
    progress: Progress | None = None,
    store: Store | None = None,
) -> tuple[GoalSelftest, ...]:
    """Try the plan of every goal and guardrail on its own baseline, where there was no go-live.

    Args:
        project: with a lock, its sealed goals are tried.
        data: a cube of the project, tables by source name or event type, or nothing: the project's own sources.
        seeds: how many resampled baselines the promise is put into, a goal.
        as_of: the baseline counts up to this day; today in the project's zone when not given.
        progress: told how far the reading is.
        store: where scans are kept and taken from; without it everything is read, and nothing written.

    Raises:
        InputError: a goal does not resolve, or a source cannot be read.

    Example:
        >>> from goalposts.testing import TODAY, sample_project
        >>> found = selftest(sample_project(), {"sample.visit": {"visit_id": [], "at": [], "done": []}}, as_of=TODAY)
        >>> found[0].id, found[0].answer
        ('done', 'too_short')
    """
    from goalposts.verdict.selftest import selftest_of

    today = clock(project, as_of)
    goals = resolve(project)
    cube = _cube(project, goals, data, today, progress, store)
    return selftest_of(project, goals, cube, today, seeds, heeded(progress))


def _cube(
    project: Project,
    goals: tuple[ResolvedGoal, ...],
    data: Cube | Mapping[str, object] | None,
    as_of: date,
    progress: Progress | None,
    store: Store | None,
) -> Cube:
    if data is None or isinstance(data, Mapping):
        return tally_goals(project, goals, data, as_of, progress, store=store)
    demand_cover(project, goals, data, as_of)
    return data
