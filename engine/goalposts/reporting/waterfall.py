"""The waterfall of one goal: from the value before, part by part, to the value after, as inline SVG.

Names stand above their bars, so that the picture is narrow enough for a telephone; colours come from the page's style,
so that the picture is legible wherever the page is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import frozen
from markupsafe import Markup, escape

from goalposts.reporting.charts import padded
from goalposts.reporting.labels import LABELS
from goalposts.reporting.parts_view import Step, steps
from goalposts.reporting.phrasing import title

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from goalposts.model.scorecard import GoalScore

WIDTH: Final = 340
ROW_HEIGHT: Final = 38
TEXT_LINE, BAR_TOP, BAR_HEIGHT = 14, 21, 11
LEAST_BAR: Final = 1.5
TICK: Final = 4
_LETTER: Final = 7.5
"""What a letter of the page's 13 units takes in the widest of its fonts."""
_GAP: Final = 10
_COLOURS: Final = (
    "text{font:13px Arial,'Liberation Sans','DejaVu Sans',sans-serif;fill:#1f2933}.size{text-anchor:end;"
    "font-weight:600}.part{fill:#7b8a9a}.rollout,.value{fill:#0b57a4}.thread{fill:none;stroke:#7b8a9a}"
)


@frozen
class Scale:
    """From KPI units to the width of the picture."""

    low: float
    high: float

    def at(self, value: float) -> float:
        """The place of a value."""
        return WIDTH * (value - self.low) / (self.high - self.low)


def waterfall(goal: GoalScore, place: int, currency: str, language: str) -> Markup | None:
    """Draw the waterfall of a goal, or nothing where no parts are known.

    Args:
        goal: whose change it is.
        place: its number on the page, for the ids of title and description.
        currency: of amounts.
        language: `en` or `ru`.
    """
    found = steps(goal, currency)
    if not found:
        return None
    scale = scale_of(found)
    height, name = ROW_HEIGHT * len(found), f"waterfall{place}"
    said = "; ".join(f"{step.name.get(language)}: {step.shown.get(language)}" for step in found)
    heading = f"{LABELS['parts'].get(language)}: {title(goal).get(language)}"
    lines = (
        f'<svg class="waterfall" role="img" aria-labelledby="{name}-title {name}-desc" viewBox="0 0 {WIDTH} {height}">',
        f'<title id="{name}-title">{escape(heading)}</title>',
        f'<desc id="{name}-desc">{escape(said)}</desc>',
        *_drawn(found, scale, language),
        "</svg>",
    )
    return Markup("\n".join(lines))  # noqa: S704 -- every text in it is escaped


def scale_of(found: Sequence[Step]) -> Scale:
    """The scale on which all steps have room."""
    return Scale(*padded([value for step in found for value in (step.start, step.end)], 0.03))


def standalone(goal: GoalScore, currency: str, language: str) -> str | None:
    """Draw the waterfall as a file of its own, with the colours that a page would give it."""
    drawn = waterfall(goal, 1, currency, language)
    if drawn is None:
        return None
    return (
        str(drawn)
        .replace("<svg", f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}"', 1)
        .replace("</desc>", f"</desc>\n<style>{_COLOURS}</style>", 1)
    )


def _drawn(found: Sequence[Step], scale: Scale, language: str) -> Iterator[str]:
    for row, step in enumerate(found[:-1]):
        # where one bar ends the next begins: a tick below the one and above the other, none through the words between
        bottom, top = ROW_HEIGHT * row + BAR_TOP + BAR_HEIGHT, ROW_HEIGHT * (row + 1) + BAR_TOP
        at = f"{scale.at(step.end):.1f}"
        yield f'<path class="thread" d="M{at} {bottom}v{TICK}M{at} {top}v-{TICK}"/>'
    for row, step in enumerate(found):
        top = ROW_HEIGHT * row
        yield _bar(step, top + BAR_TOP, scale)
        shown = step.shown.get(language)
        name = short_name(step, language)
        yield f'<text class="name" x="0" y="{top + TEXT_LINE}">{escape(name)}</text>'
        yield f'<text class="size" x="{WIDTH}" y="{top + TEXT_LINE}">{escape(shown)}</text>'


def _bar(step: Step, top: float, scale: Scale) -> str:
    if step.is_value:
        return f'<circle class="value" cx="{scale.at(step.end):.1f}" cy="{top + BAR_HEIGHT / 2}" r="5"/>'
    left, right = sorted((scale.at(step.start), scale.at(step.end)))
    kind = "rollout" if step.is_rollout else "part"
    width = max(right - left, LEAST_BAR)
    return f'<rect class="{kind}" x="{left:.1f}" y="{top}" width="{width:.1f}" height="{BAR_HEIGHT}" rx="1.5"/>'


def short_name(step: Step, language: str) -> str:
    """The name of a step, cut where its amount begins."""
    name, room = step.name.get(language), WIDTH - _GAP - _LETTER * len(step.shown.get(language))
    most = int(room / _LETTER)
    return name if len(name) <= most else f"{name[: most - 1]}…"
