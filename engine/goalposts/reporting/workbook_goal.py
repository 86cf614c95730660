"""The sheet of a goal in the workbook: its charts at the top, then parts and months; the days stand to the right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from goalposts.locale import Text
from goalposts.reporting import phrasing
from goalposts.reporting.chart_data import is_weekly, readings
from goalposts.reporting.labels import LABELS
from goalposts.reporting.months import MONTH_LABELS, PHASES, Month, months
from goalposts.reporting.parts_view import part_name
from goalposts.reporting.words import goal_state
from goalposts.reporting.workbook_cells import Book, fit_row, number_form, set_page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goalposts.model.scorecard import GoalScore

_DAY: Final = Text(en="Day", ru="День")
_WEEK: Final = Text(en="Thursday of the week", ru="Четверг недели")
_BY_WEEK: Final = Text(en="{chart}, week by week", ru="{chart}, по неделям")
_WIDTHS: Final = (26, *(13,) * 11)
_DAYS_AT: Final = 14
_CHARTS_AT: Final = 3
_BESIDE: Final = 6
_TABLES_AT: Final = 20
_PARTS_ROWS: Final = 14


def goal_sheet(book: Book, goal: GoalScore, name: str) -> None:
    """Write a sheet of a goal: every chart above the tables that grow, so that none is cut by the end of a page."""
    sheet = book.file.add_worksheet(name)
    book.line(sheet, 0, phrasing.title(goal), _WIDTHS, "title")
    book.line(sheet, 1, goal_state(goal), _WIDTHS)
    found = months(goal)
    row = _TABLES_AT if _days(book, sheet, name, goal) or found else _CHARTS_AT
    row = _parts(book, sheet, name, goal, row)
    row = _months(book, sheet, name, goal, found, row)
    set_page(sheet, _WIDTHS, row, (0, 1))


def _days(book: Book, sheet: Any, name: str, goal: GoalScore) -> bool:
    """Write the readings of the chart to the right of what is printed, and draw them; whether there are some."""
    shown = readings(goal)
    if not shown:
        return False
    weekly, line = is_weekly(shown), None if goal.target is None else goal.target.line
    form = number_form(goal.unit, [line, *(reading.value for reading in shown)])
    book.head(sheet, 2, (_WEEK if weekly else _DAY, MONTH_LABELS["measured"], LABELS["promised"]), _DAYS_AT)
    sheet.set_column(_DAYS_AT, _DAYS_AT + 2, 13)
    fit_row(sheet, 2, [(book.words(_WEEK if weekly else _DAY), 13)])
    for row, reading in enumerate(shown, 3):
        book.day(sheet, row, _DAYS_AT, reading.day)
        book.number(sheet, row, _DAYS_AT + 1, reading.value, form)
        book.number(sheet, row, _DAYS_AT + 2, line, form)
    chart = book.file.add_chart({"type": "line"})
    columns = (_DAYS_AT + 1, _DAYS_AT + 2) if line is not None else (_DAYS_AT + 1,)
    _series(chart, name, (2, 2 + len(shown)), _DAYS_AT, columns)
    title = _BY_WEEK.fill(chart=LABELS["chart"]) if weekly else LABELS["chart"]
    _draw(book, chart, title, form)
    chart.set_size({"width": 640, "height": 320})
    chart.show_blanks_as("gap")
    sheet.insert_chart(_CHARTS_AT, 0, chart)
    return True


def _series(chart: Any, name: str, rows: tuple[int, int], days: int, columns: Sequence[int]) -> None:
    head, last = rows
    for column in columns:
        chart.add_series(
            {
                "name": [name, head, column],
                "categories": [name, head + 1, days, last, days],
                "values": [name, head + 1, column, last, column],
            }
        )


def _draw(book: Book, chart: Any, title: Text, form: str) -> None:
    chart.set_x_axis({"date_axis": True, "num_format": "yyyy-mm", "num_font": {"rotation": -45}})
    chart.set_y_axis({"num_format": form})
    chart.set_title({"name": book.words(title), "overlay": False, "name_font": {"size": 12}})
    chart.set_legend({"position": "bottom"})


def _months(book: Book, sheet: Any, name: str, goal: GoalScore, found: Sequence[Month], row: int) -> int:
    if not found:
        return row
    names = (MONTH_LABELS["month"], MONTH_LABELS["phase"], LABELS["promised"], MONTH_LABELS["measured"])
    book.head(sheet, row, (*names, MONTH_LABELS["days"]))
    fit_row(sheet, row, [(book.words(MONTH_LABELS["days"]), _WIDTHS[4])])
    form = number_form(goal.unit, [number for month in found for number in (month.promised, month.value)])
    for at, month in enumerate(found, row + 1):
        book.day(sheet, at, 0, month.first, "month")
        book.text(sheet, at, 1, PHASES[month.phase])
        book.number(sheet, at, 2, month.promised, form)
        book.number(sheet, at, 3, month.value, form)
        book.number(sheet, at, 4, float(month.days), "#,##0")
        fit_row(sheet, at, [(book.words(PHASES[month.phase]), _WIDTHS[1])])
    chart = book.file.add_chart({"type": "column"})
    _series(chart, name, (row, row + len(found)), 0, (3, 2))
    _draw(book, chart, MONTH_LABELS["months"], form)
    chart.set_size({"width": 540, "height": 320})
    sheet.insert_chart(_CHARTS_AT, _BESIDE, chart)
    return row + len(found)


def _parts(book: Book, sheet: Any, name: str, goal: GoalScore, row: int) -> int:
    """Write what the change is made of beside its chart; the next free row."""
    parts = goal.attribution.parts
    if not parts:
        return row
    sizes, form = book.effects(tuple(parts.values()), goal.unit)
    book.head(sheet, row, (LABELS["part"], LABELS["amount"]))
    for at, (part, size) in enumerate(zip(parts, sizes, strict=True), row + 1):
        book.text(sheet, at, 0, part_name(part))
        book.number(sheet, at, 1, size, form)
        fit_row(sheet, at, [(book.words(part_name(part)), _WIDTHS[0])])
    last = row + len(parts)
    chart = book.file.add_chart({"type": "bar"})
    chart.add_series({"categories": [name, row + 1, 0, last, 0], "values": [name, row + 1, 1, last, 1]})
    chart.set_title({"name": book.words(LABELS["parts"]), "overlay": False, "name_font": {"size": 12}})
    chart.set_legend({"none": True})
    chart.set_x_axis({"num_format": form})
    chart.set_y_axis({"reverse": True, "label_position": "low"})
    chart.set_size({"width": 700, "height": 240})
    sheet.insert_chart(row, 3, chart)
    return row + max(len(parts) + 2, _PARTS_ROWS)
