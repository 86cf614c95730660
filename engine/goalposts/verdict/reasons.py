"""Every reason that a scorecard may give: a stable code, and a sentence in each language."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from goalposts.errors import listed
from goalposts.locale import Text, counted, day, join, number, percent
from goalposts.model.effects import GateFailure, WindowName
from goalposts.model.scorecard import Reason
from goalposts.verdict import period_reasons

_WINDOWS = {
    "baseline": Text(en="baseline", ru="базовый период"),
    "evaluation": Text(en="evaluation", ru="период оценки"),
    "both": Text(en="windows", ru="оба периода"),
}
_DAYS = (("day", "days"), ("день", "дня", "дней"))
_WEEKS = (("week", "weeks"), ("неделя", "недели", "недель"))
_SIMPLE = {
    "not_confirmed_among_goals": Text(
        en="the change does not hold once all goals are counted",
        ru="с учётом числа целей изменение не подтверждается",
    ),
    "promise_ruled_out": Text(
        en="the promised change is ruled out, but a smaller one is not",
        ru="обещанное изменение исключено, но меньшее возможно",
    ),
    "declared_baseline": Text(
        en="the baseline is a declared number, so the change is not proved",
        ru="база — заявленное число, поэтому изменение не доказано",
    ),
    "baseline_unknown": Text(
        en="it was not measured before; now it is, and that is the result",
        ru="раньше это не измерялось; теперь измеряется — это и есть результат",
    ),
    "level_reached": Text(
        en="it is measured for the first time, and is where it was promised",
        ru="измерено впервые, и обещанный уровень есть",
    ),
    "level_not_reached": Text(
        en="it is measured for the first time, and is not where it was promised",
        ru="измерено впервые, и обещанный уровень не достигнут",
    ),
    "baseline_empty": Text(
        en="the data have no rows in the baseline window; the KPI is measured from now on",
        ru="в базовом периоде нет данных; показатель измеряется начиная с этого момента",
    ),
    "baseline_nothing_counts": Text(
        en="no event of the baseline window counts in this KPI; it is measured from now on",
        ru="ни одно событие базового периода не входит в показатель; он измеряется начиная с этого момента",
    ),
    "no_events": Text(en="no events in the evaluation window", ru="в периоде оценки нет событий"),
    "no_denominator": Text(
        en="no event of the evaluation window counts in this KPI",
        ru="ни одно событие периода оценки не входит в показатель",
    ),
    "relative_to_zero": Text(
        en="the baseline is zero, so a relative target draws no line",
        ru="база равна нулю, поэтому относительная цель не задаёт уровня",
    ),
    "line_already_met": Text(
        en="the baseline already met the target, so there was nothing to gain",
        ru="цель была достигнута ещё до старта",
    ),
    "within_noise": Text(
        en="the change is inside the usual variation of this KPI; no conclusion",
        ru="изменение в пределах обычных колебаний показателя; вывода нет",
    ),
    "came_anyway": Text(
        en="season and the trend that was there before account for most of the change",
        ru="большую часть изменения дали сезон и прежняя тенденция",
    ),
    "volume_changed": Text(
        en="volumes halved or doubled, so the mix may have changed",
        ru="объём изменился вдвое или сильнее, возможен сдвиг состава",
    ),
    "baseline_data_changed": Text(
        en="the baseline data are not those that were sealed", ru="данные базового периода отличаются от закреплённых"
    ),
    "recipe_changed": Text(
        en="the KPI is computed otherwise than when it was sealed (a plugin changed, or the mapping)",
        ru="показатель считается не так, как при фиксации (изменился плагин или сопоставление полей)",
    ),
    "no_margin": Text(
        en="no margin is given, so any worsening counts", ru="допуск не задан, поэтому любое ухудшение считается"
    ),
}


def simple(code: str) -> Reason:
    """Give a reason without numbers."""
    return Reason(code, _SIMPLE[code])


def empty(window: WindowName, *, any_rows: bool) -> Reason:
    """A window gives no value although no field is missing."""
    if window == "baseline":
        return simple("baseline_nothing_counts" if any_rows else "baseline_empty")
    return simple("no_denominator" if any_rows else "no_events")


def not_due(due: date, ends: date | None = None) -> Reason:
    """It cannot be judged yet: the evaluation has not ended, or what it holds has not settled."""
    if ends is not None and due > ends:
        return period_reasons.followed_later(day(due))
    text = Text(
        en="the evaluation window ends on {day}; judged from then on", ru="период оценки кончается {day}; вывод — после"
    )
    return Reason("not_due", text.fill(day=day(due)))


def missing_fields(fields: Iterable[str], instruments: Iterable[str], window: str) -> Reason:
    """The KPI cannot be computed from these sources."""
    text = Text(
        en="not computable: missing {fields} ({window}, source {instruments})",
        ru="не вычислить: нет поля {fields} ({window}, источник {instruments})",
    )
    filled = text.fill(fields=listed(sorted(fields)), instruments=listed(instruments), window=_WINDOWS[window])
    return Reason("not_computable", filled)


def quarantined(instrument: str, share: float, *, swapped: bool = False) -> Reason:
    """Too many rows of a source could not be read, or not trusted since their dates are not all in one order."""
    text = Text(
        en="{share} of the rows of {instrument} could not be read",
        ru="не прочитано {share} строк источника {instrument}",
    )
    if swapped:
        text = Text(
            en="{share} of the rows of {instrument} cannot be read or trusted: day and month are not always in one "
            "order; export it again, best with dates as 2026-02-13",
            ru="{share} строк источника {instrument} не прочитать или им нельзя верить: день и месяц не всегда в одном "
            "порядке; выгрузите заново, лучше всего с датами вида 2026-02-13",
        )
    return Reason("quarantine", text.fill(share=percent(share), instrument=instrument))


def many_unknown(share: float) -> Reason:
    """Too many rows lack what the KPI needs."""
    text = Text(
        en="{share} of the events lack a value that this KPI needs", ru="у {share} событий нет нужного значения"
    )
    return Reason("unknown_rows", text.fill(share=percent(share)))


def measured_by_itself(asking: Iterable[tuple[Text, str]]) -> Reason:
    """A guardrail that no goal of the file measures, and the goals, by KPI and id, whose KPIs ask for it."""
    names = [Text(en="“{kpi}” ({id})", ru="«{kpi}» ({id})").fill(kpi=kpi, id=goal_id) for kpi, goal_id in asking]
    text = Text(
        en="the project file has no goal on it: it is a guardrail of {goals} and measured by itself",
        ru="в файле проекта такой цели нет: это ограничитель для {goals}, он измеряется сам",
    )
    return Reason("measured_by_itself", text.fill(goals=join(names, ", ")))


def guardrail_unavailable(kpi: str) -> Reason:
    """A declared guardrail is not in the catalogue."""
    text = Text(
        en="guardrail {kpi} is not measured: no loaded plugin has it",
        ru="ограничитель {kpi} не измерен: его нет в плагинах",
    )
    return Reason("guardrail_unavailable", text.fill(kpi=kpi))


def guardrail_without_business_hours(kpi: str) -> Reason:
    """A declared guardrail counts by business hours, and the project has none."""
    text = Text(
        en="guardrail {kpi} is not measured: the project names no business_hours",
        ru="ограничитель {kpi} не измерен: в проекте не указаны рабочие часы (business_hours)",
    )
    return Reason("guardrail_without_business_hours", text.fill(kpi=kpi))


def not_in_words(code: str, most_words: int) -> Reason:
    """Why a goal has no lines by the words of a dimension: `too_many_words` or `not_by_segment`."""
    return Reason(code, _NOT_IN_WORDS[code].fill(most=number(most_words, 0)))


_NOT_IN_WORDS = {
    "too_many_words": Text(
        en="more than {most} different words, so nothing is kept by word; all of them are shown as one",
        ru="разных значений больше {most}, поэтому по отдельности они не хранятся и показаны вместе",
    ),
    "not_by_segment": Text(
        en="not kept by segment: times to event and quotients of streams never are, quantiles and numbers of distinct "
        "words only where there is memory for it",
        ru="по сегментам не хранится: время до события и отношения потоков — никогда, квантили и число разных значений "
        "— только если хватает памяти",
    ),
}


def gate(failure: GateFailure) -> Reason:
    """A gate refused to conclude."""
    if failure.code in period_reasons.CODES:
        return period_reasons.gate(failure)
    facts = dict(failure.fact)
    window = _WINDOWS[failure.window]
    have = counted(int(facts.get("days", 0)), *_DAYS)
    needed = number(facts.get("needed", 0), 0)
    if failure.code == "too_few_days":
        text = Text(
            en="too few days: the {window} has {have} of data, {needed} are needed",
            ru="слишком мало дней: {window} — {have} с данными, нужно {needed}",
        )
        return Reason(failure.code, text.fill(window=window, have=have, needed=needed))
    if failure.code == "insufficient_n":
        text = Text(
            en="too few events: the {window} counts {events}, the KPI asks for {needed} at least",
            ru="слишком мало событий: {window} — учтено {events}, показателю нужно не меньше {needed}",
        )
        return Reason(failure.code, text.fill(window=window, events=number(facts["events"], 0), needed=needed))
    if failure.code == "too_few_weeks":
        text = Text(
            en="too few weeks: the days are too noisy alone, and the {window} has {have}, {needed} are needed",
            ru="слишком мало недель: отдельные дни слишком шумные, {window} — {have}, нужно {needed}",
        )
        return Reason(
            failure.code, text.fill(window=window, have=counted(int(facts.get("weeks", 0)), *_WEEKS), needed=needed)
        )
    return Reason(failure.code, _OTHER_GATES[failure.code].fill(window=window, **_shown(facts)))


_OTHER_GATES = {
    "coverage": Text(
        en="the {window} has data on {days_with_rows} of {expected_days} expected days",
        ru="{window}: данные есть за {days_with_rows} из {expected_days} ожидаемых дней",
    ),
    "gap": Text(
        en="the {window} has a gap of {days} days without data", ru="{window}: пропуск в данных, дней подряд: {days}"
    ),
    "silent_end": Text(
        en="the data end {days} working days before the {window} does: export them to its end, or state `closed:` "
        "where nobody worked",
        ru="{window}: данные кончаются за {days} рабочих дн. до его конца; выгрузите до конца или укажите `closed:`, "
        "если никто не работал",
    ),
    "too_few_of_a_weekday": Text(
        en="the {window} has fewer than two of some weekday", ru="{window}: какого-то дня недели меньше двух"
    ),
    "negative_denominator": Text(
        en="on {days} days of the {window} the denominator is negative, so days cannot be weighed",
        ru="{window}: дней с отрицательным знаменателем — {days}, взвесить дни нельзя",
    ),
    "no_variation": Text(
        en="the KPI does not vary from day to day, so no interval can be given",
        ru="показатель не меняется от дня ко дню, интервал построить нельзя",
    ),
}


def _shown(facts: dict[str, float]) -> dict[str, Text]:
    return {name: number(value) for name, value in facts.items()}
