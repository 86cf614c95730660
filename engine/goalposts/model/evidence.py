"""What is known about one goal before it is judged: values, effect, gates, notes; no opinion yet."""

from __future__ import annotations

from datetime import date

from attrs import frozen

from goalposts.model.effects import Design, Effect, GateFailure
from goalposts.model.interim import Interim
from goalposts.model.resolved import ResolvedGoal
from goalposts.model.scorecard import Reason, Segments, Series, WindowValue


@frozen
class Evidence:
    """The facts about one goal.

    Attributes:
        baseline, evaluation: the KPI over its windows; a value is there whenever it can be computed.
        reference: the baseline value that draws the line: sealed, else declared, else measured.
        due: the day from which the goal can be judged, if that is not before the clock's day.
        invalid: why the data cannot carry any judgement.
        failures: why no effect is given although the data are valid.
        effect: the estimated effect, in KPI units.
        passed_over: why the effect does not come of a stronger design.
        declared: whether the baseline is a number from a report.
        why_no_baseline, why_no_evaluation: why a window gives no value, if it was to be measured.
        notes: what the reader must know besides.
        segments: the same values by the dimensions that the project asks for.
        interim: what the days so far say, while it is not due.
    """

    goal: ResolvedGoal
    baseline: WindowValue
    evaluation: WindowValue
    series: Series
    reference: float | None
    recipe: str
    due: date | None = None
    invalid: tuple[Reason, ...] = ()
    failures: tuple[GateFailure, ...] = ()
    effect: Effect | None = None
    passed_over: tuple[Reason, ...] = ()
    declared: bool = False
    why_no_baseline: Reason | None = None
    why_no_evaluation: Reason | None = None
    notes: tuple[Reason, ...] = ()
    segments: tuple[Segments, ...] = ()
    interim: Interim | None = None

    @property
    def design(self) -> Design:
        """How the effect is told from what would have been anyway, or would be if there were one."""
        if self.effect is not None:
            return self.effect.design
        return "level against a declared number" if self.declared else "interrupted time series"

    @property
    def same_instruments(self) -> bool:
        """Whether the same instruments measured both windows."""
        return self.declared or set(self.baseline.instrument) == set(self.evaluation.instrument)
