"""Simulated personnel whose truth is known: what is drawn, and, apart from it, what the KPIs come to."""

from goalposts import StreamModel

WORKING_WEEK, EVERY_DAY = (1.1, 1.0, 1.0, 1.0, 0.9, 0.0, 0.0), (1.0,) * 7
"""How much happens from Monday to Sunday."""
SECONDS_A_DAY, DAYS_A_YEAR = 86_400, 365
VACANCIES_A_DAY, HIRES_A_DAY, STAFF = 12.0, 12.0, 6000.0
SOONEST, EARLY = 10, 90
"""Days: what a vacancy takes at least, and until when leaving is early."""
OTHER_EXITS, REGRETTED, HOURS = 0.06, 0.4, 8.0
"""Leavers of other reasons a year and member of staff; the share one regrets of those who want to go; hours a day."""
USUAL = {
    "hr.time_to_fill": 42.0 * SECONDS_A_DAY,
    "hr.early_attrition": 0.12,
    "hr.turnover": 0.16,
    "hr.absence_rate": 0.05,
}


def _usual_or_changed(days):
    """Of each KPI what it is on each day and in each branch."""
    return {kpi: days.changed(kpi, usual) for kpi, usual in USUAL.items()}


def draw(plan):
    """Draw vacancies, hires and leavers of a plan, and the staff of every day."""
    import numpy as np
    from goalposts.simulating import simulated_days

    random = np.random.default_rng(plan.seed)
    working, every = simulated_days(plan, WORKING_WEEK), simulated_days(plan, EVERY_DAY)
    values = _usual_or_changed(working)
    return {
        "hr.vacancy": _vacancies(plan, random, working, values["hr.time_to_fill"]),
        "hr.hire": _hires(plan, random, working, values["hr.early_attrition"]),
        "hr.exit": _exits(plan, random, every, values["hr.turnover"]),
        "hr.staff_day": _staff(plan, random, every, values["hr.absence_rate"]),
    }


def _vacancies(plan, random, days, time_to_fill):
    import numpy as np
    from goalposts.simulating import ids, in_order, times, words

    rows = days.draw(random, days.volume(VACANCIES_A_DAY) * days.factor(random, 0.1))
    opened = days.moments(random, rows.day, 9, 18)
    waited = SOONEST + random.poisson(np.maximum(rows.of(time_to_fill) / SECONDS_A_DAY - SOONEST, 0.0))
    columns = {
        "vacancy_id": ids("v", np.arange(rows.day.size)),
        "opened_at": times(opened),
        "filled_at": times(opened + waited.astype("timedelta64[D]")),
        "branch": words(plan.branches, rows.branch),
    }
    return in_order(columns, opened)


def _hires(plan, random, days, attrition):
    import numpy as np
    from goalposts.simulating import ids, in_order, times, words

    rows = days.draw(random, days.volume(HIRES_A_DAY) * days.factor(random, 0.1))
    count = rows.day.size
    hired = days.moments(random, rows.day, 9, 10)
    gone = random.random(count) < rows.of(attrition)
    columns = {
        "employee_id": ids("e", np.arange(count)),
        "hired_at": times(hired),
        "left_at": times(hired + random.integers(1, EARLY, count).astype("timedelta64[D]"), missing=~gone),
        "branch": words(plan.branches, rows.branch),
    }
    return in_order(columns, hired)


def _exits(plan, random, days, turnover):
    import numpy as np
    from goalposts.simulating import ids, in_order, numbers, times, words

    rows = days.draw(random, _staff_of(days) * (turnover + OTHER_EXITS) / DAYS_A_YEAR)
    count = rows.day.size
    left = days.moments(random, rows.day, 9, 18)
    wanted = random.random(count) < rows.of(turnover / (turnover + OTHER_EXITS))
    columns = {
        "employee_id": ids("x", np.arange(count)),
        "left_at": times(left),
        "reason": words(("own_will", "employer", "retirement"), np.where(wanted, 0, random.integers(1, 3, count))),
        "regretted": numbers(wanted & (random.random(count) < REGRETTED)),
        "branch": words(plan.branches, rows.branch),
    }
    return in_order(columns, left)


def _staff(plan, random, days, absence):
    import numpy as np
    from goalposts.simulating import in_order, numbers, times, words

    staff = _staff_of(days)
    day, branch = np.nonzero(staff)
    headcount = staff[day, branch]
    scheduled = headcount * HOURS * (days.weekday[day] < 5)
    midnight = days.midnight(day)
    columns = {
        "day": times(midnight),
        "headcount": numbers(headcount),
        "scheduled_hours": numbers(scheduled),
        "absent_hours": numbers(scheduled * (absence * days.factor(random, 0.05))[day, branch]),
        "branch": words(plan.branches, branch),
    }
    return in_order(columns, midnight)


def _staff_of(days):
    """Headcount by day and branch: as large as the plan says, in every season the same."""
    import numpy as np

    count = len(days.plan.branches)
    return np.where(days.is_open[:, None], np.full((1, count), STAFF * days.plan.size / count), 0.0)


def expect(plan):
    """Say what the plan makes of every KPI."""
    from goalposts.simulating import ratio, simulated_days

    working, every = simulated_days(plan, WORKING_WEEK), simulated_days(plan, EVERY_DAY)
    values = _usual_or_changed(working)
    vacancies, hires, staff = working.volume(VACANCIES_A_DAY), working.volume(HIRES_A_DAY), _staff_of(every)
    scheduled = staff * (every.weekday < 5)[:, None]
    turnover = values["hr.turnover"]
    return {
        ("hr.time_to_fill", ""): ratio(vacancies * values["hr.time_to_fill"], vacancies),
        ("hr.early_attrition", ""): ratio(hires * values["hr.early_attrition"], hires),
        ("hr.turnover", "voluntary"): ratio(staff * turnover, staff),
        ("hr.turnover", "regretted"): ratio(staff * turnover * REGRETTED, staff),
        ("hr.turnover", "all"): ratio(staff * (turnover + OTHER_EXITS), staff),
        ("hr.absence_rate", ""): ratio(scheduled * values["hr.absence_rate"], scheduled),
    }


STREAMS = StreamModel(
    "hr",
    {"en": "Staff, vacancies and leavers of several branches.", "ru": "Персонал, вакансии и увольнения в филиалах."},
    draw,
    expect,
    changeable=list(USUAL),
    goals={"hr.time_to_fill": "-20%"},
    follow_up_days=100,
)
