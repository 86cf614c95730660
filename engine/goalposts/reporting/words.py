"""The words of the scorecard: what every state, verdict, role and lock status is called, and what it means.

One table per vocabulary of the scorecard contract; the console, the page and the commands all speak through them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from goalposts.locale import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from goalposts.model.scorecard import GoalScore

SYMBOLS = {"good": "✓", "fair": "◐", "bad": "✗", "open": "?", "note": "•"}
"""A sign per tone, so that a colour is never the only signal."""


@frozen
class Word:
    """A word for people, a sentence that explains it, and its tone (`good`, `fair`, `bad`, `open`, `note`)."""

    text: Text
    meaning: Text
    tone: str

    @property
    def symbol(self) -> str:
        """The sign that goes with the tone."""
        return SYMBOLS[self.tone]


def _word(tone: str, en: tuple[str, str], ru: tuple[str, str]) -> Word:
    return Word(Text(en=en[0], ru=ru[0]), Text(en=en[1], ru=ru[1]), tone)


STATE_WORDS: Mapping[str, Word] = {
    "not_due": _word(
        "open",
        ("not due yet", "The time to judge has not come yet."),
        ("срок не наступил", "Судить ещё рано."),
    ),
    "invalid": _word(
        "open",
        ("data not fit", "The data have gaps or faults too large to judge by."),
        ("данные непригодны", "В данных слишком много пропусков или ошибок, чтобы по ним судить."),
    ),
    "not_comparable": _word(
        "open",
        ("not comparable", "Before and after were measured in different ways, so they cannot be compared."),
        ("несопоставимо", "До и после измеряли по-разному, сравнивать нельзя."),
    ),
    "no_data": _word(
        "open",
        ("no data", "There is nothing to measure this by after go-live."),
        ("нет данных", "После запуска этот показатель нечем измерить."),
    ),
    "measurable": _word(
        "note",
        ("now measurable", "It could not be measured before; now it can. That is a result in itself."),
        ("теперь измеримо", "Раньше это не измеряли, теперь измеряют. Это уже результат."),
    ),
    "inconclusive": _word(
        "open",
        ("undecided", "The data do not tell a real change from the usual ups and downs."),
        ("вывода нет", "По данным не отличить настоящее изменение от обычных колебаний."),
    ),
    "achieved": _word(
        "good",
        ("achieved", "The promise is kept, and the change is real."),
        ("достигнуто", "Обещанное выполнено, и изменение настоящее."),
    ),
    "reached_unproven": _word(
        "fair",
        ("reached, not proven", "The value is where it was promised, but the rollout is not shown to have moved it."),
        ("достигнуто, не доказано", "Значение соответствует обещанному, но не показано, что его сдвинуло внедрение."),
    ),
    "improved": _word(
        "fair",
        ("improved but short", "It really got better, but by less than promised."),
        ("лучше, но меньше обещанного", "Стало действительно лучше, но меньше, чем обещали."),
    ),
    "worsened": _word(
        "bad",
        ("worsened", "It really got worse."),
        ("стало хуже", "Стало действительно хуже."),
    ),
    "unchanged": _word(
        "bad",
        ("unchanged", "No change comes near what was promised."),
        ("без изменений", "Ничего сопоставимого с обещанным не произошло."),
    ),
    "broken": _word(
        "bad",
        ("broken", "It got worse by more than was allowed."),
        ("нарушено", "Стало хуже, чем допускалось."),
    ),
    "safe": _word(
        "good",
        ("safe", "It did not get worse by more than was allowed."),
        ("в норме", "Ухудшения сверх допустимого нет."),
    ),
    "not_shown_safe": _word(
        "open",
        ("not shown safe", "The data cannot rule out that it got worse by more than was allowed."),
        ("норма не подтверждена", "Данные не исключают ухудшения сверх допустимого."),
    ),
    "moved": _word(
        "bad",
        ("moved", "It moved although the rollout should not touch it: something else is at work."),
        ("сдвинулось", "Изменилось то, чего внедрение не касается: действует что-то ещё."),
    ),
    "still": _word(
        "good",
        ("still", "It stayed where it was, as it should."),
        ("на месте", "Осталось на месте, как и должно."),
    ),
    "unclear": _word(
        "open",
        ("unclear", "The data do not tell whether it moved."),
        ("неясно", "По данным не понять, сдвинулось ли оно."),
    ),
    "reported": _word(
        "note",
        ("for information", "It is only reported and decides nothing."),
        ("для сведения", "Только сообщается и ни на что не влияет."),
    ),
}

VERDICT_WORDS: Mapping[str | None, Word] = {
    "success": _word(
        "good",
        ("success", "The rollout delivered what was promised."),
        ("успех", "Внедрение дало то, что обещали."),
    ),
    "partial": _word(
        "fair",
        ("partial success", "The rollout delivered a part of what was promised."),
        ("частичный успех", "Внедрение дало часть обещанного."),
    ),
    "failure": _word(
        "bad",
        ("failure", "The rollout did not deliver what was promised, or broke what had to stay intact."),
        ("неудача", "Внедрение не дало обещанного или нарушило то, что нужно было сохранить."),
    ),
    "inconclusive": _word(
        "open",
        ("undecided", "The data do not say whether the rollout succeeded."),
        ("вывода нет", "По данным нельзя сказать, удалось ли внедрение."),
    ),
    None: _word(
        "note",
        ("measured only", "No goals were set, so there is nothing to pass or fail; the figures are for information."),
        ("только измерения", "Цели не заданы, судить не о чем; показатели приведены для сведения."),
    ),
}

ROLE_WORDS: Mapping[str, Word] = {
    "goal": _word("note", ("goal", "has to reach its target"), ("цель", "должна быть достигнута")),
    "guardrail": _word("note", ("guardrail", "must not get worse"), ("ограничитель", "не должен ухудшиться")),
    "negative_control": _word(
        "note",
        ("cross-check", "must not move, since the rollout does not touch it"),
        ("контрольный показатель", "не должен меняться: внедрение его не касается"),
    ),
    "shadow": _word("note", ("observed", "is only reported"), ("наблюдение", "только сообщается")),
}

LOCK_WORDS: Mapping[str, Word] = {
    "locked": _word(
        "good",
        ("locked", "The goals were fixed before there were results, and have not been changed since."),
        ("зафиксированы", "Цели зафиксированы до появления результатов и с тех пор не менялись."),
    ),
    "unlocked": _word(
        "fair",
        ("not locked", "The goals were never fixed, so nothing kept them from being fitted to the results."),
        ("не зафиксированы", "Цели не фиксировали: ничто не мешало подогнать их под результат."),
    ),
    "moved": _word(
        "bad",
        ("moved", "The project file differs from the locked goals; the locked goals were scored."),
        ("изменены", "Файл проекта отличается от зафиксированных целей; оценены зафиксированные."),
    ),
    "late": _word(
        "fair",
        ("locked late", "Results already existed when the goals were locked."),
        ("зафиксированы поздно", "Когда цели фиксировали, результаты уже были."),
    ),
}

AMENDED_WORDS: Mapping[str, Word] = {
    "locked": _word(
        "good",
        (
            "locked",
            "The goals were fixed before there were results; recorded changes were made since, before these too.",
        ),
        ("зафиксированы", "Цели зафиксированы до появления результатов; до них же внесены и записанные изменения."),
    ),
    "late": _word(
        "fair",
        ("locked late", "Results already existed when the goals were last changed; the changes are recorded."),
        ("зафиксированы поздно", "Когда цели меняли в последний раз, результаты уже были; изменения записаны."),
    ),
}
"""In place of those of the lock, where it was amended."""

ATTRIBUTION_WORDS: Mapping[str, Text] = {
    "supported": Text(
        en="The change may be credited to the rollout.", ru="Изменение можно поставить в заслугу внедрению."
    ),
    "contradicted": Text(
        en="The target is reached, but not by the rollout: the comparison shows no gain from it.",
        ru="Цель достигнута, но не внедрением: сравнение не показывает пользы от него.",
    ),
    "not_identifiable": Text(
        en="Whose merit this is cannot be told from these data.", ru="По этим данным нельзя сказать, чья это заслуга."
    ),
}

GRADE_WORDS: Mapping[str, Text] = {
    "A": Text(
        en="compared with units without the rollout, chosen at random (grade A)",
        ru="сравнение с подразделениями без внедрения, отобранными случайно (степень A)",
    ),
    "B": Text(
        en="compared with similar units without the rollout (grade B)",
        ru="сравнение с похожими подразделениями без внедрения (степень B)",
    ),
    "C": Text(
        en="compared with its own past, trend and season taken out; no comparison group (grade C)",
        ru="сравнение с собственным прошлым без тренда и сезона; группы сравнения нет (степень C)",
    ),
    "D": Text(
        en="compared with its own past, with reservations; the cause is not established (grade D)",
        ru="сравнение с собственным прошлым с оговорками; причина не установлена (степень D)",
    ),
    "E": Text(en="measured for the first time (grade E)", ru="измерено впервые (степень E)"),
}

CONFIDENCE_WORDS: Mapping[str, Text] = {
    "proved": Text(en="proved", ru="доказано"),
    "likely": Text(en="likely", ru="вероятно"),
}


def state_word(state: str) -> Word:
    """Return the word for a goal's state, one of `goalposts.model.scorecard.STATES`."""
    return STATE_WORDS[state]


def goal_state(goal: GoalScore) -> Text:
    """Return the word for a goal's state with its confidence: `achieved (proved)`."""
    word = STATE_WORDS[goal.state].text
    confidence = CONFIDENCE_WORDS.get(goal.confidence or "")
    return (
        word if confidence is None else Text(en="{word} ({how})", ru="{word} ({how})").fill(word=word, how=confidence)
    )


def role_word(role: str) -> Word:
    """Return the word for what a goal is for."""
    return ROLE_WORDS[role]


def lock_word(status: str, *, amended: bool = False) -> Word:
    """Return the word for the status of the lock, and of one that was amended."""
    return AMENDED_WORDS.get(status, LOCK_WORDS[status]) if amended else LOCK_WORDS[status]
