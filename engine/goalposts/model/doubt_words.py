"""What is said of files of which only people can tell which rows count, and what to do about them."""

from __future__ import annotations

from typing import Final

from goalposts.locale import Text, counted
from goalposts.model.stream_counts import FILES_DISAGREE, FileDoubt

_ROWS: Final = (("row", "rows"), ("строка", "строки", "строк"))
_DISAGREE: Final = Text(
    en="in {rows} of the same key {other} says otherwise than {one}, and nothing tells which are newer; those of "
    "{other} count, which comes last by name{copy}",
    ru="в строках с одним и тем же ключом ({rows}) {other} расходится с {one}, а какие новее, неизвестно; учтены "
    "строки {other}, последнего по имени{copy}",
)
_COPY: Final = Text(
    en=" ({copied} is named as a second download, so it may well be the newer one)",
    ru=" ({copied}, судя по имени, скачан повторно и, скорее всего, новее)",
)
_ALIKE: Final = Text(
    en="the same rows ({rows}) stand in {one} and in {other}, and all of them count; whether one export was saved "
    "twice, the rows do not tell",
    ru="в {one} и в {other} одни и те же строки ({rows}), и учтены все; сохранена ли дважды одна выгрузка, по строкам "
    "не понять",
)
_BY_COLUMN: Final = Text(
    en="name under `dedupe_by:` the column that tells when a row was changed, as `dedupe_by: {column}`, or leave only "
    "the newest export",
    ru="укажите в `dedupe_by:` столбец с временем изменения строки, например `dedupe_by: {column}`, или оставьте "
    "только последнюю выгрузку",
)
_NO_COLUMN: Final = Text(
    en="export the time of the last change too and name its column under `dedupe_by:`, or leave only the newest export",
    ru="выгрузите и время последнего изменения и укажите его столбец в `dedupe_by:` или оставьте только последнюю "
    "выгрузку",
)
_SAVED_TWICE: Final = Text(
    en="leave out one of the files if it was; if every row is an event of its own, state `same_rows: keep`",
    ru="если да, уберите один из файлов; если каждая строка — отдельное событие, укажите `same_rows: keep`",
)


def doubt_of(doubt: FileDoubt) -> Text:
    """Say which rows are in doubt, and which count meanwhile."""
    one, other = doubt.files
    said = _DISAGREE if doubt.kind == FILES_DISAGREE else _ALIKE
    copy = _COPY.fill(copied=doubt.copied) if doubt.copied else ""
    return said.fill(one=one, other=other, rows=counted(doubt.rows, *_ROWS), copy=copy)


def cure_of(doubt: FileDoubt) -> Text:
    """Say what to do about it."""
    if doubt.kind != FILES_DISAGREE:
        return _SAVED_TWICE
    return _BY_COLUMN.fill(column=doubt.column) if doubt.column else _NO_COLUMN
