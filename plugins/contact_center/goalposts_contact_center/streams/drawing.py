"""Draws the calls of a simulated contact centre."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
from goalposts.simulating import Rows, ids, in_order, numbers, times, words

from goalposts_contact_center.agent_day import AGENT_DAY
from goalposts_contact_center.call import CALL, OUTCOMES
from goalposts_contact_center.streams.agent_days import draw_agent_days
from goalposts_contact_center.streams.rates import (
    ASKED,
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
    Flags = NDArray[np.bool_]
    Integers = NDArray[np.int64]
    Moments = NDArray[np.datetime64]

ANSWERED, LOST, TIMEOUT, BLOCKED, CALLBACK = (
    OUTCOMES.index(name) for name in ("answered", "abandoned", "timeout", "blocked", "callback")
)
TIMEOUT_SECONDS: Final = 180
LATE, PATIENCE = 60.0, 45.0
"""Mean seconds that late answers come after the limit, and that callers wait who give up."""
SPREAD: Final = {"talk": 0.7, "hold": 0.8, "work": 0.6}
RESULTS: Final = ("order", "question", "complaint", "delivery")
QUEUES: Final = ("sales", "support")


def draw(plan: SimulationPlan) -> Mapping[str, Any]:
    """Draw the streams of calls and of agents' days as Arrow tables, in order of time."""
    random = np.random.default_rng(plan.seed)
    rates = rates_of(plan, random)
    first = rates.days.draw(random, rates.calls)
    outcome, wait = _queue(random, rates, first)
    customer = np.arange(first.day.size)
    caller, again = _again(random, rates, first, outcome)
    late_outcome, late_wait = _queue(random, rates, again)
    rows = Rows(np.concatenate([first.day, again.day]), np.concatenate([first.branch, again.branch]))
    calls = (np.concatenate([outcome, late_outcome]), np.concatenate([wait, late_wait]))
    table = _table(random, rates, rows, calls, np.concatenate([customer, customer[caller]]))
    return {CALL.id: table, AGENT_DAY.id: draw_agent_days(np.random.default_rng([plan.seed, 2]), rates.days)}


def _queue(random: np.random.Generator, rates: Rates, rows: Rows) -> tuple[Integers, Integers]:
    """Draw how calls left the queue, and after how many seconds."""
    count = rows.day.size
    service, lost, called_back = (rows.of(part) for part in (rates.service, rates.abandoned, rates.called_back))
    fate, waits = random.random(count), random.exponential(1.0, count)
    soon = 1 + (20 * random.random(count)).astype(np.int64)
    in_time = fate < service
    ends = np.cumsum([service, lost, np.full(count, TIMED_OUT), called_back], axis=0)
    number = (fate >= ends).sum(axis=0)
    outcome = np.array([ANSWERED, LOST, TIMEOUT, CALLBACK, ANSWERED])[number]
    wait = np.where(in_time, soon, 21 + (LATE * waits).astype(np.int64))
    wait = np.where(outcome == LOST, 2 + (PATIENCE * waits).astype(np.int64), wait)
    wait = np.where(outcome == CALLBACK, 20 + 2 * soon, np.where(outcome == TIMEOUT, TIMEOUT_SECONDS, wait))
    blocked = random.random(count) < rows.of(rates.blocked)
    return np.where(blocked, BLOCKED, outcome), np.where(blocked, 0, wait)


def _again(random: np.random.Generator, rates: Rates, first: Rows, outcome: Integers) -> tuple[Integers, Rows]:
    """Draw who calls again after an answer, and when; once each."""
    gap = GAPS.start + (len(GAPS) * random.random(first.day.size)).astype(np.int64)
    following = rates.days.next_open()
    day = following[np.minimum(first.day + gap, following.size - 1)]
    wanted = (outcome == ANSWERED) & (random.random(first.day.size) < first.of(rates.again))
    kept = wanted & (day < rates.days.count) & (day - first.day <= LATEST_AGAIN)
    caller = np.flatnonzero(kept)
    return caller, Rows(day[kept], first.branch[kept])


def _table(
    random: np.random.Generator, rates: Rates, rows: Rows, calls: tuple[Integers, Integers], customer: Integers
) -> Any:
    outcome, wait = calls
    days, plan = rates.days, rates.days.plan
    # An old exchange knows nothing of the calls that it turned away.
    seen = (outcome != BLOCKED) | days.renewed[rows.day] if plan.new_instrument else np.ones(outcome.size, np.bool_)
    rows, outcome, wait, customer = rows.where(seen), outcome[seen], wait[seen], customer[seen]
    count, unanswered = outcome.size, outcome != ANSWERED
    agent = (PACE.size * random.random(count)).astype(np.int64)
    at = days.moments(random, rows.day, 8, 20)
    handling = _handling(random, rates, rows, agent, unanswered)
    conduct = _conduct(random, np.random.default_rng([plan.seed, 1]), rates, rows, unanswered)
    columns = {
        "call_id": ids("c", np.arange(count)),
        "offered_at": times(at),
        "outcome": words(OUTCOMES, outcome),
        "branch": words(plan.branches, rows.branch),
        "queue": words(QUEUES, (random.random(count) < 0.4).astype(np.int64)),
        "agent": _agents(plan, rows, agent, unanswered),
        "customer": ids("p", customer),
        "wait": numbers(wait, outcome == BLOCKED),
        **handling,
        **conduct,
        "root_call": ids("c", _roots(rows, at, conduct["transferred"])),
    }
    return in_order(columns, at)


def _roots(rows: Rows, at: Moments, transferred: Any) -> Integers:
    """Find the call of which each is a leg: who is passed on is the next whom the branch answers on that day."""
    root, answered = np.arange(at.size), np.flatnonzero(transferred.is_valid().to_numpy(zero_copy_only=False))
    day, branch = rows.day[answered], rows.branch[answered]
    order = np.lexsort((answered, at[answered], day, branch))
    same = (np.diff(day[order]) == 0) & (np.diff(branch[order]) == 0)
    passed_on = transferred.drop_null().to_numpy(zero_copy_only=False)[order]
    follows = np.append(False, same & passed_on[:-1])[: order.size]
    first = np.maximum.accumulate(np.where(follows, 0, np.arange(order.size)))
    root[answered[order]] = answered[order[first]]
    return root


def _agents(plan: SimulationPlan, rows: Rows, agent: Integers, unanswered: Flags) -> Any:
    names = [f"{branch} {number}" for branch in plan.branches for number in range(1, PACE.size + 1)]
    return words(names, rows.branch * PACE.size + agent, unanswered)


def _handling(
    random: np.random.Generator, rates: Rates, rows: Rows, agent: Integers, unanswered: Flags
) -> dict[str, Any]:
    count = agent.size
    talk = _lengths(random, rows.of(rates.talk) * PACE[agent], SPREAD["talk"])
    cut_short = random.random(count) < rows.of(rates.cut_short)
    talk = np.where(cut_short, 1 + (8 * random.random(count)).astype(np.int64), talk)
    hold = _lengths(random, rows.of(rates.hold), SPREAD["hold"])
    hold = np.where(random.random(count) < rows.of(rates.held), hold, 0)
    work = _lengths(random, rows.of(rates.work) / (1 - NO_WORK), SPREAD["work"])
    work = np.where(random.random(count) < NO_WORK, 0, work)
    return {name: numbers(cells, unanswered) for name, cells in (("talk", talk), ("hold", hold), ("acw", work))}


def _lengths(random: np.random.Generator, means: Floats, spread: float) -> Integers:
    """Draw log-normal lengths with these means, in whole seconds, one at least."""
    logs = np.log(np.maximum(means, 1e-3)) - spread**2 / 2 + spread * random.standard_normal(means.size)
    return np.maximum(np.rint(np.exp(logs)).astype(np.int64), 1)


def _answers(random: np.random.Generator, unanswered: Flags) -> dict[str, Any]:
    """Draw what callers say afterwards: whether they recommend the centre, and how easy it was."""
    count = unanswered.size
    said = random.random(count)
    high, low, between = (random.integers(*ends, count) for ends in ((9, 11), (0, 7), (7, 9)))
    easy, hard = random.integers(5, 8, count), random.integers(1, 5, count)
    marks = {
        "recommends": np.select([said < PROMOTERS, said < PROMOTERS + DETRACTORS], [high, low], between),
        "ease": np.where(random.random(count) < EASY, easy, hard),
    }
    return {name: numbers(cells, unanswered | (random.random(count) >= ASKED)) for name, cells in marks.items()}


def _conduct(
    random: np.random.Generator, beside: np.random.Generator, rates: Rates, rows: Rows, unanswered: Flags
) -> dict[str, Any]:
    count = unanswered.size

    def happens(share: Floats) -> Flags:
        flags: Flags = random.random(count) < rows.of(share)
        return flags

    good, best = happens(rates.good), random.random(count) < 0.6
    mark = np.where(good, np.where(best, 5, 4), 1 + (3 * random.random(count)).astype(np.int64))
    result = (len(RESULTS) * random.random(count)).astype(np.int64)
    return {
        **_answers(beside, unanswered),
        "hangup_by": words(("customer", "agent"), happens(rates.hung_up).astype(np.int64), unanswered),
        "transferred": numbers(happens(rates.transferred), unanswered),
        "resolved": numbers(happens(rates.settled), unanswered | (random.random(count) >= MARKED)),
        "csat": numbers(mark, unanswered | ~happens(rates.rated)),
        "result": words(RESULTS, result, unanswered | ~happens(rates.recorded)),
    }
