"""A roadmap as a picture: a row a goal, with its work, its learning and its watching, and the day of the promise."""

from __future__ import annotations

from datetime import date, timedelta
from html import escape
from math import ceil
from typing import TYPE_CHECKING, Final

from goalposts.locale import Text, day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.model.roadmap import PlannedGoal, Roadmap

WIDTH: Final = 960
_LEFT: Final = 210
_RIGHT: Final = 24
_TOP: Final = 78
_ROW: Final = 26
_LONGEST: Final = 28
"""Signs of an id that find room beside its row; the title of the row has all of them."""
_MOST_MONTHS: Final = 11
"""So many names of months stand beside each other without touching."""
_SIGN: Final = 8
"""No sign is wider, on the whole."""
_FONT: Final = "font-family='system-ui, sans-serif' font-size='12' fill='#222'"
_FILLS: Final = {"work": "#7a9cc6", "ramp_up": "#d9d9d9", "watch": "#8fbf8f"}
_WORDS: Final = {
    "title": Text(en="Roadmap: {project}", ru="План: {project}"),
    "work": Text(en="work", ru="работа"),
    "ramp_up": Text(en="learning", ru="освоение"),
    "watch": Text(en="watching", ru="наблюдение"),
    "kept": Text(en="◆ promised", ru="◆ обещано"),
    "again": Text(en="○ measured again", ru="○ измерить снова"),
    "late": Text(en="✕ promised too early", ru="✕ обещано слишком рано"),
}
_ROW_SAID: Final = Text(
    en="{goal}: live on {live}, can be judged on {honest}", ru="{goal}: запуск {live}, оценка возможна {honest}"
)


def gantt(found: Roadmap, language: str) -> str:
    """Return the roadmap as one SVG document that needs nothing else; empty plans have no rows."""
    height = _TOP + _ROW * max(len(found.goals), 1) + 24
    title = escape(_WORDS["title"].fill(project=found.project).get(language))
    body = "\n".join((*_legend(language), *_months(found, height), *_rows(found, language)))
    return (
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {WIDTH} {height}' width='{WIDTH}' height='{height}' "
        f"role='img' aria-label='{title}'>\n<title>{title}</title>\n"
        f"<rect width='{WIDTH}' height='{height}' fill='#fff'/>\n"
        f"<text x='16' y='26' {_FONT} font-weight='bold'>{title}</text>\n{body}\n</svg>\n"
    )


def _ends(found: Roadmap) -> tuple[date, date]:
    judged = (known for goal in found.goals for known in (goal.honest, goal.deadline) if known is not None)
    days = [*judged, *(again for phase in found.phases for again in phase.again)]
    return found.as_of, max((*days, found.as_of + timedelta(days=28)))


def _x(found: Roadmap, moment: date) -> float:
    start, end = _ends(found)
    share = (moment - start).days / (end - start).days
    return round(_LEFT + min(max(share, 0.0), 1.0) * (WIDTH - _LEFT - _RIGHT), 1)


def _legend(language: str) -> Iterator[str]:
    place = float(_LEFT)
    for key, fill in _FILLS.items():
        words = _WORDS[key].get(language)
        yield f"<rect x='{place}' y='38' width='14' height='12' fill='{fill}'/>"
        yield f"<text x='{place + 20}' y='48' {_FONT}>{words}</text>"
        place += 20 + _SIGN * len(words) + 2 * _SIGN
    for key in ("kept", "again", "late"):
        words = _WORDS[key].get(language)
        yield f"<text x='{place}' y='48' {_FONT}>{words}</text>"
        place += _SIGN * len(words) + 2 * _SIGN


def _months(found: Roadmap, height: int) -> Iterator[str]:
    """Draw the first day of every month, and its name where there is room for it."""
    start, end = _ends(found)
    months = list(range(start.year * 12 + start.month, end.year * 12 + end.month))
    every = max(ceil(len(months) / _MOST_MONTHS), 1)
    for count, number in enumerate(months):
        moment = date(number // 12, number % 12 + 1, 1)
        place = _x(found, moment)
        yield f"<line x1='{place}' x2='{place}' y1='{_TOP - 8}' y2='{height - 16}' stroke='#ddd'/>"
        if count % every == 0:
            yield f"<text x='{place + 2}' y='{_TOP - 10}' {_FONT}>{moment:%Y-%m}</text>"


def _rows(found: Roadmap, language: str) -> Iterator[str]:
    phases = {phase.name: phase for phase in found.phases}
    for number, goal in enumerate(found.goals):
        top = _TOP + _ROW * number
        said = _ROW_SAID.fill(goal=goal.id, live=day(goal.go_live), honest=day(goal.honest)).get(language)
        name = goal.id if len(goal.id) <= _LONGEST else f"{goal.id[: _LONGEST - 1]}…"
        yield f"<g><title>{escape(said)}</title>"
        yield f"<text x='16' y='{top + 15}' {_FONT}>{escape(name)}</text>"
        bars = (
            (phases[goal.phase].start, goal.go_live),
            (goal.go_live, goal.judged.start),
            (goal.judged.start, goal.honest),
        )
        for fill, (begin, end) in zip(_FILLS.values(), bars, strict=True):
            left, right = _x(found, begin), _x(found, end)
            width = round(right - left, 1)
            yield f"<rect x='{left}' y='{top + 4}' width='{width}' height='16' fill='{fill}'/>"
        for again in phases[goal.phase].again:
            yield f"<text x='{_x(found, again)}' y='{top + 17}' {_FONT} text-anchor='middle'>○</text>"
        yield from _promise(found, goal, top)
        yield "</g>"


def _promise(found: Roadmap, goal: PlannedGoal, top: int) -> Iterator[str]:
    if goal.deadline is not None:
        sign = "✕" if goal.is_late else "◆"
        yield f"<text x='{_x(found, goal.deadline)}' y='{top + 17}' {_FONT} text-anchor='middle'>{sign}</text>"
