"""A goal on channels shows every channel under every model: against the shares that are reckoned by hand."""

from __future__ import annotations

from datetime import date

import pytest
from plugins.figures import scored
from plugins.marketing.test_channels import AS_OF, BROUGHT, CATALOGUE, COSTS, CREDIT, TABLES

MODELS = ("last_non_direct", "first", "last", "linear", "position", "time_decay")


def spread(kpi, tables=TABLES, **keys):
    goals = [(kpi, "last")]
    return scored(CATALOGUE, tables, goals, as_of=AS_OF, **keys).find("g0").spread


def lines(found):
    return {line.word: line.evaluation for line in found.lines}


def test_costs_of_a_conversion_are_those_of_the_hand():
    """Whoever is credited with nothing has no cost of a conversion, and no zero."""
    found = lines(spread("marketing.channel_cpa"))
    for place, (channel, cost) in enumerate(COSTS.items()):
        for model in MODELS:
            credit = float(CREDIT[model][place])
            value = found[channel].by_model[model]
            assert value == (pytest.approx(cost / credit) if credit else None), (channel, model)
        known = [value for value in found[channel].by_model.values() if value is not None]
        assert (found[channel].low, found[channel].high) == (min(known), max(known))


def test_returns_are_those_of_the_hand():
    found = lines(spread("marketing.channel_romi"))
    for place, (channel, cost) in enumerate(COSTS.items()):
        for model in MODELS:
            wanted = (float(BROUGHT[model][place]) - cost) / cost
            assert found[channel].by_model[model] == pytest.approx(wanted), (channel, model)


def test_conversions_of_a_day_are_those_of_the_hand():
    """Credit of a model by the open days, a single event type alone; none is none, not missing."""
    found, whole = lines(spread("marketing.conversions")), {}
    for model in MODELS:
        goals = [("marketing.conversions", model)]
        whole[model] = scored(CATALOGUE, TABLES, goals, as_of=AS_OF).find("g0").evaluation.value
    for place, channel in enumerate(COSTS):
        for model in MODELS:
            share = float(CREDIT[model][place]) / sum(map(float, CREDIT[model]))
            assert found[channel].by_model[model] == pytest.approx(share * whole[model]), (channel, model)


def test_places_that_depend_on_the_model_are_a_range():
    """By first touch A is the best, by last touch C; both are of the money that they cost."""
    found = lines(spread("marketing.channel_romi"))
    assert {name: (value.best, value.worst) for name, value in found.items()} == {"A": (1, 2), "B": (2, 3), "C": (1, 2)}


def test_a_slice_of_one_channel_shows_all_of_them_to_compare():
    one = lines(spread("marketing.channel_cpa", where='channel == "A"'))
    assert one == lines(spread("marketing.channel_cpa"))


def test_a_channel_that_costs_nothing_is_shown_and_not_compared():
    """Else what is free would be the cheapest of all: its cost is not known, and not zero."""
    paid = {
        name: [cell for at, cell in enumerate(cells) if at != 1] for name, cells in TABLES["marketing.cost"].items()
    }
    found = lines(spread("marketing.channel_cpa", {**TABLES, "marketing.cost": paid}))
    assert (found["B"].best, found["B"].worst) == (None, None)
    assert set(found["B"].by_model.values()) == {None}
    assert {found[name].worst for name in "AC"} <= {1, 2}


def test_a_cost_per_lead_has_one_model_and_channels_without_leads_have_none():
    leads = {"lead_id": ["1", "2"], "at": ["2026-01-03T09:00Z"] * 2, "channel": ["A", "A"]}
    tables = {**TABLES, "marketing.lead": leads}
    found = scored(CATALOGUE, tables, [("marketing.cpl", "all")], as_of=AS_OF).find("g0").spread
    assert lines(found)["A"].by_model == {"all": 100.0}
    assert lines(found)["C"].by_model == {"all": None}


def test_other_kpis_and_empty_windows_have_none():
    plain = scored(CATALOGUE, TABLES, [("marketing.spend", "")], as_of=AS_OF).find("g0").spread
    assert plain is None
    early = scored(CATALOGUE, TABLES, [("marketing.channel_cpa", "last")], as_of=date(2026, 1, 1)).find("g0").spread
    assert early is None or early.lines == ()
