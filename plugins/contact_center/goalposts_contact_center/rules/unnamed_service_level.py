"""A service level of which nobody said how it is counted."""

from collections.abc import Iterator

from goalposts import Project, Remark, rule


@rule(
    "CCT101",
    "unnamed-service-level",
    bad="""\
kpi: contact_center.service_level
project:
  goals: [{id: nobody-lost, role: guardrail, kpi: contact_center.lost_rate, margin: 1pp}]
""",
    good="""\
kpi: contact_center.service_level
variant: offered
with: {within: 20 s}
project:
  goals: [{id: nobody-lost, role: guardrail, kpi: contact_center.lost_rate, margin: 1pp}]
""",
    severity="warning",
    manual_ru="""
    В цели по уровню сервиса назван вариант расчёта.

    Почему это важно: каждый поставщик считает его по-своему. По одним и тем же десяти вызовам «ответ за 20 с» — это
    40 или 67 %, смотря как считать тех, кто повесил трубку; кто сравнивает свою цифру с чужой, сравнивает формулы.
    """,
)
def unnamed_service_level(project: Project) -> Iterator[Remark]:
    """A goal on the service level names its variant.

    Why it matters: every vendor counts it otherwise. Of the same ten calls, 40 or 67 % are "answered within 20 s",
    depending on what becomes of callers who hang up; whoever compares his own figure with another vendor's compares
    formulas.
    """
    for goal in project.promises:
        if goal.kpi == "contact_center.service_level" and not goal.variant:
            yield goal.finding(
                {"en": "the service level has no variant", "ru": "у уровня сервиса не назван вариант"},
                hint={
                    "en": "write `variant: offered` for all calls that were offered, or what your contract says",
                    "ru": "напишите `variant: offered` (от всех поступивших вызовов) или то, что сказано в договоре",
                },
                at="kpi",
            )
