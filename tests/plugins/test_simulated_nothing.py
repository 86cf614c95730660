"""A rollout that does nothing is credited with nothing, and one that does something with what it did."""

from __future__ import annotations

from collections import Counter
from statistics import fmean

import pytest
from plugins.simulated import CATALOGUE, goal_of, scored, simulated

from validity.departments import SIZES
from validity.departments import judged as rollout
from validity.departments import promise as promise_of
from validity.gates.departments import NOMINAL, ONE_SIDED

CREDITED = ("achieved", "improved")


def main_values(streams):
    """One true value a KPI, by its default formula and over all branches."""
    return [true for true in streams.truth if not true.branch and true.variant == CATALOGUE.kpis[true.kpi].default]


def promise(true):
    """A goal that is reached by a tenth."""
    return goal_of(true, "goal", target=promise_of(CATALOGUE.kpis[true.kpi]))


def judged(name, seed, *changes, **settings):
    """By KPI the true value and the goal's score; those without an interval say nothing and are left out."""
    streams = simulated(name, *changes, seed=seed, size=SIZES[name], **settings)
    known = main_values(streams)
    card = scored(streams, [promise(true) for true in known])
    found = [(true, card.find(promise(true)["id"])) for true in known]
    return {true.kpi: (true, goal) for true, goal in found if goal.change is not None and goal.change.low is not None}


NEVER_JUDGED = {
    ("sales.stage_conversion", f"from_{place}"): "simulated deals are won from the third stage, so none comes farther"
    for place in range(4, 8)
}
"""What gives no range in any simulated rollout, and why."""


@pytest.mark.parametrize("name", SIZES)
def test_few_rollouts_without_effect_show_one(name):
    """Eight of them, every KPI and variant; twice the nominal rate is not more than chance may give so few.

    Gate S16 of `python -m validity` judges a hundred.
    """
    found = [each for seed in range(1, 9) for each in rollout(name, seed) if each.is_measured]
    looked = Counter((each.kpi, each.variant) for each in found)
    own = [kpi for kpi in CATALOGUE.kpis.values() if kpi.id.startswith(f"{name}.")]
    assert set(looked) == {(kpi.id, variant) for kpi in own for variant in kpi.formulas} - set(NEVER_JUDGED)
    assert min(looked.values()) >= 7
    assert sum(each.leaves_zero_out for each in found) <= 2 * NOMINAL * len(found)
    guarded = [each.guardrail == "broken" for each in found if each.guardrail is not None]
    assert sum(guarded) <= 2 * ONE_SIDED * len(guarded)


BUILT_IN = {
    "contact_center": ("contact_center.aht=-12%", "contact_center.outcome_recorded=+15pp"),
    "sales": ("sales.logged_on_time=+12pp", "sales.capture_completeness=+15pp"),
    "marketing": ("marketing.cpl=-25%", "marketing.unattributed=-6pp"),
}


@pytest.mark.parametrize("name", BUILT_IN)
def test_what_was_built_in_is_found_and_measured(name):
    """The interval holds the true effect of every KPI about as often as it says, and a large one is no chance."""
    covered = []
    for seed in (1, 2, 3):
        found = judged(name, seed, *BUILT_IN[name])
        for true, goal in found.values():
            covered.append(goal.change.low <= true.after - true.without <= goal.change.high)
        for kpi in (text.partition("=")[0] for text in BUILT_IN[name]):
            true, goal = found[kpi]
            away = goal.change.low > 0 if true.after > true.without else goal.change.high < 0
            assert away, (kpi, seed, goal.change)
    assert fmean(covered) >= 0.9


def closed_only_days(table, first, end):
    """The mean time to close as many reports have it: of the closed ones among the deals created in a window."""
    created, closed = (table[name].to_pylist() for name in ("created_at", "closed_at"))
    ages = [
        (done - begun).total_seconds() / 86_400
        for begun, done in zip(created, closed, strict=True)
        if first <= begun.date() < end and done is not None
    ]
    return fmean(ages)


@pytest.mark.parametrize("follow_up_days", [0, 180])
@pytest.mark.parametrize("seed", [1, 2])
def test_a_shorter_window_alone_improves_no_sales_kpi(seed, follow_up_days):
    """Nine weeks after a year before: on their last day closed deals look twice as fast, and nothing is.

    Half a year later, when all deals have been followed, there is nothing either.
    """
    streams = simulated("sales", seed=seed, evaluation_days=63, follow_up_days=follow_up_days)
    plan = streams.plan
    deals = streams.tables["sales.deal"]
    windows = [(plan.baseline.start, plan.baseline.end), (plan.evaluation.start, plan.evaluation.end)]
    before, after = (closed_only_days(deals, *window) for window in windows)
    assert follow_up_days or after < 0.6 * before

    every = [true for true in streams.truth if not true.branch]
    card = scored(streams, [promise(true) for true in every])
    found = {(true.kpi, true.variant): card.find(promise(true)["id"]) for true in every}
    assert len(found) > 30
    assert [name for name, goal in found.items() if goal.state in CREDITED or goal.change.answer == "better"] == []
    # A share of 3 % may reach its promise by chance; how fast deals are, and how many are won, must not even do that.
    on_the_way = [goal for (kpi, _), goal in found.items() if kpi in ("sales.time_to_close", "sales.funnel_conversion")]
    assert [goal.kpi for goal in on_the_way if goal.state == "reached_unproven"] == []
