"""The verdict as a workbook: numbers as numbers, a sheet with charts a goal, texts that never become formulas."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from goalposts.errors import InputError
from goalposts.locale import Text
from goalposts.reporting import phrasing
from goalposts.reporting.front_page import front_page
from goalposts.reporting.labels import ANALYST_LABELS, LABELS
from goalposts.reporting.stream_view import cut_off
from goalposts.reporting.words import ROLE_WORDS, VERDICT_WORDS, goal_state
from goalposts.reporting.workbook_cells import Book, cell_formats, fit_row, set_page
from goalposts.reporting.workbook_goal import goal_sheet

if TYPE_CHECKING:
    from goalposts.model.scorecard import GoalScore, Scorecard

_NEEDS: Final = Text(en="workbooks need XlsxWriter", ru="для книг Excel нужен XlsxWriter")
_INSTALL: Final = Text.of('pip install "goalposts[xlsx]"')
_ROLE: Final = Text(en="Role", ru="Роль")
_BEFORE: Final = Text(en="Before", ru="До")
_AFTER: Final = Text(en="After", ru="После")
_LOW: Final = Text(en="Effect, low", ru="Эффект, нижняя граница")
_HIGH: Final = Text(en="Effect, high", ru="Эффект, верхняя граница")
_UNIT: Final = Text(en="Unit", ru="Единица")
_FORBIDDEN: Final = re.compile(r"[\[\]:*?/\\'\x00-\x1f]")
_LONGEST_NAME: Final = 31
_WIDTHS: Final = (34, 13, 15, 9, 18, 10, 10, 11, 11, 11, 8, 11, 48)
_HEAD: Final = 4


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
        book = Book(file, language, cell_formats(file))
        _summary(book, card)
        for place, goal in enumerate(card.goals, 1):
            goal_sheet(book, goal, _sheet_name(f"{place} {goal.id}"))
    return held.getvalue()


def _summary(book: Book, card: Scorecard) -> None:
    sheet = book.file.add_worksheet(_sheet_name(book.words(LABELS["scorecard"])))
    front, verdict = front_page(card), VERDICT_WORDS[card.project.verdict]
    book.line(sheet, 0, card.project.name, _WIDTHS, "title")
    said = Text(en="{a}. {b}", ru="{a}. {b}").fill(
        a=phrasing.sentence(verdict.text).get(book.language)[:-1], b=front.sentence
    )
    book.line(sheet, 1, said, _WIDTHS)
    as_of = Text(en="{a}: {b}", ru="{a}: {b}").fill(a=LABELS["as_of"], b=phrasing.when(card.as_of))
    book.line(sheet, 2, as_of, _WIDTHS)
    told = cut_off(card)
    if told is not None:
        book.line(sheet, 3, told, _WIDTHS)
    known = (LABELS["goal"], _ROLE, LABELS["state"], LABELS["grade"], LABELS["promised"], _BEFORE, _AFTER)
    names = (*known, ANALYST_LABELS["effect"], _LOW, _HIGH, _UNIT, LABELS["due"], LABELS["why"])
    book.head(sheet, _HEAD, names)
    fit_row(sheet, _HEAD, zip(map(book.words, names), _WIDTHS, strict=True))
    titles = phrasing.titles(card.goals)
    for row, place in enumerate(front.order, _HEAD + 1):
        goal = card.goals[place - 1]
        _summary_row(book, sheet, row, goal, titles[goal.id], card.currency)
    set_page(sheet, _WIDTHS, _HEAD + len(card.goals), (_HEAD, _HEAD))
    sheet.freeze_panes(_HEAD + 1, 1)


def _summary_row(book: Book, sheet: Any, row: int, goal: GoalScore, title: Text, currency: str) -> None:
    known = (title, ROLE_WORDS[goal.role].text, goal_state(goal), Text.of(goal.grade or ""))
    cells = (*known, phrasing.promised(goal, currency))
    for column, words in enumerate(cells):
        book.text(sheet, row, column, words)
    values = (goal.baseline.value, goal.evaluation.value)
    book.numbers(sheet, row, len(cells), values, goal.unit)
    change = goal.change
    effects, form = book.effects((change.effect, change.low, change.high), goal.unit)
    for column, value in enumerate(effects, len(cells) + len(values)):
        book.number(sheet, row, column, value, form)
    book.text(sheet, row, 10, currency if goal.unit == "money" else goal.unit)
    if goal.due is not None:
        book.day(sheet, row, 11, goal.due)
    why = phrasing.one_line_reason(goal)
    book.text(sheet, row, 12, why)
    wrapped = (*zip(cells, _WIDTHS, strict=False), (why, _WIDTHS[12]))
    fit_row(sheet, row, ((book.words(words), width) for words, width in wrapped))


def _sheet_name(words: str) -> str:
    """Make a name that Excel takes: no signs of its own, not longer than 31."""
    return _FORBIDDEN.sub(" ", words)[:_LONGEST_NAME].strip() or "1"
