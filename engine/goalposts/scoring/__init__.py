"""Scoring: goals become a plan, rows become a cube, the cube answers any window.

Three steps in one direction. Rows are touched once, by the kernels; everything after is about a few numbers a day.
"""

from __future__ import annotations

from goalposts.scoring.crediting import Crediting
from goalposts.scoring.cube import Cube
from goalposts.scoring.folding import Folding
from goalposts.scoring.gathering import Gathering
from goalposts.scoring.observed import Observed, digest
from goalposts.scoring.plan import Plan, plan
from goalposts.scoring.segment_values import observe_by_word
from goalposts.scoring.windows import observe

__all__ = [
    "Crediting",
    "Cube",
    "Folding",
    "Gathering",
    "Observed",
    "Plan",
    "digest",
    "observe",
    "observe_by_word",
    "plan",
]
