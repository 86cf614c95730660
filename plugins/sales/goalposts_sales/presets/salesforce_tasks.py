"""Activities of Salesforce: rows of Task and of Event."""

from __future__ import annotations

from typing import Final

from goalposts import KEPT, LEFT_OUT, Preset

from goalposts_sales.event_types import ACTIVITY
from goalposts_sales.presets.cells import Cells, duration_between, written
from goalposts_sales.presets.derived import Derived, derived_format, row_by_row
from goalposts_sales.presets.salesforce_opportunities import RECORDS

_NAMES: Final = {
    "id": ("Id", "Activity ID", "Task ID", "Event ID"),
    "subtype": ("TaskSubtype", "Task Subtype"),
    "type": ("Type",),
    "status": ("Status",),
    "closed": ("IsClosed", "Closed"),
    "due": ("ActivityDate", "Due Date", "Date"),
    "done": ("CompletedDateTime", "Completed Date/Time", "Completed Date"),
    "start": ("StartDateTime", "Start Date Time", "Start"),
    "end": ("EndDateTime", "End Date Time", "End"),
    "created": ("CreatedDate", "Created Date"),
    "seconds": ("CallDurationInSeconds", "Call Duration"),
    "direction": ("CallType", "Call Type"),
    "result": ("CallDisposition", "Call Result"),
    "about": ("WhatId",),
    "account": ("AccountId", "Account ID", "Company / Account"),
    "owner": ("OwnerId", "Assigned"),
    "deleted": ("IsDeleted",),
}
_KINDS: Final = {
    **dict.fromkeys(("call", "звонок"), "call"),
    **dict.fromkeys(("email", "listemail"), "email"),
    **dict.fromkeys(("meeting", "event"), "meeting"),
    **dict.fromkeys(("linkedin", "sms", "message"), "message"),
    **dict.fromkeys(("task", "other", "prep", "send letter/quote", ""), "task"),
}
_OPPORTUNITY, _ACCOUNT = "006", "001"
"""With these letters begin the ids of the objects."""


def _derive(cells: Cells) -> Derived:
    kind, start = _kind(cells), cells.time("start")
    about = cells.text("about") or ""
    return {
        "activity_id": cells.text("id"),
        "at": written(start or cells.time("done") or cells.time("due") or cells.time("created")),
        "kind": kind,
        "completed": _completed(cells),
        "customer": cells.text("account") or (about if about.startswith(_ACCOUNT) else None),
        "deal_id": about if about.startswith(_OPPORTUNITY) else None,
        "owner": cells.text("owner"),
        "duration": cells.number("seconds") if start is None else duration_between(start, cells.time("end")),
        "logged_at": written(cells.time("created")),
        "direction": {"inbound": "in", "outbound": "out"}.get(cells.word("direction")),
        "result": cells.text("result"),
        LEFT_OUT: "deleted" if cells.flag("deleted") else None,
    }


def _kind(cells: Cells) -> str | None:
    """What was done; a type of your own comes as it is, and is refused so."""
    if cells.get("start") is not None:
        return "meeting"
    subtype = _KINDS.get(cells.word("subtype"), "task")
    return subtype if subtype != "task" else _KINDS.get(cells.word("type"), cells.text("type"))


def _completed(cells: Cells) -> bool | None:
    if cells.get("status") is None:
        return cells.flag("closed")
    return cells.word("status") == "completed" or bool(cells.flag("closed"))


SALESFORCE_TASKS_FORMAT: Final = derived_format(
    "salesforce-tasks",
    names=_NAMES,
    needed=("id", "created"),
    gives={
        "activity_id": ("id",),
        "at": ("created",),
        "kind": ("created", "type", "subtype", "start"),
        "completed": ("status", "closed"),
        "customer": ("account", "about"),
        "deal_id": ("about",),
        "owner": ("owner",),
        "duration": ("seconds", "end"),
        "logged_at": ("created",),
        "direction": ("direction",),
        "result": ("result",),
    },
    rows=row_by_row(_derive),
    records=RECORDS,
)

SALESFORCE_TASKS: Final = Preset(
    "salesforce.tasks",
    ACTIVITY.id,
    SALESFORCE_TASKS_FORMAT.id,
    dedupe=("activity_id",),
    where=KEPT,
    note={
        "en": "Rows of Task or of Event (give each a source of its own), by the names of the API or as a report with "
        "English labels, which are not checked against a real file: map a column that is called otherwise in "
        "`fields`. An event is a meeting; a task is told by its subtype, else by its type, and a type of your own is "
        "refused with its name: map it by `kind: {column: Type, values: {...}}`. `at` is the time of completion, else "
        "the day it is due; `logged_at` the creation. Events do not say whether they took place: they have no "
        "`completed`. The deal and the customer come from `WhatId` and `AccountId`. Due days are local: state "
        "`timezone`. Archived activities (older than a year) are only in exports that ask for all rows.",
        "ru": "Строки Task или Event (каждые — отдельным источником) с именами полей API или отчёт с английскими "
        "заголовками; они не сверены с настоящим файлом: столбец, названный иначе, задайте в `fields`. Event — "
        "встреча; Task определяется по подтипу, иначе по типу, а ваш собственный тип не принимается и показывается: "
        "задайте `kind: {column: Type, values: {...}}`. `at` — время завершения, иначе срок; `logged_at` — создание. "
        "Event не говорит, состоялась ли встреча: `completed` пуст. Сделка и клиент — из `WhatId` и `AccountId`. "
        "Сроки — местные дни: укажите `timezone`. Архивные дела (старше года) попадают только в выгрузку всех строк.",
    },
)
