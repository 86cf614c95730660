"""A comment that silences nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from goalposts.locale import Text
from goalposts.model import Edit, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.model import Project, Remark, Suppression

_IDLE = Text(
    en="silences {rules} on line {line}, which has nothing to say there",
    ru="отключает {rules} в строке {line}, но замечаний там нет",
)
_HINT = Text(en="remove the comment", ru="удалите комментарий")


@rule(
    "GP606",
    "idle-suppression",
    bad="""\
owner: Anna Petrova # goalposts: ignore[GP402] {en: nobody else can do it, ru: больше этого никто не сделает}
""",
    good="""\
owner: Anna Petrova
""",
    severity="info",
    fix={
        "en": "removes the comment",
        "ru": "удаляет комментарий",
    },
    manual_ru="""
    Комментарий, который отключает правило, стоит там, где правило сработало бы.

    Почему это важно: комментарий, оставшийся после исправления, заглушит следующее замечание в этой строке, которое
    ещё никто не оценил. Комментарии к правилам, которые не запускались или смотрят на календарь, это правило не
    трогает.
    """,
)
def idle_suppression(project: Project, idle: tuple[Suppression, ...]) -> Iterator[Remark]:
    """A comment that silences a rule stands where the rule would speak.

    Why it matters: a comment that is left behind when its fault was mended silences the next one on that line, which
    nobody has judged. Comments on rules that did not run, or that look at the calendar, are left alone.
    """
    for known in idle:
        message = _IDLE.fill(rules=", ".join(known.rules), line=known.line)
        remark = project.finding(message, hint=_HINT, fix=Edit(known.place, known.text))
        yield evolve(remark, place=evolve(known.place, path="comment"))
