"""The gates can fail: each of these knows what a wrong product would show them."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest
from attrs import evolve

from validity import catalogue
from validity.gates.metamorphic import ALLOWED, CHANGES, ROLLOUT, Change, deviation
from validity.kinds import KINDS
from validity.processes import draw, generator
from validity.product import answers, measured, windows
from validity.scores import of_kinds
from validity.visits import Rollout, visits


@pytest.fixture(scope="module")
def visited():
    return visits(ROLLOUT, generator("bites"))


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.what)
def test_what_must_not_matter_does_not(change, visited):
    assert deviation(change, visited) <= ALLOWED


def test_a_change_of_unit_that_goes_unnoticed_is_far_off(visited):
    """Sixty times the effect where the same was claimed."""
    wrong = Change("minutes taken for seconds", lambda table: longer(table, 60.0), same_words=False)
    assert deviation(wrong, visited) > 1


def test_a_millionth_more_is_seen(visited):
    assert deviation(Change("a millionth", lambda table: longer(table, 1 + 1e-6)), visited) > 100 * ALLOWED


def longer(table, factor):
    return table.set_column(table.schema.get_field_index("wait"), "wait", pc.multiply(table["wait"], factor))


def test_another_state_is_infinitely_far_off(visited):
    """Ten times the waits of the last fifth of the visits: the promise is kept all at once."""
    late = np.arange(visited.num_rows) > 0.8 * visited.num_rows

    def much_longer(table):
        return longer(table, pa.array(np.where(late, 10.0, 1.0)))

    assert deviation(Change("much longer", much_longer), visited) == float("inf")


def test_windows_that_the_product_refuses_stop_a_simulation():
    """A refusal is no answer: counted as "nothing found", it would make every rate look good."""
    tiny = evolve(catalogue.MAIN, name="tiny", baseline_days=20, evaluation_days=10)
    with pytest.raises(ValueError, match="too_few_days"):
        answers("ratio", windows(draw(tiny, 1)))


def test_an_effect_is_found_and_lies_in_its_range():
    """Four sd at 182/60 are ten standard errors; a range that holds zero there would be no range."""
    found = measured(catalogue.HALF_YEAR_60, 40, 4.0)
    assert found.found.all()
    assert found.cover(4.0).mean() > 0.8
    assert not found.cover(0.0).any()


def test_every_kind_has_its_own_truth():
    """Of a large rollout each kind finds what it did, give or take some standard errors, and not what another did."""
    rollout = Rollout(done=0.2, wait=120.0, price=4.0, volume=0.5)
    scores = of_kinds(rollout, 2)
    for kind in KINDS:
        for known, goal in scores[kind.name]:
            width = goal.change.high - goal.change.low
            truth = kind.truth(known, goal)
            assert abs(goal.change.effect - truth) < width
            assert goal.change.p_value < 0.001
    truths = {kind.name: kind.truth(*scores[kind.name][0]) for kind in KINDS}
    assert truths["share"] == 0.2
    assert truths["mean"] == truths["quantile"] == 120.0
    assert truths["total"] == pytest.approx(scores["total"][0][1].evaluation.value * (1 - np.exp(-0.5)))
