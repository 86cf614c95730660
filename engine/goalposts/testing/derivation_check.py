"""Checks an event type that is made of others: its events are those that a plain walk over the others makes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from attrs import evolve

from goalposts.expressions import Distinct, ValueType, distinct, mean, share, total
from goalposts.model import Kpi
from goalposts.testing.kpi_check import arrangement_breaches, is_same
from goalposts.testing.kpi_trial import WINDOWS, KpiTrial
from goalposts.testing.naive_derivations import is_walked
from goalposts.testing.naive_values import naive_value

if TYPE_CHECKING:
    from goalposts.expressions import Formula
    from goalposts.model import Catalogue, Domain, EventType, Field


def derivation_breaches(kind: EventType, domain: Domain, catalogue: Catalogue) -> Iterator[str]:
    """Yield what of a derived event type is not as a walk makes it, or never has a value.

    How many there are and what is in each field is asked by KPIs of their own, one a field, on random events.
    """
    if not is_walked(kind):
        return
    probes = {f"{domain.name}.probe_{number}": asked for number, asked in enumerate(_asked_of(kind))}
    kpis = {name: Kpi(name, "probe", over=kind, value=formula) for name, (_, formula) in probes.items()}
    alone = evolve(domain, kpis=tuple(kpis.values()))
    trial = KpiTrial(alone, _with(alone, catalogue))
    for name, (what, formula) in probes.items():
        measured = trial.in_order[name, ""]
        if measured == (None, None) or (isinstance(formula, Distinct) and measured == (0, 0)):
            yield f"{what} never has a value, whatever the events: no event meets its conditions"
        for value, days in zip(measured, WINDOWS, strict=True):
            expected = naive_value(kpis[name], "", trial.rows, days)
            if not is_same(value, None if expected is None else float(expected), formula):
                yield f"{what}: the engine gives {value}, a walk over the rows {expected}; report it"
        yield from (f"{what}: {breach}" for breach in arrangement_breaches(kpis[name], trial))


def _asked_of(kind: EventType) -> Iterator[tuple[str, Formula]]:
    yield "the number of its events", total()
    for known in kind.fields:
        if known.id != kind.time:
            yield f"field {known.id}", _formula(known, kind)


def _formula(known: Field, kind: EventType) -> Formula:
    if known.type is ValueType.FLAG:
        return share(of=kind[known.id])
    if known.type is ValueType.TIMESTAMP:
        return mean(of=kind[known.id] - kind[kind.time])
    return distinct(of=kind[known.id]) if known.type.is_words else mean(of=kind[known.id])


def _with(domain: Domain, catalogue: Catalogue) -> Catalogue:
    """The catalogue in which this domain stands for the one of its name."""
    return evolve(
        catalogue,
        contributions=tuple(
            evolve(found, domain=domain) if found.domain.name == domain.name else found
            for found in catalogue.contributions
        ),
    )
