"""What but the time changed between two verdicts, and who changed it when and why: a mark of the history."""

from __future__ import annotations

from math import isclose
from typing import TYPE_CHECKING, Final

from goalposts.locale import Text, join
from goalposts.reporting.original_view import amendment_line
from goalposts.sealing.sealed import Wording, differences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goalposts.model.scorecard import GoalScore, Scorecard
    from goalposts.model.window_value import WindowValue

_SAME: Final = 1e-9
_BREAKS: Final = {
    "name": Text(en="another name of the project", ru="другое название проекта"),
    "seal": Text(en="other locked goals", ru="зафиксированы другие цели"),
    "engine": Text(en="another version computed it", ru="считала другая версия"),
    "goals": Text(en="other goals", ru="другой набор целей"),
    "recipe": Text(en="the KPI is computed differently", ru="показатель считается иначе"),
    "instrument": Text(
        en="another source measures, or it has another name", ru="измеряет другой источник или он назван иначе"
    ),
    "target": Text(en="another promise", ru="обещано другое"),
    "windows": Text(en="other periods", ru="другие периоды"),
    "baseline": Text(en="the baseline has another value", ru="у базы другое значение"),
    "unit": Text(en="another unit", ru="другая единица"),
    "method": Text(en="another method of comparison", ru="другой способ сравнения"),
}
_OF_PROMISE: Final = ("target", "margin", "statement", "owner", "deadline", "must", "weight", "lever", "purpose")
"""Keys of a goal that change nothing in how its KPI is computed."""
_OF_GOALS: Final = Text(en="of goals: {said}", ru="у целей: {said}")
_THEN_AND_NOW: Final = Wording(
    changed=Text(en="{path}: {before} → {after}", ru="{path}: {before} → {after}"),
    removed=Text(en="{path}: taken out", ru="{path}: исключено"),
    added=Text(en="{path}: added", ru="{path}: добавлено"),
)


def project_mark(before: Scorecard, after: Scorecard) -> Text | None:
    """Say why two verdicts must not be compared, and what was amended in between; None where they may be."""
    said = [_BREAKS[name] for name in project_breaks(before, after)]
    of_goals = dict.fromkeys(name for pair in _shared(before, after) for name in _told(before, after, *pair))
    if of_goals:
        said.append(_OF_GOALS.fill(said=join((_BREAKS[name] for name in of_goals), separator=", ")))
    changed = [line for line in _changes(before, after) if line.en.startswith(("goals.", "kpis.")) and _tells(line)]
    return _joined((*said, *changed, *_amendments(before, after))) if said else None


def goal_mark(cards: tuple[Scorecard, Scorecard], before: GoalScore, after: GoalScore) -> Text | None:
    """Say why two answers for a goal must not be compared, and what of it was amended; None where they may be."""
    said = [_BREAKS[name] for name in _told(*cards, before, after)]
    changed = [line for line in _changes(*cards) if line.en.startswith(f"goals.{after.id}.") and _tells(line)]
    return _joined((*said, *changed, *(_amendments(*cards) if changed else ()))) if said else None


def _tells(line: Text) -> bool:
    """Whether a line says more than the titles of the goals, which the page shows anyway."""
    return ".statement: " not in line.en


def _joined(said: Sequence[Text]) -> Text:
    return join(said, separator="; ")


def _shared(before: Scorecard, after: Scorecard) -> list[tuple[GoalScore, GoalScore]]:
    then = {goal.id: goal for goal in before.goals}
    return [(then[goal.id], goal) for goal in after.goals if goal.id in then]


def _told(first: Scorecard, second: Scorecard, before: GoalScore, after: GoalScore) -> tuple[str, ...]:
    """Name the breaks; a recipe that only names its source otherwise is no other way to compute the KPI."""
    found = goal_breaks(before, after)
    other_goals = tuple(f"goals.{goal.id}." for goal in second.goals if goal.id != after.id)
    of_promise = tuple(f"goals.{after.id}.{key}:" for key in _OF_PROMISE)
    of_kpi = [line for line in _changes(first, second) if not line.en.startswith(("data.", *other_goals, *of_promise))]
    only_renamed = "instrument" in found and _documented(first) and _documented(second) and not of_kpi
    return tuple(name for name in found if name != "recipe" or not only_renamed)


def _documented(card: Scorecard) -> bool:
    return card.inputs is not None and bool(card.inputs.project)


def _changes(before: Scorecard, after: Scorecard) -> tuple[Text, ...]:
    """Say how the document that was scored differs; nothing where a verdict does not hold it."""
    if before.inputs is None or after.inputs is None or not before.inputs.project or not after.inputs.project:
        return ()
    return tuple(differences(before.inputs.project, after.inputs.project, _THEN_AND_NOW))


def _amendments(before: Scorecard, after: Scorecard) -> tuple[Text, ...]:
    known = {(amendment.at, amendment.before) for amendment in before.lock.amendments}
    new = (amendment for amendment in after.lock.amendments if (amendment.at, amendment.before) not in known)
    return tuple(map(amendment_line, new))


def project_breaks(before: Scorecard, after: Scorecard) -> tuple[str, ...]:
    """Name what but the time changed between two verdicts of a project."""
    found = {
        "name": before.project.name != after.project.name,
        "goals": {goal.id for goal in before.goals} != {goal.id for goal in after.goals},
        "seal": before.lock.digest != after.lock.digest,
        "engine": (before.engine.version, dict(before.engine.plugins))
        != (after.engine.version, dict(after.engine.plugins)),
    }
    return tuple(name for name, differs in found.items() if differs)


def goal_breaks(before: GoalScore, after: GoalScore) -> tuple[str, ...]:
    """Name what but the time changed between two answers for one goal."""
    windows = ((before.baseline, after.baseline), (before.evaluation, after.evaluation))
    methods = (before.change.method, after.change.method)
    found = {
        "recipe": before.recipe != after.recipe,
        "unit": before.unit != after.unit,
        "instrument": any(_other_source(*pair) for pair in windows),
        "target": _promise(before) != _promise(after),
        "windows": any(_ends(then) != _ends(now) for then, now in windows),
        "baseline": not _same(before.baseline.value, after.baseline.value),
        "method": all(methods) and len(set(methods)) > 1,
    }
    return tuple(name for name, differs in found.items() if differs)


def _other_source(before: WindowValue, after: WindowValue) -> bool:
    """Whether other sources measured the same window; one that had no rows yet was measured by none."""
    return bool(before.instrument and after.instrument) and set(before.instrument) != set(after.instrument)


def _promise(goal: GoalScore) -> tuple[str, float | None]:
    return ("" if goal.target is None else goal.target.text), goal.margin


def _ends(window: WindowValue) -> tuple[object, object]:
    return window.start, window.end


def _same(before: float | None, after: float | None) -> bool:
    if before is None or after is None:
        return before is after
    return isclose(before, after, rel_tol=_SAME)
