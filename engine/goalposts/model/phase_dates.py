"""Phases of a rollout with days of their own."""

from __future__ import annotations

from datetime import date

from attrs import frozen

from goalposts.model.windows import Baseline, Window


@frozen
class PhaseDates:
    """What the goals of one phase go by where they say nothing else; None stands for the project's.

    Attributes:
        name: what `phase` of a goal names.
    """

    name: str
    go_live: date | None = None
    baseline: Baseline | None = None
    evaluation: Window | None = None
