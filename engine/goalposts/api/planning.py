"""Planning: which goals first, in which phases, and when each can honestly be judged."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from goalposts.api.baseline_facts import baseline_facts
from goalposts.api.cancelling import heeded
from goalposts.api.clock import clock
from goalposts.api.reading import Progress
from goalposts.api.tallying import tally_goals
from goalposts.catalogue import resolve
from goalposts.errors import InputError, did_you_mean, listed
from goalposts.locale import Text
from goalposts.model import BaselineFacts, Heuristic, Project, Ranking, ResolvedGoal, Role
from goalposts.model.roadmap import Roadmap

if TYPE_CHECKING:
    from goalposts.model.kpi_tree import Leverage
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
    regroup: bool = False,
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
        regroup: make phases anew; by default goals that name a `phase` stay in it, and phases in their order.
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
    every = resolve(project)
    goals = tuple(goal for goal in every if goal.role is Role.GOAL)
    heuristics = all_heuristics(project.catalogue)
    if by and by not in heuristics:
        hint = did_you_mean(by, heuristics) or _KNOWN.fill(names=listed(heuristics))
        raise InputError(_NO_HEURISTIC.fill(name=by), hint=hint)
    known = _known(project, goals, every, data, today, progress)
    heed, rankings = heeded(progress), {}
    for name, heuristic in heuristics.items():
        heed()
        rankings[name] = _ranking(project, heuristic, goals, known)
    chosen = rankings[by] if by else choose(rankings.values())
    heed()
    found = evolve(
        roadmap(project, goals, known.facts, chosen, today, weeks, regroup=regroup),
        rankings=tuple(found for found in rankings.values() if found.ranked or found is chosen),
        ranked_by=chosen.heuristic if chosen is not None else "",
        unused=_unused(goals, heuristics),
        leverage=known.leverage,
    )
    return evolve(found, remarks=remarks_of(found, project, known.facts, regroup=regroup))


@frozen
class _Known:
    """What the data say: of each goal's baseline, and of the tree."""

    facts: Mapping[str, BaselineFacts]
    leverage: Leverage | None


def _known(
    project: Project,
    goals: tuple[ResolvedGoal, ...],
    every: tuple[ResolvedGoal, ...],
    data: Cube | Mapping[str, object] | None,
    today: date,
    progress: Progress | None,
) -> _Known:
    """Look at the goals to plan, and at those that measure a part of the tree."""
    from goalposts.verdict.facts import declared_facts
    from goalposts.verdict.leverage import leverage, measuring_goals

    of_tree = () if project.tree is None else measuring_goals(project.tree, every).values()
    looked_at = tuple({goal.id: goal for goal in (*goals, *of_tree)}.values())
    if data is None:
        declared = {goal.id: declared_facts(goal) for goal in looked_at}
        facts = {name: found for name, found in declared.items() if found is not None}
        return _Known(facts, leverage(project, looked_at, facts, None, today))
    cube = tally_goals(project, looked_at, data, today, progress) if isinstance(data, Mapping) else data
    facts = baseline_facts(project, looked_at, cube, today, progress)
    return _Known(facts, leverage(project, looked_at, facts, cube, today))


def _ranking(project: Project, heuristic: Heuristic, goals: tuple[ResolvedGoal, ...], known: _Known) -> Ranking:
    from goalposts.priorities import LEVERAGE, MOSCOW, inputs_of, levers_said, rank, tree_draws, tree_inputs

    of_tree = tree_inputs(known.leverage)
    inputs = {
        goal.id: inputs_of(goal.goal, known.facts.get(goal.id), goal.sample, of_tree.get(goal.id)) for goal in goals
    }
    others = frozenset(goal.id for goal in goals if heuristic.kpis and goal.kpi.id not in heuristic.kpis)
    together = {goal.id: tree_draws(known.leverage, goal.goal) for goal in goals}
    found = rank(heuristic, inputs, project.catalogue, others, together)
    if heuristic is LEVERAGE:
        return evolve(found, remarks=(*found.remarks, *levers_said(known.leverage, project.currency)))
    if heuristic is MOSCOW and any(one.missing for one in found.ranks):
        return evolve(found, remarks=())  # shares of the effort are those of all goals
    return found


def _unused(goals: tuple[ResolvedGoal, ...], heuristics: Mapping[str, Heuristic]) -> tuple[str, ...]:
    from goalposts.priorities import unused_names

    return tuple(f"{goal.id}.{name}" for goal in goals for name in unused_names(goal.goal, heuristics, _OF_THE_PLAN))
