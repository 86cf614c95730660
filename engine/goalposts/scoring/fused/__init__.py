"""The compiled scan: a plan becomes LLVM code that fills the cells of a whole batch in one pass.

It fills the same states as the NumPy twin, `goalposts.scoring.cells` with the kernels, which is its specification.
The way of a plan: `layout` looks at the columns, `vectorise` writes expressions, `registers` numbers what is counted
and summed, `emitter` writes the scan, `scanning` runs it over shards, `harvest` makes states of the cells.
"""

from __future__ import annotations

from goalposts.scoring.fused.scanning import WORTHWHILE_ROWS, Scanned, scanned

__all__ = ["WORTHWHILE_ROWS", "Scanned", "scanned"]
