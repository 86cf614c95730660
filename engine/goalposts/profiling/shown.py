"""A profile as lines for the console."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from goalposts.errors import listed
from goalposts.formats.yaml_text import write_yaml
from goalposts.locale import LANGUAGES, Text, counted, day, number, percent
from goalposts.model.stream_counts import StreamCount
from goalposts.profiling.columns_shown import column_lines, remarks_on_cells
from goalposts.profiling.data_entry import data_entry
from goalposts.profiling.event_facts import EventFacts
from goalposts.profiling.profile import FileProfile, Mapped, SourceProfile
from goalposts.profiling.questions import Question
from goalposts.profiling.related import Unmatched
from goalposts.reporting.labels import FAULT_WORDS, named

_ROWS: Final = (("row", "rows"), ("строка", "строки", "строк"))
_COLUMNS: Final = (("column", "columns"), ("столбец", "столбца", "столбцов"))
_DAYS: Final = (("day", "days"), ("день", "дня", "дней"))
_SHOWN_WORDS: Final = 12
_MOST_REFUSED: Final = 0.05
_BLANK: Final = Text(en="<which column>", ru="<какой столбец>")
_IN_FILE: Final = Text(en="In the project file:", ru="В файле проекта:")
_WITH_BLANKS: Final = Text(
    en="In the project file, once a column stands in the place of every <...>:",
    ru="В файле проекта, когда вместо каждого <...> будет стоять столбец:",
)


def profile_lines(found: SourceProfile) -> Iterator[Text]:
    """Say what the files hold, what fits, which KPIs follow, and how to state it in a project file."""
    for file in found.files:
        yield from _file(file, found.currency)
        yield Text.of("")
    for between in found.between:
        yield Text(en="{said}; {hint}.", ru="{said}; {hint}.").fill(said=between.text, hint=between.hint)
        yield Text.of("")
    yield from _kpis(found)
    for strange in found.unmatched:
        yield _strange(strange)
    data = {language: data_entry(found, blank=_BLANK.get(language)) for language in LANGUAGES}
    if data["en"]:
        yield Text.of("")
        yield _WITH_BLANKS if any(file.mapped and file.mapped.missing for file in found.files) else _IN_FILE
        yield Text.of("")
        if found.currency:
            yield Text.of(f"currency: {found.currency}")
        yield Text(**{language: _block(entry) for language, entry in data.items()})


def _block(data: Mapping[str, Any]) -> str:
    return "data:\n" + "".join(f"  {line}\n" for line in write_yaml(dict(data)).splitlines()).rstrip()


def _file(file: FileProfile, currency: str) -> Iterator[Text]:
    yield Text.of(file.seen.file.name)
    yield _read_as(file)
    yield from column_lines(file.table)
    if file.fits:
        fits = (
            Text(en="{preset} ({share} of the rows, {fields})", ru="{preset} (строк: {share}, {fields})").fill(
                preset=fit.preset.id, share=percent(fit.accepted, 1), fields=_of_fields(len(fit.given))
            )
            for fit in file.fits
        )
        yield Text(en="  Fitting presets: {fits}", ru="  Подходящие пресеты: {fits}").fill(fits=_joined(fits))
    if file.mapped is None and file.table.is_without_times:
        yield Text(
            en="  No column holds days or times, so these are no events: there is nothing to map, leave it out.",
            ru="  Ни в одном столбце нет дат и времени, это не события: описывать нечего, в проект не включайте.",
        )
        return
    if file.mapped is None:
        yield Text(
            en="  No event type fits by itself: choose one of `goalposts events` and state its `fields:`; a table with "
            "a value for each day or month is `goalposts.reading`.",
            ru="  Тип событий не подобран: выберите его в `goalposts events` и опишите `fields:`; таблица, где для "
            "каждого дня или месяца стоит значение, — это `goalposts.reading`.",
        )
        return
    yield from _mapped(file.mapped)
    yield from remarks_on_cells(file.table, currency)
    if file.unused:
        yield Text(
            en="  Columns that no field takes: {names}", ru="  Столбцы, которые не берёт ни одно поле: {names}"
        ).fill(names=listed(file.unused))
    for column, words in file.currencies:
        yield Text(
            en="  '{column}' names several currencies ({words}), nothing says which amounts are in which: sums of "
            "them are refused. State `currency: {{column: {column}, rates: rates.csv}}` of this source, or keep one by "
            "`where`.",
            ru="  В «{column}» несколько валют ({words}), и ничто не говорит, какие суммы в какой: складывать их "
            "нельзя. Укажите у этого источника `currency: {{column: {column}, rates: rates.csv}}` или оставьте одну "
            "через `where`.",
        ).fill(column=column, words=listed(words[:_SHOWN_WORDS]))


def _read_as(file: FileProfile) -> Text:
    parts = [file.seen.format]
    if file.seen.format in ("csv", "json"):
        parts.append(file.seen.source.encoding)
    if file.delimiter:
        parts.append({"\t": "tab"}.get(file.delimiter, f"'{file.delimiter}'"))
    said = Text(en="  {parts}: {rows}, {columns}", ru="  {parts}: {rows}, {columns}").fill(
        parts=", ".join(parts),
        rows=counted(file.table.rows, *_ROWS),
        columns=counted(len(file.table.columns), *_COLUMNS),
    )
    if not file.table.wrong:
        return said
    wrong = Text(en="{said}; of a wrong width: {wrong}", ru="{said}; с другим числом ячеек: {wrong}")
    return wrong.fill(said=said, wrong=number(file.table.wrong, 0))


def _mapped(mapped: Mapped) -> Iterator[Text]:
    if mapped.preset is None:
        yield Text(
            en="  Becomes {kind}, guessed by names and contents: check it.",
            ru="  Станет {kind}; сопоставлено по именам и содержимому, проверьте.",
        ).fill(kind=mapped.event_type.id)
    else:
        yield Text(en="  Becomes {kind} by preset {preset}.", ru="  Станет {kind} по пресету {preset}.").fill(
            kind=mapped.event_type.id, preset=mapped.preset.preset.id
        )
        if mapped.preset.preset.note is not None:
            yield Text(en="  {note}", ru="  {note}").fill(note=mapped.preset.preset.note)
    if mapped.taken:
        yield Text(
            en="  No heading that the preset knows is its {field}: '{column}' is taken for it, check that.",
            ru="  Заголовка, по которому пресет узнаёт {field}, нет: взят столбец «{column}», проверьте.",
        ).fill(field=mapped.event_type.time, column=mapped.taken)
    if mapped.missing:
        yield Text(
            en="  No column for what it cannot do without: {fields}", ru="  Нет столбца для обязательного: {fields}"
        ).fill(fields=listed(mapped.missing))
    for question in mapped.questions:
        yield _asked(question, mapped)
    if mapped.naive and "timezone" not in mapped.entry:
        yield Text(
            en="  Only you can tell: in which zone the times were written (`timezone:`).",
            ru="  Знаете только вы: в каком часовом поясе записано время (`timezone:`).",
        )
    if mapped.facts is not None:
        yield from _events(mapped.facts)


def _asked(question: Question, mapped: Mapped) -> Text:
    if question.formats:
        return Text(
            en="  Only you can tell: whether '{column}' is {formats}.",
            ru="  Знаете только вы: «{column}» — это {formats}?",
        ).fill(column=question.column, formats=_either(question.formats))
    if question.grouped:
        return Text(
            en="  Only you can tell: whether {number} in '{column}' is whole (`thousands: \"{sign}\"`) or a fraction "
            '(`decimal: "{sign}"`).',
            ru='  Знаете только вы: {number} в «{column}» — целое число (`thousands: "{sign}"`) или дробь '
            '(`decimal: "{sign}"`)?',
        ).fill(column=question.column, number=question.grouped, sign=question.sign)
    field = mapped.event_type.find(question.field)
    meanings = listed(field.values) if field is not None else Text.of("")
    shown = question.words[:_SHOWN_WORDS]
    more = "" if len(shown) == len(question.words) else ", ..."
    return Text(
        en="  Only you can tell: what in '{column}' is meant by {words}{more}; {field} is one of: {meanings}",
        ru="  Знаете только вы: что в «{column}» значат {words}{more}; {field} — одно из: {meanings}",
    ).fill(column=question.column, words=listed(shown), more=more, field=question.field, meanings=meanings)


def _either(formats: tuple[str, ...]) -> Text:
    return Text(en=" or ".join(formats), ru=" или ".join(formats))


def _events(facts: EventFacts) -> Iterator[Text]:
    count = facts.count
    refused = sum(count.quarantined.values())
    said = Text(
        en="  Events: {accepted} of {rows}; filtered {filtered}, duplicates {duplicates}, not readable {refused}",
        ru="  Событий: {accepted} из строк: {rows}; отсеяно {filtered}, повторов {duplicates}, не прочитано {refused}",
    )
    yield said.fill(
        accepted=number(count.accepted, 0),
        rows=number(count.rows, 0),
        filtered=number(count.filtered, 0),
        duplicates=number(count.duplicates, 0),
        refused=number(refused, 0),
    )
    yield from _why_not(count)
    looked_at = count.rows - count.filtered
    if refused > _MOST_REFUSED * looked_at:
        yield Text(
            en="  Over 5 % cannot be read: every goal on this source would be invalid.",
            ru="  Не прочитано больше 5 %: любая цель по этому источнику будет недействительна.",
        )
    if count.first is not None and count.last is not None:
        span = Text(en="  From {first} to {last}, on {days}", ru="  С {first} по {last}, дней с событиями: {days}")
        days = counted(facts.days, *_DAYS)
        yield span.fill(first=count.first[:10], last=count.last[:10], days=Text(en=days.en, ru=str(facts.days)))
    for first, last in facts.gaps:
        yield Text(en="  Silent from {first} to {last}", ru="  Нет событий с {first} по {last}").fill(
            first=day(first), last=day(last)
        )
    for moment, events in facts.spikes:
        yield Text(
            en="  {day}: {events} events, more than ten times the usual: the trace of a migration? Then add "
            "`imported: {date}`",
            ru="  {day}: событий {events}, больше обычного в десять раз: след переноса данных? Тогда добавьте "
            "`imported: {date}`",
        ).fill(day=day(moment), events=number(events, 0), date=moment.isoformat())
    yield from _later(facts)
    if facts.repeated:
        yield Text(
            en="  {field} repeats itself in {rows}: if only the newest row counts, add `dedupe: {field}`",
            ru="  {field} повторяется, строк: {rows}; если верна только последняя, добавьте `dedupe: {field}`",
        ).fill(field=facts.id_field, rows=number(facts.repeated, 0))


def _later(facts: EventFacts) -> Iterator[Text]:
    """Which fields hold days that are to come."""
    for name, rows, moment in facts.later:
        yield Text(
            en="  {field} lies in the future in {rows}, as {day}: an event of such a day is not counted, and any other "
            "such day is taken as not there. Mend them in the system, and export again.",
            ru="  {field} — из будущего, {rows}, например {day}: события такого дня не в счёт, а другие даты считаются "
            "отсутствующими. Исправьте их в системе и выгрузите заново.",
        ).fill(field=name, rows=counted(rows, *_ROWS), day=day(moment))


def _why_not(count: StreamCount) -> Iterator[Text]:
    """Why rows were filtered or not read."""
    for found in count.left_out:
        said = Text(en="    {reason}: {rows}", ru="    {reason}: {rows}")
        yield said.fill(reason=found.text, rows=number(found.rows, 0))
    for detail in count.details:
        said = Text(
            en="    {field}, {words} ({reason}): {count}, first in line {line}{value}",
            ru="    {field}, {words} ({reason}): {count}, впервые в строке {line}{value}",
        )
        value = Text(en=": '{value}'", ru=": «{value}»").fill(value=detail.value) if detail.value else ""
        yield said.fill(
            field=detail.field,
            words=named(FAULT_WORDS, detail.reason),
            reason=detail.reason,
            count=number(detail.count, 0),
            line=detail.line,
            value=value,
        )


def _kpis(found: SourceProfile) -> Iterator[Text]:
    can = [known.kpi for known in found.kpis if not known.missing]
    cannot = [known for known in found.kpis if known.missing]
    if can:
        yield Text(en="These files can give:", ru="Эти файлы могут дать:")
        yield from (Text(en="  {id}: {title}", ru="  {id}: {title}").fill(id=kpi.id, title=kpi.title) for kpi in can)
    if cannot:
        yield Text(en="They cannot give:", ru="Не могут дать:")
        said = Text(en="  {id}: missing {fields}", ru="  {id}: нет {fields}")
        yield from (said.fill(id=known.kpi.id, fields=listed(known.missing)) for known in cannot)


def _strange(found: Unmatched) -> Text:
    words = (
        Text(en="'{word}' (did you mean '{near}'?)", ru="«{word}» (возможно, «{near}»?)").fill(word=word, near=near)
        if near
        else Text(en="'{word}'", ru="«{word}»").fill(word=word)
        for word, near in found.words[:_SHOWN_WORDS]
    )
    return Text(
        en="{file}: '{column}' has words that {keys} does not list, in {rows}: {words}",
        ru="{file}: в «{column}» есть слова, которых нет в {keys}, {rows}: {words}",
    ).fill(
        file=found.file, column=found.column, keys=found.keys, rows=counted(found.rows, *_ROWS), words=_joined(words)
    )


def _of_fields(count: int) -> Text:
    return counted(count, ("field", "fields"), ("поле", "поля", "полей"))


def _joined(texts: Iterator[Text]) -> Text:
    said = tuple(texts)
    return Text(en=", ".join(text.en for text in said), ru=", ".join(text.ru for text in said))
