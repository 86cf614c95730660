"""Parses KPI-language text; a small hand-written parser over a whitelist.

expr = or;  or = and {"or" and};  and = not {"and" not};  not = ["not"] cmp
cmp  = sum [("==" | "!=" | "<" | "<=" | ">" | ">=") sum | ["not"] "in" list | "is" ["not"] "null"]
sum  = term {("+" | "-") term};  term = unary {("*" | "/") unary};  unary = ["-"] atom
list = "[" atom {"," atom} "]"
atom = name | `any column` | "text" | 'text' | number [unit] | call | "(" expr ")"
call = function "(" expr {"," expr} ")"
"""

from __future__ import annotations

import math

from goalposts.errors import ExpressionError, did_you_mean
from goalposts.expressions.functions import FUNCTIONS
from goalposts.expressions.nodes import (
    Among,
    And,
    Arithmetic,
    Call,
    Compare,
    Expression,
    IsNull,
    Name,
    Negate,
    Not,
    Number,
    Or,
    Param,
    Words,
)
from goalposts.expressions.scanner import Kind, Token, scan
from goalposts.expressions.types import SECONDS, Quantity
from goalposts.locale import Text

COMPARISONS = ("==", "!=", "<", "<=", ">", ">=")
KEYWORDS = frozenset({"and", "or", "not", "in", "is", "null"})
MAX_DEPTH = 30
"""Brackets within brackets; every walk over the nodes of the deepest text fits on Python's stack."""
MAX_SIGNS = 100
"""`+ - * /` in one text: each makes the tree one level deeper."""


def parse(text: str) -> Expression:
    """Parse one expression.

    >>> from goalposts.expressions.render import render
    >>> render(parse('outcome=="answered" and wait <= 20 s'))
    'outcome == "answered" and wait <= 20 s'

    Raises:
        ExpressionError: with the position of the first token that does not fit.
    """
    parser = Parser(text)
    expression = parser.either()
    parser.end()
    return expression


class Parser:
    """One pass over the tokens of one text, one method a grammar line."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._tokens = tuple(scan(text))
        self._index = 0
        self._depth = 0
        self._signs = 0

    @property
    def token(self) -> Token:
        """The token to be read next."""
        return self._tokens[self._index]

    def fail(self, problem: Text, hint: Text | None = None, token: Token | None = None) -> ExpressionError:
        """Make the error for a token, by default the next one."""
        return ExpressionError(problem, hint=hint, position=(token or self.token).at, text=self.text)

    def take(self, *texts: str) -> Token | None:
        """Read the next token if it is one of these operators or keywords."""
        token = self.token
        if token.kind in (Kind.OPERATOR, Kind.NAME) and token.text in texts:
            self._index += 1
            return token
        return None

    def expect(self, text: str) -> Token:
        """Read the operator that must stand here."""
        taken = self.take(text)
        if taken is None:
            raise self.fail(self._surprise(f"'{text}'", f"«{text}»"))
        return taken

    def end(self) -> None:
        """Check that nothing is left."""
        if self.token.kind is not Kind.END:
            self._explain_equals()
            raise self.fail(self._surprise("the end of the expression", "конец выражения"))

    def either(self) -> Expression:
        """Read `or`."""
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise self._too_deep()
        first = self._both()
        terms = [first]
        while self.take("or"):
            terms.append(self._both())
        self._depth -= 1
        return first if len(terms) == 1 else Or(tuple(terms), at=first.at)

    def _both(self) -> Expression:
        first = self._negation()
        terms = [first]
        while self.take("and"):
            terms.append(self._negation())
        return first if len(terms) == 1 else And(tuple(terms), at=first.at)

    def _negation(self) -> Expression:
        token = self.take("not")
        return Not(self._comparison(), at=token.at) if token else self._comparison()

    def _comparison(self) -> Expression:
        left = self._sum()
        operator = self.take(*COMPARISONS)
        if operator:
            return Compare(operator.text, left, self._sum(), at=operator.at)
        if self.take("is"):
            negated = self.take("not") is not None
            self.expect("null")
            return IsNull(left, negated, at=left.at)
        start = self.token.at
        negated = self.take("not") is not None
        if self.take("in"):
            return Among(left, self._list(), negated, at=start)
        if negated:
            raise self.fail(self._surprise("'in'", "«in»"))
        self._explain_equals()
        return left

    def _explain_equals(self) -> None:
        if self.token.text == "=" and self.token.kind is Kind.OPERATOR:
            raise self.fail(
                Text(en="'=' does not compare", ru="«=» не сравнивает"),
                Text(en="write '=='", ru="напишите «==»"),
            )

    def _list(self) -> tuple[Expression, ...]:
        self.expect("[")
        items = [self._atom()]
        while self.take(","):
            items.append(self._atom())
        self.expect("]")
        return tuple(items)

    def _sum(self) -> Expression:
        left = self._term()
        while operator := self.take("+", "-"):
            left = self._joined(operator, left, self._term())
        return left

    def _term(self) -> Expression:
        left = self._unary()
        while operator := self.take("*", "/"):
            left = self._joined(operator, left, self._unary())
        return left

    def _joined(self, operator: Token, left: Expression, right: Expression) -> Expression:
        self._signs += 1
        if self._signs > MAX_SIGNS:
            raise self._too_deep()
        return Arithmetic(operator.text, left, right, at=operator.at)

    def _too_deep(self) -> ExpressionError:
        return self.fail(Text(en="the expression is nested too deeply", ru="выражение вложено слишком глубоко"))

    def _unary(self) -> Expression:
        minus = self.take("-")
        return Negate(self._atom(), at=minus.at) if minus else self._atom()

    def _atom(self) -> Expression:
        token = self.token
        if token.kind is Kind.NAME and token.text not in KEYWORDS:
            self._index += 1
            return self._call(token) if self.take("(") else Name(token.text, at=token.at)
        if token.kind is Kind.COLUMN:
            self._index += 1
            return Name(token.text, at=token.at)
        if token.kind is Kind.WORDS:
            self._index += 1
            return Words(token.text, at=token.at)
        if token.kind is Kind.NUMBER:
            return self.number()
        if self.take("("):
            inside = self.either()
            self.expect(")")
            return inside
        raise self.fail(self._surprise("a name, a text, a number or '('", "имя, текст, число или «(»"))

    def number(self) -> Number:
        """Read the number that stands here, with its unit if it has one."""
        token = self.token
        self._index += 1
        return Number(Quantity(self._size(token), self._unit()), at=token.at)

    def _size(self, token: Token) -> float:
        size = float(token.text.replace("_", ""))
        if math.isinf(size):
            raise self.fail(Text(en="the number is too large", ru="слишком большое число"), token=token)
        return size

    def _unit(self) -> str:
        unit = self.take(*SECONDS, "%")
        if unit is None and self.token.kind is Kind.NAME and self.token.text.isupper() and len(self.token.text) == 3:
            unit = self.token
            self._index += 1
        return unit.text if unit else ""

    def _call(self, function: Token) -> Expression:
        first, *more = self._arguments()
        if function.text == "param":
            if more or not isinstance(first, Words):
                raise self.fail(
                    Text(en='param takes a quoted name, as in param("within")', ru='param ждёт имя: param("within")'),
                    token=function,
                )
            return Param(first.text, at=function.at)
        if function.text not in FUNCTIONS:
            raise self.fail(
                Text(en=f"unknown function '{function.text}'", ru=f"неизвестная функция «{function.text}»"),
                did_you_mean(function.text, (*FUNCTIONS, "param")),
                token=function,
            )
        known = FUNCTIONS[function.text]
        if not 0 <= 1 + len(more) - known.arguments <= known.by_business_hours:
            raise self.fail(_wrong_count(function.text, known.arguments, 1 + len(more)), token=function)
        return Call(function.text, first, tuple(more), at=function.at)

    def _arguments(self) -> list[Expression]:
        found = [self.either()]
        while self.take(","):
            found.append(self.either())
        self.expect(")")
        return found

    def _surprise(self, wanted_en: str, wanted_ru: str) -> Text:
        found = self.token
        if found.kind is Kind.END:
            return Text(en=f"expected {wanted_en}, but the text ends", ru=f"ожидалось {wanted_ru}, но текст кончился")
        return Text(
            en=f"expected {wanted_en}, found '{found.text}'", ru=f"ожидалось {wanted_ru}, найдено «{found.text}»"
        )


def _wrong_count(function: str, wanted: int, found: int) -> Text:
    """Say how many arguments a function takes."""
    problem = Text(
        en="{function} takes {wanted}, found {found}", ru="у функции {function} должно быть {wanted}, найдено: {found}"
    )
    arguments = Text(
        en=f"{wanted} argument{'s' if wanted > 1 else ''}", ru=f"{wanted} аргумент{'а' if wanted > 1 else ''}"
    )
    return problem.fill(function=function, wanted=arguments, found=str(found))
