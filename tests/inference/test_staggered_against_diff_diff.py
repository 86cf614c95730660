"""Waves against diff-diff, an implementation of Callaway and Sant'Anna 2021 that shares no code with ours."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from api.test_slow_comparisons import EIGHT, WAVES, scored_waves, waved
from diff_diff import CallawaySantAnna
from goalposts.inference.staggered import NEVER, Panel, cells

THIRTEEN = np.array([NEVER, 8, 12, 12, NEVER, 8, 8, 15, 15, 12, NEVER, 15, NEVER])


def theirs(values, start, *, never_only=False):
    """Effect by wave and week, counted from the reading before the wave; `values` is (parts, weeks)."""
    parts, weeks = values.shape
    rows = pd.DataFrame(
        {
            "part": np.repeat(np.arange(parts), weeks),
            "week": np.tile(np.arange(weeks), parts),
            "wave": np.repeat(np.where(start == NEVER, 0, start), weeks),
            "value": values.ravel(),
        }
    )
    against = "never_treated" if never_only else "not_yet_treated"
    found = CallawaySantAnna(control_group=against).fit(
        rows, outcome="value", unit="part", time="week", first_treat="wave"
    )
    effects = {(int(wave), int(week)): cell["effect"] for (wave, week), cell in found.group_time_effects.items()}
    return {key: effect for key, effect in effects.items() if key[1] >= key[0]}, found.overall_att


@pytest.mark.parametrize("never_only", [True, False])
def test_every_cell_and_their_mean_are_those_of_diff_diff(never_only):
    random = np.random.default_rng(20_261_126)
    values = random.standard_normal((13, 20)).cumsum(axis=1) + random.standard_normal(20).cumsum()
    effects, mean = theirs(values, THIRTEEN, never_only=never_only)
    found = cells(Panel(values, THIRTEEN, np.ones(13), base=1, never_only=never_only))
    ours = dict(zip(zip(found.wave.tolist(), found.week.tolist(), strict=True), found.effect, strict=True))
    assert len(ours) == 12 + 8 + 5
    assert ours == pytest.approx(effects, abs=1e-12)
    assert found.mean(found.after) == pytest.approx(mean, abs=1e-12)


def test_waves_over_a_table_by_month_are_those_of_diff_diff_from_project_to_verdict():
    """Every part with the same number of calls, so that the parts weigh alike as they do there."""
    rows = waved() | {"calls": [100.0] * len(waved()["at"])}
    months = sorted(set(rows["at"]))
    values = np.empty((len(EIGHT), len(months)))
    for at, part, done in zip(rows["at"], rows["branch"], rows["done"], strict=True):
        values[EIGHT.index(part), months.index(at)] = done
    start = np.array([months.index(WAVES[part]) if part in WAVES else NEVER for part in EIGHT])
    _, mean = theirs(values, start)
    assert scored_waves(rows, WAVES).change.effect == pytest.approx(mean, abs=1e-9)
