"""Simulated tickets whose truth is known: what is drawn, and, apart from it, what the KPIs come to."""

from goalposts import StreamModel

WEEK = (1.1, 1.0, 1.0, 1.0, 0.9, 0.0, 0.0)
"""How much happens from Monday to Sunday."""
TICKETS_A_DAY, OPEN_IN_THE_EVENING = 120.0, 80.0
SECONDS_A_DAY = 86_400
USUAL = {
    "helpdesk.solved_at_once": 0.6,
    "helpdesk.reopened": 0.08,
    "helpdesk.backlog_age": 4.0 * SECONDS_A_DAY,
    "helpdesk.satisfied": 0.75,
    "helpdesk.survey_answered": 0.3,
}


def _usual_or_changed(days):
    """Of each KPI what it is on each day and in each branch."""
    return {kpi: days.changed(kpi, usual) for kpi, usual in USUAL.items()}


def draw(plan):
    """Draw the tickets of a plan, and every evening's backlog."""
    import numpy as np
    from goalposts.simulating import simulated_days

    random, days = np.random.default_rng(plan.seed), simulated_days(plan, WEEK)
    values = _usual_or_changed(days)
    return {
        "helpdesk.ticket": _tickets(plan, random, days, values),
        "helpdesk.open_ticket": _backlog(plan, random, days, values["helpdesk.backlog_age"]),
    }


def _tickets(plan, random, days, values):
    import numpy as np
    from goalposts.simulating import ids, in_order, numbers, times, words

    rows = days.draw(random, days.volume(TICKETS_A_DAY) * days.factor(random, 0.1))
    count = rows.day.size
    opened = days.moments(random, rows.day, 9, 18)

    def happens(kpi):
        return random.random(count) < rows.of(values[kpi])

    score = np.where(happens("helpdesk.satisfied"), random.integers(4, 6, count), random.integers(1, 4, count))
    columns = {
        "ticket_id": ids("t", np.arange(count)),
        "opened_at": times(opened),
        "closed_at": times(opened + random.integers(600, 5 * SECONDS_A_DAY, count).astype("timedelta64[s]")),
        "contacts": numbers(np.where(happens("helpdesk.solved_at_once"), 1, random.integers(2, 6, count))),
        "line": words(("first", "first", "second"), np.arange(count) % 3),
        "branch": words(plan.branches, rows.branch),
        "reopened": numbers(happens("helpdesk.reopened")),
        "score": numbers(score, missing=~happens("helpdesk.survey_answered")),
    }
    return in_order(columns, opened)


def _backlog(plan, random, days, age):
    import numpy as np
    from goalposts.simulating import ids, in_order, times, words

    rows = days.draw(random, days.volume(OPEN_IN_THE_EVENING) * days.factor(random, 0.1))
    count = rows.day.size
    counted = days.moments(random, rows.day, 19, 20)
    ages = random.uniform(0.0, 2.0, count) * rows.of(age)  # as many younger as older than the mean
    columns = {
        "ticket_id": ids("o", np.arange(count)),
        "counted_at": times(counted),
        "opened_at": times(counted - ages.astype(np.int64).astype("timedelta64[s]")),
        "line": words(("first", "first", "second"), np.arange(count) % 3),
        "branch": words(plan.branches, rows.branch),
    }
    return in_order(columns, counted)


def expect(plan):
    """Say what the plan makes of every KPI."""
    from goalposts.simulating import ratio, simulated_days

    days = simulated_days(plan, WEEK)
    values = _usual_or_changed(days)
    tickets, backlog = days.volume(TICKETS_A_DAY), days.volume(OPEN_IN_THE_EVENING)
    answers = tickets * values["helpdesk.survey_answered"]
    events = dict.fromkeys(USUAL, tickets) | {"helpdesk.backlog_age": backlog, "helpdesk.satisfied": answers}
    return {(kpi, ""): ratio(events[kpi] * values[kpi], events[kpi]) for kpi in USUAL}


STREAMS = StreamModel(
    "helpdesk",
    {"en": "Tickets of several branches.", "ru": "Обращения в нескольких филиалах."},
    draw,
    expect,
    changeable=list(USUAL),
    goals={"helpdesk.solved_at_once": "+10pp", "helpdesk.backlog_age": "-20%"},
    follow_up_days=21,
)
