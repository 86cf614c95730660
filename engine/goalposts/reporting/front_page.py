"""What a director reads first: the outcome in one sentence, what is broken first, what is open and until when."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from attrs import frozen

from goalposts.locale import Text, counted, join, number
from goalposts.model.bridging import LEAST_BRIDGED_DAYS
from goalposts.reporting import phrasing
from goalposts.reporting.words import STATE_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from goalposts.model.scorecard import GoalScore, Scorecard

IN_THE_SENTENCE: Final = frozenset({"guardrail_broken", "now_measurable", "now_measurable_short"})
"""The codes of the verdict's reasons that the sentence of the page says already."""
_LONGEST_NAME: Final = 120
_FAILED: Final = ("worsened", "unchanged")
_COUNTED_STATES: Final = ("achieved", "improved", *_FAILED)

_BROKEN_ONE: Final = Text(en="the guardrail {names} is broken", ru="нарушен ограничитель {names}")
_BROKEN: Final = Text(en="the guardrails {names} are broken", ru="нарушены ограничители {names}")
_ONLY: Final = Text(en="the only goal: {said}", ru="единственная цель: {said}")
_ONLY_GUARDRAIL: Final = Text(en="the only guardrail: {said}", ru="единственный ограничитель: {said}")
_OF_SEVERAL: Final = Text(en="of {goals}: {said}", ru="из {goals}: {said}")
_GOALS: Final = (("goal", "goals"), ("цели", "целей", "целей"))
_GUARDRAILS: Final = (("guardrail", "guardrails"), ("ограничителя", "ограничителей", "ограничителей"))
_HOW_MANY: Final = Text(en="{count} {word}", ru="{word} — {count}")
_SHORT: Final = Text(en="{said} ({count} not as promised)", ru="{said} (обещанное не достигнуто — {count})")
_OPEN: Final = Text(en="undecided", ru="без вывода")
_OPEN_AS: Final = Text(en="{open} ({states})", ru="{open} ({states})")
_MOST_STATES: Final = 3  # with more of them the sentence is none
_NO_GOALS: Final = Text(
    en="There are no goals to pass or fail, only figures.", ru="Целей нет, судить не о чем; есть только показатели."
)

_WAIT: Final = Text(en="Known on {day}.", ru="Станет известно {day}.")
_WAIT_LONGER: Final = Text(
    en="Known when the cases of the evaluation have been followed up to their end.",
    ru="Станет известно, когда закончится наблюдение за случаями из периода оценки.",
)
_OVER: Final = Text(
    en="Not from these data: the evaluation is over. It would take a longer one, agreed anew.",
    ru="По этим данным — никогда: период оценки закончился. Нужен новый, более длинный период, о котором договорятся.",
)
_WHEN_KNOWN: Final[Mapping[str, Text]] = {
    "invalid": Text(
        en="Known when the data are repaired and scored again.",
        ru="Станет известно, когда данные исправят и оценят заново.",
    ),
    "no_data": Text(
        en="Known when there are data that measure it.",
        ru="Станет известно, когда появятся данные, по которым это можно измерить.",
    ),
    "inconclusive": _OVER,
    "reached_unproven": _OVER,
    "not_shown_safe": _OVER,
    "unclear": _OVER,
}
_ANOTHER_RUN: Final = Text(
    en="Not from these data. If the old system still works, let both record the same cases on at least {days} days, "
    "and put that parallel run on record as a change of the project; if it does not, only the level that the new "
    "system shows can be judged from now on.",
    ru="По этим данным — никогда. Если старая система ещё работает, ведите одни и те же случаи в обеих не меньше "
    "{days} дней и внесите этот параллельный прогон в проект как записанное изменение; если нет, дальше можно судить "
    "только об уровне, который показывает новая система.",
)
_NO_RUN: Final = Text(
    en="Not from these data, and no parallel run would help. Only the level that the new system shows can be judged "
    "from now on.",
    ru="По этим данным — никогда, и параллельный прогон не поможет. Дальше можно судить только об уровне, который "
    "показывает новая система.",
)
_RUNS_THAT_HELP: Final = frozenset(
    {"unlike_windows", "bridge_of_other_days", "bridge_one_sided", "bridge_too_short", "bridge_truncated"}
)
"""Reasons why windows are not comparable that another parallel run would take away."""
_FLIPS: Final = Text(
    en="The verdict hangs on {names}: decided the other way, it would change the verdict.",
    ru="Вывод держится на цели {names}: будь её итог иным, изменился бы и весь вывод.",
)
_FLIPS_EACH: Final = Text(
    en="The verdict hangs on each of these: {names}. Decided the other way, any one of them would change the verdict.",
    ru="Вывод держится на каждой из этих целей: {names}. Будь итог любой из них иным, изменился бы и весь вывод.",
)
_NO_FLIP: Final = Text(
    en="No single goal, decided the other way, would change the verdict.",
    ru="Иной итог какой-либо одной цели вывода не изменил бы.",
)
_GUARDED: Final = Text(
    en="As long as the guardrail {names} is broken, the rollout has failed, whatever the goals say.",
    ru="Пока нарушен ограничитель {names}, внедрение считается неудачным, каковы бы ни были итоги по целям.",
)
_GUARDED_EACH: Final = Text(
    en="As long as these guardrails are broken, the rollout has failed, whatever the goals say: {names}.",
    ru="Пока нарушены ограничители, внедрение считается неудачным, каковы бы ни были итоги по целям: {names}.",
)


GRADES: Final = Text(
    en="Grade, how firm the evidence is: A – compared with units without the rollout, chosen at random; B – with "
    "similar units; C – with its own past, trend and season taken out; D – likewise, with reservations; E – measured "
    "for the first time.",
    ru="Степень — насколько надёжны доказательства: A — сравнение с подразделениями без внедрения, отобранными "
    "случайно; B — с похожими подразделениями; C — с собственным прошлым без тренда и сезона; D — то же, но с "
    "оговорками; E — измерено впервые.",
)


@frozen
class OpenQuestion:
    """A goal without an answer: its place among the goals, its name, its state, and when the answer will be known."""

    place: int
    title: Text
    state: Text
    known: Text


@frozen
class FrontPage:
    """The first page in words.

    Attributes:
        sentence: the outcome, without the verdict's own word.
        order: the places of the goals (from 1) in the order of the page: broken guardrails before all.
        questions: what is open.
        flips: which goal would change the verdict; None where nothing is judged.
        due: the day that all goals share, so that it need not stand in every line.
    """

    sentence: Text
    order: tuple[int, ...]
    questions: tuple[OpenQuestion, ...]
    flips: Text | None
    due: Text | None


def front_page(card: Scorecard) -> FrontPage:
    """Put the first page into words."""
    names = {goal_id: short(words) for goal_id, words in phrasing.titles(card.goals).items()}
    days = {goal.due for goal in card.goals}
    return FrontPage(
        sentence=outcome(card),
        order=reading_order(card.goals),
        questions=_questions(card, names),
        flips=_flips(card),
        due=phrasing.when(days.pop()) if len(days) == 1 and None not in days else None,
    )


def outcome(card: Scorecard) -> Text:
    """Say in one sentence what came out: broken guardrails first, then how many goals ended how, and guardrails."""
    names = phrasing.titles(card.goals)
    broken = _broken(card, names)
    goals, guardrails = ([goal for goal in card.goals if goal.role == role] for role in ("goal", "guardrail"))
    clauses = []
    if broken:
        pattern = _BROKEN_ONE if len(broken) == 1 else _BROKEN
        clauses.append(pattern.fill(names=join(broken, separator=", ")))
    if goals:
        clauses.append(_goals_clause(goals))
    if guardrails and not broken:
        clauses.append(_guardrails_clause(guardrails))
    return phrasing.sentence(join(clauses, separator="; ")) if clauses else _NO_GOALS


def _broken(card: Scorecard, names: Mapping[str, Text]) -> list[Text]:
    return [quoted(short(names[goal.id])) for goal in card.goals if goal.state == "broken"]


def _goals_clause(goals: Sequence[GoalScore]) -> Text:
    if len(goals) == 1:
        return _ONLY.fill(said=STATE_WORDS[goals[0].state].text)
    ends = Counter(goal.state for goal in goals)
    undecided = ends - Counter({state: ends[state] for state in (*_COUNTED_STATES, "measurable")})
    decided = [_how_many(ends[state], STATE_WORDS[state].text) for state in _COUNTED_STATES if ends[state]]
    said = join((*decided, *_undecided(undecided), *_new(goals)), separator=", ")
    return _OF_SEVERAL.fill(goals=counted(len(goals), *_GOALS), said=said)


def _undecided(ends: Counter[str]) -> Iterator[Text]:
    """How many goals are open, with what each is called in its own line."""
    if not ends:
        return
    said = _how_many(ends.total(), _OPEN)
    if set(ends) == {"inconclusive"} or len(ends) > _MOST_STATES:
        yield said
        return
    words = {state: STATE_WORDS[state].text for state in ends}
    each = (_how_many(count, words[state]) if len(ends) > 1 else words[state] for state, count in ends.items())
    yield _OPEN_AS.fill(open=said, states=join(each, separator="; "))


def _new(goals: Sequence[GoalScore]) -> Iterator[Text]:
    """How many goals are measured for the first time, and how many of them are short of their promise."""
    new = [goal for goal in goals if goal.state == "measurable"]
    short = sum(goal.target is not None and goal.target.answer == "not_reached" for goal in new)
    if new:
        said = _how_many(len(new), STATE_WORDS["measurable"].text)
        yield _SHORT.fill(said=said, count=number(short, 0)) if short else said


def _guardrails_clause(guardrails: Sequence[GoalScore]) -> Text:
    if len(guardrails) == 1:
        return _ONLY_GUARDRAIL.fill(said=STATE_WORDS[guardrails[0].state].text)
    ends = Counter(goal.state for goal in guardrails)
    said = join((_how_many(count, STATE_WORDS[state].text) for state, count in ends.items()), separator=", ")
    return _OF_SEVERAL.fill(goals=counted(len(guardrails), *_GUARDRAILS), said=said)


def _how_many(count: int, word: Text) -> Text:
    return _HOW_MANY.fill(count=number(count, 0), word=word)


def reading_order(goals: Sequence[GoalScore], *, by_role: bool = False) -> tuple[int, ...]:
    """Give the places of the goals, from 1: broken guardrails, goals, other guardrails, cross-checks, observations.

    Args:
        goals: in the order of their file, which stays within a kind.
        by_role: do not put what is broken first, as where nothing is known yet.
    """
    ranks = {"goal": 1, "guardrail": 2, "negative_control": 3}

    def rank(place: int) -> int:
        goal = goals[place - 1]
        return 0 if goal.state == "broken" and not by_role else ranks.get(goal.role, 4)

    return tuple(sorted(range(1, len(goals) + 1), key=rank))


def _questions(card: Scorecard, names: Mapping[str, Text]) -> tuple[OpenQuestion, ...]:
    return tuple(
        OpenQuestion(place, names[goal.id], STATE_WORDS[goal.state].text, when_known(goal, card))
        for place, goal in enumerate(card.goals, 1)
        if goal.state in ("not_due", "not_comparable") or goal.state in _WHEN_KNOWN
    )


def when_known(goal: GoalScore, card: Scorecard) -> Text:
    """Say when the answer to an open goal will be known, and what the days so far show."""
    if goal.state == "not_comparable":
        helps = any(reason.code in _RUNS_THAT_HELP for reason in goal.reasons)
        return _ANOTHER_RUN.fill(days=number(LEAST_BRIDGED_DAYS, 0)) if helps else _NO_RUN
    if goal.state != "not_due":
        return _WHEN_KNOWN[goal.state]
    dated = goal.due is not None and goal.due >= card.as_of
    known = _WAIT.fill(day=phrasing.when(goal.due)) if dated else _WAIT_LONGER
    return join((known, *phrasing.so_far(goal)))


def _flips(card: Scorecard) -> Text | None:
    if card.project.verdict is None:
        return None
    names = phrasing.titles(card.goals)
    hinges = [quoted(short(names.get(goal_id, Text.of(goal_id)))) for goal_id in card.project.flips]
    broken = _broken(card, names)
    if not hinges:
        return (_GUARDED if len(broken) == 1 else _GUARDED_EACH).fill(names=join(broken, ", ")) if broken else _NO_FLIP
    return (_FLIPS if len(hinges) == 1 else _FLIPS_EACH).fill(names=join(hinges, separator=", "))


def quoted(words: Text) -> Text:
    """Put words between the quotation marks of the language."""
    return Text(en="“{words}”", ru="«{words}»").fill(words=words)


def short(words: Text) -> Text:
    """Cut a very long name, which neither a sentence nor a line of a table can carry."""
    return Text(en=_cut(words.en), ru=_cut(words.ru))


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST_NAME else words[: _LONGEST_NAME - 1].rstrip() + "…"
