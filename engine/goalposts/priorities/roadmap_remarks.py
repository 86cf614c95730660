"""What is to be said beside the table of a roadmap."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from goalposts.errors import listed
from goalposts.locale import Text, counted, percent
from goalposts.priorities.leverage import obstacle_said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.model import Project
    from goalposts.model.roadmap import Roadmap
    from goalposts.priorities.waiting import Waiting

_SHARE: Final = 0.8
_NOT_DETERMINED: Final = Text(
    en="The order is not determined by the data: in {share} of the draws other goals come first. Begin with those "
    "that are the cheapest to try.",
    ru="Данные не определяют порядок: в {share} случаев первыми оказываются другие цели. Начните с тех, которые "
    "дешевле всего попробовать.",
)
_LATE: Final = Text(
    en="The deadline comes before the goal can be judged: {goals}; promise the honest deadline, or choose an earlier "
    "phase.",
    ru="Срок наступает раньше, чем цель можно оценить: {goals}; обещайте честный срок или выберите более раннюю фазу.",
)
_KEPT: Final = Text(
    en="The phases are those of the file; --regroup makes others.",
    ru="Фазы взяты из файла; --regroup составит другие.",
)
_GAP: Final = Text(
    en="The search was stopped after some seconds; a better plan would save at most {share} of the waiting.",
    ru="Поиск остановлен через несколько секунд; лучший план сократил бы ожидание не больше чем на {share}.",
)
_STAGGER: Final = Text(
    en="Roll out in waves by {by} (`rollout: {{by: {by}, dates: ...}}`): those who wait are the cheapest comparison "
    "group.",
    ru="Внедряйте волнами (`rollout: {{by: {by}, dates: ...}}`): те, кто ждёт, — самая дешёвая группа сравнения.",
)
_NOT_SHOWN: Final = Text(
    en="Even a year of watching does not show what is promised: {goals}. Promise more, or find a comparison group.",
    ru="Обещанное не будет видно и за год наблюдений: {goals}. Обещайте больше или найдите группу сравнения.",
)
_UNUSED: Final = Text(
    en="No heuristic takes these keys of `priority`: {names}.",
    ru="Ни одна эвристика не использует эти ключи `priority`: {names}.",
)
_ENOUGH: Final = Text(
    en="The first {many} bring {share} of the whole; the others can wait.",
    ru="Первые {many} дают {share} всей пользы; остальные могут подождать.",
)
_ONE_IS_ENOUGH: Final = Text(
    en="The first goal brings {share} of the whole; the others can wait.",
    ru="Первая цель даёт {share} всей пользы; остальные могут подождать.",
)


def order(found: Roadmap) -> Text | None:
    """Say that the inputs do not determine the order, or how many goals are enough."""
    ranking = found.ranking
    if ranking is None or len(ranking.ranked) <= 1:
        return None
    if not ranking.is_determined:
        return _NOT_DETERMINED.fill(share=percent(ranking.first_change or 0.0, 0))
    scores = [max(rank.score or 0.0, 0.0) for rank in ranking.ranked]
    whole, sum_so_far = sum(scores), 0.0
    for count, score in enumerate(scores, start=1):
        sum_so_far += score
        if whole > 0 and sum_so_far >= _SHARE * whole and count < len(scores):
            many = counted(count, ("goal", "goals"), ("цель", "цели", "целей"))
            share = percent(sum_so_far / whole, 0)
            return _ENOUGH.fill(many=many, share=share) if count > 1 else _ONE_IS_ENOUGH.fill(share=share)
    return None


def late(found: Roadmap) -> Text | None:
    """Name the goals whose deadline cannot be kept."""
    return _LATE.fill(goals=listed([goal.id for goal in found.late])) if found.late else None


def kept(found: Roadmap, project: Project) -> Text | None:
    """Say that the file has phases, and that they stay."""
    names = {goal.phase for goal in project.goals if goal.phase}
    return _KEPT if any(phase.name in names for phase in found.phases) else None


def gap(found: Roadmap) -> Text | None:
    """Say how far the plan may be from the best one."""
    return _GAP.fill(share=percent(found.gap)) if found.gap > 0 else None


def stagger(project: Project) -> Text | None:
    """Suggest to roll out in waves where nothing is there to compare with."""
    compared = project.control is not None or project.rollout is not None
    known = (*project.segments, *(name for source in project.sources for name in source.dimensions))
    return None if compared or not known else _STAGGER.fill(by=known[0])


def tree(found: Roadmap) -> Text | None:
    """Say why the tree of KPIs ranks nothing."""
    return obstacle_said(found.leverage)


def not_shown(goals: tuple[str, ...]) -> Text | None:
    """Name the goals whose promise drowns in the noise."""
    return _NOT_SHOWN.fill(goals=listed(goals)) if goals else None


def unused(found: Roadmap) -> Text | None:
    """Name keys of `priority` that nothing takes: typing mistakes, mostly."""
    return _UNUSED.fill(names=listed(found.unused)) if found.unused else None


def without_day(waits: Waiting) -> Iterator[Text]:
    """The reasons of a goal but that of its baseline's day, which holds it nowhere."""
    yield from waits.why[: len(waits.why) - 1] if waits.ready is not None and waits.why else waits.why
