"""Writes what a row does to its cell: one increment a pattern, one addition a pack."""

from __future__ import annotations

from goalposts.scoring.filling.fused.vector_code import VectorCode
from goalposts.scoring.filling.fused.weaving import vector


def increment(code: VectorCode, counter: str) -> None:
    """Count one more."""
    more = code.fresh(f"add i32 {code.fresh(f'load i32, ptr {counter}')}, 1")
    code.line(f"store i32 {more}, ptr {counter}")


def add(code: VectorCode, cell: str, at: int, lanes: int, numbers: str) -> None:
    """Add numbers to those of a cell that begin at a place, in doubles."""
    place, kind = code.place(cell, str(at), "double"), vector(lanes)
    before = code.fresh(f"load {kind}, ptr {place}, align 8")
    after = code.fresh(f"fadd {kind} {before}, {numbers}")
    code.line(f"store {kind} {after}, ptr {place}, align 8")
