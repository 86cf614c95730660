"""What the page shows of one goal, as texts in every language; the template only places them."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from attrs import frozen

from goalposts.locale import Text, join, number, percent
from goalposts.reporting import phrasing
from goalposts.reporting.drawings import Drawings, Figure, Picture
from goalposts.reporting.explaining import Explanation, explanation
from goalposts.reporting.front_page import short
from goalposts.reporting.labels import ANALYST_LABELS, LABELS
from goalposts.reporting.month_view import month_rows
from goalposts.reporting.parts_view import claimable, part_rows, part_size
from goalposts.reporting.segment_view import SegmentTable, segment_tables
from goalposts.reporting.words import ATTRIBUTION_WORDS, GRADE_WORDS, ROLE_WORDS, STATE_WORDS, Word, goal_state

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from goalposts.model.effects import Check
    from goalposts.model.scorecard import GoalScore
    from goalposts.model.window_value import WindowValue

Fact: TypeAlias = tuple[Text, Text]

_LEAST_SHOWN = 0.0001


@frozen
class GoalView:
    """One goal as the page shows it."""

    number: int
    title: Text
    line: Text
    name: Text
    role: Word
    word: Word
    state: Text
    must: bool
    promised: Text
    measured: Text
    likely: Text
    reason: Text
    reasons: tuple[Text, ...]
    due: Text
    dated: bool
    grade: Text
    facts: tuple[Fact, ...]
    parts: tuple[Fact, ...]
    waterfall: Picture | None
    segments: tuple[SegmentTable, ...]
    months: tuple[tuple[Text, ...], ...]
    observed: Text
    course: Picture | None
    bar: Picture | None
    figures: tuple[Figure, ...]
    analyst: tuple[Fact, ...]
    windows: tuple[tuple[Text, Text, Text], ...]
    checks: tuple[tuple[Text, Text, Text, Text, Text], ...]
    explanation: Explanation | None


def goal_view(
    goal: GoalScore, title: Text, place: int, currency: str, language: str, *, live: bool = False
) -> GoalView:
    """Put one goal into words and pictures.

    Args:
        goal: the answer.
        title: what it is called among the goals of its project.
        place: its number among them.
        currency: of the project.
        language: `en` or `ru`.
        live: whether its chart answers the reader.
    """
    reason, canvas = phrasing.one_line_reason(goal), Drawings(goal, title, place, currency, language, live=live)
    return GoalView(
        number=place,
        title=title,
        line=short(title),
        name=goal.name,
        role=ROLE_WORDS[goal.role],
        word=STATE_WORDS[goal.state],
        state=goal_state(goal),
        must=goal.must,
        promised=phrasing.promised(goal, currency),
        measured=phrasing.before_after(goal, currency),
        likely=phrasing.likely_range(goal, currency),
        reason=reason,
        reasons=(*phrasing.so_far(goal), *phrasing.further_reasons(goal.reasons, reason)),
        due=phrasing.when(goal.due),
        dated=goal.due is not None,
        grade=Text.of(goal.grade or "–"),
        facts=_facts(goal, currency),
        parts=part_rows(goal, currency),
        waterfall=canvas.waterfall(),
        segments=segment_tables(goal, currency),
        months=month_rows(goal, currency),
        observed=phrasing.NOTHING if goal.observed is None else part_size(goal, goal.observed, currency),
        course=canvas.course(),
        bar=canvas.bar(),
        figures=tuple(canvas.figures()),
        analyst=_analyst(goal, currency),
        windows=_windows(goal, currency),
        checks=tuple(_check(check) for check in goal.attribution.checks),
        explanation=explanation(goal),
    )


def _facts(goal: GoalScore, currency: str) -> tuple[Fact, ...]:
    """The short facts that a business reader wants beside the figures; only those that exist."""
    credit = ATTRIBUTION_WORDS.get(goal.attribution.answer) if _credit_is_asked(goal) else None
    facts = (
        (LABELS["attained"], phrasing.attained(goal)),
        (LABELS["evidence"], GRADE_WORDS.get(goal.grade or "")),
        (LABELS["credit"], credit),
        (LABELS["claimable"], claimable(goal, currency)),
        (LABELS["days_used"], phrasing.days_used(goal)),
        (LABELS["owner"], Text.of(goal.owner) if goal.owner else None),
        (LABELS["due"], None if goal.due is None else phrasing.when(goal.due)),
    )
    return tuple((label, words) for label, words in facts if words is not None)


def _credit_is_asked(goal: GoalScore) -> bool:
    return goal.attribution.answer == "contradicted" or goal.change.answer in ("better", "worse")


def _analyst(goal: GoalScore, currency: str) -> tuple[Fact, ...]:
    """Everything an analyst asks for; only what exists."""
    change, attribution = goal.change, goal.attribution

    def shown(number_: float | None) -> Text | None:
        return None if number_ is None else phrasing.change_of(goal, number_, currency)

    interval = None if change.low is None else phrasing.likely_range(goal, currency)
    facts: tuple[tuple[str, Text | str | None], ...] = (
        ("kpi", goal.kpi),
        ("variant", goal.variant),
        ("params", _pairs(goal.params)),
        ("weight", number(goal.weight)),
        ("answer", change.answer),
        ("effect", shown(change.effect)),
        ("interval", interval),
        ("relative", None if change.relative is None else percent(change.relative)),
        ("p_value", _probability(change.p_value)),
        ("p_adjusted", _probability(change.p_adjusted)),
        ("method", change.method),
        ("grade", goal.grade),
        ("attribution", attribution.answer),
        ("design", attribution.design),
        ("direction_ok", None if goal.direction_ok is None else LABELS["yes" if goal.direction_ok else "no"]),
        ("recipe", goal.recipe),
    )
    return tuple((ANALYST_LABELS[key], Text.of(words)) for key, words in facts if words)


def _probability(value: float | None) -> Text | None:
    """Show a p-value; a very small one is not zero."""
    if value is None:
        return None
    return number(value, 4) if value >= _LEAST_SHOWN else Text(en="< 0.0001", ru="< 0,0001")


def _pairs(params: Mapping[str, float]) -> Text:
    return join((Text.of(f"{name} = {size:g}") for name, size in params.items()), separator=", ")


def _windows(goal: GoalScore, currency: str) -> tuple[tuple[Text, Text, Text], ...]:
    """Rows of label, before, after."""

    def row(key: str, show: Callable[[WindowValue], Text]) -> tuple[Text, Text, Text]:
        return ANALYST_LABELS[key], show(goal.baseline), show(goal.evaluation)

    return (
        row("window", phrasing.window_days),
        row("value", lambda window: phrasing.of_goal(goal, window.value, currency)),
        row("level", lambda window: _level(goal, window, currency)),
        row("n", lambda window: number(window.n, 0)),
        row("days", lambda window: number(window.days, 0)),
        row("instrument", lambda window: Text.of(", ".join(window.instrument) or "–")),
        row("unknown", lambda window: number(window.unknown, 0)),
        row("excluded", _excluded),
        row("censored", lambda window: percent(window.censored, 0)),
        row("missing", lambda window: Text.of(window.reason or "–")),
    )


def _excluded(window: WindowValue) -> Text:
    if not window.excluded:
        return phrasing.NOTHING
    by_rule = Text(en="{text}: {rows}", ru="{text}: {rows}")
    parts = (by_rule.fill(text=each.text, rows=number(each.rows, 0)) for each in window.excluded)
    return join(parts, separator="; ")


def _level(goal: GoalScore, window: WindowValue, currency: str) -> Text:
    if window.low is None or window.high is None:
        return phrasing.NOTHING
    return phrasing.span(*(phrasing.of_goal(goal, end, currency) for end in (window.low, window.high)))


def _check(check: Check) -> tuple[Text, Text, Text, Text, Text]:
    passed = ANALYST_LABELS["not_applicable"] if check.passed is None else LABELS["yes" if check.passed else "no"]
    measured, threshold = (
        phrasing.NOTHING if size is None else number(size) for size in (check.value, check.threshold)
    )
    name = f"{check.id} {check.name}".lstrip()
    said = phrasing.NOTHING if check.text is None else phrasing.sentence(check.text)
    return Text.of(name), passed, measured, threshold, said
