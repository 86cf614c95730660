"""Files of a source of which nothing tells which rows count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goalposts.linting.told_once import is_first_on_its_events
from goalposts.locale import Text
from goalposts.model import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.model import BaselineFacts, Goal, Project, Remark, ResolvedGoal


@rule(
    "GP219",
    "files-in-doubt",
    bad="""\
facts:
  {computable: true, value: 0.7, line: 0.9,
   doubt: {en: b.csv says otherwise than a.csv in 3 rows of one key, ru: в b.csv три строки с тем же ключом другие}}
""",
    good="facts: {computable: true, value: 0.7, line: 0.9, n: 20000, days: 181}",
    severity="warning",
    manual_ru="""
    О строках, которые есть в нескольких выгрузках, известно, какая из них новее.

    Почему это важно: если запись изменилась, разные выгрузки говорят о ней разное. Когда нет столбца, по которому
    видно, какая строка новее, верным считается файл, последний по имени, а более новую загрузку браузер называет
    `visits (1).csv`, и она идёт раньше, чем `visits.csv`. Если у строк вовсе нет ключа, выгрузка, сохранённая дважды,
    считается дважды.
    """,
)
def files_in_doubt(goal: Goal, project: Project, resolved: ResolvedGoal, facts: BaselineFacts) -> Iterator[Remark]:
    """Of rows that several exports have, it is known which is the newest.

    Why it matters: exports of the same records say otherwise once something has changed. Without a column that tells
    which row is newer the last file by name wins, and a browser calls the newer download `visits (1).csv`, which comes
    before `visits.csv`. Where rows have no key at all, an export that was saved twice counts twice.
    """
    if facts.doubt is None or not is_first_on_its_events(goal, project, resolved):
        return
    yield goal.finding(
        Text(
            en="it is not known which rows of the exports count: {doubt}",
            ru="неизвестно, какие строки выгрузок верны: {doubt}",
        ).fill(doubt=facts.doubt),
        hint=facts.doubt_cure
        or {
            "en": "name the column that tells when a row was changed under `dedupe_by:`, or leave only the newest file",
            "ru": "укажите в `dedupe_by:` столбец с временем изменения строки или оставьте только последний файл",
        },
        at="kpi",
    )
