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
    from goalposts.scoring import Cube

HEADING: Final = Text(en="To look after", ru="Требует внимания")
STALE_AFTER_DAYS: Final = 7
_DAYS: Final = (("day", "days"), ("день", "дня", "дней"))
_BASELINE_LATER = Text(
    en="{goal}: its baseline is complete on {day}; before that nothing can be compared with",
    ru="{goal}: базовый период завершится {day}; до этого сравнивать не с чем",
)
_STALE = Text(
    en="{source}: its newest row is of {day}, {days} ago; is it still exported?",
    ru="{source}: последняя строка — {day}, {days} назад; выгрузка ещё идёт?",
)
_ENDED_EARLY = Text(
    en="{source}: its newest row is of {day}, {days} before the source ends; was it exported to its end?",
    ru="{source}: последняя строка — {day}, до конца источника не хватает: {days}; выгружено до конца?",
)
_EMPTY = Text(
    en="{source}: no row so far, though it began on {day}, {days} ago; is it exported?",
    ru="{source}: строк пока нет, хотя источник начался {day}, {days} назад; выгрузка идёт?",
)
_NEVER = Text(
    en="{goal}: nothing has been measured of it so far, neither before nor after",
    ru="{goal}: пока ничего не измерено — ни до, ни после",
)

_SHORT_BRIDGE = Text(
    en="{goal}: {why}; without them it ends as not comparable",
    ru="{goal}: {why}; без них по цели будет «несопоставимо»",
)


def baselines_to_come(project: Project, today: date) -> Iterator[Text]:
    """Say of goals whose baseline is not over yet when the first honest one exists."""
    for goal in project.goals:
        baseline = project.baseline_of(goal)
        if goal.role is not Role.SHADOW and isinstance(baseline, Window) and baseline.end > today:
            yield _BASELINE_LATER.fill(goal=goal.id, day=day(baseline.end))


def data_that_stand_still(project: Project, streams: Iterable[StreamCount], today: date) -> Iterator[Text]:
    """Name sources that should have rows up to now, or to their end, and have none for more than a week."""
    sources = {(source.event_type, source.name): source for source in project.sources}
    over = max((project.window_of(goal).end for goal in project.goals), default=today)
    for stream in streams:
        source = sources.get((stream.event_type, stream.instrument))
        start, end = (None, None) if source is None else (source.start, source.end)
        expected = min(today, over, end or date.max)
        since = (start or project.go_live) if stream.last is None else date.fromisoformat(stream.last[:10])
        if since is None or (expected - since).days <= STALE_AFTER_DAYS:
            continue
        said, until = (_EMPTY, expected) if stream.last is None else (_STALE, today)
        if stream.last is not None and expected == end:
            said, until = _ENDED_EARLY, expected
        yield said.fill(source=stream.instrument, day=day(since), days=counted((until - since).days, *_DAYS))


def never_measured(goals: Iterable[GoalScore]) -> Iterator[Text]:
    """Name goals of which no window has a value."""
    for goal in goals:
        values = [window.value for window in (goal.baseline, goal.evaluation) if window is not None]
        if goal.role != Role.SHADOW.value and all(value is None for value in values):
            yield _NEVER.fill(goal=goal.id)


def bridges_too_short(project: Project, cube: Cube, today: date) -> Iterator[Text]:
    """Say of goals that are not due that their parallel run is too short, while the days can still be had."""
    from goalposts.catalogue import resolvable
    from goalposts.verdict.bridge_ahead import short_bridge
    from goalposts.verdict.measured import measure

    for goal in resolvable(project):
        if goal.sample is None or goal.evaluation.end <= today:
            continue
        before = measure(project, goal, cube, goal.sample, today)
        if (why := short_bridge(project, goal, cube, before, today)) is not None:
            yield _SHORT_BRIDGE.fill(goal=goal.id, why=why)
