"""Turns amounts of money into the currency of the project, by the rate of the day of the event."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import pyarrow as pa
from attrs import evolve, frozen
from numpy.typing import NDArray

from goalposts.errors import SourceError, did_you_mean, listed
from goalposts.expressions import ValueType
from goalposts.expressions.local_time import local_seconds
from goalposts.locale import Text
from goalposts.streams.batches.raw_text import as_text, as_words
from goalposts.streams.conversion.converted import Converted, refused
from goalposts.streams.gates.exchange_rates import Rates, code_of, read_rates

if TYPE_CHECKING:
    from goalposts.expressions.columns import Column
    from goalposts.model import Source
    from goalposts.streams.mapping.mapped_fields import MappedField

NO_RATE: Final = "no_rate"
_DAY: Final = 86_400


@frozen(eq=False)
class ProjectMoney:
    """In which currency a source is, and what that is worth.

    Attributes:
        currency: of the project; its rate is 1.
        timezone: of the project, whose days have the rates.
        column: the column of the currency; empty where `code` is the currency of all rows.
    """

    currency: str
    timezone: str
    rates: Rates
    column: str = ""
    code: str = ""

    @property
    def columns(self) -> frozenset[str]:
        """The raw columns that are read."""
        return frozenset({self.column} if self.column else ())

    def rates_of(self, cells: pa.RecordBatch, times: Column) -> NDArray[np.float64]:
        """What a unit of each row's money is worth; NaN where that is not known."""
        seconds, exists = local_seconds(times.values, self.timezone)
        exists = exists if times.valid is None else exists & times.valid
        days = seconds // _DAY
        if not self.column:
            return np.where(exists, self._on(self.code, days), np.nan)
        codes, words, valid = as_words(as_text(cells.column(self.column)))
        found = np.full(days.shape, np.nan)
        for place, word in enumerate(words):
            own = codes == place
            found[own] = self._on(code_of(word), days[own])
        known = exists if valid is None else exists & valid
        return np.where(known, found, np.nan)

    def _on(self, currency: str, days: NDArray[np.int64]) -> NDArray[np.float64]:
        return np.ones(days.shape) if currency == self.currency else self.rates.on(currency, days)

    def converted(self, found: Converted, rates: NDArray[np.float64]) -> Converted:
        """An amount in the project's currency; refuses `NO_RATE` where it is there but its rate is not."""
        unknown = np.isnan(rates)
        there = np.ones(rates.shape, np.bool_) if found.column.valid is None else found.column.valid
        values = found.column.values * np.where(unknown, 1.0, rates)
        refusals = refused((NO_RATE, unknown & there))
        named = tuple(evolve(refusal, columns=tuple(self.columns)) for refusal in refusals)
        return evolve(found, column=evolve(found.column, values=values), refusals=(*found.refusals, *named))


def project_money(
    source: Source, currency: str, timezone: str, folder: Path, fields: Iterable[MappedField]
) -> ProjectMoney | None:
    """How the money of a source becomes that of the project; None where it already is, or no field is money.

    Raises:
        SourceError: the project has no currency, the rates cannot be read, or there are none for the one currency.
    """
    stated = source.currency
    if stated is None or all(field.type is not ValueType.MONEY for field in fields):
        return None
    if not currency:
        problem = Text(en="the project names no currency to count in", ru="в проекте не указана валюта учёта")
        raise SourceError(problem, where=source.name, hint=Text(en="add currency: RUB", ru="добавьте currency: RUB"))
    rates = read_rates(stated.rates, folder) if stated.rates else Rates({})
    code = code_of(stated.code)
    if code and code != currency and code not in rates.by_currency:
        problem = Text(en="no rate of {code} in {currency} is given", ru="не задан курс {code} к {currency}")
        hint = Text(
            en="add a table with the columns date, currency, rate, as rates: rates.csv",
            ru="добавьте таблицу со столбцами date, currency, rate: rates: rates.csv",
        )
        raise SourceError(problem.fill(code=code, currency=currency), where=f"{source.name}: currency", hint=hint)
    return ProjectMoney(currency, timezone, rates, stated.column, code)


def check_currency_column(money: ProjectMoney | None, columns: tuple[str, ...], where: str) -> None:
    """Check that a file has the column of the currency.

    Raises:
        SourceError: it has not.
    """
    if money is not None and money.column and money.column not in columns:
        problem = Text(
            en="no column '{column}', needed by `currency`; found: {found}",
            ru="нет столбца «{column}», нужного `currency`; найдены: {found}",
        ).fill(column=money.column, found=listed(columns))
        raise SourceError(problem, where=where, hint=did_you_mean(money.column, columns))
