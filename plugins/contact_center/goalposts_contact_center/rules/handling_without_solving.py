"""Shorter calls, and nobody looks whether callers have to call again."""

from collections.abc import Iterator

from goalposts import Project, Remark, rule

HANDLING = ("contact_center.aht", "contact_center.att", "contact_center.acw")
SOLVING = ("contact_center.repeat_rate", "contact_center.fcr")


@rule(
    "CCT401",
    "handling-without-solving",
    bad="""\
kpi: contact_center.aht
target: 200 s .. 260 s
project:
  goals: [{id: no-cut-calls, role: guardrail, kpi: contact_center.short_calls, margin: 1pp}]
""",
    good="""\
kpi: contact_center.aht
target: 200 s .. 260 s
project:
  goals:
    - {id: no-cut-calls, role: guardrail, kpi: contact_center.short_calls, margin: 1pp}
    - {id: settled, role: guardrail, kpi: contact_center.repeat_rate, margin: 1pp}
""",
    severity="warning",
    manual_ru="""
    У цели по времени обработки есть ограничитель по повторным обращениям.

    Почему это важно: время обработки сразу падает, если операторы бросают трубку, переводят вызов дальше или обещают
    перезвонить. Тогда клиент звонит второй раз: это целый лишний вызов, а в показателе его не видно.
    """,
)
def handling_without_solving(project: Project) -> Iterator[Remark]:
    """A goal on handling time has a guardrail on callers who call again.

    Why it matters: handle time falls at once when agents hang up, pass on and promise to call back. The caller then
    calls a second time, which costs a whole call and does not show in the figure.
    """
    if project.guarded.intersection(SOLVING):
        return
    for goal in project.promises:
        if goal.kpi in HANDLING and goal.guardrails != ():
            yield goal.finding(
                {
                    "en": "handling can be cut by not solving, and nothing watches it",
                    "ru": "обработку можно сократить, не решая вопросов, и никто этого не увидит",
                },
                hint={
                    "en": "add `role: guardrail, kpi: contact_center.repeat_rate, margin: 1pp`",
                    "ru": "добавьте `role: guardrail, kpi: contact_center.repeat_rate, margin: 1pp`",
                },
                at="kpi",
            )
