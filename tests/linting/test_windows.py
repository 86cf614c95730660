"""Windows: their season, their holidays, what else went on in them, and how long people may learn."""

from datetime import date

import pytest
from goalposts.catalogue.resolve import resolvable
from goalposts.linting import lint
from goalposts.linting.later_checks import later_checks
from goalposts.testing import TODAY, sample_project
from goalposts.testing.sample import default_goal


def codes(**changes):
    goal = {**default_goal(), **changes.pop("goal", {})}
    project = sample_project(goals=[goal], **changes)
    return {known.code for known in lint(project, resolvable(project), {}, TODAY) if known.severity != "info"}


@pytest.mark.parametrize(
    ("baseline", "other_season"),
    [
        ({"from": "2025-03-01", "to": "2026-03-01"}, False),
        ({"from": "2025-04-01", "to": "2025-10-01"}, False),  # the same months a year before
        ({"from": "2025-04-01", "to": "2025-09-07"}, True),  # six days are no September
        ({"from": "2025-04-01", "to": "2025-09-08"}, False),  # a week is
        ({"from": "2020-01-01", "to": "2026-01-01"}, False),
        ({"from": "2026-02-01", "to": "2026-03-01"}, False),  # too short, which is told by another rule
        ("unknown", False),
    ],
)
def test_months_that_are_judged_are_in_the_baseline(baseline, other_season):
    assert ("GP504" in codes(baseline=baseline)) is other_season


def test_missing_months_are_named():
    project = sample_project(baseline={"from": "2025-09-01", "to": "2026-03-01"})
    (finding,) = (known for known in lint(project, resolvable(project), {}, TODAY) if known.code == "GP504")
    assert finding.message.en.endswith(": 4, 5, 6, 7, 8")


@pytest.mark.parametrize(
    ("closed", "differ"),
    [
        ([], False),
        ([{"from": "2026-06-01", "to": "2026-06-15"}], False),  # 10 of 131 workdays
        ([{"from": "2026-06-01", "to": "2026-06-20"}], True),  # 15 of 131
        ([{"from": "2026-06-06", "to": "2026-06-08"}], False),  # a weekend closes no workday
        ([{"from": "2025-06-01", "to": "2025-07-14"}, {"from": "2026-06-01", "to": "2026-06-20"}], False),
    ],
)
def test_holidays_on_both_sides_are_alike(closed, differ):
    assert ("GP505" in codes(closed=closed)) is differ


@pytest.mark.parametrize(
    ("influence", "tainted"),
    [
        ({"from": "2025-12-01", "to": "2026-01-06"}, False),  # 36 of 365 days
        ({"from": "2025-12-01", "to": "2026-01-07"}, True),  # 37
        ({"from": "2025-12-01"}, True),
        ({"from": "2026-02-01"}, False),
        ({"from": "2026-03-01"}, False),
        ({"from": "2024-12-01", "to": "2025-03-01"}, False),
    ],
)
def test_a_baseline_is_ordinary_time(influence, tainted):
    assert ("GP514" in codes(influences=[{"name": "strike", **influence}])) is tainted


def test_a_goal_answers_for_its_own_influences():
    own = {"influences": [{"name": "strike", "from": "2025-03-01", "to": "2026-03-01"}]}
    assert "GP514" in codes(goal=own)


@pytest.mark.parametrize(
    ("start", "learning"), [("2026-03-01", True), ("2026-03-28", True), ("2026-03-29", False), ("2026-02-27", False)]
)
def test_people_have_four_weeks_to_learn(start, learning):
    """An evaluation before go-live is told by another rule."""
    changes = {
        "baseline": {"from": "2025-02-20", "to": "2026-02-20"},
        "evaluation": {"from": start, "to": "2026-10-01"},
    }
    assert ("GP515" in codes(**changes)) is learning


@pytest.mark.parametrize(("end", "far"), [("2027-03-02", False), ("2027-03-03", True)])
def test_a_year_after_go_live_there_is_a_step_on_the_way(end, far):
    windows = {"evaluation": {"from": "2026-09-01", "to": end}}
    assert ("GP503" in codes(**windows, goal={"deadline": end})) is far
    with_step = {"deadline": end, "path": [{"by": "2026-12-01", "target": ">= 80%"}]}
    assert "GP503" not in codes(**windows, goal=with_step)


@pytest.mark.parametrize(
    ("deadline", "code"),
    [("2026-10-30", {"GP516"}), ("2026-10-31", set()), ("2026-09-30", {"GP502"})],
)
def test_a_kpi_that_ripens_has_a_deadline_after_it(deadline, code):
    """Thirty days after the end of September; a deadline before the end of the window is told by its own rule."""
    ripening = {"id": "slow.done", "over": "sample.visit", "value": "share(of=done)", "direction": "up"}
    goal = {"kpi": "slow.done", "deadline": deadline, "statement": f"90 % of visits are done with by {deadline}"}
    assert codes(kpis=[{**ripening, "maturity": "30 d", "attributability": "direct"}], goal=goal) == code


def test_one_outcome_a_phase():
    paid = {"kpi": "sample.total_paid", "target": "+10%"}
    goals = [{**default_goal(), **paid, "id": "a", "where": "items > 1"}, {**default_goal(), **paid, "id": "b"}]
    untouched = {"id": "same", "role": "negative_control", "kpi": "sample.visits", "margin": "10%"}
    for phases, several in ((("one", "one"), True), (("one", "two"), False)):
        phased = [{**goal, "phase": phase} for goal, phase in zip(goals, phases, strict=True)]
        project = sample_project(goals=[*phased, untouched])
        assert ("GP603" in {known.code for known in lint(project, resolvable(project), {}, TODAY)}) is several


def test_scope_is_asked_for_once_and_only_where_something_is_promised():
    project = sample_project(segments=None, goals=[default_goal(), {**default_goal(), "id": "other", "kpi": "x.y"}])
    assert [known.code for known in lint(project, resolvable(project), {}, TODAY)].count("GP105") == 1
    shadows = sample_project(segments=None, goals=[{"id": "s", "role": "shadow", "kpi": "sample.visits"}])
    assert "GP105" not in {known.code for known in lint(shadows, resolvable(shadows), {}, TODAY)}


def test_blanks_are_found_wherever_people_read():
    keys = {"owner": "<name>", "why": "<why>", "lever": "<how>", "statement": "<what> at least 90 %"}
    project = sample_project(project="<rollout>", goals=[{**default_goal(), **keys}])
    assert [known.code for known in lint(project, resolvable(project), {}, TODAY)].count("GP108") == 5
    plain = {**default_goal(), "statement": "Wait < 20 s for 90 % of visits, and never > 5 min"}
    assert "GP108" not in codes(goal=plain)


@pytest.mark.parametrize(
    ("go_live", "end", "told"),
    [
        ("2026-03-01", "2026-08-31", True),
        ("2026-03-01", "2026-09-01", False),
        ("2026-08-31", "2027-02-27", True),  # six months later is the last of February
        ("2026-08-31", "2027-02-28", False),
    ],
)
def test_an_evaluation_that_ends_within_six_months_is_told_to_be_early(go_live, end, told):
    project = sample_project(
        go_live=go_live, goals=[{**default_goal(), "deadline": end}], evaluation={"from": go_live, "to": end}
    )
    found = [known for known in lint(project, resolvable(project), {}, TODAY) if known.code == "GP519"]
    assert bool(found) is told
    assert all(known.severity == "info" for known in found)


def test_the_days_to_measure_again_are_counted_from_the_last_go_live():
    """By hand: six and twelve months after 31 August 2026 are 28 February and 31 August 2027."""
    goals = [{**default_goal(), "go_live": day, "id": f"goal-{day}"} for day in ("2026-03-01", "2026-08-31")]
    found = later_checks(sample_project(goals=goals))
    assert [(check.months, check.day) for check in found] == [(6, date(2027, 2, 28)), (12, date(2027, 8, 31))]
