"""Amounts in several currencies are never added up unawares."""

from __future__ import annotations

from attrs import define, field
from goalposts import InputFile, SourceError
from goalposts.expressions import fixes

CURRENCY = "currency"


@define
class OneCurrency:
    """Watches that all amounts of a file are in one currency, unless the project says what to do with others.

    It says so by `currency:`, by a rule of its own for `amount`, or by a condition that lets one currency through.
    It looks at each file by itself: two files in two currencies it does not see.
    """

    file: InputFile
    columns: tuple[str, ...] = ()
    _first: str | None = field(default=None, init=False)

    def check(self, line: int, amount: float | str | None, currency: str | None) -> None:
        """Look at one row.

        Raises:
            SourceError: its currency is not that of the rows before.
        """
        if not amount or not currency:
            return
        if self._first is None:
            self._first = currency
        elif currency != self._first and not self._is_settled():
            raise self._mixed(line, currency)

    def _is_settled(self) -> bool:
        source = self.file.source
        chosen = any(fixes(source.where, column) for column in (CURRENCY, *self.columns))
        return source.currency is not None or "amount" in source.fields or chosen

    def _mixed(self, line: int, currency: str) -> SourceError:
        return SourceError(
            {
                "en": f"amounts are in {self._first} and in {currency}, and cannot be added up",
                "ru": f"суммы в {self._first} и в {currency} нельзя складывать",
            },
            where=f"{self.file.name}:{line}",
            hint={
                "en": f'keep one by `where: {CURRENCY} == "{self._first}"`, or have each converted by '
                f"`currency: {{column: {CURRENCY}, rates: rates.csv}}`, which several files of one source need too",
                "ru": f'оставьте одну: `where: {CURRENCY} == "{self._first}"`, или пересчитайте все: '
                f"`currency: {{column: {CURRENCY}, rates: rates.csv}}`; это нужно и нескольким файлам одного источника",
            },
        )
