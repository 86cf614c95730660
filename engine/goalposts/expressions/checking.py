"""Types expressions: every node has one type, or the text is refused with the position and both types."""

from __future__ import annotations

from goalposts.errors import ExpressionError, did_you_mean, listed
from goalposts.expressions.business_hours import parse_business_hours
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
from goalposts.expressions.render import render
from goalposts.expressions.scope import Scope
from goalposts.expressions.types import ValueType
from goalposts.locale import Text

_FLAG, _NUMBER = ValueType.FLAG, ValueType.NUMBER
_DURATION, _MONEY, _TIMESTAMP = ValueType.DURATION, ValueType.MONEY, ValueType.TIMESTAMP
_WORDS = ValueType.TEXT

TYPE_NAMES_RU = {
    ValueType.ID: "идентификатор",
    ValueType.CATEGORY: "категория",
    ValueType.TIMESTAMP: "время",
    ValueType.DURATION: "длительность",
    ValueType.MONEY: "деньги",
    ValueType.NUMBER: "число",
    ValueType.FLAG: "признак",
    ValueType.TEXT: "текст",
    ValueType.RAW: "столбец источника",
}

ARITHMETIC = {
    **{(kind, sign, kind): kind for kind in (_NUMBER, _DURATION, _MONEY) for sign in "+-"},
    **{(kind, "*", _NUMBER): kind for kind in (_NUMBER, _DURATION, _MONEY)},
    **{(_NUMBER, "*", kind): kind for kind in (_DURATION, _MONEY)},
    **{(kind, "/", _NUMBER): kind for kind in (_NUMBER, _DURATION, _MONEY)},
    **{(kind, "/", kind): _NUMBER for kind in (_DURATION, _MONEY)},
    (_TIMESTAMP, "-", _TIMESTAMP): _DURATION,
    (_TIMESTAMP, "+", _DURATION): _TIMESTAMP,
    (_TIMESTAMP, "-", _DURATION): _TIMESTAMP,
}


def check_condition(expression: Expression, scope: Scope, text: str = "") -> None:
    """Check that an expression is a condition (yes, no, or null).

    Raises:
        ExpressionError: at the first node whose type does not fit.
    """
    _Checker(scope, text).demand(expression, _FLAG)


def check_value(expression: Expression, scope: Scope, text: str = "") -> ValueType:
    """Check that an expression is a value that can be summed, and return its type."""
    checker = _Checker(scope, text)
    found = checker.type_of(expression)
    if not found.is_numeric:
        raise checker.fail(expression, _needs("a number, a duration or money", "число, длительность или деньги", found))
    return found


def check_type(expression: Expression, wanted: ValueType, scope: Scope, text: str = "") -> None:
    """Check that an expression is of one type."""
    _Checker(scope, text).demand(expression, wanted)


def check_words(expression: Expression, scope: Scope, text: str = "") -> None:
    """Check that an expression is a value that can be told from others: an id, a category or a text."""
    checker = _Checker(scope, text)
    found = checker.type_of(expression)
    if not found.is_words:
        wanted = ("an id, a category or a text", "идентификатор, категория или текст")
        raise checker.fail(expression, _needs(*wanted, found))


def type_of(expression: Expression, scope: Scope, text: str = "") -> ValueType:
    """Check an expression and return its type, whatever that is.

    Raises:
        ExpressionError: at the first node whose type does not fit.
    """
    return _Checker(scope, text).type_of(expression)


def _name(kind: ValueType) -> Text:
    article = "an" if kind is ValueType.ID else "a"
    return Text(en=kind.value if kind is _MONEY else f"{article} {kind.value}", ru=TYPE_NAMES_RU[kind])


def _needs(en: str, ru: str, found: ValueType) -> Text:
    return Text(en="this must be {wanted}, found {found}", ru="здесь нужно: {wanted}; найдено: {found}").fill(
        wanted=Text(en=en, ru=ru), found=_name(found)
    )


class _Checker:
    def __init__(self, scope: Scope, text: str) -> None:
        self._scope = scope
        self._text = text

    def fail(self, node: Expression, problem: Text, hint: Text | None = None) -> ExpressionError:
        return ExpressionError(problem, hint=hint, position=node.at, text=self._text)

    def demand(self, node: Expression, wanted: ValueType) -> None:
        found = self.type_of(node)
        if found is not wanted:
            raise self.fail(node, _needs(_name(wanted).en, _name(wanted).ru, found))

    def type_of(self, node: Expression) -> ValueType:
        match node:
            case Name():
                return self._name_type(node)
            case Words():
                return _WORDS
            case Number(quantity=quantity):
                return quantity.type
            case Param():
                return self._param_type(node)
            case Call():
                return self._call(node)
            case Negate(operand=operand):
                return self._numeric(operand)
            case Arithmetic():
                return self._arithmetic(node)
            case _:
                self._check_condition(node)
                return _FLAG

    def _check_condition(self, node: Expression) -> None:
        match node:
            case And(terms=terms) | Or(terms=terms):
                for term in terms:
                    self.demand(term, _FLAG)
            case Not(operand=operand):
                self.demand(operand, _FLAG)
            case IsNull(item=item):
                self.type_of(item)
            case Among(item=item, options=options, negated=negated):
                for option in options:
                    self._comparable(node, "!=" if negated else "==", item, option)
            case Compare(operator=operator, left=left, right=right):
                self._comparable(node, operator, left, right)

    def _name_type(self, node: Name) -> ValueType:
        known = self._scope.type_of(node.id)
        if known is None:
            problem = Text(en="{owner} has no field '{name}'", ru="{owner}: нет поля «{name}»")
            hint = did_you_mean(node.id, self._scope.names) or Text(en="it has: {names}", ru="есть поля: {names}").fill(
                names=listed(self._scope.names)
            )
            raise self.fail(node, problem.fill(owner=self._scope.owner, name=node.id), hint)
        return known.type

    def _param_type(self, node: Param) -> ValueType:
        if node.name not in self._scope.params:
            problem = Text(en="no parameter '{name}'", ru="нет параметра «{name}»").fill(name=node.name)
            raise self.fail(node, problem, did_you_mean(node.name, self._scope.params))
        return self._scope.params[node.name]

    def _call(self, node: Call) -> ValueType:
        function = FUNCTIONS[node.function]
        if function.takes is None:
            return self._numeric(node.argument)
        self.demand(node.argument, function.takes)
        for wanted, argument in zip(function.more, node.more, strict=False):
            self.demand(argument, wanted)
        for hours in node.more[len(function.more) :]:
            self._check_hours(hours)
        return function.gives or function.takes

    def _check_hours(self, node: Expression) -> None:
        if not isinstance(node, Words):
            problem = Text(en="business hours are a text in quotes", ru="рабочие часы — текст в кавычках")
            raise self.fail(node, problem)
        try:
            parse_business_hours(node.text)
        except ExpressionError as error:
            raise self.fail(node, error.problem, error.hint) from None

    def _numeric(self, node: Expression) -> ValueType:
        found = self.type_of(node)
        if not found.is_numeric:
            wanted = ("a number, a duration or money", "число, длительность или деньги")
            raise self.fail(node, _needs(*wanted, found))
        return found

    def _arithmetic(self, node: Arithmetic) -> ValueType:
        left, right = self.type_of(node.left), self.type_of(node.right)
        result = ARITHMETIC.get((left, node.operator, right))
        if result is None:
            problem = Text(en="'{sign}' cannot join {left} and {right}", ru="«{sign}» не связывает: {left} и {right}")
            raise self.fail(node, problem.fill(sign=node.operator, left=_name(left), right=_name(right)))
        return result

    def _comparable(self, node: Expression, operator: str, left: Expression, right: Expression) -> None:
        types = self.type_of(left), self.type_of(right)
        if not _fit(*types):
            raise self.fail(node, _mismatch(*types), _unit_hint(*types))
        if operator not in ("==", "!=") and any(kind.is_words or kind is _FLAG for kind in types):
            problem = Text(en="'{sign}' does not order {kind}", ru="«{sign}» не упорядочивает: {kind}")
            raise self.fail(node, problem.fill(sign=operator, kind=_name(types[0])))
        for name, word in ((left, right), (right, left)):
            if isinstance(name, Name) and isinstance(word, Words):
                self._check_word(name, word)
                if operator == "==":
                    self._check_not_blank(name, word)

    def _check_word(self, name: Name, word: Words) -> None:
        known = self._scope.type_of(name.id)
        if known is None or not known.values or word.text in known.values:
            return
        problem = Text(en="{name} is never '{word}'", ru="{name} не бывает «{word}»").fill(name=name.id, word=word.text)
        hint = Text(en="it is one of: {names}", ru="возможные значения: {names}").fill(names=listed(known.values))
        raise self.fail(word, problem, hint)

    def _check_not_blank(self, name: Name, word: Words) -> None:
        """Refuse what no row can meet: an empty cell of a source is missing, whatever the format."""
        if word.text.strip() or self._name_type(name) is not ValueType.RAW:
            return
        problem = Text(
            en="an empty cell is missing and equals no word",
            ru="в пустой ячейке значения нет, и никакому слову она не равна",
        )
        hint = Text(en="write {name} is null", ru="напишите {name} is null").fill(name=render(name))
        raise self.fail(word, problem, hint)


def _fit(left: ValueType, right: ValueType) -> bool:
    if ValueType.RAW in (left, right):
        return all(kind is ValueType.RAW or kind in (_NUMBER, _WORDS, _FLAG) for kind in (left, right))
    if left.is_words and right.is_words:
        return True
    return left is right or {left, right} == {_NUMBER, _MONEY}


def _mismatch(left: ValueType, right: ValueType) -> Text:
    return Text(en="{left} cannot be compared with {right}", ru="нельзя сравнить: {left} и {right}").fill(
        left=_name(left), right=_name(right)
    )


def _unit_hint(left: ValueType, right: ValueType) -> Text | None:
    if {left, right} == {_NUMBER, _DURATION}:
        return Text(en="give the number a unit, as in 20 s or 5 min", ru="укажите единицу: 20 s или 5 min")
    return None
