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
        "labels. `statecode` tells open, won and lost; the reason of a loss is `statuscode`. The amount of a won deal "
        "is its actual value (negative ones happen), of any other the estimated one. `actualclosedate` is a day "
        "without a time while `createdon` is UTC: state `timezone`; a deal closed on the day of its creation has the "
        "age zero, never less. A deal won or lost, then reactivated, is as it stands now; how often that happened is "
        "in `opportunityclose` only. Times of stages are in the table of the business process flow, not here. Amounts "
        "are in the currency of the deal: several are refused unless `where` keeps one, `amount` is converted, or is "
        "taken from the base currency: `amount: actualvalue_base`. Not in it: pipeline, margin, product.",
        "ru": "Ответы Web API по `opportunities` (целиком или по одной в строке) или выгрузка в Excel с английскими "
        "заголовками. Открыта, выиграна или проиграна — по `statecode`; причина проигрыша — `statuscode`. Сумма "
        "выигранной сделки — фактическая (бывает и отрицательная), прочих — ожидаемая. `actualclosedate` — день без "
        "времени, а `createdon` — UTC: укажите `timezone`; у сделки, закрытой в день создания, срок равен нулю, но "
        "не меньше. Закрытая и возобновлённая сделка — какой стоит сейчас; сколько раз так было, знает только "
        "`opportunityclose`. Времена стадий — в таблице процесса, не здесь. Суммы — в валюте сделки: несколько валют "
        "не принимаются, пока `where` не оставит одну, не задан пересчёт `amount` или не взята базовая валюта: "
        "`amount: actualvalue_base`. Чего здесь нет: воронки, маржи и продукта.",
    },
)
