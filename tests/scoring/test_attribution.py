"""Credit of channels: the golden paths, the law of the sum, and the naive walk through every path."""

from __future__ import annotations

import naive
import numpy as np
import pytest
from goalposts.scoring.credit.attribution import MODELS, TouchPaths, channel_credit, touch_paths
from goalposts.scoring.kernels.credit import count_transitions, removal_effects
from hypothesis import given, settings
from hypothesis import strategies as st

CHANNELS = "ABCD"
SECOND = 1_000_000


def folded(touches, conversions, lookback=None):
    """Paths of touches (person, second, channel) and conversions (person, second)."""
    people = {name: code for code, name in enumerate(sorted({row[0] for row in [*touches, *conversions]}))}
    integers = lambda values: np.array(list(values), np.int64)  # noqa: E731
    return touch_paths(
        integers(people[who] for who, _, _ in touches),
        integers(at * SECOND for _, at, _ in touches),
        integers(CHANNELS.index(channel) for _, _, channel in touches),
        integers(people[who] for who, _ in conversions),
        integers(at * SECOND for _, at in conversions),
        np.inf if lookback is None else lookback,
    )


def golden():
    """A→B→C conv; A→C conv; B→C no; A no; C conv (domain reference 7.3)."""
    walks = {"1": "ABC", "2": "AC", "3": "BC", "4": "A", "5": "C"}
    touches = [(who, second, channel) for who, walk in walks.items() for second, channel in enumerate(walk)]
    return folded(touches, [("1", 10), ("2", 10), ("5", 10)])


@pytest.mark.parametrize(
    ("model", "wanted"),
    [
        ("first", [2, 0, 1]),
        ("last", [0, 0, 3]),
        ("linear", [0.5 + 1 / 3, 1 / 3, 1 / 3 + 0.5 + 1]),
        ("position", [0.4 + 0.5, 0.2, 0.4 + 0.5 + 1]),
        ("markov", [0.75, 0.75, 1.5]),
        ("shapley", [0.5 + 1 / 3, 1 / 3, 1 / 3 + 0.5 + 1]),
    ],
)
def test_the_golden_paths_give_the_published_credit(model, wanted):
    assert channel_credit(golden(), model, 3).tolist() == pytest.approx(wanted, rel=1e-12)


def test_the_golden_removal_effects():
    """P(conversion) is 0.6; without A and without B it is halved, without C nothing converts."""
    paths = golden()
    counts = count_transitions(paths.starts, paths.channels, paths.converted, 3)
    assert removal_effects(counts).tolist() == pytest.approx([0.5, 0.5, 1.0], rel=1e-12)


def test_time_decay_halves_with_every_half_life():
    paths = TouchPaths(np.array([0, 2]), np.array([0, 1]), np.array([7.0, 0.0]), np.array([True]))
    assert channel_credit(paths, "time_decay", 2, half_life=7.0).tolist() == pytest.approx([1 / 3, 2 / 3])


def test_time_decay_of_old_paths_does_not_vanish():
    """Touches of a thousand half-lives ago still share their conversion."""
    paths = TouchPaths(np.array([0, 2]), np.array([0, 1]), np.array([9e5, 9e5 - 1]), np.array([True]))
    assert channel_credit(paths, "time_decay", 2, half_life=1.0).tolist() == pytest.approx([1 / 3, 2 / 3])


def test_last_non_direct_passes_over_direct_unless_all_is_direct():
    paths = TouchPaths(np.array([0, 2, 3]), np.array([0, 1, 1]), np.zeros(3), np.array([True, True]))
    assert channel_credit(paths, "last_non_direct", 2, direct=[1]).tolist() == [1.0, 1.0]


def test_an_unknown_model_is_refused_with_the_known_ones():
    with pytest.raises(ValueError, match="unknown model 'best'; known: first, last"):
        channel_credit(golden(), "best", 3)


people = st.sampled_from("xyz")
touch_lists = st.lists(st.tuples(people, st.integers(0, 20), st.sampled_from(CHANNELS)), max_size=20)
conversion_lists = st.lists(st.tuples(people, st.integers(0, 20)), max_size=6)
lookbacks = st.none() | st.integers(0, 10)


@settings(deadline=None)
@given(touch_lists, conversion_lists, lookbacks)
def test_credit_adds_up_to_the_conversions_under_every_model(touches, conversions, lookback):
    paths = folded(touches, conversions, lookback)
    for model in MODELS:
        found = channel_credit(paths, model, len(CHANNELS), direct=[0])
        assert (found >= 0).all()
        assert found.sum() == pytest.approx(len(conversions) - paths.unattributed, abs=1e-9)


@settings(deadline=None)
@given(touch_lists, conversion_lists, lookbacks)
def test_credit_is_what_a_walk_through_every_path_gives(touches, conversions, lookback):
    paths = folded(touches, conversions, lookback)
    walked = naive.paths_of(touches, conversions, lookback)
    for model in ("first", "last", "last_non_direct", "linear", "position", "time_decay"):
        wanted = naive.touch_credit(walked, model, direct="A", half_life=3.0)
        found = channel_credit(paths, model, len(CHANNELS), direct=[0], half_life=3.0)
        assert found.tolist() == pytest.approx([wanted.get(channel, 0.0) for channel in CHANNELS], abs=1e-12)


@settings(deadline=None, max_examples=50)
@given(touch_lists, conversion_lists)
def test_the_value_of_shapley_is_the_mean_over_all_coalitions(touches, conversions):
    """Without forming a single one."""
    found = channel_credit(folded(touches, conversions), "shapley", len(CHANNELS))
    wanted = naive.shapley_credit(naive.paths_of(touches, conversions), CHANNELS)
    assert found.tolist() == pytest.approx([float(wanted[channel]) for channel in CHANNELS], abs=1e-12)


@settings(deadline=None)
@given(touch_lists, conversion_lists, st.integers(2, 5))
def test_what_conversions_are_worth_is_divided_like_their_number(touches, conversions, price):
    """Of one price for all it is the price times the number; of several, every rule divides the sum."""
    paths = folded(touches, conversions)
    even = np.full(paths.converted.size, float(price))
    uneven = np.arange(paths.converted.size) + 1.0
    led = paths.converted & (np.diff(paths.starts) > 0)
    for model in MODELS:
        count = channel_credit(paths, model, len(CHANNELS), direct=[0])
        priced = channel_credit(paths, model, len(CHANNELS), direct=[0], worth=even)
        assert priced.tolist() == pytest.approx((price * count).tolist(), abs=1e-9)
        whole = channel_credit(paths, model, len(CHANNELS), direct=[0], worth=uneven).sum()
        assert whole == pytest.approx(uneven[led].sum(), abs=1e-9), model
    firsts = [(paths.channels[start], worth) for start, worth in zip(paths.starts[:-1][led], uneven[led], strict=True)]
    wanted = [sum(worth for channel, worth in firsts if channel == code) for code in range(len(CHANNELS))]
    assert channel_credit(paths, "first", len(CHANNELS), worth=uneven).tolist() == pytest.approx(wanted, abs=1e-9)


@settings(deadline=None, max_examples=50)
@given(touch_lists, conversion_lists)
def test_removal_effects_are_what_a_long_walk_gives(touches, conversions):
    paths = folded(touches, conversions)
    wanted = naive.removal_effects(naive.paths_of(touches, conversions), CHANNELS)
    counts = count_transitions(paths.starts, paths.channels, paths.converted, len(CHANNELS))
    assert removal_effects(counts).tolist() == pytest.approx([wanted[channel] for channel in CHANNELS], abs=1e-9)
