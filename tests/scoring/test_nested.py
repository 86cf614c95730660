"""A dimension within another: one word for each pair of words that rows have."""

from __future__ import annotations

import numpy as np
import pytest
from goalposts.expressions.columns import Column
from goalposts.expressions.types import ValueType
from goalposts.model import Batch
from goalposts.scoring.planning.nested import nested, unnested, with_nested
from hypothesis import given
from hypothesis import strategies as st

NAME = nested("branch", "agent")
WORDS = st.lists(st.tuples(st.sampled_from(["", "north", "south", None]), st.sampled_from(["", "Ann", "Bob", None])))


def column(cells):
    words = sorted({cell for cell in cells if cell is not None})
    codes = np.array([0 if cell is None else words.index(cell) for cell in cells], np.int32)
    return Column(ValueType.CATEGORY, codes, np.array([cell is not None for cell in cells], np.bool_), tuple(words))


def batch(cells):
    columns = {"branch": column([one for one, _ in cells]), "agent": column([other for _, other in cells])}
    return Batch("call", "pbx", len(cells), columns)


@given(WORDS)
def test_every_row_has_its_pair_and_rows_that_lack_a_word_have_none(cells):
    found = with_nested(batch(cells), [NAME, "branch"]).columns[NAME]
    read = [found.words[code] if there else None for code, there in zip(found.values, found.valid, strict=True)]
    assert read == [nested(*pair) if all(pair) else None for pair in cells]
    assert len(set(found.words)) == len(found.words)


@pytest.mark.parametrize("lacking", ["branch", "agent"])
def test_a_batch_without_one_of_the_columns_has_no_pairs(lacking):
    made = batch([("north", "Ann")])
    columns = {name: known for name, known in made.columns.items() if name != lacking}
    assert NAME not in with_nested(Batch("call", "pbx", 1, columns), [NAME]).columns


def test_a_constant_column_is_one_word_for_all_rows():
    columns = {
        "branch": Column(ValueType.CATEGORY, np.array(0, np.int32), None, ("north",)),
        "agent": column(["Ann", "Bob"]),
    }
    found = with_nested(Batch("call", "pbx", 2, columns), [NAME]).columns[NAME]
    assert [unnested(found.words[code]) for code in found.values] == [("north", "Ann"), ("north", "Bob")]
