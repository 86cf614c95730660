"""The simulated rollout contains the truth that it claims, reckoned from its rows without any engine."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from itertools import pairwise
from statistics import fmean

import goalposts_contact_center
import pytest
from goalposts.catalogue import resolve
from goalposts.formats import project_from_text
from goalposts.host import catalogue_of
from goalposts.linting import lint
from goalposts_contact_center.rollout import ROLLOUT

CATALOGUE = catalogue_of(goalposts_contact_center)
GO_LIVE, EVALUATION = date(2026, 2, 2), date(2026, 3, 2)


@pytest.fixture(scope="module")
def simulation():
    return ROLLOUT.generate()


@pytest.fixture(scope="module")
def calls(simulation):
    """Rows as dicts, each with its `day`."""
    table = simulation.tables["contact_center.call"]
    rows = [dict(zip(table, cells, strict=True)) for cells in zip(*table.values(), strict=True)]
    return [{**row, "day": date.fromisoformat(row["offered_at"][:10])} for row in rows]


def before(calls):
    return [call for call in calls if call["day"] < GO_LIVE]


def after(calls):
    return [call for call in calls if call["day"] >= EVALUATION]


def service_level(calls):
    return fmean(call["outcome"] == "answered" and call["wait"] <= 20 for call in calls)


def answered(calls):
    return [call for call in calls if call["outcome"] == "answered"]


def lost(calls):
    return fmean(call["outcome"] in ("abandoned", "timeout") for call in calls)


def test_the_service_level_rises_by_the_effect_beyond_the_promise(calls):
    """Built in: 0.62 before, +0.16; trend, season and weekdays may add 2 points either way."""
    assert service_level(before(calls)) == pytest.approx(0.62, abs=0.02)
    assert service_level(after(calls)) - service_level(before(calls)) == pytest.approx(0.16, abs=0.02)
    assert service_level(after(calls)) > 0.75 + 0.01


def test_the_talk_time_stays(calls):
    """10 % were promised; nothing was built in, and day shocks of 3 % hardly move a half-year's mean."""
    talk = [fmean(call["talk"] for call in answered(part)) for part in (before(calls), after(calls))]
    assert talk[1] == pytest.approx(talk[0], rel=0.02)


def test_results_are_recorded_nowhere_before_go_live_and_nearly_always_after(calls):
    assert all(call["result"] is None for call in before(calls))
    assert fmean(call["result"] is not None for call in answered(after(calls))) == pytest.approx(0.97, abs=0.01)


def test_after_call_work_rises_far_beyond_its_margin(calls):
    """Built in: 32 s to 56 s, margin 10 s."""
    work = [fmean(call["acw"] for call in answered(part)) for part in (before(calls), after(calls))]
    assert work[1] - work[0] == pytest.approx(24, abs=2)


def test_fewer_calls_are_lost_and_as_few_cut_short(calls):
    """Of the calls not answered in time 35 % are lost, so the share falls by 0.35 · 0.16 = 5.6 points."""
    assert lost(before(calls)) - lost(after(calls)) == pytest.approx(0.056, abs=0.01)
    short = [fmean(call["talk"] < 10 for call in answered(part)) for part in (before(calls), after(calls))]
    assert short[1] == pytest.approx(short[0], abs=0.005)


def test_the_week_and_the_closed_days_show(calls):
    """Mondays are busy and slow, Saturdays quiet; on Sundays and New Year holidays nobody calls."""
    by_weekday = defaultdict(list)
    for call in before(calls):
        by_weekday[call["day"].weekday()].append(call)
    days = {weekday: len({call["day"] for call in found}) for weekday, found in by_weekday.items()}
    assert sorted(by_weekday) == [0, 1, 2, 3, 4, 5]
    load = {weekday: len(found) / days[weekday] for weekday, found in by_weekday.items()}
    assert load[0] > 1.5 * load[5]
    assert service_level(by_weekday[0]) < service_level(by_weekday[3]) - 0.05
    assert not any(date(2026, 1, 1) <= call["day"] < date(2026, 1, 9) for call in calls)


def test_days_remember_the_day_before(calls):
    """Lag-one correlation of daily service levels, weekdays taken out: 0.5 thinned by the noise within a day."""
    by_day = defaultdict(list)
    for call in before(calls):
        by_day[call["day"]].append(call)
    level = {day: service_level(found) for day, found in by_day.items()}
    usual = {w: fmean(v for d, v in level.items() if d.weekday() == w) for w in range(6)}
    rest = [level[day] - usual[day.weekday()] for day in sorted(level)]
    correlation = sum(a * b for a, b in pairwise(rest)) / sum(a * a for a in rest)
    assert 0.1 < correlation < 0.6


def test_rows_are_ordered_and_distinct(simulation):
    table = simulation.tables["contact_center.call"]
    assert table["offered_at"] == sorted(table["offered_at"])
    assert len(set(table["call_id"])) == len(table["call_id"])
    assert len({len(column) for column in table.values()}) == 1


def test_equal_seeds_give_equal_calls_in_either_language():
    few = {"calls_a_day": 20}
    first, same, other = (
        ROLLOUT.generate(seed=seed, language=language, **few) for seed, language in ((3, "en"), (3, "ru"), (4, "en"))
    )
    assert first.tables == same.tables
    assert first.tables != other.tables


def test_without_an_effect_nothing_is_to_be_found():
    """The same rows as a placebo: the truth says so, and the service level agrees."""
    placebo = ROLLOUT.generate(effect=0.0, calls_a_day=150)
    table = placebo.tables["contact_center.call"]
    good = [o == "answered" and w <= 20 for o, w in zip(table["outcome"], table["wait"], strict=True)]
    late = [time >= "2026-03-02" for time in table["offered_at"]]
    levels = [fmean(g for g, is_late in zip(good, late, strict=True) if is_late is wanted) for wanted in (False, True)]
    assert levels[1] - levels[0] == pytest.approx(0, abs=0.025)
    assert set(placebo.truth["faster-answers"]) == {"unchanged", "inconclusive"}


@pytest.mark.parametrize("language", ["en", "ru"])
def test_its_project_passes_every_rule_and_has_a_truth_for_every_goal(language):
    simulated = ROLLOUT.generate(language=language, calls_a_day=2)
    project = project_from_text(simulated.project, CATALOGUE)
    found = lint(project, resolve(project), {}, GO_LIVE)
    assert [finding for finding in found if finding.severity == "error"] == []
    assert set(simulated.truth) == {goal.id for goal in project.goals}
    assert date.fromisoformat(simulated.as_of) == project.evaluation.end


@pytest.mark.parametrize("days", [{"baseline_days": 200, "evaluation_days": 100}, {"evaluation_days": 400}])
def test_other_lengths_give_a_project_too(days):
    """Two New Years are two closed windows."""
    simulated = ROLLOUT.generate(calls_a_day=1, **days)
    assert resolve(project_from_text(simulated.project, CATALOGUE))
