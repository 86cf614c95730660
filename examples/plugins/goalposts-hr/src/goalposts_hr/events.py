"""What personnel systems emit."""

from goalposts import event_type, field

VACANCY = event_type(
    "hr.vacancy",
    time="opened_at",
    summary={"en": "A vacancy, on the day of its approval.", "ru": "Вакансия, в день её согласования."},
    fields=[
        field.id("vacancy_id", required=True),
        field.time("opened_at"),
        field.time(
            "filled_at",
            summary={
                "en": "When the offer was accepted; empty while it is open.",
                "ru": "Когда кандидат принял предложение; пусто, пока вакансия открыта.",
            },
        ),
        field.category("department"),
    ],
)

HIRE = event_type(
    "hr.hire",
    time="hired_at",
    summary={"en": "Somebody begins to work.", "ru": "Сотрудник вышел на работу."},
    fields=[
        field.id("employee_id", required=True),
        field.time("hired_at"),
        field.time("left_at", summary={"en": "Empty while they stay.", "ru": "Пусто, пока сотрудник работает."}),
        field.category("department"),
    ],
)

EXIT = event_type(
    "hr.exit",
    time="left_at",
    summary={"en": "Somebody leaves.", "ru": "Сотрудник уволился или уволен."},
    fields=[
        field.id("employee_id", required=True),
        field.time("left_at"),
        field.category("reason", values=["own_will", "employer", "retirement", "other"]),
        field.flag("regretted", summary={"en": "They were to be kept.", "ru": "Сотрудника хотели удержать."}),
        field.category("department"),
    ],
)

STAFF_DAY = event_type(
    "hr.staff_day",
    time="day",
    summary={
        "en": "The staff of a department on a calendar day, weekends too.",
        "ru": "Персонал подразделения на календарный день, включая выходные.",
    },
    fields=[
        field.time("day"),
        field.category("department"),
        field.number("headcount"),
        field.number("scheduled_hours", summary={"en": "To be worked that day.", "ru": "Часы по графику на день."}),
        field.number(
            "absent_hours",
            summary={
                "en": "Not worked of them, holidays aside.",
                "ru": "Из них не отработано; отпуска не в счёт.",
            },
        ),
    ],
)
