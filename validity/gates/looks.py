"""S10: looking at a running rollout every week does not make a false alarm likelier than it says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve
from goalposts.inference import WindowSeries, step_effect
from goalposts.inference.look import Tuning, look
from goalposts.inference.student import two_sided_quantile
from goalposts.model.effects import Effect

from validity.catalogue import MAIN
from validity.comparisons_on_the_way import (
    looks_at_few_waves,
    looks_at_parts,
    looks_at_same_units,
    looks_at_waves,
)
from validity.gate import Gate, Line
from validity.gates.wrong_methods import FIRST_LOOK, LOOKS
from validity.processes import draw
from validity.product import windows

PROMISE, ALWAYS, INTERIM, AT_END = 0.88, 0.05, 0.01, 0.04
DAYS = [FIRST_LOOK + 7 * week for week in range(LOOKS)]


def _first(window: WindowSeries, days: int) -> WindowSeries:
    names = ("days", "numerator", "denominator", "events", "stream_rows", "closed")
    return evolve(window, **{name: getattr(window, name)[:days] for name in names})


def _alarm(before: WindowSeries, views: Sequence[WindowSeries], level: float) -> bool:
    tuning = Tuning(PROMISE, level, FIRST_LOOK)
    looks = [look("ratio", before, view, tuning) for view in views]
    return any(seen is not None and (seen.low > 0 or seen.high < 0) for seen in looks)


def _lines(runs: int) -> Iterator[Line]:
    process = evolve(MAIN, name="weekly looks", evaluation_days=DAYS[-1])
    wide = interim = hybrid = 0
    for before, after in windows(draw(process, runs)):
        views = [_first(after, days) for days in DAYS]
        early = _alarm(before, views, INTERIM)
        end = step_effect("ratio", before, after)
        assert isinstance(end, Effect)
        late = abs(end.estimate / end.standard_error) > two_sided_quantile(AT_END, end.degrees_of_freedom)
        wide += _alarm(before, views, ALWAYS)
        interim += early
        hybrid += early or late
    yield Line("any of 16 looks, at 5 % in all", wide / runs, runs, None, 0.05)
    yield Line("any of 16 looks, at 1 % in all, as the product looks", interim / runs, runs, None, 0.02)
    yield Line("any of those, or the end at 4 %", hybrid / runs, runs, None, 0.07)
    for treated, others in ((4, 4), (6, 6)):
        share = looks_at_parts(treated, others, LOOKS, runs, tuning=Tuning(PROMISE, INTERIM, FIRST_LOOK))
        yield Line(f"any of 16 looks at {treated} parts against {others}, at 1 % in all", share, runs, None, 0.02)
    fewer = max(1, runs // 4)
    share = looks_at_waves(8, LOOKS, fewer, tuning=Tuning(PROMISE, INTERIM, FIRST_LOOK))
    yield Line("any of 16 looks at 8 parts in two waves, at 1 % in all", share, fewer, None, 0.02)
    share = looks_at_few_waves(LOOKS, fewer, tuning=Tuning(PROMISE, INTERIM, FIRST_LOOK))
    yield Line("any of 16 looks at two waves of one part each, at 1 % in all", share, fewer, None, 0.02)
    share = looks_at_same_units(40, LOOKS, fewer, tuning=Tuning(PROMISE, INTERIM, FIRST_LOOK))
    yield Line("any of 16 looks at the same 40 units, at 1 % in all", share, fewer, None, 0.02)


LOOKS_ON_THE_WAY = Gate("S10", "Sixteen weekly looks at nothing raise no more alarms than they say.", _lines, 1000)
