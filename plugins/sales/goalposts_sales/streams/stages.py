"""The stages that simulated deals pass, drawn and reckoned: three of them, each a third of the way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
from goalposts.simulating import Ages, ids, in_order, times, words

from goalposts_sales.event_types import POSITIONS
from goalposts_sales.streams.deals import LOST, OPEN
from goalposts_sales.streams.rates import TO_LOSE, TO_WIN, Rates

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from goalposts_sales.streams.deals import Lives

    Floats = NDArray[np.float64]
    Integers = NDArray[np.int64]

STAGES: Final = ("new", "offer", "contract", "won", "lost")
_OPEN_STAGES: Final = 3
_MINUTE: Final = np.timedelta64(60, "s")
_LONGEST_STAY: Final = 130
"""Days: a third of the longest way, and what closed days put off."""


def _enters(following: Integers, day: Integers | int, whole: Integers, stage: int) -> Integers:
    """The position of the day on which deals enter an open stage; a closed day puts it off."""
    reached = day + whole * stage // _OPEN_STAGES
    last = following.size - 1
    found: Integers = np.where(reached < last, following[np.minimum(reached, last)], reached)
    return found


def draw_stages(random: np.random.Generator, rates: Rates, lives: Lives) -> Any:
    """Draw the entries into stages as an Arrow table, in order of time; what was entered when won has only that one."""
    days, rows = rates.days, lives.rows
    following, whole = days.next_open(), lives.end - rows.day
    deal, stage, moment = [], [], []
    latest = lives.created
    on_the_way = np.flatnonzero(~lives.retro)
    for number in range(_OPEN_STAGES):
        day = _enters(following, rows.day, whole, number)
        at = lives.created if number == 0 else np.maximum(days.moments(random, day, 9, 18), latest + _MINUTE)
        kept = on_the_way[day[on_the_way] < days.count]
        deal.append(kept)
        stage.append(np.full(kept.size, number))
        moment.append(at[kept])
        latest = at
    closed = np.flatnonzero(lives.status != OPEN)
    deal.append(closed)
    stage.append(np.where(lives.status[closed] == LOST, 4, 3))
    moment.append(np.maximum(lives.closed, np.where(lives.retro, lives.closed, latest + _MINUTE))[closed])
    of, into, at = np.concatenate(deal), np.concatenate(stage), np.concatenate(moment)
    columns = {
        "deal_id": ids("d", of),
        "at": times(at),
        "stage": words(STAGES, into),
        "semantic": words(("open", "won", "lost"), np.maximum(into - _OPEN_STAGES + 1, 0)),
        "branch": words(days.plan.branches, rows.branch[of]),
        "position": words(POSITIONS, np.minimum(into, _OPEN_STAGES), into > _OPEN_STAGES),
    }
    return in_order(columns, at)


def expect_stays(rates: Rates) -> Ages:
    """Say how many deals are expected to enter an open stage on each day, and how long they stay there."""
    days, count = rates.days, rates.days.count
    shares = (rates.won * (1 - rates.retro))[..., None] * TO_WIN.shares(rates.slower)
    shares = shares + (1 - rates.won)[..., None] * TO_LOSE.shares(rates.slower)
    entries = rates.deals[..., None] * shares
    following, ages = days.next_open(), np.arange(entries.shape[2])
    stays = np.zeros((*rates.deals.shape, _LONGEST_STAY))
    for day in np.flatnonzero(days.is_open):
        reached = day + ages
        end = np.where(reached < count, following[np.minimum(reached, count)], reached)
        end = np.where(end < count, end, reached)
        enters = [_enters(following, int(day), end - day, stage) for stage in range(_OPEN_STAGES)]
        for first, then in zip(enters, [*enters[1:], end], strict=True):
            seen = first < count
            np.add.at(stays.transpose(0, 2, 1), (first[seen], then[seen] - first[seen]), entries[day].T[seen])
    return Ages(stays, np.zeros_like(stays), stays.sum(axis=2))


def expect_passages(rates: Rates, within: int) -> list[Floats]:
    """Say how many deals reach each place of the funnel within so many days, by day of entry and branch.

    Those entered when they were won never were in it. Winning is the last place.
    """
    days, count = rates.days, rates.days.count
    won = (rates.deals * rates.won * (1 - rates.retro))[..., None] * TO_WIN.shares(rates.slower)
    entries = won + (rates.deals * (1 - rates.won))[..., None] * TO_LOSE.shares(rates.slower)
    following, ages = days.next_open(), np.arange(entries.shape[2])
    found = [np.zeros_like(rates.deals) for _ in range(_OPEN_STAGES + 1)]
    for day in np.flatnonzero(days.is_open):
        reached = day + ages
        end = np.where(reached < count, following[np.minimum(reached, count)], reached)
        places = [_enters(following, int(day), end - day, stage) for stage in range(_OPEN_STAGES)]
        for place, at in enumerate([*places, end]):
            # on the last day the hour decides
            in_time = (at < count) * np.where(at - day == within, 0.5, at - day < within)
            found[place][day] = ((won if place == _OPEN_STAGES else entries)[day] * in_time).sum(axis=1)
    return found
