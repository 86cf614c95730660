"""Laws of the KPI language: what is written is read back, whatever it says."""

import string

from goalposts.errors import ExpressionError
from goalposts.expressions import (
    Distinct,
    Mean,
    Quantile,
    Quantity,
    Quotient,
    Ratio,
    Share,
    Sum,
    Survival,
    Total,
    Weighted,
    parse,
    parse_formula,
    render,
    render_formula,
)
from goalposts.expressions.functions import FUNCTIONS
from goalposts.expressions.nodes import (
    Among,
    And,
    Arithmetic,
    Call,
    Compare,
    IsNull,
    Name,
    Negate,
    Not,
    Number,
    Or,
    Param,
    Words,
)
from goalposts.expressions.parser import KEYWORDS
from hypothesis import given, settings
from hypothesis import strategies as st

units = st.sampled_from(["", "ms", "s", "min", "h", "d", "%", "RUB", "EUR"])
sizes = st.one_of(
    st.integers(0, 10**18).map(float), st.floats(0, allow_nan=False, allow_infinity=False).map(lambda size: size + 0.0)
)
names = st.one_of(
    st.sampled_from(["wait", "очередь", "abs", "param", "s", "d", "RUB", "Speed of answer", *sorted(KEYWORDS)]),
    st.text(min_size=1, max_size=8),
)
atoms = st.one_of(
    st.builds(Name, names),
    st.builds(Words, st.text(max_size=8)),
    st.builds(Number, st.builds(Quantity, sizes, units)),
    st.builds(Param, st.text(max_size=8)),
)


def calls(function, inner):
    """A call with as many arguments as it must have, or with business hours behind them where it may."""
    known = FUNCTIONS[function]
    counts = [known.arguments - 1, known.arguments - 1 + known.by_business_hours]
    more = st.sampled_from(counts).flatmap(lambda count: st.tuples(*[inner] * count))
    return st.builds(Call, st.just(function), inner, more)


def larger(inner):
    """Any node over smaller ones, whether or not the types make sense: the text must not care."""
    several = st.lists(inner, min_size=2, max_size=3).map(tuple)
    return st.one_of(
        st.sampled_from(sorted(FUNCTIONS)).flatmap(lambda function: calls(function, inner)),
        st.builds(Negate, inner),
        st.builds(Arithmetic, st.sampled_from("+-*/"), inner, inner),
        st.builds(Compare, st.sampled_from(["==", "!=", "<", "<=", ">", ">="]), inner, inner),
        st.builds(Among, inner, st.lists(inner, min_size=1, max_size=3).map(tuple), st.booleans()),
        st.builds(IsNull, inner, st.booleans()),
        st.builds(Not, inner),
        st.builds(And, several),
        st.builds(Or, several),
    )


expressions = st.recursive(atoms, larger, max_leaves=12)
maybe = st.none() | expressions
weighted = st.builds(
    Weighted,
    st.builds(Sum, st.text(min_size=1, max_size=8), maybe, maybe, st.just("") | st.text(min_size=1, max_size=4)),
    st.floats(-1e9, 1e9).filter(bool),
)
linear = st.lists(weighted, min_size=1, max_size=3).map(tuple)
formulas = st.one_of(
    st.builds(Distinct, expressions, maybe),
    st.builds(
        Survival, expressions, st.sampled_from(["reached", "half_rise", "mean", "cohort"]), maybe, expressions, maybe
    ),
    st.builds(Survival, expressions, st.just("median"), maybe, st.none(), maybe),
    st.builds(
        Survival,
        expressions,
        st.just("quantile"),
        maybe,
        st.none(),
        maybe,
        st.floats(0, 1, exclude_min=True, exclude_max=True),
    ),
    st.builds(Quotient, linear, linear),
    st.builds(Share, expressions, maybe),
    st.builds(Mean, expressions, maybe),
    st.builds(Ratio, expressions, expressions, maybe),
    st.builds(Total, maybe, maybe),
    st.builds(Quantile, expressions, st.floats(0, 1, exclude_min=True, exclude_max=True), maybe),
)


@settings(max_examples=300)
@given(expressions)
def test_every_expression_is_read_back_as_it_was_written(expression):
    assert parse(render(expression)) == expression


@settings(max_examples=100)
@given(expressions)
def test_canonical_text_is_a_fixed_point(expression):
    assert render(parse(render(expression))) == render(expression)


@settings(max_examples=150)
@given(formulas)
def test_every_formula_is_read_back_as_it_was_written(formula):
    assert parse_formula(render_formula(formula)) == formula


@settings(max_examples=300)
@given(st.text(alphabet=string.printable + "«»≤≥`ёß²", max_size=30))
def test_any_text_is_an_expression_or_an_error_with_a_place_in_it(text):
    found = parsed(text)
    if isinstance(found, ExpressionError):
        assert 0 <= found.position <= len(text)
        assert found.sentence("ru") != found.sentence("en")
    else:
        assert parse(render(found)) == found


def parsed(text):
    try:
        return parse(text)
    except ExpressionError as error:
        return error


@settings(max_examples=100)
@given(expressions, st.lists(st.sampled_from([" ", "\t", "\n", "  "]), min_size=2, max_size=2))
def test_white_space_around_says_nothing(expression, spaces):
    assert parse(spaces[0] + render(expression) + spaces[1]) == expression
