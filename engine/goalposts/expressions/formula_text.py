"""Formulas as text, `share(of=outcome == "answered", among=wait is not null)`, both ways.

formula  = kind "(" argument {"," argument} ")" | quotient
argument = name "=" (expr | number | "text")
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from goalposts.errors import ExpressionError, did_you_mean
from goalposts.expressions.arguments import make, read_arguments, write_arguments
from goalposts.expressions.checking import check_condition, check_type, check_value, check_words
from goalposts.expressions.formula import (
    SHARES,
    Distinct,
    Formula,
    Mean,
    Quantile,
    Ratio,
    Share,
    Survival,
    Total,
    parts,
)
from goalposts.expressions.nodes import Expression, Number, Param
from goalposts.expressions.parser import Parser
from goalposts.expressions.quotient import Quotient, Sum, Weighted
from goalposts.expressions.quotient_text import parse_quotient, render_quotient, starts_quotient
from goalposts.expressions.render import render
from goalposts.expressions.scope import NameType, Scope
from goalposts.expressions.types import DAY, Quantity, ValueType
from goalposts.locale import Text

KINDS: dict[str, type[Share | Mean | Ratio | Total | Quantile | Distinct | Survival]] = {
    "share": Share,
    "mean": Mean,
    "ratio": Ratio,
    "total": Total,
    "quantile": Quantile,
    "distinct": Distinct,
    "survival": Survival,
}


def kind_of(formula: Formula) -> str:
    """Return the word of the language for a formula's kind."""
    return type(formula).__name__.lower()


def render_formula(formula: Formula) -> str:
    """Return the canonical text of a formula."""
    if isinstance(formula, Quotient):
        return render_quotient(formula)
    return f"{kind_of(formula)}({write_arguments(formula)})"


def parse_formula(text: str) -> Formula:
    """Parse the text of a formula: `parse_formula(render_formula(f)) == f`.

    Raises:
        ExpressionError: with the position of what does not fit.
    """
    parser = Parser(text)
    found = parse_quotient(parser) if starts_quotient(parser) else _kind(parser)
    parser.end()
    return found


def _kind(parser: Parser) -> Formula:
    opening = parser.token
    if opening.text not in KINDS:
        problem = Text(en=f"unknown kind of KPI '{opening.text}'", ru=f"неизвестный вид показателя «{opening.text}»")
        raise parser.fail(problem, did_you_mean(opening.text, (*KINDS, "sum")))
    parser.take(opening.text)
    parser.expect("(")
    found = read_arguments(parser, KINDS[opening.text])
    parser.expect(")")
    return make(parser, KINDS[opening.text], found)


def check_formula(formula: Formula, scope: Scope, text: str = "") -> ValueType:
    """Check the types of a formula and return the type of its value (a share is a number).

    Args:
        formula: as parsed or built.
        scope: what its names stand for.
        text: what it was parsed from, to show places in; by default the canonical text of the part at fault.

    Raises:
        ExpressionError: at the first part whose type does not fit.
    """
    if isinstance(formula, Quotient):
        return _check_quotient(formula, scope, text)
    written = {name: (part, text or render(part)) for name, part in parts(formula).items()}
    if "among" in written:
        check_condition(formula.among, scope, written["among"][1])  # type: ignore[arg-type]  # present, so not None
    if isinstance(formula, Share):
        check_condition(formula.of, scope, written["of"][1])
        return ValueType.NUMBER
    if isinstance(formula, Survival):
        return _check_survival(formula, scope, written)
    if isinstance(formula, Distinct):
        check_words(formula.of, scope, written["of"][1])
        return ValueType.NUMBER
    if "of" not in written:
        return ValueType.NUMBER
    value = check_value(written["of"][0], scope, written["of"][1])
    if isinstance(formula, Ratio):
        return _quotient(value, check_value(formula.by, scope, written["by"][1]))
    return value


def _check_survival(formula: Survival, scope: Scope, written: Mapping[str, tuple[Expression, str]]) -> ValueType:
    check_type(formula.ended, ValueType.TIMESTAMP, scope, written["ended"][1])
    if formula.of is not None:
        check_condition(formula.of, scope, written["of"][1])
    if formula.by is not None:
        check_type(formula.by, ValueType.DURATION, scope, written["by"][1])
        if not isinstance(formula.by, Number | Param):
            problem = Text(en="by must be a duration such as 30 d, or a parameter", ru="by — длительность или параметр")
            raise ExpressionError(problem, text=written["by"][1])
        if isinstance(formula.by, Number) and not in_whole_days(formula.by.quantity):
            raise ExpressionError(WHOLE_DAYS, position=formula.by.at, text=written["by"][1])
    return ValueType.NUMBER if formula.give in SHARES else ValueType.DURATION


def in_whole_days(quantity: Quantity) -> bool:
    """Whether an age is one that a time to event can be read at: its table counts days on the calendar."""
    return quantity.in_base_unit % DAY.in_base_unit == 0


WHOLE_DAYS: Final = Text(
    en="a time to event is counted in whole days, such as 2 d; shorter limits are a share of a duration",
    ru="время до события считается в целых днях, например 2 d; меньшие пределы — это доля по длительности",
)


def _check_quotient(quotient: Quotient, scope: Scope, text: str) -> ValueType:
    of, by = (_check_sums(parts, scope, text) for parts in (quotient.numerator, quotient.denominator))
    return _quotient(of, by)


def _check_sums(parts: tuple[Weighted, ...], scope: Scope, text: str) -> ValueType:
    kinds = [_check_sum(part.sum, scope, text) for part in parts]
    if len(set(kinds)) > 1:
        named = " + ".join(kind.value for kind in kinds)
        raise ExpressionError(
            Text(en=f"these sums have no common unit: {named}", ru=f"у этих сумм разные единицы: {named}")
        )
    return kinds[0]


def _check_sum(part: Sum, scope: Scope, text: str) -> ValueType:
    own = scope.others.get(part.over)
    if own is None:
        problem = Text(en="this KPI does not read events '{name}'", ru="показатель не читает события «{name}»")
        raise ExpressionError(problem.fill(name=part.over), hint=did_you_mean(part.over, scope.others))
    if part.at and (own.type_of(part.at) or NameType(ValueType.TEXT)).type is not ValueType.TIMESTAMP:
        problem = Text(en="'{name}' is not a time of {owner}", ru="«{name}» — не время ({owner})")
        raise ExpressionError(problem.fill(name=part.at, owner=own.owner))
    return check_formula(Total(part.of, part.among), own, text)


def _quotient(of: ValueType, by: ValueType) -> ValueType:
    if by is ValueType.NUMBER:
        return of
    if of is by:
        return ValueType.NUMBER
    raise ExpressionError(
        Text(en=f"{of.value} per {by.value} has no unit", ru=f"у отношения «{of.value}/{by.value}» нет единицы")
    )
