"""The loop over the vectors of a block; the last vector is moved back to end with the block."""

from __future__ import annotations

from goalposts.scoring.filling.fused.vector_code import LANES, VectorCode


def begin_vectors(code: VectorCode, name: str, before: str, comment: str, *carried: str, apart: bool = False) -> None:
    """Begin a loop over the vectors of the block.

    `%NAME_row` is the first row, and `%NAME_slot` the place in buffers of what is kept of it.

    Args:
        code: where to.
        name: of the loop.
        before: the block that it comes from.
        comment: what it is for.
        carried: values that it carries along.
        apart: whether every vector is kept for itself; else what is kept of a row twice is kept in one place.
    """
    code.block(name, comment)
    code.line(
        f"%{name}_step = phi i64 [ 0, %{before} ], [ %{name}_next, %{name}_end ]",
        *carried,
        f"%{name}_over = icmp sgt i64 %{name}_step, %last_vector",
        f"%{name}_at = select i1 %{name}_over, i64 %last_vector, i64 %{name}_step",
        f"%{name}_row = add i64 %start, %{name}_at",
        f"%{name}_slot = add i64 %{name}_{'step' if apart else 'at'}, 0",
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
