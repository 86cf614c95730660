"""Many findings that decide nothing, such as those of segments: which of them deserve a look.

Holm keeps any false alarm out, which a long list pays with nearly all of its findings. Benjamini and Hochberg 1995
(JRSS B 57) bound the share of false alarms among what is shown, here at 10 % (stats 2).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

SHARE_OF_FALSE_ALARMS = 0.10


def benjamini_hochberg_adjusted(p_values: Sequence[float | None]) -> tuple[float | None, ...]:
    """Adjust p-values so that those up to 0.10 hold 10 % false alarms on average; None passes and does not count.

    The p-values may hang together positively, as segments of one rollout do (Benjamini and Yekutieli 2001).

    >>> benjamini_hochberg_adjusted([0.01, None, 0.04, 0.03])
    (0.03, None, 0.04, 0.04)
    """
    known = sorted(((p_value, place) for place, p_value in enumerate(p_values) if p_value is not None), reverse=True)
    adjusted: list[float | None] = [None] * len(p_values)
    smallest = 1.0
    for behind, (p_value, place) in enumerate(known):
        smallest = min(smallest, p_value * (len(known) / (len(known) - behind)))
        adjusted[place] = smallest
    return tuple(adjusted)
