"""How the lists of a help desk are read: by the names that people give to columns, in English and in Russian."""

from pathlib import Path

from goalposts import Preset, PresetSample, column_of, meanings

SAMPLES = Path(__file__).parent / "samples"
TIMES = ["%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%d.%m.%Y %H:%M:%S", "%d.%m.%Y %H:%M"]
YES_NO = meanings({"true": ("yes", "y", "да", "1"), "false": ("no", "n", "нет", "0")})
NOTE = {
    "en": "Times are without a zone: say `timezone:`. Of a ticket that is listed twice the last row stays.",
    "ru": "Время без часового пояса: укажите `timezone:`. Из повторов одного обращения остаётся последняя строка.",
}
TICKET = column_of("Ticket", "Ticket no", "Number", "Номер обращения", "Обращение", "Номер заявки", "№ заявки")
OPENED = column_of("Opened", "Created", "Дата регистрации", "Зарегистрировано", "Открыто", format=TIMES)
LINE = column_of("Support line", "Line", "Линия поддержки", "Линия")


def _sample(file, rows, **no_events):
    return PresetSample(SAMPLES / file, rows, source={"timezone": "UTC"}, no_events=no_events)


TICKETS = Preset(
    "helpdesk.tickets",
    "helpdesk.ticket",
    "csv",
    fields={
        "ticket_id": TICKET,
        "opened_at": OPENED,
        "closed_at": column_of("Closed", "Resolved", "Дата закрытия", "Закрыто", format=TIMES),
        "contacts": column_of("Contacts", "Число контактов", "Контактов"),
        "line": LINE,
        "reopened": column_of("Reopened", "Открыто повторно", "Возврат", values=YES_NO),
        "score": column_of("Survey score", "Score", "Оценка", "Балл опроса"),
    },
    dedupe=("ticket_id",),
    note=NOTE,
    samples=[
        _sample(
            "tickets.en.csv",
            [
                {
                    "ticket_id": "T-2",
                    "opened_at": "2026-01-05T09:40Z",
                    "contacts": 1,
                    "line": "second",
                },
                {
                    "ticket_id": "T-1",  # its second row
                    "opened_at": "2026-01-05T09:10Z",
                    "closed_at": "2026-01-06T11:00Z",
                    "contacts": 2,
                    "line": "first",
                    "reopened": True,
                    "score": 4,
                },
            ],
            duplicates=1,
        ),
        _sample(
            "tickets.ru.csv",
            [
                {
                    "ticket_id": "101",
                    "opened_at": "2026-01-05T09:10Z",
                    "closed_at": "2026-01-05T13:10Z",
                    "contacts": 1,
                    "line": "первая",
                    "reopened": False,
                    "score": 5,
                },
                {
                    "ticket_id": "102",
                    "opened_at": "2026-01-05T09:40Z",
                    "contacts": 3,
                    "line": "вторая",
                    "reopened": True,
                },
            ],
            bad_timestamp=1,
        ),
    ],
)
BACKLOG = Preset(
    "helpdesk.backlog",
    "helpdesk.open_ticket",
    "csv",
    fields={
        "ticket_id": TICKET,
        "counted_at": column_of("Counted", "As of", "Снимок", "На момент", format=TIMES),
        "opened_at": OPENED,
        "line": LINE,
    },
    dedupe=("ticket_id", "counted_at"),
    note={
        "en": "Times are without a zone: say `timezone:`. A row is a ticket open when it was counted.",
        "ru": "Время без часового пояса: укажите `timezone:`. Строка — обращение, открытое в момент подсчёта очереди.",
    },
    samples=[
        _sample(
            "backlog.csv",
            [
                {
                    "ticket_id": "T-2",
                    "counted_at": "2026-01-05T19:00Z",
                    "opened_at": "2026-01-05T09:40Z",
                    "line": "second",
                },
                {
                    "ticket_id": "T-2",
                    "counted_at": "2026-01-06T19:00Z",
                    "opened_at": "2026-01-05T09:40Z",
                    "line": "second",
                },
            ],
        )
    ],
)
PRESETS = [TICKETS, BACKLOG]
