"""Every picture of a report as an SVG file of its own, for slides and documents."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from goalposts.reporting.chain_chart import chain_chart
from goalposts.reporting.charts import svg
from goalposts.reporting.follow_up_chart import follow_up_chart
from goalposts.reporting.range_bar import range_bar
from goalposts.reporting.series_chart import series_chart
from goalposts.reporting.spread_chart import spread_chart

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.model.scorecard import Scorecard

_SAFE: Final = re.compile(r"[^\w-]+")
_LONGEST: Final = 60


def pictures(card: Scorecard, language: str) -> Iterator[tuple[str, str]]:
    """Draw the pictures of all goals.

    Yields:
        The name of a file, made of the goal's place and id, and the picture.
    """
    from goalposts.reporting.waterfall import standalone

    for place, goal in enumerate(card.goals, 1):
        name = f"{place:02}-{_SAFE.sub('-', goal.id)[:_LONGEST]}"
        for kind, spec in (
            ("course", series_chart(goal, card.currency, language)),
            ("effect", range_bar(goal, card.currency, language)),
            ("models", spread_chart(goal, card.currency, language)),
            ("steps", chain_chart(goal.chain, language)),
            ("follow-up", follow_up_chart(goal.follow_up, language)),
        ):
            if spec is not None:
                yield f"{name}-{kind}.svg", svg(spec, language)
        parts = standalone(goal, card.currency, language)
        if parts is not None:
            yield f"{name}-parts.svg", parts
