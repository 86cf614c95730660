"""Planning: which goals first, in which phases, and when each can honestly be judged."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from attrs import evolve

from goalposts.api.baseline_facts import baseline_facts
from goalposts.api.cancelling import heeded
from goalposts.api.clock import clock
from goalposts.api.reading import Progress
from goalposts.catalogue import resolve
from goalposts.errors import InputError, did_you_mean, listed
from goalposts.locale import Text
from goalposts.model import BaselineFacts, Heuristic, Project, Ranking, ResolvedGoal, Role
from goalposts.model.roadmap import Roadmap

if TYPE_CHECKING:
    from goalposts.scoring import Cube

_NO_HEURISTIC = Text(en="unknown heuristic '{name}'", ru="эвристика «{name}»: такого имени нет")
_KNOWN = Text(en="known: {names}", ru="известны: {names}")
_OF_THE_PLAN = frozenset({"weeks"})


def plan(
    project: Project,
    data: Cube | Mapping[str, object] | None = None,
    *,
    as_of: date | None = None,
    by: str = "",
    weeks: int | None = None,
    progress: Progress | None = None,
) -> Roadmap:
    """Rank the goals of a project, and cut them into phases so that the most valuable ones go live soonest.

    Args:
        project: as loaded.
        data: a cube of the project (`baseline_cube`), or tables; without it nothing of the data is used, and each
            goal is watched for as long as its evaluation window says.
        as_of: the day on which the work begins; today in the project's zone when not given.
        by: the heuristic whose order to follow; by default the one for which the most goals have the inputs. Where
            none has any, the goals' weights stand in.
        weeks: working weeks of a phase; by default those of the longest goal, and at least eight.
        progress: told how far the reading of tables is; a `Cancellation` is looked at before every heuristic too.

    Returns:
        The roadmap; its `infeasible` says why there is none.

    Raises:
        InputError: a goal does not resolve, the heuristic is unknown, or it would divide by zero.
        PluginError: a heuristic of a plugin fails.
        CancelledError: the caller stopped the work.

    Example:
        >>> from goalposts.testing import TODAY, sample_project
        >>> plan(sample_project(), as_of=TODAY).goals[0].honest
        datetime.date(2026, 10, 1)
    """
    from goalposts.priorities import all_heuristics, choose, remarks_of, roadmap

    today = clock(project, as_of)
    goals = tuple(goal for goal in resolve(project) if goal.role is Role.GOAL)
    heuristics = all_heuristics(project.catalogue)
    if by and by not in heuristics:
        hint = did_you_mean(by, heuristics) or _KNOWN.fill(names=listed(heuristics))
        raise InputError(_NO_HEURISTIC.fill(name=by), hint=hint)
    facts = {} if data is None else baseline_facts(project, goals, data, today, progress)
    heed, rankings = heeded(progress), {}
    for name, known in heuristics.items():
        heed()
        rankings[name] = _ranking(project, known, goals, facts)
    chosen = rankings[by] if by else choose(rankings.values())
    heed()
    found = evolve(
        roadmap(project, goals, facts, chosen, today, weeks),
        rankings=tuple(known for known in rankings.values() if known.ranked or known is chosen),
        ranked_by=chosen.heuristic if chosen is not None else "",
        unused=_unused(goals, heuristics),
    )
    return evolve(found, remarks=remarks_of(found, project, facts))


def _ranking(
    project: Project, heuristic: Heuristic, goals: tuple[ResolvedGoal, ...], facts: Mapping[str, BaselineFacts]
) -> Ranking:
    from goalposts.priorities import inputs_of, rank

    inputs = {goal.id: inputs_of(goal.goal, facts.get(goal.id), goal.sample) for goal in goals}
    others = frozenset(goal.id for goal in goals if heuristic.kpis and goal.kpi.id not in heuristic.kpis)
    return rank(heuristic, inputs, project.catalogue, others)


def _unused(goals: tuple[ResolvedGoal, ...], heuristics: Mapping[str, Heuristic]) -> tuple[str, ...]:
    from goalposts.priorities import unused_names

    return tuple(f"{goal.id}.{name}" for goal in goals for name in unused_names(goal.goal, heuristics, _OF_THE_PLAN))
