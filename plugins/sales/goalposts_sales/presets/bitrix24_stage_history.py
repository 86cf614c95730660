"""The way of deals through the stages of Bitrix24: answers of `crm.stagehistory.list`."""

from __future__ import annotations

from typing import Final

from goalposts import KEPT, LEFT_OUT, Preset

from goalposts_sales.event_types import STAGE_CHANGE
from goalposts_sales.presets.bitrix24_deals import RECORDS, meaning_of
from goalposts_sales.presets.cells import Cells, written
from goalposts_sales.presets.derived import Derived, derived_format
from goalposts_sales.presets.stages import Step, step_by_step

_NAMES: Final = {
    "deal_id": ("OWNER_ID",),
    "at": ("CREATED_TIME",),
    "stage": ("STAGE_ID",),
    "semantic": ("STAGE_SEMANTIC_ID",),
    "pipeline": ("CATEGORY_ID",),
}


def _derived(cells: Cells, step: Step) -> Derived:
    return {
        "deal_id": cells.text("deal_id"),
        "at": written(cells.time("at")),
        "stage": cells.text("stage"),
        "from_stage": step.came_from,
        "pipeline": cells.text("pipeline"),
        "semantic": meaning_of(cells.word("semantic"), cells.word("stage")),
        LEFT_OUT: "same stage" if step.unchanged else None,
    }


BITRIX24_STAGE_HISTORY_FORMAT: Final = derived_format(
    "bitrix24-stage-history",
    names=_NAMES,
    needed=("deal_id", "at", "stage"),
    gives={
        "deal_id": ("deal_id",),
        "at": ("at",),
        "stage": ("stage",),
        "from_stage": ("stage",),
        "pipeline": ("pipeline",),
        "semantic": ("stage", "semantic"),
    },
    rows=step_by_step(_derived),
    records=RECORDS,
)

BITRIX24_STAGE_HISTORY: Final = Preset(
    "bitrix24.stage_history",
    STAGE_CHANGE.id,
    BITRIX24_STAGE_HISTORY_FORMAT.id,
    dedupe=("deal_id", "at", "stage"),
    where=KEPT,
    note={
        "en": "Answers of `crm.stagehistory.list` for deals (`entityTypeId` 2), whole or one row a line; the rows of a "
        "deal may stand in any order. The history names no stage left: it is the one before in the same file, so that "
        "the history of a deal must not be torn between files. Rows that change no stage are left out. `semantic` "
        "comes from the group of the stage. Not in it: who moved the deal, and its amount at that time. Stages are "
        "ids (`C1:NEW` in the second pipeline); `crm.status.list` tells their names. Times carry an offset.",
        "ru": "Ответы `crm.stagehistory.list` по сделкам (`entityTypeId` 2), целиком или по записи в строке; порядок "
        "записей не важен. Прежнюю стадию история не называет: берётся предыдущая из того же файла, поэтому историю "
        "одной сделки нельзя делить между файлами. Записи без смены стадии отсеиваются. `semantic` — из группы "
        "стадий. Чего здесь нет: кто перевёл сделку и какой была её сумма. Стадии — это идентификаторы (`C1:NEW` во "
        "второй воронке), их названия даёт `crm.status.list`. Время — со смещением.",
    },
)
