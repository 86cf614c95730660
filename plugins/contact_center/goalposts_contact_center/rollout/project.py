"""The project file of the simulated rollout, in either language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from goalposts_contact_center.rollout.schedule import Schedule

PROMISED_SERVICE_LEVEL: Final = 0.75
"""What the goal `faster-answers` promises."""

_DOCUMENT = """\
# {comment}
goalposts: 1
project: {project}
system: contact_center
language: {language}
timezone: {timezone}
go_live: {go_live}
baseline: {{from: {start}, to: {go_live}}}
evaluation: {{from: {evaluation_from}, to: {evaluation_to}}}
closed: [{closed}]
data:
  contact_center.call:
    source: contact_center.call.csv
    timezone: {timezone}
    fields:
      wait: {{column: wait, unit: s}}
      talk: {{column: talk, unit: s}}
      hold: {{column: hold, unit: s}}
      acw: {{column: acw, unit: s}}
segments: [queue]
goals:
  - id: faster-answers
    statement: {faster}
    purpose: control
    kpi: contact_center.service_level
    variant: offered
    with: {{within: 20 s}}
    target: ">= 75%" # goalposts: ignore[GP313] {faster_beyond}
    deadline: {evaluation_to}
    owner: {head}
    why: {faster_why}
    lever: {faster_lever}
    must: true
    weight: 3
  - id: shorter-talks
    statement: {shorter}
    purpose: automation
    kpi: contact_center.att
    variant: talk
    target: "-10%" # goalposts: ignore[GP313] {shorter_beyond}
    deadline: {evaluation_to}
    owner: {head}
    why: {shorter_why}
    lever: {shorter_lever}
  - id: results-recorded
    statement: {recorded}
    purpose: decisions
    kpi: contact_center.outcome_recorded
    baseline: unknown
    target: ">= 95%"
    deadline: {evaluation_to}
    owner: {quality}
    why: {recorded_why}
    lever: {recorded_lever}
  - {{id: nobody-lost, role: guardrail, kpi: contact_center.lost_rate, margin: 1pp}}
  - {{id: nobody-cut-short, role: guardrail, kpi: contact_center.short_calls, margin: 2pp}}
  - {{id: paperwork, role: guardrail, kpi: contact_center.acw, margin: 10 s}}
"""

_WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {
        "comment": "A simulated rollout: the calls are made up, and what the rollout did is known.",
        "project": "New contact-centre platform (simulated)",
        "timezone": "Europe/London",
        "faster": "75 % of calls answered within 20 s by {deadline}",
        "faster_why": "a caller who waits calls somebody else",
        "faster_lever": "skill-based routing",
        "faster_beyond": "no month had calls given to those who can answer them",
        "shorter": "Average talk time shorter by 10 % by {deadline}",
        "shorter_why": "agents are to have time for more callers",
        "shorter_lever": "the caller's card opens by itself",
        "shorter_beyond": "no month had the card, which saves the questions about who is calling",
        "recorded": "95 % of answered calls have a recorded result by {deadline}",
        "recorded_why": "without reasons for calls nobody can remove them",
        "recorded_lever": "the call card asks for a result",
        "head": "Head of contact centre",
        "quality": "Head of quality",
    },
    "ru": {
        "comment": "Смоделированное внедрение: вызовы выдуманы, и известно, что внедрение изменило.",
        "project": "Новая платформа контакт-центра (модель)",
        "timezone": "Europe/Moscow",
        "faster": "75 % вызовов принято за 20 с к {deadline}",
        "faster_why": "кто ждёт на линии, тот звонит конкуренту",
        "faster_lever": "распределение вызовов по навыкам",
        "faster_beyond": "вызовы ещё никогда не шли сразу к тому, кто может ответить",
        "shorter": "Среднее время разговора меньше на 10 % к {deadline}",
        "shorter_why": "операторам нужно время на других клиентов",
        "shorter_lever": "карточка клиента открывается сама",
        "shorter_beyond": "карточки ещё не было, а она избавляет от вопросов, кто звонит",
        "recorded": "У 95 % принятых вызовов записан результат к {deadline}",
        "recorded_why": "не зная причин обращений, их не устранить",
        "recorded_lever": "карточка вызова требует результат",
        "head": "Руководитель контакт-центра",
        "quality": "Руководитель службы качества",
    },
}


def project_text(schedule: Schedule, language: str) -> str:
    """Write the project that scores the simulated calls.

    Raises:
        KeyError: a language other than `en` and `ru`.
    """
    day = schedule.evaluation_to
    deadline = f"{day.day} {day:%B %Y}" if language == "en" else f"{day:%d.%m.%Y}"
    words = {key: said.format(deadline=deadline) for key, said in _WORDS[language].items()}
    return _DOCUMENT.format(
        **words,
        language=language,
        start=schedule.start,
        go_live=schedule.go_live,
        evaluation_from=schedule.evaluation_from,
        evaluation_to=schedule.evaluation_to,
        closed=", ".join(f"{{from: {first}, to: {end}}}" for first, end in schedule.closed()),
    )
