"""Sentences and table cells made of a scorecard's numbers: promises, values, ranges, the score in words."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Final

from goalposts.formats.scalars import read_target
from goalposts.locale import Text, counted, day, join, number, percent, points, quantity
from goalposts.reporting.words import STATE_WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from goalposts.model.scorecard import GoalScore, Interval, Reason, TargetAnswer
    from goalposts.model.window_value import WindowValue

PERIOD_NOUNS = {
    "day": (("day", "days"), ("день", "дня", "дней")),
    "week": (("week", "weeks"), ("неделя", "недели", "недель")),
    "month": (("month", "months"), ("месяц", "месяца", "месяцев")),
    "quarter": (("quarter", "quarters"), ("квартал", "квартала", "кварталов")),
}
NOTHING = Text.of("–")
NOT_MEASURED = Text(en="not measured", ru="не измерено")
_PER_DAY = Text(en="{values} per open day", ru="{values} за день работы")
_POINTS = re.compile(r"\s*(?:pp|п\.?\s?п\.?)(?!\w)")
CHANGE_KINDS = ("relative", "points", "difference", "factor")
"""Kinds of targets whose line is counted from the baseline."""
_FINE_POINTS = 0.001
"""Percentage-point differences below a tenth of a point get a second decimal."""


def difference(change: float, unit: str, currency: str, *, beside: float = 0.0) -> Text:
    r"""Show a change with its sign; of shares in percentage points.

    Args:
        change: how much.
        unit: of the KPI.
        currency: of amounts.
        beside: the value that it is a part of, as in `quantity`.

    >>> difference(0.08, "%", "").get("en")
    '+8\xa0pp'
    """
    decimals = 2 if abs(change) < _FINE_POINTS else 1
    shown = points(change, decimals) if unit == "%" else quantity(change, unit, currency, beside=beside)
    plus = "+" if change > 0 and any(digit in shown.en for digit in "123456789") else ""
    return Text(en=plus + shown.en, ru=plus + shown.ru)


def span(low: Text, high: Text) -> Text:
    """Show a range by its two ends."""
    return Text(en="from {low} to {high}", ru="от {low} до {high}").fill(low=low, high=high)


def level(goal: GoalScore) -> float:
    """The level beside which all figures of a goal are shown, so that one KPI has the same digits everywhere."""
    known = (window.value for window in (goal.baseline, goal.evaluation) if window.value is not None)
    return abs(next(known, 0.0))


def value(measured: float | None, unit: str, currency: str, *, beside: float = 0.0) -> Text:
    """Show a KPI's value, or that there is none."""
    return NOT_MEASURED if measured is None else quantity(measured, unit, currency, beside=beside)


def of_goal(goal: GoalScore, measured: float | None, currency: str) -> Text:
    """Show a value of a goal's KPI, or that there is none."""
    return value(measured, goal.unit, currency, beside=level(goal))


def change_of(goal: GoalScore, size: float, currency: str) -> Text:
    """Show a change of a goal's KPI with its sign."""
    return difference(size, goal.unit, currency, beside=level(goal))


def before_after(goal: GoalScore, currency: str) -> Text:
    """Show the KPI before and after: `62% → 73.1%`; of a total, that it is one of a day."""
    if goal.baseline.value is None and goal.evaluation.value is None:
        return NOT_MEASURED
    ends = (of_goal(goal, window.value, currency) for window in (goal.baseline, goal.evaluation))
    shown = join(ends, separator=" → ")
    return _PER_DAY.fill(values=shown) if goal.per_open_day else shown


_FAR_TOO_WIDE: Final = 20
"""A range of so many times what the goal ever measured comes of a trend that was led far beyond its data."""
_CANNOT_TELL: Final = Text(en="too wide to tell", ru="слишком широк для вывода")


def says_nothing(goal: GoalScore, low: float, high: float) -> bool:
    """Whether a range with both signs is far wider than any figure, or of a share wider than from none to all."""
    values = [abs(window.value) for window in (goal.baseline, goal.evaluation) if window.value is not None]
    if not low < 0 < high or not values:
        return False
    is_share = goal.unit == "%" and max(values) <= 1
    return high - low > (1.0 if is_share else _FAR_TOO_WIDE * max(values))


def likely_range(goal: GoalScore, currency: str) -> Text:
    """Show the 95 % interval of the effect, or a dash; of one that is too wide say so."""
    change = goal.change
    if change.low is None or change.high is None:
        return NOTHING
    if says_nothing(goal, change.low, change.high):
        return _CANNOT_TELL
    return span(*(change_of(goal, end, currency) for end in (change.low, change.high)))


def promised(goal: GoalScore, currency: str) -> Text:
    """Say what was promised of a goal; of a guardrail or a negative control what is allowed."""
    if goal.target is not None:
        return _target(goal, currency)
    return allowed(goal.role, goal.margin, goal.unit, currency, beside=level(goal))


def allowed(role: str, margin: float | None, unit: str, currency: str, *, beside: float = 0.0) -> Text:
    """Say how far a guardrail may get worse, and a negative control move; a dash where nothing is bounded.

    Args:
        role: of the goal.
        margin: in KPI units; None or 0 where none is stated, or where it is a part of what was never measured.
        unit: of the KPI.
        currency: of amounts.
        beside: the value that it is a part of, as in `difference`.
    """
    if role == "guardrail":
        return _WORSE.fill(margin=_margin(margin, unit, currency, beside)) if margin else _NOT_WORSE
    if role == "negative_control":
        return _ABOUT_STILL.fill(margin=_margin(margin, unit, currency, beside)) if margin else _STILL
    return NOTHING


_WORSE: Final = Text(en="worse by at most {margin}", ru="хуже не более чем на {margin}")
_NOT_WORSE: Final = Text(en="must not get worse", ru="не должен ухудшиться")
_STILL: Final = Text(en="must not move", ru="не должен меняться")
_ABOUT_STILL: Final = Text(en="must not move (±{margin})", ru="не должен меняться (±{margin})")


def _margin(margin: float, unit: str, currency: str, beside: float) -> Text:
    shown = difference(abs(margin), unit, currency, beside=beside)
    return Text(en=shown.en.removeprefix("+"), ru=shown.ru.removeprefix("+"))


def _target(goal: GoalScore, currency: str) -> Text:
    target = goal.target
    assert target is not None
    if target.kind == "absolute":
        return _bound(target, goal, currency)
    if target.line is None:
        return _as_written(target.text)
    if target.kind == "band":
        return _band(goal, currency)
    change, line = _as_written(target.text), of_goal(goal, target.line, currency)
    if target.kind in CHANGE_KINDS:
        return Text(en="{change} (to {line})", ru="{change} (до {line})").fill(change=change, line=line)
    return change


def _bound(target: TargetAnswer, goal: GoalScore, currency: str) -> Text:
    """Show which side of a line is promised; the text is read by the grammar of project files, never guessed."""
    try:
        read = read_target(target.text)
    except ValueError:
        return _as_written(target.text)  # a stranger's verdict file may hold any words
    bound = _as_written(str(read.low)) if target.line is None else of_goal(goal, target.line, currency)
    pattern = "≥ {bound}" if read.upward else "≤ {bound}"
    return Text(en=pattern, ru=pattern).fill(bound=bound)


def _band(goal: GoalScore, currency: str) -> Text:
    target = goal.target
    assert target is not None
    if target.line is None or target.high is None or target.line >= target.high:
        return _as_written(target.text)
    return span(*(of_goal(goal, edge, currency) for edge in (target.line, target.high)))


def _as_written(text: str) -> Text:
    """Set a target as people print it: a true minus, a true ×, and percentage points in the reader's language."""
    shown = re.sub(r"^[xх](?=[\s\d])", "×", text.strip().replace("-", "−"))
    ru = _POINTS.sub("\N{NO-BREAK SPACE}п.\N{NO-BREAK SPACE}п.", shown)
    return Text(en=re.sub(r"\s+%", "%", _POINTS.sub("pp", shown)), ru=re.sub(r"\s*%", "\N{NO-BREAK SPACE}%", ru))


def title(goal: GoalScore) -> Text:
    """Call a goal by its statement, else by the name of its KPI."""
    return Text.of(goal.statement) if goal.statement else goal.name


def titles(goals: Sequence[GoalScore]) -> Mapping[str, Text]:
    """Call every goal, by its id; of those that would be called alike each with its id."""
    often = Counter(map(title, goals))
    told = Text(en="{title} ({id})", ru="{title} ({id})")
    return {
        goal.id: title(goal) if often[title(goal)] == 1 else told.fill(title=title(goal), id=goal.id) for goal in goals
    }


def one_line_reason(goal: GoalScore) -> Text:
    """Give the first reason, or what the state means."""
    return sentence(goal.reasons[0].text) if goal.reasons else STATE_WORDS[goal.state].meaning


def further_reasons(reasons: tuple[Reason, ...], said: Text) -> tuple[Text, ...]:
    """Give the reasons that were not said yet as sentences, each once."""
    sentences = dict.fromkeys(sentence(reason.text) for reason in reasons)
    return tuple(words for words in sentences if words != said)


def so_far(goal: GoalScore) -> tuple[Text, ...]:
    """Say what the days so far show of a goal that is not due; nothing where there was no look."""
    return () if goal.interim is None else (sentence(goal.interim.text),)


def sentence(words: Text) -> Text:
    """Make a clause a sentence: a capital first, a full stop last."""
    return Text(en=_as_sentence(words.en), ru=_as_sentence(words.ru))


def _as_sentence(clause: str) -> str:
    begun = clause[:1].upper() + clause[1:]
    return begun if not begun or begun.endswith((".", "!", "?", ":")) else f"{begun}."


def when(moment: date | None) -> Text:
    """Show a day, or a dash."""
    return NOTHING if moment is None else day(moment)


def window_days(window: WindowValue) -> Text:
    """Show a window as people count: its first and its last day (the end itself is no longer in it)."""
    if window.start is None or window.end is None:
        return NOTHING
    last = date.fromordinal(max(window.end.toordinal() - 1, window.start.toordinal()))
    return Text(en="{start} – {last}", ru="{start} – {last}").fill(start=day(window.start), last=day(last))


def score_in_words(score: Interval | None) -> Text:
    """Say the score of 0 to 100, an interval where goals are undecided."""
    if score is None:
        return Text(en="no score", ru="нет оценки")
    low, high = number(score.low, 0), number(score.high, 0)
    if low == high:
        return Text(en="{low} out of 100", ru="{low} из 100").fill(low=low)
    return Text(
        en="between {low} and {high} out of 100, depending on what is still undecided",
        ru="от {low} до {high} из 100: зависит от целей, по которым вывода нет",
    ).fill(low=low, high=high)


def attained(goal: GoalScore) -> Text | None:
    """Show how much of the promised change happened; of a change for the worse nothing."""
    return None if goal.attainment is None or goal.attainment < 0 else percent(goal.attainment, 0)


def days_used(goal: GoalScore) -> Text:
    """Show the days of both windows that had rows; of a table by week or longer, its rows."""
    period = goal.change.method.partition("-by-")[2].partition("-")[0]
    nouns = PERIOD_NOUNS.get(period, PERIOD_NOUNS["day"])
    days = (counted(window.days, *nouns) for window in (goal.baseline, goal.evaluation))
    before, after = days
    return Text(en="{before} before, {after} after", ru="{before} до, {after} после").fill(before=before, after=after)
