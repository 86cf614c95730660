"""What may be promised: bounds, sizes, signs and units of targets."""

import pytest
from goalposts.linting import lint
from goalposts.testing import TODAY, sample_project
from goalposts.testing.sample import default_goal


def found(code, **keys):
    project = sample_project(goals=[{**default_goal(), **keys}])
    return [known.severity for known in lint(project, (), {}, TODAY) if known.code == code]


@pytest.mark.parametrize(
    ("kpi", "target", "severities"),
    [
        ("sample.done_share", ">= 110%", ["error"]),
        ("sample.done_share", "90% .. 110%", ["error"]),
        ("sample.done_share", "+120pp", ["error"]),
        ("sample.mean_wait", "<= -5 s", ["error"]),
        ("sample.mean_wait", "-120%", ["error"]),
        ("sample.mean_wait", "-60%", ["warning"]),
        ("sample.total_paid", "+200%", ["error"]),
        ("sample.total_paid", "x 2", ["warning"]),
        ("sample.total_paid", "x 2.5", ["error"]),
        ("sample.total_paid", "+50%", []),
        ("sample.mean_wait", "x 0.5", []),
        ("sample.mean_wait", "<= 40 s", []),
        ("sample.done_share", ">= 90%", []),
    ],
)
def test_impossible_target(kpi, target, severities):
    """Beyond the bounds or over 100 % of change is an error, over 50 % a warning."""
    assert found("GP302", kpi=kpi, target=target) == severities


@pytest.mark.parametrize(
    ("kpi", "target", "wrong"),
    [
        ("sample.mean_wait", ">= 40 s", True),
        ("sample.mean_wait", "+10%", True),
        ("sample.mean_wait", "-10%", False),
        ("sample.done_share", "-5pp", True),
        ("sample.done_share", "x 0.9", True),
        ("sample.done_share", "60% .. 70%", False),
        ("sample.visits", "-10%", False),
    ],
)
def test_target_against_the_kpis_good_direction(kpi, target, wrong):
    assert bool(found("GP305", kpi=kpi, target=target)) is wrong


@pytest.mark.parametrize(
    ("target", "perfect"), [(">= 100%", True), (">= 99.9%", False), ("<= 0%", True), ("+5pp", False)]
)
def test_perfect_target(target, perfect):
    assert bool(found("GP303", target=target)) is perfect


def test_relative_change_of_a_share_is_ambiguous_and_of_a_duration_not():
    assert found("GP203", target="+5%") == ["warning"]
    assert found("GP203", target="x 1.05") == []
    assert found("GP203", kpi="sample.mean_wait", target="-5%") == []


@pytest.mark.parametrize(
    ("kpi", "margin", "severities"),
    [
        ("sample.done_share", "1pp", []),
        ("sample.done_share", "5%", []),
        ("sample.done_share", "10 s", ["error"]),
        ("sample.mean_wait", "10 s", []),
        ("sample.mean_wait", "5%", []),
        ("sample.mean_wait", "1pp", ["error"]),
        ("sample.total_paid", "100 EUR", []),
        ("sample.total_paid", "100 USD", ["error"]),
        ("sample.visits", "3", []),
        ("sample.visits", "3 s", ["error"]),
    ],
)
def test_a_margin_is_a_change_in_the_kpis_own_unit(kpi, margin, severities):
    guardrail = {"id": "guarded", "role": "guardrail", "kpi": kpi, "margin": margin}
    project = sample_project(goals=[default_goal(), guardrail])
    assert [known.severity for known in lint(project, (), {}, TODAY) if known.code == "GP116"] == severities


@pytest.mark.parametrize("role", ["goal", "guardrail", "negative_control"])
def test_whatever_is_judged_needs_a_baseline(role):
    """Without one a guardrail could never be broken; a shadow is only reported."""
    judged = {"id": "judged", "role": role, "kpi": "sample.mean_wait"}
    for changed, codes in ((judged, ["GP201"]), ({**judged, "role": "shadow"}, [])):
        project = sample_project(goals=[changed], baseline=None)
        assert [known.code for known in lint(project, (), {}, TODAY) if known.code == "GP201"] == codes


@pytest.mark.parametrize(
    ("target", "advised"),
    [
        (">= 0,9", 'of a part of one write ">= 90%"'),
        ("<= 0.125", 'of a part of one write "<= 12.5%"'),
        (">= 90", "a change is written as +10% or +5pp"),
    ],
)
def test_a_level_that_is_a_part_of_one_is_said_in_per_cent(target, advised):
    project = sample_project(goals=[{**default_goal(), "target": target}])
    assert [known.hint.en for known in lint(project, (), {}, TODAY) if known.code == "GP116"] == [
        f"its unit is: %; {advised}"
    ]
