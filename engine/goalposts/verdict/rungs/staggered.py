"""The rungs of a rollout in waves (stats 1.4): every part by itself, or, of few parts, every wave as a series."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Protocol

import numpy as np
from attrs import evolve, frozen

from goalposts.expressions import Total
from goalposts.inference import gates
from goalposts.inference.combined_waves import combined_waves
from goalposts.inference.difference import Differenced, Pair, difference_effect
from goalposts.inference.segment_effect import Levels, segment_effect
from goalposts.inference.staggered import (
    BASE_WEEKS,
    LEAST_STAGGERED_SEGMENTS,
    NEVER,
    Panel,
    StaggeredFit,
    fit_staggered,
)
from goalposts.model import DeclaredBaseline, Window
from goalposts.model.effects import Check, Effect
from goalposts.model.scorecard import Reason
from goalposts.scoring import observe_words
from goalposts.verdict import comparison_reasons as reasons
from goalposts.verdict.bridge_days import left_out
from goalposts.verdict.comparison import Words, by_words, scaled
from goalposts.verdict.measured import kind_of, series_of
from goalposts.verdict.rungs.controls import in_waves, levels_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from goalposts.inference import WindowSeries
    from goalposts.model import ResolvedGoal, Rollout
    from goalposts.verdict.case import Case

DAYS_OF_WEEK = 7


def by_waves(case: Case) -> Effect | Reason | None:
    """Compare the weeks of every part with those of the parts not reached yet; at least eight parts."""
    rollout = waves_of(case)
    if rollout is None:
        return None
    assert case.before.seen is not None
    assert case.after.seen is not None
    weeks = weeks_around(rollout, case.before.seen.start, case.after.seen.end)
    words = by_words(case, weeks.windows, weeks.before) if weeks.before else None
    if words is None:
        return reasons.NOT_BY_WORD
    if len(words.words) < LEAST_STAGGERED_SEGMENTS:
        return reasons.few_staggered(len(words.words), LEAST_STAGGERED_SEGMENTS)
    panel = panel_of(case.goal, rollout, weeks, words)
    if panel is None:
        return reasons.NOT_POSITIVE
    fit = fit_staggered(panel)
    logarithmic = isinstance(case.goal.formula, Total)
    return reasons.NO_WAVES if fit is None else _effect(case, words, fit, logarithmic=logarithmic)


def by_few_waves(case: Case) -> Effect | Reason | None:
    """Compare the days of every wave with those of the parts reached last, or never."""
    rollout = waves_of(case)
    if rollout is None:
        return None
    unreached, end = reached_last(case, rollout)
    found = [_wave(case, rollout, day, unreached, end) for day in days_of_waves(rollout) if day < end]
    told = [wave for wave in found if wave is not None]
    logarithmic = isinstance(case.goal.formula, Total)
    return joined_waves(told, levels_of(case), logarithmic=logarithmic) if told else reasons.NO_WAVES


def joined_waves(told: Sequence[Differenced], levels: Levels, *, logarithmic: bool) -> Effect:
    """Join the steps of at least one wave, and what their checks found before the rollout."""
    known = [wave.early_p for wave in told if wave.early_p is not None]
    # the smallest of several odds, counted as many times as there are waves (Bonferroni)
    early = min(1.0, min(known) * len(known)) if known else None
    checks = (reasons.alike_before(early), reasons.fit_error(float(np.mean([wave.fit_error for wave in told]))))
    joined = combined_waves([wave.effect for wave in told], levels, logarithmic=logarithmic)
    return evolve(joined, checks=checks)


def waves_of(case: Case) -> Rollout | None:
    """The waves of a goal that is compared by them; one without `control` says so on another rung."""
    goal = case.goal
    if goal.control is None or not in_waves(case) or isinstance(goal.baseline, DeclaredBaseline):
        return None
    return goal.rollout


@frozen
class Weeks:
    """Whole weeks that touch the day of the first wave."""

    start: date
    count: int
    before: int

    @property
    def windows(self) -> list[Window]:
        """Every week, the earliest first."""
        days = (self.start + timedelta(days=DAYS_OF_WEEK * place) for place in range(self.count))
        return [Window(day, day + timedelta(days=DAYS_OF_WEEK)) for day in days]

    def place(self, day: date) -> int:
        """The week that a day lies in."""
        return (day - self.start).days // DAYS_OF_WEEK

    def whole_from(self, day: date) -> int:
        """The first week that no earlier day lies in."""
        return -((self.start - day).days // DAYS_OF_WEEK)


def weeks_around(rollout: Rollout, start: date, end: date) -> Weeks:
    """The weeks between two days that touch the first wave's."""
    first = min(rollout.dates.values())
    before = max((first - start).days // DAYS_OF_WEEK, 0)
    after = max((end - first).days // DAYS_OF_WEEK, 0)
    return Weeks(first - timedelta(days=DAYS_OF_WEEK * before), before + after, before)


def panel_of(goal: ResolvedGoal, rollout: Rollout, weeks: Weeks, words: Words) -> Panel | None:
    """Every part by week; None of totals that have no logarithm."""
    values = scaled(goal, words)
    if values is None:
        return None
    starts = [rollout.dates.get(word) for word in words.words]
    return Panel(
        values,
        np.array([NEVER if start is None else weeks.place(start) for start in starts], np.int64),
        words.volumes,
        base=BASE_WEEKS,
        skipped=skipped_of((start for start in starts if start is not None), weeks, ramp_up_of_waves(goal)),
    )


class Places(Protocol):
    """Numbered weeks, months, quarters or years."""

    def place(self, day: date) -> int:
        """The one that a day lies in."""
        ...

    def whole_from(self, day: date) -> int:
        """The first that no earlier day lies in."""
        ...


def skipped_of(starts: Iterable[date], places: Places, ramp_up: timedelta) -> dict[int, int]:
    """How much of every wave does not count, by its first place: what it begins inside of, and its ramp-up."""
    found: dict[int, int] = {}
    for day in starts:
        place = places.place(day)
        found[place] = max(found.get(place, 0), places.whole_from(day + ramp_up) - place)
    return found


def ramp_up_of_waves(goal: ResolvedGoal) -> timedelta:
    """How long after its day a wave does not count yet: as long as the goal's first evaluation day lags its go-live."""
    lag = timedelta(0) if goal.go_live is None else goal.evaluation.start - goal.go_live
    return max(lag, timedelta(0))


def _effect(case: Case, words: Words, fit: StaggeredFit, *, logarithmic: bool) -> Effect:
    found = fit.estimate(f"group-time-effects{'-log' if logarithmic else ''}")
    before, after = case.before.series, case.after.series
    assert before is not None
    assert after is not None
    changed = gates.volume_changed(kind_of(case.goal), before, after)
    effect = segment_effect(found, levels_of(case), logarithmic=logarithmic, volume_changed=changed)
    checks: list[Check] = [reasons.alike_before(fit.early_p)]
    if words.lacking:
        checks.append(reasons.left_out(words.lacking))
    return evolve(effect, checks=tuple(checks))


def days_of_waves(rollout: Rollout) -> list[date]:
    """The days on which waves begin, in order."""
    return sorted(set(rollout.dates.values()))


def words_of_wave(rollout: Rollout, day: date) -> tuple[str, ...]:
    """The parts that a rollout reaches on a day."""
    return tuple(word for word, began in rollout.dates.items() if began == day)


def reached_last(case: Case, rollout: Rollout) -> tuple[tuple[str, ...], date]:
    """The words to compare with, and the day until which none of them is reached.

    Words never reached in the evaluation, if the data have some; else those of the last wave, until its day.
    """
    goal, end = case.goal, case.goal.evaluation.end
    assert goal.of_control is not None
    assert case.after.seen is not None
    never = by_words(case, (case.after.seen,))
    pairs = () if never is None else zip(never.words, never.treated, strict=True)
    unreached = tuple(word for word, treated in pairs if not treated)
    if unreached:
        return unreached, end
    last = max(day for day in rollout.dates.values() if day < end)
    return tuple(word for word, day in rollout.dates.items() if day == last), last


def _wave(case: Case, rollout: Rollout, day: date, unreached: tuple[str, ...], end: date) -> Differenced | None:
    """The step of one wave; None where its windows are too short or empty."""
    assert case.before.seen is not None
    first, start, until = case.before.seen.start, day + ramp_up_of_waves(case.goal), min(end, case.as_of)
    if day <= first or until <= start:
        return None
    own = words_of_wave(rollout, day)
    pairs = [_pair(case, words, Window(first, day), Window(start, until)) for words in (own, unreached)]
    treated, control = pairs
    if treated is None or control is None:
        return None
    found = difference_effect(kind_of(case.goal), treated, (control,))
    return found if isinstance(found, Differenced) else None


def _pair(case: Case, words: tuple[str, ...], before: Window, after: Window) -> Pair | None:
    series = [series_of_words(case, words, window) for window in (before, after)]
    return None if series[0] is None or series[1] is None else Pair(series[0], series[1])


def series_of_words(case: Case, words: tuple[str, ...], window: Window) -> WindowSeries | None:
    """Some words over a window, whether they count as control rows of the goal or not; None without a value."""
    goal, closed = case.goal, left_out(case.project, case.goal)
    found = observe_words(case.cube, rows_of_words(case, words), window, goal.compared_by, [words], closed)
    if found is None or found[0] is None or found[0].value is None:
        return None
    return series_of(found[0], closed, case.before)


def rows_of_words(case: Case, words: tuple[str, ...]) -> ResolvedGoal:
    """The rows that some parts are read from: the goal's, if any of them is reached, else those of its control."""
    goal = case.goal
    assert goal.of_control is not None
    reached = () if goal.rollout is None else goal.rollout.reached_before(goal.evaluation.end)
    return goal if set(words) & set(reached) else goal.of_control
