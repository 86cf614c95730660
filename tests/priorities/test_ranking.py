"""How goals are ordered, what they lack, and whether the order stands when uncertain inputs are drawn."""

import numpy as np
import pytest
from goalposts.errors import InputError, PluginError
from goalposts.model import Catalogue, Contribution, Domain, Heuristic
from goalposts.priorities import choose, rank
from priorities.by_hand import KNOWN, ranked, sure

WORDS = {"en": "words", "ru": "слова"}
PLAIN = Heuristic("plain", WORDS, ("size",), lambda size: size)


def test_larger_scores_come_first_and_equal_ones_share_a_place():
    found = ranked(PLAIN, a=sure(size=1), b=sure(size=3), c=sure(size=3), d=sure(size=2))
    assert [(rank.goal, rank.place) for rank in found.ranks] == [("b", 1), ("c", 1), ("d", 3), ("a", 4)]


def test_a_goal_without_an_input_is_not_ranked_and_says_what_it_lacks():
    found = ranked("wsjf", a=sure(value=1, urgency=1, risk=1, effort=1), b=sure(value=8))
    assert [rank.goal for rank in found.ranked] == ["a"]
    assert found.ranks[-1].missing == ("urgency", "risk", "effort")


def test_a_goal_on_another_kpi_is_left_out_without_a_complaint():
    found = rank(PLAIN, {"a": sure(size=1), "b": sure()}, Catalogue(), frozenset({"b"}))
    assert found.ranks[-1].not_for
    assert found.ranks[-1].missing == ()


def test_an_order_of_exact_inputs_is_determined():
    found = ranked(PLAIN, **{name: sure(size=size) for size, name in enumerate("abcde")})
    assert found.is_determined
    assert found.first_change == 0
    assert [rank.often_first for rank in found.ranks] == [1, 1, 1, 0, 0]
    assert all(rank.low == rank.score == rank.high for rank in found.ranks)


def test_equal_scores_of_all_determine_no_order():
    assert not ranked(PLAIN, a=sure(size=2), b=sure(size=2)).is_determined
    assert not ranked(PLAIN, **{name: sure(size=1) for name in "abcd"}).is_determined
    assert ranked(PLAIN, a=sure(size=2), b=sure(size=2), c=sure(size=1), d=sure(size=0)).is_determined


def test_how_often_two_goals_change_places_is_as_reckoned_by_hand():
    """The triangle over 4 .. 6 .. 8 has (5 - 4)² / (4 · 2) = 1/8 of its mass below 5."""
    found = ranked(PLAIN, sure=sure(size=5), unsure=sure(size=(4, 6, 8)))
    assert [rank.goal for rank in found.ranks] == ["unsure", "sure"]
    assert found.first_change == pytest.approx(1 / 8, abs=0.025)  # 2000 draws: a standard error of 0.0074
    assert found.is_determined


def test_nine_of_ten_draws_lie_between_low_and_high():
    """Of the triangle 0 .. 1 .. 2, 5 % lie below the root of 0.1, and as many above 2 minus it."""
    (only,) = ranked(PLAIN, only=sure(size=(0, 1, 2))).ranks
    assert only.low == pytest.approx(0.1**0.5, abs=0.04)
    assert only.high == pytest.approx(2 - 0.1**0.5, abs=0.04)


def test_how_often_a_goal_is_among_the_first_three_is_as_another_generator_finds():
    ranges = {"a": (1, 4, 9), "b": (2, 3, 5), "c": (0, 5, 6), "d": (3, 3.5, 8), "e": (1, 2, 4)}
    random = np.random.default_rng(7)
    drawn = np.column_stack([random.triangular(*limits, 200_000) for limits in ranges.values()])
    first = np.argsort(np.argsort(-drawn, axis=1), axis=1) < 3
    expected = dict(zip(ranges, first.mean(axis=0), strict=True))
    likely = np.array([limits[1] for limits in ranges.values()])
    same = (first == (np.argsort(np.argsort(-likely)) < 3)).all(axis=1)

    found = ranked(PLAIN, **{goal: sure(size=limits) for goal, limits in ranges.items()})
    assert {rank.goal: rank.often_first for rank in found.ranks} == pytest.approx(expected, abs=0.045)
    assert found.first_change == pytest.approx(1 - same.mean(), abs=0.045)
    assert not found.is_determined


def test_the_draws_of_a_goal_do_not_depend_on_the_others():
    ranges = {"a": sure(size=(1, 4, 9)), "b": sure(size=(2, 3, 5))}
    alone, beside = ranked(PLAIN, **ranges), ranked(PLAIN, **ranges, z=sure(size=100))
    assert {rank.goal: (rank.low, rank.high) for rank in alone.ranks}.items() <= {
        rank.goal: (rank.low, rank.high) for rank in beside.ranks
    }.items()


def test_an_effort_of_zero_is_wrong_input():
    with pytest.raises(InputError, match=r"goals\.a\.priority: heuristic wsjf would divide by zero"):
        ranked("wsjf", a=sure(value=1, urgency=1, risk=1, effort=0))


@pytest.mark.parametrize("score", [lambda size: size["x"], lambda size: float("nan")], ids=["raises", "gives nan"])
def test_a_plugin_whose_heuristic_fails_is_named(score):
    broken = Heuristic("alpha.broken", WORDS, ("size",), score)
    catalogue = Catalogue((Contribution("alpha", "1.4", Domain("alpha", prefix="ALP", heuristics=[broken])),))
    with pytest.raises(PluginError, match=r"plugin 'alpha' 1\.4: heuristic alpha\.broken cannot score goal 'a'"):
        rank(broken, {"a": sure(size=1)}, catalogue)


def test_the_heuristic_that_ranks_the_most_goals_is_taken():
    goals = {"a": sure(value=8, effort=5, cost_of_delay=10, weeks=2), "b": sure(value=1, effort=2)}
    rankings = [rank(KNOWN[name], goals, Catalogue()) for name in ("cd3", "value-effort", "ice")]
    assert choose(rankings).heuristic == "value-effort"
    assert choose(rankings[2:]) is None
