"""The way of deals through the stages of amoCRM (Kommo): answers of `/api/v4/events`."""

from __future__ import annotations

from typing import Any, Final

from goalposts import KEPT, LEFT_OUT, Preset

from goalposts_sales.event_types import STAGE_CHANGE
from goalposts_sales.presets.amocrm_leads import FINAL
from goalposts_sales.presets.cells import Cells, written
from goalposts_sales.presets.derived import Derived, derived_format, row_by_row
from goalposts_sales.presets.stages import OPEN

_NAMES: Final = {
    "deal_id": ("entity_id",),
    "entity": ("entity_type",),
    "at": ("created_at",),
    "type": ("type",),
    "after": ("value_after",),
    "before": ("value_before",),
    "by": ("created_by",),
}
_TYPES: Final = ("lead_status_changed", "lead_added")


def _derive(cells: Cells) -> Derived:
    after, before = _stage(cells, "after"), _stage(cells, "before")
    stage = _id(after, "id")
    is_change = cells.text("type") in _TYPES and cells.text("entity") in (None, "lead", "leads")
    return {
        "deal_id": cells.text("deal_id"),
        "at": written(cells.time("at")),
        "stage": stage,
        "from_stage": _id(before, "id"),
        "pipeline": _id(after, "pipeline_id"),
        "semantic": None if stage is None else FINAL.get(stage, OPEN),
        "by": cells.text("by"),
        # A lead that was added names no stage in some accounts: that it is there says the deal itself.
        LEFT_OUT: None if is_change and (stage or cells.text("type") == _TYPES[0]) else "no change of stage",
    }


def _stage(cells: Cells, meaning: str) -> dict[str, Any]:
    found = (value.get("lead_status") for value in cells.listed(meaning) if isinstance(value, dict))
    return next((stage for stage in found if isinstance(stage, dict)), {})


def _id(stage: dict[str, Any], key: str) -> str | None:
    return None if stage.get(key) is None else str(stage[key])


AMOCRM_EVENTS_FORMAT: Final = derived_format(
    "amocrm-events",
    names=_NAMES,
    needed=("deal_id", "at", "type", "after"),
    gives={
        "deal_id": ("deal_id",),
        "at": ("at",),
        "stage": ("after",),
        "from_stage": ("before",),
        "pipeline": ("after",),
        "semantic": ("after",),
        "by": ("by",),
    },
    rows=row_by_row(_derive),
    records=("_embedded.events",),
)

AMOCRM_EVENTS: Final = Preset(
    "amocrm.events",
    STAGE_CHANGE.id,
    AMOCRM_EVENTS_FORMAT.id,
    dedupe=("deal_id", "at", "stage"),
    where=KEPT,
    note={
        "en": "Answers of `/api/v4/events`, whole or one event a line: changes of stage and added leads that name "
        "their stage; all other events are left out. Stages are ids; 142 (won) and 143 (lost) are the same in every "
        "pipeline, so that only with `pipeline` do they tell which. How far back events reach depends on the tariff: "
        "choose a baseline that they cover. Not in it: the amount at that time. Times are UTC.",
        "ru": "Ответы `/api/v4/events`, целиком или по событию в строке: смены этапа и созданные сделки, если при них "
        "назван этап; прочие события отсеиваются. Этапы — это номера; 142 (выигрыш) и 143 (проигрыш) одни и те же во "
        "всех воронках, различает их только `pipeline`. Глубина истории зависит от тарифа: берите базовый период, "
        "который она покрывает. Чего здесь нет: суммы на тот момент. Время — UTC.",
    },
)
