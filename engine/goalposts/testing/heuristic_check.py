"""What a plugin's heuristic must do to be used: rank goals by numbers, and say what it does not see."""

from __future__ import annotations

import math
import random
from typing import TYPE_CHECKING, Final

from goalposts.locale import LANGUAGES, text_of
from goalposts.testing.pure_code import impurities

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.locale import Words
    from goalposts.model import Catalogue, Domain, Heuristic

_TRIES: Final = 12
_ADVICE: Final = "a heuristic gives the same score to the same inputs; ask for what it needs as an input"


def heuristic_breaches(heuristic: Heuristic, domain: Domain, catalogue: Catalogue) -> Iterator[str]:
    """Yield what is wrong with one heuristic of a domain."""
    if not heuristic.id.startswith(f"{domain.name}."):
        yield f"its id does not start with '{domain.name}.'"
    for key in ("formula", "weaknesses"):
        if not getattr(heuristic, key):
            yield f"it has no {key}"
    foreign = (kpi for kpi in heuristic.kpis if kpi.startswith(f"{domain.name}."))
    for kpi in foreign:
        if kpi not in catalogue.kpis:
            yield f"its KPI '{kpi}' does not exist"
    likely = {"one": dict.fromkeys(heuristic.inputs, 1.0), "two": dict.fromkeys(heuristic.inputs, 2.0)}
    try:
        scores = [float(heuristic.score(**values)) for values in likely.values()]
        spoken = (heuristic.groups and heuristic.groups(likely), heuristic.remarks and tuple(heuristic.remarks(likely)))
    except Exception as error:  # noqa: BLE001 - whatever a stranger's function raises is the breach
        yield f"it cannot rank two goals: {type(error).__name__}: {error}"
        return
    if not all(math.isfinite(score) for score in scores):
        yield f"its scores are no numbers: {scores}"
    if spoken[0] and set(spoken[0]) - set(likely):
        yield "it groups goals that are not there"
    for words in (*(spoken[0] or {}).values(), *(spoken[1] or ())):
        yield from _wordless(words)


def _wordless(words: Words) -> Iterator[str]:
    try:
        said = text_of(words)
    except (TypeError, ValueError) as error:
        yield f"what it says of goals is no text: {error}"
        return
    if not all(said.get(language).strip() for language in LANGUAGES):
        yield f"what it says of goals is empty in one of the languages: {said.en!r}, {said.ru!r}"


def score_breaches(heuristic: Heuristic) -> Iterator[str]:
    """Yield what a score hangs on that it must not, and inputs that it asks people for and does not use."""
    for function in (heuristic.score, heuristic.groups, heuristic.remarks):
        if function is not None:
            yield from impurities(function, _ADVICE)
    chance = random.Random(1)  # noqa: S311  # no secret hangs on it
    drawn = [{name: chance.uniform(0.1, 0.9) for name in heuristic.inputs} for _ in range(_TRIES)]
    try:
        scores = [float(heuristic.score(**values)) for values in drawn]
        again = [float(heuristic.score(**values)) for values in drawn]
        unused = [name for name in heuristic.inputs if not _hangs_on(name, heuristic, drawn, scores)]
    except Exception:  # noqa: BLE001 - the law that it ranks goals tells what a stranger's function raises
        return
    if scores != again:
        yield "it scores the same inputs otherwise the second time; keep no state between goals"
    yield from (f"its score does not hang on input '{name}'; leave it out of `inputs`" for name in unused)


def _hangs_on(name: str, heuristic: Heuristic, drawn: list[dict[str, float]], scores: list[float]) -> bool:
    others = [float(heuristic.score(**{**values, name: 3 * values[name]})) for values in drawn]
    return others != scores
