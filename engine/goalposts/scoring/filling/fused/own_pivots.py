"""The means of a first scan as pivots of a second one, for days whose values lie far from the pivot of all days."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from goalposts.scoring.arrays import Floats, Integers
    from goalposts.scoring.filling.fused.run import Run
    from goalposts.scoring.states.kinds import Moments

_LEAST_OF_WHOLE: Final = 0.5
"""The second moment of two whole numbers next to each other; no others have less, but equal ones."""


@frozen(eq=False)
class OwnPivots:
    """The moments of a first scan.

    Attributes:
        states: by tally, arrays of shape (words * days,), word by word.
        words: the segments in their order; the empty word stands for missing ones, and is the only one without `by`.
    """

    states: Mapping[int, Moments]
    words: tuple[str, ...]

    def of(self, run: Run, words: tuple[str, ...]) -> Floats:
        """The pivots of a run's cells, shape (sums of squares * cells,); 0 where a cell was empty.

        Args:
            run: its cells are days by segments.
            words: of its segments, but the last, which is of missing words.
        """
        days = run.midnights.size - 1
        table = np.zeros((max(len(run.scan.squared), 1), run.cells))
        segments = {word: place for place, word in enumerate((*words, ""))} if words or run.segments > 1 else {"": 0}
        for tally, answer in zip(run.scan.tallies, run.scan.answers, strict=True):
            state = self.states.get(tally)
            if state is None:
                continue
            sides = (answer.y, state.sum_y, state.yy), (answer.x, state.sum_x, state.xx)
            for place, sums, second in sides:
                if place is not None:
                    means = _means(state.n, sums, second).reshape(len(self.words), days)
                    inside = table[place, run.segments : -1 - run.segments].reshape(days, run.segments)
                    for row, word in enumerate(self.words):
                        if word in segments:
                            inside[:, segments[word]] = means[row]
        return table.ravel()


def _means(n: Integers, sums: Floats, second: Floats) -> Floats:
    """The mean of every cell; of whole numbers the next whole one, so that the sum of distances from it is exact.

    What is no whole number has a whole sum by chance: with such a second moment, its mean lies so few deviations from
    the next whole number that no digit is lost.
    """
    means = sums / np.maximum(n, 1)
    return np.where((np.rint(sums) == sums) & (second >= _LEAST_OF_WHOLE), np.rint(means), means)
