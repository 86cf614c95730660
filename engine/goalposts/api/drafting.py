"""Drafts: goals as people say them, understood and said anew."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from goalposts.api.projects import load_catalogue
from goalposts.errors import InputError
from goalposts.locale import Text

if TYPE_CHECKING:
    from goalposts.model import Catalogue, Draft

_EMPTY = Text(en="there are no words in this goal", ru="в этой цели нет слов")
_SAY = Text(en="say it in a sentence", ru="скажите её предложением")


def draft(statement: str, catalogue: Catalogue | None = None, *, as_of: date | None = None) -> Draft:
    """Understand a goal as somebody says it, judge its words, and propose better ones.

    Letters judge the words alone: who owns the goal, its baseline and its guardrails are told among the findings
    and never take a letter away.

    Args:
        statement: a sentence in English or Russian; its first 2,000 characters are read.
        catalogue: what plugins bring; every installed plugin when not given.
        as_of: the day from which periods and days without a year are counted; today when not given.

    Raises:
        InputError: the statement is empty.
        PluginError: a plugin cannot be loaded, or one of its rules raises.

    Example:
        >>> from goalposts.testing import TODAY, sample_catalogue
        >>> made = draft("90 % of visits are served within 20 s by 1 October 2026", sample_catalogue(), as_of=TODAY)
        >>> made.kpi, made.target, str(made.deadline), "".join(letter for letter, kept in made.letters.items() if kept)
        ('sample.quick_share', '>= 90 %', '2026-10-01', 'SMART')
    """
    from goalposts.drafting import draft_of

    if not statement.strip():
        raise InputError(_EMPTY, hint=_SAY)
    known = load_catalogue() if catalogue is None else catalogue
    return draft_of(statement, known, as_of or date.today())  # noqa: DTZ011 - the day where the user sits
