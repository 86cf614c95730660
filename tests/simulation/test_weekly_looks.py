"""Weekly looks find an effect before the end; what they find in nothing is gate S10 of stats 5.2."""

from __future__ import annotations

import numpy as np
from attrs import evolve
from goalposts.inference import WindowSeries
from goalposts.inference.look import Tuning, look
from simulation.daily_series import Scenario, generator, simulate

LOOKS = [14 + 7 * week for week in range(16)]
PROMISE = 0.88
SCENARIO = Scenario("weekly looks", 60, LOOKS[-1], rho=0.5)


def seen_by(window: WindowSeries, days: int) -> WindowSeries:
    """The first days of a window."""
    names = ("days", "numerator", "denominator", "events", "stream_rows", "closed")
    return evolve(window, **{name: getattr(window, name)[:days] for name in names})


def test_looks_find_an_effect_before_the_end():
    """With the promise kept, most rollouts are seen to be on track before the sixteenth week."""
    random = generator("looks with an effect")
    scenario = evolve(SCENARIO, name="effect", baseline_days=182)
    found = 0
    for _ in range(20):
        before, after = simulate(scenario, random)
        raised = evolve(after, numerator=after.numerator + 3 * PROMISE * after.denominator)
        looks = [look("ratio", before, seen_by(raised, days), Tuning(3 * PROMISE, 0.01, 14)) for days in LOOKS]
        found += any(seen.low > 0 for seen in looks)
        assert np.all([seen.low < seen.estimate < seen.high for seen in looks])
    assert found >= 16
