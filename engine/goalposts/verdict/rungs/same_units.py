"""The rung of the same units before and after, without a comparison group (stats 1.5): one series, its members fixed.

A paired test over units forgets that those of one day share its shocks. So the units only say which rows count: those
of units that both windows have. What came and what went is set apart as another mix, and the series is read as any.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import evolve, frozen

from goalposts.expressions import Total
from goalposts.inference import step_effect
from goalposts.inference.difference import Pair
from goalposts.inference.unit_change import LEAST_UNITS
from goalposts.model import DeclaredBaseline
from goalposts.model.effects import Effect
from goalposts.model.scorecard import Reason
from goalposts.scoring import observe_by_word, observe_words
from goalposts.verdict import comparison_reasons as reasons
from goalposts.verdict.bridge_days import left_out
from goalposts.verdict.comparison import MOST_WORDS
from goalposts.verdict.diagnosing import examiner
from goalposts.verdict.measured import kind_of, series_of

if TYPE_CHECKING:
    from goalposts.inference import WindowSeries
    from goalposts.model import Window
    from goalposts.model.effects import Check
    from goalposts.verdict.case import Case
    from goalposts.verdict.measured import Measured

METHOD: Final = "same-units"


@frozen(eq=False)
class Panel:
    """The units that two windows have.

    Attributes:
        words: their names.
        lacking: how many only one of them has.
    """

    words: tuple[str, ...]
    lacking: int


def by_same_units(case: Case) -> Effect | Reason | None:
    """Compare the series of at least thirty units before with that of the same units after."""
    if not asks_for_same_units(case) or case.before.seen is None or case.after.seen is None:
        return None
    panel = panel_of_units(case, case.before.seen, case.after.seen)
    if isinstance(panel, Reason):
        return panel
    pair = pair_of_units(case, panel)
    if pair is None:
        return reasons.SAME_UNITS_WITHOUT_VALUE
    influences = case.project.influences_of(case.goal.goal)
    found = step_effect(kind_of(case.goal), pair.before, pair.after, influences, examiner(case.project.catalogue))
    if not isinstance(found, Effect):
        return reasons.refused(found[0])
    return _with_the_rest(case, found, reasons.same_units_left_out(panel.lacking))


def asks_for_same_units(case: Case) -> bool:
    """Whether a goal names units, and nothing to compare them with."""
    goal = case.goal
    return bool(goal.units) and not goal.compared_by and not isinstance(goal.baseline, DeclaredBaseline)


def panel_of_units(case: Case, first: Window, second: Window) -> Panel | Reason:
    """The units that have events in both windows, or why they are not taken."""
    goal = case.goal
    if isinstance(goal.formula, Total):
        return reasons.SAME_UNITS_NOT_OF_TOTALS
    closed = left_out(case.project, goal)
    found = observe_by_word(case.cube, goal, (first, second), goal.units, closed, MOST_WORDS)
    if found is None or found.reason or any(line.other for line in found.lines):
        return reasons.UNITS_TOO_MANY
    named = [line for line in found.lines if line.word]
    both = tuple(line.word for line in named if all(seen is not None and seen.n > 0 for seen in line.windows))
    if len(both) < LEAST_UNITS:
        return reasons.few_same_units(len(both), LEAST_UNITS)
    return Panel(both, len(named) - len(both))


def pair_of_units(case: Case, panel: Panel) -> Pair | None:
    """The series of a panel in both windows; None where one has no value."""
    before, after = (series_of_units(case, panel, measured) for measured in (case.before, case.after))
    return None if before is None or after is None else Pair(before, after)


def series_of_units(case: Case, panel: Panel, measured: Measured) -> WindowSeries | None:
    """The series of a panel over one window."""
    assert measured.seen is not None
    closed = left_out(case.project, case.goal)
    found = observe_words(case.cube, case.goal, measured.seen, case.goal.units, [panel.words], closed)
    if found is None or found[0] is None or found[0].value is None:
        return None
    return series_of(found[0], closed, case.before)


def _with_the_rest(case: Case, effect: Effect, check: Check) -> Effect:
    """What all rows changed beyond the same units is the doing of those that came and went: another mix."""
    assert case.before.value is not None
    assert case.after.value is not None
    mix = case.after.value - case.before.value - effect.parts.total
    return evolve(
        effect,
        parts=evolve(effect.parts, mix=mix),
        method=f"{effect.method}-{METHOD}",
        design="same units before and after",
        checks=(*effect.checks, check),
    )
