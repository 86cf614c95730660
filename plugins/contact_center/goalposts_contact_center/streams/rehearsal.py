"""The rollout of a contact-centre platform that `goalposts init --demo-data` writes."""

from __future__ import annotations

from typing import Any, Final

from goalposts import DemoGoal, DemoPart
from goalposts.locale import Text

from goalposts_contact_center.call import CALL

_HEAD: Final = Text(en="Head of contact centre", ru="Руководитель контакт-центра")
_END: Final = "2026-08-31"

_FASTER: Final[dict[str, Any]] = {
    "statement": Text(
        en="75 % of calls answered within 20 s by 31 August 2026", ru="75 % вызовов принято за 20 с к 31.08.2026"
    ),
    "purpose": "control",
    "kpi": "contact_center.service_level",
    "variant": "offered",
    "with": {"within": "20 s"},
    "target": ">= 75%",
    "deadline": _END,
    "owner": _HEAD,
    "why": Text(en="a caller who waits calls somebody else", ru="кто ждёт на линии, тот звонит конкуренту"),
    "lever": Text(en="skill-based routing", ru="распределение вызовов по навыкам"),
    "must": True,
    "weight": 3,
}
_SHORTER: Final[dict[str, Any]] = {
    "statement": Text(
        en="Average talk time shorter by 10 % by 31 August 2026",
        ru="Среднее время разговора меньше на 10 % к 31.08.2026",
    ),
    "purpose": "automation",
    "kpi": "contact_center.att",
    "variant": "talk",
    "target": "-10%",
    "deadline": _END,
    "owner": _HEAD,
    "why": Text(en="agents are to have time for more callers", ru="операторам нужно время на других клиентов"),
    "lever": Text(en="the caller's card opens by itself", ru="карточка клиента открывается сама"),
}
_RECORDED: Final[dict[str, Any]] = {
    "statement": Text(
        en="95 % of answered calls have a recorded result by 31 August 2026",
        ru="У 95 % принятых вызовов записан результат к 31.08.2026",
    ),
    "purpose": "decisions",
    "kpi": "contact_center.outcome_recorded",
    "baseline": "unknown",
    "target": ">= 95%",
    "deadline": _END,
    "owner": Text(en="Head of quality", ru="Руководитель службы качества"),
    "why": Text(en="without reasons for calls nobody can remove them", ru="не зная причин обращений, их не устранить"),
    "lever": Text(en="the call card asks for a result", ru="карточка вызова требует результат"),
}
_BEYOND: Final = {
    "faster": Text(
        en="no month had calls given to those who can answer them",
        ru="вызовы ещё никогда не шли сразу к тому, кто может ответить",
    ),
    "shorter": Text(
        en="no month had the card, which saves the questions about who is calling",
        ru="карточки ещё не было, а она избавляет от вопросов, кто звонит",
    ),
}

REHEARSAL: Final = DemoPart(
    {
        "en": "The platform really moves the service level by 16 points, and lost calls with it. It does nothing to "
        "the talk time, though -10 % was promised. Results of calls were recorded nowhere before. The price: "
        "after-call work rises by 24 s, far beyond the 10 s allowed, so an honest verdict on the project is failure, "
        "whatever else was achieved.",
        "ru": "Платформа действительно меняет уровень сервиса на 16 п. п., и вместе с ним долю вызовов без ответа. "
        "На время разговора она не влияет, хотя обещано -10 %. Результаты вызовов раньше нигде не записывались. Цена: "
        "поствызывная обработка выросла на 24 с при допустимых 10 с, поэтому честный вывод по проекту — неудача, "
        "каких бы других целей ни удалось достичь.",
    },
    (
        DemoGoal("faster-answers", _FASTER, ("achieved",), answered={"target": ("GP313", _BEYOND["faster"])}),
        DemoGoal(
            "shorter-talks",
            _SHORTER,
            ("unchanged", "inconclusive"),
            answered={"target": ("GP313", _BEYOND["shorter"])},
        ),
        DemoGoal("results-recorded", _RECORDED, ("measurable",)),
        DemoGoal("nobody-lost", {"role": "guardrail", "kpi": "contact_center.lost_rate", "margin": "1pp"}, ("safe",)),
        DemoGoal(
            "nobody-cut-short", {"role": "guardrail", "kpi": "contact_center.short_calls", "margin": "2pp"}, ("safe",)
        ),
        DemoGoal("paperwork", {"role": "guardrail", "kpi": "contact_center.acw", "margin": "10 s"}, ("broken",)),
    ),
    changes={
        "contact_center.service_level": "+16pp",
        "contact_center.acw": "+24 s",
        "contact_center.abandon_rate": "-5pp",
        "contact_center.outcome_recorded": "+30pp",
    },
    size=0.75,
    unseen_before={CALL.id: ("result",)},
    title=Text(en="New contact-centre platform (simulated)", ru="Новая платформа контакт-центра (модель)"),
)
