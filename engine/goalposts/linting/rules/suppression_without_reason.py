"""A rule that is silenced, and nobody says why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from goalposts.locale import Text
from goalposts.model import rule
from goalposts.model.findings import COMMENT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.model import Project, Remark

_NO_RULE = Text(en="does not say which rule it silences", ru="не сказано, какое правило отключается")
_NO_REASON = Text(
    en="silences {rules} without a reason, so it silences nothing",
    ru="причина отключения {rules} не названа, поэтому ничего не отключено",
)
_HINT = Text(
    en="write `# goalposts: ignore[GP401] why it does not hold here`",
    ru="напишите `# goalposts: ignore[GP401] почему здесь это не так`",
)


@rule(
    "GP605",
    "suppression-without-reason",
    bad="""\
owner: Anna Petrova # goalposts: ignore[GP401]
""",
    good="""\
owner: Anna Petrova # goalposts: ignore[GP401] {en: the lever is decided in March, ru: рычаг выберут в марте}
""",
    severity="error",
    manual_ru="""
    Комментарий, который отключает правило, называет это правило и причину.

    Почему это важно: то, что один отключил в спешке, следующий примет за проверенное. Причину можно прочитать, о ней
    можно спросить и её можно снять; в файле, который подписывают все, молчание — тоже решение.
    """,
)
def suppression_without_reason(project: Project) -> Iterator[Remark]:
    """A comment that silences a rule names the rule and says why.

    Why it matters: what one person silenced in a hurry the next one takes for examined. A reason can be read, asked
    about and taken back; in a file that everybody signs, silence is a decision too.
    """
    for known in project.rules.suppressions:
        if not known.rules or not known.reason:
            message = _NO_REASON.fill(rules=", ".join(known.rules)) if known.rules else _NO_RULE
            yield evolve(project.finding(message, hint=_HINT), place=evolve(known.place, path=COMMENT))
