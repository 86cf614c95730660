"""Which design of the ladder a goal will be judged by, as far as its baseline tells before there is anything to judge.

Plans and looks must use the method of the verdict, or say that they cannot: another method's figure would be a promise
that the verdict does not keep.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from attrs import frozen

from goalposts.inference.comparison import compare
from goalposts.inference.conclude import refusals
from goalposts.inference.difference import LEAST_DAYS_FOR_WEIGHTS, LEAST_DONORS
from goalposts.inference.segment_change import LEAST_SEGMENTS
from goalposts.inference.staggered import LEAST_STAGGERED_SEGMENTS
from goalposts.model import Window
from goalposts.verdict.case import Case
from goalposts.verdict.comparison import Words, by_words
from goalposts.verdict.in_periods import follows_entries
from goalposts.verdict.measured import Measured, kind_of, measure
from goalposts.verdict.rungs.controls import covers, in_waves, series_of_parts
from goalposts.verdict.rungs.same_units import Panel, asks_for_same_units, panel_of_units, series_of_units
from goalposts.verdict.rungs.units import enough_units, units_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.inference import WindowSeries
    from goalposts.model import Project, ResolvedGoal
    from goalposts.scoring import Cube

Design: TypeAlias = Literal[
    "single", "rows", "units", "parts", "mixture", "waves", "few_waves", "same_units", "periods"
]
ALONE: Final[Design] = "single"


@frozen(eq=False)
class PlannedDesign:
    """The design, and the baseline of what it subtracts where it is one series less others.

    Attributes:
        control: of all control rows, of "rows".
        donors: the parts of a "mixture".
        controls: the series over the baseline: that of `control`, or one for every donor.
        own: the series of the goal where it is not that of all of its rows: of the "same_units".
    """

    name: Design
    control: Measured | None = None
    donors: tuple[str, ...] = ()
    controls: tuple[WindowSeries, ...] = ()
    own: WindowSeries | None = None


def planned_design(project: Project, goal: ResolvedGoal, cube: Cube, measured: Measured, as_of: date) -> PlannedDesign:
    """Find the design by the baseline as measured so far; without control rows in it, the goal stands alone."""
    rows = goal.of_control
    if measured.seen is None or measured.value is None or measured.series is None:
        return PlannedDesign(ALONE)
    if follows_entries(goal) or measured.periods is not None:
        return PlannedDesign("periods")
    case = baseline_case(project, goal, cube, measured, as_of)
    if asks_for_same_units(case):
        own = _same_units(case)
        return PlannedDesign(ALONE) if own is None else PlannedDesign("same_units", own=own)
    if rows is None or not any(project.comparison_of(goal.goal)):
        return PlannedDesign(ALONE)
    words = by_words(case, (measured.seen,))
    if in_waves(case):
        enough = words is not None and len(words.words) >= LEAST_STAGGERED_SEGMENTS
        return PlannedDesign("waves" if enough else "few_waves")
    control = measure(project, rows, cube, goal.sample, as_of)
    if control.value is None or control.series is None:
        return PlannedDesign(ALONE)
    if enough_units(goal, units_of(case, (measured.seen,))):
        return PlannedDesign("units")
    if words is not None and min(words.counts) >= LEAST_SEGMENTS:
        return PlannedDesign("parts")
    donors = () if words is None or words.counts[0] != 1 else tuple(_donors(case, words))
    if len(donors) >= LEAST_DONORS:
        return PlannedDesign("mixture", None, tuple(word for word, _ in donors), tuple(series for _, series in donors))
    return PlannedDesign("rows", control, (), (control.series,))


def _same_units(case: Case) -> WindowSeries | None:
    """The baseline of the units that it has at its end and before: those of the verdict, had nothing happened."""
    seen = case.before.seen
    assert seen is not None
    days = min(case.goal.evaluation.days, seen.days // 2)
    last = seen.end - timedelta(days=days)
    panel = panel_of_units(case, Window(seen.start, last), Window(last, seen.end)) if days else None
    return series_of_units(case, panel, case.before) if isinstance(panel, Panel) else None


def baseline_case(project: Project, goal: ResolvedGoal, cube: Cube, measured: Measured, as_of: date) -> Case:
    """The goal over its baseline alone; there is nothing after it yet."""
    assert measured.value is not None
    return Case(project, goal, cube, measured, measured, measured.value, as_of)


def _donors(case: Case, words: Words) -> Iterator[tuple[str, WindowSeries]]:
    """The parts that the verdict would mix, as far as their baseline tells."""
    kind, own = kind_of(case.goal), case.before.series
    treated = None if own is None else compare(kind, own, own)
    if treated is None or treated.by_week or treated.baseline.days < LEAST_DAYS_FOR_WEIGHTS:
        return
    series = series_of_parts(case, words.without, case.before)
    for word, part in zip(words.without, series, strict=True):
        if part is None or not covers(part, treated.baseline.days):
            continue
        if not refusals(kind, part, part) and not compare(kind, part, part).by_week:
            yield word, part
