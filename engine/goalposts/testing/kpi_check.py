"""Checks a KPI: what it states, and what the engine makes of it on random events."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from goalposts.errors import GoalpostsError, did_you_mean
from goalposts.expressions import (
    Distinct,
    Quantile,
    Share,
    Survival,
    Total,
    check_formula,
    render_formula,
    used_params,
)
from goalposts.expressions.formula import SHARES
from goalposts.expressions.nodes import Param, params
from goalposts.model import Direction
from goalposts.model.kpi import UNITS, unit_of
from goalposts.testing.kpi_trial import WINDOWS, KpiTrial, Values
from goalposts.testing.naive_values import is_reckoned, naive_value

if TYPE_CHECKING:
    from goalposts.expressions import Formula
    from goalposts.model import Domain, Kpi

ATTRIBUTABILITY: Final = ("direct", "intermediate", "outcome")
_EXACT: Final = 1e-9
"""Relative: sums of many floats in another order differ in the last digits."""
_COARSE: Final = {Quantile: 0.01, Distinct: 0.05}
"""Relative: the engine keeps quantiles and numbers of different words within these."""


def statement_breaches(kpi: Kpi, domain: Domain) -> Iterator[str]:
    """Yield what is wrong with what a KPI states: id, default, formulas, unit, direction, guardrails."""
    if not kpi.id.startswith(f"{domain.name}."):
        yield f"its id does not start with '{domain.name}.'"
    if kpi.default not in kpi.formulas:
        yield f"its default variant '{kpi.default}' does not exist; it has: {', '.join(kpi.formulas)}"
    for variant, formula in kpi.formulas.items():
        try:
            kind = check_formula(formula, kpi.scope)
        except (GoalpostsError, ValueError, TypeError) as error:
            yield f"variant '{variant}': {type(error).__name__}: {error}"
            continue
        yield from _unit_breaches(kpi, variant, unit_of(formula, kind))
    if not isinstance(kpi.direction, Direction):
        yield f"direction {kpi.direction!r}: write UP, DOWN, BAND or NONE of goalposts"
    if kpi.attributability not in ATTRIBUTABILITY:
        yield f"attributability '{kpi.attributability}' is none of: {', '.join(ATTRIBUTABILITY)}"
    yield from _param_breaches(kpi)
    yield from _guardrail_breaches(kpi, domain)


def _unit_breaches(kpi: Kpi, variant: str, natural: str) -> Iterator[str]:
    """A plain number may be shown as per cent; all else is in the unit that its formula yields."""
    if kpi.unit not in ("", *UNITS):
        yield f"unit '{kpi.unit}' is none of: {', '.join(UNITS)}, or empty for a plain number"
    elif kpi.unit != natural and not (natural == "" and kpi.unit == "%"):
        shown = natural or "a plain number"
        yield f"variant '{variant}': its formula yields {shown}, but the unit is '{kpi.unit}'; leave unit= out"


def _param_breaches(kpi: Kpi) -> Iterator[str]:
    """A parameter that nothing reads can be set in a project, and changes nothing."""
    used = {kpi.maturity.name} if isinstance(kpi.maturity, Param) else set()
    used |= frozenset().union(*map(used_params, kpi.formulas.values()))
    used |= frozenset().union(*(params(rule.when) for rule in kpi.exclusions))
    for unused in sorted(set(kpi.params) - used):
        yield f"no formula uses parameter '{unused}'; use param(\"{unused}\") in one, or leave it out of params="


def _guardrail_breaches(kpi: Kpi, domain: Domain) -> Iterator[str]:
    own = {known.id for known in domain.kpis}
    for guardrail in kpi.guardrails:
        if guardrail == kpi.id:
            yield "it is its own guardrail; name a KPI that gets worse when this one is gamed"
        elif guardrail.startswith(f"{domain.name}.") and guardrail not in own:
            near = did_you_mean(guardrail, own)
            yield f"its guardrail '{guardrail}' does not exist" + (f"; {near.en}" if near else "")


def value_breaches(kpi: Kpi, trial: KpiTrial) -> Iterator[str]:
    """Yield where the engine's value is not the one that a plain walk over the rows gives, or out of bounds."""
    for variant, formula in kpi.formulas.items():
        measured = trial.in_order[kpi.id, variant]
        yield from (f"{_label(variant)}{breach}" for breach in _bound_breaches(formula, measured))
        if not (is_reckoned(kpi, variant) and all(kind.id in trial.rows for kind in kpi.reads(variant))):
            continue
        for value, days in zip(measured, WINDOWS, strict=True):
            expected = naive_value(kpi, variant, trial.rows, days)
            if not is_same(value, None if expected is None else float(expected), formula):
                yield f"{_label(variant)}the engine gives {value}, a walk over the rows {expected}; report it"
        yield from (f"{_label(variant)}{breach}" for breach in _dead_breaches(formula, measured))


def arrangement_breaches(kpi: Kpi, trial: KpiTrial) -> Iterator[str]:
    """Yield where the order, the cuts or the number of sources of the same rows change a value."""
    derived = any(kind.is_derived for kind in kpi.event_types)
    arranged: dict[str, Mapping[tuple[str, str], Values]] = {"in another order": trial.shuffled, "cut": trial.cut}
    if not derived:  # entities and paths are of one source
        arranged["of two merged sources"] = trial.divided
    for variant, formula in kpi.formulas.items():
        usual = trial.in_order[kpi.id, variant]
        for label, values in arranged.items():
            found = values[kpi.id, variant]
            if not all(is_same(one, other, formula) for one, other in zip(usual, found, strict=True)):
                yield f"{_label(variant)}rows {label} give {found}, not {usual}; report it"
        for value in trial.empty[kpi.id, variant]:
            if value not in (None, 0):
                yield f"{_label(variant)}no rows give {value}"


def _bound_breaches(formula: Formula, measured: Values) -> Iterator[str]:
    is_share = isinstance(formula, Share) or (isinstance(formula, Survival) and formula.give in SHARES)
    is_count = isinstance(formula, Distinct) or (isinstance(formula, Total) and formula.of is None)
    for value in measured:
        if value is None:
            continue
        if not math.isfinite(value):
            yield f"its value is {value}; a sum must stay finite"
        elif (is_share and not -_EXACT <= value <= 1 + _EXACT) or (is_count and value < 0):
            yield f"its value {value} is out of bounds"


def _dead_breaches(formula: Formula, measured: Values) -> Iterator[str]:
    """A condition that random events never meet, or always, is mostly a word that no event holds."""
    written = render_formula(formula)
    if measured == (None, None):
        yield f"it never has a value, whatever the events: no event meets its conditions; look at {written}"
    elif isinstance(formula, Share) and measured in ((0, 0), (1, 1)):
        always = "every" if measured == (1, 1) else "no"
        yield f"it is always {measured[0]:g}, whatever the events: {always} event meets `of`; look at {written}"


def is_same(one: float | None, other: float | None, formula: Formula) -> bool:
    """Whether two values of a formula are the same, as exactly as the engine keeps them."""
    if one is None or other is None:
        return one is other
    return math.isclose(one, other, rel_tol=_COARSE.get(type(formula), _EXACT), abs_tol=_EXACT)


def _label(variant: str) -> str:
    return f"variant '{variant}': " if variant else ""
