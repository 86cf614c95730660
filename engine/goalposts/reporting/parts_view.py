"""Where a change comes from: its parts by name, as a table for the console and as steps for a picture."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Final

from attrs import frozen

from goalposts.locale import Text
from goalposts.reporting import phrasing
from goalposts.reporting.labels import LABELS, PART_WORDS, named

if TYPE_CHECKING:
    from goalposts.model.scorecard import GoalScore

_INFLUENCE: Final = "influence: "
_INFLUENCED: Final = Text(en="other influence: {name}", ru="другое влияние: {name}")
_AT_MOST: Final = Text(en="at most {size}", ru="не больше {size}")
_NOTHING: Final = Text(en="nothing", ru="ничего")
_WIDEST_NAME: Final = 44


@frozen
class Step:
    """One step from the value before to the value after; `is_value` of those two, which are values, not changes."""

    name: Text
    shown: Text
    start: float
    end: float
    is_value: bool = False
    is_rollout: bool = False


def part_name(part: str) -> Text:
    """Call a part of the attribution by its name."""
    if part.startswith(_INFLUENCE):
        return _INFLUENCED.fill(name=part.removeprefix(_INFLUENCE))
    return named(PART_WORDS, part)


def steps(goal: GoalScore, currency: str) -> tuple[Step, ...]:
    """The way from the value before to the value after, part by part; parts that round to nothing are left out."""
    before, after, parts = goal.baseline.value, goal.evaluation.value, goal.attribution.parts
    if before is None or after is None or not parts:
        return ()
    sizes = {part: size for part, size in parts.items() if shows(goal, size, currency)}
    places = [*accumulate(sizes.values(), initial=before)]
    moves = (
        Step(
            part_name(part),
            part_size(goal, size, currency),
            start,
            start + size,
            is_rollout=part == "rollout",
        )
        for (part, size), start in zip(sizes.items(), places, strict=False)
    )
    first, last = (
        Step(LABELS[name], phrasing.of_goal(goal, value, currency), value, value, is_value=True)
        for name, value in (("value_before", before), ("value_after", after))
    )
    return (first, *moves, last)


def claimable(goal: GoalScore, currency: str) -> Text | None:
    """Say how much of the change may be claimed for the rollout."""
    size = goal.attribution.claimable
    if size is None:
        return None
    if not shows(goal, size, currency):
        return _NOTHING
    return _AT_MOST.fill(size=part_size(goal, size, currency))


def part_size(goal: GoalScore, size: float, currency: str) -> Text:
    """Show a part of a change, or the whole of it, with as many decimals as all parts of the goal have."""
    return phrasing.change_of(goal, size, currency)


def part_rows(goal: GoalScore, currency: str) -> tuple[tuple[Text, Text], ...]:
    """The parts of a change as rows of a table."""
    return tuple((part_name(part), part_size(goal, size, currency)) for part, size in goal.attribution.parts.items())


def shows(goal: GoalScore, size: float, currency: str) -> bool:
    """Whether a part is more than nothing as it is shown."""
    return any(digit in part_size(goal, size, currency).en for digit in "123456789")


def console_lines(goal: GoalScore, currency: str) -> tuple[Text, ...]:
    """The steps as lines of a table: names, then amounts one below the other."""
    found = steps(goal, currency)
    columns = [_columns(found, language) for language in ("en", "ru")]
    return tuple(Text(en=en, ru=ru) for en, ru in zip(*columns, strict=True))


def _columns(found: tuple[Step, ...], language: str) -> list[str]:
    names = [_cut(step.name.get(language)) for step in found]
    sizes = [step.shown.get(language) for step in found]
    name_width, size_width = (max(map(len, cells), default=0) for cells in (names, sizes))
    return [f"  {name:<{name_width}}  {size:>{size_width}}" for name, size in zip(names, sizes, strict=True)]


def _cut(name: str) -> str:
    return name if len(name) <= _WIDEST_NAME else f"{name[: _WIDEST_NAME - 1]}…"
