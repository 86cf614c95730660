"""The rungs of a rollout in waves over a table by week, month, quarter or year (stats 1.4)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final, TypeAlias

import numpy as np
from attrs import evolve, frozen

from goalposts.inference.calendar_periods import period_holding
from goalposts.inference.difference import Differenced
from goalposts.inference.period_difference import PeriodPair, period_difference
from goalposts.inference.period_readings import (
    PeriodReadings,
    coverage,
    days_of,
    too_few,
    volume_changed,
)
from goalposts.inference.segment_effect import Levels, segment_effect
from goalposts.inference.staggered import (
    BASE_WEEKS,
    LEAST_STAGGERED_SEGMENTS,
    NEVER,
    Panel,
    StaggeredFit,
    fit_staggered,
)
from goalposts.model import Window
from goalposts.model.effects import Check, Effect, GateFailure
from goalposts.model.scorecard import Reason
from goalposts.verdict import comparison_reasons as reasons
from goalposts.verdict.comparison import by_words
from goalposts.verdict.days_ahead import number_of
from goalposts.verdict.rungs.period_controls import period_of, periods_of_words
from goalposts.verdict.rungs.staggered import (
    days_of_waves,
    joined_waves,
    ramp_up_of_waves,
    reached_last,
    rows_of_words,
    skipped_of,
    waves_of,
    words_of_wave,
)

if TYPE_CHECKING:
    from goalposts.inference.arrays import Floats, Integers
    from goalposts.inference.period_readings import Period
    from goalposts.model import Rollout
    from goalposts.verdict.case import Case

BASE_PERIODS: Final[dict[Period, int]] = {"week": BASE_WEEKS, "month": 1, "quarter": 1, "year": 1}
"""The readings before its day that a wave is counted from: some four weeks, or one reading of more."""


def by_period_waves(case: Case) -> Effect | Reason | None:
    """Compare the readings of every part with those of the parts not reached yet; at least eight parts."""
    rollout, before, after = waves_of(case), case.before.periods, case.after.periods
    if rollout is None or before is None or after is None:
        return None
    gates = (coverage("baseline", before), coverage("evaluation", after))
    lengths = (too_few("baseline", before), too_few("evaluation", after))
    if failures := [failure for asked in (*gates, *lengths) for failure in asked]:
        return reasons.refused(failures[0])
    table = _table(case)
    if table is None:
        return reasons.NOT_BY_WORD
    if len(table.words) < LEAST_STAGGERED_SEGMENTS:
        return reasons.few_staggered(len(table.words), LEAST_STAGGERED_SEGMENTS)
    panel = _panel(case, rollout, table)
    fit = None if panel is None else fit_staggered(panel)
    return reasons.NO_WAVES if fit is None else _effect(case, table, fit, before, after)


def by_few_period_waves(case: Case) -> Effect | Reason | None:
    """Compare the readings of every wave with those of the parts reached last, or never."""
    rollout, before, after = waves_of(case), case.before.periods, case.after.periods
    if rollout is None or before is None or after is None:
        return None
    unreached, end = reached_last(case, rollout)
    found = [_wave(case, rollout, day, unreached, end) for day in days_of_waves(rollout) if day < end]
    told = [wave for wave in found if isinstance(wave, Differenced)]
    if told:
        return joined_waves(told, _levels(before, after), logarithmic=False)
    refused = [wave for wave in found if isinstance(wave, tuple)]
    return reasons.refused(refused[0][0]) if refused else reasons.NO_WAVES


_Step: TypeAlias = "Differenced | tuple[GateFailure, ...] | None"


@frozen(eq=False)
class _Table:
    """The parts that have every period.

    Attributes:
        words: of both kinds.
        like: the readings of one of them, by which periods are numbered.
        index: shape (periods,), their numbers, from the baseline's first to the evaluation's last.
        values, volumes: shape (parts, periods).
        lacking: parts that lack a period that at least half of all parts have.
    """

    words: tuple[str, ...]
    like: PeriodReadings
    index: Integers
    values: Floats
    volumes: Floats
    lacking: int

    def place(self, day: date) -> int:
        """The period that a day lies in."""
        number, _ = period_holding(number_of(day), self.like)
        return int(np.searchsorted(self.index, number))

    def whole_from(self, day: date) -> int:
        """The first period that no earlier day lies in."""
        _, begins = period_holding(number_of(day), self.like)
        return self.place(day) + (not begins)


def _table(case: Case) -> _Table | None:
    goal = case.goal
    assert goal.of_control is not None
    assert case.before.seen is not None
    assert case.after.seen is not None
    span = Window(case.before.seen.start, case.after.seen.end)
    words = by_words(case, (span,))
    if words is None:
        return None
    found: dict[str, PeriodReadings] = {}
    for rows, kind in ((goal, True), (goal.of_control, False)):
        own = [word for word, treated in zip(words.words, words.treated, strict=True) if treated == kind]
        read = periods_of_words(case, rows, [(word,) for word in own], span)
        found |= {word: part for word, part in zip(own, read, strict=True) if part is not None}
    if not found:
        return None
    numbers, counts = np.unique(np.concatenate([part.index for part in found.values()]), return_counts=True)
    index = numbers[2 * counts >= len(found)]
    whole = {word: part for word, part in found.items() if bool(np.isin(index, part.index).all())}
    like = next(iter(found.values()))

    def rows_of(name: str) -> Floats:
        known = [getattr(part, name)[np.searchsorted(part.index, index)] for part in whole.values()]
        return np.array(known, np.float64).reshape(len(whole), index.size)

    lacking = words.lacking + len(words.words) - len(whole)
    return _Table(tuple(whole), like, index, rows_of("ratios"), rows_of("volumes"), lacking)


def _panel(case: Case, rollout: Rollout, table: _Table) -> Panel | None:
    """Every part by period; what a wave begins inside of, or its ramp-up ends inside of, counts for nothing."""
    waves = {word: day for word, day in rollout.dates.items() if word in table.words}
    start = np.array([table.place(waves[word]) if word in waves else NEVER for word in table.words], np.int64)
    first = int(start.min())
    if not 0 < first < table.index.size:
        return None
    return Panel(
        table.values,
        start,
        table.volumes[:, :first].sum(axis=1),
        base=BASE_PERIODS[period_of(case)],
        skipped=skipped_of(waves.values(), table, ramp_up_of_waves(case.goal)),
    )


def _effect(case: Case, table: _Table, fit: StaggeredFit, before: PeriodReadings, after: PeriodReadings) -> Effect:
    found = fit.estimate(f"group-time-effects-by-{period_of(case)}")
    changed = volume_changed(before, after)
    effect = segment_effect(found, _levels(before, after), logarithmic=False, volume_changed=changed)
    checks: list[Check] = [reasons.alike_before(fit.early_p)]
    if table.lacking:
        checks.append(reasons.left_out(table.lacking))
    return evolve(effect, checks=tuple(checks))


def _levels(before: PeriodReadings, after: PeriodReadings) -> Levels:
    return Levels(before.shown, after.shown, days_of(before), days_of(after))


def _wave(case: Case, rollout: Rollout, day: date, unreached: tuple[str, ...], end: date) -> _Step:
    """The step of one wave, the gates that refuse it, or None where a window of it is empty."""
    assert case.before.seen is not None
    first, start, until = case.before.seen.start, day + ramp_up_of_waves(case.goal), min(end, case.as_of)
    if day <= first or until <= start:
        return None
    own = words_of_wave(rollout, day)
    windows = (Window(first, day), Window(start, until))
    treated, control = (_pair(case, words, windows) for words in (own, unreached))
    return None if treated is None or control is None else period_difference(treated, control)


def _pair(case: Case, words: tuple[str, ...], windows: tuple[Window, Window]) -> PeriodPair | None:
    rows = rows_of_words(case, words)
    (before,), (after,) = (periods_of_words(case, rows, [words], window) for window in windows)
    return None if before is None or after is None else PeriodPair(before, after)
