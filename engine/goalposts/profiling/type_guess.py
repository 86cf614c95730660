"""Tells the type of a column by its cells: what every one of them can be read as."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from attrs import evolve, frozen
from numpy.typing import NDArray

from goalposts.expressions.raw_words import FLAG_WORDS
from goalposts.streams.batches.arrow_values import as_arrow, as_numpy
from goalposts.streams.batches.raw_text import as_text, blank_as_null
from goalposts.streams.conversion.currency_signs import SIGNED, sign_pattern
from goalposts.streams.conversion.time_format import other_order
from goalposts.streams.conversion.written_times import read_times

FORMATS: Final = (
    "",
    "%d.%m.%Y %H:%M:%S",
    "%d.%m.%Y %H:%M",
    "%d.%m.%Y",
    "%d.%m.%y %H:%M:%S",
    "%d.%m.%y %H:%M",
    "%d.%m.%y",
    "%d/%m/%Y %H:%M:%S",
    "%m/%d/%Y %H:%M:%S",
    "%d/%m/%Y %H:%M",
    "%m/%d/%Y %H:%M",
    "%d/%m/%Y",
    "%m/%d/%Y",
    "%Y/%m/%d %H:%M:%S",
    "%Y/%m/%d %H:%M",
    "%Y/%m/%d",
    "%Y%m%d",
    "%d-%b-%y",
    "%d-%b-%Y",
    "%d %b %Y",
)
"""Formats of times that are tried; the empty one is ISO 8601."""

_WHOLE: Final = r"^[+-]?[0-9]+$"
_POINT: Final = r"^[+-]?[0-9]{1,3}([ \x{a0}\x{202f}]?[0-9]{3})*(\.[0-9]+)?$|^[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?$"
_COMMA: Final = r"^[+-]?[0-9]{1,3}([ \x{a0}\x{202f}]?[0-9]{3})*(,[0-9]+)?$|^[+-]?[0-9]+(,[0-9]+)?$"
_LONG_WHOLE: Final = r"^[+-]?[0-9]{4,}"
_CLOCK: Final = r"^[0-9]{1,4}:[0-5]?[0-9]:[0-5]?[0-9](\.[0-9]+)?$"
_PERCENT: Final = r"^[+-]?[0-9]+([.,][0-9]+)?\s?%$"
_SHORT_DAY: Final = "%y%m%d"
_DAY_NAME: Final = re.compile(r"date|дата|день", re.IGNORECASE)
_EPOCH: Final = r"^1[0-9]{9}(\.[0-9]+)?$"
_EPOCH_MS: Final = r"^1[0-9]{12}$"
_ENOUGH: Final = 0.95
"""Of the cells; those that cannot be read as the rest will stand in quarantine, and be told."""
_HEAD: Final = 20
"""Cells that say for most columns what they are not."""
_FEW: Final = 5
"""From so many cells on, one of them may be wrong whatever its share."""


@frozen
class TypeGuess:
    """What the cells of a column can be read as.

    Attributes:
        kind: `time`, `number`, `whole`, `percent`, `clock`, `flag`, `words` or `empty`.
        formats: of times, every format that fits equally well; more than one means that only people can tell.
        decimal: of numbers, the decimal sign; empty when none of them has any.
        zoned: whether times carry their zone.
        currency: of numbers, the code of the currency whose sign stands beside some.
        grouped: of numbers, one as `1,234` where all with the sign look so: whole, or a fraction.
        two_ways: of times, a cell that the first format reads, and one of those that only another one does.
        confusable: whether the other one has but day and month in the other order, so that some fit both.
    """

    kind: str
    formats: tuple[str, ...] = ()
    decimal: str = ""
    zoned: bool = False
    currency: str = ""
    grouped: str = ""
    two_ways: tuple[str, ...] = ()
    confusable: bool = False


def guess_type(cells: pa.Array, name: str = "") -> TypeGuess:
    """Guess the type of some cells, at best all those of a file's first thousands of rows.

    Six digits are a day only in a column whose name says so.
    """
    if pa.types.is_timestamp(cells.type) or pa.types.is_date(cells.type):
        return TypeGuess("time", ("",), zoned=getattr(cells.type, "tz", None) is not None)
    if pa.types.is_floating(cells.type):
        return TypeGuess("number")
    text = pc.drop_null(blank_as_null(pc.utf8_trim_whitespace(as_text(cells))))
    if not len(text):
        return TypeGuess("empty")
    for epoch, pattern in (("epoch_s", _EPOCH), ("epoch_ms", _EPOCH_MS)):
        if _share(text, pattern) >= _ENOUGH:
            return TypeGuess("time", (epoch,), zoned=True)
    if (times := _times(text)) is not None:
        return times
    if _DAY_NAME.search(name) and _readable(text, _SHORT_DAY) >= _ENOUGH:
        return TypeGuess("time", (_SHORT_DAY,))
    for kind, pattern in (("clock", _CLOCK), ("percent", _PERCENT)):
        if _share(text, pattern) >= _ENOUGH:
            return TypeGuess(kind, decimal="," if kind == "percent" and _share(text, ",") else "")
    return _number(text) or _money(text) or _words(text)


def _share(text: pa.Array, pattern: str) -> float:
    return _forgiving(as_numpy(pc.match_substring_regex(text, pattern)))


def _forgiving(readable: NDArray[np.bool_]) -> float:
    """Which share of cells can be read; of a few cells one may be wrong."""
    wrong = len(readable) - int(readable.sum())
    return _ENOUGH if wrong == 1 and _FEW <= len(readable) < 1 / (1 - _ENOUGH) else 1 - wrong / len(readable)


def _times(text: pa.Array) -> TypeGuess | None:
    shares = {form: _readable(text, form) for form in FORMATS}
    best = max(shares.values())
    fitting = tuple(form for form, share in shares.items() if share == best)
    swapped = other_order(fitting[0]) if best else ""
    if swapped and (share := _forgiving(read_times(text, swapped).readable)) > best:
        best, fitting, swapped = share, (swapped,), fitting[0]
    read = read_times(text, fitting[0])
    others = [form for form, share in shares.items() if share and best < _ENOUGH and form != fitting[0]]
    other, ways = _two_ways(text, read.readable, [*others, *([swapped] if swapped else [])])
    if best < _ENOUGH and not ways:
        return None
    confusable = bool(ways) and _day(other) == other_order(_day(fitting[0]))
    return TypeGuess("time", fitting, zoned=bool(read.zoned.any()), two_ways=ways, confusable=confusable)


def _day(form: str) -> str:
    """The part of a format that reads the day."""
    return form.partition(" ")[0]


def _two_ways(text: pa.Array, readable: NDArray[np.bool_], others: Iterable[str]) -> tuple[str, tuple[str, ...]]:
    """The other format that reads what the best one does not, and a cell of either way in which times are written."""
    for other in others:
        its = read_times(text, other).readable
        more = its & ~readable
        if more.any() and _forgiving(readable | its) >= _ENOUGH:
            return other, (str(text[int((readable & ~its).argmax())]), str(text[int(more.argmax())]))
    return "", ()


def _readable(text: pa.Array, form: str) -> float:
    some = _some(text)  # most formats fit none of them
    if len(text) > len(some) and not read_times(some, form).readable.any():
        return 0.0
    return _forgiving(read_times(text, form).readable)


def _some(text: pa.Array) -> pa.Array:
    """The first cells, and as many from all over the column: a spreadsheet sorts what it could read apart."""
    apart = np.linspace(0, len(text) - 1, _HEAD).astype(np.int64)
    return text if len(text) <= _HEAD else text.take(as_arrow(np.concatenate([np.arange(_HEAD), apart])))


def _number(text: pa.Array) -> TypeGuess | None:
    if _share(text, _WHOLE) >= _ENOUGH:
        return TypeGuess("whole")
    point, comma = _share(text, _POINT), _share(text, _COMMA)
    if max(point, comma) < _ENOUGH:
        return None
    return TypeGuess("number", decimal="" if point == comma else "." if point > comma else ",", grouped=_grouped(text))


def _grouped(text: pa.Array) -> str:
    """A number whose sign may stand between groups of digits as well as before a fraction; empty if none does.

    Numbers of four digits and more without the sign show that digits are not grouped.
    """
    if as_numpy(pc.match_substring_regex(text, _LONG_WHOLE)).any():
        return ""
    for sign in (",", "."):
        signed = text.filter(pc.match_substring(text, sign))
        if (
            len(signed)
            and as_numpy(pc.match_substring_regex(signed, rf"^[+-]?[1-9][0-9]{{0,2}}[{sign}][0-9]{{3}}$")).all()
        ):
            return str(signed[0].as_py())
    return ""


def _money(text: pa.Array) -> TypeGuess | None:
    """Numbers beside which the sign of one currency stands."""
    if _share(text.slice(0, _HEAD), "[0-9]") < _ENOUGH:
        return None  # most columns of words are told by their first cells
    found = ((code, _number(pc.replace_substring_regex(text, sign_pattern(code), ""))) for code in SIGNED)
    return next((evolve(guess, currency=code) for code, guess in found if guess is not None), None)


def _words(text: pa.Array) -> TypeGuess:
    words = pc.unique(text).to_pylist()
    if len(words) > 1 and all(word.casefold() in FLAG_WORDS for word in words):
        return TypeGuess("flag")
    return TypeGuess("words")
