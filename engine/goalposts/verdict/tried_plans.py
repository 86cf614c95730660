"""Plans for comparisons of parts, of units within them, and in waves: tried at go-lives that the baseline pretends.

The verdict of such a goal takes its error from the spread between parts, so its plan does: the same comparison, where
nothing happened. A rollout in waves is moved back as a whole, until all of it lies inside the baseline.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Final, TypeAlias

from attrs import evolve, frozen

from goalposts.expressions import Total
from goalposts.inference import gates
from goalposts.inference.relabelled import Material, PartChanges, UnitChanges, Waves
from goalposts.inference.segment_change import LEAST_SEGMENTS, least_p
from goalposts.inference.staggered import BASE_WEEKS, LEAST_STAGGERED_SEGMENTS, least_staggered_p
from goalposts.inference.tried import Expected, TriedPlan
from goalposts.inference.weekdays import DAYS_OF_WEEK
from goalposts.verdict import power_reasons
from goalposts.verdict.comparison import by_words, scaled
from goalposts.verdict.pretending import LEAST_HISTORY_DAYS, Placebo, gap_of, pretended
from goalposts.verdict.rungs.staggered import panel_of, weeks_around
from goalposts.verdict.rungs.units import enough_units, unit_values, units_of

if TYPE_CHECKING:
    from goalposts.locale import Text
    from goalposts.model import Rollout, Window
    from goalposts.verdict.case import Case
    from goalposts.verdict.planned_design import Design

MOST_TRIALS: Final = 4
"""Go-lives for one length of evaluation: those a week apart tell nearly the same."""
LEAST_WEEKS: Final = -(-gates.LEAST_DAYS["evaluation"] // DAYS_OF_WEEK)

Spot: TypeAlias = Placebo | int
"""Where a go-live is pretended: its windows; of waves the weeks by which they are moved back."""


@frozen(eq=False)
class Trying:
    """A comparison that can be made at pretended go-lives.

    Attributes:
        case: the goal over its baseline so far.
        design: "parts", "units" or "waves".
    """

    case: Case
    design: Design

    @property
    def seen(self) -> Window:
        """The baseline so far."""
        assert self.case.before.seen is not None
        return self.case.before.seen

    def spots(self, weeks: int) -> Sequence[Spot]:
        """Where an evaluation of so many weeks can be pretended, the last one first."""
        if self.design != "waves":
            return tuple(pretended(self.seen, gap_of(self.case.goal), DAYS_OF_WEEK * weeks))
        first = self._first_wave
        least = -(-(self._end(weeks) - self.seen.end).days // DAYS_OF_WEEK)
        most = (first - self.seen.start).days // DAYS_OF_WEEK - BASE_WEEKS
        return tuple(range(max(least, 0), most + 1))

    def most_weeks(self) -> int:
        """The longest evaluation that can be pretended."""
        if self.design != "waves":
            return (self.seen.days - LEAST_HISTORY_DAYS - gap_of(self.case.goal)) // DAYS_OF_WEEK
        moved = (self._first_wave - self.seen.start).days // DAYS_OF_WEEK - BASE_WEEKS
        last = self.seen.end + timedelta(days=DAYS_OF_WEEK * moved)
        return (last - self.case.goal.evaluation.start).days // DAYS_OF_WEEK

    def side_by_side(self, spots: Sequence[Spot], weeks: int) -> int:
        """How many of the evaluations of neighbouring spots, a week apart, do not overlap."""
        span = weeks if self.design != "waves" else (self._end(weeks) - self._first_wave).days // DAYS_OF_WEEK
        return 1 + (len(spots) - 1) // max(span, 1)

    def read(self, spot: Spot, weeks: int) -> Material | None:
        """Read what is compared at a pretended go-live; None where it cannot be compared."""
        return self._waves(self._end(weeks), spot) if isinstance(spot, int) else self._between(spot)

    def read_so_far(self, after: Window) -> Material | None:
        """Read what is compared at the go-live itself, on the days so far; of waves once four parts are reached."""
        if self.design != "waves":
            return self._between(Placebo(self.seen, after))
        found = self._waves(after.end)
        reached = 0 if found is None else int((found.panel.start < found.panel.values.shape[1]).sum())
        return found if reached >= LEAST_SEGMENTS else None

    def _between(self, windows: Placebo) -> PartChanges | UnitChanges | None:
        both = (windows.before, windows.after)
        words = units_of(self.case, both) if self.design == "units" else by_words(self.case, both)
        if words is None:
            return None
        if self.design == "units":
            return UnitChanges(unit_values(words)) if enough_units(self.case.goal, words) else None
        values = scaled(self.case.goal, words)
        if values is None or min(words.counts) < LEAST_SEGMENTS:
            return None
        return PartChanges(values[:, 1] - values[:, 0], words.volumes, words.treated)

    def _waves(self, end: date, moved: int = 0) -> Waves | None:
        goal, back = self.case.goal, timedelta(days=DAYS_OF_WEEK * moved)
        rollout = evolve(self._rollout, dates={word: day - back for word, day in self._rollout.dates.items()})
        span = weeks_around(rollout, self.seen.start, end - back)
        words = by_words(self.case, span.windows, span.before)
        if words is None or len(words.words) < LEAST_STAGGERED_SEGMENTS:
            return None
        panel = panel_of(goal, rollout, span, words)
        return None if panel is None else Waves(panel)

    @property
    def _rollout(self) -> Rollout:
        assert self.case.goal.rollout is not None
        return self.case.goal.rollout

    @property
    def _first_wave(self) -> date:
        return min(self._rollout.dates.values())

    def _end(self, weeks: int) -> date:
        return self.case.goal.evaluation.start + timedelta(days=DAYS_OF_WEEK * weeks)


def tried_plan(trying: Trying) -> TriedPlan | Text:
    """Plan a comparison of parts by trying it in the baseline, or say why it cannot be tried."""
    most = trying.most_weeks()
    if most < LEAST_WEEKS:
        return power_reasons.too_short_to_try(DAYS_OF_WEEK * (LEAST_WEEKS - most))
    goal, case = trying.case.goal, trying.case
    planned = max(LEAST_WEEKS, min(goal.evaluation.days // DAYS_OF_WEEK, most))
    spots = trying.spots(planned)
    last = trying.read(spots[0], planned) if spots else None
    if last is None:
        return power_reasons.NOT_TRIED
    if last.trial() is None:
        return power_reasons.NO_SPREAD

    @cache
    def at(weeks: int) -> Expected | None:
        places = trying.spots(weeks)
        chosen = [places[round(place)] for place in evenly(len(places), MOST_TRIALS)]
        found = [read.trial() for spot in chosen if (read := trying.read(spot, weeks)) is not None]
        known = tuple(trial for trial in found if trial is not None)
        return Expected.of_trials(known, trying.side_by_side(places, weeks)) if known else None

    logarithmic = isinstance(goal.formula, Total)
    return TriedPlan(
        at=at,
        least_weeks=LEAST_WEEKS,
        most_weeks=most,
        least_p=_least_p(last),
        level=case.reference,
        logarithmic=logarithmic,
        method=f"{_METHODS[trying.design]}{'-log' if logarithmic else ''}",
    )


def _least_p(read: Material) -> float:
    if isinstance(read, Waves):
        return least_staggered_p(read.panel.start)
    treated = read.units.treated if isinstance(read, UnitChanges) else read.treated
    return least_p(int(treated.sum()), int((~treated).sum()))


def evenly(count: int, most: int) -> list[float]:
    """Choose so many places at most, evenly between the first and the last of `count`."""
    if count <= most:
        return [float(place) for place in range(count)]
    return [place * (count - 1) / (most - 1) for place in range(most)]


_METHODS: Final = {"parts": "segment-changes", "units": "unit-changes-cuped", "waves": "group-time-effects"}
