"""What a statement means: its KPI, number, day, and the traps that its words fall into."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final

from attrs import evolve, frozen

from goalposts.linting.phrases import Trapped, traps_in
from goalposts.model import Kpi, SaidKind, SaidKpi, SaidStatement
from goalposts.statements import cleaned, likeliest, read_statement, said_kpis

if TYPE_CHECKING:
    from goalposts.model import Catalogue

_ASIDE: Final = re.compile(
    r"[,;(]? ?\b(?:while|without|keeping|provided that|as long as|with no (?:loss|rise|fall)"
    r"|при (?:этом|\w+м |\w+х |\w+й )|не (?:снижая|ухудшая|теряя|потеряв|ухудшив|снизив|роняя|повышая|увеличивая)"
    r"|без (?:ухудшения|снижения|потери|роста|падения|увеличения)|сохран\w+)\b",
    re.IGNORECASE,
)
"""What follows is what must not get worse: a guardrail, and no promise of this goal."""
_INSIDE: Final = re.compile(
    r"\b(?:in|into|on|within|through|via|with|using|use|uses|в|во|через|с помощью|посредством|использовать"
    r"|пользоваться) "
    r"(?:\S+ ){0,2}$"
)
"""What stands before a tool that people are to use."""
_DIGIT: Final = re.compile(r"\d")
SURE: Final = 0.85
"""A score from which the words name a KPI for sure, so that a tool beside it is only the means."""
_HINT: Final = 0.65
"""A score below it is one common word, as the department's name in the name of a KPI."""
SLOGANS: Final = ("control-of-people", "headcount", "adoption-slogan", "delivery-not-outcome", "tool-not-outcome")
_MENTION: Final = "tool-mentioned"
_MEANS: Final = ("adoption-slogan", "delivery-not-outcome", "tool-not-outcome", "vanity-metric")
"""Traps that are none where an outcome is named beside them."""


@frozen
class Meaning:
    """A statement as it was understood.

    Attributes:
        text: the statement as people should read it; all places are places in it.
        promise: its beginning, up to what must not get worse meanwhile.
        kpi: what it is about; None where nothing, or more than one thing, may be meant.
        named: whether the words name that KPI, or a slogan only stands for it.
        alike: KPIs between which the words do not decide.
        traps: where it falls into each kind of trap.
        variant: the variant of the KPI that the words mean; empty where they leave it open.
    """

    text: str
    promise: str
    said: SaidStatement
    today: date
    candidates: tuple[SaidKpi, ...]
    kpi: Kpi | None
    named: bool
    alike: tuple[str, ...]
    traps: dict[str, Trapped]
    variant: str = ""

    def words(self, start: int, end: int) -> str:
        """A stretch of the statement, whole words."""
        return self.text[start:end].strip()


def meaning_of(statement: str, catalogue: Catalogue, today: date) -> Meaning:
    """Understand a statement."""
    text = cleaned(statement)
    promise = _promise(text)
    said = read_statement(promise, today, counts=True)
    if said.deadline is None and promise != text:
        said = evolve(said, deadline=read_statement(text, today).deadline)
    candidates = _likely(said_kpis(promise, catalogue)) or _likely(said_kpis(text, catalogue))
    traps = _traps(text, catalogue)
    chosen, alike = _chosen(candidates, said)
    if said.target is None and chosen is not None and not catalogue.kpis[chosen.kpi].unit:
        said = evolve(read_statement(promise, today, counts=True, bare=True), deadline=said.deadline)
    if chosen is not None and (_is_mere_count(chosen, said, traps, catalogue) or _is_by_chance(chosen, said, traps)):
        candidates, chosen = (), None
    named = chosen is not None
    if named and chosen is not None:
        traps = _without_means(traps, chosen, said)
    traps = _with_mention(traps, text, named=named or bool(alike))
    implied = next((found.kpi for found in traps.values() if found.kpi in catalogue.kpis), "")
    if not candidates and implied:
        candidates = (SaidKpi(implied, 0.5, 0, len(text)),)
    kpi = chosen.kpi if chosen else implied if not alike else ""
    return Meaning(
        text,
        promise,
        said,
        today,
        candidates,
        catalogue.kpis.get(kpi),
        named,
        alike,
        traps,
        chosen.variant if chosen else "",
    )


def _likely(candidates: tuple[SaidKpi, ...]) -> tuple[SaidKpi, ...]:
    """Those of which more stands in the words than one that many things are called by."""
    return tuple(found for found in candidates if found.score >= _HINT)


def _promise(text: str) -> str:
    """The part before what must not get worse, where a number stands in it."""
    for found in _ASIDE.finditer(text):
        before = text[: found.start()]
        if _DIGIT.search(before):
            return before.rstrip(" ,;")
    return text


def _traps(text: str, catalogue: Catalogue) -> dict[str, Trapped]:
    """The first place of every kind of trap; a phrase that says what is meant goes before one that does not."""
    kinds = (*SLOGANS, _MENTION, "vanity-metric", "grand-uplift", "out-of-influence", "unmeasurable-word", "vague-verb")
    found = {}
    for kind in kinds:
        places = sorted(traps_in(text, catalogue, (kind,)), key=lambda one: (one.start, one.end))
        if places:
            meant = next((one.kpi for one in places if one.kpi), "")
            found[kind] = evolve(places[0], kpi=meant)
    return found


def _is_mere_count(kpi: SaidKpi, said: SaidStatement, traps: dict[str, Trapped], catalogue: Catalogue) -> bool:
    """Whether the words of a share are counted instead, as 500 active users of the share of those who are active."""
    figure = traps.get("vanity-metric")
    if figure is None or not catalogue.kpis[kpi.kpi].unit:
        return False
    has_unit = said.target is not None and bool(said.target.quantity.unit)
    return not has_unit and figure.start < kpi.end and figure.end > kpi.start


def _is_by_chance(kpi: SaidKpi, said: SaidStatement, traps: dict[str, Trapped]) -> bool:
    """Whether only some words of a KPI's name stand in a sentence that is about a tool or about work."""
    return kpi.score < SURE and said.target is None and bool(set(traps) & set(_MEANS))


def _with_mention(traps: dict[str, Trapped], text: str, *, named: bool) -> dict[str, Trapped]:
    """Where nothing else is meant, a tool that is only mentioned is the goal: to have it, or to work in it."""
    mention = traps.pop(_MENTION, None)
    if mention is not None:  # what a tool is for is known from its name, whatever is to happen with it
        for kind in ("tool-not-outcome", "vanity-metric"):
            if kind in traps and not traps[kind].kpi:
                traps = {**traps, kind: evolve(traps[kind], kpi=mention.kpi)}
    if mention is None or named or set(traps) & {*SLOGANS, "vanity-metric"}:
        return traps
    used = _INSIDE.search(text[: mention.start].lower()) is not None
    return {**traps, "adoption-slogan" if used else "tool-not-outcome": mention}


def _without_means(traps: dict[str, Trapped], kpi: SaidKpi, said: SaidStatement) -> dict[str, Trapped]:
    """Leave out tools beside an outcome: `thanks to the new system, 90 % of ...` is about the outcome."""
    if kpi.score < SURE and said.target is None:
        return traps
    return {
        kind: found
        for kind, found in traps.items()
        if kind not in _MEANS
        or _overlaps(found, kpi, is_figure=kind == "vanity-metric", promised=said.target is not None)
    }


def _overlaps(found: Trapped, kpi: SaidKpi, *, is_figure: bool, promised: bool) -> bool:
    """Whether trap and KPI are the same words: a number makes work an outcome, but no outcome of a mere figure."""
    return found.start < kpi.end and found.end > kpi.start and (is_figure or not promised)


def _chosen(candidates: tuple[SaidKpi, ...], said: SaidStatement) -> tuple[SaidKpi | None, tuple[str, ...]]:
    """The KPI that the words name, or those between which they do not decide.

    Of several that are named one after another, it is the one whose number is promised: the last one before it.
    """
    alike = likeliest(candidates) if candidates else ()
    if len(alike) <= 1:
        return next(iter(alike), None), ()
    if said.target is not None and said.target.kind is not SaidKind.FACTOR:
        before = [found for found in alike if found.end <= said.target.start]
        nearest = [found for found in before if found.end == max(one.end for one in before)]
        if len(nearest) == 1 and all(_apart(nearest[0], other) for other in alike):
            return nearest[0], ()
    return None, tuple(found.kpi for found in alike)


def _apart(one: SaidKpi, other: SaidKpi) -> bool:
    return one is other or one.end <= other.start or one.start >= other.end
