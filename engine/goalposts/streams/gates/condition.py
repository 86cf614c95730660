"""The conditions of a source on its own columns: which rows of a file are looked at, and why others are not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Self

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from attrs import frozen
from numpy.typing import NDArray

from goalposts.errors import ExpressionError, SourceError
from goalposts.expressions import SOURCE_COLUMNS, Expression, check_condition, names, render
from goalposts.expressions.evaluate import evaluate
from goalposts.locale import Text
from goalposts.model import Source
from goalposts.model.source import LeaveOut
from goalposts.model.source_format import LEFT_OUT
from goalposts.streams.batches.arrow_values import as_numpy
from goalposts.streams.batches.raw_text import as_text
from goalposts.streams.conversion.untyped_columns import Spelling, untyped_column
from goalposts.streams.mapping.mapped_fields import currency_of

Rows = NDArray[np.bool_]


@frozen
class SourceCondition:
    """What the rows of a file must meet; rows of which that is not known do not.

    Attributes:
        expression: over raw columns; None where none is stated.
        leave_out: by name, the rows that are no events though they meet it.
        spelling: how their cells are written.
    """

    expression: Expression | None
    leave_out: Mapping[str, LeaveOut]
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
        if source.where is None and not source.leave_out:
            return None
        stated = {f"leave_out: {name}": rule.condition for name, rule in source.leave_out.items()}
        for key, expression in (("where", source.where), *stated.items()):
            if expression is not None:
                _check(expression, f"{source.name}: {key}")
        written = Spelling(source.nulls, source.decimal, source.thousands, currency_of(source, currency))
        return cls(source.where, source.leave_out, written)

    @property
    def columns(self) -> frozenset[str]:
        """The raw columns that it reads."""
        of_where = frozenset[str]() if self.expression is None else names(self.expression)
        return of_where.union(*(rule.columns for rule in self.leave_out.values()))

    def met(self, cells: pa.RecordBatch) -> Rows:
        """Which rows meet it and are not left out.

        Raises:
            SourceError: a text that is not UTF-8.
        """
        found = np.ones(cells.num_rows, np.bool_) if self.expression is None else self._known(self.expression, cells)
        for rule in self.leave_out.values():
            found &= ~self._leaves(rule, cells)
        return found

    def reasons(self, cells: pa.RecordBatch, rows: Rows) -> Iterator[tuple[str, int]]:
        """Say why some of these rows do not meet it, and how many; what only breaks a plain `where` has no reason.

        Every row is counted once: by what its format says of it, else by the first name of `leave_out`.

        Raises:
            SourceError: a text that is not UTF-8.
        """
        left = rows
        if self.expression is not None:
            met = self._known(self.expression, cells)
            if LEFT_OUT in self.columns:
                told = as_text(cells.column(LEFT_OUT)).filter(pa.array(left & ~met)).drop_null()
                yield from ((found["values"], found["counts"]) for found in pc.value_counts(told).to_pylist())
            left = left & met
        for name, rule in self.leave_out.items():
            gone = self._leaves(rule, cells) & left
            if gone.any():
                yield name, int(gone.sum())
            left = left & ~gone

    def _leaves(self, rule: LeaveOut, cells: pa.RecordBatch) -> Rows:
        if rule.condition is not None:
            return self._known(rule.condition, cells)
        found = np.zeros(cells.num_rows, np.bool_)
        texts = as_text(cells.column(rule.column))
        for word in rule.contains:
            found |= as_numpy(pc.fill_null(pc.match_substring(texts, word, ignore_case=True), fill_value=False))
        return found

    def _known(self, expression: Expression, cells: pa.RecordBatch) -> Rows:
        """The rows of which it is known to be true."""
        columns = {name: untyped_column(cells.column(name), self.spelling) for name in names(expression)}
        found = evaluate(expression, columns, {}, cells.num_rows)
        return found.values.copy() if found.valid is None else found.values & found.valid


def _check(expression: Expression, where: str) -> None:
    """Demand a condition on columns."""
    try:
        check_condition(expression, SOURCE_COLUMNS, render(expression))
    except ExpressionError as fault:
        said = Text(en=fault.sentence("en").rstrip("."), ru=fault.sentence("ru").rstrip("."))
        raise SourceError(said, where=where) from None
