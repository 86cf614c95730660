"""The condition of a source on its own columns: which rows of a file are looked at."""

from __future__ import annotations

from typing import Self

import numpy as np
import pyarrow as pa
from attrs import frozen
from numpy.typing import NDArray

from goalposts.errors import ExpressionError, SourceError
from goalposts.expressions import SOURCE_COLUMNS, Expression, check_condition, names, render
from goalposts.expressions.evaluate import evaluate
from goalposts.locale import Text
from goalposts.model import Source
from goalposts.streams.conversion.untyped_columns import Spelling, untyped_column
from goalposts.streams.mapping.mapped_fields import currency_of


@frozen
class SourceCondition:
    """What the rows of a file must meet; rows of which that is not known do not.

    Attributes:
        expression: over raw columns.
        spelling: how their cells are written.
    """

    expression: Expression
    spelling: Spelling

    @classmethod
    def of(cls, source: Source, currency: str) -> Self | None:
        """The condition of a source, if it has one.

        Args:
            source: what the project says of its files.
            currency: of the project, whose sign amounts may have unless the source says otherwise.

        Raises:
            SourceError: it is no condition on columns.
        """
        if source.where is None:
            return None
        try:
            check_condition(source.where, SOURCE_COLUMNS, render(source.where))
        except ExpressionError as fault:
            said = Text(en=fault.sentence("en").rstrip("."), ru=fault.sentence("ru").rstrip("."))
            raise SourceError(said, where=f"{source.name}: where") from None
        written = Spelling(source.nulls, source.decimal, source.thousands, currency_of(source, currency))
        return cls(source.where, written)

    @property
    def columns(self) -> frozenset[str]:
        """The raw columns that it reads."""
        return names(self.expression)

    def met(self, cells: pa.RecordBatch) -> NDArray[np.bool_]:
        """Which rows meet it.

        Raises:
            SourceError: a text that is not UTF-8.
        """
        columns = {name: untyped_column(cells.column(name), self.spelling) for name in self.columns}
        found = evaluate(self.expression, columns, {}, cells.num_rows)
        return found.values if found.valid is None else found.values & found.valid
