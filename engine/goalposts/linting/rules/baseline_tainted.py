"""A baseline in which something else was going on."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from goalposts.linting.promises import is_promise
from goalposts.locale import Text, percent
from goalposts.model import Window, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goalposts.model import Goal, Influence, Project, Remark

MOST_OF_BASELINE = 0.1


@rule(
    "GP514",
    "baseline-tainted",
    bad="""\
project:
  influences: [{name: {en: pilot in one office, ru: пилот в одном офисе}, from: 2025-12-01, to: 2026-02-15}]
""",
    good="""\
project:
  influences: [{name: {en: pilot in one office, ru: пилот в одном офисе}, from: 2026-06-01, to: 2026-08-01}]
""",
    severity="warning",
    manual_ru="""
    Ни одно из названных в проекте влияний не занимает больше десятой части базового периода.

    Почему это важно: базовый период показывает, как бывает обычно. Если на заметную его часть пришёлся пилот,
    забастовка или смена цен, он показывает их, и уже само их окончание будет похоже на заслугу внедрения.
    """,
)
def baseline_tainted(goal: Goal, project: Project) -> Iterator[Remark]:
    """No influence that the project names lasts for more than a tenth of the baseline.

    Why it matters: the baseline stands for the ordinary. With a pilot, a strike or a change of prices in a good part
    of it, it stands for that, and its end alone will look like the rollout's doing.
    """
    baseline = project.baseline_of(goal)
    if not is_promise(goal) or not isinstance(baseline, Window):
        return
    for influence in project.influences_of(goal):
        share = _days_within(influence, baseline) / baseline.days
        if share > MOST_OF_BASELINE:
            message = Text(
                en="'{name}' covers {share} of the baseline",
                ru="«{name}» приходится на {share} базового периода",
            )
            yield goal.finding(
                message.fill(name=influence.name, share=percent(share, 0)),
                hint={
                    "en": "take a longer baseline, or one that ends before it",
                    "ru": "возьмите базовый период подлиннее или закончите его раньше",
                },
                at="baseline",
            )


def _days_within(influence: Influence, window: Window) -> int:
    first, last = max(influence.start, window.start), min(influence.end or date.max, window.end)
    return max((last - first).days, 0)
