"""One measure of a channel under every model, and the place that it gives the channel among the others."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import evolve, field, frozen

By = Mapping[str, float | None]
"""A value by model; None where it cannot be computed, as the cost of a conversion where none is credited."""


def _copied(given: By) -> dict[str, float | None]:
    return dict(given)


@frozen
class Spread:
    """What the models say of one measure.

    Attributes:
        by_model: the value under every model.
        best, worst: the best and the worst place among the channels under any model, from 1; None of a channel that
            is not compared.
    """

    by_model: By = field(converter=_copied)
    best: int | None = None
    worst: int | None = None

    @property
    def known(self) -> tuple[float, ...]:
        """The values that can be computed."""
        return tuple(value for value in self.by_model.values() if value is not None)

    @property
    def low(self) -> float | None:
        """The least of them."""
        return min(self.known, default=None)

    @property
    def high(self) -> float | None:
        """The greatest of them."""
        return max(self.known, default=None)

    @property
    def place(self) -> int | None:
        """The place among the channels, if it is the same under every model."""
        return self.best if self.best == self.worst else None

    @property
    def undetermined(self) -> bool:
        """Whether the place depends on the model."""
        return self.best != self.worst


def placed(spreads: Mapping[str, Spread], *, least_is_best: bool = False) -> dict[str, Spread]:
    """Give every channel its places; channels of one value share the better one.

    A value that cannot be computed comes last: of a channel that costs and is credited with nothing there is no cost
    per conversion, and none is worse.

    Args:
        spreads: of the channels that are compared, all under the same models.
        least_is_best: as of a cost.
    """
    found: dict[str, list[int]] = {name: [] for name in spreads}
    models = next(iter(spreads.values())).by_model if spreads else ()
    for model in models:
        ranks = {name: _rank(spread.by_model[model], least_is_best) for name, spread in spreads.items()}
        for name, own in ranks.items():
            found[name].append(1 + sum(rank < own for rank in ranks.values()))
    return {name: evolve(spread, best=min(found[name]), worst=max(found[name])) for name, spread in spreads.items()}


def _rank(value: float | None, least_is_best: bool) -> float:  # noqa: FBT001 - private, and named where it is given
    if value is None:
        return float("inf")
    # sums of the same shares in another order differ in their last digits, and would change places by that
    return round(value if least_is_best else -value, 9)
