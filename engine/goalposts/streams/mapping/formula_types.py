"""Decides what the raw columns of a mapped expression are, from the field that it makes and never from the data.

Money counts as a number here: the field that is made says what the number is.
"""

from __future__ import annotations

from collections.abc import Mapping

from attrs import define, field

from goalposts.expressions import Expression, ValueType
from goalposts.expressions.checking import ARITHMETIC
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
    Words,
)

_NUMBER, _DURATION, _TIMESTAMP = ValueType.NUMBER, ValueType.DURATION, ValueType.TIMESTAMP
_FLAG, _RAW = ValueType.FLAG, ValueType.RAW


def column_types(
    expression: Expression, wanted: ValueType, known: Mapping[str, ValueType], *, has_unit: bool
) -> dict[str, tuple[ValueType, ...]]:
    """Say as what each raw column is read.

    Args:
        expression: what makes the field.
        wanted: the type of the field.
        known: the types of the names that are mapped fields; any other name is a raw column.
        has_unit: whether the rule states a unit, so that a difference is one of durations, not of times.

    Returns:
        The types by column; more than one where the column stands for different things in different places.
    """
    typing = _Typing({name: as_plain(kind) for name, kind in known.items()}, has_unit)
    typing.give(expression, as_plain(wanted))
    return {name: tuple(kinds) or (_RAW,) for name, kinds in typing.found.items()}


def as_plain(kind: ValueType) -> ValueType:
    """The type itself, a number for money."""
    return _NUMBER if kind is ValueType.MONEY else kind


@define
class _Typing:
    known: Mapping[str, ValueType]
    has_unit: bool
    found: dict[str, dict[ValueType, None]] = field(factory=dict)

    def give(self, node: Expression, wanted: ValueType) -> None:
        """Note that a node must be of a type."""
        match node:
            case Name(id=name) if name not in self.known:
                self.found.setdefault(name, {})[wanted] = None
            case Negate(operand=operand) | Not(operand=operand):
                self.give(operand, wanted)
            case Arithmetic(left=left, right=right):
                for side, kind in zip((left, right), self._sides(node, wanted), strict=True):
                    self.give(side, kind)
            case Call():
                self._give_arguments(node, wanted)
            case _:
                self._give_condition(node)

    def _give_condition(self, node: Expression) -> None:
        match node:
            case And(terms=terms) | Or(terms=terms):
                for term in terms:
                    self.give(term, _FLAG)
            case Compare(operator=operator, left=left, right=right):
                self._give_alike((left, right), _RAW if operator in ("==", "!=") else _NUMBER)
            case Among(item=item, options=options):
                self._give_alike((item, *options), _RAW)
            case IsNull(item=Name(id=name)) if name not in self.known:
                self.found.setdefault(name, {})
            case IsNull(item=item):
                self.give(item, self._own(item) or _NUMBER)
            case _:
                pass

    def _give_arguments(self, node: Call, wanted: ValueType) -> None:
        function = FUNCTIONS[node.function]
        self.give(node.argument, function.takes or wanted)
        for argument, kind in zip(node.more, function.more, strict=False):
            self.give(argument, kind)

    def _give_alike(self, nodes: tuple[Expression, ...], otherwise: ValueType) -> None:
        """Give what is compared the one type that some of it has by itself; words are compared as they are written."""
        own = next((kind for kind in map(self._own, nodes) if kind is not None), None)
        for node in nodes:
            if isinstance(node, Name):
                self.give(node, otherwise if own is None else _RAW if own.is_words else own)
            else:
                self.give(node, _NUMBER if own is None or own.is_words else own)

    def _sides(self, node: Arithmetic, wanted: ValueType) -> tuple[ValueType, ValueType]:
        own = self._own(node.left), self._own(node.right)
        match node.operator:
            case "*":
                return (_NUMBER, wanted) if own[1] is wanted or own[0] is _NUMBER else (wanted, _NUMBER)
            case "/" if wanted is _NUMBER:
                return (_DURATION, _DURATION) if _DURATION in own else (_NUMBER, _NUMBER)
            case "/":
                return wanted, _NUMBER
            case _ if wanted is _TIMESTAMP:
                return _TIMESTAMP, _DURATION
            case "-" if wanted is _DURATION and self._is_of_times(node, own):
                return _TIMESTAMP, _TIMESTAMP
            case _:
                return wanted, wanted

    def _is_of_times(self, node: Arithmetic, own: tuple[ValueType | None, ValueType | None]) -> bool:
        if _TIMESTAMP in own or _DURATION in own:
            return _TIMESTAMP in own
        return not self.has_unit and isinstance(node.left, Name) and isinstance(node.right, Name)

    def _own(self, node: Expression) -> ValueType | None:
        """The type that a node has by itself; None where that depends on raw columns."""
        match node:
            case Name(id=name):
                return self.known.get(name)
            case Number(quantity=quantity):
                return as_plain(quantity.type)
            case Words():
                return ValueType.TEXT
            case Negate(operand=operand):
                return self._own(operand)
            case Call(function=function, argument=argument):
                return FUNCTIONS[function].gives or self._own(argument)
            case Arithmetic():
                return self._own_of_both(node)
            case _:
                return _FLAG

    def _own_of_both(self, node: Arithmetic) -> ValueType | None:
        left, right = self._own(node.left), self._own(node.right)
        if left is not None and right is not None:
            return ARITHMETIC.get((left, node.operator, right))
        one = left or right
        if node.operator in ("*", "/") or (one is _TIMESTAMP and node.operator == "-"):
            return None  # times half, or a moment less something, may be of several types
        return one
