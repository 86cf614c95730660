"""Must, should, could, won't: the words, and how much of the effort each class may take."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from goalposts.locale import Text, percent
from goalposts.model.heuristic import MOSCOW

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.model.heuristic import Inputs

MOST_MUST: Final = 0.6
LEAST_COULD: Final = 0.2

_WORDS: Final = {
    "must": Text(en="must", ru="обязательно"),
    "should": Text(en="should", ru="важно"),
    "could": Text(en="could", ru="желательно"),
    "wont": Text(en="won't now", ru="не сейчас"),
}
_TOO_MUCH: Final = Text(
    en="The must-haves take {share} of the effort; above 60 % there is nothing to give up when work runs late.",
    ru="Обязательное занимает {share} трудозатрат; если больше 60 %, при отставании не от чего отказаться.",
)
_NO_RESERVE: Final = Text(
    en="The could-haves are {share} of the effort; some 20 % are the usual reserve for what takes longer.",
    ru="На желательное приходится {share} трудозатрат; обычно около 20 % — запас на случай, если что-то затянется.",
)


def classes(inputs: Inputs) -> dict[str, Text]:
    """Name the class of every goal."""
    words = {number: _WORDS[word] for word, number in MOSCOW.items()}
    return {goal: words[values["moscow"]] for goal, values in inputs.items() if values["moscow"] in words}


def shares_of_effort(inputs: Inputs) -> Iterator[Text]:
    """Say where the classes take more, or less, of the effort than they should; what is left out takes none."""
    planned = [values for values in inputs.values() if values["moscow"] > MOSCOW["wont"]]
    effort = sum(values["effort"] for values in planned)
    if effort <= 0:
        return
    must = sum(values["effort"] for values in planned if values["moscow"] == MOSCOW["must"]) / effort
    could = sum(values["effort"] for values in planned if values["moscow"] == MOSCOW["could"]) / effort
    if must > MOST_MUST:
        yield _TOO_MUCH.fill(share=percent(must, 0))
    if could < LEAST_COULD:
        yield _NO_RESERVE.fill(share=percent(could, 0))
