"""What is known about one goal before it is judged: values, effect, gates, notes; no opinion yet."""

from __future__ import annotations

from datetime import date

from attrs import frozen

from goalposts.model.bridging import Bridge
from goalposts.model.chain import ChainStep
from goalposts.model.effects import Design, Effect, GateFailure
from goalposts.model.follow_up import FollowUp
from goalposts.model.interim import Interim
from goalposts.model.resolved import ResolvedGoal
from goalposts.model.scorecard import Reason, Segments, Series
from goalposts.model.spread import Spread
from goalposts.model.stretch import Stretch
from goalposts.model.window_value import WindowValue


@frozen
class Evidence:
    """The facts about one goal.

    Attributes:
        baseline, evaluation: the KPI over its windows; a value is there whenever it can be computed.
        reference: the baseline value that draws the line: sealed, else declared, else measured.
        as_of: the clock's day; the days left until `due` count from it.
        due: the day from which the goal can be judged, if that is not before the clock's day.
        invalid: why the data cannot carry any judgement.
        failures: why no effect is given although the data are valid.
        effect: the estimated effect, in KPI units.
        passed_over: why the effect does not come of a stronger design.
        declared: whether the baseline is a number from a report.
        why_no_baseline, why_no_evaluation: why a window gives no value, if it was to be measured.
        notes: what the reader must know besides.
        path, last: what became of the steps of the path, and of the weeks or months in which the line is to be held.
        segments: the same values by the dimensions that the project asks for.
        bridge: how the baseline was converted, where other instruments measured it.
        why_not_comparable: why it was not, where that was needed.
        follow_up: of a time to event, its course by age.
        chain: the steps of its KPI's chain.
        spread: the models of its KPI by the words of a field.
        interim: what the days so far say, while it is not due.
    """

    goal: ResolvedGoal
    baseline: WindowValue
    evaluation: WindowValue
    series: Series
    reference: float | None
    recipe: str
    as_of: date | None = None
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
    path: tuple[Stretch, ...] = ()
    last: tuple[Stretch, ...] = ()
    bridge: Bridge | None = None
    why_not_comparable: Reason | None = None
    interim: Interim | None = None
    follow_up: FollowUp | None = None
    chain: tuple[ChainStep, ...] = ()
    spread: Spread | None = None

    @property
    def design(self) -> Design:
        """How the effect is told from what would have been anyway, or would be if there were one."""
        if self.effect is not None:
            return self.effect.design
        return "level against a declared number" if self.declared else "interrupted time series"

    @property
    def comparable(self) -> bool:
        """Whether the same instruments measured both windows, or a parallel run bridges them."""
        if self.why_not_comparable is not None:
            return False
        return (
            self.declared or self.bridge is not None or set(self.baseline.instrument) == set(self.evaluation.instrument)
        )
