"""Simulated orders, stock and books whose truth is known: what is drawn, and, apart from it, what the KPIs come to."""

from datetime import timedelta

from goalposts import StreamModel

WORKING_WEEK, EVERY_DAY = (1.1, 1.0, 1.0, 1.0, 0.9, 0.0, 0.0), (1.0,) * 7
"""How much happens from Monday to Sunday."""
SECONDS_A_DAY, DAYS_A_YEAR = 86_400, 365
ORDERS_A_DAY, LINES_A_DAY, COMPANIES, STOCK = 30.0, 120.0, 60.0, 5e6
SOONEST, PROMISED_WITHIN = 14, 5
"""Days that a payment takes at least, and those in which a delivery is promised."""
LATE, MOVED = 0.6, 0.5
"""Of the lines that are not on time in full the share that is late, and of those the share whose promise was moved."""
USUAL = {
    "erp.order_to_cash": 45.0 * SECONDS_A_DAY,
    "erp.otif": 0.82,
    "erp.close_days": 8.0 * SECONDS_A_DAY,
    "erp.late_entries": 12.0,
    "erp.inventory_turns": 6.0,
}


def _usual_or_changed(days):
    """Of each KPI what it is on each day and in each branch."""
    return {kpi: days.changed(kpi, usual) for kpi, usual in USUAL.items()}


def draw(plan):
    """Draw orders, their lines and the closings of a plan, and the stock of every day."""
    import numpy as np
    from goalposts.simulating import simulated_days

    random = np.random.default_rng(plan.seed)
    working, every = simulated_days(plan, WORKING_WEEK), simulated_days(plan, EVERY_DAY)
    values = _usual_or_changed(working)
    return {
        "erp.order": _orders(plan, random, working, values["erp.order_to_cash"]),
        "erp.order_line": _lines(plan, random, working, values["erp.otif"]),
        "erp.month_close": _closings(plan, random, every, values),
        "erp.stock_day": _stock(plan, random, every, values["erp.inventory_turns"]),
    }


def _orders(plan, random, days, order_to_cash):
    import numpy as np
    from goalposts.simulating import ids, in_order, numbers, times, words

    rows = days.draw(random, days.volume(ORDERS_A_DAY) * days.factor(random, 0.1))
    ordered = days.moments(random, rows.day, 9, 18)
    waited = SOONEST + random.poisson(np.maximum(rows.of(order_to_cash) / SECONDS_A_DAY - SOONEST, 0.0))
    columns = {
        "order_id": ids("o", np.arange(rows.day.size)),
        "ordered_at": times(ordered),
        "paid_at": times(ordered + waited.astype("timedelta64[D]")),
        "amount": numbers(np.round(random.lognormal(6.0, 1.0, rows.day.size), 2)),
        "branch": words(plan.branches, rows.branch),
    }
    return in_order(columns, ordered)


def _lines(plan, random, days, otif):
    import numpy as np
    from goalposts.simulating import ids, in_order, numbers, times, words

    rows = days.draw(random, days.volume(LINES_A_DAY) * days.factor(random, 0.1))
    count = rows.day.size
    promised = days.midnight(rows.day) + np.timedelta64(18, "h")
    good = random.random(count) < rows.of(otif)
    late = ~good & (random.random(count) < LATE)
    moved = late & (random.random(count) < MOVED)
    off = np.where(late, random.integers(1, 10, count) * SECONDS_A_DAY, -random.integers(0, 8 * 3600, count))
    delivered = promised + off.astype("timedelta64[s]")
    ordered = promised - np.timedelta64(PROMISED_WITHIN, "D")
    quantity = random.integers(2, 50, count)
    columns = {
        "line_id": ids("l", np.arange(count)),
        "ordered_at": times(ordered),
        "promised_at": times(promised),
        "last_promised_at": times(np.where(moved, delivered, promised)),
        "delivered_at": times(delivered),
        "ordered_quantity": numbers(quantity),
        "delivered_quantity": numbers(np.where(good | late, quantity, quantity - 1)),
        "branch": words(plan.branches, rows.branch),
    }
    return in_order(columns, ordered)


def _closings(plan, random, days, values):
    import numpy as np
    from goalposts.simulating import Rows, in_order, numbers, times, words

    closings = _closings_of(days)
    day, branch = np.nonzero(closings)
    count = closings[day, branch].astype(np.int64)
    rows = Rows(np.repeat(day, count), np.repeat(branch, count))
    company = np.concatenate([np.arange(number) for number in count]) if count.size else np.arange(0)
    end = days.midnight(rows.day) + np.timedelta64(SECONDS_A_DAY - 1, "s")
    waited = random.uniform(0.5, 1.5, rows.day.size) * rows.of(values["erp.close_days"])
    columns = {
        "company": words([f"company {number + 1}" for number in range(int(count.max(initial=1)))], company),
        "period_end": times(end),
        "closed_at": times(end + waited.astype(np.int64).astype("timedelta64[s]")),
        "late_entries": numbers(random.poisson(rows.of(values["erp.late_entries"]))),
        "branch": words(plan.branches, rows.branch),
    }
    return in_order(columns, end)


def _closings_of(days):
    """How many companies close a month on each day: all of a branch on the last one, at least one, whole numbers."""
    import numpy as np

    plan, count = days.plan, len(days.plan.branches)
    dates = [plan.earliest + timedelta(days=position) for position in range(days.count)]
    is_last = np.array([(date + timedelta(days=1)).day == 1 for date in dates])
    companies = max(1, round(COMPANIES * plan.size / count))
    return np.where(is_last[:, None], np.full((1, count), companies), 0)


def _stock(plan, random, days, turns):
    import numpy as np
    from goalposts.simulating import in_order, numbers, times, words

    stock = _stock_of(days)
    day, branch = np.nonzero(stock)
    issued = stock * turns / DAYS_A_YEAR * days.factor(random, 0.1)
    midnight = days.midnight(day)
    columns = {
        "day": times(midnight),
        "stock": numbers(stock[day, branch]),
        "issued": numbers(issued[day, branch]),
        "branch": words(plan.branches, branch),
    }
    return in_order(columns, midnight)


def _stock_of(days):
    """Stock by day and branch, the same on all days with business."""
    import numpy as np

    count = len(days.plan.branches)
    return np.where(days.is_open[:, None], np.full((1, count), STOCK * days.plan.size / count), 0.0)


def expect(plan):
    """Say what the plan makes of every KPI."""
    from goalposts.simulating import ratio, simulated_days

    working, every = simulated_days(plan, WORKING_WEEK), simulated_days(plan, EVERY_DAY)
    values = _usual_or_changed(working)
    orders, lines = working.volume(ORDERS_A_DAY), working.volume(LINES_A_DAY)
    closings, stock, otif = _closings_of(every), _stock_of(every), values["erp.otif"]
    return {
        ("erp.order_to_cash", ""): ratio(orders * values["erp.order_to_cash"], orders),
        ("erp.otif", "first_promise"): ratio(lines * otif, lines),
        ("erp.otif", "last_promise"): ratio(lines * (otif + (1 - otif) * LATE * MOVED), lines),
        ("erp.close_days", ""): ratio(closings * values["erp.close_days"], closings),
        ("erp.late_entries", ""): ratio(closings * values["erp.late_entries"], closings),
        ("erp.inventory_turns", ""): ratio(stock * values["erp.inventory_turns"], stock),
    }


STREAMS = StreamModel(
    "erp",
    {"en": "Orders, stock and books of several branches.", "ru": "Заказы, запасы и учёт нескольких филиалов."},
    draw,
    expect,
    changeable=list(USUAL),
    goals={"erp.otif": "+10pp", "erp.order_to_cash": "-20%"},
    follow_up_days=135,
)
