"""Readings: values of KPIs by day, week, month or year, for people who have a table of them and not the events."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from attrs import evolve

from goalposts.expressions import ratio
from goalposts.model import field as fields
from goalposts.model.events import event_type
from goalposts.model.kpi import UNNAMED, Kpi
from goalposts.model.source import Source

READING: Final = event_type(
    "goalposts.reading",
    time="at",
    fields=[
        fields.time("at", summary={"en": "first moment of the period", "ru": "начало периода"}),
        fields.category("kpi", required=True, summary={"en": "id of the KPI", "ru": "id показателя"}),
        fields.number(
            "value",
            required=True,
            summary={"en": "value in the KPI's base unit: a fraction, seconds", "ru": "значение: доля, секунды"},
        ),
        fields.number(
            "weight",
            summary={
                "en": "what the value is divided by, as the number of calls; 1 when not given",
                "ru": "знаменатель, например число звонков; 1, если не задан",
            },
        ),
    ],
    summary={"en": "value of a KPI over a period", "ru": "значение показателя за период"},
)


def over_readings(kpi: Kpi, variant: str = "") -> Kpi:
    """The KPI as its readings tell it: Σ value · weight / Σ weight, whatever its own formula is.

    Args:
        kpi: over events.
        variant: by which of its formulas the readings were counted, so that no goal takes them for another; empty
            where that is not known: then it is none of them by name.
    """
    value = ratio(READING.value * READING.weight, by=READING.weight, among=READING.kpi == kpi.id)
    # a row of the table is a period, not an event, and what was left out of it is not known any more
    return evolve(
        kpi,
        over=READING,
        also=(),
        at=READING.time,
        value=None if variant else value,
        variants={variant: value} if variant else {},
        default=variant or UNNAMED,
        minimum_n=0,
        exclusions=(),
        chain=None,
        models=None,
    )


def told_by_readings(kpis: Iterable[Kpi], sources: Iterable[Source]) -> tuple[Kpi, ...]:
    """The KPIs that a project takes from readings, as these tell them.

    A wide table names its KPIs. A long one may hold any, so it tells those whose events the project does not have.
    """
    given = tuple(sources)
    columns = [column for source in given for column in source.readings.values()]
    named = {column.kpi: column.variant for column in columns}
    is_long = any(source.event_type == READING.id and not source.readings for source in given)
    events = {source.event_type for source in given}

    def is_told(kpi: Kpi) -> bool:
        origins = {origin.id for known in kpi.event_types for origin in known.origins}
        return kpi.id in named or (is_long and not origins & events)

    def variant_of(kpi: Kpi) -> str:
        stated = named.get(kpi.id, "")
        return stated if stated in kpi.formulas else ""

    return tuple(over_readings(kpi, variant_of(kpi)) for kpi in kpis if is_told(kpi))
