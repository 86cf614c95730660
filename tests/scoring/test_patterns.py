"""Patterns of conditions: what excludes or implies another needs no counter of its own."""

from __future__ import annotations

import numpy as np
import pytest
from goalposts.expressions import ValueType, parse
from goalposts.expressions.columns import Column
from goalposts.expressions.evaluate import evaluate
from goalposts.scoring.filling.fused.layout import Layout
from goalposts.scoring.filling.fused.patterns import patterns_of
from goalposts.scoring.filling.fused.vector_code import VectorCode
from goalposts.scoring.filling.fused.vectorise import Vectoriser
from hypothesis import given
from hypothesis import strategies as st

TYPES = (
    ("items", ValueType.NUMBER),
    ("room", ValueType.CATEGORY),
    ("served", ValueType.FLAG),
    ("wait", ValueType.DURATION),
)

atoms = st.sampled_from(
    ["served", "items > 2", "items == 2", "items != 3", "wait < 5 s", "wait <= 20 s", "wait >= 20 s", "abs(wait) > 5 s"]
    + [f'room {sign} "{word}"' for sign in ("==", "!=") for word in "abz"]
)
conditions = st.recursive(
    atoms,
    lambda inner: (
        inner.map("not ({})".format) | st.builds("({} {} {})".format, inner, st.sampled_from(["and", "or"]), inner)
    ),
    max_leaves=5,
)


def numbered(texts, *, compact=False):
    """The groups of some conditions, and which of the texts each of their conditions is."""
    code = VectorCode("v")
    cells = Vectoriser(code, Layout(TYPES, frozenset()), "%row")
    names = [cells.cells(parse(text)).value for text in texts]
    wanted = list(dict.fromkeys(names))
    return patterns_of(code, wanted, compact=compact), [names.index(name) for name in wanted]


@pytest.mark.parametrize(
    ("texts", "counters"),
    [
        (['room == "a"', 'room == "b"', 'room == "c"'], 4),
        (["wait < 5 s", "wait <= 20 s", "wait <= 60 s"], 4),
        (["wait > 60 s", "wait < 5 s"], 3),
        (['room == "a"', 'room == "a" and wait <= 20 s', 'room == "a" and served'], 5),
        (["served", "wait < 5 s", "items > 2"], 8),
        (["served", "not served"], 2),
        ([], 0),
    ],
)
def test_only_patterns_that_can_occur_are_counted(texts, counters):
    """Where a condition always holds beside its opposite, one counter is never used: numbers begin at 0."""
    groups, _ = numbered(texts)
    used = [number for group in groups for _, number in group.numbers]
    assert len(used) == counters
    assert len(set(used)) == counters


def test_conditions_that_are_free_of_one_another_are_counted_in_groups():
    """Of more worlds than can be looked at, every pattern is taken to occur: 32 counters tell five conditions apart."""
    free = [f"items * {factor} > wait" for factor in range(2, 15)]
    assert [group.counters for group in numbered(free)[0]] == [32, 32, 8]
    assert [group.counters for group in numbered(free, compact=True)[0]] == [8, 8, 8, 8, 2]


@given(st.lists(conditions, min_size=1, max_size=7), st.booleans(), st.integers(0, 99))
def test_every_row_has_a_counter_that_tells_its_conditions(texts, compact, seed):
    """Whatever stands in a row, not a number and infinity too, its pattern is one that was numbered, and no other."""
    random = np.random.default_rng(seed)
    numbers = [0.0, 2.0, 3.0, 5.0, 20.0, 21.0, -6.0, np.inf, -np.inf, np.nan]
    values = {
        "items": random.choice(numbers, 200),
        "room": random.integers(0, 3, 200).astype(np.int32),
        "served": random.random(200) < 0.5,
        "wait": random.choice(numbers, 200),
    }
    columns = {name: Column(kind, values[name], None, ("a", "b", "c")) for name, kind in TYPES}
    columns = {name: columns[name] for name in values}
    groups, places = numbered(texts, compact=compact)
    rows = [evaluate(parse(texts[place]), columns, {}, 200, timezone="UTC").values for place in places]
    rows = np.array([np.broadcast_to(row, (200,)) for row in rows])
    assert sum(len(group.weights) for group in groups) == len(places)
    for group in groups:
        mine = rows[group.first : group.first + len(group.weights)]
        numbers_of = dict(group.numbers)
        for row in mine.T:
            pattern = sum(int(holds) << bit for bit, holds in enumerate(row))
            number = sum(weight * int(holds) for weight, holds in zip(group.weights, row, strict=True))
            assert numbers_of[pattern] == number
        assert len(set(numbers_of.values())) == len(numbers_of)
