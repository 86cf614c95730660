"""What a plan can show, told before the start; and that it is true of the rollouts that follow."""

from __future__ import annotations

from datetime import date

import goalposts as gp
import pytest
from goalposts.testing import sample_catalogue
from visits_year import goal, project, visits

BEFORE = date(2026, 1, 1)
GUARD = {"id": "guard", "role": "guardrail", "kpi": "sample.mean_wait", "margin": "10 s"}


def planned(*goals, as_of=BEFORE, **changes):
    document = project(goals=list(goals) or [goal()], **changes)
    return gp.power(gp.project(document, sample_catalogue()), {"sample.visit": visits()}, as_of=as_of)


def test_a_promise_far_above_the_noise_needs_a_few_weeks():
    (found,) = planned()
    assert found.answer == "enough"
    assert found.promised == pytest.approx(0.7 - found.baseline)
    assert found.smallest_likely < found.smallest < found.promised
    assert found.relative == pytest.approx(found.smallest / found.baseline)
    assert found.floor < found.smallest
    assert 2 <= found.weeks_needed.low <= found.weeks_needed.high <= found.weeks_planned == 17
    assert "the plan is long enough" in found.text.en
    assert found.helps == ()


def test_the_smallest_change_is_found_in_four_of_five_rollouts():
    """Twelve rollouts with an effect of what is likely the smallest: at a power of 80 %, under 6 hits come 1 in 260."""
    (found,) = planned()
    document = gp.project(project(goals=[goal(target=">= 99%")]), sample_catalogue())
    hits = 0
    for seed in range(12):
        table = {"sample.visit": visits(effect=found.smallest_likely, seed=100 + seed)}
        hits += gp.score(document, table, as_of=date(2026, 6, 2)).find("done").change.answer == "better"
    assert hits >= 6


@pytest.mark.parametrize(
    ("target", "answer", "said"),
    [
        ("+0.2pp", "never", "no length of watching will do"),
        (">= 50%", "no_promise", "shows a change of"),
    ],
)
def test_a_promise_that_cannot_be_shown(target, answer, said):
    (found,) = planned(goal(target=target))
    assert (found.answer, said in found.text.en) == (answer, True)


def test_a_plan_that_is_too_short_says_how_long_to_watch_and_what_helps():
    changes = {"baseline": {"from": "2025-08-01", "to": "2026-01-01"}}
    window = {"evaluation": {"from": "2026-02-01", "to": "2026-02-18"}}
    (long,) = planned(goal(), goal(id="again"), **changes)[:1]
    (short,) = planned(goal(), goal(id="again"), **changes, **window)[:1]
    assert short.smallest > long.smallest
    (tight,) = planned(goal(target=f"+{100 * long.smallest * 1.05:.2f}pp"), goal(id="again"), **changes, **window)[:1]
    assert tight.answer == "longer"
    assert tight.weeks_needed.high > tight.weeks_planned == 2
    assert "to tell that takes" in tight.text.en
    assert [reason.code for reason in tight.helps] == [
        "longer_watch", "longer_history", "comparison_group", "fewer_goals"
    ]  # fmt: skip


def test_goals_share_the_allowance_for_false_alarms_and_guardrails_do_not():
    one = planned(goal(), GUARD)
    three = planned(goal(), goal(id="b"), goal(id="c"), GUARD)
    assert (one[0].goals_counted, three[0].goals_counted) == (1, 3)
    assert three[0].smallest > one[0].smallest
    assert three[-1].smallest == one[-1].smallest
    assert one[-1].promised == 10.0
    assert "a worsening of 10" in one[-1].text.en


def test_a_total_is_planned_by_its_logarithm_in_its_own_direction():
    paid = {"id": "paid", "statement": "", "kpi": "sample.total_paid", "target": "+20%", "deadline": "2026-06-01"}
    up, down = (planned(goal(**{**paid, "target": target}))[0] for target in ("+20%", "-20%"))
    assert up.method == "its-ewc-daily-log"
    assert up.promised == pytest.approx(0.2 * up.baseline)
    assert down.smallest == pytest.approx(up.smallest), "a KPI with a direction promises that way"


def test_a_quantile_and_a_mean_are_planned_too():
    """Waits are exponential with a mean of 30 s: the 95th percentile, 90 s, is far harder to know than the mean."""
    waits = {"role": "guardrail", "margin": "20 s"}
    mean, longest = planned(
        {"id": "mean", "kpi": "sample.mean_wait", **waits}, {"id": "p95", "kpi": "sample.longest_wait", **waits}
    )
    assert (mean.answer, longest.answer) == ("enough", "enough")
    assert mean.baseline == pytest.approx(30, rel=0.05)
    assert longest.baseline == pytest.approx(90, rel=0.1)
    assert 2 < longest.smallest / mean.smallest < 12  # one day's sd: 30 / sqrt(60) against sqrt(.05 .95 / 60) / density


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"baseline": "unknown"}, "no baseline to plan with"),
        ({"baseline": {"value": "62%", "source": "report"}}, "declared number"),
        ({"baseline": {"from": "2025-12-20", "to": "2026-01-01"}}, "too few days"),
    ],
)
def test_without_a_measured_baseline_nothing_is_planned(changes, said):
    (found,) = planned(goal(**changes))
    assert (found.answer, found.smallest, found.weeks_needed) == ("unknown", None, None)
    assert said in found.text.en
    assert found.text.ru != found.text.en


def test_the_rest_of_a_running_baseline_is_counted_in():
    """Half a year before go-live the plan is that of the whole year, with the noise seen by then."""
    (early,), (late,) = planned(as_of=date(2025, 7, 1)), planned()
    assert early.answer == "enough"
    assert early.smallest_likely == pytest.approx(late.smallest_likely, rel=0.4)


def test_check_tells_the_same_to_its_rules():
    made = gp.project(project(goals=[goal(target="+0.2pp")]), sample_catalogue())
    found = gp.check(made, {"sample.visit": visits()}, as_of=BEFORE, select=["GP312"])
    assert [finding.code for finding in found] == ["GP312"]
    clear = gp.project(project(), sample_catalogue())
    assert gp.check(clear, {"sample.visit": visits()}, as_of=BEFORE, select=["GP312"]) == ()
