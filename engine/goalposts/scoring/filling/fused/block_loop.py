"""The loop over the vectors of a block; the last vector is moved back to end with the block."""

from __future__ import annotations

from goalposts.scoring.filling.fused.vector_code import LANES, VectorCode


def begin_vectors(code: VectorCode, name: str, before: str, comment: str, *carried: str) -> None:
    """Begin a loop over the vectors of the block; `%NAME_row` is the first row, `%NAME_at` its place in it."""
    code.block(name, comment)
    code.line(
        f"%{name}_step = phi i64 [ 0, %{before} ], [ %{name}_next, %{name}_end ]",
        *carried,
        f"%{name}_over = icmp sgt i64 %{name}_step, %last_vector",
        f"%{name}_at = select i1 %{name}_over, i64 %last_vector, i64 %{name}_step",
        f"%{name}_row = add i64 %start, %{name}_at",
    )


def next_vector(code: VectorCode, name: str, after: str) -> None:
    """End a loop over the vectors of the block."""
    code.line(f"br label %{name}_end")
    code.block(f"{name}_end", "the next sixteen rows")
    code.line(
        f"%{name}_next = add i64 %{name}_step, {LANES}",
        f"%{name}_more = icmp slt i64 %{name}_next, %size",
        f"br i1 %{name}_more, label %{name}, label %{after}",
    )
