"""Tables and numbers as the pages of results write them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of Markdown."""
    ruled = [headings, ["---"] * len(headings), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in ruled)


def times_as(ratio: float) -> str:
    """How many times something is."""
    return f"{ratio:.1f}x" if ratio >= 1 else f"{ratio:.2f}x"
