"""The scorecard as one HTML page that is read, printed and forwarded: nothing is loaded from elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goalposts.locale import Text, number
from goalposts.reporting import phrasing
from goalposts.reporting.break_even_text import break_even_sentence
from goalposts.reporting.explaining import FIRST_THAT_FITS, HOW, WOULD_CHANGE
from goalposts.reporting.front_page import GRADES, IN_THE_SENTENCE, front_page
from goalposts.reporting.labels import ANALYST_LABELS, FAULT_WORDS, LABELS, named
from goalposts.reporting.month_view import MONTH_HEADS
from goalposts.reporting.months import MONTH_LABELS
from goalposts.reporting.templating import digest, file_text, page
from goalposts.reporting.words import VERDICT_WORDS, lock_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goalposts.model.report_section import ToldSection
    from goalposts.model.scorecard import Scorecard


def html(card: Scorecard, language: str, *, live: bool = False, sections: Sequence[ToldSection] = ()) -> str:
    """Make the page.

    The same scorecard gives the same bytes. Values of refused rows are left out: reports are forwarded.

    Args:
        card: the answer.
        language: `en` or `ru`.
        live: whether charts answer the reader; the page then carries scripts, a megabyte of them.
        sections: what plugins have to say of it.
    """
    from goalposts.reporting.goal_view import goal_view
    from goalposts.reporting.original_view import original_view
    from goalposts.reporting.stream_view import cut_off, stream_views

    titles = phrasing.titles(card.goals)
    said = tuple(reason for reason in card.project.reasons if reason.code not in IN_THE_SENTENCE)
    reason = phrasing.sentence(said[0].text) if said else Text.of("")
    return page(
        "page.html.j2",
        language,
        ("page.css",),
        card=card,
        label=LABELS,
        analyst=ANALYST_LABELS,
        explain={"how": HOW, "first_that_fits": FIRST_THAT_FITS, "would_change": WOULD_CHANGE},
        verdict=VERDICT_WORDS[card.project.verdict],
        reason=reason,
        reasons=phrasing.further_reasons(said, reason),
        score=phrasing.score_in_words(card.project.score),
        as_of=phrasing.when(card.as_of),
        front=front_page(card),
        grades=GRADES,
        month=MONTH_LABELS,
        month_heads=MONTH_HEADS,
        lock=lock_word(card.lock.status, amended=bool(card.lock.amendments)),
        original=original_view(card),
        goals=tuple(
            goal_view(goal, titles[goal.id], place, card.currency, language, live=live)
            for place, goal in enumerate(card.goals, 1)
        ),
        streams=stream_views(card.streams),
        cut_off=cut_off(card),
        faults=tuple((stream, detail) for stream in card.streams for detail in stream.details),
        named_fault=lambda code: named(FAULT_WORDS, code),
        number=number,
        break_even=None if card.break_even is None else break_even_sentence(card.break_even),
        engine=card.engine,
        sections=sections,
        is_text=lambda block: isinstance(block, Text),
        scripts=_scripts() if live else (),
    )


def _scripts() -> tuple[tuple[str, str], ...]:
    """What the page runs, each with the digest by which it may."""
    from goalposts.reporting.live_chart import script

    return tuple((text, digest(text)) for text in (script(), file_text("live.js")))
