"""How much of an effect is another mix of cases, by the dimensions that the project reports by (stats 1.11)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from attrs import evolve

from goalposts.expressions import Mean, Ratio, Share
from goalposts.inference.comparison import compare, fit_plainly
from goalposts.inference.mix import Kinds, mix_step
from goalposts.locale import Text, percent
from goalposts.model.effects import Check, Effect
from goalposts.model.scorecard import Reason
from goalposts.scoring import days_by_word
from goalposts.verdict.bridge_days import left_out
from goalposts.verdict.measured import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.model import Window
    from goalposts.scoring import WordDays
    from goalposts.verdict.case import Case
    from goalposts.verdict.measured import Measured

NAME: Final = "changed-mix"
MOST_OF_THE_EFFECT: Final = 0.5
"""With more of the effect in the mix, the cause is not established (grade D)."""
FEW_EVENTS: Final = 50.0
"""Words with a smaller denominator in either window are taken together: their own values are chance."""
MOST_KINDS: Final = 200
"""So many words are kinds of their own, the largest ones, as in the report."""

_SAID = Text(
    en="{share} of the change is another mix by {dimension} (over {most} means that the cause is not established)",
    ru="{share} изменения даёт другой состав по «{dimension}» (больше {most} — причина не установлена)",
)


def with_mix(case: Case, effect: Effect) -> Effect:
    """Set apart what another mix makes of an effect, by the dimension that makes the most of it.

    Only effects that compare one series before and after are split: a comparison group has its own mix. A converted
    baseline is not split either: two instruments seldom name the words alike.
    """
    splits = isinstance(case.goal.formula, Share | Mean | Ratio) and case.factor is None
    if not splits or effect.design != "interrupted time series":
        return effect
    found = dict(_parts(case))
    if not found:
        return effect
    dimension = max(found, key=lambda name: abs(found[name]))
    mix = found[dimension]
    parts = evolve(effect.parts, mix=effect.parts.mix + mix, rollout=effect.parts.rollout - mix)
    return evolve(effect, parts=parts, checks=(*effect.checks, _check(effect, mix, dimension)))


def _parts(case: Case) -> Iterator[tuple[str, float]]:
    """The mix part by every dimension that tells one."""
    before, after = case.before.series, case.after.series
    if not case.project.cuts or before is None or after is None:
        return
    comparison = compare(kind_of(case.goal), before, after)
    fit = fit_plainly(comparison, case.project.influences_of(case.goal.goal))
    for dimension in case.project.cuts if fit is not None else ():
        kinds = _kinds(case, dimension)
        step = None if kinds is None or fit is None else mix_step(comparison, fit, *kinds)
        if step is not None:
            yield dimension, step


def _kinds(case: Case, dimension: str) -> tuple[Kinds, Kinds] | None:
    """Both windows by the same kinds of case: every word of some size, then the others together."""
    found = [_days(case, measured, dimension) for measured in (case.before, case.after)]
    before, after = found
    if before is None or after is None or len(before.words) < 2:
        return None
    size = np.minimum(before.denominator.sum(axis=1), after.denominator.sum(axis=1))
    large = size >= max(FEW_EVENTS, np.sort(size)[-MOST_KINDS:][0])
    return _pooled(before, large), _pooled(after, large)


def _days(case: Case, measured: Measured, dimension: str) -> WordDays | None:
    window: Window | None = measured.seen
    if window is None:
        return None
    return days_by_word(case.cube, case.goal, window, dimension, left_out(case.project, case.goal))


def _pooled(days: WordDays, large: np.ndarray) -> Kinds:
    tables = (days.numerator, days.denominator)
    return Kinds(*(np.vstack([table[large], table[~large].sum(axis=0)]) for table in tables))


def _check(effect: Effect, mix: float, dimension: str) -> Check:
    """Ask whether the mix explains most of the effect; of one that may be nothing there is nothing to explain."""
    share = mix / effect.estimate if effect.estimate else 0.0
    clear = effect.low > 0 or effect.high < 0
    said = _SAID.fill(share=percent(share, 0), most=percent(MOST_OF_THE_EFFECT, 0), dimension=dimension)
    passed = share <= MOST_OF_THE_EFFECT if clear else None
    return Check(NAME, passed, share, MOST_OF_THE_EFFECT, caps="D", text=said if clear else None)


def remarks_on_mix(effect: Effect) -> list[Reason]:
    """What the reader must know of an effect that is mostly mix."""
    return [
        Reason("mostly_mix", check.text)
        for check in effect.checks
        if check.name == NAME and check.passed is False and check.text is not None
    ]
