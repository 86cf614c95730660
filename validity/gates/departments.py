"""S16: a rollout that does nothing is credited with nothing, whatever KPI of a whole department one looks at."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from statistics import stdev
from typing import Final

from validity.departments import SIZES, Judged, judged
from validity.gate import Gate, Line

NOMINAL: Final = 0.05
ONE_SIDED: Final = NOMINAL / 2
TOGETHER: Final = 0.065
OF_ONE_KPI: Final = 0.13
"""A true rate of 5 % gives more of a hundred rollouts in one of 2,000 cases."""
TO_BE_SURE_OF_ONE: Final = 100
"""Rollouts; of fewer the worst KPI says nothing."""
SHORT_DAYS: Final = 63
CLAIMED: Final = ("achieved", "improved", "worsened")
_SPOKEN: Final = {"contact_center": "contact centre"}


def _lines(runs: int) -> Iterator[Line]:
    for domain in SIZES:
        found = [[each for each in judged(domain, seed) if each.is_measured] for seed in range(1, runs + 1)]
        yield from _of_domain(_SPOKEN.get(domain, domain), found)
    short = [
        [each for each in judged("sales", seed, SHORT_DAYS) if each.is_measured]
        for seed in range(1, max(2, runs // 4) + 1)
    ]
    yield _share("sales, nine weeks after a year: improved or achieved", short, _improved, ONE_SIDED)


def _of_domain(name: str, found: Sequence[Sequence[Judged]]) -> Iterator[Line]:
    kpis = len({(each.kpi, each.variant) for one in found for each in one})
    yield _share(f"{name}, {kpis} KPIs and variants: the range leaves zero out", found, _leaves_zero_out, NOMINAL)
    claimed = sum(any(map(_claims, one)) for one in found)
    yield Line(
        f"{name}: any of them is achieved, improved or worsened (Holm)",
        claimed / len(found),
        len(found),
        None,
        TOGETHER,
    )
    yield _share(
        f"{name}: a guardrail is broken",
        [[each for each in one if each.guardrail is not None] for one in found],
        _is_broken,
        ONE_SIDED,
    )
    if len(found) >= TO_BE_SURE_OF_ONE:
        wrong = Counter((each.kpi, each.variant) for one in found for each in one if each.leaves_zero_out)
        (kpi, variant), most = wrong.most_common(1)[0]
        named = f"{kpi} ({variant})" if variant else kpi
        yield Line(f"{name}, the worst of them, {named}", most / len(found), len(found), None, OF_ONE_KPI)


def _share(what: str, found: Sequence[Sequence[Judged]], is_so: Callable[[Judged], bool], high: float) -> Line:
    """The share of all answers; its chance is that of whole rollouts, for the KPIs of one hang together."""
    wrong, looked = [sum(map(is_so, one)) for one in found], [len(one) for one in found]
    value = sum(wrong) / sum(looked)
    beyond = [number - value * count for number, count in zip(wrong, looked, strict=True)]
    return Line(what, value, len(found), None, high, error=stdev(beyond) * math.sqrt(len(found)) / sum(looked))


def _leaves_zero_out(found: Judged) -> bool:
    return found.leaves_zero_out


def _claims(found: Judged) -> bool:
    return found.state in CLAIMED


def _improved(found: Judged) -> bool:
    return found.state in ("achieved", "improved")


def _is_broken(found: Judged) -> bool:
    return found.guardrail == "broken"


DEPARTMENTS = Gate(
    "S16",
    "In whole departments where nothing was changed, no KPI is said to have changed oftener than it should.",
    _lines,
    100,
    "Streams of single events, drawn by the models behind `goalposts simulate`, with season, growth, weekdays, "
    "holidays and a ramp-up; every KPI and every variant that they feed is a goal that promises a tenth, and every "
    "default variant a guardrail with a margin of 1 %. Each is judged by itself, though the KPIs of a rollout hang "
    "together: the chance shown is that of whole rollouts.",
    small=3,
)
