"""What is measured."""

from goalposts import DAY, DOWN, Kpi, param, ratio, share, sum_over, survival

from goalposts_hr.events import EXIT, HIRE, STAFF_DAY, VACANCY

A_YEAR = 365

TIME_TO_FILL = Kpi(
    "hr.time_to_fill",
    name={"en": "Time to fill", "ru": "Срок закрытия вакансии"},
    summary={
        "en": "Mean time until a vacancy is filled, looked at up to an age; open ones count as far as they were "
        "followed.",
        "ru": "Среднее время до закрытия вакансии в пределах заданного срока; открытые учитываются, насколько они "
        "прослежены.",
    },
    over=VACANCY,
    # No mean of the filled ones: of young months only what was filled quickly is there.
    value=survival(VACANCY.filled_at, give="mean", by=param("within")),
    params={"within": 90 * DAY},
    direction=DOWN,
    guardrails=["hr.early_attrition"],
    gaming={
        "en": "The first who comes is hired, or a vacancy is approved only once somebody has been found.",
        "ru": "Берут первого попавшегося или согласуют вакансию, когда кандидат уже найден.",
    },
    attributability="direct",
)

EARLY_ATTRITION = Kpi(
    "hr.early_attrition",
    name={"en": "Early attrition", "ru": "Ранняя текучесть"},
    summary={
        "en": "Share of the hired who leave, or are let go, within 90 days or another limit, by the day of hire.",
        "ru": "Доля принятых, которые уходят или которых увольняют в первые 90 дней (или другой срок); по дню приёма.",
    },
    over=HIRE,
    value=share(of=HIRE.left_at.is_not_null() & (HIRE.left_at - HIRE.hired_at <= param("within"))),
    params={"within": 90 * DAY},
    direction=DOWN,
    maturity=param("within"),
    attributability="outcome",
)


def _leavers_a_year(among=None):
    """Leavers per member of staff and day, for as many days as a year has."""
    return A_YEAR * sum_over(EXIT, among=among) / sum_over(STAFF_DAY, STAFF_DAY.headcount)


TURNOVER = Kpi(
    "hr.turnover",
    name={"en": "Staff turnover", "ru": "Текучесть персонала"},
    summary={
        "en": "Leavers per hundred of staff and year, however long the window is.",
        "ru": "Число ушедших на сто сотрудников за год, какой бы длины ни был период.",
    },
    over=EXIT,
    also=[STAFF_DAY],
    variants={
        "voluntary": _leavers_a_year(EXIT.reason == "own_will"),
        "regretted": _leavers_a_year(EXIT.regretted),
        "all": _leavers_a_year(),
    },
    default="voluntary",
    unit="%",
    direction=DOWN,
    gaming={
        "en": "Another reason is put down for those who leave of their own will.",
        "ru": "Ушедшим по собственному желанию записывают другую причину.",
    },
    attributability="outcome",
)

ABSENCE_RATE = Kpi(
    "hr.absence_rate",
    name={"en": "Absence rate", "ru": "Доля отсутствия"},
    summary={
        "en": "Hours of absence per scheduled hour, holidays aside.",
        "ru": "Часы отсутствия на один час по графику, без учёта отпусков.",
    },
    over=STAFF_DAY,
    value=ratio(of=STAFF_DAY.absent_hours, by=STAFF_DAY.scheduled_hours),
    unit="%",
    direction=DOWN,
    guardrails=["hr.turnover"],
    gaming={
        "en": "People come to work ill, or absence is booked as something else.",
        "ru": "Люди выходят на работу больными, или отсутствие оформляют иначе.",
    },
    attributability="outcome",
)
