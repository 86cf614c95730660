"""The project's verdict: first rule that fits, a score as an interval, and the goals that could turn it."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from goalposts.locale import Text, percent
from goalposts.model.scorecard import GoalScore, Interval, ProjectScore, Reason
from goalposts.verdict.answers import UNDECIDED
from goalposts.verdict.settings import SUCCESS_AT, UNDECIDED_AT_MOST


def overall(name: str, goals: Sequence[GoalScore]) -> ProjectScore:
    """Judge the project by its goals."""
    if not any(goal.role in ("goal", "guardrail") for goal in goals):
        return ProjectScore(name, None, None, (_NO_GOALS,))
    verdict, why = _verdict(goals)
    measurable = tuple(_now_measurable(goal) for goal in goals if goal.role == "goal" and goal.state == "measurable")
    return ProjectScore(name, verdict, score(goals), (*why, *measurable, *_other_data(goals)), flips(goals))


def score(goals: Sequence[GoalScore]) -> Interval | None:
    """Weigh the goals into 0..100, as an interval because an undecided goal may be worth anything."""
    weighted = _weighted(goals)
    total = sum(goal.weight for goal in weighted)
    if not total:
        return None
    worths = [(goal.weight, *_worth(goal)) for goal in weighted]
    low = sum(weight * least for weight, least, _ in worths) / total
    high = sum(weight * most for weight, _, most in worths) / total
    return Interval(100 * low, 100 * high)


def flips(goals: Sequence[GoalScore]) -> tuple[str, ...]:
    """Name the goals whose becoming achieved, or unchanged, would change the verdict."""
    verdict, _ = _verdict(goals)
    found = []
    for goal in _weighted(goals):
        others = [other for other in goals if other is not goal]
        if any(_verdict([*others, evolve(goal, state=state)])[0] != verdict for state in ("achieved", "unchanged")):
            found.append(goal.id)
    return tuple(found)


def _weighted(goals: Sequence[GoalScore]) -> list[GoalScore]:
    return [goal for goal in goals if goal.role == "goal" and goal.weight > 0 and goal.state != "measurable"]


def _musts(goals: Sequence[GoalScore]) -> list[GoalScore]:
    return [goal for goal in goals if goal.role == "goal" and goal.must and goal.state != "measurable"]


def is_short(goal: GoalScore) -> bool:
    """Whether what is measured for the first time is not where it was promised."""
    return goal.state == "measurable" and goal.target is not None and goal.target.answer == "not_reached"


def _worth(goal: GoalScore) -> tuple[float, float]:
    if goal.state == "achieved":
        return 1.0, 1.0
    if goal.state == "improved":
        return (0.0, 1.0) if goal.attainment is None else (min(max(goal.attainment, 0.0), 1.0),) * 2
    return (0.0, 1.0) if goal.state in UNDECIDED else (0.0, 0.0)


def _verdict(goals: Sequence[GoalScore]) -> tuple[str, tuple[Reason, ...]]:
    weighted = _weighted(goals)
    broken = [goal for goal in goals if goal.role == "guardrail" and goal.state == "broken"]
    musts = _musts(goals)
    lost = [goal for goal in musts if goal.state in ("worsened", "unchanged")]
    if broken or lost:
        return "failure", (*map(_guardrail_broken, broken), *map(_must_lost, lost))
    decided = [goal for goal in weighted if goal.state not in UNDECIDED]
    open_musts = [goal for goal in musts if goal.state in UNDECIDED]
    if not decided:
        waiting = any(goal.state == "not_due" for goal in weighted)
        return "inconclusive", (_NOTHING_DECIDED_YET if waiting else _NOTHING_DECIDED,)
    if open_musts:
        return "inconclusive", tuple(map(_must_open, open_musts))
    undecided = 1 - _weight(decided) / _weight(weighted)
    if undecided > UNDECIDED_AT_MOST:
        return "inconclusive", (_much_undecided(undecided),)
    short = [goal for goal in goals if goal.role == "goal" and goal.must and is_short(goal)]
    return _decided_verdict(musts, short, decided)


def _decided_verdict(
    musts: list[GoalScore], short: list[GoalScore], decided: list[GoalScore]
) -> tuple[str, tuple[Reason, ...]]:
    achieved = [goal for goal in decided if goal.state == "achieved"]
    share = _weight(achieved) / _weight(decided)
    missed = [goal for goal in (*musts, *short) if goal.state != "achieved"]
    if share >= SUCCESS_AT and not missed:
        return "success", (_achieved_share(share),)
    if achieved or any(goal.state == "improved" for goal in decided):
        return "partial", (_achieved_share(share), *map(_must_missed, missed))
    return "failure", (_NOTHING_ACHIEVED,)


def _weight(goals: Sequence[GoalScore]) -> float:
    return sum(goal.weight for goal in goals)


def _named(code: str, en: str, ru: str, goal: GoalScore) -> Reason:
    called = Text(en=f"{goal.name.en} ({goal.id})", ru=f"{goal.name.ru} ({goal.id})")
    return Reason(code, Text(en=en, ru=ru).fill(goal=called))


def _guardrail_broken(goal: GoalScore) -> Reason:
    return _named(
        "guardrail_broken",
        "this guardrail got worse than its margin allows: {goal}",
        "ограничитель ухудшился сверх допуска: {goal}",
        goal,
    )


def _must_lost(goal: GoalScore) -> Reason:
    return _named(
        "must_lost", "this goal must succeed and did not: {goal}", "обязательная цель не достигнута: {goal}", goal
    )


def _must_open(goal: GoalScore) -> Reason:
    return _named(
        "must_undecided",
        "this goal must succeed and is undecided: {goal}",
        "по обязательной цели вывода нет: {goal}",
        goal,
    )


def _must_missed(goal: GoalScore) -> Reason:
    return _named(
        "must_missed",
        "this goal must succeed and fell short: {goal}",
        "обязательная цель достигнута не полностью: {goal}",
        goal,
    )


def _now_measurable(goal: GoalScore) -> Reason:
    if is_short(goal):
        return _named(
            "now_measurable_short",
            "this goal could not be measured before; now it is, and is not where it was promised: {goal}",
            "эту цель раньше нельзя было измерить; теперь можно, и обещанное не достигнуто: {goal}",
            goal,
        )
    return _named(
        "now_measurable",
        "this goal could not be measured before and now is: {goal}",
        "эту цель раньше нельзя было измерить, теперь можно: {goal}",
        goal,
    )


def _other_data(goals: Sequence[GoalScore]) -> tuple[Reason, ...]:
    """What was locked is not what the goals are held against: nobody must find that among the reasons of one goal."""
    code = "baseline_data_changed"
    changed = [goal.id for goal in goals if goal.role != "shadow" and any(why.code == code for why in goal.reasons)]
    return (Reason(code, _OTHER_DATA.fill(goals=", ".join(changed))),) if changed else ()


_OTHER_DATA = Text(
    en="the data of the baseline are not those that were locked: {goals}",
    ru="данные базового периода — не те, что были при фиксации: {goals}",
)


def _much_undecided(share: float) -> Reason:
    text = Text(en="{share} of the weight is undecided", ru="нет вывода по {share} веса целей")
    return Reason("much_undecided", text.fill(share=percent(share, 0)))


def _achieved_share(share: float) -> Reason:
    text = Text(
        en="{share} of the decided weight is achieved", ru="из целей, по которым есть вывод, достигнуто {share} веса"
    )
    return Reason("achieved_share", text.fill(share=percent(share, 0)))


_NO_GOALS = Reason(
    "no_goals", Text(en="the project has no goals, so nothing is decided", ru="в проекте нет целей, решать нечего")
)
_NOTHING_DECIDED = Reason("nothing_decided", Text(en="no goal is decided", ru="ни по одной цели нет вывода"))
_NOTHING_DECIDED_YET = Reason(
    "nothing_decided", Text(en="no goal is decided yet", ru="ни по одной цели пока нет вывода")
)
_NOTHING_ACHIEVED = Reason(
    "nothing_achieved", Text(en="no goal was achieved or improved", ru="ни одна цель не достигнута, улучшений нет")
)
