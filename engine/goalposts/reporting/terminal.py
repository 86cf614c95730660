"""The scorecard in compact form for the console; every meaning stands in words, colour only underlines it."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from goalposts.locale import Text, join
from goalposts.reporting import original_view, parts_view, phrasing, segment_view
from goalposts.reporting.break_even_text import break_even_sentence
from goalposts.reporting.labels import LABELS
from goalposts.reporting.sparkline import COURSES, courses
from goalposts.reporting.stream_view import cut_off, stream_line
from goalposts.reporting.words import STATE_WORDS, VERDICT_WORDS, goal_state, lock_word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Group
    from rich.table import Table
    from rich.text import Text as Line

    from goalposts.model.scorecard import GoalScore, Scorecard

WIDTH = 100
_GAP = 2
"""Columns between two cells: one of padding, one where other boxes draw a line."""
_SPACES = ("\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}")
TONES = {"good": "bold green", "fair": "bold yellow", "bad": "bold red", "open": "bold", "note": "bold blue"}
"""The style of rich of a word by its tone."""
_COLUMNS = (("goal", 26), ("state", 15), ("promised", 16), ("measured", 17), ("likely", 16))


def terminal(card: Scorecard, language: str, width: int = WIDTH) -> Group:
    """Compose the console form, at most `width` columns wide; print it with a `rich.console.Console`.

    Args:
        card: the answer.
        language: `en` or `ru`.
        width: the most columns that the table may take.
    """
    from rich.console import Group

    def lines(said: Iterator[tuple[Text, str]]) -> list[Line]:
        return [_line(text, language, width, style) for text, style in said]

    if not card.goals:
        body: tuple[Line | Table | str, ...] = (_line(LABELS["no_goals"], language, width),)
    else:
        told = (_reasons(card), _courses(card), _original(card), _parts(card), _segments(card))
        said = tuple(line for section in told for line in lines(section))
        body = (_table(card, language, width), "", *said)
    return Group(
        *lines(_headline(card)), "", *body, *lines(_break_even(card)), *lines(_data(card)), *lines(_unused(card))
    )


def _line(text: Text, language: str, width: int, style: str = "") -> Line:
    """Plain text, broken at spaces only (a number keeps its unit); nothing in it is markup or a control character."""
    from rich.text import Text as Line

    printable = "".join(sign for sign in text.get(language) if sign.isprintable() or sign in _SPACES)
    return Line(textwrap.fill(printable, width, subsequent_indent=_indent(printable)), style=style)


def _indent(line: str) -> str:
    return "  " if line.startswith("- ") else ""


def _labelled(label: Text, said: Text) -> Text:
    return Text(en="{label}: {said}", ru="{label}: {said}").fill(label=label, said=said)


def _headline(card: Scorecard) -> Iterator[tuple[Text, str]]:
    """The verdict and what it rests on, as lines with their styles."""
    verdict, lock = VERDICT_WORDS[card.project.verdict], lock_word(card.lock.status, amended=bool(card.lock.amendments))
    yield _labelled(Text.of(card.project.name), verdict.text), TONES[verdict.tone]
    yield verdict.meaning, ""
    for reason in card.project.reasons:
        yield phrasing.sentence(reason.text), ""
    if card.project.score is not None:
        yield _labelled(LABELS["score"], phrasing.score_in_words(card.project.score)), ""
    yield _labelled(LABELS["as_of"], phrasing.when(card.as_of)), ""
    locked = Text(en="{word}. {meaning}", ru="{word}. {meaning}").fill(word=lock.text, meaning=lock.meaning)
    yield _labelled(LABELS["locking"], locked), "" if lock.tone == "good" else TONES[lock.tone]
    for said in (*card.lock.differences, *map(original_view.amendment_line, card.lock.amendments)):
        yield _bullet(said), ""


def _table(card: Scorecard, language: str, width: int) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), show_edge=False, leading=1)
    shares = sum(share for _, share in _COLUMNS)
    widths = [(width - _GAP * len(_COLUMNS)) * share // shares for _, share in _COLUMNS]
    for (key, _), columns in zip(_COLUMNS, widths, strict=True):
        table.add_column(_line(LABELS[key], language, columns), width=columns, overflow="fold", vertical="top")
    titles = phrasing.titles(card.goals)
    for goal in card.goals:
        cells = zip(_cells(goal, titles[goal.id], card.currency), widths, strict=True)
        table.add_row(*(_line(text, language, columns, style) for (text, style), columns in cells))
    return table


def _cells(goal: GoalScore, title: Text, currency: str) -> tuple[tuple[Text, str], ...]:
    return (
        (title, ""),
        (goal_state(goal), TONES[STATE_WORDS[goal.state].tone]),
        (phrasing.promised(goal, currency), ""),
        (phrasing.before_after(goal, currency), ""),
        (phrasing.likely_range(goal, currency), ""),
    )


def _unused(card: Scorecard) -> Iterator[tuple[Text, str]]:
    if card.unused:
        yield Text.of(""), ""
        yield _labelled(LABELS["unused"], Text.of(", ".join(card.unused))), ""


def _reasons(card: Scorecard) -> Iterator[tuple[Text, str]]:
    pattern, titles = "- {title}: {reason}", phrasing.titles(card.goals)
    yield LABELS["reasons"], "bold"
    for goal in card.goals:
        said = phrasing.one_line_reason(goal)
        texts = (said, *phrasing.so_far(goal), *phrasing.further_reasons(goal.reasons, said))
        yield Text(en=pattern, ru=pattern).fill(title=titles[goal.id], reason=join(texts)), ""


def _original(card: Scorecard) -> Iterator[tuple[Text, str]]:
    """Show of amended goals what the goals as first locked would have given."""
    found = original_view.original_view(card)
    if found is None:
        return
    heading = Text(en="{label} ({sealed})", ru="{label} ({sealed})")
    yield Text.of(""), ""
    yield heading.fill(label=LABELS["original"], sealed=found.sealed), "bold"
    if found.verdict is None:
        yield found.reason, ""
    else:
        yield _labelled(Text(en="Verdict", ru="Вывод"), found.verdict.text), TONES[found.verdict.tone]
    for line in found.lines:
        yield _bullet(original_view.line_in_words(line)), ""
    for change in found.changes:
        yield _bullet(change), ""


def _bullet(said: Text) -> Text:
    return Text(en=f"- {said.en}", ru=f"- {said.ru}")


def _courses(card: Scorecard) -> Iterator[tuple[Text, str]]:
    """Draw of every goal how its KPI went, in a line below its name."""
    titles = phrasing.titles(card.goals)
    shown = tuple(courses((titles[goal.id], goal) for goal in card.goals))
    if shown:
        yield Text.of(""), ""
        yield COURSES, "bold"
    yield from ((line, "") for line in shown)


def _parts(card: Scorecard) -> Iterator[tuple[Text, str]]:
    """Show of every goal that decides something how the value before became the value after, part by part."""
    judged = (goal for goal in card.goals if goal.role != "shadow")
    shown = [(goal, lines) for goal in judged if (lines := parts_view.console_lines(goal, card.currency))]
    if shown:
        yield Text.of(""), ""
        yield LABELS["parts"], "bold"
    for goal, lines in shown:
        title = phrasing.title(goal)
        yield Text(en=f"- {title.en}", ru=f"- {title.ru}"), ""
        yield from ((line, "") for line in lines)
        claim = parts_view.claimable(goal, card.currency)
        if claim is not None:
            said = _labelled(LABELS["claimable"], claim)
            yield Text(en=f"  {said.en}", ru=f"  {said.ru}"), ""


def _segments(card: Scorecard) -> Iterator[tuple[Text, str]]:
    """Name the largest segments of every goal, dimension by dimension, and say why words are not told apart."""
    pattern, titles = "- {title}: {said}", phrasing.titles(card.goals)
    shown = [(goal, found) for goal in card.goals for found in goal.segments if found.lines]
    for dimension in dict.fromkeys(found.dimension for _, found in shown):
        yield Text.of(""), ""
        yield segment_view.by(dimension), "bold"
        for goal, found in shown:
            if found.dimension == dimension:
                said = segment_view.largest(goal, found, card.currency)
                yield Text(en=pattern, ru=pattern).fill(title=titles[goal.id], said=said), ""
        why = (found.reason for _, found in shown if found.dimension == dimension and found.reason is not None)
        yield from ((phrasing.sentence(reason.text), "") for reason in dict.fromkeys(why))


def _break_even(card: Scorecard) -> Iterator[tuple[Text, str]]:
    if card.break_even is not None:
        yield Text.of(""), ""
        yield LABELS["break_even"], "bold"
        yield break_even_sentence(card.break_even), ""


def _data(card: Scorecard) -> Iterator[tuple[Text, str]]:
    """Say of every source what became of its rows, in a line."""
    if card.streams:
        yield Text.of(""), ""
        yield LABELS["data"], "bold"
        if (said := cut_off(card)) is not None:
            yield said, ""
    for stream in card.streams:
        yield stream_line(stream), ""
