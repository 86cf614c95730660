"""Which rows of a source cannot be read, by their commonest fault, and what to write in the project file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from goalposts.errors import listed
from goalposts.locale import Text, number
from goalposts.model import Place, Project, Source
from goalposts.model.place_words import line_of, line_of_source
from goalposts.model.stream_counts import OTHER_ORDER, QuarantineDetail, StreamCount


def unreadable(project: Project, stream: StreamCount) -> tuple[Text, Text | None, Place | None]:
    """Name the rows that cannot be read, with an example, what to do about such, where the fault tells it, and where.

    That is the field at fault, or the source, in the project file; None where the stream is none of its sources.
    """
    example = max(stream.details, key=lambda detail: detail.count)
    source = next((known for known in project.sources if known.name == stream.instrument), None)
    files = ", ".join(source.locations) if source is not None else ""
    said = _UNREADABLE.fill(
        count=number(sum(stream.quarantined.values()), 0),
        rows=number(stream.rows, 0),
        instrument=stream.instrument,
        line=number(example.line, 0),
        files=_OF_FILES.fill(files=files) if files else "",
        field=example.field or "—",
        value=example.value,
        reason=example.reason,
    )
    if source is None:
        return said, None, None
    cure = _SEVERAL if example.reason == "other_currency" and stream.accepted else _cure(project, source, example)
    return said, cure, project.place_of(source, f"fields.{example.field}")


def _cure(project: Project, source: Source, example: QuarantineDetail) -> Text | None:
    if example.reason == "other_currency":
        return _currency(project, source, example.value)
    if example.reason == OTHER_ORDER and _EITHER in example.value:
        return _SPREADSHEET
    known = _CURES.get(example.reason)
    if known is None or not example.field:
        return None
    kind = project.catalogue.event_types[source.event_type].find(example.field)
    return known.fill(
        field=example.field,
        value=example.value,
        words=listed(kind.values) if kind is not None and kind.values else _OWN_WORDS,
        place=line_of_source(project, source, f"fields.{example.field}"),
    )


def _currency(project: Project, source: Source, amount: str) -> Text | None:
    from goalposts.streams.conversion.currency_signs import currency_in

    code = currency_in(amount)
    if not code:
        return None
    return _CURRENCY.fill(
        code=code, whole=line_of(project, "currency"), one=line_of_source(project, source, "currency")
    )


_UNREADABLE: Final = Text(
    en="{count} of {rows} rows of {instrument}, as line {line}{files}: {field} is '{value}' ({reason})",
    ru="{count} из {rows} строк источника {instrument}, например строка {line}{files}: {field} = «{value}» ({reason})",
)
_OF_FILES: Final = Text(en=" of {files}", ru=" в {files}")
_OWN_WORDS: Final = Text(en="words of your own", ru="ваши слова")
_CURRENCY: Final = Text(
    en="amounts carry the sign of {code}: state `currency: {code}` if the project counts in it ({whole}), else "
    "`currency: {{code: {code}, rates: ...}}` of the source ({one})",
    ru="у сумм стоит знак {code}: если проект считает в этой валюте, напишите `currency: {code}` ({whole}), иначе у "
    "источника — `currency: {{code: {code}, rates: ...}}` ({one})",
)
_EITHER: Final = " / "
"""Between the two days that a cell of a workbook may mean."""
_SPREADSHEET: Final = Text(
    en="a spreadsheet took the dates that it could for dates with day and month in each other's place, and left those "
    "after the twelfth as texts: export the table again and do not open it in the spreadsheet before, or with dates "
    "as 2026-02-13",
    ru="табличный редактор прочёл те даты, какие смог, переставив день и месяц, а остальные, после двенадцатого числа, "
    "оставил текстом: выгрузите таблицу заново и не открывайте её в редакторе или выгрузите даты в виде 2026-02-13",
)
_SEVERAL: Final = Text(
    en="amounts are in several currencies and cannot be added up: export the currency as a column of its own and state "
    "`currency: {column: ..., rates: rates.csv}` of the source, or keep one by `where`",
    ru="суммы в нескольких валютах нельзя складывать: выгрузите валюту отдельным столбцом и укажите у источника "
    "`currency: {column: ..., rates: rates.csv}` или оставьте одну через `where`",
)
_TIME: Final = Text(
    en='state how `{field}` is written, as `format: "%d.%m.%Y %H:%M"` ({place}), or mend the export: one form of dates',
    ru='укажите, как записано `{field}`, например `format: "%d.%m.%Y %H:%M"` ({place}), или исправьте выгрузку: даты в '
    "одном виде",
)
_CURES: Final[Mapping[str, Text]] = {
    "unknown_value": Text(
        en="say under `values` of `{field}` what the word means ({place}), one of: {words}",
        ru="укажите в `values` поля `{field}`, что значит это слово ({place}), одно из: {words}",
    ),
    "bad_timestamp": _TIME,
    OTHER_ORDER: _TIME,
    "bad_number": Text(
        en='state how numbers are written, as `decimal: ","` or `thousands: ","` of the source ({place}), or mend the '
        "export",
        ru='укажите у источника, как записаны числа, например `decimal: ","` или `thousands: ","` ({place}), или '
        "исправьте выгрузку",
    ),
    "bad_duration": Text(
        en="state the `unit:` of `{field}`, as s, min or hh:mm:ss ({place}), or mend the export",
        ru="укажите `unit:` поля `{field}`, например s, min или hh:mm:ss ({place}), или исправьте выгрузку",
    ),
}
