"""How lists of a personnel department are read: by the names that people give to columns, in English and in Russian."""

from pathlib import Path

from goalposts import Preset, PresetSample, column_of, meanings

SAMPLES = Path(__file__).parent / "samples"
TIMES = ["%Y-%m-%d %H:%M", "%Y-%m-%d", "%d.%m.%Y %H:%M", "%d.%m.%Y"]
EMPLOYEE = column_of("Employee", "Employee no", "Табельный номер", "Сотрудник")
DEPARTMENT = column_of("Department", "Подразделение", "Отдел")
REASONS = meanings(
    {
        "own_will": ("own will", "resigned", "по собственному желанию", "собственное желание"),
        "employer": ("employer", "dismissed", "по инициативе работодателя", "сокращение"),
        "retirement": ("retirement", "retired", "выход на пенсию", "пенсия"),
        "other": ("other", "другое", "прочее"),
    }
)
YES_NO = meanings({"true": ("yes", "да", "1"), "false": ("no", "нет", "0")})
NOTE = {
    "en": "Days are without a zone: say `timezone:`. Put a pseudonym in the place of names.",
    "ru": "Даты без часового пояса: укажите `timezone:`. Вместо имён поставьте псевдонимы.",
}


def _sample(file, rows, **no_events):
    return PresetSample(SAMPLES / file, rows, source={"timezone": "UTC"}, no_events=no_events)


VACANCIES = Preset(
    "hr.vacancies",
    "hr.vacancy",
    "csv",
    fields={
        "vacancy_id": column_of("Vacancy", "Vacancy no", "Вакансия", "Номер вакансии"),
        "opened_at": column_of("Approved", "Opened", "Согласована", "Открыта", format=TIMES),
        "filled_at": column_of("Offer accepted", "Filled", "Оффер принят", "Закрыта", format=TIMES),
        "department": DEPARTMENT,
    },
    dedupe=("vacancy_id",),
    note=NOTE,
    samples=[
        _sample(
            "vacancies.csv",
            [
                {
                    "vacancy_id": "V-1",
                    "opened_at": "2026-01-05T00:00Z",
                    "filled_at": "2026-02-16T00:00Z",
                    "department": "IT",
                },
                {"vacancy_id": "V-2", "opened_at": "2026-01-07T00:00Z", "department": "IT"},
            ],
        )
    ],
)
HIRES = Preset(
    "hr.hires",
    "hr.hire",
    "csv",
    fields={
        "employee_id": EMPLOYEE,
        "hired_at": column_of("Hired", "First day", "Дата приёма", "Принят", format=TIMES),
        "left_at": column_of("Left", "Last day", "Дата увольнения", "Уволен", format=TIMES),
        "department": DEPARTMENT,
    },
    dedupe=("employee_id", "hired_at"),
    note=NOTE,
    samples=[
        _sample(
            "hires.csv",
            [
                {"employee_id": "p17", "hired_at": "2026-01-12T00:00Z", "department": "Склад"},
                {
                    "employee_id": "p18",
                    "hired_at": "2026-01-12T00:00Z",
                    "left_at": "2026-03-02T00:00Z",
                    "department": "Склад",
                },
            ],
        )
    ],
)
LEAVERS = Preset(
    "hr.leavers",
    "hr.exit",
    "csv",
    fields={
        "employee_id": EMPLOYEE,
        "left_at": column_of("Left", "Last day", "Дата увольнения", "Уволен", format=TIMES),
        "reason": column_of("Reason", "Reason for leaving", "Причина", "Основание", values=REASONS),
        "regretted": column_of("Regretted", "Хотели удержать", values=YES_NO),
        "department": DEPARTMENT,
    },
    dedupe=("employee_id", "left_at"),
    note=NOTE,
    samples=[
        _sample(
            "leavers.csv",
            [
                {
                    "employee_id": "p11",
                    "left_at": "2026-01-30T00:00Z",
                    "reason": "own_will",
                    "regretted": True,
                    "department": "IT",
                },
                {
                    "employee_id": "p12",
                    "left_at": "2026-01-31T00:00Z",
                    "reason": "retirement",
                    "regretted": False,
                    "department": "IT",
                },
            ],
            unknown_value=1,
        )
    ],
)
STAFF = Preset(
    "hr.staff",
    "hr.staff_day",
    "csv",
    fields={
        "day": column_of("Day", "День", "Дата", format=TIMES),
        "department": DEPARTMENT,
        "headcount": column_of("Headcount", "Численность", "Сотрудников"),
        "scheduled_hours": column_of("Scheduled hours", "Часов по графику"),
        "absent_hours": column_of("Absent hours", "Часов отсутствия"),
    },
    dedupe=("day", "department"),
    note={
        "en": "Days are without a zone: say `timezone:`. There must be a row for every calendar day, weekends too.",
        "ru": "Дни без часового пояса: укажите `timezone:`. Нужна строка на каждый календарный день, включая выходные.",
    },
    samples=[
        _sample(
            "staff.csv",
            [
                {
                    "day": "2026-01-09T00:00Z",
                    "department": "IT",
                    "headcount": 40,
                    "scheduled_hours": 320,
                    "absent_hours": 16,
                },
                {
                    "day": "2026-01-10T00:00Z",
                    "department": "IT",
                    "headcount": 40,
                    "scheduled_hours": 0,
                    "absent_hours": 0,
                },
            ],
        )
    ],
)
PRESETS = [VACANCIES, HIRES, LEAVERS, STAFF]
