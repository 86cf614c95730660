"""What only people can tell of the columns of a file, whether a preset reads them or a guess."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from goalposts.expressions import ValueType
from goalposts.profiling.column_facts import ColumnFacts


@frozen
class Question:
    """The meaning of words, the order of day and month, or what a sign within numbers stands for.

    Attributes:
        words: the words that have no meaning yet, most frequent first.
        formats: the formats that fit equally well.
        grouped: a number such as `1,234`, which may be a whole one with a sign between its digits, or a fraction.
    """

    field: str
    column: str
    words: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    grouped: str = ""

    @property
    def sign(self) -> str:
        """The sign within the number."""
        return "," if "," in self.grouped else "."


def questions_of_cells(field: str, kind: ValueType, column: ColumnFacts, thousands: str = "") -> Iterator[Question]:
    """Ask what the cells of a column leave open.

    Args:
        field: what they become.
        kind: its type.
        column: what is known of the cells.
        thousands: the sign between groups of digits, where that is stated, so that nobody has to be asked.
    """
    if kind is ValueType.TIMESTAMP and len(column.guess.formats) > 1:
        yield Question(field, column.name, formats=column.guess.formats)
    if kind.is_numeric and column.guess.grouped:
        asked = Question(field, column.name, grouped=column.guess.grouped)
        if asked.sign != thousands:
            yield asked
