"""Laws of touch paths and of the numbers of words: the compiled loops give the bytes of their twins, on any threads."""

from __future__ import annotations

import subprocess
import sys

import attrs
import numpy as np
import pytest
from goalposts.errors import InputError
from goalposts.expressions import ValueType
from goalposts.expressions.columns import Column
from goalposts.model import Batch, attribution, event_type, field
from goalposts.scoring.credit.attribution import TouchPaths, touch_paths
from goalposts.scoring.credit.word_numbers import WordNumbers
from goalposts.scoring.scanning import Crediting
from hypothesis import example, given, settings
from hypothesis import strategies as st

SECOND = 1_000_000
touch_lists = st.lists(st.tuples(st.integers(0, 6), st.integers(-5, 20), st.integers(-1, 3)), max_size=60)
conversion_lists = st.lists(st.tuples(st.integers(0, 6), st.integers(-5, 20)), max_size=12)
lookbacks = st.sampled_from([np.inf, 0.0, 3.0, 10.0])
words = st.lists(st.lists(st.sampled_from(["", "a", "aa", "b", "щ", "person 17", "p" * 40]), unique=True), max_size=8)


def arrays(touches, conversions):
    who, at, channel = np.array(touches, np.int64).reshape(-1, 3).T
    converting, when = np.array(conversions, np.int64).reshape(-1, 2).T
    return who, at * SECOND, channel, converting, when * SECOND


def same(one, other):
    """Whether two sets of paths are equal byte by byte."""
    pairs = [(getattr(one, known.name), getattr(other, known.name)) for known in attrs.fields(TouchPaths)]
    return all(left.dtype == right.dtype and left.tobytes() == right.tobytes() for left, right in pairs)


@settings(deadline=None)
@given(touch_lists, conversion_lists, lookbacks, st.sampled_from([1, 2, 3]))
@example([(0, 0, 1), (0, 1, 2)], [(0, 3)], 3.0, 1)  # exactly as old as the look-back: not too old
def test_walking_gives_the_paths_of_sorting(touches, conversions, lookback, threads):
    """Equal times, touches too old, people who only convert, and nothing at all among them."""
    given_arrays = arrays(touches, conversions)
    walked = touch_paths(*given_arrays, lookback, compiled_from=0, threads=threads)
    assert same(walked, touch_paths(*given_arrays, lookback))


@pytest.mark.parametrize("people", [1, 40, 20_000])
def test_walking_gives_the_paths_of_sorting_many_touches(people):
    """One person with all touches, and many ranges of people."""
    random = np.random.default_rng(people)
    rows, sales = 100_000, 9_000
    given_arrays = (
        random.integers(0, people, rows),
        random.integers(0, 50_000, rows) * SECOND,
        random.integers(0, 5, rows),
        random.integers(0, people, sales),
        random.integers(0, 50_000, sales) * SECOND,
    )
    walked = [touch_paths(*given_arrays, 9_000.0, compiled_from=0, threads=threads) for threads in (1, 2)]
    sorted_paths = touch_paths(*given_arrays, 9_000.0)
    assert all(same(paths, sorted_paths) for paths in walked)


def column(names):
    return Column(ValueType.ID, np.arange(len(names), dtype=np.int32), None, tuple(names))


@settings(deadline=None)
@given(words, st.sampled_from([0, 10**9]), st.sampled_from([0, 30, 10**9]))
def test_equal_words_get_one_number_in_the_order_in_which_they_are_met(columns, compiled_from, waiting):
    """Against a dict of Python; by either way, and however often numbers are settled."""
    made, met = WordNumbers(compiled_from=compiled_from, waiting_at_least=waiting), {}
    places = [made.places(column(names)) for names in columns]
    wanted = [[met.setdefault(name, len(met)) for name in names] for names in columns]
    found = [made.numbers(some).tolist() if names else [] for some, names in zip(places, columns, strict=True)]
    assert found == wanted
    assert made.words == list(met)


def test_many_words_get_the_numbers_of_a_dict():
    names = [f"person-{number}" for number in np.random.default_rng(0).integers(0, 30_000, 100_000).tolist()]
    made, met = WordNumbers(compiled_from=0), {}
    found = made.numbers(made.places(column(names)))
    assert found.tolist() == [met.setdefault(name, len(met)) for name in names]
    assert made.words == list(met)


def test_whole_numbers_are_the_words_that_they_are_written_as():
    made = WordNumbers()
    whole = made.places(Column(ValueType.ID, np.array([7, 5, 7])))
    assert made.numbers(whole).tolist() == [1, 0, 1]
    assert made.numbers(made.places(column(["7"]))).tolist() == [1]


MET = [field.id("person"), field.time("at")]
TOUCH = event_type("web.touch", time="at", fields=[*MET, field.category("channel")])
SALE = event_type("web.sale", time="at", fields=MET)
CREDIT = attribution("web.credit", touches=TOUCH, conversions=SALE)


def test_more_touches_than_fit_the_budget_are_refused_with_one_sentence():
    crediting = Crediting.of(CREDIT, ())
    crediting.touches.budget_bytes = 100_000
    people = Column(ValueType.ID, np.zeros(1_000, np.int32), None, ("a",))
    cells = {"person": people, "at": Column(ValueType.TIMESTAMP, np.arange(1_000)), "channel": people}
    crediting.touches.add(Batch("web.touch", "pixel", 1_000, cells))
    assert crediting.touches.bytes < 100_000
    with pytest.raises(InputError, match=r"web\.credit: touches and conversions need over 0 MB of memory, the limit"):
        crediting.touches.add(Batch("web.touch", "pixel", 1_000, cells))


PROGRAM = """
import sys
import numpy as np
from goalposts.scoring.credit.attribution import channel_credit, touch_paths
who = np.arange({rows}) // 5
paths = touch_paths(who, who, who % 3, who[:9], who[:9])
channel_credit(paths, "linear", 3)
print("numba" in sys.modules)
"""


@pytest.mark.parametrize(("rows", "loaded"), [(900_000, False), (1_000_000, True)])
def test_few_touches_load_no_compiler(rows, loaded):
    done = subprocess.run([sys.executable, "-c", PROGRAM.format(rows=rows)], capture_output=True, text=True, check=True)
    assert done.stdout == f"{loaded}\n"
