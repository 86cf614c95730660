"""Draws the streams of a plan, and reckons the truth behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from goalposts.errors import InputError, did_you_mean, listed
from goalposts.locale import Text
from goalposts.model.stream_model import SimulatedStreams, TrueValue
from goalposts.model.target import TargetKind
from goalposts.simulating.days import simulated_days

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.model.stream_model import BuiltInChange, SimulationPlan, StreamModel

_NOT_CHANGEABLE = Text(
    en="model '{model}' cannot build a change of '{kpi}' in", ru="модель «{model}» не умеет менять «{kpi}»"
)
_CHANGEABLE = Text(en="it can change: {known}", ru="она умеет менять: {known}")
_NO_BRANCH = Text(en="there is no branch '{branch}'", ru="нет филиала «{branch}»")
_BRANCHES = Text(en="the branches are: {known}", ru="филиалы: {known}")
_NO_CHANGE = Text(
    en="'{text}' is a level or a band, not a change", ru="«{text}» — это уровень или коридор, а не изменение"
)
_WRITE_CHANGE = Text(
    en="write a change such as -10%, +5pp, '+20 s' or 'x 1.5'",
    ru="напишите изменение: -10%, +5pp, '+20 s' или 'x 1.5'",
)


def simulate(model: StreamModel, plan: SimulationPlan) -> SimulatedStreams:
    """Draw the streams of a plan with the truth behind them; the same plan gives the same streams.

    Args:
        model: of the domain.
        plan: how long, how large, what the rollout does.

    Raises:
        InputError: a change that the model cannot build in, or a branch that the plan does not have.
    """
    plan = evolve(plan, warm_up_days=max(plan.warm_up_days, model.warm_up_days))
    for change in plan.changes:
        _check(model, plan, change)
    return SimulatedStreams(model, plan, model.draw(plan), tuple(_truth(model, plan)))


def _check(model: StreamModel, plan: SimulationPlan, change: BuiltInChange) -> None:
    if change.kpi not in model.changeable:
        hint = did_you_mean(change.kpi, model.changeable) or _CHANGEABLE.fill(known=listed(model.changeable))
        raise InputError(_NOT_CHANGEABLE.fill(model=model.id, kpi=change.kpi), hint=hint)
    if change.branch and change.branch not in plan.branches:
        raise InputError(_NO_BRANCH.fill(branch=change.branch), hint=_BRANCHES.fill(known=listed(plan.branches)))
    if change.change.kind in (TargetKind.ABSOLUTE, TargetKind.BAND):
        raise InputError(_NO_CHANGE.fill(text=change.change.text), hint=_WRITE_CHANGE)


def _truth(model: StreamModel, plan: SimulationPlan) -> Iterator[TrueValue]:
    """The value of every KPI over both windows, for all branches and for each."""
    days = simulated_days(plan, (1.0,) * 7)
    before, after = days.within(plan.baseline), days.within(plan.evaluation)
    with_it = model.expect(plan)
    without = model.expect(evolve(plan, changes=()))
    for (kpi, variant), value in with_it.items():
        for number, branch in enumerate(("", *plan.branches)):
            masks = (before.copy(), after.copy())
            for mask in masks if branch else ():
                mask[:, [other for other in range(len(plan.branches)) if other != number - 1]] = False
            found = (value(masks[0]), value(masks[1]), without[kpi, variant](masks[1]))
            yield TrueValue(kpi, variant, branch, *found)
