"""The way of deals through the stages of HubSpot: properties with their history, or the history in a warehouse."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from goalposts import KEPT, LEFT_OUT, Preset, Row, WrongRow

from goalposts_sales.event_types import STAGE_CHANGE
from goalposts_sales.presets.cells import Cells, written
from goalposts_sales.presets.derived import Derived, Table, derived_format
from goalposts_sales.presets.hubspot_deals import RECORDS, STAGES
from goalposts_sales.presets.stages import Step, steps

_NAMES: Final = {
    "deal_id": ("deal_id", "id", "dealId"),
    "versions": ("propertiesWithHistory.dealstage", "properties.dealstage.versions"),
    "property": ("name",),
    "stage": ("value",),
    "at": ("timestamp",),
    "by": ("source_id",),
    "pipeline": ("properties.pipeline", "properties.pipeline.value"),
}
_VERSION: Final = {"stage": ("value",), "at": ("timestamp",), "by": ("sourceId",)}
_STAGE: Final = "dealstage"


def _rows(table: Table) -> Iterator[tuple[Row, Derived] | WrongRow]:
    known: Mapping[int, Step] | None = None
    for found in table:
        if isinstance(found, WrongRow):
            yield found
        elif found[1].has("versions"):
            yield from ((found[0], derived) for derived in _versions(found[1]))
        else:
            known = steps(table, only=_is_stage) if known is None else known
            yield found[0], _derived(found[1], found[1], known.get(found[0].line))


def _is_stage(cells: Cells) -> bool:
    return cells.text("property") == _STAGE


def _versions(deal: Cells) -> Iterator[Derived]:
    """The changes of a deal from the first to the last; answers have the last first."""
    versions = [Cells(_VERSION, found) for found in deal.listed("versions") if isinstance(found, dict)]
    before: str | None = None
    for place, version in enumerate(sorted(versions, key=_time)):
        stage = version.text("stage")
        yield _derived(deal, version, Step(before, unchanged=bool(place) and stage == before))
        before = stage


def _time(version: Cells) -> str:
    return written(version.time("at")) or ""


def _derived(deal: Cells, change: Cells, step: Step | None) -> dict[str, Any]:
    stage = change.text("stage")
    return {
        "deal_id": deal.text("deal_id"),
        "at": written(change.time("at")),
        "stage": stage,
        "from_stage": None if step is None else step.came_from,
        "pipeline": deal.text("pipeline"),
        "semantic": STAGES.get((stage or "").casefold()),
        "by": change.text("by"),
        LEFT_OUT: "no change of stage" if step is None or step.unchanged else None,
    }


HUBSPOT_STAGE_HISTORY_FORMAT: Final = derived_format(
    "hubspot-stage-history",
    names=_NAMES,
    needed=("deal_id",),
    gives={
        "deal_id": ("deal_id",),
        "at": ("deal_id", "at"),
        "stage": ("deal_id", "stage"),
        "from_stage": ("versions", "stage"),
        "pipeline": ("pipeline",),
        "semantic": ("versions", "stage"),
        "by": ("versions", "by"),
    },
    rows=_rows,
    records=RECORDS,
)

HUBSPOT_STAGE_HISTORY: Final = Preset(
    "hubspot.stage_history",
    STAGE_CHANGE.id,
    HUBSPOT_STAGE_HISTORY_FORMAT.id,
    dedupe=("deal_id", "at", "stage"),
    where=KEPT,
    note={
        "en": "Answers of `/crm/v3/objects/deals` with `propertiesWithHistory=dealstage`, those of the old API with "
        "`versions`, or the table `deal_property_history` of a warehouse, of which other properties are left out. A "
        "deal without a history in an answer gives no row. Entries that change no stage are left out. The properties "
        "`hs_date_entered_*` keep only the last time and are not read. `semantic` is known for the stages that "
        "HubSpot comes with; for your own map it by `values`. `by` is the id of the source of a change, which is a "
        "person or an integration. Not in it: the amount at that time. Times are UTC; of a warehouse that writes "
        "none, state `timezone: UTC`.",
        "ru": "Ответы `/crm/v3/objects/deals` с `propertiesWithHistory=dealstage`, ответы старого API с `versions` или "
        "таблица `deal_property_history` хранилища данных — прочие свойства из неё отсеиваются. Сделка без истории в "
        "ответе не даёт строк. Записи без смены стадии отсеиваются. Свойства `hs_date_entered_*` хранят только "
        "последнее время и не читаются. `semantic` известна для стандартных стадий HubSpot; для ваших задайте её "
        "через `values`. `by` — идентификатор источника изменения: человек или интеграция. Чего здесь нет: суммы на "
        "тот момент. Время — UTC; если хранилище не пишет пояса, укажите `timezone: UTC`.",
    },
)
