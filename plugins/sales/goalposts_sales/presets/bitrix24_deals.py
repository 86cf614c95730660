"""Deals of Bitrix24: REST answers of `crm.deal.list` and `crm.item.list`, and the export of the list of deals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import tzinfo
from itertools import groupby
from typing import Final

from goalposts import CURRENCY, KEPT, LEFT_OUT, OneCurrency, Preset, Row, WrongRow

from goalposts_sales.event_types import DEAL
from goalposts_sales.presets.cells import Cells, written
from goalposts_sales.presets.closing import closing_time, day_of, zone_of
from goalposts_sales.presets.deal_rows import deal_of
from goalposts_sales.presets.derived import Derived, Table, derived_format
from goalposts_sales.presets.stages import LOST, OPEN, WON, status_of

RECORDS: Final = ("result.items", "result")
_NAMES: Final = {
    "id": ("ID",),
    "created": ("DATE_CREATE", "createdTime", "Дата создания", "Created on", "Created"),
    "closed_on": ("CLOSEDATE", "closedate", "Предполагаемая дата закрытия", "Дата завершения", "Дата закрытия"),
    "moved": ("MOVED_TIME", "movedTime"),
    "stage": ("STAGE_ID", "stageId", "Стадия сделки", "Стадия", "Deal stage", "Stage"),
    "semantic": ("STAGE_SEMANTIC_ID", "stageSemanticId", "Группа стадий", "Группа", "Stage group"),
    "closed": ("CLOSED", "Сделка закрыта", "Closed"),
    "template": ("IS_RECURRING", "isRecurring"),
    "amount": ("OPPORTUNITY", "Сумма", "Amount", "Total"),
    "currency": ("CURRENCY_ID", "currencyId", "Валюта", "Currency"),
    "company": ("COMPANY_ID", "companyId"),
    "contact": ("CONTACT_ID", "contactId"),
    "client": ("Компания", "Компания: Название компании", "Клиент", "Контакт", "Контакт: Имя", "Company", "Contact"),
    "owner": ("ASSIGNED_BY_ID", "assignedById", "Ответственный", "Responsible", "Responsible person"),
    "pipeline": ("CATEGORY_ID", "categoryId", "Воронка", "Направление", "Pipeline"),
    "source": ("SOURCE_ID", "sourceId", "Источник", "Source"),
    "price": ("Цена", "Price"),
    "quantity": ("Количество", "Quantity"),
}
_SEMANTICS: Final = {
    **dict.fromkeys(("p", "в работе", "сделка в работе", "in progress"), OPEN),
    **dict.fromkeys(("s", "успех", "сделка заключена", "сделка успешна", "success"), WON),
    **dict.fromkeys(("f", "провал", "сделка провалена", "failure"), LOST),
}
_STAGES: Final = {
    **dict.fromkeys(("new", "preparation", "prepayment_invoice", "executing", "final_invoice"), OPEN),
    **dict.fromkeys(("новая", "подготовка документов", "счет на предоплату", "в работе", "финальный счет"), OPEN),
    **dict.fromkeys(("won", "сделка успешна", "сделка заключена", "deal won"), WON),
    **dict.fromkeys(("lose", "apology", "сделка провалена", "анализ причины провала", "deal lost"), LOST),
}
_KOPECK: Final = 0.011
"""By so much may the rounding of a sum differ."""
_GIVES: Final = {
    "deal_id": ("id",),
    "created_at": ("created",),
    "status": ("stage", "semantic", "closed"),
    "closed_at": ("moved", "closed_on"),
    "amount": ("amount",),
    "customer": ("company", "contact", "client"),
    "owner": ("owner",),
    "pipeline": ("pipeline",),
    "source": ("source",),
    CURRENCY: ("currency",),
}


def meaning_of(semantic: str, stage: str) -> str | None:
    """What a stage means: by its group; else by its id, which other pipelines prefix, or its name at first."""
    return _SEMANTICS.get(semantic) or _STAGES.get(re.sub(r"^c\d+:", "", stage).lstrip(">"))


def _client(cells: Cells) -> str | None:
    """A customer by the short names that Bitrix24 has for them: `CO_7` is company 7, `C_7` contact 7."""
    for meaning, prefix in (("company", "CO_"), ("contact", "C_")):
        number = cells.key(meaning)
        if number is not None:
            return number if not number.isdecimal() else prefix + number
    return cells.text("client")


def _rows(table: Table) -> Iterator[tuple[Row, Derived] | WrongRow]:
    currencies = OneCurrency(table.file, _NAMES["currency"], "amount")
    zone = zone_of(table.file)
    for _, found in groupby(table, key=_deal):
        run = list(found)
        yield from (row for row in run if isinstance(row, WrongRow))
        rows = [row for row in run if not isinstance(row, WrongRow)]
        amount = _amount([cells for _, cells in rows])
        for row, cells in rows:
            deal = _derive(cells, zone, amount)
            if deal[LEFT_OUT] is None:
                currencies.check(row.line, deal[CURRENCY], amount)
            yield row, deal


def _derive(cells: Cells, zone: tzinfo | None, amount: float | str | None) -> Derived:
    meaning = meaning_of(cells.word("semantic"), cells.word("stage"))
    status = status_of(meaning, cells.text("stage"), closed=cells.flag("closed"))
    closed = cells.time("moved") or closing_time(day_of(cells.time("closed_on")), cells.time("created"), zone)
    return deal_of(
        cells,
        zone,
        status,
        "template" if cells.flag("template") else None,
        closed_at=None if status == OPEN else written(closed),
        amount=amount,
        customer=_client(cells),
    )


def _deal(found: tuple[Row, Cells] | WrongRow) -> str | int:
    """What rows of one deal that follow each other share; nothing else shares its line."""
    return found.line if isinstance(found, WrongRow) else found[1].text("id") or found[0].line


def _amount(rows: list[Cells]) -> float | str | None:
    """The amount of a deal; an export with goods repeats the deal for each, with the sum of this one alone."""
    if len(rows) > 1:
        known = [amount for amount in map(_sum_of_goods, rows) if amount is not None]
        if len(known) == len(rows):
            return round(sum(known), 2)
    return rows[-1].number("amount") if rows else None


def _sum_of_goods(cells: Cells) -> float | None:
    """The amount of a row that is that of its goods."""
    price, quantity, amount = (cells.number(meaning) for meaning in ("price", "quantity", "amount"))
    if not (isinstance(price, float) and isinstance(quantity, float) and isinstance(amount, float)):
        return None
    return amount if abs(price * quantity - amount) < _KOPECK else None


BITRIX24_DEALS_FORMAT: Final = derived_format(
    "bitrix24-deals", names=_NAMES, needed=("id", "created", "stage"), gives=_GIVES, rows=_rows, records=RECORDS
)

BITRIX24_DEALS: Final = Preset(
    "bitrix24.deals",
    DEAL.id,
    BITRIX24_DEALS_FORMAT.id,
    dedupe=("deal_id",),
    where=KEPT,
    note={
        "en": "Answers of `crm.deal.list` or `crm.item.list` (whole, or one deal a line), or the list of deals "
        "exported as CSV or `.xls` (an HTML page). Won and lost are told by the group of the stage, else by the "
        "stages that Bitrix24 comes with; another stage is refused with its name unless the deal is open: export the "
        "column «Группа стадий», or state `status: {column: Стадия сделки, values: {...}}`. `closed_at` is the last "
        "move of a closed deal; without it the close date, which portals set unless that is switched off (closed on "
        "its first day, a deal has the age zero). Templates are left out; of a deal with goods the rows are added up. "
        "Two currencies are refused unless `where` keeps one or `amount` is converted. Customers are `CO_7` (company) "
        "or `C_7` (contact), in a file their names. Of a file state `timezone`: that of the person who exported it. "
        "Not in it: margin, product, reason of loss (add fields of your own to `fields`).",
        "ru": "Ответы `crm.deal.list` и `crm.item.list` (целиком или по сделке в строке) или выгрузка списка сделок в "
        "CSV или `.xls` (это страница HTML). Выигрыш и проигрыш определяются по группе стадий, без неё — по "
        "стандартным стадиям Битрикс24; другая стадия не принимается, если сделка не открыта: выгрузите столбец "
        "«Группа стадий» или задайте `status: {column: Стадия сделки, values: {...}}`. `closed_at` — последний "
        "переход закрытой сделки; если его нет — дата закрытия: портал ставит её сам, если это не выключено (у "
        "закрытой в первый же день срок равен нулю). Шаблоны отсеиваются; строки сделки с товарами складываются. Две "
        "валюты не принимаются, пока `where` не оставит одну или не задан пересчёт `amount`. Клиент — `CO_7` "
        "(компания) или `C_7` (контакт), в файле — название. Для файла укажите `timezone` — пояс того, кто выгружал. "
        "Чего здесь нет: маржи, продукта, причины проигрыша (добавьте свои поля в `fields`).",
    },
)
