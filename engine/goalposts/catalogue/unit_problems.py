"""Says of a target or a margin in another unit than the KPI's what to write."""

from __future__ import annotations

from goalposts.expressions import Quotient
from goalposts.locale import Text
from goalposts.model import Edit, Goal, Kpi, Project, Remark, TargetKind

_WHOLE = 100
"""Per cent."""


def units_of(kpi: Kpi, project: Project) -> tuple[str, ...]:
    """The units in which a change of the KPI may be written."""
    if kpi.unit == "%":
        return ("pp",)
    if kpi.unit == "s":
        return ("ms", "s", "min", "h", "d")
    return ("", project.currency) if kpi.unit == "money" else ("",)


def unit_remark(project: Project, goal: Goal, kpi: Kpi, key: str) -> Remark:
    """Say that the unit does not fit, and how a level or a change is written."""
    unit = {"%": "%", "s": "s, min, h", "money": project.currency or "—", "": "1"}.get(kpi.unit, kpi.unit)
    message = Text(en="the {key}'s unit does not fit {kpi}", ru="единица в {key} не подходит к {kpi}")
    level = _as_per_cent(goal, kpi) if key == "target" else ""
    said = _PART if level else _SHARE if kpi.unit == "%" else _OTHER
    fix = _with_percent(goal, kpi) if key == "target" else None
    return goal.finding(message.fill(key=key, kpi=kpi.id), hint=said.fill(unit=unit, level=level), at=key, fix=fix)


_OTHER = Text(en="its unit is: {unit}", ru="единица показателя: {unit}")
_SHARE = Text(
    en="its unit is: {unit}; a change is written as +10% or +5pp",
    ru="единица показателя: {unit}; изменение пишут так: +10% или +5pp",
)
_PART = Text(
    en='its unit is: {unit}; of a part of one write "{level}"',
    ru='единица показателя: {unit}; долю от единицы пишут так: "{level}"',
)


def _as_per_cent(goal: Goal, kpi: Kpi) -> str:
    """A level that may be meant as a part of one, `>= 0.9`, in per cent."""
    target = goal.target
    if target is None or target.kind is not TargetKind.ABSOLUTE or target.low.unit or kpi.unit != "%":
        return ""
    if not 0 < target.low.value <= 1:
        return ""
    return f"{'>=' if target.upward else '<='} {target.low.value * _WHOLE:.10g}%"


def _with_percent(goal: Goal, kpi: Kpi) -> Edit | None:
    """Write out the sign of a part of a whole; `0.8` may be either, and a quotient may be more than the whole."""
    target = goal.target
    if target is None or target.kind is not TargetKind.ABSOLUTE or target.low.unit:
        return None
    formula = kpi.formulas.get(goal.variant or kpi.default)
    if kpi.unit != "%" or isinstance(formula, Quotient) or not 1 < target.low.value <= _WHOLE:
        return None
    return goal.replacing("target", target.text, f"{target.text}%")
