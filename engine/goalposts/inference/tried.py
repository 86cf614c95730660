"""Plans for comparisons of parts and waves: the verdict's own method, tried at pretended go-lives (stats 4).

How far parts will differ by chance is the spread between them, and the baseline shows it: at go-lives that never were,
the comparison gives a standard error like any other. The smallest change is reckoned from its mean square.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np
from attrs import frozen

from goalposts.inference.planning import MOST_WEEKS, POWER, Bounds, Weeks, variance_bound
from goalposts.inference.student import normal_quantile, two_sided_quantile

if TYPE_CHECKING:
    from goalposts.inference.resampling import Trial


@frozen
class Expected:
    """The error that a comparison will have.

    Attributes:
        standard_error: in the units of the readings.
        degrees_of_freedom: of the verdict's Student t.
        behind: degrees of freedom behind the standard error itself, as the baseline tells it.
    """

    standard_error: float
    degrees_of_freedom: int
    behind: int

    @classmethod
    def of_trials(cls, trials: Sequence[Trial], side_by_side: int) -> Expected:
        """Take the mean square of what at least one trial gives.

        Trials whose evaluations overlap tell little more than one, so only as many count as fit side by side.
        """
        error = float(np.sqrt(np.mean([trial.standard_error**2 for trial in trials])))
        degrees = min(trial.degrees_of_freedom for trial in trials)
        return cls(error, degrees, degrees * min(side_by_side, len(trials)))

    def smallest_change(self, probability_of_error: float) -> Bounds:
        """Give the smallest change that is shown with 80 % power, in the units of the readings."""
        total = two_sided_quantile(probability_of_error, self.degrees_of_freedom) + normal_quantile(POWER)
        likely = total * self.standard_error
        return Bounds(likely, likely * float(np.sqrt(variance_bound(self.behind))))


@frozen(eq=False)
class TriedPlan:
    """A comparison that can be tried in the baseline.

    Attributes:
        at: the error after an evaluation of so many weeks; None where the comparison cannot be made.
        least_weeks, most_weeks: the shortest evaluation that is judged, and the longest that the baseline can try.
        least_p: the least p-value that the comparison can give, however large the change.
        level: the KPI over the baseline so far.
        logarithmic: whether the readings are.
        method: as the verdict will name it.
    """

    at: Callable[[int], Expected | None]
    least_weeks: int
    most_weeks: int
    least_p: float
    level: float
    logarithmic: bool
    method: str

    def smallest_change(self, weeks: int, probability_of_error: float) -> Bounds | None:
        """Give the smallest change that an evaluation of so many weeks shows; None where nothing can be shown."""
        tried = self.at(weeks) if self.least_weeks <= weeks and self.least_p <= probability_of_error else None
        return None if tried is None else tried.smallest_change(probability_of_error)

    def weeks_to_watch(self, change: float, planned: int, probability_of_error: float) -> Weeks:
        """Give the fewest weeks after which a change is shown, of those that the baseline can try, at most 52.

        Found by halving: a longer evaluation is taken to show smaller changes. Where the planned one shows the change,
        nothing longer is asked for; where it does not, nothing shorter is offered.
        """

        def first(pick: Callable[[Bounds], float]) -> int | None:
            def shows(weeks: int) -> bool:
                found = self.smallest_change(weeks, probability_of_error)
                return found is not None and pick(found) <= change

            low, high = self.least_weeks, min(self.most_weeks, MOST_WEEKS)
            if low <= planned <= high:
                low, high = (low, planned) if shows(planned) else (planned + 1, high)
            if low > high or not shows(high):
                return None
            while low < high:
                middle = (low + high) // 2
                low, high = (low, middle) if shows(middle) else (middle + 1, high)
            return low

        return Weeks(first(lambda bounds: bounds.likely), first(lambda bounds: bounds.cautious))
