"""Plans of tables by week, month and year and of times to event, by the method of their verdict."""

from __future__ import annotations

from datetime import date

import goalposts as gp
import numpy as np
import pytest
from api.test_slow_comparisons import CONTROL, PARTS, first_days, written
from api.test_times_to_event import goal, loaded, visits
from attrs import evolve
from goalposts.model import Window
from scipy import stats

TWO = ["t0", "t1", "c0", "c1"]
TWO_BESIDE = {"control": 'branch in ["c0", "c1"]'}
ALONE: dict[str, str] = {}


def until(rows, day):
    kept = [at < day.isoformat() for at in rows["at"]]
    return {
        name: [value for value, is_kept in zip(values, kept, strict=True) if is_kept] for name, values in rows.items()
    }


@pytest.mark.parametrize(
    ("period", "parts", "before", "after", "compared", "method"),
    [
        ("month", ["t0"], 30, 12, ALONE, "its-ewc-by-month"),
        ("month", TWO, 30, 12, TWO_BESIDE, "its-ewc-by-month-difference"),
        ("month", PARTS, 30, 12, CONTROL, "segment-changes-by-month"),
        ("month", PARTS, 18, 6, CONTROL, "segment-changes-by-month"),
        ("year", PARTS, 14, 5, CONTROL, "segment-changes-by-year"),
        ("year", TWO, 14, 5, TWO_BESIDE, "its-ewc-by-year-difference"),
    ],
)
def test_the_plan_takes_the_method_of_the_verdict(period, parts, before, after, compared, method):
    """The plan from the baseline alone, and the verdict of the same project when it is over."""
    project, go_live, rows = written(period, parts, before, after, compared)
    (plan,) = gp.power(project, {"report": until(rows, go_live)}, as_of=go_live)
    verdict = gp.score(project, {"report": rows}, as_of=date(2040, 1, 1)).find("done").change
    assert (plan.method, verdict.method) == (method, method)
    assert plan.smallest > plan.smallest_likely > 0


def test_the_smallest_change_of_parts_is_reckoned_at_a_go_live_that_never_was():
    """By hand from the rows: 12 months of history and the 6 to watch are all that this baseline holds."""
    project, go_live, rows = written("month", PARTS, 18, 6, CONTROL)
    (plan,) = gp.power(project, {"report": until(rows, go_live)}, as_of=go_live)
    cut, changes, calls = first_days("month", 18)[12].isoformat(), [], []
    for part in PARTS:
        own = [
            (at, done) for at, word, done in zip(rows["at"], rows["branch"], rows["done"], strict=True) if word == part
        ]
        before = [done for at, done in own if at < cut]
        after = [done for at, done in own if cut <= at < go_live.isoformat()]
        changes.append(np.mean(after) - np.mean(before))
        calls.append(rows["calls"][rows["branch"].index(part)])
    sides = [(np.array(changes)[place], np.array(calls)[place]) for place in (slice(0, 5), slice(5, 11))]
    error = by_hand(sides)
    likely = (stats.t.ppf(0.975, 9) + stats.norm.ppf(0.8)) * error
    assert plan.smallest_likely == pytest.approx(likely, rel=1e-9)
    assert plan.smallest == pytest.approx(likely * (9 / stats.chi2.ppf(0.2, 9)) ** 0.5, rel=1e-9)


def by_hand(sides):
    """The standard error of the difference of weighted means, the spread pooled over both sides (stats 1.3)."""
    squares = expected = scale = 0.0
    for changes, weights in sides:
        shares = weights / weights.sum()
        mean = (shares * changes).sum()
        squares += ((changes - mean) ** 2).sum()
        scale += (shares**2).sum()
        expected += ((1 - shares) ** 2 + (shares**2).sum() - shares**2).sum()  # about a mean of which each is a part
    return float(np.sqrt(squares / expected * scale))


def test_the_plan_of_months_is_longer_than_its_whole_weeks():
    """Six months are 26 weeks and some days: the sixth month counts."""
    project, go_live, rows = written("month", PARTS, 18, 6, CONTROL)
    (plan,) = gp.power(project, {"report": until(rows, go_live)}, as_of=go_live)
    assert (plan.answer, plan.weeks_planned) == ("enough", 26)


def test_a_table_that_is_too_short_says_so():
    project, go_live, rows = written("month", ["t0"], 11, 6, ALONE)
    (plan,) = gp.power(project, {"report": until(rows, go_live)}, as_of=go_live)
    assert (plan.answer, plan.smallest) == ("unknown", None)
    assert "the baseline has 11 months, 12 are needed" in plan.text.en


def test_years_without_a_comparison_have_no_plan():
    project, go_live, rows = written("year", ["t0"], 14, 5, ALONE)
    (plan,) = gp.power(project, {"report": until(rows, go_live)}, as_of=go_live)
    assert "numbers by year cannot tell the rollout" in plan.text.en


def test_months_to_come_of_a_baseline_are_part_of_the_plan():
    """A plan made half a year early counts on the six months until the go-live: it knows less, but is no other plan."""
    project, go_live, rows = written("month", ["t0"], 30, 12, ALONE)
    early = date(go_live.year, go_live.month - 6, 1)
    (plan,) = gp.power(project, {"report": until(rows, early)}, as_of=early)
    short, _, _ = written("month", ["t0"], 24, 12, ALONE)
    (without,) = gp.power(short, {"report": until(rows, early)}, as_of=early)
    assert plan.method == without.method == "its-ewc-by-month"
    assert plan.smallest_likely < without.smallest_likely


def test_waves_over_a_table_have_a_sentence_instead_of_a_plan():
    days = first_days("month", 42)
    dates = {f"t{number}": days[30 + 2 * (number % 2)].isoformat() for number in range(5)}
    project, go_live, rows = written("month", PARTS, 30, 12, {"rollout": {"by": "branch", "dates": dates}})
    (plan,) = gp.power(project, {"report": until(rows, go_live)}, as_of=go_live)
    assert plan.answer == "unknown"
    assert plan.text.en.startswith("waves over a table by week or longer")


@pytest.mark.parametrize("give", ["reached", "mean", "median"])
def test_a_time_to_event_is_planned_by_its_weeks_of_entry(give):
    """A year of 25 visits a day; the share within thirty days is known to 4 points a week."""
    stated = goal(give) if give == "reached" else goal(give, target="-20%")
    as_of = date(2026, 1, 1)
    (plan,) = gp.power(loaded(stated), {"book": visits(as_of)}, as_of=as_of)
    assert plan.method == "its-ewc-entry-weeks"
    assert plan.smallest > plan.smallest_likely > 0


def test_a_time_to_event_whose_entries_are_young_waits_for_them():
    as_of = date(2025, 2, 15)
    (plan,) = gp.power(loaded(goal()), {"book": visits(as_of)}, as_of=as_of)
    assert plan.text.en.endswith(
        "too few weeks of entry were followed to the end: the baseline has 1 week, 8 are needed"
    )


def test_the_plan_of_a_time_to_event_is_tried_on_its_baseline():
    as_of = date(2026, 1, 1)
    (tried,) = gp.selftest(loaded(goal()), {"book": visits(as_of)}, as_of=as_of)
    assert tried.placebo_windows >= 8
    assert tried.placebo_days % 7 == 0
    assert tried.chance_alarms.trials == 200
    assert tried.chance_alarms.found <= 0.09


@pytest.mark.parametrize(("parts", "compared"), [(["t0"], ALONE), (TWO, TWO_BESIDE), (PARTS, CONTROL)])
def test_the_plan_of_a_table_is_tried_on_its_baseline(parts, compared):
    """Thirty months pretend thirteen go-lives of six months each; hardly one of ten may show a change."""
    project, go_live, rows = written("month", parts, 30, 12, compared)
    (tried,) = gp.selftest(project, {"report": until(rows, go_live)}, as_of=go_live)
    assert tried.placebo_windows == 13
    assert 181 <= tried.placebo_days <= 184
    assert tried.chance_alarms.found <= 0.09
    assert tried.power.found >= 0.9 or parts == ["t0"]


def test_an_evaluation_that_holds_no_whole_year_says_so():
    """Fifty-two weeks from New Year's Day are no year: the baseline varies well enough, there is nothing to watch."""
    project, go_live, rows = written("year", TWO, 14, 5, TWO_BESIDE)
    short = evolve(project, evaluation=Window(go_live, date(go_live.year, 11, 1)))
    (plan,) = gp.power(short, {"report": until(rows, go_live)}, as_of=go_live)
    assert plan.text.en.endswith("the evaluation has 0 years, 5 are needed")
