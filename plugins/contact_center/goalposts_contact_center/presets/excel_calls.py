"""Calls in a sheet that somebody keeps by hand: the names that people give to columns, and the words they write."""

from goalposts import Preset, column_of, meanings

from goalposts_contact_center.call import CALL

_TIMES = (
    "%d.%m.%Y %H:%M:%S",
    "%d.%m.%Y %H:%M",
    "%d.%m.%y %H:%M:%S",
    "%d.%m.%y %H:%M",
    "%d.%m.%Y",
    "%d.%m.%y",
    "%d/%m/%Y %H:%M:%S",
    "%d/%m/%Y %H:%M",
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%d %H:%M",
    "%Y-%m-%d",
)
"""What is no true date of the workbook; the day goes before the month, as a project that has it otherwise states."""

_APART = (
    (("дата звонка", "дата"), ("время звонка", "время начала", "время")),
    (("call date", "date"), ("call time", "start time", "time")),
)
"""What a day and a time of day are called that stand in columns of their own."""

_OUTCOMES = {
    "answered": (
        "отвечен",
        "отвечено",
        "принят",
        "принято",
        "состоялся",
        "успешно",
        "ответили",
        "да",
        "answered",
        "yes",
        "y",
        "true",
        "+",
        "1",
    ),
    "abandoned": (
        "пропущен",
        "пропущено",
        "пропущенный",
        "потерян",
        "потерянный",
        "сброшен",
        "сбросил",
        "не дождался",
        "брошен",
        "нет ответа",
        "не отвечен",
        "не ответили",
        "нет",
        "abandoned",
        "missed",
        "no answer",
        "no",
        "n",
        "false",
        "-",
        "0",
    ),
    "blocked": ("занято", "busy", "blocked"),
    "timeout": ("таймаут", "тайм-аут", "timeout"),
    "callback": ("обратный звонок", "перезвон", "заказан перезвон", "callback"),
}
_YES = ("да", "+", "1", "y", "yes", "true", "истина")
_NO = ("нет", "-", "0", "n", "no", "false", "ложь")
_IN = ("входящий", "вх", "вх.", "входящий звонок", "in", "inbound", "incoming")
_OUT = ("исходящий", "исх", "исх.", "исходящий звонок", "out", "outbound", "outgoing")


EXCEL_CALLS = Preset(
    "excel.calls",
    CALL.id,
    options={"decimal": ","},
    fields={
        "call_id": column_of(
            "№ звонка",
            "номер звонка",
            "ID звонка",
            "ID вызова",
            "call ID",
            "call no",
            "call_id",
            "номер",
            "№",
            "id",
            "row_id",
        ),
        "offered_at": column_of(
            "дата и время",
            "дата и время звонка",
            "дата/время",
            "date and time",
            "date/time",
            *([day, clock] for days, clocks in _APART for day in days for clock in clocks),
            "дата звонка",
            "время звонка",
            "начало",
            "дата",
            "когда",
            "call time",
            "call date",
            "start",
            "date",
            "offered_at",
            format=list(_TIMES),
        ),
        "outcome": column_of(
            "результат звонка",
            "статус звонка",
            "исход",
            "результат",
            "статус",
            "отвечен",
            "принят",
            "outcome",
            "status",
            "result",
            "answered",
            "answered (Y/N)",
            values=meanings(_OUTCOMES),
        ),
        "queue": column_of("очередь", "линия", "группа", "queue", "line", "skill"),
        "agent": column_of("оператор", "сотрудник", "менеджер", "кто принял", "ответственный", "agent", "operator"),
        "customer": column_of(
            "клиент", "абонент", "телефон", "номер телефона", "телефон клиента", "customer", "caller", "phone"
        ),
        "direction": column_of(
            "направление",
            "тип звонка",
            "direction",
            "call type",
            values=meanings({"in": _IN, "out": _OUT}),
        ),
        "wait": column_of(
            "ожидание",
            "ожидание, сек",
            "ожидание (сек)",
            "время ожидания",
            "время в очереди",
            "wait",
            "waiting time",
            "speed of answer",
        ),
        "talk": column_of(
            "длительность",
            "длительность, сек",
            "длительность (сек)",
            "длительность разговора",
            "время разговора",
            "разговор",
            "talk",
            "talk time",
            "duration",
        ),
        "hold": column_of("удержание", "время удержания", "hold", "hold time"),
        "acw": column_of("поствызывная обработка", "постобработка", "ACW", "wrap-up", "after-call work"),
        "transferred": column_of(
            "переведён", "переведен", "перевод", "transferred", values=meanings({"yes": _YES, "no": _NO})
        ),
        "resolved": column_of(
            "решён",
            "решен",
            "решено",
            "вопрос решён",
            "вопрос решен",
            "resolved",
            values=meanings({"yes": _YES, "no": _NO}),
        ),
        "csat": column_of("оценка", "оценка клиента", "CSAT", "rating", "satisfaction rating"),
    },
    note={
        "en": "A sheet kept by hand: rows of totals are left out, of several sheets name one or read all by "
        '`sheet: "*"`. State `timezone`. Durations are seconds, or true times of the workbook; where they are written '
        'as text, state `unit: "hh:mm:ss"`. A day and a time of day in columns of their own are joined; where they '
        "are called otherwise, state `offered_at: {columns: [...]}`. Without a column of numbers a call is its row. A "
        "word of outcome that is not known is refused and shown: add it to `values`.",
        "ru": "Таблица, которую ведут вручную: строки с итогами не считаются; из нескольких листов назовите один или "
        'читайте все — `sheet: "*"`. Укажите `timezone`. Длительности — в секундах или в ячейках времени; если они '
        'записаны текстом, укажите `unit: "hh:mm:ss"`. Дата и время из разных столбцов соединяются; если столбцы '
        "названы иначе, укажите `offered_at: {columns: [...]}`. Без столбца с номером вызовом считается строка. "
        "Незнакомый результат не принимается и показывается: добавьте его в `values`.",
    },
)
