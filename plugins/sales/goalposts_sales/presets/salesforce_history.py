"""The way of opportunities through the stages of Salesforce: rows of the histories, and the report on them."""

from __future__ import annotations

from typing import Final

from goalposts import KEPT, LEFT_OUT, Preset

from goalposts_sales.event_types import STAGE_CHANGE
from goalposts_sales.presets.cells import Cells, written
from goalposts_sales.presets.derived import Derived, derived_format
from goalposts_sales.presets.salesforce_opportunities import RECORDS, STAGES
from goalposts_sales.presets.stages import WON, Step, step_by_step

_NAMES: Final = {
    "deal_id": ("OpportunityId", "Opportunity ID"),
    "at": ("CreatedDate", "Edit Date", "Stage Change Date"),
    "stage": ("StageName", "NewValue", "To Stage", "New Value"),
    "before": ("OldValue", "From Stage", "Old Value"),
    "field": ("Field", "Field / Event"),
    "forecast": ("ForecastCategory", "ForecastCategoryName"),
    "amount": ("Amount",),
    "by": ("CreatedById", "Edited By"),
    "deleted": ("IsDeleted",),
}
_STAGE_FIELDS: Final = ("stagename", "stage")


def _derived(cells: Cells, step: Step) -> Derived:
    stage = cells.text("stage")
    tells_before = cells.has("before")
    before = cells.text("before") if tells_before else step.came_from
    unchanged = before == stage if tells_before else step.unchanged
    other_field = cells.has("field") and cells.word("field") not in _STAGE_FIELDS
    return {
        "deal_id": cells.text("deal_id"),
        "at": written(cells.time("at")),
        "stage": stage,
        "from_stage": before,
        "semantic": WON if cells.word("forecast") == "closed" else STAGES.get(cells.word("stage")),
        "amount": cells.number("amount"),
        "by": cells.text("by"),
        LEFT_OUT: "deleted" if cells.flag("deleted") else "no change of stage" if other_field or unchanged else None,
    }


SALESFORCE_HISTORY_FORMAT: Final = derived_format(
    "salesforce-history",
    names=_NAMES,
    needed=("deal_id", "at", "stage"),
    gives={
        "deal_id": ("deal_id",),
        "at": ("at",),
        "stage": ("stage",),
        "from_stage": ("stage", "before"),
        "semantic": ("stage", "forecast"),
        "amount": ("amount",),
        "by": ("by",),
    },
    rows=step_by_step(_derived),
    records=RECORDS,
)

SALESFORCE_HISTORY: Final = Preset(
    "salesforce.history",
    STAGE_CHANGE.id,
    SALESFORCE_HISTORY_FORMAT.id,
    dedupe=("deal_id", "at", "stage"),
    where=KEPT,
    note={
        "en": "Rows of OpportunityHistory or OpportunityFieldHistory, or the report Opportunity History with English "
        "labels, which are not checked against a real file: map a column that is called otherwise in `fields`. Rows "
        "that change no stage, and changes of other fields, are left out. Rows may stand in any order, but the "
        "history of an opportunity must not be torn between files. `semantic` is known for the stages that Salesforce "
        "comes with and for the forecast category Closed; map stages of your own by `values`. The history of fields "
        "starts when somebody turned it on, and old rows are deleted: choose a baseline that it covers. Amounts are "
        "in the currency of the opportunity. Of a report state `timezone`, and the format of its days.",
        "ru": "Строки OpportunityHistory или OpportunityFieldHistory либо отчёт Opportunity History с английскими "
        "заголовками; они не сверены с настоящим файлом: столбец, названный иначе, задайте в `fields`. Строки без "
        "смены стадии и изменения других полей отсеиваются. Порядок строк не важен, но историю одной сделки нельзя "
        "делить между файлами. `semantic` известна для стандартных стадий и для категории прогноза Closed; для ваших "
        "стадий задайте её через `values`. История полей ведётся с момента включения, старые строки удаляются: берите "
        "базовый период, который она покрывает. Суммы — в валюте сделки. Для отчёта укажите `timezone` и формат дней.",
    },
)
