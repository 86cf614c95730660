"""Why a letter is not kept: one sentence, what to do, and the lint rule that says more."""

from __future__ import annotations

from datetime import date
from typing import Final

from attrs import frozen

from goalposts.locale import Text, day

TRAPS: Final = {
    "control-of-people": "control_the_staff",
    "headcount": "headcount_savings",
    "adoption-slogan": "adoption_slogan",
    "delivery-not-outcome": "delivery_not_outcome",
    "tool-not-outcome": "tool_not_outcome",
    "vanity-metric": "vanity",
    "out-of-influence": "no_influence",
}
"""What a draft calls the traps, by the kinds of phrases."""
UPLIFT: Final = "unrealistic_uplift"
PERFECTION: Final = "perfection"


@frozen
class Reason:
    """A letter that the words do not keep.

    Attributes:
        rule: the name of the lint rule that explains it.
        trap: the trap that it is, where ambition is the fault.
        is_too_soon: whether it is the day that is too ambitious, and not the number.
    """

    letter: str
    rule: str
    message: Text
    hint: Text
    trap: str = ""
    is_too_soon: bool = False


_NAME_KPI = Text(
    en="name what is measured; `goalposts kpis` lists what can be",
    ru="назовите, что измеряется; список показателей даёт `goalposts kpis`",
)
_SAY_HOW_MUCH = Text(
    en="say from what to what, with a unit: from 62 % to 75 %", ru="скажите, с чего до чего и в чём: с 62 % до 75 %"
)
_STAY_REAL = Text(
    en="promise what your best team reaches today; processes change by 0 to 15 % through a rollout, seldom by half",
    ru="обещайте то, что уже сегодня даёт лучшая команда: внедрения меняют процессы на 0–15 %, редко наполовину",
)
_LEAVE_ROOM = Text(
    en="leave room for exceptions: 95 % or 98 %, and 2 % in the place of none",
    ru="оставьте место исключениям: 95 % или 98 %, а вместо нуля — 2 %",
)
_SAY_WHEN = Text(en="give a day or a quarter: by 31 March 2027", ru="назовите день или квартал: к 31 марта 2027 года")
_WAIT = Text(
    en="allow for learning and for a whole cycle of work: several months after the go-live",
    ru="дайте время на освоение и на полный цикл работы: несколько месяцев после запуска",
)
_SAY_OUTCOME = Text(
    en="say what gets better by it for customers or for the work: which KPI, from what to what",
    ru="скажите, что от этого станет лучше клиентам или работе: какой показатель, с чего до чего",
)
_INSTEAD = {
    "control-of-people": Text(en="'{words}' watches people", ru="«{words}» — это слежка за людьми"),
    "headcount": Text(en="'{words}' counts heads", ru="«{words}» — это про число сотрудников"),
    "adoption-slogan": Text(en="'{words}' is about using a tool", ru="«{words}» — это про пользование инструментом"),
    "delivery-not-outcome": Text(en="'{words}' is work of the project", ru="«{words}» — это работа самого проекта"),
    "tool-not-outcome": Text(en="'{words}' is about a tool", ru="«{words}» — это про инструмент"),
    "vanity-metric": Text(en="'{words}' flatters and proves nothing", ru="«{words}» радует, но ничего не доказывает"),
}
_RULES = {"adoption-slogan": "tool-not-outcome", "delivery-not-outcome": "tool-not-outcome"}


def slogan(words: str) -> Reason:
    """No object of change: a slogan, a tool, a delivery."""
    message = Text(
        en="'{words}' does not say what is to change", ru="«{words}»: не сказано, что именно должно измениться"
    )
    return Reason("S", "no-metric", message.fill(words=words), _SAY_OUTCOME)


def no_kpi() -> Reason:
    """No KPI can be meant."""
    message = Text(en="no KPI can be recognised in these words", ru="в этих словах не узнать ни одного показателя")
    return Reason("S", "no-metric", message, _NAME_KPI)


def vague(words: str) -> Reason:
    """A wish."""
    message = Text(en="'{words}' without a number is a wish", ru="«{words}» без числа — это пожелание")
    return Reason("S", "vague-verb", message.fill(words=words), _SAY_HOW_MUCH)


def no_number() -> Reason:
    """No number at all."""
    return Reason("M", "no-target", Text(en="no number is promised", ru="не обещано никакого числа"), _SAY_HOW_MUCH)


def no_outcome_number() -> Reason:
    """No number for an outcome; a number of heads, logins or reports is none."""
    message = Text(en="no number is promised for an outcome", ru="для результата не обещано никакого числа")
    return Reason("M", "no-target", message, _SAY_HOW_MUCH)


def too_much(words: str) -> Reason:
    """Doubling or more."""
    message = Text(en="'{words}' is more than rollouts bring", ru="«{words}» — больше, чем дают внедрения")
    return Reason("A", "grand-uplift", message.fill(words=words), _STAY_REAL, UPLIFT)


def out_of_bounds(words: str, kpi: Text) -> Reason:
    """More than the whole."""
    message = Text(en="'{words}' is more than the whole: {kpi}", ru="«{words}» — больше целого: {kpi}")
    return Reason("A", "impossible-target", message.fill(words=words, kpi=kpi), _STAY_REAL, UPLIFT)


def perfect(words: str) -> Reason:
    """All, none, always."""
    message = Text(en="'{words}' allows no exception", ru="«{words}» не допускает исключений")
    return Reason("A", "unmeasurable-word", message.fill(words=words), _LEAVE_ROOM, PERFECTION)


def too_soon(words: str) -> Reason:
    """An effect within a month."""
    message = Text(
        en="'{words}' is too soon for an effect: at first people learn, and much gets slower",
        ru="«{words}» — слишком рано для эффекта: сначала люди осваиваются, и многое замедляется",
    )
    return Reason("A", "grand-uplift", message.fill(words=words), _WAIT, UPLIFT, is_too_soon=True)


def instead_of_outcome(kind: str, words: str) -> Reason:
    """Something else stands where the outcome should."""
    return Reason("R", _RULES.get(kind, kind), _INSTEAD[kind].fill(words=words), _SAY_OUTCOME)


def no_day() -> Reason:
    """No day and no period."""
    return Reason("T", "no-deadline", Text(en="no day is named", ru="срок не назван"), _SAY_WHEN)


def from_start() -> Reason:
    """A period from the start of the rollout, whose day the words do not tell."""
    message = Text(
        en="the term hangs on the start of the rollout, and that day is not named",
        ru="срок отсчитывается от запуска, а день запуска не назван",
    )
    return Reason("T", "no-deadline", message, _SAY_WHEN)


def past_day(words: str, deadline: date) -> Reason:
    """A day that is over."""
    message = Text(en="'{words}' is over: {day}", ru="«{words}» уже позади: {day}")
    return Reason("T", "deadline-passed", message.fill(words=words, day=day(deadline)), _SAY_WHEN)
