"""The scorecard as one HTML page that is read, printed and forwarded: no script, nothing loaded from elsewhere."""

from __future__ import annotations

import base64
import hashlib
from importlib import resources
from typing import TYPE_CHECKING

from goalposts.locale import Text, number
from goalposts.reporting import phrasing
from goalposts.reporting.explaining import FIRST_THAT_FITS, HOW, WOULD_CHANGE
from goalposts.reporting.front_page import GRADES, front_page
from goalposts.reporting.labels import ANALYST_LABELS, FAULT_WORDS, LABELS, named
from goalposts.reporting.words import LOCK_WORDS, VERDICT_WORDS

if TYPE_CHECKING:
    from jinja2 import Environment

    from goalposts.model.scorecard import Scorecard


def html(card: Scorecard, language: str) -> str:
    """Make the page.

    The same scorecard gives the same bytes. Values of refused rows are left out: reports are forwarded.

    Args:
        card: the answer.
        language: `en` or `ru`.
    """
    from goalposts.reporting.goal_view import goal_view
    from goalposts.reporting.stream_view import stream_views

    style = _file("page.css")
    titles = phrasing.titles(card.goals)
    reason = phrasing.sentence(card.project.reasons[0].text) if card.project.reasons else Text.of("")
    page = _environment(language).from_string(_file("page.html.j2"))
    return page.render(
        card=card,
        language=language,
        style=style,
        style_digest=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        label=LABELS,
        analyst=ANALYST_LABELS,
        explain={"how": HOW, "first_that_fits": FIRST_THAT_FITS, "would_change": WOULD_CHANGE},
        verdict=VERDICT_WORDS[card.project.verdict],
        reason=reason,
        reasons=phrasing.further_reasons(card.project.reasons, reason),
        score=phrasing.score_in_words(card.project.score),
        as_of=phrasing.when(card.as_of),
        front=front_page(card),
        grades=GRADES,
        lock=LOCK_WORDS[card.lock.status],
        goals=tuple(
            goal_view(goal, titles[goal.id], place, card.currency, language) for place, goal in enumerate(card.goals, 1)
        ),
        streams=stream_views(card.streams),
        faults=tuple((stream, detail) for stream in card.streams for detail in stream.details),
        named_fault=lambda code: named(FAULT_WORDS, code),
        number=number,
        break_even=None if card.break_even is None else phrasing.break_even_sentence(card.break_even),
        engine=card.engine,
    )


def _file(name: str) -> str:
    return resources.files("goalposts.reporting").joinpath(name).read_text(encoding="utf-8")


def _environment(language: str) -> Environment:
    """Escape everything, refuse unknown names, and say every text in one language."""
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=lambda value: value.get(language) if isinstance(value, Text) else value,
    )
    environment.filters["raw_style"] = Markup
    return environment
