"""Amounts in several currencies are never added up unawares."""

from __future__ import annotations

from typing import Any, Final

from attrs import define, field
from goalposts import InputFile, SourceError
from goalposts.expressions import fixes

CURRENCY: Final = "currency"


@define
class OneCurrency:
    """Watches that all amounts of a file are in one currency, unless the project converts or chooses.

    It looks at each file by itself: two files in two currencies it does not see.
    """

    file: InputFile
    _first: str | None = field(default=None, init=False)

    def check(self, line: int, currency: Any, *, amount: Any = 1) -> None:
        """Look at one row.

        Raises:
            SourceError: its currency is not that of the rows before.
        """
        if not currency or amount in (None, "", 0, "0"):
            return
        if self._first is None:
            self._first = str(currency)
        elif str(currency) != self._first and not self._is_settled():
            raise self._mixed(line, str(currency))

    def _is_settled(self) -> bool:
        """Whether the project converts, or its condition lets one currency through."""
        source = self.file.source
        return source.currency is not None or fixes(source.where, CURRENCY)

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
