"""What is measured, in words of no engine: conditions, measures, and the sufficient statistics that they need."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, Literal

from attrs import frozen

Kind = Literal["share", "mean", "quantile", "distinct"]
PROBABILITY: Final = "0.9"
"""Of every quantile, as the decimal that the oracle takes."""


@frozen
class Condition:
    """Rows with one of some outcomes, any when empty, within limits such as `("wait", "<=", 20)`."""

    outcomes: tuple[str, ...] = ()
    limits: tuple[tuple[str, str, float], ...] = ()

    def __and__(self, other: Condition) -> Condition:
        """Both hold; only one of them may name outcomes."""
        return Condition(self.outcomes or other.outcomes, (*self.limits, *other.limits))


EVERYTHING: Final = Condition()
ANSWERED: Final = Condition(("answered",))
ABANDONED: Final = Condition(("abandoned",))


@frozen
class Measure:
    """A KPI: a share of the rows that meet `met`, or a mean, quantile or number of distinct values of `of`.

    Attributes:
        among: the rows that it is taken over.
        of: columns; their sum is the value.
    """

    name: str
    kind: Kind
    among: Condition = EVERYTHING
    met: Condition = EVERYTHING
    of: tuple[str, ...] = ()


@frozen
class Statistic:
    """One number a day and slice: `count`, `sum`, `squares`, `quantile` or `distinct` of rows that meet a condition."""

    kind: str
    among: Condition
    of: tuple[str, ...] = ()


def statistics(measures: Iterable[Measure]) -> tuple[Statistic, ...]:
    """What a day and slice must keep for all measures; what two of them share stands once."""
    return tuple(dict.fromkeys(need for measure in measures for need in needs(measure)))


def needs(measure: Measure) -> tuple[Statistic, ...]:
    """The sufficient statistics of one measure."""
    rows = Statistic("count", measure.among)
    if measure.kind == "share":
        return rows, Statistic("count", measure.among & measure.met)
    if measure.kind == "mean":
        return rows, *(Statistic(kind, measure.among, measure.of) for kind in ("sum", "squares"))
    return (Statistic(measure.kind, measure.among, measure.of),)


def columns_of(measures: Iterable[Measure]) -> tuple[str, ...]:
    """The columns to read, ascending; always the time and the slice."""
    found = {"offered_at", "queue"}
    for measure in measures:
        found.update(measure.of)
        for condition in (measure.among, measure.met):
            found.update(column for column, _, _ in condition.limits)
            found.update({"outcome"} if condition.outcomes else ())
    return tuple(sorted(found))


NINE: Final = (
    Measure("service_level", "share", met=ANSWERED & Condition(limits=(("wait", "<=", 20),))),
    Measure("abandon_rate", "share", met=ABANDONED),
    Measure("asa", "mean", among=ANSWERED, of=("wait",)),
    Measure("aht", "mean", among=ANSWERED, of=("talk", "hold", "acw")),
    Measure("lost_rate", "share", met=Condition(("abandoned", "timeout"))),
    Measure("short_abandons", "share", met=ABANDONED & Condition(limits=(("wait", "<", 5),))),
    Measure("att", "mean", among=ANSWERED, of=("talk",)),
    Measure("acw", "mean", among=ANSWERED, of=("acw",)),
    Measure("ata", "mean", among=ABANDONED, of=("wait",)),
)
"""Service level, abandonment, speed of answer, handling time and its parts: the figures of every contact centre."""

TALK_QUANTILE: Final = (Measure("talk_p90", "quantile", among=ANSWERED, of=("talk",)),)
CALLERS: Final = (Measure("callers", "distinct", of=("customer",)),)


def fifty() -> tuple[Measure, ...]:
    """The nine, then stricter and looser ones: other limits, other calls, other sums of times."""
    return (*NINE, *(measure for pair in zip(_shares(), _means(), strict=False) for measure in pair))[:50]


def _shares() -> Iterator[Measure]:
    for seconds in (5, 10, 15, 30, 45, 60, 90, 120):
        limit = Condition(limits=(("wait", "<=", seconds),))
        yield Measure(f"answered_in_{seconds}", "share", met=ANSWERED & limit)
        yield Measure(f"answered_only_in_{seconds}", "share", among=ANSWERED, met=limit)
        yield Measure(f"left_in_{seconds}", "share", among=ABANDONED, met=limit)


def _means() -> Iterator[Measure]:
    late, long = Condition(limits=(("wait", ">", 20),)), Condition(limits=(("talk", ">", 300),))
    sums = (("hold",), ("talk", "hold"), ("hold", "acw"), ("talk", "acw"), ("wait", "talk"), ("wait", "hold"))
    for among, label in ((ANSWERED, "answered"), (ANSWERED & late, "late"), (ANSWERED & long, "long")):
        for of in (*sums, ("wait", "talk", "hold")):
            yield Measure(f"{'_'.join(of)}_{label}", "mean", among=among, of=of)
