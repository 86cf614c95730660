"""The compiled scan: a plan becomes LLVM code that fills the cells of a whole batch in one pass.

It fills the same states as the NumPy twin, `filling.twin` over `cells` and the kernels, which is its specification.
The way of a plan: `fitting` and `layout` look at the columns; `vectorise` writes expressions as `vector_code`,
`registers` numbers what is counted and summed, `patterns` what is counted together, `heavy` where tables have a value;
`emitter` writes the `scan`, in loops of `block_loop`: with `day_phases`, which cut by a `calendar`, and `cell_phase`,
how rows go into their cells.

The way of rows: `lane` gives its `run` one batch after the other, with `segment_words` in numbers and in a second scan
around `own_pivots`; `reaping` adds lanes up to `filled_cells`, tables of `cell_rows`, of which `filled_states` and
`harvest` make states; `lost_digits` says whether a second scan is due.
"""

from __future__ import annotations

from goalposts.scoring.filling.fused.fitting import Fitting, fitting, part
from goalposts.scoring.filling.fused.lane import LEAST_ROWS, Lane, middle_values
from goalposts.scoring.filling.fused.own_pivots import OwnPivots
from goalposts.scoring.filling.fused.reaping import Reaped, reaped

__all__ = ["LEAST_ROWS", "Fitting", "Lane", "OwnPivots", "Reaped", "fitting", "middle_values", "part", "reaped"]
