"""Laws of folds: neither cuts nor the way of computing change an entity; of equal times, the order of rows decides."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import numpy as np
from goalposts.scoring.entities import Entities
from goalposts.scoring.kernels.compiling import compiled
from hypothesis import given, settings
from hypothesis import strategies as st
from scoring.steps import START, batch, entities, folding, step, truth

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
    for first, last in pairwise([0, *sorted(min(cut, len(rows)) for cut in cuts), len(rows)]):
        made.add(batch(rows[first:last]))
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


def by_table(made, threads):
    table = folding(compiled_from=1, threads=threads, buffer_bytes=20_000_000).table
    done = 0
    while done < made.shape[1]:
        room = table.room(min(77_777, made.shape[1] - done))
        room[:] = made[:, done : done + room.shape[1]]
        done += room.shape[1]
    return table.entities()


def test_threads_and_growth_change_no_bit():
    """300 000 keys over 512 partitions make every table grow; the twin knows nothing of tables."""
    program = folding().table.program
    made = words(program, 600_000, 300_000)
    one, three = by_table(made, 1), by_table(made, 3)
    assert (one.keys == three.keys).all()
    assert (one.state == three.state).all()
    same(one, Entities.of(program, made))


def test_the_loops_compile_once_a_process():
    from goalposts.scoring.entity_table import _LOOPS

    assert compiled(_LOOPS) is compiled(_LOOPS)
