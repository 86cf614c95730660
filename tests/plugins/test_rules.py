"""The traps of each trade: what sets a rule off beyond its own examples, and what does not."""

import goalposts_contact_center
import goalposts_marketing
import goalposts_sales
import pytest
from goalposts.testing import lint_example, sample_catalogue

OWN = ("CCT", "MKT", "SAL")


CATALOGUE = sample_catalogue(goalposts_contact_center, goalposts_marketing, goalposts_sales)


def found(text):
    """The codes of the plugins' rules for a goal as YAML keys."""
    return {known.code for known in lint_example(text, CATALOGUE) if known.code.startswith(OWN)}


GUARDED = "project: {goals: [{id: g, role: guardrail, kpi: %s, margin: 1pp}]}"
UNGUARDED = "project: {goals: [{id: g, role: guardrail, kpi: contact_center.lost_rate, margin: 1pp}]}"


@pytest.mark.parametrize("kpi", ["contact_center.aht", "contact_center.att", "contact_center.acw"])
@pytest.mark.parametrize(("solving", "code"), [("contact_center.repeat_rate", set()), ("contact_center.fcr", set())])
def test_any_handling_time_is_guarded_by_any_measure_of_solving(kpi, solving, code):
    assert found(f"kpi: {kpi}\ntarget: 200 s .. 260 s\n{UNGUARDED}") == {"CCT401"}
    assert found(f"kpi: {kpi}\ntarget: 200 s .. 260 s\n{GUARDED % solving}") == code
    assert found(f"kpi: {kpi}\ntarget: 200 s .. 260 s\nguardrails: []") == set()


def test_a_guardrail_without_a_margin_guards_nothing():
    goals = "project: {goals: [{id: g, role: guardrail, kpi: contact_center.repeat_rate}]}"
    assert found(f"kpi: contact_center.aht\ntarget: 200 s .. 260 s\n{goals}") == {"CCT401"}


@pytest.mark.parametrize(
    ("keys", "copied"),
    [
        ('target: ">= 80%"', True),
        ('target: ">= 80%"\nwith: {within: 20 s}', True),
        ('target: ">= 80%"\nwith: {within: 30 s}', False),
        ('target: ">= 85%"', False),
        ('target: "+10pp"', False),
        ('target: "x 0.8"', False),
    ],
)
def test_only_the_customary_service_level_needs_a_reason(keys, copied):
    text = f"kpi: contact_center.service_level\nvariant: offered\nwhy: null\n{keys}"
    assert found(text) == ({"CCT403"} if copied else set())
    assert found(text.replace("why: null", "why: they hang up")) == set()


def test_a_shadow_of_the_service_level_may_have_any_variant():
    assert found("role: shadow\nkpi: contact_center.service_level\ntarget: null\nowner: null") == set()


@pytest.mark.parametrize(
    ("kpi", "variant", "codes"),
    [
        ("marketing.cpl", "all", {"MKT401"}),
        ("marketing.cpl", "valid", set()),
        ("marketing.cpl", "qualified", set()),
        ("marketing.leads", "all", {"MKT401"}),
        ("marketing.leads", "valid", set()),
        ("marketing.romi", "margin", set()),
        ("marketing.romi", "revenue_based", {"MKT201"}),
    ],
)
def test_leads_count_by_their_worth_and_returns_by_margin(kpi, variant, codes):
    assert found(f'kpi: {kpi}\nvariant: {variant}\ntarget: "x 1.1"') == codes


@pytest.mark.parametrize("quality", ["marketing.qualification", "marketing.lead_validity", "marketing.lead_to_sale"])
def test_any_measure_of_quality_guards_leads(quality):
    assert found(f'kpi: marketing.cpl\ntarget: "-15%"\n{GUARDED % quality}') == set()
    assert found(
        f'kpi: marketing.cpl\ntarget: "-15%"\n{GUARDED % quality}'.replace("role: guardrail", "role: shadow")
    ) == {"MKT401"}


@pytest.mark.parametrize(
    ("variant", "mixing"),
    [("incidence_T", False), ("cohort_T", False), ("period_flow", True), ("win_rate_all", True)],
)
def test_only_conversions_that_follow_their_deals_are_promised(variant, mixing):
    assert found(f'kpi: sales.funnel_conversion\nvariant: {variant}\ntarget: "+3pp"') == (
        {"SAL201"} if mixing else set()
    )


@pytest.mark.parametrize("kpi", ["sales.win_rate", "sales.funnel_conversion"])
@pytest.mark.parametrize(("other", "codes"), [("sales.deals_created", {"SAL401"}), ("sales.deals_won", set())])
def test_more_and_a_larger_share_is_a_contradiction(kpi, other, codes):
    assert (
        found(f'kpi: {kpi}\ntarget: "+3pp"\nproject: {{goals: [{{id: more, kpi: {other}, target: "+10%"}}]}}') == codes
    )
