"""Hypothesis strategies for the KPI language: well-typed expressions and formulas over an event type.

Hypothesis is imported when a strategy is made: plugins can use the rest of the kit without it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from goalposts.expressions import (
    DAY,
    Distinct,
    Expression,
    Formula,
    Mean,
    Quantile,
    Quantity,
    Ratio,
    Share,
    Survival,
    Term,
    Total,
    ValueType,
    name,
)
from goalposts.expressions.builders import expression
from goalposts.expressions.formula import SHARES
from goalposts.expressions.nodes import Name
from goalposts.testing.sample import VISIT

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

    from goalposts.model import EventType, Field

_LARGEST = 10_000
_HOURS = "mon-fri 09:00-12:00 13:00-18:00; sat 10:00-14:00"
_HORIZON = expression(30 * DAY)
_WORDS = ("a", "b", "north side", "it's", 'say "yes"', "ё")


def conditions(event: EventType = VISIT, *, depth: int = 3) -> SearchStrategy[Expression]:
    """Make conditions that type against an event type.

    Args:
        event: the event type whose fields they use.
        depth: about how deeply `and`, `or` and `not` are nested.
    """
    return _terms(event, depth).map(lambda term: term.node)


def values(event: EventType = VISIT, *, of: ValueType = ValueType.DURATION) -> SearchStrategy[Expression]:
    """Make values of one numeric type that type against an event type which has a field of that type."""
    return _amounts(event, of).map(lambda term: term.node)


def formulas(event: EventType = VISIT) -> SearchStrategy[Formula]:
    """Make formulas of every kind over an event type that has a duration."""
    from hypothesis import strategies as st

    among = st.none() | conditions(event, depth=1)
    sizes = values(event)
    sparse = [
        *(st.builds(Distinct, st.just(Name(known.id)), among) for known in event.fields if known.type.is_words),
        *(
            st.builds(Survival, st.just(Name(known.id)), st.sampled_from(SHARES), among, st.just(_HORIZON), among)
            for known in event.fields
            if known.type is ValueType.TIMESTAMP
        ),
    ]
    return st.one_of(
        *sparse,
        st.builds(Share, conditions(event, depth=2), among),
        st.builds(Mean, sizes, among),
        st.builds(Ratio, sizes, sizes, among),
        st.builds(Total, st.none() | sizes, among),
        st.builds(Quantile, sizes, st.sampled_from([0.05, 0.5, 0.95]), among),
    )


def _terms(event: EventType, depth: int) -> SearchStrategy[Term]:
    from hypothesis import strategies as st

    leaves = st.one_of([_about(known, event) for known in event.fields])
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.builds(lambda left, right: left & right, inner, inner),
            st.builds(lambda left, right: left | right, inner, inner),
            inner.map(lambda term: ~term),
        ),
        max_leaves=2**depth,
    )


def _about(known: Field, event: EventType) -> SearchStrategy[Term]:
    from hypothesis import strategies as st

    term = name(known.id)
    asked = st.sampled_from([term.is_null(), term.is_not_null()])
    if known.type is ValueType.FLAG:
        return asked | st.just(term)
    if known.type.is_words:
        return asked | _about_words(term, known.values or _WORDS)
    if known.type.is_numeric:
        return asked | st.builds(_compare, st.just(term), st.sampled_from(_SIGNS), _amounts(event, known.type))
    if known.type is ValueType.TIMESTAMP:
        hours = st.integers(0, 24).map(lambda hour: term.hour() >= hour)
        return asked | st.sampled_from([term.is_weekend(), term.in_business_hours(_HOURS)]) | hours
    return asked


_SIGNS = ("==", "!=", "<", "<=", ">", ">=")


def _compare(left: Term, sign: str, right: Term) -> Term:
    made: dict[str, Any] = {
        "==": left == right,
        "!=": left != right,
        "<": left < right,
        "<=": left <= right,
        ">": left > right,
        ">=": left >= right,
    }
    return made[sign]  # type: ignore[no-any-return]  # every value is a term


def _about_words(term: Term, known: tuple[str, ...]) -> SearchStrategy[Term]:
    from hypothesis import strategies as st

    lists = st.lists(st.sampled_from(known), min_size=1, max_size=3, unique=True)
    return st.one_of(
        st.sampled_from(known).map(lambda word: term == word),
        st.sampled_from(known).map(lambda word: term != word),
        lists.map(term.is_in),
        lists.map(term.not_in),
    )


def _amounts(event: EventType, of: ValueType) -> SearchStrategy[Term]:
    from hypothesis import strategies as st

    fields = [name(known.id) for known in event.fields if known.type is of]
    constants = st.builds(Quantity, st.integers(0, _LARGEST), st.sampled_from(_units(of))).map(_constant)
    leaves = st.sampled_from(fields) | constants if fields else constants
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.builds(lambda left, right: left + right, inner, inner),
            st.builds(lambda left, right: left - right, inner, inner),
            st.builds(lambda left, factor: left * factor, inner, st.integers(1, 9)),
            inner.map(lambda term: term.absolute()),
        ),
        max_leaves=4,
    )


def _constant(quantity: Quantity) -> Term:
    return Term(expression(quantity))


def _units(of: ValueType) -> tuple[str, ...]:
    if of is ValueType.DURATION:
        return ("s", "min", "h", "d")
    return ("EUR",) if of is ValueType.MONEY else ("",)
