"""A goal beside the rows that the rollout did not reach: as one series, and by the words of a dimension."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

import numpy as np
from attrs import frozen

from goalposts.expressions import Total
from goalposts.inference.comparison import compare, length_failures
from goalposts.inference.conclude import refusals
from goalposts.inference.difference import Pair
from goalposts.inference.series import usable_days
from goalposts.model import Window
from goalposts.scoring import observe_by_word, table_by_word
from goalposts.verdict.bridge_days import left_out
from goalposts.verdict.measured import Measured, kind_of, measure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goalposts.inference.arrays import Flags, Floats
    from goalposts.inference.series import WindowSeries
    from goalposts.model import ResolvedGoal
    from goalposts.model.effects import GateFailure
    from goalposts.scoring.concluding.segment_values import WordValue
    from goalposts.verdict.case import Case

MOST_WORDS: Final = 10_000
_WEEK: Final = timedelta(days=7)


@frozen(eq=False)
class Rows:
    """The rows with the rollout and those without, each before and after."""

    treated: Pair
    control: Pair
    before: Measured
    after: Measured

    @property
    def volume_shift(self) -> float:
        """How much more the daily denominator grew with the rollout than without, as a fraction."""
        growth = [_volume(pair.after) / _volume(pair.before) for pair in (self.treated, self.control)]
        return growth[0] / growth[1] - 1


def _volume(window: WindowSeries) -> float:
    return float(window.denominator[usable_days("ratio", window)].mean())


def control_rows(case: Case) -> Rows | None:
    """Measure a goal on its control rows; None where a window has none of them."""
    goal = case.goal.of_control
    if goal is None or case.before.series is None or case.after.series is None:
        return None
    before = measure(case.project, goal, case.cube, goal.sample, case.as_of)
    after = measure(case.project, goal, case.cube, goal.evaluation, case.as_of, before)
    if before.value is None or after.value is None or before.series is None or after.series is None:
        return None
    treated, control = Pair(case.before.series, case.after.series), Pair(before.series, after.series)
    return Rows(treated, control, before, after)


def refused_pair(case: Case, pair: Pair) -> tuple[GateFailure, ...]:
    """Ask the gates of coverage and length of one pair of windows."""
    kind = kind_of(case.goal)
    if found := refusals(kind, pair.before, pair.after):
        return found
    return length_failures(compare(kind, pair.before, pair.after))


@frozen(eq=False)
class Words:
    """A goal by the words of a dimension over several windows; only words that every window has.

    Attributes:
        words: of both kinds.
        values: shape (words, windows).
        volumes: shape (words,), events of the windows before the rollout; of totals their sum.
        treated: shape (words,).
        lacking: words that some window lacks.
    """

    words: tuple[str, ...]
    values: Floats
    volumes: Floats
    treated: Flags
    lacking: int

    @property
    def counts(self) -> tuple[int, int]:
        """The number of words with the rollout, and without."""
        return int(self.treated.sum()), int((~self.treated).sum())

    @property
    def without(self) -> tuple[str, ...]:
        """The words without the rollout."""
        return tuple(word for word, treated in zip(self.words, self.treated, strict=True) if not treated)


def scaled(goal: ResolvedGoal, words: Words) -> Floats | None:
    """The values as they are compared: of totals their logarithms, None where one is not positive."""
    if not isinstance(goal.formula, Total):
        return words.values
    return np.log(words.values) if bool((words.values > 0).all()) else None


def by_words(case: Case, windows: Sequence[Window], before: int = 1, dimension: str = "") -> Words | None:
    """Read both kinds of words over some windows; None where they are not kept by the words of one dimension.

    Args:
        case: the goal.
        windows: in order of time.
        before: how many of them, from the first on, lie before the rollout and so give the volumes.
        dimension: the parts of which the rollout reached some, unless another is given.
    """
    goal = case.goal
    assert goal.of_control is not None
    kinds = [_read(case, rows, windows, before, dimension or goal.compared_by) for rows in (goal, goal.of_control)]
    treated, control = kinds
    if treated is None or control is None:
        return None
    names = (*treated.words, *control.words)
    values, volumes = (np.concatenate(pair) for pair in zip(treated.numbers, control.numbers, strict=True))
    whole = ~np.isnan(values).any(axis=1) & (volumes > 0)
    is_treated = np.arange(len(names)) < len(treated.words)
    return Words(
        tuple(name for name, kept in zip(names, whole, strict=True) if kept),
        values[whole],
        volumes[whole],
        is_treated[whole],
        int((~whole).sum()),
    )


@frozen(eq=False)
class _Kind:
    """The words of one kind of rows: values of shape (words, windows), nan for none, and volumes of shape (words,)."""

    words: tuple[str, ...]
    numbers: tuple[Floats, Floats]


def _read(case: Case, goal: ResolvedGoal, windows: Sequence[Window], before: int, dimension: str) -> _Kind | None:
    if not dimension:
        return None
    closed = left_out(case.project, goal)
    table = table_by_word(case.cube, goal, windows, dimension, closed)
    if table is not None and len(table.words) <= MOST_WORDS:
        values = np.where(table.events > 0, table.values, np.nan)
        return _Kind(table.words, (values, table.events[:, :before].sum(axis=1).astype(np.float64)))
    found = observe_by_word(case.cube, goal, windows, dimension, closed, MOST_WORDS)
    if found is None or found.reason:
        return None
    lines = {line.word: line.windows for line in found.lines if line.word and not line.other}
    read = [[_value(goal, value) for value in line] for line in lines.values()]
    volumes = [sum(_volume_of(goal, value) for value in line[:before]) for line in lines.values()]
    shape = (len(lines), len(windows))
    return _Kind(tuple(lines), (np.array(read, np.float64).reshape(shape), np.array(volumes, np.float64)))


def _value(goal: ResolvedGoal, found: WordValue | None) -> float:
    """A window's value; nan without one. A window without events has none, but of a total it is zero."""
    if found is None or found.value is None or (found.n == 0 and not isinstance(goal.formula, Total)):
        return np.nan
    return found.value


def _volume_of(goal: ResolvedGoal, found: WordValue | None) -> float:
    if found is None:
        return 0.0
    return found.numerator if isinstance(goal.formula, Total) else float(found.n)


def weeks_before(end: date, first: date, most: int) -> list[Window]:
    """Complete weeks that end on a day, counted back to another, the earliest first."""
    weeks: list[Window] = []
    while len(weeks) < most and end - _WEEK >= first:
        weeks.append(Window(end - _WEEK, end))
        end -= _WEEK
    return weeks[::-1]
