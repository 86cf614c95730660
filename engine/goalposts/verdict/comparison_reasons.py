"""Reasons and checks of comparisons with rows that the rollout did not reach, as sentences for people."""

from __future__ import annotations

from typing import Final

from goalposts.locale import Text, number, percent
from goalposts.model.effects import Check, GateFailure
from goalposts.model.scorecard import Reason
from goalposts.verdict.reasons import gate

UNKNOWN: Final = Reason(
    "comparison_unknown",
    Text(
        en="no comparison: the events of this KPI do not say which rows the rollout reached",
        ru="сравнить не с чем: по событиям этого показателя не видно, каких строк коснулось внедрение",
    ),
)
NO_CONTROL_ROWS: Final = Reason(
    "no_control_rows",
    Text(
        en="no comparison: there are no rows without the rollout in both windows",
        ru="сравнить не с чем: в двух периодах нет строк, которых внедрение не коснулось",
    ),
)
NOT_BY_WORD: Final = Reason(
    "comparison_not_by_word",
    Text(
        en="not compared part by part: the values are not kept by the words of one dimension",
        ru="по частям не сравнить: значения не хранятся по словам одного измерения",
    ),
)
NOT_POSITIVE: Final = Reason(
    "comparison_not_positive",
    Text(
        en="not compared: some total is zero or negative, and totals are compared by their ratio",
        ru="не сравнить: есть нулевая или отрицательная сумма, а суммы сравнивают отношением",
    ),
)
NO_SPREAD: Final = Reason(
    "comparison_no_spread",
    Text(
        en="not compared part by part: the parts do not vary",
        ru="по частям не сравнить: части не отличаются друг от друга",
    ),
)
UNITS_NOT_OF_TOTALS: Final = Reason(
    "units_not_of_totals",
    Text(
        en="not compared unit by unit: totals are compared by parts",
        ru="по единицам не сравнить: суммы сравнивают по частям",
    ),
)
UNITS_TOO_MANY: Final = Reason(
    "units_too_many",
    Text(
        en="not compared unit by unit: the data do not say the units, or there are more of them than memory keeps",
        ru="по единицам не сравнить: в данных единиц нет или их больше, чем помещается в память",
    ),
)
UNITS_NO_SPREAD: Final = Reason(
    "units_no_spread",
    Text(
        en="not compared unit by unit: the units do not vary",
        ru="по единицам не сравнить: единицы не отличаются друг от друга",
    ),
)
SAME_UNITS_NOT_OF_TOTALS: Final = Reason(
    "units_not_of_totals",
    Text(
        en="not of the same units only: a total is of all units",
        ru="не только по тем же единицам: сумма считается по всем единицам",
    ),
)
SAME_UNITS_WITHOUT_VALUE: Final = Reason(
    "same_units_without_value",
    Text(
        en="not of the same units only: those that both windows have give no value in one of them",
        ru="не только по тем же единицам: у тех, что есть в обоих периодах, в одном из них показателя не получается",
    ),
)
NO_WAVES: Final = Reason(
    "no_waves",
    Text(
        en="not compared wave by wave: no wave has enough weeks before its day, and others not reached yet after it",
        ru="по волнам не сравнить: ни у одной волны нет достаточно недель до запуска и ещё не охваченных частей после",
    ),
)
NOT_OF_ENTRIES: Final = Reason(
    "comparison_not_of_entries",
    Text(
        en="no comparison: times to event are not compared wave by wave",
        ru="сравнения нет: сроки до события по волнам не сравниваются",
    ),
)
CONTROL_MOVED: Final = Reason(
    "negative_control_moved",
    Text(
        en="what the rollout does not touch moved too, so the change is not credited to the rollout",
        ru="изменилось и то, чего внедрение не касается, поэтому изменение не ставится ему в заслугу",
    ),
)
_NO_GATE: Final = {"no_logarithm": NOT_POSITIVE}


def few_segments(treated: int, control: int, needed: int) -> Reason:
    """There are too few parts of either kind to compare part by part."""
    text = Text(
        en="not compared part by part: {treated} with the rollout and {control} without, {needed} of each are needed",
        ru="по частям не сравнить: с внедрением — {treated}, без него — {control}, нужно по {needed}",
    )
    filled = text.fill(treated=number(treated, 0), control=number(control, 0), needed=number(needed, 0))
    return Reason("few_segments", filled)


def few_units(units: tuple[int, int], parts: tuple[int, int], least_units: int, least_parts: int) -> Reason:
    """There are too few units, or too few parts that they belong to, on either side."""
    text = Text(
        en="not compared unit by unit: {treated} units of {treated_parts} parts with the rollout and {control} of "
        "{control_parts} without, {least_units} of {least_parts} on either side are needed",
        ru="по единицам не сравнить: с внедрением единиц — {treated} (частей — {treated_parts}), без него — {control} "
        "(частей — {control_parts}); на каждой стороне нужно {least_units} и {least_parts}",
    )
    numbers = {"least_units": least_units, "least_parts": least_parts}
    numbers |= dict(zip(("treated", "control"), units, strict=True))
    numbers |= dict(zip(("treated_parts", "control_parts"), parts, strict=True))
    return Reason("few_units", text.fill(**{name: number(value, 0) for name, value in numbers.items()}))


def few_same_units(units: int, needed: int) -> Reason:
    """There are too few units with events on both sides of the go-live."""
    text = Text(
        en="not of the same units only: {units} have events before and after, {needed} are needed",
        ru="не только по тем же единицам: события и до, и после есть у {units}, нужно {needed}",
    )
    return Reason("few_units", text.fill(units=number(units, 0), needed=number(needed, 0)))


def few_staggered(segments: int, needed: int) -> Reason:
    """There are too few parts to compare waves part by part."""
    text = Text(
        en="waves not compared part by part: {segments} parts with data every week, {needed} are needed",
        ru="волны по частям не сравнить: частей с данными за каждую неделю — {segments}, нужно {needed}",
    )
    return Reason("few_staggered", text.fill(segments=number(segments, 0), needed=number(needed, 0)))


def refused(failure: GateFailure) -> Reason:
    """A gate refused the comparison; the next design down is tried."""
    if failure.code in _NO_GATE:
        return _NO_GATE[failure.code]
    text = Text(en="comparison not used: {why}", ru="сравнение не использовано: {why}")
    return Reason("comparison_refused", text.fill(why=gate(failure).text))


EARLY_LEVEL: Final = 0.05
MOST_SHIFT: Final = 0.2
_CAP: Final = "C"


def alike_before(p_value: float | None) -> Check:
    """D9: before the rollout both kinds moved alike."""
    text = Text(en="did both kinds move alike before the rollout?", ru="менялись ли обе группы одинаково до внедрения?")
    passed = None if p_value is None else p_value >= EARLY_LEVEL
    return Check("alike-before-rollout", passed, p_value, EARLY_LEVEL, id="D9", caps=_CAP, text=text)


def fit_error(value: float | None) -> Check:
    """D9: how far both kinds lay apart before the rollout, from week to week or day to day; it informs."""
    text = Text(
        en="usual distance between both kinds before the rollout, beyond a constant one",
        ru="обычное расхождение групп до внедрения, помимо постоянного",
    )
    return Check("distance-before-rollout", None, value, id="D9", text=text)


def volume_shift(value: float | None) -> Check:
    """D9: the volumes of both kinds changed alike."""
    text = Text(en="did the volumes of both kinds change alike?", ru="одинаково ли изменился объём обеих групп?")
    passed = None if value is None else abs(value) <= MOST_SHIFT
    return Check("volume-shift", passed, value, MOST_SHIFT, id="D9", caps=_CAP, text=text)


def left_out(words: int) -> Check:
    """Parts without rows on the needed days; it informs."""
    text = Text(en="parts left out, without data on both sides", ru="частей без данных с обеих сторон")
    return Check("parts-left-out", None, float(words), text=text)


def units_left_out(units: int) -> Check:
    """Units without rows on both sides of the go-live in one part; it informs."""
    text = Text(
        en="units left out: new, gone, or moved to another part",
        ru="единиц не сравнивалось: новые, ушедшие или перешедшие в другую часть",
    )
    return Check("units-left-out", None, float(units), text=text)


def same_units_left_out(units: int) -> Check:
    """Units with events on one side of the go-live only; it informs."""
    text = Text(
        en="units left out: new, or gone; what they make of the change is the part mix",
        ru="единиц не учтено: новые или ушедшие; их вклад в изменение показан как состав",
    )
    return Check("units-left-out", None, float(units), text=text)


def foretold(share: float) -> Check:
    """How much of the spread of units the values before foretell, and the range leaves out; it informs."""
    text = Text(
        en="share of the units' spread that their values before foretell",
        ru="доля разброса единиц, которую предсказывают их прежние значения",
    )
    return Check("foretold-by-before", None, share, text=text)


def wider(widening: float) -> Check:
    """How much wider the range is when each kind has its own spread; it informs, and is given above a fifth."""
    text = Text(
        en="with its own spread for each kind, the likely range changes by {share}",
        ru="если считать разброс каждой группы отдельно, вероятный диапазон меняется на {share}",
    )
    return Check("range-by-kind", None, widening, text=text.fill(share=percent(widening - 1, 0)))
