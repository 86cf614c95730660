"""Shorter calls and more solved ones, promised both."""

from collections.abc import Iterator

from goalposts import Project, Remark, rule

from goalposts_contact_center.rules.handling_without_solving import HANDLING, SOLVING


@rule(
    "CCT402",
    "faster-and-solved",
    bad="""\
kpi: contact_center.aht
target: "-10%"
guardrails: []
project:
  goals: [{id: settled, kpi: contact_center.repeat_rate, target: "-10%"}]
""",
    good="""\
kpi: contact_center.aht
target: 200 s .. 260 s
guardrails: []
project:
  goals: [{id: settled, kpi: contact_center.repeat_rate, target: "-10%"}]
""",
    severity="warning",
    manual_ru="""
    Если обещано решать больше вопросов, для времени обработки задан коридор.

    Почему это важно: решить вопрос сразу дольше, чем отделаться от клиента. Когда обещано и то и другое, операторы
    выбирают то, на что смотрит супервизор, и вторая цель проиграна.
    """,
)
def faster_and_solved(project: Project) -> Iterator[Remark]:
    """Who promises that more is solved leaves handling time a band.

    Why it matters: to solve a question at once takes longer than to send the caller away. Promised both, agents
    choose the one that their supervisor looks at, and the other goal is lost.
    """
    solving = [goal for goal in project.promises if goal.kpi in SOLVING]
    for goal in project.promises:
        if solving and goal.kpi in HANDLING and goal.target is not None and goal.target.high is None:
            yield goal.finding(
                {
                    "en": f"is bought at the expense of goal '{solving[0].id}'",
                    "ru": f"достигается за счёт цели «{solving[0].id}»",
                },
                hint={
                    "en": "give it a band, as `target: 200 s .. 260 s`, or make it a guardrail",
                    "ru": "задайте коридор, например `target: 200 s .. 260 s`, или сделайте его ограничителем",
                },
                at="target",
            )
