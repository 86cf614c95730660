"""Every column has a name of its own, and one that is called so itself keeps it."""

from goalposts.streams.batches.distinct_columns import distinct_columns
from goalposts.streams.sheets.sheet import letters
from hypothesis import given
from hypothesis import strategies as st


def naive(header):
    """By the rule itself: the least number from 2 on whose name neither stands in the header nor was given."""
    found = []
    for place, name in enumerate(header):
        stem = name or letters(place)
        tried = [stem, *(f"{stem} ({number})" for number in range(2, 3 * len(header) + 2))]
        found.append(next(one for one in tried if one not in found and (one == name or one not in header)))
    return tuple(found)


@given(st.lists(st.sampled_from(["", "a", "A", "B", "a (2)", "a (3)", "A (2)"]), max_size=9).map(tuple))
def test_names_are_numbered_as_a_slow_search_does(header):
    found = distinct_columns(header, letters, frozenset(), "x")
    assert found == naive(header)
    assert len(set(found)) == len(header)


def test_a_name_that_stands_ten_thousand_times_is_numbered_at_once():
    """A search from the beginning for each of them would take a hundred million looks."""
    found = distinct_columns(("x",) * 10_000, letters, frozenset(), "x")
    assert found[-1] == "x (10000)"
