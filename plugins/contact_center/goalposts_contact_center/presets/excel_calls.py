"""Calls in a sheet that somebody keeps by hand: the names that people give to columns, and the words they write."""

from goalposts import Preset

from goalposts_contact_center.call import CALL

_TIMES = (
    "%d.%m.%Y %H:%M:%S",
    "%d.%m.%Y %H:%M",
    "%d.%m.%y %H:%M:%S",
    "%d.%m.%y %H:%M",
    "%d.%m.%Y",
    "%d.%m.%y",
    "%d/%m/%Y %H:%M",
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%d %H:%M",
    "%Y-%m-%d",
)
"""What is no true date of the workbook; the day goes before the month, as a project that has it otherwise states."""

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


def _spelled(*words: str) -> tuple[str, ...]:
    """Every word as it stands, in small letters, with a capital, with capitals, and in nothing but capitals."""
    forms = ((word, word.lower(), word[:1].upper() + word[1:], word.title(), word.upper()) for word in words)
    return tuple(dict.fromkeys(form for found in forms for form in found))


def _column(*names: str, **more: object) -> dict[str, object]:
    return {"any_of": list(names), **more}


def _meaning(words: dict[str, tuple[str, ...]]) -> dict[str, str]:
    return {word: ours for ours, theirs in words.items() for word in _spelled(*theirs)}


EXCEL_CALLS = Preset(
    "excel.calls",
    CALL.id,
    options={"decimal": ","},
    fields={
        "call_id": {
            "any_of": [
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
            ]
        },
        "offered_at": _column(
            "дата и время",
            "дата и время звонка",
            "дата/время",
            "дата звонка",
            "время звонка",
            "начало",
            "дата",
            "когда",
            "date and time",
            "date/time",
            "call time",
            "call date",
            "start",
            "date",
            "offered_at",
            format=list(_TIMES),
        ),
        "outcome": _column(
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
            values=_meaning(_OUTCOMES),
        ),
        "queue": _column("очередь", "линия", "группа", "queue", "line", "skill"),
        "agent": _column("оператор", "сотрудник", "менеджер", "кто принял", "ответственный", "agent", "operator"),
        "customer": _column(
            "клиент", "абонент", "телефон", "номер телефона", "телефон клиента", "customer", "caller", "phone"
        ),
        "direction": _column(
            "направление",
            "тип звонка",
            "direction",
            "call type",
            values=_meaning({"in": _IN, "out": _OUT}),
        ),
        "wait": _column(
            "ожидание",
            "ожидание, сек",
            "ожидание (сек)",
            "время ожидания",
            "время в очереди",
            "wait",
            "waiting time",
            "speed of answer",
        ),
        "talk": _column(
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
        "hold": _column("удержание", "время удержания", "hold", "hold time"),
        "acw": _column("поствызывная обработка", "постобработка", "ACW", "wrap-up", "after-call work"),
        "transferred": _column(
            "переведён", "переведен", "перевод", "transferred", values=_meaning({"yes": _YES, "no": _NO})
        ),
        "resolved": _column(
            "решён",
            "решен",
            "решено",
            "вопрос решён",
            "вопрос решен",
            "resolved",
            values=_meaning({"yes": _YES, "no": _NO}),
        ),
        "csat": _column("оценка", "оценка клиента", "CSAT", "rating", "satisfaction rating"),
    },
    note={
        "en": "A sheet kept by hand: rows of totals are left out, of several sheets name one or read all by "
        '`sheet: "*"`. State `timezone`. Durations are seconds, or true times of the workbook; where they are written '
        'as text, state `unit: "hh:mm:ss"`. Where day and time stand in columns of their own, state '
        "`offered_at: {columns: [...]}`. Without a column of numbers a call is its row. A word of outcome that is not "
        "known is refused and shown: add it to `values`.",
        "ru": "Таблица, которую ведут вручную: строки с итогами не считаются; из нескольких листов назовите один или "
        'читайте все — `sheet: "*"`. Укажите `timezone`. Длительности — в секундах или в ячейках времени; если они '
        'записаны текстом, укажите `unit: "hh:mm:ss"`. Если дата и время стоят в разных столбцах, укажите '
        "`offered_at: {columns: [...]}`. Без столбца с номером вызовом считается строка. Незнакомый результат не "
        "принимается и показывается: добавьте его в `values`.",
    },
)
