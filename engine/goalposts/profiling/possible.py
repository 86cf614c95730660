"""Which KPIs some event types with some fields can give, and what the others lack."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from goalposts.expressions import Quotient, needed_names
from goalposts.model import Catalogue, EventType, Kpi


@frozen
class Possible:
    """A KPI, and what it lacks; nothing when it can be computed.

    Attributes:
        missing: fields, after the id of their event type where that is not given at all.
    """

    kpi: Kpi
    missing: tuple[str, ...]


def possible_kpis(catalogue: Catalogue, given: Mapping[str, frozenset[str]]) -> tuple[Possible, ...]:
    """Judge the KPIs that read one of some event types; in the order of their ids.

    Args:
        catalogue: knows the KPIs.
        given: by event type the fields that have values.
    """
    found = []
    for kpi in sorted(catalogue.kpis.values(), key=lambda known: known.id):
        origins = {origin.id for kind in kpi.reads(kpi.default) for origin in kind.origins}
        if origins & set(given):
            found.append(Possible(kpi, tuple(_missing(kpi, given))))
    return tuple(found)


def _missing(kpi: Kpi, given: Mapping[str, frozenset[str]]) -> list[str]:
    missing = []
    for kind in kpi.reads(kpi.default):
        absent = [origin.id for origin in kind.origins if origin.id not in given]
        missing += absent
        if absent or kind.attribution is not None:
            continue
        missing += sorted(_of_source(kind, _needed(kpi, kind)) - given[kind.origin.id])
    return missing


def _of_source(kind: EventType, needed: frozenset[str]) -> frozenset[str]:
    """The fields of the events behind an event type without which some of its own are not there."""
    if kind.fold is not None:
        return frozenset({kind.fold.key}).union(*map(kind.fold.needs, needed - {kind.fold.key}))
    if kind.history is not None:
        among = kind.history.among
        told = frozenset() if among is None else needed_names(among)
        return (needed - frozenset(kind.history.places)) | {kind.history.key, kind.origin.time} | told
    return needed


def _needed(kpi: Kpi, kind: EventType) -> frozenset[str]:
    """The fields of one of its event types that a KPI cannot do without."""
    formula = kpi.formulas[kpi.default]
    if not isinstance(formula, Quotient):
        return kpi.needs(kpi.default)
    sums = [part for part in formula.sums if part.over == kind.id]
    parts = [part for found in sums for part in (found.of, found.among) if part is not None]
    return frozenset({kind.time}).union(*map(needed_names, parts))
