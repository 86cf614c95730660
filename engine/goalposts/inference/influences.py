"""Dated influences as columns of the regression, and which of them the data can tell from the go-live.

An influence is one where it is at work and zero elsewhere; a week that it covers in part has that part. What the
readings cannot tell apart is left out, with a code that says why: an influence that begins with the go-live and lasts
*is* the step, and no calculation divides the two.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np
from attrs import frozen

from goalposts.inference.design import STEP, Design
from goalposts.inference.long_run_variance import cosine_count
from goalposts.inference.weekdays import DAYS_OF_WEEK

if TYPE_CHECKING:
    from collections.abc import Iterable

    from goalposts.inference.arrays import Floats
    from goalposts.model import Influence

NEVER_VARIES = "influence_never_varies"
WITH_GO_LIVE = "influence_with_go_live"
LIKE_OTHERS = "influence_like_others"
NO_ROOM = "influence_without_room"

_EPOCH = date(1970, 1, 1)
_TOLD_APART = 1e-6
"""Share of an influence's own length that must be left once everything else is taken off it."""


@frozen(eq=False)
class InfluenceColumn:
    """An influence by its name, and how much of every reading it covers: shape (T,), 0 to 1."""

    name: str
    cover: Floats


def influence_columns(influences: Iterable[Influence], moments: Floats, *, by_week: bool) -> list[InfluenceColumn]:
    """Cover readings by influences; `moments` are days, or the middle days of weeks."""
    first = moments - DAYS_OF_WEEK // 2 if by_week else moments
    last = first + (DAYS_OF_WEEK if by_week else 1)
    columns = []
    for influence in influences:
        start = (influence.start - _EPOCH).days
        end = np.inf if influence.end is None else (influence.end - _EPOCH).days
        shared = np.clip(np.minimum(last, end) - np.maximum(first, start), 0.0, None)
        columns.append(InfluenceColumn(influence.name, shared / (last - first)))
    return columns


def with_influences(
    design: Design, columns: Iterable[InfluenceColumn]
) -> tuple[Design, tuple[InfluenceColumn, ...], tuple[tuple[str, str], ...]]:
    """Add to a step design every influence that it can tell apart.

    Returns:
        The design, the influences in it, and the names of the others with the code of the reason.
    """
    matrix, kept, left_out = design.matrix, [], []
    for column in columns:
        reason = _why_not(matrix, column.cover)
        if reason:
            left_out.append((column.name, reason))
        else:
            kept.append(column)
            matrix = np.column_stack([matrix, column.cover])
    names = tuple(column.name for column in kept)
    return Design(matrix, design.names, design.season_end, names), tuple(kept), tuple(left_out)


def _why_not(matrix: Floats, cover: Floats) -> str:
    if np.ptp(cover) == 0:
        return NEVER_VARIES
    if np.ptp(cover - matrix[:, STEP]) == 0 or np.ptp(cover + matrix[:, STEP]) == 0:
        return WITH_GO_LIVE
    basis, _ = np.linalg.qr(matrix)
    rest = cover - basis @ (basis.T @ cover)
    if np.linalg.norm(rest) <= _TOLD_APART * np.linalg.norm(cover):
        return LIKE_OTHERS
    length, count = matrix.shape
    # half of the readings, and those that the long-run variance needs, are left to tell noise by
    return NO_ROOM if length < 2 * (count + 1) + cosine_count(length) else ""
