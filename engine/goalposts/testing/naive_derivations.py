"""Events that are made of other events, the slow and obvious way: entities, histories and credited touches.

It shares no code with the scorer: rows are put by key into lists, in order of time, and walked one after the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from goalposts.expressions.reducers import Any as AnyOf
from goalposts.expressions.reducers import Count, reducer_parts
from goalposts.model.history import REACHED
from goalposts.testing.naive_values import Row, Rows, Walk, by_business_hours, known_or

if TYPE_CHECKING:
    from goalposts.expressions import Expression
    from goalposts.expressions.reducers import Reducer
    from goalposts.model import EventType
    from goalposts.model.attribution import Attribution
    from goalposts.model.folds import Fold
    from goalposts.model.history import History

_WALK: Final = Walk({})
_REDUCED: Final[Mapping[str, Callable[[list[Any]], Any]]] = {
    "First": lambda values: values[0],
    "Last": lambda values: values[-1],
    "Min": min,
    "Max": max,
    "Sum": lambda values: sum(map(Fraction, values), Fraction(0)),
}
_ENDS: Final = Fraction(2, 5)
"""What the first and the last of three or more touches get by position."""


def keys_of(kinds: Sequence[EventType]) -> dict[str, frozenset[str]]:
    """The fields by which these event types put others together, by the event type that has them."""
    found: dict[str, set[str]] = defaultdict(set)
    for kind in kinds:
        made = kind.derivation
        for origin in kind.origins if made is not None else ():
            found[origin.id].add(made.person if kind.attribution is not None else made.key)  # type: ignore[union-attr]
    return {event_type: frozenset(keys) for event_type, keys in found.items()}


def conditions_of(kind: EventType) -> Iterator[Expression]:
    """The expressions by which an event type is made of others."""
    if kind.fold is not None:
        for reducer in kind.fold.reducers.values():
            yield from reducer_parts(reducer).values()
    if kind.history is not None:
        yield from (part for part in (kind.history.among, kind.history.reached) if part is not None)


def is_walked(kind: EventType) -> bool:
    """Whether `derived_rows` can make its events: business hours are not reckoned here."""
    return not any(by_business_hours(part) for part in conditions_of(kind))


def derived_rows(kind: EventType, streams: Mapping[str, Rows]) -> list[dict[str, Any]]:
    """Make the events of a type that is made of others.

    Args:
        kind: a fold, a history or an attribution that `is_walked`.
        streams: the rows of the event types that it is made of.
    """
    if kind.fold is not None:
        return list(_entities(kind.fold, streams[kind.fold.over.id]))
    if kind.history is not None:
        return list(_in_histories(kind.history, streams[kind.history.over.id]))
    if kind.attribution is not None:
        return list(_credited(kind.attribution, streams))
    raise ValueError(f"{kind.id}: sources give it")


def _by_key(rows: Rows, key: str, at: str) -> dict[Any, list[Row]]:
    found: dict[Any, list[Row]] = defaultdict(list)
    for row in sorted((row for row in rows if row[at] is not None), key=lambda row: row[at]):
        if row[key] is not None:
            found[row[key]].append(row)
    return found


def _entities(made: Fold, rows: Rows) -> Iterator[dict[str, Any]]:
    for key, history in _by_key(rows, made.key, made.over.time).items():
        yield {made.key: key, **{name: _reduced(reducer, history) for name, reducer in made.reducers.items()}}


def _reduced(reducer: Reducer, history: list[Row]) -> Any:
    chosen = [row for row in history if _WALK.holds(reducer.where, row)]
    if isinstance(reducer, AnyOf):
        return known_or([_any_of(reducer, row) for row in history])
    if isinstance(reducer, Count):
        return len(chosen)
    values = [value for value in (_WALK.value(reducer.of, row) for row in chosen) if value is not None]
    return _REDUCED[type(reducer).__name__](values) if values else None


def _any_of(reducer: AnyOf, row: Row) -> bool | None:
    """What a row says: false if either does not hold, null if either is unknown and none is false."""
    said = [_WALK.value(part, row) for part in (reducer.where, reducer.of) if part is not None]
    return False if False in said else None if None in said else True


def _in_histories(made: History, rows: Rows) -> Iterator[dict[str, Any]]:
    at = made.over.time
    counted = [row for row in rows if _WALK.holds(made.among, row)]
    for history in _by_key(counted, made.key, at).values():
        times = [row[at] for row in history]
        such = [made.reached is not None and _WALK.holds(made.reached, row) for row in history]
        for place, row in enumerate(history):
            later = [time for time, is_such in zip(times[place + 1 :], such[place + 1 :], strict=True) if is_such]
            yield {
                **row,
                "number": place + 1,
                "previous_at": times[place - 1] if place else None,
                "next_at": times[place + 1] if place + 1 < len(times) else None,
                "first_at": times[0],
                **({} if made.reached is None else {REACHED: later[0] if later else None}),
            }


def _credited(made: Attribution, streams: Mapping[str, Rows]) -> Iterator[dict[str, Any]]:
    touches = _by_key(streams[made.touches.id], made.person, made.touches.time)
    for person, history in _by_key(streams[made.conversions.id], made.person, made.conversions.time).items():
        before = None
        for conversion in history:
            at = conversion[made.conversions.time]
            path = [
                touch
                for touch in touches.get(person, ())
                if (before is None or touch[made.touches.time] > before)
                and 0 <= (at - touch[made.touches.time]).total_seconds() <= made.lookback.in_base_unit
            ]
            before = at
            yield from _path(made, person, conversion, path)


def _path(made: Attribution, person: Any, conversion: Row, path: list[Row]) -> Iterator[dict[str, Any]]:
    at = conversion[made.conversions.time]
    taken = {name: conversion[name] for name in made.of_conversion}
    ages = [(at - touch[made.touches.time]).total_seconds() for touch in path] or [0.0]
    channels = [touch[made.channel] for touch in path] or [None]
    shares = _shares(channels, ages, made)
    for place in range(len(ages)):
        touch = path[place] if path else {}
        yield {
            made.person: person,
            "at": at,
            "touched_at": touch.get(made.touches.time),
            made.channel: channels[place],
            **{model: credit[place] for model, credit in shares.items()},
            **{name: touch.get(name) for name in made.of_touch},
            **taken,
        }


def _shares(channels: list[Any], ages: list[float], made: Attribution) -> dict[str, list[Any]]:
    size = len(ages)
    named = [place for place, channel in enumerate(channels) if channel not in made.direct]
    decayed = [2.0 ** (-age / made.half_life.in_base_unit) for age in ages]
    middle = [(1 - 2 * _ENDS) / (size - 2)] * (size - 2) if size > 2 else []  # a first and a last
    return {
        "first": _alone(size, 0),
        "last": _alone(size, size - 1),
        "last_non_direct": _alone(size, named[-1] if named else size - 1),
        "linear": [Fraction(1, size)] * size,
        "position": [_ENDS, *middle, _ENDS] if middle else [Fraction(1, size)] * size,
        "time_decay": [weight / sum(decayed) for weight in decayed],
    }


def _alone(size: int, place: int) -> list[int]:
    return [int(other == place) for other in range(size)]
