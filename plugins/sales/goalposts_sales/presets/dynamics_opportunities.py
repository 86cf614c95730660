"""Opportunities of Dynamics 365 Sales: answers of the Web API, and the export to Excel."""

from __future__ import annotations

from datetime import tzinfo
from typing import Final

from goalposts import KEPT, Preset

from goalposts_sales.event_types import DEAL
from goalposts_sales.presets.cells import Cells
from goalposts_sales.presets.deal_rows import deal_format, deal_of
from goalposts_sales.presets.derived import Derived
from goalposts_sales.presets.stages import LOST, OPEN, WON

_NAMES: Final = {
    "id": ("opportunityid", "(Do Not Modify) Opportunity", "Opportunity ID"),
    "created": ("createdon", "Created On"),
    "closed_on": ("actualclosedate", "Actual Close Date"),
    "state": ("statecode", "Status"),
    "reason": ("statuscode", "Status Reason"),
    "actual": ("actualvalue", "Actual Revenue"),
    "estimated": ("estimatedvalue", "Est. Revenue", "Estimated Revenue"),
    "currency": ("_transactioncurrencyid_value", "transactioncurrencyid", "Currency"),
    "customer": ("_customerid_value", "customerid", "Potential Customer", "Account"),
    "owner": ("_ownerid_value", "ownerid", "Owner"),
    "source": ("_campaignid_value", "campaignid", "Source Campaign"),
}
_STATES: Final = {
    **dict.fromkeys(("0", "open"), OPEN),
    **dict.fromkeys(("1", "won"), WON),
    **dict.fromkeys(("2", "lost"), LOST),
}
_REASONS: Final = {"4": "Canceled", "5": "Out-Sold"}


def _derive(cells: Cells, zone: tzinfo | None) -> Derived:
    status, reason = _STATES.get(cells.word("state"), cells.text("state")), cells.text("reason")
    loss = _REASONS.get(reason or "", reason) if status == LOST else None
    return deal_of(cells, zone, status, amount=_amount(cells, status), loss_reason=loss)


def _amount(cells: Cells, status: str | None) -> float | str | None:
    """What a won deal really brought, and what is expected of any other."""
    actual = cells.number("actual") if status == WON else None
    return cells.number("estimated") if actual is None else actual


DYNAMICS_OPPORTUNITIES_FORMAT: Final = deal_format(
    "dynamics-opportunities",
    _derive,
    names=_NAMES,
    needed=("id", "created", "state"),
    records=("value",),
    status=("state",),
    amount=("actual", "estimated"),
)

DYNAMICS_OPPORTUNITIES: Final = Preset(
    "dynamics.opportunities",
    DEAL.id,
    DYNAMICS_OPPORTUNITIES_FORMAT.id,
    dedupe=("deal_id",),
    where=KEPT,
    note={
        "en": "Answers of the Web API for `opportunities` (whole, or one a line), or the export to Excel with English "
        "labels, which are not checked against a real file: map a column that is called otherwise in `fields`. The "
        "amount of a won deal is its actual value, of any other the estimated one; several currencies are refused "
        "unless `where` keeps one, `amount` is converted, or is taken from the base currency: `amount: "
        "actualvalue_base`. State `timezone`: `actualclosedate` is a day without a time, while `createdon` is UTC; a "
        "deal closed on the day of its creation has the age zero. A deal that was reactivated is as it stands now. "
        "Not in it: times of stages, pipeline, margin, product.",
        "ru": "Ответы Web API по `opportunities` (целиком или по одной в строке) или выгрузка в Excel с английскими "
        "заголовками; они не сверены с настоящим файлом: столбец, названный иначе, задайте в `fields`. Сумма "
        "выигранной сделки — фактическая, прочих — ожидаемая; несколько валют не принимаются, пока `where` не оставит "
        "одну, не задан пересчёт `amount` или не взята базовая валюта: `amount: actualvalue_base`. Укажите "
        "`timezone`: `actualclosedate` — день без времени, а `createdon` — UTC; у сделки, закрытой в день создания, "
        "срок равен нулю. Возобновлённая сделка — какой стоит сейчас. Чего здесь нет: времени стадий, воронки, маржи "
        "и продукта.",
    },
)
