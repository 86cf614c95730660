"""Reads a table of exchange rates, and looks up the rate of a day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from math import isfinite
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa
from attrs import evolve, frozen
from numpy.typing import NDArray

from goalposts.errors import SourceError, listed
from goalposts.locale import Text
from goalposts.model import Source
from goalposts.streams.batches.raw_text import as_text
from goalposts.streams.files.locations import find_files
from goalposts.streams.tables.format_registry import open_tables

_COLUMNS: Final = ("date", "currency", "rate")
_EPOCH: Final = date(1970, 1, 1)

_Days = NDArray[np.int64]


@frozen(eq=False)
class Rates:
    """What a unit of each currency is worth in the project's: ascending days since 1970, and the rates from then on."""

    by_currency: Mapping[str, tuple[_Days, NDArray[np.float64]]]

    def on(self, currency: str, days: _Days) -> NDArray[np.float64]:
        """The rates on some days: of each the latest that stands on it or before; NaN where there is none."""
        if currency not in self.by_currency or not days.size:
            return np.full(days.shape, np.nan)
        known, rates = self.by_currency[currency]
        place = np.searchsorted(known, days, side="right") - 1
        return np.where(place < 0, np.nan, rates[np.maximum(place, 0)])


def code_of(written: str) -> str:
    """A currency as it is compared: `usd ` is USD."""
    return written.strip().upper()


def read_rates(location: str, folder: Path) -> Rates:
    """Read a file with the columns `date`, `currency` and `rate`.

    Raises:
        SourceError: there is no such file, it lacks a column, or a row of it is no rate or contradicts another.
    """
    found: dict[str, dict[int, float]] = {}
    files = find_files(Source("rates", "rates", (location,)), folder)
    for reader in (reader for file in files for reader in open_tables(evolve(file, asked=frozenset(_COLUMNS)), {})):
        missing = [column for column in _COLUMNS if column not in reader.columns]
        if missing:
            problem = Text(
                en="a table of rates has the columns date, currency and rate; '{column}' is missing; found: {found}",
                ru="в таблице курсов нужны столбцы date, currency и rate; нет «{column}»; найдены: {found}",
            ).fill(column=missing[0], found=listed(reader.columns))
            raise SourceError(problem, where=reader.name, hint=_RENAME)
        for raw in reader.batches(frozenset(_COLUMNS)):
            for wrong in raw.wrong:
                raise _bad(f"{reader.name}:{wrong.line}", wrong.text)
            for line, row in zip(raw.lines.tolist(), _rows(raw.cells), strict=True):
                _add(found, row, f"{reader.name}:{line}")
    return Rates({currency: _ascending(rates) for currency, rates in found.items()})


def _rows(cells: pa.RecordBatch) -> Iterator[tuple[str, ...]]:
    columns = (as_text(_day(cells.column(column))).to_pylist() for column in _COLUMNS)
    return ((day or "", currency or "", rate or "") for day, currency, rate in zip(*columns, strict=True))


def _day(cells: pa.Array) -> pa.Array:
    """The day itself of one that a workbook holds as a time."""
    return cells.cast(pa.date32()) if pa.types.is_timestamp(cells.type) else cells


def _add(found: dict[str, dict[int, float]], row: tuple[str, ...], where: str) -> None:
    written, currency, number = (cell.strip() for cell in row)
    if _AMBIGUOUS.search(number):
        raise _bad(where, " ".join(row))
    try:
        day = (date.fromisoformat(written) - _EPOCH).days
        rate = float(number.replace(",", "."))
    except ValueError:
        raise _bad(where, " ".join(row)) from None
    if not currency or not isfinite(rate) or rate <= 0:
        raise _bad(where, " ".join(row))
    rates = found.setdefault(code_of(currency), {})
    if rates.setdefault(day, rate) != rate:
        problem = Text(
            en="{currency} has two rates on {day}: {first} and {second}",
            ru="у {currency} два курса на {day}: {first} и {second}",
        ).fill(currency=currency, day=written, first=str(rates[day]), second=str(rate))
        raise SourceError(problem, where=where, hint=Text(en="keep one of them", ru="оставьте один из них"))


def _ascending(rates: Mapping[int, float]) -> tuple[_Days, NDArray[np.float64]]:
    days = sorted(rates)
    return np.array(days, np.int64), np.array([rates[day] for day in days], np.float64)


_AMBIGUOUS: Final = re.compile(r"^[+]?[1-9][0-9]{0,2},[0-9]{3}$")
"""A decimal comma, or thousands: nobody knows."""

_RENAME: Final = Text(en="name its columns so", ru="назовите столбцы так")


def _bad(where: str, found: str) -> SourceError:
    problem = Text(en="'{found}' is no exchange rate", ru="«{found}» — не курс").fill(found=found)
    hint = Text(en="write it like 2026-01-31,USD,92.5", ru="пишите так: 2026-01-31,USD,92.5")
    return SourceError(problem, where=where, hint=hint)
