"""The pictures of one goal on the page: the drawing, what it shows in words, its legend, and what makes it live."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import frozen
from markupsafe import Markup

from goalposts.locale import Text, join
from goalposts.reporting import phrasing
from goalposts.reporting.chain_chart import CHAIN_LABELS, chain_chart, chain_heads, chain_rows, shown
from goalposts.reporting.chart_data import is_weekly, readings
from goalposts.reporting.charts import Spec, svg
from goalposts.reporting.follow_up_chart import (
    FOLLOW_UP_LABELS,
    follow_up_chart,
    follow_up_heads,
    follow_up_rows,
    windows,
)
from goalposts.reporting.labels import LABELS
from goalposts.reporting.live_chart import Narrow, live
from goalposts.reporting.live_course import live_course
from goalposts.reporting.live_waterfall import live_waterfall
from goalposts.reporting.range_bar import good_sign, range_bar
from goalposts.reporting.series_chart import counterfactual, series_chart
from goalposts.reporting.spread_chart import SPREAD_LABELS, has_models, spread_chart, spread_heads, spread_rows
from goalposts.reporting.waterfall import waterfall

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.model.follow_up import FollowUp
    from goalposts.model.scorecard import GoalScore

_NAMESPACE = re.compile(r' xmlns(:\w+)?="[^"]*"')
_SAID = Text(en="{what}: {title} {said}", ru="{what}: {title} {said}")


@frozen
class Picture:
    """A drawn chart, what it shows for those who cannot see it, the keys of its legend, and what makes it live."""

    name: str
    kind: str
    image: Markup
    described: Text
    legend: tuple[tuple[str, Text], ...] = ()
    note: Text | None = None
    live: Markup | None = None


@frozen
class Figure:
    """A picture under a heading of its own, and the same numbers as a table."""

    title: Text
    picture: Picture
    heads: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]


@frozen
class Drawings:
    """Draws one goal.

    Attributes:
        goal: the answer.
        title: what it is called among the goals of its project.
        place: its number on the page, for the ids of its pictures.
        currency: of the project.
        language: `en` or `ru`.
        live: whether the pictures answer the reader.
    """

    goal: GoalScore
    title: Text
    place: int
    currency: str
    language: str
    live: bool

    def course(self) -> Picture | None:
        """The KPI over time."""
        goal = self.goal
        spec = series_chart(goal, self.currency, self.language)
        if spec is None:
            return None
        values = readings(goal)
        drawn = (
            ("series", LABELS["weekly" if is_weekly(values) else "daily"] if values else None),
            ("level", LABELS["levels"]),
            ("promise", LABELS["promise"] if goal.target is not None and goal.target.line is not None else None),
            ("without", LABELS["without"] if counterfactual(goal) is not None else None),
            ("band", LABELS["band"] if counterfactual(goal) is not None and goal.change.low is not None else None),
        )
        return self._picture(
            "course",
            spec,
            self._figures_in_words(LABELS["chart"]),
            legend=tuple((key, words) for key, words in drawn if words is not None),
            note=None if values else LABELS["no_daily"],
            live=_data(live_course(goal, self.currency, self.language)) if self.live else None,
        )

    def bar(self) -> Picture | None:
        """The effect against the promise."""
        spec = range_bar(self.goal, self.currency, self.language)
        if spec is None:
            return None
        return self._picture(
            "bar",
            spec,
            self._figures_in_words(LABELS["bar"]),
            legend=(("band", LABELS["band"]), ("dot", LABELS["estimate"])),
            note=LABELS["to_the_right"] if good_sign(self.goal) else None,
            live=self._answering(range_bar(self.goal, self.currency, self.language, answers=True), "shrink"),
        )

    def waterfall(self) -> Picture | None:
        """The parts of the change."""
        drawn = waterfall(self.goal, self.place, self.currency, self.language)
        if drawn is None:
            return None
        answers = _data(live_waterfall(self.goal, self.currency, self.language)) if self.live else None
        return Picture(f"parts{self.place}", "parts", drawn, self._figures_in_words(LABELS["parts"]), live=answers)

    def figures(self) -> Iterator[Figure]:
        """What only some KPIs have."""
        steps = chain_chart(self.goal.chain, self.language)
        if steps is not None:
            yield self._chain(steps)
        models = spread_chart(self.goal, self.currency, self.language)
        if models is not None:
            yield self._models(models)
        found = self.goal.follow_up
        spec = follow_up_chart(found, self.language)
        if found is not None and spec is not None:
            yield self._follow_up(found, spec)

    def _chain(self, spec: Spec) -> Figure:
        title, steps = CHAIN_LABELS["title"], self.goal.chain
        rows, keys = chain_rows(steps), {"before": "earlier", "after": "later"}
        picture = self._picture(
            "steps",
            spec,
            self._said(title, rows),
            legend=tuple((keys[name], LABELS[name]) for name in shown(steps)),
            note=CHAIN_LABELS["note"],
            live=self._answering(chain_chart(steps, self.language, answers=True), "drawing"),
        )
        return Figure(title, picture, chain_heads(steps), rows)

    def _models(self, spec: Spec) -> Figure:
        goal, rows, many = self.goal, spread_rows(self.goal, self.currency), has_models(self.goal)
        dimension = "" if goal.spread is None else goal.spread.dimension
        title = SPREAD_LABELS["title" if many else "plain"].fill(dimension=dimension)
        picture = self._picture(
            "models",
            spec,
            self._said(title, rows),
            legend=(("earlier", LABELS["before"]), ("later", LABELS["after"])),
            note=SPREAD_LABELS["note" if many else "plain_note"],
            live=self._answering(spread_chart(goal, self.currency, self.language, answers=True), "drawing"),
        )
        return Figure(title, picture, spread_heads(goal), rows)

    def _said(self, what: Text, rows: tuple[tuple[Text, ...], ...]) -> Text:
        """A table in words, for those who cannot see its picture."""
        title, said = (
            phrasing.sentence(words) for words in (self.title, join((join(row, ", ") for row in rows), "; "))
        )
        return _SAID.fill(what=what, title=title, said=said)

    def _follow_up(self, found: FollowUp, spec: Spec) -> Figure:
        title, rows = FOLLOW_UP_LABELS["title"], follow_up_rows(found)
        keys = {"before": ("before", LABELS["before"]), "after": ("level", LABELS["after"])}
        picture = self._picture(
            "followup",
            spec,
            self._said(title, rows),
            legend=(*(keys[name] for name, _ in windows(found)), ("band", FOLLOW_UP_LABELS["band"])),
            note=FOLLOW_UP_LABELS["note"],
            live=self._answering(follow_up_chart(found, self.language, answers=True)),
        )
        return Figure(title, picture, follow_up_heads(found), rows)

    def _picture(
        self,
        kind: str,
        spec: Spec,
        described: Text,
        *,
        legend: tuple[tuple[str, Text], ...],
        note: Text | None,
        live: Markup | None,
    ) -> Picture:
        name = f"{kind}{self.place}"
        return Picture(name, kind, _drawn(spec, self.language, name), described, legend, note, live)

    def _answering(self, spec: Spec | None, narrow: Narrow = "scroll") -> Markup | None:
        return _data(live(spec, self.language, narrow)) if self.live and spec is not None else None

    def _figures_in_words(self, what: Text) -> Text:
        goal, currency = self.goal, self.currency
        pattern = (
            "{what}: {title}. {promised_label}: {promised}. {measured_label}: {measured}. {likely_label}: {likely}."
        )
        return Text(en=pattern, ru=pattern).fill(
            what=what,
            title=self.title,
            promised_label=LABELS["promised"],
            promised=phrasing.promised(goal, currency),
            measured_label=LABELS["measured"],
            measured=phrasing.before_after(goal, currency),
            likely_label=LABELS["likely"],
            likely=phrasing.likely_range(goal, currency),
        )


def _data(text: str | None) -> Markup | None:
    """What the page's script draws; it cannot end the element that holds it."""
    return None if text is None else Markup(text)  # noqa: S704 -- see above


def _drawn(spec: Spec, language: str, name: str) -> Markup:
    """Draw a chart for a page, where SVG needs no namespaces; its texts are escaped by Vega.

    What is said about it stands around it: the roles that Vega gives to its marks have no names.
    """
    drawn = _NAMESPACE.sub("", svg(spec, language, name)).replace("<svg", '<svg aria-hidden="true"', 1)
    return Markup(drawn)  # noqa: S704 -- see above
