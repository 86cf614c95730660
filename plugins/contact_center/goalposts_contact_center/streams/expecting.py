"""What the KPIs of a simulated contact centre are, reckoned from its rates instead of from calls."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
from goalposts.simulating import level, ratio

from goalposts_contact_center.streams.agent_days import expect_agent_days
from goalposts_contact_center.streams.drawing import LATE, PATIENCE, SPREAD, TIMEOUT_SECONDS
from goalposts_contact_center.streams.rates import (
    DETRACTORS,
    EASY,
    GAPS,
    LATEST_AGAIN,
    MARKED,
    NO_WORK,
    PACE,
    PROMOTERS,
    TIMED_OUT,
    Rates,
    rates_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from goalposts import SimulationPlan
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Values = dict[tuple[str, str], Any]

_normal = np.vectorize(lambda z: 0.5 * math.erfc(-z / math.sqrt(2.0)))


def expect(plan: SimulationPlan) -> Mapping[tuple[str, str], Any]:
    """Say what the plan makes of every KPI and variant."""
    rates = rates_of(plan)
    blocked = rates.blocked * (rates.days.renewed[:, None] if plan.new_instrument else 1.0)
    seen = 1 - rates.blocked + blocked
    inbound, repeated = _inbound(rates)
    offered = inbound * (1 - rates.blocked)
    found = {
        **_answering(rates, offered),
        **_losses(rates, offered),
        **_handling(rates, offered * rates.answered),
        **_callers(rates, offered * rates.answered),
        **expect_agent_days(rates.days),
        ("repeat_rate", "again"): ratio(repeated, offered * rates.answered),
        ("fcr_by_repeat", ""): ratio(offered * rates.answered - repeated, offered * rates.answered),
        ("lost_callers", ""): ratio(inbound * seen - offered * (rates.answered + rates.called_back), inbound * seen),
        ("repeat_rate", "called_before"): ratio((inbound - rates.calls) * seen, inbound * seen),
        ("callback_share", ""): ratio(offered * rates.called_back, offered),
        ("blocked_rate", ""): ratio(inbound * blocked, offered + inbound * blocked),
    }
    return {(f"contact_center.{kpi}", variant): value for (kpi, variant), value in found.items()}


def _inbound(rates: Rates) -> tuple[Floats, Floats]:
    """Expected inbound calls by day and branch, and of the answered ones those after which somebody calls again."""
    days, following = rates.days, rates.days.next_open()
    asking = rates.calls * (1 - rates.blocked) * rates.answered * rates.again
    inbound, repeated = rates.calls.copy(), np.zeros_like(rates.calls)
    for gap in GAPS:
        day = np.arange(days.count)
        later = following[np.minimum(day + gap, days.count)]
        kept = (later < days.count) & (later - day <= LATEST_AGAIN)
        repeated[kept] += asking[kept] / len(GAPS)
        np.add.at(inbound, later[kept], asking[kept] / len(GAPS))
    return inbound, repeated


def _gone_by(seconds: float) -> float:
    """The share of those who give up that have done so by then; waits are whole seconds from 2."""
    return 1 - math.exp(-max(seconds - 1, 0) / PATIENCE)


def _answering(rates: Rates, offered: Floats) -> Values:
    sl, answered, lost = rates.service, rates.answered, rates.abandoned
    soon, at_once = _gone_by(20), _gone_by(5)
    late = 21 + 1 / math.expm1(1 / LATE)
    positive = sl + lost * soon
    whole = np.ones_like(sl)
    shares = {
        "offered": (sl, whole),
        "ignore_ab_in_T": (sl, 1 - lost * soon),
        "genesys_text": (sl, answered + lost * (1 - soon)),
        "positive": (positive, whole),
        "answered_only": (sl, answered),
        "excl_short": (sl, 1 - lost * at_once),
        "asterisk_perf2": (positive, answered + lost),
    }

    def waited(seconds: float) -> Floats:
        passed = math.floor(seconds)
        in_time, after = min(passed, 20) / 20, 1 - math.exp(-max(passed - 20, 0) / LATE)
        called_back = rates.called_back * (min(max((passed - 20) // 2, 0), 20) / 20)
        gone: Floats = sl * in_time + (answered - sl) * after + lost * _gone_by(passed) + called_back
        return gone + TIMED_OUT * (passed >= TIMEOUT_SECONDS)

    return {
        **{("service_level", name): ratio(offered * k, offered * n) for name, (k, n) in shares.items()},
        ("asa", ""): ratio(offered * (sl * 10.5 + (answered - sl) * late), offered * answered),
        ("wait_p95", ""): level(offered, waited, 0.95, low=0.0, high=3600.0),
    }


def _losses(rates: Rates, offered: Floats) -> Values:
    lost, at_once = rates.abandoned, _gone_by(5)
    abandoned, mean = offered * lost, 1 / math.expm1(1 / PATIENCE)
    return {
        ("abandon_rate", "all"): ratio(abandoned, offered),
        ("abandon_rate", "excl_short"): ratio(abandoned * (1 - at_once), offered * (1 - lost * at_once)),
        ("lost_rate", ""): ratio(offered * (lost + TIMED_OUT), offered),
        ("ata", "all"): ratio(abandoned * (2 + mean), abandoned),
        ("ata", "excl_short"): ratio(abandoned * (6 + mean), abandoned),
        ("ata", "median"): level(abandoned, lambda x: np.array(_gone_by(math.floor(x))), 0.5, low=0.0, high=3600.0),
    }


def _handling(rates: Rates, answered: Floats) -> Values:
    cut, spread = rates.cut_short, SPREAD["talk"]
    talk, hold, work = cut * 4.5 + (1 - cut) * rates.talk, rates.held * rates.hold, rates.work
    # Whole seconds: what is below 9.5 becomes at most 9.
    pace = np.log(rates.talk[:, :, None] * PACE) - spread**2 / 2
    short = cut + (1 - cut) * _normal((math.log(9.5) - pace) / spread).mean(axis=2)
    whole = answered * (talk + hold + work)
    return {
        ("aht", ""): ratio(whole, answered),
        ("aht_whole_call", ""): ratio(whole, answered - _passed_on(rates, answered)),
        ("att", "talk"): ratio(answered * talk, answered),
        ("att", "talk_hold"): ratio(answered * (talk + hold), answered),
        ("acw", "all"): ratio(answered * work, answered),
        ("acw", "nonzero"): ratio(answered * work, answered * (1 - NO_WORK)),
        ("short_calls", ""): ratio(answered * short, answered),
        ("hold_share", ""): ratio(answered * hold, whole),
        ("held_calls", ""): ratio(answered * rates.held, answered),
    }


def _passed_on(rates: Rates, answered: Floats) -> Floats:
    """How many answered calls are the second leg of another: all that are passed on, but for the last of a day."""
    followed: Floats = rates.transferred * (answered + np.expm1(-answered))
    return followed


def _callers(rates: Rates, answered: Floats) -> Values:
    good, rated = rates.good, answered * rates.rated
    shares = {
        ("agent_hangups", ""): rates.hung_up,
        ("transfer_rate", ""): rates.transferred,
        ("fcr", "marked"): rates.settled,
        ("fcr", "unmarked_is_open"): rates.settled * MARKED,
        ("csat_response", ""): rates.rated,
        ("outcome_recorded", ""): rates.recorded,
    }
    return {
        **{name: ratio(answered * share, answered) for name, share in shares.items()},
        ("nps", ""): ratio(answered * 100 * (PROMOTERS - DETRACTORS), answered),
        ("ces", ""): ratio(answered * (EASY * 6 + (1 - EASY) * 2.5), answered),
        ("found_it_easy", ""): ratio(answered * EASY, answered),
        ("csat", "top_two"): ratio(rated * good, rated),
        ("csat", "mean"): ratio(rated * (good * 4.6 + (1 - good) * 2), rated),
    }
