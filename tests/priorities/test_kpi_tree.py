"""A tree of figures against hand arithmetic, and its slopes against small steps."""

import pytest
from goalposts.expressions import Quantity, parse
from goalposts.model.kpi_tree import KpiTree, Measured
from goalposts.priorities.kpi_tree import reckon
from hypothesis import assume, given
from hypothesis import strategies as st


def tree(**parts):
    return KpiTree({name: parse(part) if isinstance(part, str) else part for name, part in parts.items()})


PAID = tree(
    profit="orders * margin - minutes * wage",
    orders="calls * (1 - lost) * ordering",
    minutes="calls * (1 - lost) * handling / 60",
    calls=Quantity(10_000),
    lost=Measured(goal="lost"),
    ordering=Quantity(10, "%"),
    margin=Quantity(50, "EUR"),
    handling=Measured(goal="handling"),
    wage=Quantity(0.4, "EUR"),
)


def test_a_tree_with_shared_parts_is_as_reckoned_by_hand():
    """12 % of 10,000 calls lost leaves 8,800: 880 orders bring 44,000, and 5 minutes each at 0.40 cost 17,600.

    A lost call more costs an order's tenth of 50 and saves 2 of talk: -10,000 * (5 - 2) for all of them. A second of
    handling more costs 8,800 / 60 minutes at 0.40.
    """
    found = reckon(PAID, {"lost": 0.12, "handling": 300.0})
    assert found.value == pytest.approx(26_400)
    assert found.slopes == pytest.approx({"lost": -30_000, "handling": -8_800 / 60 * 0.4})


def test_every_elasticity_of_a_product_is_one():
    """Margin = leads x conversion x deal x margin share: the order is up to what can be changed."""
    product = tree(m="leads * rate * deal * 40%", leads=Quantity(400), rate=Measured("r"), deal=Measured("d"))
    values = {"rate": 0.2, "deal": 30_000.0}
    found = reckon(product, values)
    assert found.value == pytest.approx(960_000)
    for name, value in values.items():
        assert found.slopes[name] * value / found.value == pytest.approx(1)


def test_dividing_by_a_part_that_is_zero_is_an_error():
    with pytest.raises(ZeroDivisionError):
        reckon(tree(a="1 / x", x=Measured("x")), {"x": 0.0})


formulas = st.recursive(
    st.sampled_from(["x", "y", "2", "0.5", "30%"]),
    lambda inner: st.builds("({} {} {})".format, inner, st.sampled_from("+-*/"), inner) | inner.map("(-{})".format),
    max_leaves=8,
)


@given(formulas, st.floats(0.5, 3), st.floats(0.5, 3))
def test_slopes_are_what_small_steps_find(formula, x, y):
    known = tree(top=f"x * 0 + y * 0 + {formula}", x=Measured("x"), y=Measured("y"))
    step = 1e-5

    def top(a, b):  # Python's own arithmetic is the oracle
        return eval(formula.replace("30%", "0.3"), {"x": a, "y": b})

    try:
        around = top(x + step, y), top(x - step, y), top(x, y + step), top(x, y - step)
        expected = top(x, y)
    except ZeroDivisionError:
        return
    assume(max(map(abs, around)) < 1e3)
    found = reckon(known, {"x": x, "y": y})
    assert found.value == pytest.approx(expected)
    by_steps = {"x": (around[0] - around[1]) / (2 * step), "y": (around[2] - around[3]) / (2 * step)}
    assume(max(map(abs, by_steps.values())) < 1e3)
    assert found.slopes == pytest.approx(by_steps, rel=1e-3, abs=1e-3)
