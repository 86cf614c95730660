"""The headings and labels of reports, by a key that the page template uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goalposts.locale import Text

if TYPE_CHECKING:
    from collections.abc import Mapping


def _labels(pairs: Mapping[str, tuple[str, str]]) -> Mapping[str, Text]:
    return {key: Text(en=en, ru=ru) for key, (en, ru) in pairs.items()}


LABELS: Mapping[str, Text] = _labels(
    {
        "scorecard": ("Scorecard", "Итоги внедрения"),
        "as_of": ("As of", "По состоянию на"),
        "score": ("Score", "Оценка"),
        "locking": ("Goals", "Цели"),
        "summary": ("All goals at a glance", "Все цели на одной странице"),
        "one_by_one": ("Goal by goal", "По каждой цели"),
        "no_goals": ("This project has no goals.", "В этом проекте нет целей."),
        "goal": ("Goal", "Цель"),
        "state": ("Result", "Итог"),
        "promised": ("Promised", "Обещано"),
        "measured": ("Measured before → after", "Измерено до → после"),
        "likely": ("Likely effect", "Вероятный эффект"),
        "why": ("Why", "Почему"),
        "reasons": ("Why this result", "Почему такой итог"),
        "due": ("Due", "Срок"),
        "due_on": ("due", "срок:"),
        "open": ("Not decided, and what would decide it", "Где вывода нет и что его даст"),
        "grade": ("Grade", "Степень"),
        "owner": ("Owner", "Ответственный"),
        "must": ("must be achieved", "обязательная"),
        "evidence": ("Evidence", "Доказательность"),
        "days_used": ("Data used", "Данные в расчёте"),
        "attained": ("Share of the promise kept", "Выполнено от обещанного"),
        "credit": ("Credit", "Заслуга"),
        "parts": ("Where the change comes from", "Из чего сложилось изменение"),
        "value_before": ("Before", "До"),
        "value_after": ("After", "После"),
        "claimable": ("May be claimed for the rollout", "Можно отнести на счёт внедрения"),
        "part": ("Part", "Часть"),
        "amount": ("Change", "Изменение"),
        "observed": ("Observed change", "Наблюдаемое изменение"),
        "by": ("By {dimension}", "В разрезе «{dimension}»"),
        "segment": ("Segment", "Сегмент"),
        "segment_before": ("Before", "До"),
        "segment_after": ("After", "После"),
        "segment_events": ("Events before → after", "Событий до → после"),
        "no_word": ("not given", "не указано"),
        "others": ("all others", "остальные"),
        "together": ("all together", "все вместе"),
        "segments_note": (
            "These lines describe and decide nothing; the smaller a line, the more of it is chance.",
            "Эти строки только описывают и на вывод не влияют; чем меньше строка, тем больше в ней случайного.",
        ),
        "flips": ("What would change the verdict", "Что изменило бы вывод"),
        "differences": ("How the file differs from the locked goals", "Чем файл отличается от зафиксированных целей"),
        "amendments": ("Recorded changes of the goals", "Записанные изменения целей"),
        "original": ("As the goals were first locked", "Если судить по первоначально зафиксированным целям"),
        "when": ("When", "Когда"),
        "who": ("By", "Кто"),
        "reason": ("Reason", "Причина"),
        "results_seen": ("Results already known", "Результаты уже были известны"),
        "yes": ("yes", "да"),
        "no": ("no", "нет"),
        "data": ("The data", "Данные"),
        "no_streams": ("No data were read.", "Данные не читались."),
        "instrument": ("Source", "Источник"),
        "rows": ("Rows", "Строк"),
        "accepted": ("Accepted", "Принято"),
        "filtered": ("Filtered out", "Отфильтровано"),
        "duplicates": ("Duplicates", "Повторы"),
        "outside": ("Outside the period", "Вне периода"),
        "quarantined": ("Set aside as faulty", "Отложено с ошибками"),
        "period": ("Period", "Период"),
        "faults": ("Rows set aside as faulty", "Строки, отложенные из-за ошибок"),
        "fault": ("Fault", "Ошибка"),
        "field": ("Field", "Поле"),
        "count": ("Rows", "Строк"),
        "first_line": ("First in line", "Первая строка"),
        "midnight_crossings": ("Differences of clock readings over midnight", "Разности показаний часов через полночь"),
        "ambiguous": ("Times that the clock change makes ambiguous", "Время, неоднозначное из-за перевода часов"),
        "unused": (
            "Understood in the project file, but without influence on this score",
            "Прочитано в файле проекта, но на оценку не влияет",
        ),
        "break_even": ("When it pays off", "Когда окупится"),
        "engine": ("Computed by", "Чем посчитано"),
        "plugins": ("plugins", "плагины"),
        "analyst": ("For the analyst", "Для аналитика"),
        "before": ("before", "до"),
        "after": ("after", "после"),
        "go_live": ("go-live", "запуск"),
        "chart": ("Course of the KPI", "Динамика показателя"),
        "daily": ("daily values", "значения по дням"),
        "weekly": ("weekly values", "значения по неделям"),
        "band": ("likely range of the effect", "вероятный диапазон эффекта"),
        "levels": ("level before and after", "уровень до и после"),
        "without": ("otherwise expected", "ожидалось без внедрения"),
        "promise": ("promised", "обещано"),
        "bar": ("Effect against the promise", "Эффект в сравнении с обещанным"),
        "better": ("better →", "лучше →"),
        "worse": ("← worse", "← хуже"),
        "no_change": ("no change", "без изменений"),
        "allowed": ("allowed", "допустимо"),
        "likely_low": ("lower end of the likely range", "нижняя граница вероятного диапазона"),
        "likely_high": ("upper end of the likely range", "верхняя граница вероятного диапазона"),
        "estimate": ("best estimate", "наиболее вероятное значение"),
        "by_keys": (
            "Left and right arrow keys go through its values.",
            "Стрелки влево и вправо переходят по значениям.",
        ),
        "as_a_table": ("The same as a table", "То же таблицей"),
        "no_chart": ("There are no values to draw.", "Нет значений для графика."),
        "no_daily": (
            "This KPI has no daily values of its own; the lines show its windows.",
            "У этого показателя нет значений по дням; линии показывают периоды.",
        ),
        "to_the_right": ("Right is better.", "Правее — лучше."),
    }
)

ANALYST_LABELS: Mapping[str, Text] = _labels(
    {
        "kpi": ("KPI", "Показатель"),
        "variant": ("Variant", "Вариант"),
        "params": ("Parameters", "Параметры"),
        "recipe": ("Recipe", "Рецепт"),
        "grade": ("Evidence grade", "Степень доказательности"),
        "window": ("Window", "Период"),
        "value": ("Value", "Значение"),
        "level": ("95 % interval of the level", "95 %-й интервал уровня"),
        "n": ("Events", "Событий"),
        "days": ("Days", "Дней"),
        "instrument": ("Source", "Источник"),
        "unknown": ("Rows with unknown values", "Строк с неизвестными значениями"),
        "excluded": ("Left out by rule", "Не вошло по правилам"),
        "censored": ("Not followed long enough", "Ещё не прослежено до конца"),
        "missing": ("Why missing", "Почему нет значения"),
        "effect": ("Effect", "Эффект"),
        "relative": ("Relative effect", "Относительный эффект"),
        "interval": ("95 % interval of the effect", "95 %-й интервал эффекта"),
        "answer": ("Change", "Изменение"),
        "p_value": ("p-value", "p-значение"),
        "p_adjusted": (
            "p-value adjusted for the number of goals (Holm)",
            "p-значение с поправкой Холма на число целей",
        ),
        "method": ("Method", "Метод"),
        "design": ("Design", "Схема сравнения"),
        "attribution": ("Attribution", "Атрибуция"),
        "direction_ok": ("Moved in the right direction", "Сдвиг в нужную сторону"),
        "weight": ("Weight", "Вес"),
        "check": ("Check", "Проверка"),
        "passed": ("Passed", "Пройдена"),
        "threshold": ("Threshold", "Порог"),
        "said": ("In words", "Словами"),
        "not_applicable": ("for information", "справочно"),
    }
)

PART_WORDS: Mapping[str, Text] = _labels(
    {
        "trend": ("trend that was there before", "прежний тренд"),
        "season": ("season and calendar", "сезон и календарь"),
        "control": ("moved without the rollout too", "изменилось и без внедрения"),
        "rollout": ("step at go-live", "сдвиг после запуска"),
        "mix": ("another mix of cases", "другой состав случаев"),
        "measurement": ("another instrument measures", "измеряет другой источник"),
        "unexplained": ("not explained", "не объяснено"),
    }
)

FAULT_WORDS: Mapping[str, Text] = _labels(
    {
        "bad_timestamp": ("not a time", "не время"),
        "other_order": ("day and month in the other order than elsewhere", "день и месяц не в том порядке"),
        "rounded_id": ("an id that a spreadsheet has rounded", "id, округлённый электронной таблицей"),
        "bad_number": ("not a number", "не число"),
        "other_currency": ("an amount in another currency", "сумма в другой валюте"),
        "bad_duration": ("not a duration", "не длительность"),
        "no_rate": ("no exchange rate for that day", "нет курса на этот день"),
        "bad_flag": ("neither yes nor no", "не «да» и не «нет»"),
        "missing_value": ("required but missing", "обязательное значение пусто"),
        "unknown_value": ("unknown value", "неизвестное значение"),
        "negative_duration": ("a negative duration", "отрицательная длительность"),
        "wrong_columns": ("another number of columns than the header", "столбцов не столько, сколько в заголовке"),
        "unknown_object": ("names an object that the log does not have", "назван объект, которого в журнале нет"),
        "error_cell": ("a cell with an error", "ячейка с ошибкой"),
        "bad_json": ("not a JSON object", "не объект JSON"),
        "not_of_this_export": ("not a record of such an export", "не запись такой выгрузки"),
        "unfinished": ("how it ended is not known", "неизвестно, чем закончилось"),
        "unknown_start": ("when it began is not known", "неизвестно, когда началось"),
        "nonexistent_time": ("a time that the clock change skipped", "время, пропущенное при переводе часов"),
    }
)


def named(words: Mapping[str, Text], code: str) -> Text:
    """Return the words for a code; a code of a stranger is shown as it is, with spaces."""
    if code.startswith(_INFLUENCE):
        return _NAMED_INFLUENCE.fill(name=code.removeprefix(_INFLUENCE))
    return words.get(code) or Text.of(code.replace("_", " "))


_INFLUENCE = "influence: "
_NAMED_INFLUENCE = Text(en="influence: {name}", ru="влияние: {name}")
