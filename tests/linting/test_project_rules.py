"""Rules about several goals, windows and sources."""

import goalposts as gp
import pytest
from goalposts.catalogue.resolve import resolvable
from goalposts.linting import lint
from goalposts.testing import TODAY, sample_project
from goalposts.testing.sample import default_goal


def codes(project):
    return [known.code for known in lint(project, resolvable(project), {}, TODAY) if known.severity != "info"]


def goals(count, **keys):
    return [{**default_goal(), "id": f"goal-{n}", "where": f"items > {n}", **keys} for n in range(count)]


def test_sample_project_keeps_every_rule():
    assert codes(sample_project()) == []


def test_owner_may_have_three_goals_whatever_the_letter_case():
    assert codes(sample_project(goals=goals(3))) == []
    mixed = [*goals(3), {**goals(4)[3], "owner": "HEAD  of reception"}]
    assert codes(sample_project(goals=mixed)) == ["GP601"]


def test_phase_may_have_seven_goals():
    many = [{**goal, "owner": f"Owner {n}"} for n, goal in enumerate(goals(8))]
    assert codes(sample_project(goals=many[:7])) == []
    assert codes(sample_project(goals=many)) == ["GP601"]
    phased = [{**goal, "phase": "one" if n < 4 else "two"} for n, goal in enumerate(many)]
    assert codes(sample_project(goals=phased)) == []


def test_guardrails_do_not_count_as_goals_and_are_no_duplicates():
    guards = [{"id": f"guard-{n}", "role": "guardrail", "kpi": "sample.done_share", "margin": "1pp"} for n in range(9)]
    assert codes(sample_project(goals=[default_goal(), *guards])) == []


def test_same_kpi_over_other_windows_or_with_other_parameters_is_no_duplicate():
    quick = {**default_goal(), "kpi": "sample.quick_share", "guardrails": []}
    others = [quick, {**quick, "id": "slower", "with": {"within": "60 s"}}]
    assert codes(sample_project(goals=others)) == []
    same = [quick, {**quick, "id": "again"}]
    assert codes(sample_project(goals=same)) == ["GP602"]


def test_other_roles_need_no_statement_target_deadline_or_owner():
    others = [
        {"id": "guard", "role": "guardrail", "kpi": "sample.longest_wait", "margin": "10 s"},
        {"id": "still", "role": "negative_control", "kpi": "sample.visits", "margin": "5%"},
        {"id": "seen", "role": "shadow", "kpi": "sample.total_paid"},
    ]
    assert codes(sample_project(goals=[default_goal(), *others])) == []


def test_project_without_goals_or_with_shadows_only_is_fine():
    assert codes(sample_project(goals=[])) == []
    shadow = {"id": "seen", "role": "shadow", "kpi": "sample.total_paid"}
    assert codes(sample_project(goals=[shadow], go_live=None, baseline=None)) == []


def test_guardrail_of_other_kpi_does_not_guard():
    goal = {**default_goal(), "kpi": "sample.quick_share"}
    guard = {"id": "guard", "role": "guardrail", "kpi": "sample.visits", "margin": "5%"}
    assert codes(sample_project(goals=[goal, guard])) == ["GP406"]
    own = {**goal, "guardrails": ["sample.visits"]}
    assert codes(sample_project(goals=[own, guard])) == []


def test_a_parallel_run_of_both_instruments_keeps_the_rule():
    sources = {
        "sample.visit": [
            {"name": "paper", "source": "a.csv", "until": "2026-03-15"},
            {"name": "terminal", "source": "b.csv", "from": "2026-03-01"},
        ]
    }
    assert codes(sample_project(data=sources)) == ["GP205"]
    assert codes(sample_project(data=sources, bridge=two_weeks(1, 15))) == []


def two_weeks(first, end):
    return {"sample.visit": {"from": f"2026-03-{first:02}", "to": f"2026-03-{end:02}"}}


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (two_weeks(1, 14), "the parallel run of sample.visit has 13 days, 14 are needed"),
        (two_weeks(2, 16), "in the parallel run of sample.visit, paper does not count on every day"),
    ],
)
def test_a_parallel_run_that_is_short_or_that_one_source_misses_is_found(days, said):
    sources = {
        "sample.visit": [
            {"name": "paper", "source": "a.csv", "until": "2026-03-15"},
            {"name": "terminal", "source": "b.csv", "from": "2026-03-01"},
        ]
    }
    (found,) = lint(bridged := sample_project(data=sources, bridge=days), resolvable(bridged), {}, TODAY)
    assert (found.code, found.severity, found.message.en) == ("GP205", "error", said)


def test_a_parallel_run_does_not_bridge_a_kpi_over_histories():
    visit = sample_project().catalogue.event_types["sample.visit"]
    fields = {"first_at": gp.first(visit.at), "count": gp.count()}
    place = gp.fold("days.place", over=visit, key="place", at="first_at", fields=fields)
    kpi = gp.Kpi("days.count", "Visits of a place.", over=place, value=gp.mean(place.count), direction=gp.UP)
    domain = gp.Domain("days", prefix="DAY", event_types=[place], kpis=[kpi])
    sources = {
        "sample.visit": [
            {"name": "paper", "source": "a.csv", "until": "2026-03-15"},
            {"name": "terminal", "source": "b.csv", "from": "2026-03-01"},
        ]
    }
    goal = {**default_goal(), "kpi": "days.count", "target": "+10%"}
    made = sample_project(domain, data=sources, bridge=two_weeks(1, 15), goals=[goal])
    assert "GP205" in codes(made)


def test_kpi_that_only_the_new_system_measures_has_no_baseline():
    sources = {"sample.visit": [{"name": "terminal", "source": "b.csv", "from": "2026-03-01"}]}
    assert codes(sample_project(data=sources)) == ["GP205"]
    assert codes(sample_project(data=sources, baseline="unknown")) == []


def test_declared_and_unknown_baselines_are_baselines():
    assert codes(sample_project(baseline="unknown")) == []
    assert codes(sample_project(baseline={"value": "62%", "source": "annual report"})) == []


def test_goal_that_does_not_resolve_still_gets_its_other_findings():
    goal = {**default_goal(), "kpi": "sample.nothing", "owner": ""}
    assert codes(sample_project(goals=[goal])) == ["GP110", "GP301"]


@pytest.mark.parametrize(
    ("until", "severity"),
    [("2026-04-01", "error"), ("2026-03-01", "error"), ("2026-07-01", "warning"), ("2026-10-01", None), (None, None)],
)
@pytest.mark.parametrize("role", ["goal", "guardrail"])
def test_sources_last_until_the_end_of_the_evaluation(until, severity, role):
    source = {"name": "book", "source": "book.csv", **({"until": until} if until else {})}
    goal = default_goal() if role == "goal" else {"id": "g", "role": role, "kpi": "sample.done_share", "margin": "1pp"}
    project = sample_project(data={"sample.visit": [source]}, goals=[goal])
    found = [known for known in lint(project, resolvable(project), {}, TODAY) if known.code == "GP209"]
    assert [known.severity for known in found] == ([severity] if severity else [])
    if severity == "warning":
        assert "after 1 July 2026" in found[0].message.en


def test_a_source_that_goes_on_where_another_ends_covers_the_evaluation():
    """They are two instruments then, which is another rule's."""
    book = {"name": "book", "source": "book.csv", "until": "2026-06-01"}
    desk = {"name": "desk", "source": "desk.csv", "from": "2026-06-01"}
    assert codes(sample_project(data={"sample.visit": [book, desk]})) == ["GP205"]


def test_a_negative_control_of_other_events_contradicts_nothing():
    other = {"id": "c", "role": "negative_control", "kpi": "sample.done_share", "margin": "1pp"}
    assert codes(sample_project(goals=[default_goal(), other])) == ["GP409"]
    assert codes(sample_project(goals=[default_goal(), {**other, "where": 'place == "west"'}])) == []
