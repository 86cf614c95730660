"""Deals of HubSpot: answers of `/crm/v3/objects/deals`, rows of a warehouse, and the export as CSV."""

from __future__ import annotations

import re
from datetime import tzinfo
from typing import Final

from goalposts import KEPT, Preset

from goalposts_sales.event_types import DEAL
from goalposts_sales.presets.cells import Cells
from goalposts_sales.presets.deal_rows import deal_format, deal_of
from goalposts_sales.presets.derived import Derived
from goalposts_sales.presets.hubspot_names import associated, first_id, property_names
from goalposts_sales.presets.stages import LOST, OPEN, WON, status_of

RECORDS: Final = ("results", "deals")
STAGES: Final = {
    **dict.fromkeys(("closedwon", "closed won"), WON),
    **dict.fromkeys(("closedlost", "closed lost"), LOST),
    **dict.fromkeys(("appointmentscheduled", "appointment scheduled", "qualifiedtobuy", "qualified to buy"), OPEN),
    **dict.fromkeys(("presentationscheduled", "presentation scheduled", "contractsent", "contract sent"), OPEN),
    **dict.fromkeys(("decisionmakerboughtin", "decision maker bought-in"), OPEN),
}
"""What the stages mean that HubSpot comes with, by id and by name."""
_NAMES: Final = {
    "id": (*property_names("hs_object_id"), "id", "dealId", "deal_id", "Record ID", "Deal ID"),
    "created": property_names("createdate", "createdAt", "Create Date"),
    "closed_on": property_names("closedate", "Close Date"),
    "won": property_names("hs_is_closed_won", "Is Closed Won"),
    "closed": property_names("hs_is_closed", "Is Deal Closed?", "Is Closed"),
    "probability": property_names("hs_deal_stage_probability", "probability", "Deal Probability"),
    "stage": property_names("dealstage", "deal_pipeline_stage_id", "Deal Stage"),
    "amount": property_names("amount", "Amount"),
    "currency": property_names("deal_currency_code", "Currency"),
    "owner": property_names("hubspot_owner_id", "owner_id", "Deal owner"),
    "pipeline": property_names("pipeline", "deal_pipeline_id", "Pipeline"),
    "source": property_names("hs_analytics_source", "Original Source Type", "Original Traffic Source"),
    "reason": property_names("closed_lost_reason", "Closed Lost Reason"),
    "companies": associated("companies", "associatedCompanyIds"),
    "contacts": associated("contacts", "associatedVids"),
    "client": ("Associated Company IDs", "Associated Company", "Associated Contact IDs", "Associated Contact"),
    "archived": ("archived", "isDeleted", "is_deleted"),
}


def _derive(cells: Cells, zone: tzinfo | None) -> Derived:
    left_out = "archived" if cells.flag("archived") else None
    return deal_of(cells, zone, _status(cells), customer=_customer(cells), left_out=left_out)


def _status(cells: Cells) -> str | None:
    closed, won = cells.flag("closed"), cells.flag("won")
    if won:
        return WON
    if closed and won is False:
        return LOST
    by_probability = {1.0: WON, 0.0: LOST}
    probability = cells.number("probability")
    if isinstance(probability, float) and closed is not False:
        return by_probability.get(probability, OPEN)
    return status_of(STAGES.get(bare_stage(cells.word("stage"))), cells.text("stage"), closed=closed)


def bare_stage(stage: str) -> str:
    """A stage without the pipeline that the export writes behind it."""
    return re.sub(r" \([^()]*\)$", "", stage)


def _customer(cells: Cells) -> str | None:
    company, contact = first_id(cells.listed("companies")), first_id(cells.listed("contacts"))
    if company is not None:
        return f"companies/{company}"
    return f"contacts/{contact}" if contact is not None else cells.text("client")


HUBSPOT_DEALS_FORMAT: Final = deal_format(
    "hubspot-deals",
    _derive,
    names=_NAMES,
    needed=("id", "created"),
    records=RECORDS,
    status=("stage", "won", "closed", "probability"),
    customer=("companies", "contacts", "client"),
)

HUBSPOT_DEALS: Final = Preset(
    "hubspot.deals",
    DEAL.id,
    HUBSPOT_DEALS_FORMAT.id,
    dedupe=("deal_id",),
    where=KEPT,
    note={
        "en": "Answers of `/crm/v3/objects/deals` (whole, or one deal a line), the same in a warehouse "
        "(`property_dealstage`, ...), or the export as CSV with English labels, which are not checked against a real "
        "file: map a column that is called otherwise in `fields`. Ask for `hs_is_closed_won` and `hs_is_closed`: they "
        "tell won and lost, else the probability of the stage (1 is won, 0 lost), else the stages that HubSpot comes "
        "with; a stage of your own is then refused with its name. People may change `closedate`: where days matter, "
        "the time of entering the last stage (`hubspot.stage_history`) is the better one. Archived deals are left "
        "out. Several currencies are refused unless `where` keeps one or `amount` is converted. API times are UTC; of "
        "an export state the `timezone` of the account. Not in it: margin, product.",
        "ru": "Ответы `/crm/v3/objects/deals` (целиком или по сделке в строке), они же в хранилище данных "
        "(`property_dealstage` и т. п.) или выгрузка в CSV с английскими заголовками; они не сверены с настоящим "
        "файлом: столбец, названный иначе, задайте в `fields`. Запросите `hs_is_closed_won` и `hs_is_closed`: по ним "
        "определяются выигрыш и проигрыш, иначе по вероятности стадии (1 — выигрыш, 0 — проигрыш), иначе по "
        "стандартным стадиям HubSpot; ваша собственная стадия тогда не принимается и показывается. `closedate` могут "
        "менять: где важны дни, вернее время входа в последнюю стадию (`hubspot.stage_history`). Архивные сделки "
        "отсеиваются. Несколько валют не принимаются, пока `where` не оставит одну или не задан пересчёт `amount`. "
        "API отдаёт UTC; для выгрузки укажите `timezone` аккаунта. Чего здесь нет: маржи и продукта.",
    },
)
