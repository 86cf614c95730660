"""A way to rank goals, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from attrs import field, frozen

from goalposts.locale import Text, Words, optional_text, text_of
from goalposts.model.converters import as_tuple

BUILT_IN_HEURISTICS: Final = ("leverage", "cd3", "wsjf", "rice", "ice", "value-effort", "moscow")
"""The engine's own; no plugin may bring one of these names."""

FROM_BASELINE: Final = ("baseline", "line", "events_a_week")
"""Inputs that the data give: the KPI over the baseline, the promised line, and the events it counts in a week
of the baseline window."""

FROM_TREE: Final = ("whole", "elasticity", "change", "credit")
"""Inputs that the project's `tree` gives, filled with baselines: its top in money a month, by how many per cent it
rises when the KPI gets better by one, by what share the KPI can be expected to, and the part that may be claimed."""

MOSCOW: Final[Mapping[str, float]] = {"must": 3.0, "should": 2.0, "could": 1.0, "wont": 0.0}
"""The classes of `moscow:`, and the numbers that stand for them."""

Inputs = Mapping[str, Mapping[str, float]]
"""The likely inputs of every goal that has all of them, by goal and name."""


@frozen
class Heuristic:
    """A way to rank goals; `score` takes a goal's inputs by name and returns a number, larger is sooner.

    Attributes:
        id: one word, or `domain.name` of a plugin's.
        inputs: names of what `score` takes: keys of `priority:`, or what the data give (`baseline`, `line`,
            `events_a_week`), or what the tree gives (`whole`, `elasticity`, `change`, `credit`).
        name: a few words for tables; the id stands in.
        formula: how the score comes about, in short.
        weaknesses: what it does not see.
        optional: inputs that a goal may leave out, with what stands in for them.
        kpis: the only KPIs whose goals it ranks; every goal without.
        money: whether the score is an amount in the project's currency.
        groups: names what kind of goal each is, given all that can be ranked.
        remarks: what is to be said of all of them together.
        source: where it comes from.
    """

    id: str
    summary: Text = field(converter=text_of)
    inputs: tuple[str, ...] = field(converter=as_tuple)
    score: Callable[..., float]
    name: Text | None = field(default=None, converter=optional_text, kw_only=True)
    formula: str = field(default="", kw_only=True)
    weaknesses: Text | None = field(default=None, converter=optional_text, kw_only=True)
    optional: Mapping[str, float] = field(factory=dict, kw_only=True)
    kpis: tuple[str, ...] = field(default=(), converter=as_tuple, kw_only=True)
    money: bool = field(default=False, kw_only=True)
    groups: Callable[[Inputs], Mapping[str, Words]] | None = field(default=None, kw_only=True)
    remarks: Callable[[Inputs], Iterable[Words]] | None = field(default=None, kw_only=True)
    source: str = field(default="", kw_only=True)

    @property
    def title(self) -> Text:
        """What to call it in a table."""
        return self.name or Text.of(self.id)


@frozen
class Rank:
    """Where a heuristic puts one goal.

    Attributes:
        score: by the likely inputs; None where one is missing.
        place: from 1; equal scores share a place.
        low, high: between them lie nine of ten scores when uncertain inputs are drawn.
        often_first: how often it is among the first three then, from 0 to 1.
        group: what kind of goal it is.
        missing: inputs that it lacks.
        not_for: whether the heuristic is not for its KPI.
    """

    goal: str
    score: float | None = None
    place: int | None = None
    low: float | None = None
    high: float | None = None
    often_first: float | None = None
    group: Text | None = None
    missing: tuple[str, ...] = ()
    not_for: bool = False


@frozen
class Ranking:
    """The order in which a heuristic puts goals.

    Attributes:
        heuristic: its id.
        ranks: the ranked goals in order, then the others in the order of the file.
        first_change: in what share of the draws other goals are the first three.
        remarks: what is to be said of all goals together.
    """

    heuristic: str
    ranks: tuple[Rank, ...]
    first_change: float | None = None
    remarks: tuple[Text, ...] = ()

    @property
    def ranked(self) -> tuple[Rank, ...]:
        """The goals that have all inputs, in order."""
        return tuple(rank for rank in self.ranks if rank.place is not None)

    @property
    def is_determined(self) -> bool:
        """Whether the inputs say which goals come first, however the uncertain ones turn out."""
        return self.first_change is not None and self.first_change <= MOST_CHANGES


MOST_CHANGES: Final = 0.3
"""In more draws than these the first three may not change."""
