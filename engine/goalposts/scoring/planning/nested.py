"""A dimension within another, such as the agents of every branch: one word for each pair of words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from attrs import evolve

from goalposts.expressions.columns import Column

if TYPE_CHECKING:
    from collections.abc import Iterable

    from goalposts.model import Batch
    from goalposts.scoring.arrays import Flags, Integers

_BETWEEN: Final = "\x1f"
"""ASCII's separator of units, which no export writes into a word."""


def nested(outer: str, inner: str) -> str:
    """Name the dimension, or the word, of one within another."""
    return f"{outer}{_BETWEEN}{inner}"


def unnested(name: str) -> tuple[str, ...]:
    """The outer and the inner name; of a plain one itself alone.

    >>> unnested(nested("north", "Ann"))
    ('north', 'Ann')
    """
    return tuple(name.split(_BETWEEN, maxsplit=1))


def with_nested(batch: Batch, names: Iterable[str]) -> Batch:
    """A batch with the columns of nested dimensions, as far as it has those that they are made of."""
    made = {}
    for name in names:
        outer, *inner = (batch.columns.get(part) for part in unnested(name))
        if outer is not None and inner and inner[0] is not None and name not in batch.columns:
            made[name] = _paired(outer, inner[0], batch.rows)
    return evolve(batch, columns={**batch.columns, **made}) if made else batch


def _paired(outer: Column, inner: Column, rows: int) -> Column:
    """A code for every pair that some row has; missing where either word is."""
    (first, there), (second, here) = _codes(outer, rows), _codes(inner, rows)
    valid, size = there & here, max(len(inner.words), 1)
    known, codes = np.unique(np.where(valid, first * size + second, -1), return_inverse=True)
    pairs = [divmod(pair, size) for pair in known.tolist()]
    words = ["" if one < 0 else nested(outer.words[one], inner.words[other]) for one, other in pairs]
    return Column(outer.type, codes.reshape(-1).astype(np.int32), valid, tuple(words))


def _codes(column: Column, rows: int) -> tuple[Integers, Flags]:
    codes = np.broadcast_to(column.values, (rows,)).astype(np.int64)
    named = np.array([word != "" for word in column.words] or [False])
    valid: Flags = named[np.clip(codes, 0, named.size - 1)]
    return codes, valid if column.valid is None else valid & column.valid
