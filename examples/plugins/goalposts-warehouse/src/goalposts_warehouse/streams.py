"""Simulated deliveries and picked lines whose truth is known."""

from goalposts import StreamModel

WEEK = (1.1, 1.0, 1.0, 1.0, 0.9, 0.0, 0.0)
"""How much happens from Monday to Sunday."""
LINES, DELIVERIES = 240.0, 100.0
ACCURATE, IN_TIME = 0.95, 0.7


def _shares(days):
    """Of each day and branch, the share picked right and the share put away in time."""
    return days.changed("warehouse.pick_accuracy", ACCURATE), days.changed("warehouse.stocked_in_time", IN_TIME)


def _picks(plan, days, random, right):
    import numpy as np
    from goalposts.simulating import ids, in_order, numbers, times, words

    rows = days.draw(random, days.volume(LINES) * days.factor(random, 0.1))
    at, size = days.moments(random, rows.day, 8, 18), rows.day.size
    ordered = random.integers(1, 9, size)
    correct = random.random(size) < rows.of(right)
    columns = {
        "line_id": ids("l", np.arange(size)),
        "picked_at": times(at),
        "branch": words(plan.branches, rows.branch),
        "ordered": numbers(ordered),
        "picked": numbers(np.where(correct, ordered, ordered - 1)),
        "right_item": numbers(np.ones(size)),
    }
    return in_order(columns, at)


def _receipts(plan, days, random, in_time):
    import numpy as np
    from goalposts.simulating import ids, in_order, times, words

    rows = days.draw(random, days.volume(DELIVERIES) * days.factor(random, 0.1))
    at, size = days.moments(random, rows.day, 7, 15), rows.day.size
    quick = random.random(size) < rows.of(in_time)
    hours = np.where(quick, random.uniform(1, 7.9, size), random.uniform(8.1, 40, size))
    columns = {
        "receipt_id": ids("r", np.arange(size)),
        "arrived_at": times(at),
        "stocked_at": times(at + (hours * 3600).astype("timedelta64[s]")),
        "branch": words(plan.branches, rows.branch),
    }
    return in_order(columns, at)


def draw(plan):
    """Draw the streams of a plan."""
    import numpy as np
    from goalposts.simulating import simulated_days

    random, days = np.random.default_rng(plan.seed), simulated_days(plan, WEEK)
    right, in_time = _shares(days)
    return {
        "warehouse.pick": _picks(plan, days, random, right),
        "warehouse.receipt": _receipts(plan, days, random, in_time),
    }


def expect(plan):
    """Say what the plan makes of the KPIs that the streams feed."""
    from goalposts.simulating import ratio, simulated_days

    days = simulated_days(plan, WEEK)
    right, in_time = _shares(days)
    lines, deliveries = days.volume(LINES), days.volume(DELIVERIES)
    return {
        ("warehouse.pick_accuracy", ""): ratio(lines * right, lines),
        ("warehouse.stocked_in_time", ""): ratio(deliveries * in_time, deliveries),
    }


STREAMS = StreamModel(
    "warehouse",
    {"en": "Deliveries and picked lines of several branches.", "ru": "Поставки и подбор заказов нескольких филиалов."},
    draw,
    expect,
    changeable=["warehouse.pick_accuracy", "warehouse.stocked_in_time"],
    goals={"warehouse.pick_accuracy": "+2pp", "warehouse.stocked_in_time": "+8pp"},
    follow_up_days=7,
)
