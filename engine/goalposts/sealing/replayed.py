"""Compares a stored verdict with one that was computed again, field by field."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from attrs import NOTHING, evolve, fields, has

from goalposts.model import scorecard
from goalposts.model.verification import Cause, Difference, Verification

_RELATIVE: Final = 1e-9
_OF_TERMS: Final = 1e-6
"""Of a difference of numbers that are equal."""
_ABSOLUTE: Final = 1e-12
"""Under it a number is the rounding of zero."""
_ABSENT: Final = object()
_KEYS: Final = (("id",), ("event_type", "instrument"), ("dimension",), ("code",))
"""By which keys entries of lists belong together, where they have them; others by their place."""
_SERIES: Final = "series"
_TRANSLATIONS: Final = "translations"
"""The same texts once more, for readers of other languages."""
_TRACE: Final = "trace"
_OPTIONAL: Final = frozenset(
    known.name
    for record in vars(scorecard).values()
    if isinstance(record, type) and has(record)
    for known in fields(record)
    if known.default is not NOTHING
)
"""Fields that a verdict of an earlier version may not have: what is not said is not wrong."""
_DOCUMENTS: Final = ("inputs.project", "lock.seal.project")
"""Project documents leave out what is empty, so that there a missing key says something."""


def compare(stored: Mapping[str, Any], found: Mapping[str, Any]) -> Verification:
    """Name every field of a stored verdict that comes out otherwise now.

    Numbers are equal within 1e-9 of their size. The text of a refused row is not compared where it was left out.

    Args:
        stored: a scorecard as plain values.
        found: another, in the same language.
    """
    found_all = tuple(_differing("", *({**plain, _TRANSLATIONS: None} for plain in (stored, found))))
    differences = tuple(
        evolve(each, cause=_cause(each.path)) for each in found_all if not _is_rounding(each, found_all)
    )
    if not any(difference.path.startswith(("inputs.project", "lock.seal")) for difference in differences):
        # the project asks for the same, so it is a plugin that computes it otherwise
        differences = tuple(
            evolve(each, cause="engine") if each.path.endswith("].recipe") else each for each in differences
        )
    return Verification(differences)


def _is_rounding(difference: Difference, others: Sequence[Difference]) -> bool:
    """Whether something differs by rounding alone, which another order of rows may do otherwise."""
    return _is_of_equal_sums(difference, others) or _is_of_equal_terms(difference, others)


def _is_of_equal_terms(difference: Difference, others: Sequence[Difference]) -> bool:
    """Whether a distance differs, but none of the numbers that it is the difference of: it lost their first digits."""
    trace, found, key = difference.path.partition(f".{_TRACE}.")
    if not found or key.rpartition(".")[2] != "distance" or not _equal(difference.stored, difference.found, _OF_TERMS):
        return False
    beside = (other.path for other in others if other.path.startswith(f"{trace}."))
    return all(path.startswith(f"{trace}.{_TRACE}.") and path.endswith("distance") for path in beside)


def _is_of_equal_sums(difference: Difference, others: Sequence[Difference]) -> bool:
    """Whether a fingerprint of sums differs, but no sum."""
    series, _, key = difference.path.rpartition(".")
    if key != "digest" or not series.endswith(f".{_SERIES}"):
        return False
    return not any(other.path.startswith(f"{series}.") for other in others if other is not difference)


def _cause(path: str) -> Cause:
    if path.startswith(("engine.", "inputs.settings")):
        return "engine"
    if path.startswith(("inputs", "lock", "unused")) or path.endswith("].recipe"):
        return "project"
    return "data" if path.startswith("streams") or f".{_SERIES}." in path else "answer"


def _differing(path: str, stored: Any, found: Any) -> Iterator[Difference]:
    if isinstance(stored, Mapping) and isinstance(found, Mapping):
        yield from _of_mappings(path, stored, found)
    elif isinstance(stored, list) and isinstance(found, list):
        yield from _of_mappings(path, _by_key(stored), _by_key(found), pattern="{path}[{key}]")
    elif not _equal(stored, found):
        yield Difference(path, _plain(stored), _plain(found), "answer")


def _of_mappings(
    path: str, stored: Mapping[str, Any], found: Mapping[str, Any], pattern: str = "{path}.{key}"
) -> Iterator[Difference]:
    if path.endswith(f".{_SERIES}"):
        stored, found = _by_day(stored), _by_day(found)
    for key in (*stored, *(key for key in found if key not in stored)):
        if key not in stored and key in _OPTIONAL and not path.startswith(_DOCUMENTS):
            continue
        if path.endswith("]") and key == "value" and stored.get("value") == "" and "line" in stored:
            continue
        inner = pattern.format(path=path, key=key) if path else key
        yield from _differing(inner, stored.get(key, _ABSENT), found.get(key, _ABSENT))


def _by_key(entries: Sequence[Any]) -> dict[str, Any]:
    for names in _KEYS:
        if all(isinstance(entry, Mapping) and all(name in entry for name in names) for entry in entries):
            keys = [": ".join(str(entry[name]) for name in names) for entry in entries]
            if len(set(keys)) == len(keys):
                return dict(zip(keys, entries, strict=True))
    return {str(place): entry for place, entry in enumerate(entries)}


def _by_day(series: Mapping[str, Any]) -> Mapping[str, Any]:
    """Turn lists of one value a day into values by day, so that another first day shifts nothing."""
    days = series.get("day")
    if not isinstance(days, list):
        return series
    return {
        key: dict(zip(days, values, strict=True)) if isinstance(values, list) and len(values) == len(days) else values
        for key, values in series.items()
    }


def _equal(stored: Any, found: Any, relative: float = _RELATIVE) -> bool:
    numbers = all(isinstance(side, int | float) and not isinstance(side, bool) for side in (stored, found))
    if numbers:
        return math.isclose(stored, found, rel_tol=relative, abs_tol=_ABSOLUTE)
    return type(stored) is type(found) and bool(stored == found)


def _plain(value: Any) -> Any:
    return None if value is _ABSENT else value
