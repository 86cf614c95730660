"""Plans for times to event and for tables by week or longer, by the rung that the verdict will take.

One group, and all rows against all others, are looked ahead at as days are. Part against part is tried at go-lives
that the baseline pretends, whole periods apart.
"""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from attrs import evolve, frozen

from goalposts.inference.outlook import Outlook
from goalposts.inference.period_outlook import PeriodsAhead, period_outlook, periods_ahead
from goalposts.inference.period_readings import DAYS_OF_PERIOD, LEAST_PERIODS
from goalposts.inference.planning import MOST_WEEKS
from goalposts.inference.relabelled import PartChanges
from goalposts.inference.segment_change import LEAST_SEGMENTS, least_p
from goalposts.inference.tried import Expected, TriedPlan
from goalposts.inference.weekdays import DAYS_OF_WEEK
from goalposts.locale import Text
from goalposts.model import Window
from goalposts.verdict import power_reasons, reasons
from goalposts.verdict.days_ahead import day_of, number_of
from goalposts.verdict.in_periods import follows_entries, too_few_entry_weeks
from goalposts.verdict.pretending import Placebo, gap_of
from goalposts.verdict.rungs.controls import in_waves, is_compared
from goalposts.verdict.rungs.period_controls import control_periods, parts_of
from goalposts.verdict.tried_plans import MOST_TRIALS, evenly

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from goalposts.inference import PeriodReadings
    from goalposts.verdict.case import Case


@frozen(eq=False)
class PretendedPeriods:
    """Go-lives that a baseline in periods can pretend.

    Attributes:
        case: the goal over its baseline so far.
        readings: that baseline.
    """

    case: Case
    readings: PeriodReadings

    @property
    def whole(self) -> PeriodsAhead:
        """The whole periods of the baseline so far."""
        seen = self.case.before.seen
        assert seen is not None
        return periods_ahead(self.readings, number_of(seen.start), number_of(seen.end), counted_back=True)

    @property
    def most(self) -> int:
        """The longest evaluation, in periods, behind the shortest baseline."""
        found = self.whole
        first_end = found.ends[LEAST_PERIODS[self.readings.period]["baseline"] - 1 :]
        if not first_end.size:
            return 0
        return int(np.count_nonzero(found.starts >= first_end[0] + gap_of(self.case.goal)))

    def planned(self, weeks: int) -> int:
        """How many whole periods an evaluation of so many weeks has; of the planned weeks, with the days over them."""
        evaluation = self.case.goal.evaluation
        if weeks == evaluation.days // DAYS_OF_WEEK:
            return self.planned_to(evaluation.end)
        return self.planned_to(evaluation.start + timedelta(days=DAYS_OF_WEEK * weeks))

    def planned_to(self, end: date) -> int:
        """How many whole periods an evaluation has that ends with the day before."""
        start = self.case.goal.evaluation.start
        return periods_ahead(self.readings, number_of(start), number_of(end)).index.size

    def placebos(self, count: int) -> tuple[Placebo, ...]:
        """Pretend go-lives a period apart, each with an evaluation of so many periods; the last one first.

        Args:
            count: from 1 to `most`.
        """
        found, seen, gap = self.whole, self.case.before.seen, gap_of(self.case.goal)
        assert seen is not None
        last = found.ends.size
        return tuple(
            Placebo(
                Window(seen.start, day_of(int(found.starts[end - count]) - gap)),
                Window(day_of(int(found.starts[end - count])), day_of(int(found.ends[end - 1]))),
            )
            for end in range(last, last - self.most + count - 1, -1)
        )

    def changes(self, placebo: Placebo) -> PartChanges | None:
        """Read the parts at a pretended go-live; None where fewer than four of a kind have enough readings."""
        before, after = (evolve(self.case.before, seen=window) for window in (placebo.before, placebo.after))
        parts = parts_of(evolve(self.case, before=before, after=after))
        if parts is None or min(parts.counts) < LEAST_SEGMENTS:
            return None
        return PartChanges(parts.changes, parts.volumes, parts.treated)


def side_by_side(placebos: Sequence[Placebo], count: int) -> int:
    """How many evaluations of so many periods do not overlap."""
    return 1 + (len(placebos) - 1) // max(count, 1)


def period_plan(case: Case) -> Outlook | TriedPlan | Text:
    """Look ahead at a goal that is read by periods, or say why that cannot be done."""
    goal, readings = case.goal, case.before.periods
    if readings is None:
        return _not_yet(reasons.gate(too_few_entry_weeks("baseline", case.before.weeks)).text)
    control = None
    if is_compared(case) and goal.control is not None:
        if in_waves(case):
            return power_reasons.WAVES_OF_PERIODS
        tried = None if follows_entries(goal) else _tried(PretendedPeriods(case, readings))
        if tried is not None:
            return tried
        control = control_periods(case, goal.sample)
    assert goal.sample is not None
    start = number_of(goal.evaluation.start)
    horizon = max(number_of(goal.evaluation.end), start + DAYS_OF_WEEK * MOST_WEEKS)
    window = (number_of(goal.sample.start), number_of(goal.sample.end))
    found = period_outlook(readings, window, (start, horizon), control)
    return found if isinstance(found, Outlook) else _not_yet(reasons.gate(found[0]).text)


def _not_yet(why: Text) -> Text:
    return power_reasons.NOT_YET.fill(why=why)


def _tried(pretending: PretendedPeriods) -> TriedPlan | Text | None:
    """Plan part against part by trying it; None where fewer than four of a kind are there at all."""
    case, readings = pretending.case, pretending.readings
    least, most = LEAST_PERIODS[readings.period]["evaluation"], pretending.most
    parts = parts_of(case)
    if parts is None or min(parts.counts) < LEAST_SEGMENTS:
        return None
    if most < least:
        return power_reasons.too_short_to_try(round((least - most) * DAYS_OF_PERIOD[readings.period]))

    @cache
    def trials_at(count: int) -> Expected | None:
        places = pretending.placebos(count)
        chosen = [places[round(place)] for place in evenly(len(places), MOST_TRIALS)]
        found = [read.trial() for placebo in chosen if (read := pretending.changes(placebo)) is not None]
        known = tuple(trial for trial in found if trial is not None)
        return Expected.of_trials(known, side_by_side(places, count)) if known else None

    def at(weeks: int) -> Expected | None:
        count = pretending.planned(weeks)
        return trials_at(count) if least <= count <= most else None

    if trials_at(least) is None:
        return power_reasons.NOT_TRIED
    counts = [pretending.planned(weeks) for weeks in range(_longest(case) + 1)]
    return TriedPlan(
        at=at,
        least_weeks=next((weeks for weeks, count in enumerate(counts) if count >= least), len(counts)),
        most_weeks=max(weeks for weeks, count in enumerate(counts) if count <= most),
        least_p=least_p(*parts.counts),
        level=case.reference,
        logarithmic=False,
        method=f"segment-changes-by-{readings.period}",
    )


def _longest(case: Case) -> int:
    return max(MOST_WEEKS, case.goal.evaluation.days // DAYS_OF_WEEK)
