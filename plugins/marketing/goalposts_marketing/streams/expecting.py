"""What the KPIs of simulated marketing are, reckoned from its rates instead of from events."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
from goalposts.simulating import Ages, by_age, by_end, ended, per_day, ratio

from goalposts_marketing.streams.rates import (
    BACK_AFTER,
    CLAIMED,
    MARGIN,
    PEOPLE,
    TO_BUY,
    TO_BUY_AGAIN,
    TO_QUALIFY,
    Rates,
    come_back,
    rates_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from goalposts import SimulationPlan
    from goalposts.simulating import Clock
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Values = dict[tuple[str, str], Any]

_PAYBACK_AGE: Final = 90
_CREDITS: Final = ("last_non_direct", "first", "last", "linear", "position", "time_decay")


def expect(plan: SimulationPlan) -> Mapping[tuple[str, str], Any]:
    """Say what the plan makes of every KPI and variant."""
    rates = rates_of(plan)
    found = {**_leads(rates), **_costs(rates), **_returns(rates)}
    return {(f"marketing.{kpi}", variant): value for (kpi, variant), value in found.items()}


def _ages(rates: Rates, leads: Floats, share: Floats, clock: Clock) -> Ages:
    reached = by_age(rates.days, (leads * share)[..., None] * clock.shares(np.ones_like(leads)))
    return Ages(reached, np.zeros_like(reached), leads)


def _leads(rates: Rates) -> Values:
    leads, spend = rates.leads.sum(axis=2), rates.spend.sum(axis=2)
    qualified = _ages(rates, leads, rates.qualified, TO_QUALIFY)
    bought = _ages(rates, leads, rates.bought, TO_BUY)
    whole = np.ones_like(leads)
    sold = _sold_after_qualification(rates, leads).share_by(90)
    return {
        ("cpl", "unique"): ratio(spend, leads * _is_new(leads)),
        ("qualified_to_sale", "reached"): sold,
        ("qualified_to_sale", "cohort"): sold,
        ("cpl", "all"): ratio(spend, leads),
        ("cpl", "valid"): ratio(spend, leads * rates.valid),
        ("cpl", "qualified"): ratio(spend, by_end(qualified.reached, whole)),
        ("cac", ""): ratio(spend, by_end(bought.reached, whole)),
        ("leads", "all"): per_day(rates.days, leads),
        ("leads", "valid"): per_day(rates.days, leads * rates.valid),
        ("lead_validity", ""): ratio(leads * rates.valid, leads),
        ("qualification", "reached"): qualified.share_by(30),
        ("qualification", "cohort"): qualified.share_by(30),
        ("lead_to_sale", "reached"): bought.share_by(90),
        ("lead_to_sale", "cohort"): bought.share_by(90),
        ("time_to_purchase", ""): bought.half_rise(90),
        ("unattributed", ""): ratio(leads * rates.unattributed, leads),
    }


def _is_new(leads: Floats) -> Floats:
    """The share of a day's leads from people who did not ask in the 30 days before, in whatever branch."""
    so_far = np.append(0.0, np.cumsum(leads.sum(axis=1)))
    now = (so_far[1:] + so_far[:-1]) / 2
    then = np.concatenate([np.zeros(30), now[:-30]])
    share: Floats = np.exp(-(now - then) / PEOPLE)[:, None]
    return share


def _sold_after_qualification(rates: Rates, leads: Floats) -> Ages:
    """How long those who are qualified take to buy; who buys was qualified before."""
    days, whole = rates.days, np.ones_like(leads)
    qualified = by_age(days, (leads * rates.qualified)[..., None] * TO_QUALIFY.shares(whole))
    buyers = leads * rates.bought
    first, then = (by_age(days, whole[..., None] * clock.shares(whole)) for clock in (TO_QUALIFY, TO_BUY))
    found = np.zeros((*leads.shape, first.shape[2] + then.shape[2]))
    for day in range(days.count):
        for wait in np.flatnonzero(first[day].any(axis=0)):
            later = then[day][:, wait:] * (buyers[day] * first[day][:, wait])[:, None]
            found[day + wait, :, : later.shape[1]] += later
    return Ages(found, np.zeros_like(found), by_end(qualified, whole))


def _costs(rates: Rates) -> Values:
    spend, clicks = rates.spend.sum(axis=2), rates.clicks.sum(axis=2)
    return {
        ("spend", ""): per_day(rates.days, spend),
        ("cpa", ""): ratio(spend, rates.conversions),
        ("platform_claims", ""): ratio(CLAIMED * rates.conversions, rates.conversions),
        ("cpc", ""): ratio(spend, clicks),
        ("ctr", ""): ratio(clicks, rates.impressions.sum(axis=2)),
    }


def _returns(rates: Rates) -> Values:
    """Without a channel every model credits all conversions, whichever touches it credits them to."""
    spend, done = rates.spend.sum(axis=2), rates.conversions
    revenue = done * rates.value
    return {
        **_of_customers(rates, spend),
        ("romi", "margin"): ratio(revenue * MARGIN - spend, spend),
        ("romi", "revenue_based"): ratio(revenue - spend, spend),
        ("roas", ""): ratio(revenue, spend),
        **{("conversions", credit): per_day(rates.days, done) for credit in _CREDITS},
        **{("channel_cpa", credit): ratio(spend, done) for credit in _CREDITS},
        **{("channel_romi", credit): ratio(revenue * MARGIN - spend, spend) for credit in _CREDITS},
    }


def _of_customers(rates: Rates, spend: Floats) -> Values:
    """What a customer brings is the first purchase and perhaps a second one, always before the age of half a year."""
    first, value = rates.first, rates.value
    ages = by_age(rates.days, (first * rates.again)[..., None] * TO_BUY_AGAIN.shares(np.ones_like(first)))
    revenue = first * value + ended(ages, value)
    margin, age = revenue * MARGIN, np.arange(ages.shape[2])
    # on the last day of an age the hour decides
    early = (age < _PAYBACK_AGE) + 0.5 * (age == _PAYBACK_AGE)
    by_then = (first * value + ended(ages * early, value)) * MARGIN
    that_day = 0.5 * (ages[..., BACK_AFTER] + ages[..., BACK_AFTER + 1])
    return {
        ("new_customers", ""): per_day(rates.days, first),
        ("ltv", "cohort_H"): ratio(margin, first),
        ("ltv", "revenue_H"): ratio(revenue, first),
        ("ltv_to_cac", ""): ratio(margin, spend),
        ("romi_ltv", ""): ratio(margin - spend, spend),
        ("payback", ""): ratio(_PAYBACK_AGE / (365.25 / 12) * spend, by_then),
        ("retention", "bounded"): ratio(come_back(ages), first),
        ("retention", "classic"): ratio(that_day, first),
    }
