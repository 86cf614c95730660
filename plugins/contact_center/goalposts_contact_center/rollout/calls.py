"""Draws the calls of the simulated rollout, day by day, from what is built in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from goalposts_contact_center.rollout.schedule import FIRST_DAY, Schedule

if TYPE_CHECKING:
    from datetime import date

    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

SERVICE_LEVEL: Final = 0.62
"""Share of offered calls answered within 20 s before the rollout, on an ordinary day."""

TREND_A_YEAR: Final = 0.01
"""What the service level gains anyway."""

SEASON: Final = 0.012
"""Half the difference between its best and its worst time of the year."""

BY_WEEKDAY: Final = (-0.06, -0.01, 0.01, 0.02, 0.02, 0.02)
LOAD_BY_WEEKDAY: Final = (1.2, 1.1, 1.0, 1.0, 0.95, 0.6)

MEMORY: Final = 0.5
"""How much of a day's luck is left on the next (first-order autocorrelation)."""

DAY_SHOCK: Final = {"service": 0.03, "talk": 0.03, "work": 0.04, "load": 0.08}
"""Standard deviation of a day's luck; absolute for the service level, relative for the others."""

TALK_SECONDS: Final = 190.0
CUT_SHORT: Final = 0.02
"""Share of conversations that end within seconds, before and after."""

WORK_SECONDS_BEFORE: Final = 32.0
WORK_SECONDS_AFTER: Final = 56.0
RECORDED_AFTER: Final = 0.97
LOST_IF_LATE: Final = 0.35
"""Share of the calls not answered in time that are never answered."""

TIMED_OUT_IF_LOST: Final = 0.2
TIMEOUT_SECONDS: Final = 180
"""When the queue itself gives a caller up."""

RESULTS: Final = ("order", "question", "complaint", "delivery")
QUEUES: Final = ("sales", "support")


@frozen
class Days:
    """The fate of every open day; arrays of one length."""

    dates: tuple[date, ...]
    is_after: NDArray[np.bool_]
    calls: NDArray[np.int64]
    service_level: Floats
    talk_seconds: Floats
    work_seconds: Floats


def draw_calls(seed: int, schedule: Schedule, *, effect: float, calls_a_day: int) -> dict[str, list[str] | list[Any]]:
    """Draw the columns of `contact_center.call`, in order of time.

    Returns:
        Lists of one length by field; None where a cell is missing, whole seconds, local times as ISO 8601 text.
    """
    import numpy as np

    generator = np.random.default_rng(seed)
    days = _draw_days(generator, schedule, effect, calls_a_day)
    day = np.repeat(np.arange(len(days.dates)), days.calls)
    outcome, wait = _draw_queue(generator, days.service_level[day])
    answered = outcome == "answered"
    return {
        "call_id": [f"c{number:07d}" for number in range(1, day.size + 1)],
        "offered_at": _draw_times(generator, days, day),
        "outcome": outcome.tolist(),
        "queue": generator.choice(QUEUES, day.size, p=(0.6, 0.4)).tolist(),
        "wait": wait.tolist(),
        "talk": _where(answered, _draw_talks(generator, days.talk_seconds[day])),
        "hold": _where(answered, _draw_lengths(generator, np.full(day.size, 12.0), spread=1.0)),
        "acw": _where(answered, _draw_lengths(generator, days.work_seconds[day], spread=0.6)),
        "result": _draw_results(generator, answered & days.is_after[day]),
    }


def _draw_days(generator: np.random.Generator, schedule: Schedule, effect: float, calls_a_day: int) -> Days:
    import numpy as np

    dates = schedule.open_days()
    weekday = np.array([day.weekday() for day in dates])
    years = np.array([(day - FIRST_DAY).days for day in dates]) / 365.25
    is_after = np.array([day >= schedule.go_live for day in dates])
    luck = {name: size * _autoregression(generator, len(dates)) for name, size in DAY_SHOCK.items()}
    ordinary = SERVICE_LEVEL + np.array(BY_WEEKDAY)[weekday] + TREND_A_YEAR * years + SEASON * np.cos(2 * np.pi * years)
    load = calls_a_day * np.array(LOAD_BY_WEEKDAY)[weekday] * np.exp(luck["load"])
    return Days(
        dates=dates,
        is_after=is_after,
        calls=generator.poisson(load),
        service_level=np.clip(ordinary + effect * is_after + luck["service"], 0.02, 0.98),
        talk_seconds=TALK_SECONDS * np.exp(luck["talk"]),
        work_seconds=np.where(is_after, WORK_SECONDS_AFTER, WORK_SECONDS_BEFORE) * np.exp(luck["work"]),
    )


def _autoregression(generator: np.random.Generator, count: int) -> Floats:
    """Draw a stationary first-order autoregression of unit variance."""
    import numpy as np

    steps = generator.standard_normal(count)
    steps[1:] *= np.sqrt(1 - MEMORY**2)
    for index in range(1, count):
        steps[index] += MEMORY * steps[index - 1]
    return steps


def _draw_queue(generator: np.random.Generator, service_level: Floats) -> tuple[NDArray[np.str_], NDArray[np.int64]]:
    """Draw how each call left the queue, and after how many seconds."""
    import numpy as np

    count = service_level.size
    in_time = generator.random(count) < service_level
    lost = ~in_time & (generator.random(count) < LOST_IF_LATE)
    timed_out = lost & (generator.random(count) < TIMED_OUT_IF_LOST)
    wait = np.where(in_time, generator.integers(1, 21, count), 21 + generator.exponential(60, count)).astype(np.int64)
    # Those who give up lose patience on a clock of their own, some of them at once.
    wait = np.where(lost, 2 + generator.exponential(45, count), wait).astype(np.int64)
    wait = np.where(timed_out, TIMEOUT_SECONDS, wait)
    outcome = np.where(timed_out, "timeout", np.where(lost, "abandoned", "answered"))
    return outcome, wait


def _draw_talks(generator: np.random.Generator, means: Floats) -> NDArray[np.int64]:
    """Draw the lengths of conversations, a few of them cut short."""
    import numpy as np

    cut_short = generator.random(means.size) < CUT_SHORT
    return np.where(cut_short, generator.integers(1, 9, means.size), _draw_lengths(generator, means, spread=0.7))


def _draw_lengths(generator: np.random.Generator, means: Floats, *, spread: float) -> NDArray[np.int64]:
    """Draw log-normal lengths with these means, in whole seconds."""
    import numpy as np

    logs = np.log(means) - spread**2 / 2 + spread * generator.standard_normal(means.size)
    return np.rint(np.exp(logs)).astype(np.int64)


def _draw_times(generator: np.random.Generator, days: Days, day: NDArray[np.int64]) -> list[str]:
    """Spread the calls of every day over the hours from 8 to 20."""
    import numpy as np

    second = np.rint(8 * 3600 + 12 * 3600 * generator.beta(1.6, 1.9, day.size)).astype(np.int64)
    order = np.lexsort((second, day))
    midnights = np.array(days.dates, dtype="datetime64[s]")
    times: list[str] = np.datetime_as_string(midnights[day] + second[order].astype("timedelta64[s]")).tolist()
    return times


def _draw_results(generator: np.random.Generator, recordable: NDArray[np.bool_]) -> list[str | None]:
    """Draw what agents recorded; before the rollout there was nowhere to record it."""
    recorded = recordable & (generator.random(recordable.size) < RECORDED_AFTER)
    words = generator.choice(RESULTS, recordable.size).tolist()
    return [word if kept else None for word, kept in zip(words, recorded.tolist(), strict=True)]


def _where(present: NDArray[np.bool_], seconds: NDArray[np.int64]) -> list[int | None]:
    return [value if kept else None for value, kept in zip(seconds.tolist(), present.tolist(), strict=True)]
