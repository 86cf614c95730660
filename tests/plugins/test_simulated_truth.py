"""Streams drawn by a domain's model, scored by the engine, come to what the model says apart from them."""

from __future__ import annotations

import pytest
from plugins.simulated import CATALOGUE, goal_of, model, scored, simulated

from validity.departments import fed

LARGE = {
    "contact_center": ("contact_center.aht=-10%", "contact_center.fcr=+5pp", "contact_center.csat@north=+10pp"),
    "sales": ("sales.funnel_conversion=+20%", "sales.time_to_close=-20%", "sales.avg_deal_size@south=x 1.2"),
    "marketing": ("marketing.cpl=-15%", "marketing.qualification=+8pp", "marketing.roas@west=+20%"),
}
COARSEST = 0.01
"""A level of a histogram is known to 1 %."""
STANDARD_ERRORS = 4.0
ASKED_AGAIN = {"sales.base_": 7.0, "sales.next_step_coverage": 6.0, "sales.stale_deals": 6.0, "sales.worked_deals": 6.0}
"""Weekly exports hold the same records again, of which a quarter to a third say something new: n counts for (2 - r) / r
times fewer, where r is that share."""
SPREAD_OF_AGES = 1.2
"""Of the median and of the 80th percentile of a time to close: their standard error by root n, relative."""


@pytest.fixture(scope="module", params=LARGE)
def large(request):
    """Twice the usual size, on days that all follow the plan, so that only the events' own chance is left."""
    streams = simulated(request.param, *LARGE[request.param], size=2.0, luck=0.0, seed=20)
    plain = [true for true in streams.truth if not _is_credited(true.kpi) or not true.branch]
    return streams, plain, scored(streams, [goal_of(true) for true in plain])


def _is_credited(kpi):
    return any(read.id == "marketing.credit" for read in CATALOGUE.kpis[kpi].event_types)


def _far(value, true, kpi):
    """How far a measured value may be from the truth: twice the width of its interval, or four standard errors.

    Times to event have no interval over all entries. A share of n has the binomial standard error; times come in whole
    days.
    """
    if value.low is not None:
        return value.high - value.low + COARSEST * abs(true)
    if true <= 1:
        repeated = next((times for beginning, times in ASKED_AGAIN.items() if kpi.startswith(beginning)), 1.0)
        return STANDARD_ERRORS * (repeated * true * (1 - true) / value.n) ** 0.5
    return STANDARD_ERRORS * SPREAD_OF_AGES * true / value.n**0.5 + 86_401


def test_every_kpi_comes_to_its_truth_in_both_windows_and_every_branch(large):
    _, known, card = large
    wrong = {}
    for true in known:
        found = card.find(goal_of(true)["id"])
        for value, expected in ((found.baseline, true.before), (found.evaluation, true.after)):
            if expected is None and value is not None and value.value is None:
                continue  # nothing of the kind happens, such as a fifth stage
            if value is None or value.value is None or abs(value.value - expected) > _far(value, expected, true.kpi):
                wrong[true.kpi, true.variant, true.branch] = (value and value.value, expected)
    assert wrong == {}


NOT_SIMULATED: dict[str, str] = {}
"""By KPI of a domain, why its truth is not known. It may only get shorter: a new KPI belongs into the model."""


def test_the_truth_knows_every_kpi_of_its_domain_in_every_variant(large):
    """So that each is held against its truth here, and judged by gate S16."""
    streams, known, _ = large
    own = [kpi for kpi in CATALOGUE.kpis.values() if kpi.id.startswith(f"{streams.model.id}.")]
    wanted = {(kpi.id, variant) for kpi in own if kpi.id not in NOT_SIMULATED for variant in kpi.formulas}
    assert {(true.kpi, true.variant) for true in known} == wanted
    assert {(kpi.id, variant) for kpi, variant in fed(streams)} == wanted


@pytest.mark.parametrize("name", LARGE)
def test_a_change_is_built_in_where_it_was_asked_for_and_nowhere_else(name):
    """What is not changed keeps its value, and what is changed in a branch is not in the others."""
    changes = LARGE[name]
    streams = simulated(name, *changes, size=0.01)
    for text in changes:
        about, _, _ = text.partition("=")
        kpi, _, branch = about.partition("@")
        for place in ("", *streams.plan.branches):
            true = streams.find(kpi, CATALOGUE.kpis[kpi].default, place)
            assert (true.after != pytest.approx(true.without, rel=1e-3)) == (not branch or place in ("", branch))
    nothing = simulated(name, size=0.01)
    assert all(true.after == true.without for true in nothing.truth)


@pytest.mark.parametrize(
    ("name", "kpi", "change", "variant"),
    [
        ("contact_center", "contact_center.aht", "-10%", ""),
        ("contact_center", "contact_center.service_level", "+8pp", "offered"),
        ("contact_center", "contact_center.acw", "-5 s", "all"),
        ("sales", "sales.funnel_conversion", "+10%", "incidence_T"),
        ("sales", "sales.avg_deal_size", "x 1.25", "won"),
        ("sales", "sales.logged_on_time", "+10pp", ""),
        ("sales", "sales.activities_per_day", "-5%", "calls_and_meetings"),
        ("marketing", "marketing.cpl", "-15%", "all"),
        ("marketing", "marketing.cpa", "+10%", ""),
        ("marketing", "marketing.ctr", "+1pp", ""),
    ],
)
def test_a_kpi_changes_by_what_was_asked(name, kpi, change, variant):
    """By hand: relative changes multiply, points, seconds and the like add."""
    true = simulated(name, f"{kpi}={change}", size=0.01).find(kpi, variant)
    number = float(change.strip("x+%ps "))
    expected = {
        "%": true.without * (1 + number / 100),
        "p": true.without + number / 100,
        "s": true.without + number,
    }.get(change[-1], true.without * number)
    assert true.after == pytest.approx(expected, rel=1e-6)


@pytest.mark.parametrize("name", LARGE)
def test_the_same_plan_gives_the_same_streams_and_another_seed_others(name):
    first, same, other = (simulated(name, size=0.05, seed=seed) for seed in (3, 3, 4))
    assert all(first.tables[event_type].equals(same.tables[event_type]) for event_type in first.tables)
    assert not any(first.tables[event_type].equals(other.tables[event_type]) for event_type in first.tables)
    assert first.truth == same.truth == other.truth


@pytest.mark.parametrize("name", LARGE)
def test_streams_are_in_order_of_time_and_end_with_the_plan(name):
    streams = simulated(name, size=0.05)
    end = str(streams.plan.until)
    for event_type, table in streams.tables.items():
        at = table[CATALOGUE.event_types[event_type].time].to_pylist()
        assert at == sorted(at)
        assert str(at[-1]) < end


@pytest.mark.parametrize("name", LARGE)
def test_what_a_model_can_change_are_kpis_that_it_promises(name):
    known = {true.kpi for true in simulated(name, size=0.01).truth}
    assert set(model(name).changeable) <= known
    assert set(model(name).goals) <= set(model(name).changeable)


UNBOUNDED = (
    "marketing.platform_claims",
    "marketing.romi",
    "marketing.roas",
    "marketing.channel_romi",
    "sales.funnel_conversion",
    "sales.margin_share",
)
"""Returns may be any; what is won in a period may be more than what came in."""
VOLUMES = ("marketing.spend", "sales.deals_created", "sales.activities_per_day", "sales.interactions_seen")
"""Nothing of them is left far down, and too much far up."""


@pytest.mark.parametrize("change", ["-300%", "x 50"])
@pytest.mark.parametrize("name", LARGE)
def test_changes_beyond_what_can_be_are_cut_off(name, change):
    """Every KPI that can be changed, far down and far up: streams can still be drawn, and the truth is a number."""
    changed = [kpi for kpi in model(name).changeable if kpi not in VOLUMES]
    streams = simulated(name, *(f"{kpi}={change}" for kpi in changed), size=0.01)
    assert all(table.num_rows for table in streams.tables.values())
    shares = [true for true in streams.truth if CATALOGUE.kpis[true.kpi].unit == "%" and true.after is not None]
    plain = [true for true in shares if true.variant == CATALOGUE.kpis[true.kpi].default]
    bounded = [true for true in plain if true.kpi not in UNBOUNDED]
    assert bounded
    assert [true for true in bounded if not 0 <= true.after <= 1.001] == []
