"""Touch paths, a fold of people's touches and conversions, and the credit of channels under several models."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from attrs import field, frozen

from goalposts.scoring.credit.compiled_paths import Given, paths_by_walking
from goalposts.scoring.credit.credit_loops import COMPILED_FROM
from goalposts.scoring.kernels import credit as kernels

if TYPE_CHECKING:
    from collections.abc import Collection

    from goalposts.scoring.arrays import Codes, Flags, Floats, Integers

MODELS: Final = ("first", "last", "last_non_direct", "linear", "position", "time_decay", "markov", "shapley")
HALF_LIFE: Final = 7 * 86_400.0
"""Seconds; the old default of the trade, as arbitrary as any."""

_MICROSECONDS: Final = 1e6


@frozen(eq=False)
class TouchPaths:
    """Paths of touches, one after the other; each ends in a conversion, or in nothing.

    Attributes:
        starts: shape (paths + 1,): path p has the touches `starts[p]:starts[p + 1]`.
        channels: shape (touches,), codes.
        ages: shape (touches,), seconds from the touch to the end of its path: the conversion, or the last touch.
        converted: shape (paths,), whether the path ends in a conversion.
        touches: shape (touches,), which of the touches given each is; empty when the paths were not folded from any.
        endings: shape (paths,), which of the conversions given ends the path; -1 where none does.
    """

    starts: Integers
    channels: Codes
    ages: Floats
    converted: Flags
    touches: Codes = field(factory=lambda: np.zeros(0, np.int32))
    endings: Codes = field(factory=lambda: np.zeros(0, np.int32))

    @property
    def unattributed(self) -> int:
        """Conversions that no touch came before; no model can credit them."""
        return int(np.count_nonzero(self.converted & (np.diff(self.starts) == 0)))

    def only(self, kept: Flags) -> TouchPaths:
        """Some of the paths, chosen by flags of shape (paths,)."""
        lengths = np.diff(self.starts)
        touches = np.repeat(kept, lengths)
        starts = np.append(0, np.cumsum(lengths[kept]))
        of_touches = self.channels[touches], self.ages[touches]
        if self.endings.size != self.converted.size:
            return TouchPaths(starts, *of_touches, self.converted[kept])
        return TouchPaths(starts, *of_touches, self.converted[kept], self.touches[touches], self.endings[kept])


def touch_paths(
    people: Integers | Codes,
    times: Integers,
    channels: Integers | Codes,
    converting_people: Integers | Codes,
    converting_times: Integers,
    lookback: float = np.inf,
    *,
    compiled_from: int = COMPILED_FROM,
    threads: int | None = None,
) -> TouchPaths:
    """Fold touches and conversions into paths, each person's in the order of time, equal times as they stand.

    A conversion ends a path and the next touch begins another, so no touch is credited twice; a touch at the very time
    of a conversion comes before it. Touches older than the look-back at their conversion count as a path that came to
    nothing; paths of no touches are kept for conversions only.

    Args:
        people: shape (touches,), numbers from 0 without large gaps.
        times: shape (touches,), microseconds.
        channels: shape (touches,), codes.
        converting_people: shape (conversions,), numbers of the same people.
        converting_times: shape (conversions,), microseconds.
        lookback: seconds.
        compiled_from: with fewer rows NumPy does it, and no compiler is loaded. The paths are the same.
        threads: how many work at once on more rows; all processors when not given. It changes no byte.
    """
    given = Given(_narrow(people), times, _narrow(channels), _narrow(converting_people), converting_times, lookback)
    if given.rows < max(compiled_from, 1):
        return _paths_by_sorting(given)
    found, places = paths_by_walking(given, threads)
    starts = np.append(0, np.cumsum(found.lengths[places]))
    return TouchPaths(starts, found.channels, found.ages, found.converted[places], found.touches, found.endings[places])


def _narrow(codes: Integers | Codes) -> Codes:
    return np.ascontiguousarray(codes, np.int32)


def _paths_by_sorting(given: Given) -> TouchPaths:
    """What paths are, in terms of whole columns; the compiled loops give the same bytes."""
    who = np.concatenate([given.people, given.converting_people])
    when = np.concatenate([given.times, given.converting_times])
    is_conversion = np.arange(who.size) >= given.people.size
    order = np.lexsort((is_conversion, when, who))
    who, when, is_conversion = who[order], when[order], is_conversion[order]
    touches = ~is_conversion
    # a path ends behind a conversion, and where the next row is another person's
    ends = is_conversion | np.append(who[1:] != who[:-1], True)[: who.size]
    last = np.flatnonzero(ends)
    path = np.cumsum(ends) - ends
    ages = (when[last][path] - when) / _MICROSECONDS
    # old touches get a path of their own, just before: halves 2p and 2p + 1
    is_old = is_conversion[last][path] & (ages > given.lookback)
    half = 2 * path + ~is_old
    lengths = np.bincount(half[touches], minlength=2 * last.size)
    converted = np.zeros(2 * last.size, np.bool_)
    converted[1::2] = is_conversion[last]
    kept = (lengths > 0) | converted
    starts = np.concatenate([[0], np.cumsum(lengths[kept])])
    endings = np.full(2 * last.size, -1, np.int32)
    endings[1::2] = np.where(is_conversion[last], order[last] - given.people.size, -1)
    taken = order[touches].astype(np.int32)
    return TouchPaths(starts, given.channels[taken], ages[touches], converted[kept], taken, endings[kept])


def channel_credit(
    paths: TouchPaths,
    model: str,
    size: int,
    *,
    direct: Collection[int] = (),
    half_life: float = HALF_LIFE,
    first_share: float = 0.4,
    last_share: float = 0.4,
    worth: Floats | None = None,
) -> Floats:
    """Divide the conversions among channels; the sum is their number, less the `unattributed`, under every model.

    `shapley` is the value of Shapley in the game whose coalitions win the paths that need no other channel. In that
    game a channel has an even share of every path that it is in, so no coalition has to be formed: it is `linear` over
    the distinct channels of a path, and no more driven by data than that.

    Args:
        paths: what led to conversions and what did not.
        model: one of `MODELS`; only `markov` looks at the paths that led to nothing.
        size: number of channels.
        direct: codes of channels that `last_non_direct` passes over.
        half_life: of `time_decay`, in seconds.
        first_share: of `position`.
        last_share: of `position`.
        worth: shape (paths,), what is divided instead of one for every conversion; `markov` divides the sum of it by
            the effects on conversions.

    Returns:
        Shape (size,).

    Raises:
        ValueError: an unknown model.

    Example:
        >>> import numpy as np
        >>> paths = TouchPaths(np.array([0, 3, 5]), np.array([0, 1, 2, 0, 2]), np.zeros(5), np.array([True, True]))
        >>> channel_credit(paths, "linear", 3).round(3).tolist()
        [0.833, 0.333, 0.833]
    """
    if model == "markov":
        return _markov(paths, size, worth)
    led = paths if paths.converted.all() else paths.only(paths.converted)
    weights = (
        _distinct_weights(led, size)
        if model == "shapley"
        else touch_weights(
            led, model, direct=direct, half_life=half_life, first_share=first_share, last_share=last_share
        )
    )
    if worth is not None:
        weights = weights * np.repeat(worth[paths.converted], np.diff(led.starts))
    found: Floats = np.bincount(led.channels, weights, size).astype(np.float64, copy=False)
    return found


def touch_weights(
    paths: TouchPaths,
    model: str,
    *,
    direct: Collection[int] = (),
    half_life: float = HALF_LIFE,
    first_share: float = 0.4,
    last_share: float = 0.4,
) -> Floats:
    """The share of the end of its path that a model gives to every touch, whether or not the path converted.

    Args:
        paths: of touches.
        model: one of `MODELS` but `markov` and `shapley`, which give to channels and not to touches.
        direct: see `channel_credit`, as the rest.
        half_life: in seconds.
        first_share: of `position`.
        last_share: of `position`.

    Returns:
        Shape (touches,).

    Raises:
        ValueError: an unknown model.
    """
    rules = {
        "first": lambda: kernels.first_weights(paths.starts),
        "last": lambda: kernels.last_weights(paths.starts),
        "last_non_direct": lambda: kernels.last_chosen_weights(paths.starts, ~np.isin(paths.channels, list(direct))),
        "linear": lambda: kernels.linear_weights(paths.starts),
        "position": lambda: kernels.position_weights(paths.starts, first_share, last_share),
        "time_decay": lambda: kernels.decay_weights(paths.starts, paths.ages, half_life),
    }
    if model not in rules:
        raise ValueError(f"unknown model '{model}'; known: {', '.join(MODELS)}")
    return rules[model]()


def _distinct_weights(paths: TouchPaths, size: int) -> Floats:
    """An even share of its path for the first touch of every channel, shape (touches,)."""
    path = np.repeat(np.arange(paths.starts.size - 1), np.diff(paths.starts))
    _, places = np.unique(path * size + paths.channels, return_index=True)
    weights = np.zeros(path.size)
    weights[places] = 1 / np.bincount(path[places], minlength=1)[path[places]]
    return weights


def _markov(paths: TouchPaths, size: int, worth: Floats | None) -> Floats:
    """The conversions, or what they are worth, in proportion to the removal effects."""
    counts = kernels.count_transitions(paths.starts, paths.channels, paths.converted, size)
    effects = kernels.removal_effects(counts)
    led = paths.converted & (np.diff(paths.starts) > 0)
    divided, whole = counts[:, size].sum() if worth is None else worth[led].sum(), effects.sum()
    return effects * (divided / whole) if whole else effects
