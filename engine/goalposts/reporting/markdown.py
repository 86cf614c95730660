"""The verdict as Markdown, for wikis, letters and tickets; nothing of the data is markup in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from goalposts.locale import Text
from goalposts.reporting import phrasing
from goalposts.reporting.break_even_text import break_even_sentence
from goalposts.reporting.front_page import GRADES, front_page, short
from goalposts.reporting.labels import LABELS
from goalposts.reporting.month_view import MONTH_HEADS, month_rows
from goalposts.reporting.months import MONTH_LABELS
from goalposts.reporting.parts_view import claimable, part_rows
from goalposts.reporting.stream_view import cut_off, stream_line
from goalposts.reporting.words import GRADE_WORDS, ROLE_WORDS, VERDICT_WORDS, goal_state, lock_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from goalposts.model.report_section import ToldSection
    from goalposts.model.scorecard import GoalScore, Scorecard

_MARKUP: Final = re.compile(r"([\\`*_{}\[\]|#~!])")
_LINE_START: Final = re.compile(r"^(\s*|\s*\d+(?=[.)](?:\s|$)))([-+=.)])", re.MULTILINE)
"""What would begin a list or underline a heading; of a number it is the sign behind it, as digits cannot be escaped."""


def markdown(card: Scorecard, language: str, sections: Sequence[ToldSection] = (), *, summary: bool = False) -> str:
    """Write the verdict as Markdown with tables.

    Args:
        card: the answer.
        language: `en` or `ru`.
        sections: what plugins have to say of it.
        summary: only the first page, without a chapter for every goal.
    """
    titles = phrasing.titles(card.goals)
    lines = [*_front(card, titles, language)]
    if summary:
        return "\n".join(lines) + "\n"
    for goal in card.goals:
        lines += _goal(goal, titles[goal.id], card.currency, language)
    for section in sections:
        lines += ["", f"## {plain(section.title, language)}", *_section(section, language)]
    lines += ["", f"## {plain(LABELS['data'], language)}", ""]
    if (said := cut_off(card)) is not None:
        lines += [plain(said, language), ""]
    lines += [f"- {plain(stream_line(stream), language)}" for stream in card.streams]
    return "\n".join(lines) + "\n"


def _section(section: ToldSection, language: str) -> Iterator[str]:
    for block in section.blocks:
        yield ""
        if isinstance(block, Text):
            yield plain(block, language)
            continue
        rows = [[plain(cell, language) for cell in row] for row in (block.head, *block.rows)]
        for cells in (rows[0], ["---"] * len(block.head), *rows[1:]):
            yield f"| {' | '.join(cells)} |"


def plain(words: Text | str, language: str) -> str:
    """Write words so that Markdown shows them as they are, on one line."""
    said = " ".join(Text.of(words).get(language).split())
    tagless = said.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _LINE_START.sub(r"\1\\\2", _MARKUP.sub(r"\\\1", tagless))


def _front(card: Scorecard, titles: Mapping[str, Text], language: str) -> Iterator[str]:
    front, verdict = front_page(card), VERDICT_WORDS[card.project.verdict]
    lock = lock_word(card.lock.status, amended=bool(card.lock.amendments))
    yield f"# {plain(card.project.name, language)}"
    yield ""
    yield f"**{plain(phrasing.sentence(verdict.text), language)}** {plain(front.sentence, language)}"
    yield ""
    facts = (
        (LABELS["score"], None if card.project.score is None else phrasing.score_in_words(card.project.score)),
        (LABELS["as_of"], phrasing.when(card.as_of)),
        (LABELS["locking"], Text(en="{a}. {b}", ru="{a}. {b}").fill(a=lock.text, b=lock.meaning)),
        (LABELS["flips"], front.flips),
        (LABELS["break_even"], None if card.break_even is None else break_even_sentence(card.break_even)),
    )
    yield from _facts(facts, language)
    if not card.goals:
        return
    keys = ("goal", "state", "promised", "measured", "likely", "grade", "why")
    rows = (_row(card.goals[place - 1], titles, card.currency) for place in front.order)
    yield ""
    yield from _table([LABELS[key] for key in keys], rows, language)
    yield from ("", plain(GRADES, language))
    if front.questions:
        yield from ("", f"## {plain(LABELS['open'], language)}", "")
        for question in front.questions:
            yield f"- {plain(question.title, language)}: {plain(question.known, language)}"


def _row(goal: GoalScore, titles: Mapping[str, Text], currency: str) -> tuple[Text, ...]:
    return (
        short(titles[goal.id]),
        goal_state(goal),
        phrasing.promised(goal, currency),
        phrasing.before_after(goal, currency),
        phrasing.likely_range(goal, currency),
        Text.of(goal.grade or "–"),
        phrasing.one_line_reason(goal),
    )


def _goal(goal: GoalScore, title: Text, currency: str, language: str) -> Iterator[str]:
    reason = phrasing.one_line_reason(goal)
    yield from ("", f"## {plain(title, language)}", "")
    yield f"**{plain(phrasing.sentence(goal_state(goal)), language)}** {plain(reason, language)}"
    further = (*phrasing.so_far(goal), *phrasing.further_reasons(goal.reasons, reason))
    if further:
        yield ""
        yield from (f"- {plain(words, language)}" for words in further)
    yield ""
    yield from _facts(
        (
            (ROLE_WORDS[goal.role].text, goal.name),
            (LABELS["evidence"], GRADE_WORDS.get(goal.grade or "")),
            (LABELS["claimable"], claimable(goal, currency)),
            (LABELS["owner"], Text.of(goal.owner) if goal.owner else None),
            (LABELS["due"], None if goal.due is None else phrasing.when(goal.due)),
        ),
        language,
    )
    parts = part_rows(goal, currency)
    if parts:
        yield ""
        yield from _table([LABELS["part"], LABELS["amount"]], parts, language)
    yield from _months(goal, currency, language)


def _months(goal: GoalScore, currency: str, language: str) -> Iterator[str]:
    found = month_rows(goal, currency)
    if found:
        yield from ("", f"### {plain(MONTH_LABELS['months'], language)}", "")
        yield from _table(MONTH_HEADS, found, language)


def _facts(facts: Iterable[tuple[Text, Text | None]], language: str) -> Iterator[str]:
    for name, words in facts:
        if words is not None:
            yield f"- {plain(name, language)}: {plain(words, language)}"


def _table(heads: Iterable[Text], rows: Iterable[Iterable[Text]], language: str) -> Iterator[str]:
    names = [plain(head, language) for head in heads]
    yield f"| {' | '.join(names)} |"
    yield f"|{'---|' * len(names)}"
    for row in rows:
        yield f"| {' | '.join(plain(cell, language) for cell in row)} |"
