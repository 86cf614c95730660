"""Opportunities of Salesforce: rows of the object by the names of the API, and reports exported as CSV."""

from __future__ import annotations

from datetime import tzinfo
from typing import Final

from goalposts import KEPT, Preset

from goalposts_sales.event_types import DEAL
from goalposts_sales.presets.cells import Cells
from goalposts_sales.presets.deal_rows import deal_format, deal_of
from goalposts_sales.presets.derived import Derived
from goalposts_sales.presets.stages import LOST, OPEN, WON, status_of

RECORDS: Final = ("records",)
STAGES: Final = {
    "closed won": WON,
    "closed lost": LOST,
    **dict.fromkeys(("prospecting", "qualification", "needs analysis", "value proposition"), OPEN),
    **dict.fromkeys(("id. decision makers", "perception analysis", "proposal/price quote", "negotiation/review"), OPEN),
}
"""What the stages mean that Salesforce comes with."""
_NAMES: Final = {
    "id": ("Id", "Opportunity ID", "Opportunity ID (18)", "Opportunity: ID"),
    "created": ("CreatedDate", "Created Date", "Opportunity: Created Date"),
    "closed_on": ("CloseDate", "Close Date"),
    "stage": ("StageName", "Stage"),
    "closed": ("IsClosed", "Closed"),
    "won": ("IsWon", "Won"),
    "deleted": ("IsDeleted",),
    "amount": ("Amount",),
    "currency": ("CurrencyIsoCode", "Amount Currency", "Opportunity Currency"),
    "customer": ("AccountId", "Account ID", "Account Name", "Account Name: Account Name"),
    "owner": ("OwnerId", "Opportunity Owner", "Opportunity Owner: Full Name", "Owner"),
    "pipeline": ("RecordTypeId", "Opportunity Record Type", "Record Type"),
    "source": ("LeadSource", "Lead Source"),
    "reason": ("Loss_Reason__c", "Loss Reason", "Closed Lost Reason"),
}


def _derive(cells: Cells, zone: tzinfo | None) -> Derived:
    return deal_of(cells, zone, _status(cells), left_out="deleted" if cells.flag("deleted") else None)


def _status(cells: Cells) -> str | None:
    closed, won = cells.flag("closed"), cells.flag("won")
    if won:
        return WON
    if closed and won is False:
        return LOST
    return status_of(STAGES.get(cells.word("stage")), cells.text("stage"), closed=closed)


SALESFORCE_OPPORTUNITIES_FORMAT: Final = deal_format(
    "salesforce-opportunities",
    _derive,
    names=_NAMES,
    needed=("id", "created"),
    records=RECORDS,
    status=("stage", "closed", "won"),
)

SALESFORCE_OPPORTUNITIES: Final = Preset(
    "salesforce.opportunities",
    DEAL.id,
    SALESFORCE_OPPORTUNITIES_FORMAT.id,
    dedupe=("deal_id",),
    where=KEPT,
    note={
        "en": "Rows of Opportunity by the names of the API (data export, `records` of a query, CSV of Data Loader), or "
        "a report with English labels exported as details only. Won and lost are told by `IsWon` and `IsClosed`, in a "
        "report by the columns Won and Closed; without them by the stages that Salesforce comes with, and a stage of "
        "your own is refused with its name. `CloseDate` is a planned day while an opportunity is open, and is read "
        "for closed ones only; it is a day that people may change. One closed on the day of its creation has the age "
        "zero. Deleted rows are left out. Several currencies are refused unless `where` keeps one or "
        "`amount` is converted. Days are local: state `timezone`, also beside API times with an offset. A report "
        "shows days as its reader is used to: `31.01.2026` and `2026-01-31` are read; for `1/31/2026` state "
        'the format: `created_at: {column: Created Date, format: "%m/%d/%Y"}`, and so for `closed_at`. Lines '
        "below a formatted report are no rows: state `footer`. `loss_reason` is a field of your own.",
        "ru": "Строки Opportunity с именами полей API (выгрузка данных, `records` запроса, CSV из Data Loader) или "
        "отчёт с английскими заголовками, выгруженный без оформления (details only). Выигрыш и проигрыш — по `IsWon` и "
        "`IsClosed`, в отчёте по столбцам Won и Closed; без них — по стандартным стадиям Salesforce, а ваша "
        "собственная стадия не принимается и показывается. `CloseDate` у открытой сделки — плановый день, поэтому "
        "читается только у закрытых; люди могут его менять. У закрытой в день создания срок равен нулю. Удалённые "
        "строки отсеиваются. Несколько валют не принимаются, пока `where` не оставит одну или не задан "
        "пересчёт `amount`. Дни — местные: укажите `timezone`, даже если время из API со смещением. Отчёт пишет дни "
        "так, как привык читатель: `31.01.2026` и `2026-01-31` читаются, для `1/31/2026` задайте формат: "
        '`created_at: {column: Created Date, format: "%m/%d/%Y"}`, и так же `closed_at`. Строки под оформленным '
        "отчётом — не данные: укажите `footer`. `loss_reason` — ваше собственное поле.",
    },
)
