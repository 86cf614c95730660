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
        "en": "Rows of Opportunity by the names of the API (data export, `records` of a query, CSV of Data Loader), "
        "or a report exported as details only, with English labels, which are not checked against a real file: map a "
        "column that is called otherwise in `fields`. Won and lost are told by `IsWon` and `IsClosed` (Won and "
        "Closed), else by the stages that Salesforce comes with; a stage of your own is then refused with its name. "
        "`CloseDate` is read for closed ones only; one closed on the day of its creation has the age zero. Deleted "
        "rows are left out. Several currencies are refused unless `where` keeps one or `amount` is converted. State "
        "`timezone`; for days such as `1/31/2026` also the format: `created_at: {column: Created Date, format: "
        '"%m/%d/%Y"}`, and so for `closed_at`; for lines below a formatted report `footer`. `loss_reason` is a field '
        "of your own.",
        "ru": "Строки Opportunity с именами полей API (выгрузка данных, `records` запроса, CSV из Data Loader) или "
        "отчёт, выгруженный без оформления (details only), с английскими заголовками; они не сверены с настоящим "
        "файлом: столбец, названный иначе, задайте в `fields`. Выигрыш и проигрыш — по `IsWon` и `IsClosed` (Won и "
        "Closed), без них — по стандартным стадиям Salesforce, а ваша собственная стадия не принимается и "
        "показывается. `CloseDate` читается только у закрытых; у закрытой в день создания срок равен нулю. Удалённые "
        "строки отсеиваются. Несколько валют не принимаются, пока `where` не оставит одну или не задан пересчёт "
        "`amount`. Укажите `timezone`; для дат вида `1/31/2026` — и формат: `created_at: {column: Created Date, "
        'format: "%m/%d/%Y"}`, так же `closed_at`; для строк под оформленным отчётом — `footer`. `loss_reason` — ваше '
        "собственное поле.",
    },
)
