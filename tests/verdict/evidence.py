"""Evidence made by hand, so that every state can be reached one fact at a time."""

from __future__ import annotations

from datetime import date
from typing import Any

from attrs import evolve
from goalposts.catalogue import resolve
from goalposts.model import ResolvedGoal
from goalposts.model.effects import Effect, EffectParts
from goalposts.model.evidence import Evidence
from goalposts.model.scorecard import GoalScore, Series
from goalposts.model.window_value import WindowValue
from goalposts.testing import sample_project
from goalposts.verdict.judge import judge

BASELINE, EVALUATION = (date(2025, 1, 1), date(2026, 1, 1)), (date(2026, 2, 1), date(2026, 6, 1))


def resolved(**goal: Any) -> ResolvedGoal:
    """A goal of the sample project, by default `>= 70%` of visits done."""
    stated = {"id": "done", "kpi": "sample.done_share", "target": ">= 70%", **goal}
    stated = {key: value for key, value in stated.items() if value is not None}
    return resolve(sample_project(goals=[stated]))[0]


def window(value: float | None, span: tuple[date, date], instrument: str = "book", **facts: Any) -> WindowValue:
    """A window's value over a hundred days."""
    return WindowValue(value, 5000 if value is not None else 0, 100, *span, (instrument,), **facts)


def effect(
    estimate: float, low: float, high: float, p_value: float = 0.001, *, long: bool = True, **facts: Any
) -> Effect:
    """An effect with its interval."""
    return Effect(
        estimate, (high - low) / 4, 12, low, high, p_value, None, 0.3, 0.6,
        EffectParts(0.0, 0.0, estimate, 0.0), "its-ewc-daily", 300, 100, long, volume_changed=False,
        **facts,
    )  # fmt: skip


def evidence(
    before: float | None = 0.6, after: float | None = 0.75, change: Effect | None = None, **facts: Any
) -> Evidence:
    """Evidence on `>= 70%`; the reference is the baseline value unless given."""
    made = Evidence(
        facts.pop("goal", None) or resolved(),
        window(before, BASELINE),
        window(after, EVALUATION),
        Series(),
        before,
        "sha256:0",
        effect=change,
    )
    return evolve(made, **facts)


def state(made: Evidence, p_adjusted: float | None = 0.001) -> str:
    """The state that the evidence leads to."""
    return judge(made, p_adjusted).state


def scored(goal_id: str = "done", **facts: Any) -> GoalScore:
    """A judged goal with some facts set, for the project's verdict."""
    return evolve(judge(evidence(change=effect(0.15, 0.1, 0.2)), 0.001), id=goal_id, **facts)


__all__ = ["BASELINE", "EVALUATION", "effect", "evidence", "resolved", "scored", "state", "window"]
