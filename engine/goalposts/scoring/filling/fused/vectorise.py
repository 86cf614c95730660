"""Turns expressions of the KPI language into vector code, with three-valued (Kleene) logic.

It says what `goalposts.expressions.evaluate` says, sixteen rows at a time: that module is the specification.
"""

from __future__ import annotations

from typing import Final

from attrs import define, field, frozen

from goalposts.expressions import Expression, ValueType
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
from goalposts.scoring.filling.fused.layout import Layout
from goalposts.scoring.filling.fused.vector_code import (
    BITS,
    BYTES,
    CODES,
    FALSE,
    LANES,
    NUMBERS,
    TIMES,
    TRUE,
    VectorCode,
    numbers,
)

_OF_NUMBERS: Final = {"==": "oeq", "!=": "une", "<": "olt", "<=": "ole", ">": "ogt", ">=": "oge"}
_OF_TIMES: Final = {"==": "eq", "!=": "ne", "<": "slt", "<=": "sle", ">": "sgt", ">=": "sge"}
_OPERATIONS: Final = {"+": "fadd", "-": "fsub", "*": "fmul", "/": "fdiv"}
_AHEAD: Final = 256
_MICROSECONDS: Final = numbers(1e6)
_INFINITY: Final = numbers(float("inf"))


class NotCompilableError(Exception):
    """The expression has a part that only the NumPy twin knows."""


@frozen
class Vector:
    """Cells of sixteen rows: what kind they are, their values, and the bits that say which are there."""

    type: ValueType | None
    value: str
    known: str


_ABSENT: Final = Vector(None, FALSE, FALSE)


@define
class Vectoriser:
    """Writes the expressions of one scan.

    Attributes:
        row: the name of the first of the sixteen rows.
        ahead: whether the columns are fetched ahead too; one that others read before is fetched by them.
        words: the columns and words that were compared; the code of each is an argument of the scan.
        suspects: numbers that must be finite for the result to stand; empty with a careful layout.
    """

    code: VectorCode
    layout: Layout
    row: str
    ahead: bool = True
    words: list[tuple[str, str]] = field(factory=list)
    suspects: list[str] = field(factory=list)

    def cells(self, expression: Expression) -> Vector:
        """Evaluate as a slot: a number that is not finite counts as missing.

        Raises:
            NotCompilableError: the expression has a part that only the NumPy twin knows.
        """
        found = self.vector(expression)
        if found.type is None or found.type is ValueType.FLAG:
            return found
        return self._missing_unless_finite(self._number(found))

    def vector(self, node: Expression) -> Vector:
        """Evaluate a node."""
        match node:
            case Name(id=name):
                return self._column(name)
            case Number(quantity=quantity):
                return Vector(ValueType.NUMBER, numbers(quantity.in_base_unit), TRUE)
            case Call(function="abs", argument=operand):
                return self._applied(operand, f"call {NUMBERS} @llvm.fabs.v16f64({NUMBERS} {{}})")
            case Negate(operand=operand):
                return self._applied(operand, f"fneg {NUMBERS} {{}}")
            case Arithmetic(operator=operator, left=left, right=right):
                return self._arithmetic(operator, self.vector(left), self.vector(right))
            case _:
                return self._condition(node)

    def _condition(self, node: Expression) -> Vector:
        match node:
            case And(terms=terms):
                return self._all_of([self._flag(term) for term in terms])
            case Or(terms=terms):
                return self._any_of([self._flag(term) for term in terms])
            case Not(operand=operand):
                return self._not(self._flag(operand))
            case IsNull(item=item, negated=negated):
                known = self.vector(item).known
                return Vector(ValueType.FLAG, known if negated else self.code.negated(known), TRUE)
            case Among(item=item, options=options, negated=negated):
                found = self._any_of([self._compare("==", item, option) for option in options])
                return self._not(found) if negated else found
            case Compare(operator=operator, left=left, right=right):
                return self._compare(operator, left, right)
        raise NotCompilableError(type(node).__name__)

    def known(self, name: str) -> str:
        """The bits that say which cells of a column are there."""
        if name not in self.layout.with_nulls:
            return TRUE
        found = self._load(f"%there_{self._place(name)}", "i8", BYTES, 1)
        return self.code.value(f"icmp ne {BYTES} {found}, zeroinitializer")

    def column(self, name: str) -> str:
        """The cells of a column that is there."""
        return self._column(name).value

    def _place(self, name: str) -> int:
        return [known for known, _ in self.layout.types].index(name)

    def _load(self, column: str, element: str, vector: str, align: int) -> str:
        place = self.code.place(column, self.row, element)
        load = f"load {vector}, ptr {place}, align {align}"
        if self.ahead and not self.code.knows(load) and align > 1:
            # rows of a later block: columns are many, and the processor foresees but few; they are read once, so that
            # they must not take the cache of the cells
            for row in range(_AHEAD, _AHEAD + LANES, 64 // align):
                ahead = f"getelementptr {element}, ptr {place}, i64 {row}"
                self.code.line(f"call void @llvm.prefetch.p0(ptr {self.code.value(ahead)}, i32 0, i32 0, i32 1)")
        return self.code.value(load)

    def _column(self, name: str) -> Vector:
        kind = self.layout.type_of(name)
        if kind is None:
            return _ABSENT
        column = f"%column_{self._place(name)}"
        if kind is ValueType.FLAG:
            value = self.code.value(f"icmp ne {BYTES} {self._load(column, 'i8', BYTES, 1)}, zeroinitializer")
        elif kind is ValueType.TIMESTAMP:
            value = self._load(column, "i64", TIMES, 8)
        elif kind.is_words:
            value = self._load(column, "i32", CODES, 4)
        else:
            value = self._load(column, "double", NUMBERS, 8)
        return Vector(kind, value, self.known(name))

    def _flag(self, node: Expression) -> Vector:
        found = self.vector(node)
        if found.type not in (ValueType.FLAG, None):
            raise NotCompilableError("a condition of something else")
        return found

    def _number(self, found: Vector) -> Vector:
        if found.type is None or not found.type.is_numeric:
            raise NotCompilableError("arithmetic of something else")
        return found

    def _missing_unless_finite(self, found: Vector) -> Vector:
        """A number that is missing where it is not finite; without a careful layout, one that is suspected of it."""
        if not self.layout.careful:
            if found.value not in self.suspects:
                self.suspects.append(found.value)
            return found
        return Vector(found.type, found.value, self.code.both(found.known, self.finite(found.value)))

    def finite(self, numbers: str) -> str:
        """The rows in which a number is finite."""
        size = self.code.value(f"call {NUMBERS} @llvm.fabs.v16f64({NUMBERS} {numbers})")
        return self.code.value(f"fcmp olt {NUMBERS} {size}, {_INFINITY}")

    def _applied(self, operand: Expression, instruction: str) -> Vector:
        found = self.vector(operand)
        if found.type is None:
            return _ABSENT
        value = self.code.value(instruction.format(self._number(found).value))
        return Vector(found.type, value, found.known)

    def _arithmetic(self, operator: str, left: Vector, right: Vector) -> Vector:
        if left.type is None or right.type is None:
            return _ABSENT
        known = self.code.both(left.known, right.known)
        if operator == "-" and left.type is right.type is ValueType.TIMESTAMP:
            apart = self.code.value(f"sub {TIMES} {left.value}, {right.value}")
            apart = self.code.value(f"sitofp {TIMES} {apart} to {NUMBERS}")
            return Vector(ValueType.DURATION, self.code.value(f"fdiv {NUMBERS} {apart}, {_MICROSECONDS}"), known)
        operands = f"{NUMBERS} {self._number(left).value}, {self._number(right).value}"
        value = self.code.value(f"{_OPERATIONS[operator]} {operands}")
        return self._missing_unless_finite(Vector(ValueType.NUMBER, value, known))

    def _compare(self, operator: str, left: Expression, right: Expression) -> Vector:
        if isinstance(left, Words):
            left, right = right, left
        item = self.vector(left)
        if isinstance(right, Words):
            return self._same_word(operator, left, item, right.text)
        other = self.vector(right)
        if item.type is None or other.type is None:
            return _ABSENT
        return Vector(ValueType.FLAG, self._compared(operator, item, other), self.code.both(item.known, other.known))

    def _compared(self, operator: str, left: Vector, right: Vector) -> str:
        if left.type is right.type is ValueType.TIMESTAMP:
            return self.code.value(f"icmp {_OF_TIMES[operator]} {TIMES} {left.value}, {right.value}")
        if left.type is right.type is ValueType.FLAG and operator in ("==", "!="):
            return self.code.value(f"icmp {_OF_TIMES[operator]} {BITS} {left.value}, {right.value}")
        operands = f"{NUMBERS} {self._number(left).value}, {self._number(right).value}"
        return self.code.value(f"fcmp {_OF_NUMBERS[operator]} {operands}")

    def _same_word(self, operator: str, column: Expression, item: Vector, word: str) -> Vector:
        if item.type is None:
            return _ABSENT
        if not isinstance(column, Name) or not item.type.is_words or operator not in ("==", "!="):
            raise NotCompilableError("a comparison with a word")
        if (column.id, word) not in self.words:
            self.words.append((column.id, word))
        code = f"%code_{self.words.index((column.id, word))}"
        equal = self.code.value(f"icmp {_OF_TIMES[operator]} {CODES} {item.value}, {code}")
        return Vector(ValueType.FLAG, equal, item.known)

    def _not(self, flag: Vector) -> Vector:
        return Vector(ValueType.FLAG, self.code.negated(flag.value), flag.known)

    def _all_of(self, flags: list[Vector]) -> Vector:
        """Conjunction: false where any is false, else missing where any is missing."""
        yes, known, no = TRUE, TRUE, FALSE
        for flag in flags:
            yes = self.code.both(yes, flag.value)
            known = self.code.both(known, flag.known)
        if known == TRUE:
            return Vector(ValueType.FLAG, yes, TRUE)
        for flag in flags:
            no = self.code.either(no, self.code.both(flag.known, self.code.negated(flag.value)))
        return Vector(ValueType.FLAG, self.code.both(yes, known), self.code.either(known, no))

    def _any_of(self, flags: list[Vector]) -> Vector:
        """Disjunction, by De Morgan where something may be missing."""
        if all(flag.known == TRUE for flag in flags):
            yes = FALSE
            for flag in flags:
                yes = self.code.either(yes, flag.value)
            return Vector(ValueType.FLAG, yes, TRUE)
        return self._not(self._all_of([self._not(flag) for flag in flags]))
