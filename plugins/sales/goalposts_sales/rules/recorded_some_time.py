"""Contacts recorded some time, by somebody, for nobody."""

from collections.abc import Iterator

from goalposts import Project, Remark, rule


@rule(
    "SAL202",
    "recorded-some-time",
    bad="""\
kpi: sales.capture_completeness
variant: recorded
target: ">= 85%"
guardrails: []
""",
    good="""\
kpi: sales.capture_completeness
variant: on_time
with: {within: 24 h}
target: ">= 85%"
guardrails: []
""",
    severity="warning",
    manual_ru="""
    Цель по зафиксированным контактам говорит, к какому сроку их фиксируют.

    Почему это важно: что записано в последний день месяца, то в последний день месяца и вспомнили или придумали. До
    этого дня пользы от такой записи быть не могло.
    """,
)
def recorded_some_time(project: Project) -> Iterator[Remark]:
    """A goal on captured contacts says by when they are captured.

    Why it matters: what is recorded on the last day of the month was recalled, or invented, on the last day of the
    month. Nobody could have acted on it before.
    """
    for goal in project.promises:
        if goal.kpi == "sales.capture_completeness" and goal.variant == "recorded":
            yield goal.finding(
                {"en": "counts records whenever they were made", "ru": "считает записи, когда бы их ни сделали"},
                hint={
                    "en": "write `variant: on_time` with `with: {within: 24 h}`, or `linked` with the deal too",
                    "ru": "напишите `variant: on_time` и `with: {within: 24 h}` или `linked`, если нужна и сделка",
                },
                at="variant",
            )
