"""What a rung of the ladder may look at."""

from __future__ import annotations

from datetime import date

from attrs import frozen

from goalposts.model import Project, ResolvedGoal
from goalposts.model.bridging import Factor
from goalposts.scoring import Cube
from goalposts.verdict.measured import Measured


@frozen
class Case:
    """One goal whose effect is asked for.

    Attributes:
        before, after: the goal over its baseline and its evaluation window.
        reference: the baseline value that the promise counts from.
        factor: by which the baseline was converted, where another instrument measured it; it is so in `before`.
    """

    project: Project
    goal: ResolvedGoal
    cube: Cube
    before: Measured
    after: Measured
    reference: float
    as_of: date
    factor: Factor | None = None
