"""How people promise the work of a project, or that a tool is used, in the place of what gets better by it."""

from __future__ import annotations

from typing import Final

TOOL: Final = r"(?:system|software|platform|tool|erp|hrm|bpm)\b"
TOOL_RU: Final = r"(?:нов\w+ |един\w+ )*(?:ит[- ]?)?(?:систем|платформ|программ|erp|hrm|bpm)"

_MADE: Final = (
    r"(?:dashboards?|reports?|integrations?|regulations?|manuals?|guidelines|instructions?|workflows?|templates?)\b"
)
_MADE_RU: Final = (
    r"(?:отчет|дашборд|интеграци|регламент|инструкци|шаблон|бизнес-процесс"
    r"|техзадани|тз\b|рабоч\w+ мест|личн\w+ кабинет)"
)
_DATA: Final = r"(?:data|records|database|base|history|contacts|accounts)\b"
_DATA_RU: Final = r"(?:баз[уыа]\b|данн|справочник|истори|контакт|карточ)"

PROJECT_WORK: Final[dict[tuple[str, str], tuple[str, ...]]] = {
    ("tool-mentioned", "en"): (r"\b(?:the |a |an |one |our )?(?:new |modern |single )?" + TOOL,),
    ("tool-mentioned", "ru"): (r"\b" + TOOL_RU + r"\w*",),
    ("adoption-slogan", "en"): (
        r"\b(?:works?|working) in (?:the|one|a|a single|our) (?:new |single |common )?" + TOOL,
        r"\bus(?:e|es|ing) (?:the|one|a|a single|our) (?:new |single |common )?" + TOOL,
        TOOL + r" (?:is|must be|has to be|should be|will be) used\b",
        r"\b(?:adoption|usage) of the (?:new )?" + TOOL,
    ),
    ("adoption-slogan", "ru"): (
        r"\b(?:работа|вест)\w* (?:\w+ ){0,2}в " + TOOL_RU,
        TOOL_RU + r"\w* (?:долж\w+ |будет |будут )?(?:\w+ )?использу?(?:ется|ются|оваться|ована)",
        r"\b(?:пользова(?!тел)|использова(?!тел)|пользу|использу)\w* (?:\w+ ){0,1}" + TOOL_RU,
    ),
    ("delivery-not-outcome", "en"): (
        r"\b(?:is|are|be|been|all|\w+s) (?:trained|certified|migrated|onboarded|configured|installed|integrated)\b",
        (
            r"\b(?:sign off|approve|write|draft|prepare|agree)\w* (?:\S+ ){0,3}(?:specifications?"
            r"|requirements|contracts?|acceptance|concept|documents?|documentation|policy|policies)\b"
        ),
        r"\b(?:equip|provide)\w* (?:\S+ ){0,4}(?:workstations?|workplaces?|laptops?|headsets?|licen[cs]es?)\b",
        (
            r"\b(?:finish|complete|carry out|do|perform|pass)\w* (?:\w+ ){0,3}(?:migration"
            r"|training|configuration|testing|rollout|audit|tests?)\b"
        ),
        r"\b(?:document|describe|map) (?:\w+ ){0,3}process(?:es)?\b",
        r"(?:^|\b(?:to|must|will|should|and|we) )(?:train|educate)\b(?: \w+){1,3}",
        r"\b(?:complete|conduct|deliver|hold|run|finish|provide)\w* (?:\w+ ){0,3}(?:training|workshops?|courses?)\b",
        r"\b(?:go|goes|going)[- ]live\b.{0,20}\b(?:on|in|within) (?:time|schedule|budget)\b",
        (
            r"\b(?:deliver|finish|complete|close|launch"
            r"|implement)\w* (?:the )?(?:\w+ )?(?:project|phase|stage|implementation|pilot)\b"
        ),
        (
            r"\b(?:launch|deliver|finish|complete|releas"
            r"|implement)\w*\b.{0,40}\b(?:on (?:time|schedule|budget)|within (?:the )?budget)\b"
        ),
        r"\b(?:on|in) time(?:,| and)? (?:on|in|within) (?:the )?budget\b",
        r"\b(?:build|creat|set up|configur|develop|deliver|writ|mak)\w* (?:\w+ ){0,3}" + _MADE,
        r"\b(?:migrat|import|load|transfer|upload)\w* (?:\S+ ){0,4}" + _DATA,
        r"(?:^|\b(?:to|must|will|should|and|we) )(?:integrate|connect)\b(?: \w+){1,4} (?:with|to)\b",
    ),
    ("delivery-not-outcome", "ru"): (
        (
            r"\b(?:оснастить|оборудовать|укомплектовать|выдать|закупить"
            r"|обеспечить) (?:\S+ ){0,4}(?:рабоч\w+ мест|ноутбук|гарнитур|лиценз|оборудовани)\w*"
        ),
        r"\b(?:обучен[аоы]?|перенесен[аоы]?|загружен[аоы]?|настроен[аоы]?|мигрирован\w*|сертифицирован\w*)\b",
        (
            r"\b(?:провести|пройти|завершить|закончить) (?:\S+ ){0,2}(?:тренинг|аудит"
            r"|тестировани|опытн\w+ эксплуатаци|миграци|семинар|интеграци|настройк)\w*"
        ),
        r"\b(?:описать|составить|задокументировать) (?:\S+ ){0,2}(?:процесс|инструкци|регламент|карт)\w*",
        (
            r"\b(?:обучить|обучим|обучение (?:всех|\d+)|(?:провести|пройти"
            r"|проведено|организовать) (?:\w+ )?(?:обучени|тренинг|курс)\w*)"
        ),
        r"\b(?:запуст|сда|законч|заверш|закры|реализ|выполн)\w* (?:\w+ )?(?:проект|этап|внедрени|пилот|фаз)\w*",
        r"\bв срок(?:,| и) в (?:рамках )?бюджет\w*",
        r"\b(?:настро|разработ|сдела|созда|постро|подготов|напис|написа|утверд|соглас|внедр)\w* (?:\S+ ){0,2}"
        + _MADE_RU
        + r"\w*",
        r"\b(?:перене|мигрир|загру|импортир|завести|заведен|выгруз|перетащ)\w* (?:\S+ ){0,2}" + _DATA_RU + r"\w*",
        r"\b(?:интегрировать|подключить|связать) (?:\S+ ){1,3}(?:с|к)\b",
        r"\bподпис\w+ акт\w*",
    ),
}
"""Patterns by trap and language; they meet texts as `goalposts.linting.phrases` folds them."""
