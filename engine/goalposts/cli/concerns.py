"""What somebody should look after before it is too late: baselines to come, data that stand still, goals unmeasured."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from goalposts.locale import Text, counted, day
from goalposts.model import Role, Window

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from goalposts.model import Project
    from goalposts.model.scorecard import GoalScore
    from goalposts.model.stream_counts import StreamCount

HEADING: Final = Text(en="To look after", ru="Требует внимания")
STALE_AFTER_DAYS: Final = 7
_BASELINE_LATER = Text(
    en="{goal}: its baseline is complete on {day}; before that nothing can be compared with",
    ru="{goal}: базовый период завершится {day}; до этого сравнивать не с чем",
)
_STALE = Text(
    en="{source}: its newest row is of {day}, {days} ago; is it still exported?",
    ru="{source}: последняя строка — {day}, {days} назад; выгрузка ещё идёт?",
)
_NEVER = Text(
    en="{goal}: nothing has been measured of it so far, neither before nor after",
    ru="{goal}: пока ничего не измерено — ни до, ни после",
)


def baselines_to_come(project: Project, today: date) -> Iterator[Text]:
    """Say of goals whose baseline is not over yet when the first honest one exists."""
    for goal in project.goals:
        baseline = project.baseline_of(goal)
        if goal.role is not Role.SHADOW and isinstance(baseline, Window) and baseline.end > today:
            yield _BASELINE_LATER.fill(goal=goal.id, day=day(baseline.end))


def data_that_stand_still(project: Project, streams: Iterable[StreamCount], today: date) -> Iterator[Text]:
    """Name sources that should go on, and have had no row for more than a week."""
    ends = {(source.event_type, source.name): source.end for source in project.sources}
    over = max((project.window_of(goal).end for goal in project.goals), default=today)
    for stream in streams:
        if stream.last is None:
            continue
        expected = min(today, over, ends.get((stream.event_type, stream.instrument)) or date.max)
        newest = date.fromisoformat(stream.last[:10])
        silent = (expected - newest).days
        if silent > STALE_AFTER_DAYS:
            yield _STALE.fill(
                source=stream.instrument,
                day=day(newest),
                days=counted((today - newest).days, ("day", "days"), ("день", "дня", "дней")),
            )


def never_measured(goals: Iterable[GoalScore]) -> Iterator[Text]:
    """Name goals of which no window has a value."""
    for goal in goals:
        values = [window.value for window in (goal.baseline, goal.evaluation) if window is not None]
        if goal.role != Role.SHADOW.value and all(value is None for value in values):
            yield _NEVER.fill(goal=goal.id)
