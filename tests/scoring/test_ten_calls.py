"""Ten calls by hand: answer limit 20 s, short abandonment 5 s.

Answered: 1, 2, 3, 4, 5, 10; abandoned: 6, 7, 8; timed out: 9. Answered within the limit: 1, 2, 3, 10.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from fractions import Fraction

import numpy as np
import pytest
from attrs import evolve
from goalposts.expressions import ValueType, parse_formula
from goalposts.expressions.columns import Column
from goalposts.model import Batch, Kpi, Window, event_type
from goalposts.model import field as fields
from goalposts.scoring import Cube, observe, plan
from scoring.visits import goal

CALL = event_type(
    "sample.call",
    time="offered_at",
    fields=[
        fields.time("offered_at"),
        fields.category("outcome"),
        *map(fields.duration, ("wait", "talk", "hold", "acw")),
    ],
)
NONE = None
CALLS = [
    ("answered", 5, 180, 0, 30),
    ("answered", 12, 240, 20, 40),
    ("answered", 20, 300, 0, 0),
    ("answered", 21, 60, 0, 15),
    ("answered", 95, 420, 60, 90),
    ("abandoned", 3, NONE, NONE, NONE),
    ("abandoned", 18, NONE, NONE, NONE),
    ("abandoned", 44, NONE, NONE, NONE),
    ("timeout", 120, NONE, NONE, NONE),
    ("answered", 8, 2, 0, 0),
]
DAY = Window(date(2025, 3, 3), date(2025, 3, 4))
ANSWERED = 'outcome == "answered"'
IN_TIME = f"{ANSWERED} and wait <= 20 s"
LOST_IN_TIME = 'outcome == "abandoned" and wait <= 20 s'
SHORT = 'outcome == "abandoned" and wait <= 5 s'

# every fraction is counted off the table above
BY_HAND = {
    'share(of=outcome == "abandoned")': Fraction(3, 10),
    f'share(of=outcome == "abandoned", among=not ({SHORT}))': Fraction(2, 9),
    f"share(of=not ({ANSWERED}))": Fraction(4, 10),
    f"share(of={IN_TIME})": Fraction(4, 10),
    f"share(of={ANSWERED} and wait < 20 s)": Fraction(3, 10),
    f"share(of={IN_TIME}, among=not ({SHORT}))": Fraction(4, 9),
    f"share(of={IN_TIME}, among=not ({LOST_IN_TIME}))": Fraction(4, 8),
    f'share(of={IN_TIME}, among={ANSWERED} or outcome == "abandoned" and wait > 20 s)': Fraction(4, 7),
    f"share(of={IN_TIME} or {LOST_IN_TIME})": Fraction(6, 10),
    f"share(of={IN_TIME}, among={ANSWERED})": Fraction(4, 6),
    f'share(of={IN_TIME} or {LOST_IN_TIME}, among=outcome != "timeout")': Fraction(6, 9),
    'mean(of=wait, among=outcome == "abandoned")': Fraction(3 + 18 + 44, 3),
    'mean(of=wait, among=outcome == "abandoned" and wait > 5 s)': Fraction(18 + 44, 2),
    f"mean(of=wait, among={ANSWERED})": Fraction(5 + 12 + 20 + 21 + 95 + 8, 6),
    f"mean(of=talk + hold + acw, among={ANSWERED})": Fraction(1202 + 80 + 175, 6),
    f"mean(of=talk, among={ANSWERED})": Fraction(180 + 240 + 300 + 60 + 420 + 2, 6),
    f"mean(of=talk + hold, among={ANSWERED})": Fraction(1202 + 80, 6),
    f"mean(of=acw, among={ANSWERED})": Fraction(30 + 40 + 15 + 90, 6),
    "mean(of=acw, among=acw > 0 s)": Fraction(175, 4),
    f"share(of=talk < 10 s, among={ANSWERED})": Fraction(1, 6),
    "total()": Fraction(10),
    f"total(of=talk, among={ANSWERED})": Fraction(1202),
}


def calls() -> Batch:
    outcomes = ("answered", "abandoned", "timeout")
    columns = {
        "offered_at": Column(
            ValueType.TIMESTAMP, np.full(10, int(datetime(2025, 3, 3, 12, tzinfo=UTC).timestamp()) * 10**6)
        ),
        "outcome": Column(
            ValueType.CATEGORY, np.array([outcomes.index(call[0]) for call in CALLS], np.int32), None, outcomes
        ),
    }
    for position, name in enumerate(("wait", "talk", "hold", "acw"), start=1):
        cells = [call[position] for call in CALLS]
        valid = np.array([cell is not None for cell in cells])
        columns[name] = Column(ValueType.DURATION, np.array([cell or 0 for cell in cells], np.float64), valid)
    return Batch(CALL.id, "exchange", 10, columns)


@pytest.fixture(scope="module")
def scored():
    """One cube for all the KPIs, as a project would have it."""
    formulas = {text: parse_formula(text) for text in BY_HAND}
    template = goal(parse_formula("total()"))
    goals = {
        text: evolve(template, kpi=Kpi("sample.call_kpi", "A sample.", CALL, value=formula), formula=formula)
        for text, formula in formulas.items()
    }
    cube = Cube.empty(plan(list(goals.values()), "Europe/Moscow", DAY.start, DAY.end)).add(calls())
    return {text: observe(cube, wanted, DAY) for text, wanted in goals.items()}


@pytest.mark.parametrize("formula", BY_HAND)
def test_the_value_is_the_one_counted_by_hand(scored, formula):
    assert scored[formula].value == pytest.approx(float(BY_HAND[formula]), rel=1e-15)


def test_rows_without_talk_time_are_unknown_to_a_mean_over_all_calls(scored):
    """The four lost calls fail `acw > 0 s` for want of a value, so they are counted as unknown, not as false."""
    assert scored["mean(of=acw, among=acw > 0 s)"].unknown == 4
    assert scored[f"mean(of=acw, among={ANSWERED})"].unknown == 0
