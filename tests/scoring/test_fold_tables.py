"""The tables of folds grow from nothing, whatever the keys are, and take what they say that they take."""

from __future__ import annotations

import gc
import subprocess
import sys

import numpy as np
import pytest
from goalposts.expressions import ValueType
from goalposts.expressions.columns import Column
from goalposts.model import Batch
from goalposts.scoring.folds.fold_code.lines import _MULTIPLIERS, PARTITION_BITS
from goalposts.scoring.folds.spare_memory import LARGE_BYTES, SpareMemory
from scoring.steps import STEP, folding

SEED = 20_250_101


def steps_of(keys, times):
    cells = {"case": Column(ValueType.ID, keys), "at": Column(ValueType.TIMESTAMP, times)}
    return Batch(STEP.id, "desk", keys.size, cells)


def counted(keys, *, cuts=7, **settings):
    """How many steps every case has, and when the first was, by a fold that starts with no room at all."""
    made = folding(wanted=["steps", "opened_at", "case"], compiled_from=1, **settings)
    times = np.random.default_rng(SEED).permutation(keys.size)
    for part in np.array_split(np.arange(keys.size), cuts):
        made.add(steps_of(keys[part], times[part]))
    found = list(made.batches())
    values = [np.concatenate([one.columns[name].values for one in found]) for name in ("case", "steps", "opened_at")]
    order = np.argsort(values[0])
    return [column[order] for column in values], times


def check(keys, **settings):
    """Compare with sorting: what stands between two borders of the sorted keys is one case."""
    (cases, steps, opened), times = counted(keys, **settings)
    order = np.lexsort((times, keys))
    expected, first, counts = np.unique(keys[order], return_index=True, return_counts=True)
    assert np.array_equal(cases, expected)
    assert np.array_equal(steps, counts)
    assert np.array_equal(opened, times[order][first])


def in_one_partition(count):
    """Keys with one hash in their upper bits: what the hash does, undone."""
    random = np.random.default_rng(SEED)
    hashes = random.integers(0, 1 << (64 - PARTITION_BITS), count, np.uint64) | np.uint64(77 << (64 - PARTITION_BITS))
    undo = [np.uint64(pow(multiplier % 2**64, -1, 2**64)) for multiplier in _MULTIPLIERS]
    mixed = hashes * undo[1]
    return ((mixed ^ (mixed >> np.uint64(32))) * undo[0]).view(np.int64)


KEYS = {
    "one after the other": lambda: np.arange(400_000),
    "multiples of 2^20": lambda: np.arange(200_000) << 20,
    "multiples of 2^40": lambda: np.arange(200_000) << 40,
    "multiples of 2^50": lambda: np.arange(1 << 14) << 50,
    "negative": lambda: -np.arange(1, 200_000),
    "the greatest and the least": lambda: np.tile([2**63 - 1, -(2**63), 0, -1, 1], 50_000),
    "one": lambda: np.full(300_000, 2**63 - 1),
    "in one partition": lambda: in_one_partition(200_000),
    "at random, twice": lambda: np.tile(np.random.default_rng(SEED).integers(-(2**63), 2**63 - 1, 150_000), 2),
}


@pytest.mark.parametrize("kind", KEYS)
@pytest.mark.parametrize("buffer_bytes", [1, 1 << 30], ids=["folded often", "folded once"])
def test_any_keys_are_told_apart_while_tables_grow(kind, buffer_bytes):
    check(KEYS[kind](), buffer_bytes=buffer_bytes)


def test_tables_that_begin_empty_hold_millions():
    check(np.random.default_rng(SEED).integers(0, 2_000_000, 3_000_000) * 7919, buffer_bytes=16 << 20, cuts=40)


def test_a_key_that_is_a_number_is_given_back_as_one():
    made = folding(wanted=["case"], compiled_from=1)
    made.add(steps_of(np.array([5, -7, 5]), np.arange(3)))
    (found,) = made.batches()
    assert sorted(found.columns["case"].values.tolist()) == [-7, 5]


def test_keys_of_a_fold_are_either_numbers_or_words():
    made = folding(compiled_from=1)
    made.add(steps_of(np.array([5]), np.arange(1)))
    words = Column(ValueType.ID, np.zeros(1, np.int32), None, ("five",))
    with pytest.raises(ValueError, match="either numbers or words"):
        made.add(Batch(STEP.id, "desk", 1, {"case": words, "at": Column(ValueType.TIMESTAMP, np.arange(1))}))


def test_a_code_that_stands_for_no_word_is_refused_before_it_reads_foreign_memory():
    made = folding(compiled_from=1)
    words = Column(ValueType.ID, np.array([1], np.int32), None, ("five",))
    with pytest.raises(ValueError, match="codes that stand for no word"):
        made.add(Batch(STEP.id, "desk", 1, {"case": words, "at": Column(ValueType.TIMESTAMP, np.arange(1))}))


MEASURED = """
import re, sys
from pathlib import Path
sys.path.insert(0, "tests")
import numpy as np
from scoring.test_fold_tables import folding, steps_of

def megabytes():
    # not getrusage: its peak is that of the parent too, whose child this was before it became another program
    return int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text()).group(1)) / 1024

def folded(rows):
    made = folding(compiled_from=1, buffer_bytes=64 << 20)
    for start in range(0, rows, 1 << 16):
        made.add(steps_of(np.arange(start, start + (1 << 16)) * 3, np.arange(start, start + (1 << 16))))
    return made

folded(1 << 16)
before = megabytes()
made = folded(3 << 20)
print(megabytes() - before, made.table.bytes / 2**20, made.table.count)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the peak of a process is read where Linux tells it")
def test_a_fold_takes_the_memory_that_it_says():
    done = subprocess.run([sys.executable, "-c", MEASURED], capture_output=True, text=True, check=True)
    measured, said, count = map(float, done.stdout.split())
    assert count > 2_000_000
    assert 0.75 * said < measured < 1.25 * said


def test_memory_is_used_again_when_its_last_view_is_gone():
    spare = SpareMemory()
    first = spare.take(LARGE_BYTES)
    place, view = first.ctypes.data, first[100:200]
    del first
    assert spare.bytes == 0, "a view is left"
    second = spare.take(LARGE_BYTES)
    assert second.ctypes.data != place
    del view
    gc.collect()
    assert spare.bytes == LARGE_BYTES
    assert spare.take(LARGE_BYTES).ctypes.data == place


def test_discarded_memory_goes_back_to_the_system():
    spare = SpareMemory()
    first = spare.take(LARGE_BYTES)
    spare.discard(first)
    del first
    gc.collect()
    assert spare.bytes == 0
