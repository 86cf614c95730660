"""Scoring: goals become a plan, rows become a cube, the cube answers any window.

Three steps in one direction. Rows are touched once, by the kernels; everything after is about a few numbers a day.

    plan       `asked` says what a goal needs of its stream, `slots` numbers what all goals need, `plan` puts the
               streams together and reckons their memory
    fill       `gathering` takes the batches of a source and `crew` the threads; short sources are counted by `twin`,
               with `cells` and the NumPy `kernels`, long ones by the code that `fused` writes (`stream_lane`); the
               outcome is a `section` of `states`, by word as well (`segmented`), and sections are a `cube`
    conclude   `windows` reads a goal over a window (`daily`, `quantiles`, `quotients`, `survival`, `distinct`), and
               `segment_values` reads it by word

Before they are filled, histories may become entities: `folding`, with `entities` as the twin and `entity_table` over
the code that `fold_code` writes; touches get their credit in `crediting`, with `attribution` as the twin.
"""

from __future__ import annotations

from goalposts.scoring.concluding.observed import Observed, digest
from goalposts.scoring.concluding.segment_values import observe_by_word
from goalposts.scoring.concluding.windows import observe
from goalposts.scoring.credit.crediting import Crediting
from goalposts.scoring.cube.cube import Cube
from goalposts.scoring.filling.gathering import Gathering
from goalposts.scoring.folds.folding import Folding
from goalposts.scoring.planning.plan import Plan, plan

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
