"""The goals sheet: one page to sign before the start, with what is promised and what will and will not be provable."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from goalposts.locale import Text, join, percent
from goalposts.reporting import phrasing
from goalposts.reporting.front_page import quoted, reading_order, short
from goalposts.reporting.labels import LABELS
from goalposts.reporting.templating import page
from goalposts.reporting.words import ROLE_WORDS, Word, lock_word

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from goalposts.model.power import GoalPower
    from goalposts.model.scorecard import GoalScore, Scorecard

SHEET_LABELS: Final[Mapping[str, Text]] = {
    "sheet": Text(en="Goals sheet", ru="Лист целей"),
    "purpose": Text(
        en="What is promised, fixed before there are results. Whoever signs agrees to be measured by this.",
        ru="Что обещано до появления результатов. Подписавший согласен, что судить будут по этому листу.",
    ),
    "go_live": Text(en="Go-live", ru="Запуск"),
    "judged": Text(en="Judged over", ru="Период оценки"),
    "status": Text(en="Status", ru="Состояние"),
    "unlocked": Text(
        en="Not locked: nothing keeps the goals from being moved. After signing: goalposts lock --approved-by NAME.",
        ru="Ещё не зафиксированы: цели можно незаметно сдвинуть. После подписи: goalposts lock --approved-by ИМЯ.",
    ),
    "before": Text(en="Before", ru="Было"),
    "provable": Text(en="Will it be provable?", ru="Удастся ли доказать"),
    "decided": Text(en="How the verdict will be reached", ru="Как будет вынесен вывод"),
    "credit": Text(en="What will and will not be provable", ru="Что удастся и что не удастся доказать"),
    "no_plans": Text(
        en="What the planned windows can show is reckoned from the data: make the sheet from the project file for it.",
        ru="Что покажут запланированные периоды, считается по данным: для этого составьте лист по файлу проекта.",
    ),
    "approver": Text(en="Approved by", ru="Утверждает"),
    "signature": Text(en="Signature", ru="Подпись"),
    "date": Text(en="Date", ru="Дата"),
    "measured_over": Text(en="Before, measured over", ru="«Было» измерено за период"),
    "owner": Text(en="owner", ru="ответственный"),
    "name": Text(en="Name", ru="Имя"),
}

_PLAN_WORDS: Final[Mapping[str, Word]] = {
    key: Word(Text(en=en, ru=ru), Text.of(""), tone)
    for key, en, ru, tone in (
        ("enough", "yes", "да", "good"),
        ("longer", "not in the planned time", "не за этот срок", "fair"),
        ("over_a_year", "not within a year", "не за год", "bad"),
        ("untried", "longer than the baseline can try", "дольше, чем можно испытать на базе", "fair"),
        ("never", "no", "нет", "bad"),
        ("no_promise", "nothing promised", "ничего не обещано", "note"),
        ("unknown", "cannot be said", "сказать нельзя", "open"),
    )
}
_RULE: Final = Text(
    en="Success: every goal that must be achieved is achieved, and so is at least {success} of the weight of the "
    "decided goals. Failure: a guardrail is broken, or a goal that must be achieved got worse or did not change. "
    "Undecided: a goal that must be achieved is undecided, or more than {open} of the weight is. "
    "What was never measured before counts neither way; but a goal that must succeed has to be at its promised level.",
    ru="Успех: достигнуты все обязательные цели и не менее {success} веса тех целей, по которым есть вывод. Неудача: "
    "нарушен ограничитель либо по обязательной цели стало хуже или ничего не изменилось. Вывода нет: его нет по "
    "обязательной цели или более чем по {open} веса. То, что раньше не измеряли, не засчитывается ни туда, ни сюда; но "
    "обязательная цель должна быть на обещанном уровне.",
)
_COMPARED: Final = Text(
    en="{names}: there is a comparison group, so a change may be credited to the rollout if the checks pass (grade A "
    "or B).",
    ru="{names}: есть группа сравнения, поэтому изменение можно будет поставить в заслугу внедрению, если проверки "
    "пройдут (степень A или B).",
)
_ALONE: Final = Text(
    en="{names}: without a comparison group it will be provable that something changed at the go-live, not that the "
    "rollout changed it (at best grade C).",
    ru="{names}: группы сравнения нет, поэтому удастся доказать, что при запуске что-то изменилось, но не то, что "
    "изменило именно внедрение (степень не выше C).",
)
_FIRST_TIME: Final = Text(
    en="{names}: there is no baseline, so only the level can be told, and no improvement.",
    ru="{names}: базы нет, поэтому можно будет назвать только уровень, но не улучшение.",
)
_BRIDGED: Final = Text(
    en="{names}: another system will measure after the start, and the parallel run tells how it counts. The change "
    "that is promised stays; its level is counted anew from “before” as that system measures it.",
    ru="{names}: после запуска измерять будет другая система, и параллельный прогон покажет, чем её счёт отличается. "
    "Обещанное изменение останется тем же, а уровень, к которому оно ведёт, пересчитают от «было» в её измерении.",
)
_ALL: Final = Text(en="All goals", ru="Все цели")
_OTHERS: Final = Text(en="All others", ru="Все остальные")


@frozen
class SheetLine:
    """A goal as the sheet shows it before the start: no result stands in it."""

    title: Text
    kpi: Text
    role: Text
    must: bool
    owner: str
    before: Text
    window: Text
    promised: Text
    due: Text
    word: Word | None
    plan: Text | None


def goals_sheet(card: Scorecard, language: str, plans: Sequence[GoalPower] = ()) -> str:
    """Make the sheet; results that the scorecard may have are left out, and so is what is only observed.

    Args:
        card: the goals with their baselines.
        language: `en` or `ru`.
        plans: what the planned windows can show, as `power` tells it; a stored verdict has none.
    """
    by_id = {plan.id: plan for plan in plans}
    titles = phrasing.titles(card.goals)
    ordered = (card.goals[place - 1] for place in reading_order(card.goals, by_role=True))
    goals = [goal for goal in ordered if goal.role != "shadow"]
    shared = dict(_shared(card))
    owners = tuple(dict.fromkeys(goal.owner for goal in goals if goal.owner))
    return page(
        "sheet.html.j2",
        language,
        ("page.css", "sheet.css"),
        card=card,
        label=LABELS,
        sheet=SHEET_LABELS,
        lock=lock_word(card.lock.status, amended=bool(card.lock.amendments)),
        facts=tuple(shared.items()),
        dated=LABELS["due"] not in shared,
        by_window=SHEET_LABELS["measured_over"] not in shared,
        lines=tuple(_line(goal, titles[goal.id], card.currency, by_id.get(goal.id)) for goal in goals),
        planned=bool(plans),
        rule=_rule(card),
        credit=(*_credit(card, goals, titles), *_counted_anew(card, goals, titles)),
        approver=_approver(card),
        owners=owners,
    )


def _shared(card: Scorecard) -> Iterator[tuple[Text, Text]]:
    """The days that all goals share, which so need not stand in every line."""
    yield LABELS["as_of"], phrasing.when(card.as_of)
    days = (
        (SHEET_LABELS["go_live"], {phrasing.when(goal.go_live) for goal in card.goals}),
        (SHEET_LABELS["measured_over"], {phrasing.window_days(goal.baseline) for goal in card.goals}),
        (SHEET_LABELS["judged"], {phrasing.window_days(goal.evaluation) for goal in card.goals}),
        (LABELS["due"], {phrasing.when(goal.due) for goal in card.goals}),
    )
    for name, found in days:
        known = found - {phrasing.NOTHING}
        if len(known) == 1:
            yield name, known.pop()


def _line(goal: GoalScore, title: Text, currency: str, plan: GoalPower | None) -> SheetLine:
    word = None if plan is None else _PLAN_WORDS[plan.answer]
    return SheetLine(
        title=short(title),
        kpi=goal.name,
        role=ROLE_WORDS[goal.role].text,
        must=goal.must,
        owner=goal.owner,
        before=phrasing.of_goal(goal, goal.baseline.value, currency),
        window=phrasing.window_days(goal.baseline),
        promised=phrasing.promised(goal, currency),
        due=phrasing.when(goal.due),
        word=word,
        plan=None if plan is None else phrasing.sentence(plan.text),
    )


def _settings(card: Scorecard) -> Mapping[str, Any]:
    return {} if card.inputs is None else card.inputs.settings


def _rule(card: Scorecard) -> Text:
    settings = _settings(card)
    success, undecided = (settings.get(key, usual) for key, usual in (("success_at", 0.6), ("undecided_at_most", 0.4)))
    return _RULE.fill(success=percent(success, 0), open=percent(undecided, 0))


def _credit(card: Scorecard, goals: Sequence[GoalScore], titles: Mapping[str, Text]) -> tuple[Text, ...]:
    """Say which goals will be provable how far; the largest kind last, as all others."""
    compared = {goal.id for goal in goals if _has_comparison(card, goal.id)}
    new = {goal.id for goal in goals if goal.baseline.value is None}
    kinds = (
        (_FIRST_TIME, [goal for goal in goals if goal.id in new]),
        (_COMPARED, [goal for goal in goals if goal.id in compared - new]),
        (_ALONE, [goal for goal in goals if goal.id not in compared | new]),
    )
    found = sorted((kind for kind in kinds if kind[1]), key=lambda kind: len(kind[1]))
    *named, (pattern, most) = found or [(_ALONE, [])]
    said = [kind.fill(names=_names(few, titles)) for kind, few in named]
    return (*said, pattern.fill(names=_OTHERS if said else _ALL)) if most else ()


def _counted_anew(card: Scorecard, goals: Sequence[GoalScore], titles: Mapping[str, Text]) -> Iterator[Text]:
    """Say whose line a parallel run will move: the sheet shows it from the baseline as the old system measured it."""
    project = {} if card.inputs is None else card.inputs.project
    data = project.get("data", {})
    bridged = {source["name"] for of in project.get("bridge", ()) for source in data.get(of, ())}
    moved = [
        goal
        for goal in goals
        if goal.target is not None
        and goal.target.kind in phrasing.CHANGE_KINDS
        and bridged.intersection(goal.baseline.instrument)
    ]
    if moved:
        yield _BRIDGED.fill(names=_names(moved, titles))


def _names(found: Sequence[GoalScore], titles: Mapping[str, Text]) -> Text:
    return join((quoted(short(titles[goal.id])) for goal in found), separator=", ")


def _has_comparison(card: Scorecard, goal_id: str) -> bool:
    """Whether the project as it was scored compares this goal with rows that the rollout does not reach."""
    project = {} if card.inputs is None else card.inputs.project
    own: Mapping[str, Any] = next((goal for goal in project.get("goals", ()) if goal.get("id") == goal_id), {})
    return any(key in document for document in (own, project) for key in ("control", "rollout"))


def _approver(card: Scorecard) -> str:
    return "" if card.lock.seal is None else str(card.lock.seal.get("approved_by", ""))
