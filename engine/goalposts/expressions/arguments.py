"""The named arguments of a formula as text, both ways: expressions, and the few that are plain values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeVar

from attrs import NOTHING, AttrsInstance, fields

from goalposts.expressions.nodes import Number, Words
from goalposts.expressions.parser import Parser
from goalposts.expressions.render import render
from goalposts.expressions.scanner import Kind
from goalposts.locale import Text

T = TypeVar("T", bound=AttrsInstance)


def _probability(parser: Parser) -> float:
    start, part = parser.token, parser.either()
    if not isinstance(part, Number):
        raise parser.fail(Text(en="q must be a number", ru="q — это число"), token=start)
    return part.quantity.value


def _quoted(parser: Parser) -> str:
    start, part = parser.token, parser.either()
    if not isinstance(part, Words):
        raise parser.fail(Text(en="this must be a name in quotes", ru="здесь нужно имя в кавычках"), token=start)
    return part.text


_PLAIN: Final[Mapping[str, Callable[[Parser], Any]]] = {
    "q": _probability,
    "over": _quoted,
    "at": _quoted,
    "give": _quoted,
}


def read_arguments(parser: Parser, kind: type[AttrsInstance]) -> dict[str, Any]:
    """Read `name=value` pairs up to the closing bracket, each at most once.

    Raises:
        ExpressionError: with the position of what does not fit.
    """
    known = [attribute.name for attribute in fields(kind)]
    found: dict[str, Any] = {}
    while parser.token.text != ")":
        key = parser.token
        if key.kind is not Kind.NAME or key.text not in known or key.text in found:
            problem = Text(en=f"unexpected argument '{key.text}'", ru=f"неожиданный аргумент «{key.text}»")
            raise parser.fail(problem, Text.of(f"{', '.join(known)}"))
        parser.take(key.text)
        parser.expect("=")
        found[key.text] = _PLAIN.get(key.text, Parser.either)(parser)
        if not parser.take(","):
            break
    return found


def make(parser: Parser, kind: type[T], found: Mapping[str, Any]) -> T:
    """Make a record of its arguments.

    Raises:
        ExpressionError: one is missing, or has an impossible value.
    """
    missing = [a.name for a in fields(kind) if a.default is NOTHING and a.name not in found]
    if missing:
        raise parser.fail(Text(en=f"argument '{missing[0]}' is missing", ru=f"нет аргумента «{missing[0]}»"))
    try:
        return kind(**found)
    except ValueError as error:
        raise parser.fail(Text.of(str(error))) from error


def write_arguments(record: AttrsInstance) -> str:
    """Return the canonical text of the arguments of a record, in its own order, without those left out."""
    values = ((attribute.name, getattr(record, attribute.name)) for attribute in fields(type(record)))
    return ", ".join(f"{name}={_written(value)}" for name, value in values if value not in (None, ""))


def _written(value: Any) -> str:
    if isinstance(value, float):
        return repr(value)
    return render(Words(value) if isinstance(value, str) else value)
