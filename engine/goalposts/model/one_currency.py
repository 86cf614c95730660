"""Amounts in several currencies are never added up unawares."""

from __future__ import annotations

from typing import Any, Final

from attrs import frozen

from goalposts.errors import SourceError
from goalposts.expressions import fixes
from goalposts.locale import Text
from goalposts.model.source_format import InputFile

CURRENCY: Final = "currency"
"""The column in which a format gives the currency of a row."""


@frozen(eq=False)
class OneCurrency:
    """Watches that all amounts of a source are in one currency, unless the project says what to do with others.

    It says so by `currency:`, by a condition that lets one currency through (`where: currency == "EUR"`), or by a rule
    of its own for the amount. The format has to be `whole`, or a file that is read alone escapes the watch.

    Attributes:
        file: which is read.
        columns: those of the file in which a condition may choose, beside `currency`.
        amount: the field of which a rule shows that the project takes amounts from elsewhere; empty where the preset
            has a rule of it.
    """

    file: InputFile
    columns: tuple[str, ...] = ()
    amount: str = ""

    def check(self, line: int, currency: Any, amount: Any = 1) -> None:
        """Look at one row; without an amount it does not matter.

        Raises:
            SourceError: its currency is not that of the rows before, of this file or of another one of the source.
        """
        if not currency or amount in (None, "", 0, "0"):
            return
        first = self.file.of_source.setdefault(CURRENCY, str(currency))
        if str(currency) != first and not self._is_settled:
            raise _mixed(first, str(currency), f"{self.file.name}:{line}")

    @property
    def _is_settled(self) -> bool:
        source = self.file.source
        chosen = any(fixes(source.where, column) for column in (CURRENCY, *self.columns))
        return chosen or source.currency is not None or self.amount in source.fields


def _mixed(first: str, other: str, where: str) -> SourceError:
    problem = Text(
        en="amounts are in {first} and in {other}, and cannot be added up",
        ru="суммы в {first} и в {other} нельзя складывать",
    ).fill(first=first, other=other)
    hint = Text(
        en='keep one by `where: {column} == "{first}"`, or have each converted by '
        "`currency: {{column: {column}, rates: rates.csv}}`",
        ru='оставьте одну: `where: {column} == "{first}"`, или пересчитайте все: '
        "`currency: {{column: {column}, rates: rates.csv}}`",
    ).fill(first=first, column=CURRENCY)
    return SourceError(problem, where=where, hint=hint)
