"""The verdict as a workbook: numbers as numbers, a sheet with charts a goal, texts that never become formulas."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from goalposts.errors import InputError
from goalposts.locale import Text
from goalposts.reporting import phrasing
from goalposts.reporting.chart_data import readings
from goalposts.reporting.front_page import front_page
from goalposts.reporting.labels import ANALYST_LABELS, LABELS
from goalposts.reporting.months import MONTH_LABELS, PHASES, months
from goalposts.reporting.parts_view import part_name
from goalposts.reporting.stream_view import cut_off
from goalposts.reporting.words import ROLE_WORDS, VERDICT_WORDS, goal_state

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goalposts.model.scorecard import GoalScore, Scorecard

_NEEDS: Final = Text(en="workbooks need XlsxWriter", ru="для книг Excel нужен XlsxWriter")
_INSTALL: Final = Text.of('pip install "goalposts[xlsx]"')
_DAY: Final = Text(en="Day", ru="День")
_BEFORE: Final = Text(en="Before", ru="До")
_AFTER: Final = Text(en="After", ru="После")
_LOW: Final = Text(en="Effect, low", ru="Эффект, нижняя граница")
_HIGH: Final = Text(en="Effect, high", ru="Эффект, верхняя граница")
_UNIT: Final = Text(en="Unit", ru="Единица")
_LONGEST_TEXT: Final = 2000
_FORBIDDEN: Final = re.compile(r"[\[\]:*?/\\'\x00-\x1f]")
_LONGEST_NAME: Final = 31
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_NUMBER_FORMATS: Final = {"%": "0.0%", "money": "#,##0", "s": "0.0"}


@frozen
class _Book:
    """The workbook that is written, the language, and its cell formats by name."""

    file: Any
    language: str
    formats: dict[str, Any]

    def words(self, text: Text | str) -> str:
        """One language, without what a cell cannot hold, and not longer than a reader would follow."""
        said = _CONTROL.sub("", Text.of(text).get(self.language))
        return said if len(said) <= _LONGEST_TEXT else f"{said[: _LONGEST_TEXT - 1]}…"

    def head(self, sheet: Any, row: int, names: Sequence[Text]) -> None:
        for column, name in enumerate(names):
            sheet.write_string(row, column, self.words(name), self.formats["head"])

    def text(self, sheet: Any, row: int, column: int, words: Text | str, form: str = "text") -> None:
        sheet.write_string(row, column, self.words(words), self.formats[form])

    def number(self, sheet: Any, row: int, column: int, value: float | None, unit: str = "") -> None:
        """Write a number; what is missing stays an empty cell, never zero."""
        if value is not None:
            sheet.write_number(row, column, value, self.formats.get(unit, self.formats["number"]))


def workbook(card: Scorecard, language: str) -> bytes:
    """Write the verdict as an Excel workbook.

    Args:
        card: the answer.
        language: `en` or `ru`.

    Raises:
        InputError: XlsxWriter is not installed.
    """
    try:
        import xlsxwriter
    except ImportError as error:
        raise InputError(_NEEDS, hint=_INSTALL) from error
    held = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(held, options) as file:
        from datetime import datetime, time

        file.set_properties({"created": datetime.combine(card.as_of, time())})
        book = _Book(file, language, _formats(file))
        _summary(book, card)
        for place, goal in enumerate(card.goals, 1):
            _goal(book, goal, place)
    return held.getvalue()


def _formats(file: Any) -> dict[str, Any]:
    plain = {"valign": "top"}
    known = {
        "head": {"bold": True, "text_wrap": True, "bottom": 1, **plain},
        "title": {"bold": True, "font_size": 14},
        "text": {"text_wrap": True, **plain},
        "day": {"num_format": "yyyy-mm-dd", **plain},
        "month": {"num_format": "yyyy-mm", **plain},
        "number": {"num_format": "#,##0.####", **plain},
        **{unit: {"num_format": form, **plain} for unit, form in _NUMBER_FORMATS.items()},
    }
    return {name: file.add_format(form) for name, form in known.items()}


def _summary(book: _Book, card: Scorecard) -> None:
    sheet = book.file.add_worksheet(_sheet_name(book.words(LABELS["scorecard"])))
    front, verdict = front_page(card), VERDICT_WORDS[card.project.verdict]
    book.text(sheet, 0, 0, card.project.name, "title")
    said = Text(en="{a}. {b}", ru="{a}. {b}").fill(
        a=phrasing.sentence(verdict.text).get(book.language)[:-1], b=front.sentence
    )
    sheet.write_string(1, 0, book.words(said))
    sheet.write_string(
        2, 0, book.words(Text(en="{a}: {b}", ru="{a}: {b}").fill(a=LABELS["as_of"], b=phrasing.when(card.as_of)))
    )
    told = cut_off(card)
    if told is not None:
        sheet.write_string(3, 0, book.words(told))
    names = (
        LABELS["goal"],
        ROLE_WORDS["goal"].text,
        LABELS["state"],
        LABELS["grade"],
        LABELS["promised"],
        _BEFORE,
        _AFTER,
    )
    book.head(sheet, 4, (*names, ANALYST_LABELS["effect"], _LOW, _HIGH, _UNIT, LABELS["due"], LABELS["why"]))
    titles = phrasing.titles(card.goals)
    for row, place in enumerate(front.order, 5):
        goal = card.goals[place - 1]
        _summary_row(book, sheet, row, goal, titles[goal.id], card.currency)
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, 11, 14)
    sheet.set_column(12, 12, 70)
    sheet.freeze_panes(5, 1)


def _summary_row(book: _Book, sheet: Any, row: int, goal: GoalScore, title: Text, currency: str) -> None:
    known = (title, ROLE_WORDS[goal.role].text, goal_state(goal), Text.of(goal.grade or ""))
    cells = (*known, phrasing.promised(goal, currency))
    for column, words in enumerate(cells):
        book.text(sheet, row, column, words)
    change = goal.change
    for column, value in enumerate(
        (goal.baseline.value, goal.evaluation.value, change.effect, change.low, change.high), len(cells)
    ):
        book.number(sheet, row, column, value, goal.unit)
    book.text(sheet, row, 10, currency if goal.unit == "money" else goal.unit)
    if goal.due is not None:
        sheet.write_datetime(row, 11, goal.due, book.formats["day"])
    book.text(sheet, row, 12, phrasing.one_line_reason(goal))


def _goal(book: _Book, goal: GoalScore, place: int) -> None:
    """A sheet of a goal: months, parts and days, each a table with its chart."""
    name = _sheet_name(f"{place} {goal.id}")
    sheet = book.file.add_worksheet(name)
    book.text(sheet, 0, 0, phrasing.title(goal), "title")
    book.text(sheet, 1, 0, goal_state(goal))
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 12, 13)
    row = _days(book, sheet, name, goal)
    row = _months(book, sheet, name, goal, row)
    _parts(book, sheet, name, goal, row)


def _days(book: _Book, sheet: Any, name: str, goal: GoalScore) -> int:
    """Write the readings of the chart far right, where they are in nobody's way, and draw them; the next free row."""
    shown = readings(goal)
    if not shown:
        return 3
    line = None if goal.target is None else goal.target.line
    book.text(sheet, 2, 14, _DAY, "head")
    book.text(sheet, 2, 15, MONTH_LABELS["measured"], "head")
    book.text(sheet, 2, 16, LABELS["promised"], "head")
    for row, reading in enumerate(shown, 3):
        sheet.write_datetime(row, 14, reading.day, book.formats["day"])
        book.number(sheet, row, 15, reading.value, goal.unit)
        book.number(sheet, row, 16, line, goal.unit)
    chart = book.file.add_chart({"type": "line"})
    last = 2 + len(shown)
    for column in (15, 16) if line is not None else (15,):
        chart.add_series(
            {
                "name": [name, 2, column],
                "categories": [name, 3, 14, last, 14],
                "values": [name, 3, column, last, column],
            }
        )
    chart.set_x_axis({"date_axis": True, "num_format": "yyyy-mm"})
    chart.set_y_axis({"num_format": _NUMBER_FORMATS.get(goal.unit, "General")})
    chart.set_title({"name": book.words(LABELS["chart"]), "overlay": False})
    chart.set_size({"width": 860, "height": 300})
    chart.show_blanks_as("gap")
    sheet.insert_chart(3, 0, chart)
    return 20


def _months(book: _Book, sheet: Any, name: str, goal: GoalScore, row: int) -> int:
    found = months(goal)
    if not found:
        return row
    names = (MONTH_LABELS["month"], MONTH_LABELS["phase"], LABELS["promised"], MONTH_LABELS["measured"])
    book.head(sheet, row, (*names, MONTH_LABELS["days"]))
    for at, month in enumerate(found, row + 1):
        sheet.write_datetime(at, 0, month.first, book.formats["month"])
        book.text(sheet, at, 1, PHASES[month.phase])
        book.number(sheet, at, 2, month.promised, goal.unit)
        book.number(sheet, at, 3, month.value, goal.unit)
        book.number(sheet, at, 4, float(month.days))
    chart = book.file.add_chart({"type": "column"})
    last = row + len(found)
    for column in (3, 2):
        chart.add_series(
            {
                "name": [name, row, column],
                "categories": [name, row + 1, 0, last, 0],
                "values": [name, row + 1, column, last, column],
            }
        )
    chart.set_title({"name": book.words(MONTH_LABELS["months"]), "overlay": False})
    chart.set_size({"width": 500, "height": 280})
    sheet.insert_chart(row, 6, chart)
    return max(last + 2, row + 16)


def _parts(book: _Book, sheet: Any, name: str, goal: GoalScore, row: int) -> None:
    if not goal.attribution.parts:
        return
    book.head(sheet, row, (LABELS["part"], LABELS["amount"]))
    for at, (part, size) in enumerate(goal.attribution.parts.items(), row + 1):
        book.text(sheet, at, 0, part_name(part))
        book.number(sheet, at, 1, size, goal.unit)
    last = row + len(goal.attribution.parts)
    chart = book.file.add_chart({"type": "bar"})
    chart.add_series({"categories": [name, row + 1, 0, last, 0], "values": [name, row + 1, 1, last, 1]})
    chart.set_title({"name": book.words(LABELS["parts"]), "overlay": False})
    chart.set_legend({"none": True})
    chart.set_y_axis({"reverse": True})
    chart.set_size({"width": 500, "height": 240})
    sheet.insert_chart(row, 6, chart)


def _sheet_name(words: str) -> str:
    """Make a name that Excel takes: no signs of its own, not longer than 31."""
    return _FORBIDDEN.sub(" ", words)[:_LONGEST_NAME].strip() or "1"
