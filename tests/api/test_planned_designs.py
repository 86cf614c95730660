"""Plans and looks take the method of the verdict, or say in a sentence why they cannot."""

from __future__ import annotations

import csv
import math
from datetime import date, timedelta

import goalposts as gp
import pytest
from cli.branches import END, GO_LIVE, START, write_branches
from scipy import stats

WAVES = "rollout: {by: branch, dates: {t0: 2026-03-30, t1: 2026-04-27}}"
MORE_WAVES = "rollout: {by: branch, dates: {t0: 2026-03-30, t1: 2026-03-30, t2: 2026-04-13, t3: 2026-04-13}}"


def control(*branches):
    return "control: branch in [" + ", ".join(f'"{branch}"' for branch in branches) + "]"


def branches(treated, others):
    return [f"t{number}" for number in range(treated)], [f"c{number}" for number in range(others)]


def written(folder, treated, others, comparison=None, gain=lambda *_: 0.0, **more):
    own, compared = branches(treated, others)
    return gp.load_project(write_branches(folder, comparison or control(*compared), own + compared, gain, **more))


def lift(branch, day):
    return 0.2 if branch[0] == "t" and day >= GO_LIVE else 0.0


def test_two_branches_against_two_are_planned_by_their_difference(tmp_path):
    """Branches share the shocks of a day, so the plan beside others shows a smaller change than the one alone."""
    (beside,) = gp.power(written(tmp_path, 2, 2), as_of=GO_LIVE)
    (alone,) = gp.power(written(tmp_path, 2, 2, comparison="control: null"), as_of=GO_LIVE)
    assert (beside.method, alone.method) == ("its-ewc-daily-difference", "its-ewc-daily")
    assert beside.smallest_likely > 0
    assert "comparison_group" not in {reason.code for reason in beside.helps}


@pytest.mark.parametrize(
    ("treated", "others", "comparison", "method"),
    [
        (4, 4, None, "segment-changes"),
        (1, 8, None, "its-ewc-daily-weighted-difference"),
        (4, 4, MORE_WAVES, "group-time-effects"),
        (2, 2, WAVES, "its-ewc-daily-difference-by-wave"),
    ],
)
def test_the_plan_takes_the_method_of_the_verdict(tmp_path, treated, others, comparison, method):
    """The plan of the baseline, and the verdict of the same project when it is over."""
    project = written(tmp_path, treated, others, comparison, gain=lift)
    (plan,) = gp.power(project, as_of=GO_LIVE)
    verdict = gp.score(project, as_of=END).goals[0].change
    assert (plan.method, verdict.method) == (method, method)
    assert plan.answer == "enough"
    assert plan.smallest > plan.smallest_likely > 0


def changes(folder, before, after):
    """Of every branch the share of calls answered in time, after less before, and its calls before; from the rows."""
    counts = {}
    with (folder / "calls.csv").open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            day = date.fromisoformat(row["offered_at"][:10])
            for place, (first, end) in enumerate((before, after)):
                if first <= day < end:
                    hit, all_calls = counts.setdefault(row["Site"], [[0, 0], [0, 0]])[place]
                    counts[row["Site"]][place] = [hit + (int(row["wait"]) <= 20), all_calls + 1]
    return {
        site: (known[1][0] / known[1][1] - known[0][0] / known[0][1], known[0][1]) for site, known in counts.items()
    }


def test_the_smallest_change_of_parts_is_reckoned_at_a_go_live_that_never_was(tmp_path):
    """By loops over the rows: eight weeks of history and four to watch are all that this baseline holds."""
    (plan,) = gp.power(written(tmp_path, 4, 5), as_of=GO_LIVE)
    pretended = START + timedelta(days=56)
    found = changes(tmp_path, (START, pretended), (pretended, GO_LIVE))
    squares, slack, spread = 0.0, 0.0, 0.0
    for kind in "tc":
        own = [known for site, known in found.items() if site[0] == kind]
        total = sum(calls for _, calls in own)
        mean = sum(change * calls for change, calls in own) / total
        weights = sum((calls / total) ** 2 for _, calls in own)
        squares += sum((change - mean) ** 2 for change, _ in own)
        slack += len(own) - 2 + len(own) * weights
        spread += weights
    error = math.sqrt(squares / slack * spread)
    expected = error * (stats.t.ppf(0.975, 9 - 2) + stats.norm.ppf(0.8))
    assert plan.smallest_likely == pytest.approx(expected, rel=1e-6)
    assert plan.smallest == pytest.approx(expected * math.sqrt(7 / stats.chi2.ppf(0.2, 7)), rel=1e-6)
    assert "watching for 4 weeks, as long as the baseline can try" in plan.text.en


def test_a_promise_beyond_what_the_baseline_can_try_says_so(tmp_path):
    """Half a point is less than any four weeks show, and no longer evaluation fits into the baseline."""
    project = written(
        tmp_path, 4, 4, more="  - {id: g, role: guardrail, kpi: contact_center.service_level, margin: 0.5 pp}"
    )
    plan = gp.power(project, as_of=GO_LIVE)[1]
    assert (plan.answer, plan.floor, plan.weeks_needed.high) == ("untried", None, None)
    assert "the baseline is too short to try how long it takes" in plan.text.en
    assert {"longer_history", "more_parts"} <= {reason.code for reason in plan.helps}


def test_four_parts_against_four_cannot_carry_two_goals(tmp_path):
    """One choice of 35 lies as far out as the true one, and two goals leave each of them 2.5 %."""
    second = "  - {id: second, statement: less, kpi: contact_center.asa, target: '<= 20 s', deadline: 2026-05-25}"
    first, other = gp.power(written(tmp_path, 4, 4, more=second), as_of=GO_LIVE)
    assert {first.answer, other.answer} == {"never"}
    assert first.smallest is None
    assert "once in 35 choices, and 2 goals share" in first.text.en
    assert gp.selftest(gp.load_project(tmp_path / "goalposts.yaml"), seeds=5, as_of=GO_LIVE)[0].power.found == 0


def test_a_baseline_too_short_to_try_parts_says_how_many_days_it_lacks(tmp_path):
    """60 of 70 days: 56 of history and 14 to watch."""
    day = START + timedelta(days=60)
    (plan,) = gp.power(written(tmp_path, 4, 4), as_of=day)
    assert (plan.answer, plan.method) == ("unknown", "")
    assert "14 days more are needed" in plan.text.en


def test_parts_that_never_move_carry_no_plan_and_it_is_said(tmp_path):
    """Every call of this file is answered, so the share without an answer is zero everywhere."""
    more = "  - {id: g, role: guardrail, kpi: contact_center.abandon_rate, margin: 1 pp}"
    plan = gp.power(written(tmp_path, 4, 4, more=more), as_of=GO_LIVE)[1]
    assert (plan.answer, plan.method) == ("unknown", "")
    assert "do not differ in how they move" in plan.text.en


def test_parts_are_tried_with_the_rollout_given_to_others(tmp_path):
    (found,) = gp.selftest(written(tmp_path, 4, 4), seeds=60, as_of=GO_LIVE)
    assert found.chance_alarms.trials == 60
    assert found.chance_alarms.low <= 0.05 <= found.chance_alarms.high
    assert found.power.found == 1.0
    assert found.answer == "passed"


def test_pretended_go_lives_of_parts_are_judged_by_the_odds_of_the_parts(tmp_path):
    """The real go-live moved to the end of the data: 140 days hold windows enough."""
    file = write_branches(
        tmp_path, control(*branches(4, 4)[1]), [*branches(4, 4)[0], *branches(4, 4)[1]], lambda *_: 0.0
    )
    text = file.read_text(encoding="utf-8")
    for old, new in ((END, END + timedelta(days=56)), (GO_LIVE, END)):
        text = text.replace(str(old), str(new))
    file.write_text(text, encoding="utf-8")
    (found,) = gp.selftest(gp.load_project(file), seeds=4, as_of=END)
    assert found.placebo_windows == 9
    assert found.placebo_days == 28
    assert found.false_alarms.trials == 3
    assert found.false_alarms.found <= 0.3


def test_the_plan_beside_others_is_tried_by_their_difference(tmp_path):
    (found,) = gp.selftest(written(tmp_path, 2, 2), seeds=40, as_of=GO_LIVE)
    assert found.chance_alarms.trials == 40
    assert found.chance_alarms.found <= 0.2
    assert found.power is not None


def test_placebo_windows_of_a_difference_do_not_see_what_moved_both(tmp_path):
    """All branches rise by twenty points in the middle of this baseline: alone often a change, beside others seldom."""
    after = END + timedelta(days=28)
    rates = []
    for comparison in ("control: null", control("c0", "c1")):
        file = write_branches(tmp_path, comparison, ["t0", "t1", "c0", "c1"], lambda *_: 0.0)
        text = file.read_text(encoding="utf-8").replace(str(END), str(after)).replace(str(GO_LIVE), str(END))
        file.write_text(text, encoding="utf-8")
        (found,) = gp.selftest(gp.load_project(file), seeds=2, as_of=END)
        rates.append(found.false_alarms.found)
    alone, beside = rates
    assert alone >= 0.4
    assert beside <= 0.15


def test_a_look_beside_others_is_of_the_difference(tmp_path):
    """All branches rise by twenty points of season, so a look at one series takes that for the rollout's."""
    day = GO_LIVE + timedelta(days=35)
    beside = gp.score(written(tmp_path, 2, 2), as_of=day).goals[0]
    assert beside.state == "not_due"
    assert beside.interim.low < 0 < beside.interim.high
    moved = gp.score(written(tmp_path, 2, 2, gain=lift), as_of=day).goals[0]
    assert moved.interim.low < 0.2 < moved.interim.high
    assert moved.interim.low > 0


@pytest.mark.parametrize(("treated", "others", "comparison"), [(4, 4, None), (1, 8, None), (4, 4, MORE_WAVES)])
def test_parts_mixtures_and_waves_are_looked_at_by_their_own_error(tmp_path, treated, others, comparison):
    """A true lift of twenty points beside a season of twenty; nothing, where nothing happened."""
    day = GO_LIVE + timedelta(days=42)
    nothing = gp.score(written(tmp_path, treated, others, comparison), as_of=day).goals[0]
    assert nothing.state == "not_due"
    assert nothing.interim.low < 0 < nothing.interim.high
    moved = gp.score(written(tmp_path, treated, others, comparison, gain=lift), as_of=day).goals[0]
    assert moved.interim.low < 0.2 < moved.interim.high
    assert moved.interim.low > 0
    assert moved.interim.answer == "on_track"


def test_waves_are_not_looked_at_before_four_parts_are_reached(tmp_path):
    """Two of eight are reached in the first four weeks."""
    project = written(tmp_path, 4, 4, WAVES.replace("t1: 2026-04-27", "t1: 2026-03-30, t2: 2026-04-27, t3: 2026-04-27"))
    early, late = (gp.score(project, as_of=GO_LIVE + timedelta(days=days)).goals[0] for days in (21, 42))
    assert (early.interim, late.interim is None) == (None, False)


def test_few_waves_are_looked_at_once_the_first_has_two_weeks(tmp_path):
    """The first wave alone, then both: the range grows narrower, and holds the true lift."""
    project = written(tmp_path, 2, 2, WAVES, gain=lift)
    early, first, both = (gp.score(project, as_of=GO_LIVE + timedelta(days=days)).goals[0] for days in (10, 21, 53))
    assert early.interim is None
    for found in (first, both):
        assert found.state == "not_due"
        assert found.interim.low < 0.2 < found.interim.high
    assert both.interim.high - both.interim.low < first.interim.high - first.interim.low


def test_few_waves_without_an_effect_are_not_on_track(tmp_path):
    found = gp.score(written(tmp_path, 2, 2, WAVES), as_of=GO_LIVE + timedelta(days=53)).goals[0]
    assert found.interim.low < 0 < found.interim.high


def test_named_influences_are_in_the_plan(tmp_path):
    """Four of the eight weeks to come are the fair's: the same plan shows less."""
    fair = f"influences: [{{name: fair, from: {GO_LIVE}, to: {GO_LIVE + timedelta(days=28)}}}]"
    (with_it,) = gp.power(written(tmp_path, 1, 1, comparison=fair), as_of=GO_LIVE)
    (without,) = gp.power(written(tmp_path, 1, 1, comparison="influences: []"), as_of=GO_LIVE)
    assert with_it.smallest_likely > 1.2 * without.smallest_likely
