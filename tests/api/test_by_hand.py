"""Whoever has only the stored verdict can do its numbers again: values, effects, intervals and states."""

from __future__ import annotations

import json
from datetime import date

import by_hand
import goalposts as gp
import numpy as np
import pytest
from goalposts.testing import sample_catalogue
from scipy.stats import t as student
from visits_year import goal, project, visits

KINDS = {"done": "ratio", "waits": "ratio", "long": "quantile", "paid": "total"}
GOALS = [
    goal(),
    goal(id="waits", kpi="sample.mean_wait", target="-5%"),
    goal(id="long", kpi="sample.longest_wait", target="-5%"),
    goal(id="paid", kpi="sample.total_paid", target="+5%"),
]
CLOSED = [{"from": "2025-05-01", "to": "2025-05-12"}]


@pytest.fixture(
    scope="module", params=[{}, {"evaluation": {"from": "2026-01-01", "to": "2026-06-01"}}], ids=["gap", "no gap"]
)
def stored(request):
    """The goals of a verdict as they stand in its file, with closed days, and days without rows.

    Those would make a total be read by week; it is taken of a table that has rows on every day.
    """
    made = gp.project(project(goals=GOALS, closed=CLOSED, **request.param), sample_catalogue())
    goals = stored_goals(made, visits(effect=0.15, skip=(60, 61, 62, 63, 64, 200, 430)))
    goals["paid"] = stored_goals(made, visits(effect=0.15))["paid"]
    return goals


def stored_goals(made, table):
    """By id; the probability of the quantile stands in its formula."""
    card = gp.score(made, {"sample.visit": table}, as_of=date(2026, 6, 2))
    goals = json.loads(json.dumps(card.to_dict()))["goals"]
    return {known["id"]: {**known, "probability": 0.95} for known in goals}


@pytest.mark.parametrize(("name", "kind"), KINDS.items())
def test_the_value_of_a_window_is_that_of_its_stored_days(stored, name, kind):
    """Quantiles have no sum that gives them; their share at or below the value does."""
    known = stored[name]
    for window in ("baseline", "evaluation"):
        if kind == "quantile":
            days = by_hand.used_days(known, window, kind)
            below = sum(known["series"]["below"][day] for day in days)
            assert below / sum(known["series"]["events"][day] for day in days) == pytest.approx(0.95)
        else:
            assert by_hand.window_value(known, window, kind) == pytest.approx(known[window]["value"], rel=1e-10)


@pytest.mark.parametrize(("name", "kind"), KINDS.items())
def test_the_effect_and_its_interval_are_those_of_the_stored_days(stored, name, kind):
    known = stored[name]
    change = known["change"]
    assert by_hand.effect(known, kind) == pytest.approx((change["effect"], change["low"], change["high"]), rel=1e-7)


def test_the_state_follows_from_the_numbers(stored):
    """Reached and an interval above zero that counts among four goals; the other three are held against the promise."""
    done = stored["done"]
    assert done["evaluation"]["value"] >= done["target"]["line"]
    assert done["change"]["low"] > 0
    assert done["change"]["p_adjusted"] <= 0.05
    assert done["state"] == "achieved"
    for name in ("waits", "long", "paid"):
        trace, baseline = stored[name]["trace"], stored[name]["baseline"]["value"]
        assert trace["promise"] == pytest.approx(0.05 * baseline)
        sign = -1 if stored[name]["direction"] == "down" else 1
        ends = sorted(sign * stored[name]["change"][end] for end in ("low", "high"))
        assert [trace["low"], trace["high"]] == ends


def test_events_and_days_are_those_of_the_stored_days(stored):
    for name, known in stored.items():
        for window in ("baseline", "evaluation"):
            days = by_hand.used_days(known, window, KINDS[name])
            assert known[window]["n"] == sum(known["series"]["events"][day] for day in days)
            assert known[window]["days"] == sum(known["series"]["events"][day] > 0 for day in days)


def test_a_difference_is_that_of_the_goal_and_a_shadow_goal_over_the_control_rows():
    """The verdict keeps the days of the goal; those of the control rows are kept of a shadow goal that names them."""
    beside = {"id": "beside", "kpi": "sample.done_share", "role": "shadow", "where": 'place == "south"'}
    made = gp.project(project(goals=[goal(control='place == "south"'), beside]), sample_catalogue())
    stored = stored_goals(made, visits(effect=0.1))
    own, others = stored["done"], stored["beside"]
    windows = ("baseline", "evaluation")
    before, after = (by_hand.used_days(own, name, "ratio") for name in windows)
    assert [by_hand.used_days(others, name, "ratio") for name in windows] == [before, after]
    values = [np.concatenate([by_hand.readings(each, name, "ratio") for name in windows]) for each in (own, others)]
    starts = [start for name in windows for start in by_hand.chain_starts(own, name, "ratio")]
    size, error, degrees = by_hand.step_at(own, [*before, *after], values[0] - values[1], starts, after[0])
    reach = student.ppf(0.975, degrees) * error
    change, parts = own["change"], own["attribution"]["parts"]
    assert change["method"] == "its-ewc-daily-difference"
    assert (size, size - reach, size + reach) == pytest.approx([change[key] for key in ("effect", "low", "high")])
    assert change["p_value"] == pytest.approx(2 * student.sf(abs(size) / error, degrees), rel=1e-6)
    moved = [
        by_hand.window_value(each, "evaluation", "ratio") - by_hand.window_value(each, "baseline", "ratio")
        for each in (own, others)
    ]
    assert parts["control"] == pytest.approx(moved[1])
    assert own["observed"] == pytest.approx(moved[0])
    assert sum(parts.values()) == pytest.approx(own["observed"])
