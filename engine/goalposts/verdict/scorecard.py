"""Makes the scorecard of a project: evidence, Holm over the primary goals, judgement, verdict."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from goalposts.inference import holm_adjusted
from goalposts.model import Project, ResolvedGoal, Role
from goalposts.model.evidence import Evidence
from goalposts.model.provenance import Engine, LockState
from goalposts.model.scorecard import Scorecard
from goalposts.scoring import Cube
from goalposts.verdict.break_even import break_even
from goalposts.verdict.fingerprints import inputs_of, with_fingerprints
from goalposts.verdict.gather import gather
from goalposts.verdict.heeding import Heed, go_on
from goalposts.verdict.judge import data_state, judge
from goalposts.verdict.negative_controls import under_controls
from goalposts.verdict.overall import overall


def scorecard(
    project: Project,
    goals: tuple[ResolvedGoal, ...],
    cube: Cube,
    as_of: date,
    lock: LockState,
    engine: Engine,
    heed: Heed = go_on,
) -> Scorecard:
    """Judge every goal and the project."""
    evidence = gather(project, goals, cube, as_of, heed)
    pairs = zip(evidence, _adjusted(evidence), strict=True)
    judged = under_controls([judge(found, p, project.currency) for found, p in pairs])
    return Scorecard(
        as_of=as_of,
        project=overall(project.name, judged),
        goals=judged,
        streams=with_fingerprints(project, cube),
        lock=lock,
        engine=engine,
        break_even=break_even(project),
        language=project.language,
        currency=project.currency,
        unused=_unused(project),
        inputs=inputs_of(project),
        timezone=project.timezone,
    )


def _adjusted(evidence: Sequence[Evidence]) -> tuple[float | None, ...]:
    primary = [
        found.effect.p_value
        if found.effect is not None and found.goal.role is Role.GOAL and data_state(found) is None
        else None
        for found in evidence
    ]
    return holm_adjusted(primary)


def _unused(project: Project) -> tuple[str, ...]:
    """Name every key of the file that is understood but does not change the score yet."""
    used = ("phase",) if project.phases else ()
    return tuple(f"goals.{goal.id}.{key}" for goal in project.goals for key in goal.without_effect if key not in used)
