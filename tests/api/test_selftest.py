"""The plan on its own past: it sees no change where there was none, and sees the promise once that is put in."""

from __future__ import annotations

import math
from datetime import date, timedelta

import goalposts as gp
import numpy as np
import pytest
from goalposts.catalogue import resolve
from goalposts.model import Window
from goalposts.testing import sample_catalogue
from goalposts.verdict.selftest import placebos_in
from visits_year import goal, project, visits

BEFORE = date(2026, 1, 1)
HALF_A_YEAR = {"baseline": {"from": "2025-06-01", "to": "2026-01-01"}}


def made(*goals, **changes):
    return gp.project(project(**{**HALF_A_YEAR, **changes, "goals": list(goals) or [goal()]}), sample_catalogue())


def tried(*goals, table=None, seeds=40, **changes):
    return gp.selftest(made(*goals, **changes), {"sample.visit": table or visits()}, seeds=seeds, as_of=BEFORE)


def test_a_good_plan_passes():
    (found,) = tried()
    assert found.answer == "passed"
    assert (found.placebo_windows, found.placebo_days, found.false_alarms.trials) == (14, 31, 3)
    assert found.false_alarms.found <= 0.3
    assert found.chance_alarms.trials == found.power.trials == 40
    assert found.power.found >= 0.9
    assert "the plan holds" in found.text.en


def test_a_promise_below_the_noise_is_too_weak():
    (found,) = tried(goal(target="+0.3pp"))
    assert (found.answer, found.power.high < 0.8) == ("failed", True)
    assert "too weak" in found.text.en


def test_a_history_with_a_curve_that_no_trend_follows_cries_wolf():
    """The share of visits done swings between 20 % and 80 % in half a year: placebos take the bend for a step."""
    table = visits()
    random = np.random.default_rng(1)
    days = [date.fromisoformat(at[:10]).toordinal() for at in table["at"]]
    table["done"] = [bool(random.random() < 0.5 + 0.3 * math.sin(2 * math.pi * day / 182)) for day in days]
    (found,) = tried(goal(target="+90%"), table=table)
    assert found.false_alarms.found > 0.3
    assert (found.answer, found.false_alarms.low > 0.08) == ("failed", True)
    assert "sees changes where there are none" in found.text.en


def test_guardrails_are_tried_by_their_margin():
    guard = {"id": "guard", "role": "guardrail", "kpi": "sample.mean_wait", "margin": "30 s"}
    found = tried(goal(), guard)[-1]
    assert (found.role, found.answer, found.power.found) == ("guardrail", "passed", 1.0)
    assert "a worsening as large as is allowed" in found.text.en


@pytest.mark.parametrize("changes", [{"baseline": "unknown"}, {"baseline": {"from": "2025-12-01", "to": "2026-01-01"}}])
def test_a_short_baseline_is_said_to_be_too_short(changes):
    (found,) = tried(goal(**changes))
    assert (found.answer, found.false_alarms, found.power) == ("too_short", None, None)
    assert found.text.en


def test_the_answer_repeats():
    assert tried() == tried()


def test_placebos_keep_the_ramp_up_and_touch_no_day_after_the_baseline():
    (resolved,) = resolve(made())
    seen = Window(date(2025, 6, 1), BEFORE)
    placebos = tuple(placebos_in(seen, resolved))
    assert len(placebos) == 14
    for earlier, placebo in zip((None, *placebos), placebos, strict=False):
        assert (placebo.after.start - placebo.before.end).days == 31
        assert placebo.before.start == seen.start
        assert placebo.before.days >= 56
        assert placebo.after.end <= BEFORE
        assert earlier is None or earlier.after.end - placebo.after.end == timedelta(days=7)


def test_a_plan_with_a_year_of_history_asks_a_year_of_its_placebos():
    (resolved,) = resolve(made(baseline={"from": "2025-01-01", "to": "2026-01-01"}))
    assert list(placebos_in(Window(date(2025, 1, 1), BEFORE), resolved)) == []
    longer = Window(date(2023, 1, 1), BEFORE)
    assert min(placebo.before.days for placebo in placebos_in(longer, resolved)) >= 365
