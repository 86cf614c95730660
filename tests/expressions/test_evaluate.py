"""Evaluation against a naive evaluator that walks the rows one by one."""

import math

import numpy as np
import pytest
from goalposts.expressions import Quantity, ValueType, parse, render
from goalposts.expressions.columns import Column
from goalposts.expressions.evaluate import evaluate
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
from hypothesis import given
from hypothesis import strategies as st

WORDS = ("in", "out", "", "5", "x y")
KINDS = {
    "queue": ValueType.CATEGORY,
    "line": ValueType.ID,
    "wait": ValueType.DURATION,
    "talk": ValueType.DURATION,
    "score": ValueType.NUMBER,
    "price": ValueType.MONEY,
    "at": ValueType.TIMESTAMP,
    "until": ValueType.TIMESTAMP,
    "solved": ValueType.FLAG,
    "raw": ValueType.RAW,
}
PARAMS = {"within": 20.0, "none": 0.0}


def naive(node, row):  # noqa: C901, PLR0912  # one case a kind of node
    """The value of an expression in one row; None where it is missing."""
    match node:
        case Name(id=name):
            return row.get(name)
        case Words(text=text):
            return text
        case Number(quantity=quantity):
            return quantity.in_base_unit
        case Param(name=name):
            return PARAMS[name]
        case Call(argument=operand):
            found = naive(operand, row)
            return None if found is None else abs(found)
        case Negate(operand=operand):
            found = naive(operand, row)
            return None if found is None else -found
        case Arithmetic(operator=operator, left=left, right=right):
            return naive_arithmetic(operator, left, right, row)
        case Compare(operator=operator, left=left, right=right):
            return naive_compare(operator, naive(left, row), naive(right, row))
        case Among(item=item, options=options, negated=negated):
            found = naive_or([naive_compare("==", naive(item, row), naive(option, row)) for option in options])
            return naive_not(found) if negated else found
        case IsNull(item=item, negated=negated):
            return (naive(item, row) is None) != negated
        case Not(operand=operand):
            return naive_not(naive(operand, row))
        case And(terms=terms):
            return naive_not(naive_or([naive_not(naive(term, row)) for term in terms]))
        case Or(terms=terms):
            return naive_or([naive(term, row) for term in terms])
    raise AssertionError(node)


def naive_not(flag):
    return None if flag is None else not flag


def naive_or(flags):
    if True in flags:
        return True
    return None if None in flags else False


def naive_compare(operator, left, right):
    if left is None or right is None:
        return None
    if isinstance(left, str) != isinstance(right, str):
        left, right = naive_number(left), naive_number(right)
        if left is None or right is None:
            return None
    return {
        "==": lambda: left == right,
        "!=": lambda: left != right,
        "<": lambda: left < right,
        "<=": lambda: left <= right,
        ">": lambda: left > right,
        ">=": lambda: left >= right,
    }[operator]()


def naive_number(word):
    try:
        return float(word)
    except ValueError:
        return None


def naive_arithmetic(operator, left_node, right_node, row):
    left, right = naive(left_node, row), naive(right_node, row)
    if left is None or right is None:
        return None
    if operator == "/":
        return left / right if right else None
    times = [isinstance(node, Name) and node.id in ("at", "until") for node in (left_node, right_node)]
    if times == [True, True]:
        return (left - right) / 1e6
    if times == [True, False]:
        return left + round((right if operator == "+" else -right) * 1e6)
    return {"+": left + right, "-": left - right, "*": left * right}[operator]


amounts = st.integers(-40, 40).map(lambda whole: whole / 4)
cells = {
    ValueType.DURATION: amounts,
    ValueType.NUMBER: amounts,
    ValueType.MONEY: amounts,
    ValueType.TIMESTAMP: st.integers(0, 10).map(lambda seconds: 10**15 + seconds * 10**6),
    ValueType.FLAG: st.booleans(),
}
rows = st.lists(
    st.fixed_dictionaries({name: st.none() | cells.get(kind, st.sampled_from(WORDS)) for name, kind in KINDS.items()}),
    max_size=8,
)


def named(*kinds):
    return st.sampled_from([Name(name) for name, kind in KINDS.items() if kind in kinds])


def numbers(kind, unit):
    leaf = named(kind) | st.integers(0, 10).map(lambda size: Number(Quantity(size, unit)))
    if kind is ValueType.DURATION:
        leaf |= st.sampled_from([Param("within"), Param("none"), Arithmetic("-", Name("at"), Name("until"))])
    return st.recursive(
        leaf,
        lambda inner: st.one_of(
            st.builds(Arithmetic, st.sampled_from("+-"), inner, inner),
            st.builds(Arithmetic, st.sampled_from("*/"), inner, named(ValueType.NUMBER)),
            st.builds(Negate, inner),
            st.builds(Call, st.just("abs"), inner),
        ),
        max_leaves=4,
    )


durations = numbers(ValueType.DURATION, "s")
plain = numbers(ValueType.NUMBER, "")
money = numbers(ValueType.MONEY, "RUB")
times = named(ValueType.TIMESTAMP) | st.builds(Arithmetic, st.sampled_from("+-"), named(ValueType.TIMESTAMP), durations)
texts = st.sampled_from((*WORDS, "never")).map(Words)
words = named(ValueType.CATEGORY, ValueType.ID) | texts
raw = named(ValueType.RAW)
orders = st.sampled_from(["==", "!=", "<", "<=", ">", ">="])
equals = st.sampled_from(["==", "!="])
comparisons = st.one_of(
    st.builds(Compare, orders, durations, durations),
    st.builds(Compare, orders, plain, plain),
    st.builds(Compare, orders, money, plain),
    st.builds(Compare, orders, times, times),
    st.builds(Compare, equals, words, words),
    st.builds(Compare, equals, raw, words),
    st.builds(Compare, orders, raw, plain),
    st.builds(Compare, equals, named(ValueType.FLAG), named(ValueType.FLAG)),
    st.builds(Among, words | raw, st.lists(texts, min_size=1, max_size=3).map(tuple), st.booleans()),
    st.builds(Among, words, st.lists(words, min_size=1, max_size=3).map(tuple), st.booleans()),
    st.builds(Among, raw, st.lists(plain, min_size=1, max_size=3).map(tuple), st.booleans()),
    st.builds(Among, durations, st.lists(durations, min_size=1, max_size=3).map(tuple), st.booleans()),
    st.builds(IsNull, durations | words | raw | times | st.just(Name("absent")), st.booleans()),
    st.builds(Compare, equals, st.just(Name("absent")), words | durations),
)
conditions = st.recursive(
    comparisons | named(ValueType.FLAG),
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.lists(inner, min_size=2, max_size=3).map(lambda terms: And(tuple(terms))),
        st.lists(inner, min_size=2, max_size=3).map(lambda terms: Or(tuple(terms))),
    ),
    max_leaves=6,
)


def columns_of(table):
    return {name: column_of(kind, [row[name] for row in table]) for name, kind in KINDS.items()}


def column_of(kind, found):
    valid = np.array([value is not None for value in found], bool)
    known = None if valid.all() else valid
    if kind in cells:
        dtype = {ValueType.TIMESTAMP: np.int64, ValueType.FLAG: bool}.get(kind, np.float64)
        return Column(kind, np.array([0 if value is None else value for value in found], dtype), known)
    distinct = tuple(dict.fromkeys(value for value in found if value is not None))
    # any code may stand in a missing cell, also one that is no word's
    codes = [99 if value is None else distinct.index(value) for value in found]
    return Column(kind, np.array(codes, np.int32), known, distinct)


def evaluated(expression, table, columns=None):
    found = evaluate(expression, columns_of(table) if columns is None else columns, PARAMS, len(table))
    assert found.values.shape == (len(table),)
    valid = np.ones(len(table), bool) if found.valid is None else found.valid
    assert valid.shape == (len(table),)
    return found, [value if known else None for value, known in zip(found.values.tolist(), valid, strict=True)]


@given(conditions, rows)
def test_conditions_follow_three_valued_logic_row_by_row(condition, table):
    found, cells_found = evaluated(condition, table)
    assert found.type is ValueType.FLAG
    assert cells_found == [naive(condition, row) for row in table], render(condition)


@given(durations | plain | money, rows)
def test_values_follow_row_by_row_arithmetic(value, table):
    found, cells_found = evaluated(value, table)
    assert found.values.dtype == np.float64
    for cell, row in zip(cells_found, table, strict=True):
        expected = naive(value, row)
        assert (cell is None) == (expected is None), render(value)
        assert cell is None or math.isclose(cell, expected, rel_tol=1e-12, abs_tol=1e-12)


@given(rows)
def test_absent_field_is_null_so_its_guard_is_true(table):
    _, found = evaluated(parse('direction is null or direction == "in"'), table)
    assert found == [True] * len(table)


def test_division_by_zero_is_null():
    table = [{**dict.fromkeys(KINDS), "wait": 1.0, "score": 0.0}, {**dict.fromkeys(KINDS), "wait": 0.0, "score": 0.0}]
    assert evaluated(parse("wait / score"), table)[1] == [None, None]


def test_time_moved_beyond_the_calendar_is_null():
    table = [{**dict.fromkeys(KINDS), "at": 10**15, "wait": 1e300}]
    assert evaluated(parse("at + wait == at"), table)[1] == [None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("raw == 5", [True, None, None, True, None]),
        ("raw > 4.5", [True, None, None, True, None]),
        ('raw == "5"', [True, False, False, False, None]),
        ('raw == ""', [False, True, False, False, None]),
        ("raw is null", [False, False, False, False, True]),
        ("raw in [4, 5]", [True, None, None, True, None]),
        ('raw in ["5", "abc"]', [True, False, True, False, None]),
    ],
)
def test_raw_column_is_read_as_what_it_is_compared_with(text, expected):
    raw_column = Column(
        ValueType.RAW,
        np.array([0, 1, 2, 3, 0], np.int32),
        np.array([True, True, True, True, False]),
        ("5", "", "abc", "5.0"),
    )
    found = evaluate(parse(text), {"raw": raw_column}, {}, 5)
    valid = np.ones(5, bool) if found.valid is None else found.valid
    assert [bool(value) if known else None for value, known in zip(found.values, valid, strict=True)] == expected


def test_raw_numbers_are_read_as_their_column_says():
    """Roman ones, for want of anything that the plain reader knows too; what is none is missing."""
    roman = {"III": 3.0, "I": 1.0}
    raw_column = Column(
        ValueType.RAW,
        np.array([0, 1, 2], np.int32),
        None,
        ("III", "I", "5"),
        lambda words: np.array([roman.get(word, np.nan) for word in words]),
    )
    found = evaluate(parse("raw > 2"), {"raw": raw_column}, {}, 3)
    assert found.valid is not None
    assert found.values[:2].tolist() == [True, False]
    assert found.valid.tolist() == [True, True, False]


def test_constant_condition_has_a_cell_for_every_row():
    assert evaluate(parse("1 < 2"), {}, {}, 3).values.tolist() == [True, True, True]
