"""The break-even of a rollout in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goalposts.locale import Text, join, money, number, percent, points

if TYPE_CHECKING:
    from goalposts.model.scorecard import BreakEven


def break_even_sentence(even: BreakEven) -> Text:
    """Say how many units of benefit pay for the rollout, how likely they are, and whether they could be proved."""
    said = [_pays(even)]
    if even.probability is not None and even.expected is not None and even.needed is not None:
        words = {"expected": number(even.expected), "needed": number(even.needed, 0)}
        said.append(_LIKELY.fill(chance=percent(even.probability, 0), **words))
    if even.share_needed is not None and even.share_visible is not None:
        pattern = _PROVABLE if even.provable else _UNPROVABLE
        said.append(pattern.fill(needed=points(even.share_needed), visible=points(even.share_visible)))
    return join(said)


_LIKELY = Text(
    en="{expected} are expected; {needed} or more come with a probability of {chance}.",
    ru="Ожидается {expected}; вероятность получить {needed} или больше — {chance}.",
)
_UNPROVABLE = Text(
    en="They are {needed} of the opportunities, and only {visible} or more can be told from chance there: the rollout "
    "may be worth it and unprovable by the share that succeeds. Count what was rescued, and promise no growth.",
    ru="Это {needed} от числа возможностей, а отличить от случайности там можно только {visible} и больше: внедрение "
    "может окупиться, но по доле успешных этого не доказать. Ведите журнал спасённых случаев и не обещайте роста.",
)
_PROVABLE = Text(
    en="They are {needed} of the opportunities; {visible} or more can be told from chance there.",
    ru="Это {needed} от числа возможностей; от случайности там можно отличить {visible} и больше.",
)


def _pays(even: BreakEven) -> Text:
    return Text(
        en="The rollout cost {cost}. One unit of benefit ({unit}) brings {amount}, so {units} of them pay for it.",
        ru="Внедрение стоило {cost}. Единица пользы ({unit}) приносит {amount}: чтобы окупиться, их нужно {units}.",
    ).fill(
        cost=money(even.cost, even.currency),
        unit=even.unit,
        amount=money(even.amount, even.currency),
        units=number(even.units, 0),
    )
