"""Ranks goals by a heuristic, and tries whether the order stands."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

from goalposts.errors import InputError, PluginError
from goalposts.faults import fault_of
from goalposts.locale import Text, text_of
from goalposts.model.estimate import Estimate
from goalposts.model.heuristic import Rank, Ranking
from goalposts.priorities.drawing import DRAWS, draws, span_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from goalposts.model import Catalogue, Heuristic

FIRST: Final = 3
"""So many goals are looked at: whoever comes later can wait."""

_RAISED: Final = Text(
    en="heuristic {id} cannot score goal '{goal}': {error}", ru="эвристика {id} не может оценить цель «{goal}»: {error}"
)
_ZERO: Final = Text(en="heuristic {id} would divide by zero", ru="эвристике {id} пришлось бы делить на ноль")
_ABOVE_ZERO: Final = Text(
    en="write a duration or an effort above zero", ru="укажите длительность или трудозатраты больше нуля"
)
_NO_NUMBER: Final = Text(en="{found} is no number", ru="{found} — не число")


def rank(
    heuristic: Heuristic,
    inputs: Mapping[str, Mapping[str, Estimate]],
    catalogue: Catalogue,
    not_for: frozenset[str] = frozenset(),
    together: Mapping[str, Mapping[str, Sequence[float]]] | None = None,
) -> Ranking:
    """Rank goals.

    Args:
        heuristic: by which.
        inputs: everything known of each goal, in the order of the file.
        catalogue: names the plugin if its heuristic raises.
        not_for: goals whose KPI the heuristic does not rank.
        together: by goal, the inputs that were drawn for all goals at once.

    Raises:
        InputError: an input that is divided by is zero.
        PluginError: a plugin's heuristic raises, or gives what is not a finite number.
    """
    ready: dict[str, dict[str, Estimate]] = {}
    others: list[Rank] = []
    for goal, known in inputs.items():
        own = {**{name: Estimate.exact(value) for name, value in heuristic.optional.items()}, **known}
        missing = () if goal in not_for else tuple(name for name in heuristic.inputs if name not in own)
        if goal in not_for or missing:
            others.append(Rank(goal, missing=missing, not_for=goal in not_for))
        else:
            ready[goal] = {name: own[name] for name in heuristic.inputs}
    likely = {goal: {name: value.likely for name, value in own.items()} for goal, own in ready.items()}
    scores = {goal: _score(heuristic, goal, own, catalogue) for goal, own in likely.items()}
    drawn = {
        goal: [_score(heuristic, goal, values, catalogue) for values in draws(goal, own, (together or {}).get(goal))]
        for goal, own in ready.items()
    }
    firsts = _firsts(drawn)
    groups = _asked(heuristic, catalogue, "groups", likely) or {}
    ranked = [
        Rank(goal, score, _place(score, scores), *span_of(drawn[goal]), _often(goal, firsts), groups.get(goal))
        for goal, score in scores.items()
    ]
    order = sorted(range(len(ranked)), key=lambda index: (ranked[index].place, index))
    return Ranking(
        heuristic.id,
        (*(ranked[index] for index in order), *others),
        _changes(scores, firsts),
        tuple(_asked(heuristic, catalogue, "remarks", likely) or ()),
    )


def _score(heuristic: Heuristic, goal: str, values: Mapping[str, float], catalogue: Catalogue) -> float:
    try:
        found = float(heuristic.score(**values))
    except ZeroDivisionError as error:
        raise InputError(_ZERO.fill(id=heuristic.id), f"goals.{goal}.priority", _ABOVE_ZERO) from error
    except Exception as error:
        raise _broken(heuristic, catalogue, goal, fault_of(error)) from error
    if not math.isfinite(found):
        raise _broken(heuristic, catalogue, goal, _NO_NUMBER.fill(found=str(found)))
    return found


def _asked(heuristic: Heuristic, catalogue: Catalogue, name: str, likely: Mapping[str, Mapping[str, float]]) -> Any:
    """Ask what a heuristic has to say of all goals together; it may be a generator, so it is gone through here."""
    ask = getattr(heuristic, name)
    if ask is None:
        return None
    try:
        found = ask(likely)
        if hasattr(found, "keys"):
            return {goal: text_of(words) for goal, words in found.items()}
        return tuple(text_of(words) for words in found)
    except Exception as error:
        raise _broken(heuristic, catalogue, "*", fault_of(error)) from error


def _broken(heuristic: Heuristic, catalogue: Catalogue, goal: str, error: Text) -> PluginError:
    owner = next((found for found in catalogue.contributions if heuristic in found.domain.heuristics), None)
    plugin, version = (owner.plugin, owner.version) if owner else ("goalposts", "")
    return PluginError(plugin, _RAISED.fill(id=heuristic.id, goal=goal, error=error), version)


def _place(score: float, scores: Mapping[str, float]) -> int:
    return 1 + sum(other > score for other in scores.values())


def _firsts(drawn: Mapping[str, Sequence[float]]) -> list[frozenset[str] | tuple[str, ...]]:
    """Who comes first in every draw; a single draw stands for all where nothing is uncertain."""
    count = DRAWS if any(len(own) > 1 for own in drawn.values()) else 1
    return [_first({goal: own[index % len(own)] for goal, own in drawn.items()}) for index in range(count)]


def _first(scores: Mapping[str, float]) -> frozenset[str] | tuple[str, ...]:
    """The first three, and whoever ties with the third; of three goals or fewer, their order."""
    order = sorted(scores, key=lambda goal: -scores[goal])
    if len(order) <= FIRST:
        return tuple(order)
    least = scores[order[FIRST - 1]]
    return frozenset(goal for goal in order if scores[goal] >= least)


def _often(goal: str, firsts: Sequence[frozenset[str] | tuple[str, ...]]) -> float:
    return sum(goal in first for first in firsts) / len(firsts)


def _changes(scores: Mapping[str, float], firsts: Sequence[frozenset[str] | tuple[str, ...]]) -> float | None:
    """In what share of the draws others come first; everywhere where ties leave it open from the start."""
    if not scores:
        return None
    first = _first(scores)
    if _is_tied(scores):
        return 1.0
    return sum(drawn != first for drawn in firsts) / len(firsts)


def _is_tied(scores: Mapping[str, float]) -> bool:
    """Whether equal scores leave open who comes first: more than three do, or all have the same."""
    first = _first(scores)
    if isinstance(first, tuple):
        return len(scores) > 1 and len(set(scores.values())) == 1
    return len(first) > FIRST
