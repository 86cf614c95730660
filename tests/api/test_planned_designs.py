"""Plans and looks take the method of the verdict, or say in a sentence that they cannot."""

from __future__ import annotations

from datetime import timedelta

import goalposts as gp
import pytest
from cli.branches import END, GO_LIVE, write_branches

WAVES = "rollout: {by: branch, dates: {t0: 2026-03-30, t1: 2026-04-27}}"


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
    ("treated", "others", "comparison", "says"),
    [(4, 4, None, "part by part"), (1, 8, None, "a mixture of other parts"), (2, 2, WAVES, "wave by wave")],
)
def test_designs_that_cannot_be_planned_say_so(tmp_path, treated, others, comparison, says):
    project = written(tmp_path, treated, others, comparison)
    (plan,), (tried,) = gp.power(project, as_of=GO_LIVE), gp.selftest(project, seeds=5, as_of=GO_LIVE)
    assert (plan.answer, plan.smallest, plan.method) == ("unknown", None, "")
    assert says in plan.text.en
    assert (tried.answer, tried.text) == ("too_short", plan.text)


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


@pytest.mark.parametrize(("treated", "others", "comparison"), [(4, 4, None), (1, 8, None), (2, 2, WAVES)])
def test_designs_without_looks_say_so(tmp_path, treated, others, comparison):
    found = gp.score(written(tmp_path, treated, others, comparison), as_of=GO_LIVE + timedelta(days=35)).goals[0]
    assert (found.state, found.interim) == ("not_due", None)
    assert "no_looks_by_design" in {reason.code for reason in found.reasons}


def test_named_influences_are_in_the_plan(tmp_path):
    """Four of the eight weeks to come are the fair's: the same plan shows less."""
    fair = f"influences: [{{name: fair, from: {GO_LIVE}, to: {GO_LIVE + timedelta(days=28)}}}]"
    (with_it,) = gp.power(written(tmp_path, 1, 1, comparison=fair), as_of=GO_LIVE)
    (without,) = gp.power(written(tmp_path, 1, 1, comparison="influences: []"), as_of=GO_LIVE)
    assert with_it.smallest_likely > 1.2 * without.smallest_likely
