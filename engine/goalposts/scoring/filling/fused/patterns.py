"""Which conditions of a row can hold together, and weights that number these patterns with few gaps.

One increment counts all conditions of a group: the counter is the one whose number is the sum of the weights of those
that hold. Conditions often exclude or imply one another: an outcome is one of its words, a wait below 5 s is below 20 s
too. Patterns that cannot occur need no counter, so most plans do with one group.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import numpy as np
from attrs import frozen

from goalposts.scoring.filling.fused.vector_code import BITS, CODES, NUMBERS, TRUE, number_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from goalposts.scoring.filling.fused.vector_code import VectorCode

    Truths: TypeAlias = NDArray[np.bool_]

_COUNTERS: Final = (32,)
_COMPACT_COUNTERS: Final = (8, 16, 32, 64)
"""How many counters a group may have: what is tried."""

_LINE: Final = 16  # counters in a line of the cache
_MOST_WORLDS: Final = 1 << 12
_JOINED: Final = re.compile(rf"(and|or|xor) {re.escape(BITS)} (\S+), (.+)")
_WORD: Final = re.compile(rf"icmp (eq|ne) {re.escape(CODES)} (\S+), (%code_\d+)")
_LIMIT: Final = re.compile(rf"fcmp (\w+) {re.escape(NUMBERS)} (%\S+), splat \(double (\w+)\)")
_JOINS: Final[Mapping[str, Callable[[Any, Any], Any]]] = {"and": np.logical_and, "or": np.logical_or}
_SIGNS: Final[Mapping[str, Callable[[Any, Any], Any]]] = {
    "oeq": np.equal,
    "une": np.not_equal,
    "olt": np.less,
    "ole": np.less_equal,
    "ogt": np.greater,
    "oge": np.greater_equal,
}


@frozen
class Patterns:
    """The patterns of some conditions that follow one another.

    Attributes:
        first: the number of the first condition.
        weights: what each adds to the number of a counter, where it holds.
        numbers: by pattern, as bits, the first condition's the lowest: the number of its counter.
    """

    first: int
    weights: tuple[int, ...] = ()
    numbers: tuple[tuple[int, int], ...] = ((0, 0),)

    @property
    def counters(self) -> int:
        """How many counters there are; some may never be used."""
        return 1 + max(number for _, number in self.numbers)

    def wider(self, pairs: Iterable[tuple[int, bool]]) -> Patterns:
        """With one condition more, of the least weight that keeps patterns apart.

        Args:
            pairs: patterns that can occur, and whether the condition can hold beside them.
        """
        bit, numbers, weight = 1 << len(self.weights), dict(self.numbers), 0
        found: dict[int, int] = {}
        while len(set(found.values())) < max(len(found), 1):
            weight += 1
            found = {pattern | bit * holds: numbers[pattern] + weight * holds for pattern, holds in pairs}
        return Patterns(self.first, (*self.weights, weight), tuple(found.items()))


def patterns_of(code: VectorCode, conditions: Sequence[str], *, compact: bool) -> tuple[Patterns, ...]:
    """Number the patterns of conditions in groups.

    Args:
        code: what defines them.
        conditions: names of vectors of bits.
        compact: whether few counters matter more than few groups.
    """
    truths = _truths(code.definitions, conditions)
    ways = [_grouped(truths, len(conditions), most) for most in (_COMPACT_COUNTERS if compact else _COUNTERS)]
    return min(ways, key=lambda way: (-(-sum(group.counters for group in way) // _LINE), len(way)))


def _grouped(truths: Truths | None, conditions: int, most: int) -> tuple[Patterns, ...]:
    """Groups of as many conditions as so many counters tell apart."""
    found: list[Patterns] = []
    for condition in range(conditions):
        wider = found[-1].wider(_pairs(found[-1], truths, condition)) if found else None
        if wider is not None and wider.counters <= most:
            found[-1] = wider
        else:
            alone = Patterns(condition)
            found.append(alone.wider(_pairs(alone, truths, condition)))
    return tuple(found)


def _pairs(before: Patterns, truths: Truths | None, condition: int) -> list[tuple[int, bool]]:
    if truths is None:
        return [(pattern, holds) for pattern, _ in before.numbers for holds in (False, True)]
    patterns = np.zeros(truths.shape[1], np.int64)
    for bit, truth in enumerate(truths[before.first : condition]):
        patterns |= truth.astype(np.int64) << bit
    pairs = np.unique(2 * patterns + truths[condition])
    return [(pair >> 1, bool(pair & 1)) for pair in pairs.tolist()]


def _truths(definitions: Mapping[str, str], conditions: Sequence[str]) -> Truths | None:
    """The conditions in every world that their comparisons can make, shape (conditions, worlds).

    Returns:
        None where there are too many worlds to look at.
    """
    tests = dict.fromkeys(test for condition in conditions for test in _tests(definitions, condition))
    alike: dict[str, list[str]] = {}
    for test in tests:
        alike.setdefault(_subject(definitions[test], test), []).append(test)
    states = [_states([definitions[test] for test in some]) for some in alike.values()]
    sizes = [found.shape[1] for found in states]
    if math.prod(sizes) > _MOST_WORLDS:
        return None
    worlds = np.unravel_index(np.arange(math.prod(sizes)), sizes) if sizes else ()
    truths = {
        test: truth[world]
        for some, found, world in zip(alike.values(), states, worlds, strict=True)
        for test, truth in zip(some, found, strict=True)
    }
    return np.stack([_truth(definitions, truths, condition) for condition in conditions]) if conditions else None


def _tests(definitions: Mapping[str, str], condition: str) -> list[str]:
    """What a condition is made of and is not made of others."""
    joined = _JOINED.fullmatch(definitions[condition])
    if joined is None:
        return [condition]
    parts = [part for part in joined.groups()[1:] if part != TRUE]
    return [test for part in parts for test in _tests(definitions, part)]


def _truth(definitions: Mapping[str, str], truths: dict[str, Truths], condition: str) -> Truths:
    if condition not in truths:
        joined = _JOINED.fullmatch(definitions[condition])
        assert joined is not None, "a test has its truths"
        join, *parts = joined.groups()
        one = _truth(definitions, truths, parts[0])
        truths[condition] = ~one if join == "xor" else _JOINS[join](one, _truth(definitions, truths, parts[1]))
    return truths[condition]


def _subject(instruction: str, test: str) -> str:
    """What is compared: tests of the same are not free of one another."""
    found = _WORD.fullmatch(instruction) or _LIMIT.fullmatch(instruction)
    return test if found is None else f"{instruction.split(maxsplit=1)[0]} {found[2]}"


def _states(tests: Sequence[str]) -> Truths:
    """The truth of tests of one subject in each of its states, shape (tests, states)."""
    if words := [found for found in map(_WORD.fullmatch, tests) if found]:
        codes = list(dict.fromkeys(found[3] for found in words))
        states = np.arange(len(codes) + 1)  # the last one: another word
        return np.stack([(states == codes.index(found[3])) ^ (found[1] == "ne") for found in words])
    if limits := [found for found in map(_LIMIT.fullmatch, tests) if found]:
        bounds = sorted({number_of(found[3]) for found in limits})
        above = [float(np.nextafter(bound, np.inf)) for bound in bounds]
        values = np.array([-np.inf, *bounds, *above, np.nan])
        return np.array([_SIGNS[found[1]](values, number_of(found[3])) for found in limits])
    return np.array([[False, True]])
