"""Deals of amoCRM (Kommo), which call them leads: answers of `/api/v4/leads`, and the export as XLSX or CSV."""

from __future__ import annotations

from typing import Any, Final

from goalposts import KEPT, LEFT_OUT, Preset

from goalposts_sales.event_types import DEAL
from goalposts_sales.presets.cells import Cells, written
from goalposts_sales.presets.derived import Derived, derived_format, row_by_row
from goalposts_sales.presets.stages import LOST, OPEN, WON, status_of

FINAL: Final = {"142": WON, "143": LOST}
"""The last stages of every pipeline; all others are open."""
_NAMES: Final = {
    "id": ("id", "ID сделки"),
    "created": ("created_at", "Дата создания сделки", "Дата создания"),
    "closed_at": ("closed_at", "Дата закрытия", "Дата закрытия сделки"),
    "status": ("status_id",),
    "stage": ("status", "Этап сделки", "Этап", "Статус", "Статус сделки", "Stage", "Lead status"),
    "amount": (
        "price",
        "Бюджет",
        "Бюджет ₽",
        "Бюджет, ₽",
        "Бюджет, руб",
        "Бюджет, руб.",
        "Бюджет сделки",
        "Sale",
    ),
    "deleted": ("is_deleted",),
    "contacts": ("_embedded.contacts",),
    "companies": ("_embedded.companies",),
    "client": ("Компания", "Основной контакт", "Полное имя контакта", "Имя контакта", "Контакт"),
    "owner": ("responsible_user_id", "Ответственный", "Ответственный пользователь", "Responsible user"),
    "pipeline": ("pipeline_id", "Воронка", "Воронка продаж", "Pipeline"),
    "source": ("source_id", "Источник", "Источник сделки", "Source"),
    "reason": ("_embedded.loss_reason", "loss_reason.name", "Причина отказа"),
    "reason_id": ("loss_reason_id",),
}
_STAGES: Final = {
    **dict.fromkeys(("успешно реализовано", "closed - won", "closed won"), WON),
    **dict.fromkeys(("закрыто и не реализовано", "closed - lost", "closed lost"), LOST),
    **dict.fromkeys(("неразобранное", "первичный контакт", "переговоры", "принимают решение"), OPEN),
    **dict.fromkeys(("согласование договора", "incoming leads", "initial contact", "discussions"), OPEN),
}
_NOT_CLOSED: Final = frozenset({"не закрыта", "не закрыто", "not closed", "-"})


def _derive(cells: Cells) -> Derived:
    status = _status(cells)
    return {
        "deal_id": cells.text("id"),
        "created_at": written(cells.time("created")),
        "status": status,
        "closed_at": written(cells.time("closed_at")) if status != OPEN and _is_closed(cells) else None,
        "amount": cells.number("amount"),
        "customer": _customer(cells),
        "owner": cells.text("owner"),
        "pipeline": cells.text("pipeline"),
        "source": cells.text("source"),
        "loss_reason": _reason(cells),
        LEFT_OUT: "deleted" if cells.flag("deleted") else None,
    }


def _status(cells: Cells) -> str | None:
    number = cells.text("status")
    if number is not None:
        return FINAL.get(number, OPEN)
    return status_of(_STAGES.get(cells.word("stage")), cells.text("stage"), closed=_is_closed(cells))


def _is_closed(cells: Cells) -> bool | None:
    """Whether the lead has a day of closing; reopening it takes the day away. None where no column says so."""
    if not cells.has("closed_at"):
        return None
    return cells.key("closed_at") is not None and cells.word("closed_at") not in _NOT_CLOSED


def _customer(cells: Cells) -> str | None:
    """The company, else the main contact: in answers of the API by the end of its address, in a file by its name."""
    for company in cells.listed("companies"):
        return f"companies/{company.get('id')}"
    contacts: list[dict[str, Any]] = cells.listed("contacts")
    for contact in sorted(contacts, key=lambda contact: not contact.get("is_main")):
        return f"contacts/{contact.get('id')}"
    return cells.text("client")


def _reason(cells: Cells) -> str | None:
    named = cells.listed("reason")
    if named and isinstance(named[0], dict):
        return str(named[0].get("name"))
    return cells.text("reason") if not named and cells.text("reason") != "[]" else cells.key("reason_id")


AMOCRM_LEADS_FORMAT: Final = derived_format(
    "amocrm-leads",
    names=_NAMES,
    needed=("id", "created"),
    gives={
        "deal_id": ("id",),
        "created_at": ("created",),
        "status": ("status", "stage"),
        "closed_at": ("closed_at",),
        "amount": ("amount",),
        "customer": ("contacts", "companies", "client"),
        "owner": ("owner",),
        "pipeline": ("pipeline",),
        "source": ("source",),
        "loss_reason": ("reason", "reason_id"),
    },
    rows=row_by_row(_derive),
    records=("_embedded.leads",),
)

AMOCRM_LEADS: Final = Preset(
    "amocrm.leads",
    DEAL.id,
    AMOCRM_LEADS_FORMAT.id,
    dedupe=("deal_id",),
    where=KEPT,
    note={
        "en": "Answers of `/api/v4/leads` (whole, or one lead a line; ask for `with=contacts,loss_reason`), or the "
        "list of deals exported as XLSX or CSV. Column names of the export are not checked against a real file: map a "
        "column that is called otherwise in `fields`. In the API stage 142 is won and 143 lost, in every pipeline. A "
        "file has names only: a stage of your own with a day of closing is refused with its name: state `status: "
        "{column: Этап сделки, values: {...}}`; without one the lead is open. Deleted leads are left out. Customers "
        "are `companies/7` or `contacts/7`, in a file their names. The API gives UTC; of a file state `timezone`, and "
        "of the old CSV `encoding: cp1251`. Not in it: margin, product (add fields of your own to `fields`).",
        "ru": "Ответы `/api/v4/leads` (целиком или по сделке в строке; запросите `with=contacts,loss_reason`) или "
        "выгрузка списка сделок в XLSX или CSV. Заголовки выгрузки не сверены с настоящим файлом: столбец, названный "
        "иначе, задайте в `fields`. В API этап 142 — выигрыш, 143 — проигрыш, и так во всех воронках. В файле только "
        "названия: ваш собственный этап с датой закрытия не принимается и показывается — задайте `status: {column: "
        "Этап сделки, values: {...}}`; без даты сделка открыта. Удалённые сделки отсеиваются. Клиент — `companies/7` "
        "или `contacts/7`, в файле — название. API отдаёт UTC; для файла укажите `timezone`, для старого CSV — "
        "`encoding: cp1251`. Чего здесь нет: маржи и продукта (добавьте свои поля в `fields`).",
    },
)
