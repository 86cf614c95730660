"""Laws of folds: neither cuts nor the way of computing change an entity; of equal times, the order of rows decides."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import numpy as np
from goalposts.expressions import ValueType, any_of, first
from goalposts.expressions.columns import Column
from goalposts.model import Batch, fold
from goalposts.scoring.folds.entities import Entities
from goalposts.scoring.scanning import Folding
from hypothesis import given, settings
from hypothesis import strategies as st
from scoring.steps import START, STEP, answered, batch, entities, folding, step, truth

steps = st.builds(
    step,
    st.sampled_from([None, "a", "b", "c", "d" * 40]),
    st.integers(-3, 3),  # few times, so that many are equal
    stage=st.sampled_from([None, "new", "won", "lost"]),
    amount=st.none() | st.integers(-9, 9).map(float),  # whole numbers: their sums are exact
    urgent=st.sampled_from([None, True, False]),
    due=st.none() | st.integers(-5, 5).map(lambda days: START + timedelta(days=days)),
)
histories = st.lists(steps, max_size=30)
# the compiled way, forced by asking for it from the first row on, folds in tiny buffers
WAYS = {"numpy": {"compiled_from": 1_000}, "compiled": {"compiled_from": 1, "buffer_bytes": 1_000, "threads": 2}}


def folded(rows, cuts=(), way="numpy"):
    made = folding(**WAYS[way])
    for start, end in pairwise([0, *sorted(min(cut, len(rows)) for cut in cuts), len(rows)]):
        made.add(batch(rows[start:end]))
    return made


@settings(deadline=None)
@given(histories, st.lists(st.integers(0, 30), max_size=3), st.sampled_from(list(WAYS)))
def test_a_fold_says_what_loops_over_a_dict_say(rows, cuts, way):
    assert entities(folded(rows, cuts, way)) == truth(rows)


@settings(deadline=None)
@given(histories, st.lists(st.integers(0, 30), max_size=3))
def test_rows_without_a_key_are_counted_and_left_out(rows, cuts):
    assert folded(rows, cuts).without_key.get("desk", 0) == sum(row["case"] is None for row in rows)


@settings(deadline=None)
@given(
    st.lists(steps, max_size=20, unique_by=lambda row: (row["case"], row["at"])).flatmap(
        lambda rows: st.tuples(st.just(rows), st.permutations(rows))
    )
)
def test_without_equal_times_the_order_of_rows_changes_nothing(pair):
    assert entities(folded(pair[0])) == entities(folded(pair[1]))


def words(program, rows, keys, seed=0):
    random = np.random.default_rng(seed)
    made = random.integers(0, 2**62, (program.width, rows))
    made[0] = random.integers(0, keys, rows)
    made[1] = random.integers(0, max(rows // 4, 1), rows)
    made[2 + program.flag_words :] = (
        random.integers(-100, 100, (program.width - 2 - program.flag_words, rows)).astype(np.float64).view(np.int64)
    )
    return made


def same(one, other):
    mine, its = np.argsort(one.keys), np.argsort(other.keys)
    assert one.keys[mine].tolist() == other.keys[its].tolist()
    assert (one.state[mine] == other.state[its]).all()


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 60), st.integers(1, 30), st.lists(st.integers(0, 60), min_size=2, max_size=2), st.integers(0, 99))
def test_merging_parts_in_order_gives_the_whole_and_is_associative(rows, keys, cuts, seed):
    program = folding().table.program
    made = words(program, rows, keys, seed)
    first, second = sorted(min(cut, rows) for cut in cuts)
    one, two, three = (Entities.of(program, part) for part in np.split(made, [first, second], axis=1))
    whole = Entities.of(program, made)
    same(one.merge(two, program).merge(three, program), whole)
    same(one.merge(two.merge(three, program), program), whole)
    same(Entities.empty(program).merge(whole, program), whole)


def many(rows, keys, seed=0):
    """Steps of very many cases, whose columns have gaps, as batches that share no words."""
    random = np.random.default_rng(seed)
    made = []
    for part in range(0, rows, 70_000):
        size = min(70_000, rows - part)
        words = tuple(f"{word}{part % 3}" for word in ("new", "won", "lost"))
        there = random.random(size) < 0.9
        cells = {
            "case": Column(ValueType.ID, random.integers(0, keys, size) * 7919),
            "at": Column(ValueType.TIMESTAMP, random.integers(0, 50, size), random.random(size) < 0.99),
            "stage": Column(ValueType.CATEGORY, random.integers(0, 3, size).astype(np.int32), there, words),
            "amount": Column(ValueType.MONEY, random.integers(-9, 9, size).astype(float), random.random(size) < 0.9),
            "urgent": Column(ValueType.FLAG, random.random(size) < 0.5),
            "due": Column(ValueType.TIMESTAMP, random.integers(-99, 99, size), ~there),
        }
        made.append(Batch("desk.step", "desk", size, cells))
    return made


def by_table(batches, **settings):
    made = folding(**settings)
    for one in batches:
        made.add(one)
    return answered(made)


def test_threads_buffers_and_growth_change_no_bit():
    """The twin knows nothing of tables."""
    batches = many(600_000, 200_000)
    one = by_table(batches, compiled_from=1, threads=1)
    three = by_table(batches, compiled_from=1, threads=3, buffer_bytes=5_000_000)
    assert one == three
    assert sorted(one) == sorted(by_table(batches, compiled_from=1 << 40))


def test_a_fold_of_more_flags_than_a_word_holds():
    """Ninety conditions, each with a flag for yes and one for unknown, the 64th among them."""
    bounds = range(90)
    above = fold(
        "desk.above",
        over=STEP,
        key="case",
        at="opened_at",
        fields={"opened_at": first(STEP.at), **{f"above_{bound}": any_of(STEP.amount > bound) for bound in bounds}},
    )
    rows = [step(case, 0, amount=float(amount)) for case, amount in (("a", 62), ("b", 31), ("a", 3), ("c", 99))]
    for compiled_from in (1, 1_000):
        made = Folding.of(above, [f"above_{bound}" for bound in bounds] + ["case"], ["desk"])
        made.table.compiled_from = compiled_from
        made.add(batch(rows))
        held = {case: [row[f"above_{bound}"] for bound in bounds] for case, row in entities(made).items()}
        assert held == {case: [most > bound for bound in bounds] for case, most in (("a", 62), ("b", 31), ("c", 99))}
