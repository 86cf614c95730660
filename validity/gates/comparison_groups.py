"""S11: comparisons with parts that the rollout did not reach find a change in nothing about 5 times in 100."""

from __future__ import annotations

from collections.abc import Iterator

from validity.comparisons import by_days, by_few_waves, by_parts, by_units, by_waves, units_missed
from validity.gate import Gate, Line, share

LOW, LOW_OF_FOUR, HIGH, OF_DAYS = 0.03, 0.01, 0.07, 0.085
_NOTE = (
    "All parts share the shocks of a day and a yearly wave, and have shocks of their own. Of four parts against four "
    "one choice of 35 lies as far out as the true one at least, and two are more than 5 %, so that 2.9 % is the rate "
    "to expect. Units are agents of teams: a team shares its shocks and the rollout comes to teams. Waves of 12 parts "
    "are permuted; of one part each they are compared by days with a part never reached."
)


def _lines(runs: int) -> Iterator[Line]:
    own = "the same, parts with trends of their own"
    yield Line("6 parts against 6", share(by_parts(6, 6, runs)), runs, LOW, HIGH)
    yield Line("4 parts against 4", share(by_parts(4, 4, runs)), runs, LOW_OF_FOUR, HIGH)
    yield Line("6 against 6, sizes from 1 to 30", share(by_parts(6, 6, runs, unequal=True)), runs, LOW, HIGH)
    yield Line("units of 6 teams against 6", share(by_units(6, runs)), runs, LOW, HIGH)
    yield Line("the same, ranges beside a true effect", share(units_missed(6, runs)), runs, LOW, HIGH)
    yield Line("one against a mixture of ten", share(by_days(1, 10, runs)), runs, None, OF_DAYS)
    yield Line(own, share(by_days(1, 10, runs, trends=True)), runs, None, OF_DAYS)
    yield Line("2 against 2 by days", share(by_days(2, 2, runs)), runs, None, OF_DAYS)
    yield Line(own, share(by_days(2, 2, runs, trends=True)), runs, None, OF_DAYS)
    yield Line("12 parts in three waves", share(by_waves(12, runs)), runs, LOW, HIGH)
    yield Line("two waves of one part each", share(by_few_waves(runs)), runs, None, OF_DAYS)


COMPARISON_GROUPS = Gate(
    "S11", "Comparison groups: where nothing happened, at most about 5 of 100 differ.", _lines, 1000, _NOTE
)
