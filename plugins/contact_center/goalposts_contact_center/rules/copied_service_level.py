"""80 % in 20 seconds, because everybody says so."""

from collections.abc import Iterator

from goalposts import Project, Remark, rule

CUSTOM = 0.8
CUSTOM_SECONDS = 20


@rule(
    "CCT403",
    "copied-service-level",
    bad="""\
kpi: contact_center.service_level
variant: offered
target: ">= 80%"
why: null
project:
  goals: [{id: nobody-lost, role: guardrail, kpi: contact_center.lost_rate, margin: 1pp}]
""",
    good="""\
kpi: contact_center.service_level
variant: offered
target: ">= 80%"
why:
  {en: callers who wait longer than 20 s hang up three times as often,
   ru: после 20 с ожидания трубку вешают втрое чаще}
project:
  goals: [{id: nobody-lost, role: guardrail, kpi: contact_center.lost_rate, margin: 1pp}]
""",
    severity="info",
    manual_ru="""
    У цели «80 % за 20 с» есть своя причина.

    Почему это важно: эта цифра — обычай, исследования ваших клиентов за ней нет. Сколько они ждут, прежде чем
    повесить трубку, видно из вашего журнала (`contact_center.ata`), как и то, во что обойдутся следующие десять
    секунд.
    """,
)
def copied_service_level(project: Project) -> Iterator[Remark]:
    """A goal of 80 % in 20 s has a reason of its own.

    Why it matters: the figure is custom; no study of your callers is behind it. How long yours wait before they hang
    up stands in your own log (`contact_center.ata`), and so does what the next ten seconds would cost.
    """
    for goal in project.promises:
        within = goal.params.get("within")
        custom = within is None or within.in_base_unit == CUSTOM_SECONDS
        copied = goal.target is not None and not goal.target.needs_baseline and goal.target.low.in_base_unit == CUSTOM
        if goal.kpi == "contact_center.service_level" and custom and copied and not goal.why.strip():
            yield goal.finding(
                {
                    "en": "80 % in 20 s is a habit of the trade, not a reason",
                    "ru": "80 % за 20 с — это обычай отрасли, а не причина",
                },
                hint={
                    "en": "say in `why` what it is to your callers, or start from your own baseline, as `+10pp`",
                    "ru": "напишите в `why`, что это даст вашим клиентам, или идите от своего уровня: `+10pp`",
                },
                at="target",
            )
