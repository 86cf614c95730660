"""Reports of a scorecard for people: one HTML page, charts, and a compact form for the console.

`html` makes the page, `goals_sheet` the sheet to sign before the start, `terminal` the console form; the rest are the
words that they all speak. Importing this face is cheap: templates, charts and the console library are loaded by the
functions that need them.
"""

from goalposts.reporting.break_even_text import break_even_sentence
from goalposts.reporting.explaining import explained
from goalposts.reporting.goals_sheet import goals_sheet
from goalposts.reporting.history import history
from goalposts.reporting.html import html
from goalposts.reporting.markdown import markdown
from goalposts.reporting.notebook import notebook
from goalposts.reporting.phrasing import (
    allowed,
    before_after,
    difference,
    likely_range,
    one_line_reason,
    promised,
    score_in_words,
    title,
)
from goalposts.reporting.pictures import pictures
from goalposts.reporting.sections import told_sections
from goalposts.reporting.sparkline import COURSES, courses
from goalposts.reporting.terminal import terminal
from goalposts.reporting.words import Word, goal_state, lock_word, role_word, state_word
from goalposts.reporting.workbook import workbook

__all__ = [
    "COURSES",
    "Word",
    "allowed",
    "before_after",
    "break_even_sentence",
    "courses",
    "difference",
    "explained",
    "goal_state",
    "goals_sheet",
    "history",
    "html",
    "likely_range",
    "lock_word",
    "markdown",
    "notebook",
    "one_line_reason",
    "pictures",
    "promised",
    "role_word",
    "score_in_words",
    "state_word",
    "terminal",
    "title",
    "told_sections",
    "workbook",
]
