"""Chains: variants of a KPI that follow each other, as the steps on the way to a result."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import field, frozen

from goalposts.locale import Text, text_of
from goalposts.model.converters import as_tuple


def _texts(names: Iterable[Text | Mapping[str, str] | str]) -> tuple[Text, ...]:
    return tuple(map(text_of, names))


@frozen
class Chain:
    """Variants of which each is the share of those at one step that come on to the next.

    Attributes:
        variants: in their order; what one counts as come on, the next counts as there.
        steps: what to call the steps, one more than there are variants.
    """

    variants: tuple[str, ...] = field(converter=as_tuple)
    steps: tuple[Text, ...] = field(converter=_texts)

    def __attrs_post_init__(self) -> None:
        if len(self.steps) != len(self.variants) + 1:
            found = f"{len(self.variants)} variants and {len(self.steps)} steps"
            raise ValueError(f"chain: one step more than variants is needed, found {found}")


@frozen
class ChainStep:
    """One step as a scorecard holds it: how many came to it in each window; None where that is not known."""

    name: Text = field(converter=text_of)
    baseline: int | None
    evaluation: int | None
