"""Formulas as text, `share(of=outcome == "answered", among=wait is not null)`, both ways.

formula  = kind "(" argument {"," argument} ")"
argument = name "=" (expr | number)
"""

from __future__ import annotations

from attrs import NOTHING, fields

from goalposts.errors import ExpressionError, did_you_mean
from goalposts.expressions.checking import check_condition, check_value
from goalposts.expressions.formula import Formula, Mean, Quantile, Ratio, Share, Total, parts
from goalposts.expressions.nodes import Expression, Number
from goalposts.expressions.parser import Parser
from goalposts.expressions.render import render
from goalposts.expressions.scanner import Kind
from goalposts.expressions.scope import Scope
from goalposts.expressions.types import ValueType
from goalposts.locale import Text

KINDS: dict[str, type[Formula]] = {
    "share": Share,
    "mean": Mean,
    "ratio": Ratio,
    "total": Total,
    "quantile": Quantile,
}


def kind_of(formula: Formula) -> str:
    """Return the word of the language for a formula's kind."""
    return type(formula).__name__.lower()


def render_formula(formula: Formula) -> str:
    """Return the canonical text of a formula."""
    arguments = [f"{name}={render(part)}" for name, part in parts(formula).items()]
    if isinstance(formula, Quantile):
        arguments.insert(1, f"q={formula.q!r}")
    return f"{kind_of(formula)}({', '.join(arguments)})"


def parse_formula(text: str) -> Formula:
    """Parse the text of a formula: `parse_formula(render_formula(f)) == f`.

    Raises:
        ExpressionError: with the position of what does not fit.
    """
    parser = Parser(text)
    opening = parser.token
    if opening.text not in KINDS:
        problem = Text(en=f"unknown kind of KPI '{opening.text}'", ru=f"неизвестный вид показателя «{opening.text}»")
        raise parser.fail(problem, did_you_mean(opening.text, KINDS))
    parser.take(opening.text)
    parser.expect("(")
    found = _arguments(parser, KINDS[opening.text])
    parser.expect(")")
    parser.end()
    return _made(parser, KINDS[opening.text], found)


def _arguments(parser: Parser, kind: type[Formula]) -> dict[str, Expression | float]:
    known = [attribute.name for attribute in fields(kind)]
    found: dict[str, Expression | float] = {}
    while parser.token.text != ")":
        key = parser.token
        if key.kind is not Kind.NAME or key.text not in known or key.text in found:
            problem = Text(en=f"unexpected argument '{key.text}'", ru=f"неожиданный аргумент «{key.text}»")
            raise parser.fail(problem, Text.of(f"{', '.join(known)}"))
        parser.take(key.text)
        parser.expect("=")
        found[key.text] = _probability(parser) if key.text == "q" else parser.either()
        if not parser.take(","):
            break
    return found


def _probability(parser: Parser) -> float:
    start, part = parser.token, parser.either()
    if not isinstance(part, Number):
        raise parser.fail(Text(en="q must be a number", ru="q — это число"), token=start)
    return part.quantity.value


def _made(parser: Parser, kind: type[Formula], found: dict[str, Expression | float]) -> Formula:
    missing = [a.name for a in fields(kind) if a.default is NOTHING and a.name not in found]
    if missing:
        raise parser.fail(Text(en=f"argument '{missing[0]}' is missing", ru=f"нет аргумента «{missing[0]}»"))
    try:
        return kind(**found)  # type: ignore[arg-type]  # the keys are the fields of this kind
    except ValueError as error:
        raise parser.fail(Text.of(str(error))) from error


def check_formula(formula: Formula, scope: Scope, text: str = "") -> ValueType:
    """Check the types of a formula and return the type of its value (a share is a number).

    Args:
        formula: as parsed or built.
        scope: what its names stand for.
        text: what it was parsed from, to show places in; by default the canonical text of the part at fault.

    Raises:
        ExpressionError: at the first part whose type does not fit.
    """
    written = {name: (part, text or render(part)) for name, part in parts(formula).items()}
    if "among" in written:
        check_condition(formula.among, scope, written["among"][1])  # type: ignore[arg-type]  # present, so not None
    if isinstance(formula, Share):
        check_condition(formula.of, scope, written["of"][1])
        return ValueType.NUMBER
    if "of" not in written:
        return ValueType.NUMBER
    value = check_value(written["of"][0], scope, written["of"][1])
    if isinstance(formula, Ratio):
        return _quotient(value, check_value(formula.by, scope, written["by"][1]))
    return value


def _quotient(of: ValueType, by: ValueType) -> ValueType:
    if by is ValueType.NUMBER:
        return of
    if of is by:
        return ValueType.NUMBER
    raise ExpressionError(
        Text(en=f"a {of.value} per {by.value} has no unit", ru=f"у отношения «{of.value}/{by.value}» нет единицы")
    )
