"""The cells of the workbook: formats that show numbers as the page does, heights that fit words, sheets that print."""

from __future__ import annotations

import re
from textwrap import wrap
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from goalposts.locale import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

_LONGEST_TEXT: Final = 2000
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_A4: Final = 9
_LINE_POINTS: Final = 15.0
_TITLE_POINTS: Final = 20.0
_HIGHEST_POINTS: Final = 400.0
_POINTS: Final = Text(en='0.0 "pp"', ru='0.0 "п. п."')
_ROUND_MONEY: Final = 100
"""From here on money is shown without its hundredths, as on the page."""


def number_form(unit: str, values: Iterable[float | None]) -> str:
    """Give the format of numbers that stand together: as many digits as the page shows of the largest."""
    known = [abs(value) for value in values if value is not None]
    largest = max(known, default=0.0)
    if unit == "%":
        return "0.0%"
    if unit == "s":
        return "0.0"
    if unit == "money":
        return "#,##0" if largest >= _ROUND_MONEY else "#,##0.00"
    decimals = 0 if largest >= 1000 else 1 if largest >= 10 else 2 if largest >= 1 else 4
    needed = next(digits for digits in (0, 1, 2, 4) if digits == decimals or _fits(known, digits))
    return f"#,##0.{'0' * needed}".rstrip(".")


def _fits(values: Iterable[float], digits: int) -> bool:
    return all(value == round(value, digits) for value in values)


@frozen
class Book:
    """The workbook that is written, the language, and its cell formats by name."""

    file: Any
    language: str
    formats: dict[str, Any]

    def words(self, text: Text | str) -> str:
        """One language, without what a cell cannot hold, and not longer than a reader would follow."""
        said = _CONTROL.sub("", Text.of(text).get(self.language))
        return said if len(said) <= _LONGEST_TEXT else f"{said[: _LONGEST_TEXT - 1]}…"

    def head(self, sheet: Any, row: int, names: Sequence[Text], first: int = 0) -> None:
        """Write the headings of a table."""
        for column, name in enumerate(names, first):
            sheet.write_string(row, column, self.words(name), self.formats["head"])

    def text(self, sheet: Any, row: int, column: int, words: Text | str) -> None:
        """Write words as words, whatever sign they begin with."""
        sheet.write_string(row, column, self.words(words), self.formats["text"])

    def line(self, sheet: Any, row: int, words: Text | str, widths: Sequence[int], form: str = "text") -> None:
        """Write a sentence across the table, in as many lines as it needs."""
        sheet.merge_range(row, 0, row, len(widths) - 1, "", self.formats[form])
        sheet.write_string(row, 0, self.words(words), self.formats[form])
        one = _TITLE_POINTS if form == "title" else _LINE_POINTS
        space = int(sum(widths) * _LINE_POINTS / one)
        sheet.set_row(row, min(one * _lines(self.words(words), space), _HIGHEST_POINTS))

    def number(self, sheet: Any, row: int, column: int, value: float | None, form: str) -> None:
        """Write a number; what is missing stays an empty cell, never zero."""
        if value is not None:
            sheet.write_number(row, column, value, self._format(form))

    def numbers(self, sheet: Any, row: int, column: int, values: Sequence[float | None], unit: str) -> None:
        """Write numbers of one unit side by side."""
        form = number_form(unit, values)
        for at, value in enumerate(values, column):
            self.number(sheet, row, at, value, form)

    def effects(self, values: Sequence[float | None], unit: str) -> tuple[tuple[float | None, ...], str]:
        """Give differences as they are shown, and their format: those of shares are percentage points."""
        if unit != "%":
            return tuple(values), number_form(unit, values)
        return tuple(None if value is None else value * 100 for value in values), self.words(_POINTS)

    def day(self, sheet: Any, row: int, column: int, moment: date, form: str = "day") -> None:
        """Write a day as a day."""
        sheet.write_datetime(row, column, moment, self.formats[form])

    def _format(self, form: str) -> Any:
        if form not in self.formats:
            self.formats[form] = self.file.add_format({"num_format": form, "valign": "top"})
        return self.formats[form]


def cell_formats(file: Any) -> dict[str, Any]:
    """Make the formats that go by a name; those of numbers come as they are needed."""
    top = {"valign": "top"}
    known = {
        "head": {"bold": True, "text_wrap": True, "bottom": 1, **top},
        "title": {"bold": True, "font_size": 14, "text_wrap": True, **top},
        "text": {"text_wrap": True, **top},
        "day": {"num_format": "yyyy-mm-dd", "align": "left", **top},
        "month": {"num_format": "yyyy-mm", "align": "left", **top},
    }
    return {name: file.add_format(form) for name, form in known.items()}


def set_page(sheet: Any, widths: Sequence[int], last_row: int, repeated: tuple[int, int]) -> None:
    """Let a sheet print on A4, landscape, one sheet of paper wide, its headings on every one."""
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    sheet.set_paper(_A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    sheet.set_footer("&L&A&R&P / &N")
    sheet.repeat_rows(*repeated)
    sheet.print_area(0, 0, last_row, len(widths) - 1)


def fit_row(sheet: Any, row: int, words: Iterable[tuple[str, int]]) -> None:
    """Make a row as high as its wrapped words need; each with the width of its column."""
    lines = max(_lines(said, width) for said, width in words)
    sheet.set_row(row, min(_LINE_POINTS * lines, _HIGHEST_POINTS))


def _lines(words: str, width: int) -> int:
    """Estimate the lines of wrapped words; bold and wide letters take a little more than a digit does."""
    space = max(int(width * 0.9), 1)
    return sum(max(len(wrap(part, space)), 1) for part in words.splitlines() or [""])
