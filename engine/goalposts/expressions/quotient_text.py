"""Quotients as text, `(sum(over="a", of=x) - 2 * sum(over="b")) / sum(over="a")`, both ways.

quotient = linear "/" linear
linear   = weighted | "(" ["-"] weighted {("+" | "-") weighted} ")"
weighted = [number "*"] "sum" "(" argument {"," argument} ")"
"""

from __future__ import annotations

from goalposts.expressions.arguments import make, read_arguments, write_arguments
from goalposts.expressions.nodes import Number
from goalposts.expressions.parser import Parser
from goalposts.expressions.quotient import Quotient, Sum, Weighted
from goalposts.expressions.scanner import Kind
from goalposts.expressions.types import Quantity
from goalposts.locale import Text


def starts_quotient(parser: Parser) -> bool:
    """Whether the next token can only begin a quotient."""
    token = parser.token
    return token.kind is Kind.NUMBER or token.text in ("(", "sum")


def parse_quotient(parser: Parser) -> Quotient:
    """Read a quotient.

    Raises:
        ExpressionError: with the position of what does not fit.
    """
    numerator = _linear(parser)
    parser.expect("/")
    return Quotient(numerator, _linear(parser))


def _linear(parser: Parser) -> tuple[Weighted, ...]:
    if not parser.take("("):
        return (_weighted(parser, 1.0),)
    found = [_weighted(parser, -1.0 if parser.take("-") else 1.0)]
    while sign := parser.take("+", "-"):
        found.append(_weighted(parser, -1.0 if sign.text == "-" else 1.0))
    parser.expect(")")
    return tuple(found)


def _weighted(parser: Parser, sign: float) -> Weighted:
    start, factor = parser.token, 1.0
    if start.kind is Kind.NUMBER:
        factor = _factor(parser)
        parser.expect("*")
    parser.expect("sum")
    parser.expect("(")
    found = read_arguments(parser, Sum)
    parser.expect(")")
    return Weighted(make(parser, Sum, found), sign * factor)


def _factor(parser: Parser) -> float:
    start, number = parser.token, parser.number()
    if not isinstance(number, Number) or number.quantity.unit or number.quantity.value == 0:
        problem = Text(en="a factor is a number other than zero", ru="множитель — число, не равное нулю")
        raise parser.fail(problem, token=start)
    return number.quantity.value


def render_quotient(quotient: Quotient) -> str:
    """Return the canonical text of a quotient."""
    return f"{_rendered(quotient.numerator)} / {_rendered(quotient.denominator)}"


def _rendered(parts: tuple[Weighted, ...]) -> str:
    first, *rest = parts
    if not rest and first.factor > 0:
        return _part(first)
    start = ("-" if first.factor < 0 else "") + _part(first)
    return f"({' '.join((start, *(_signed(part) for part in rest)))})"


def _signed(part: Weighted) -> str:
    return f"{'-' if part.factor < 0 else '+'} {_part(part)}"


def _part(part: Weighted) -> str:
    size = abs(part.factor)
    return ("" if size == 1 else f"{Quantity(size)} * ") + f"sum({write_arguments(part.sum)})"
