"""How people promise the work of a project, or that a tool is used, in the place of what gets better by it."""

from __future__ import annotations

from typing import Final

from goalposts.linting.word_classes import ANY_TOOL, DATA, DATA_RU, MADE, MADE_RU, STAFF, STAFF_RU, TOOL, TOOL_RU

_WORK: Final = (
    r"(?:migration|training|configuration|testing|rollout|roll-out|audit|tests?|pilot|onboarding|workshops?|courses?"
    r"|implementation|customi[sz]ation|documentation|acceptance|integration|stage|phase|sprint|milestone|handover"
    r"|kick-?off|relaunch|redesign|rebuild|launch|discovery|requirements|specifications?|tender|concept|user "
    r"stories|go-?live)\b"
)
_WORK_RU: Final = (
    r"(?:тренинг|аудит|тестировани|опытн\w+ эксплуатаци|миграци|семинар|интеграци|настройк|обучени|курс(?:ы|ов|а)?\b"
    r"|пилот|приемк|приемо-?сдаточн|внедрени|этап|фаз[ауы]|проект(?!н)|тендер|конкурс|перенос|обследовани|доработк"
    r"|инструктаж|аттестаци|разработк|конверси\w+ данных|опрос|спринт|верстк|вебинар)"
)
_END: Final = (
    r"(?:finish|complet|carry out|carried out|do|perform|pass|conduct|deliver|hold|held|run|provid|finali[sz]|wrap up"
    r"|organi[sz]|execut|launch|implement|clos|end|start|prepar|approv|sign off)"
)
_MAKE: Final = (
    r"(?:build|built|creat|set up|setting up|configur|develop|deliver|writ|mak|made|design|draw up|draft"
    r"|prepar|publish"
    r"|produc|ship|releas|launch|roll out|test|automat|approv|sign off|agree|documen|redesign|customi[sz]|translat)"
)
_MAKE_RU: Final = (
    r"(?:настро|настраива|разработ|разрабат|сдела|созда|постро|подготов|напис|написа|утверд|утвержд|соглас|внедр|оформ"
    r"|собра|сборк|выпуст|опублик|публикац|спроектир|проектир|нарис|реализ|реализац|протестир|запуст|запуск|сверст"
    r"|доработ|перепис|внест|заполн|состав|подключ|актуализ|обнов)"
)
_END_RU: Final = (
    r"(?:провести|проведен\w*|проведем|провед\w+|пройти|завершить|завершен\w*|завершим|закончить|закончен\w*"
    r"|сдать|сдач\w+"
    r"|организовать|закрыть|запустить|запуск|выполнить|реализовать|начать|старт|подписать)"
)

PROJECT_WORK: Final[dict[tuple[str, str], tuple[str, ...]]] = {
    ("tool-not-outcome", "en"): (
        (
            r"\b(?:implement|deploy|install|roll(?:s|ed|ing)?[- ]?out|launch|introduc|buy|purchas|upgrad"
            r"|procur|acquir|choos"
            r"|select|pilot|start up|put in|bring in|get|need|want|have|modern)\w* (?:(?:an?|the|new|our|it"
            r"|and|buy|launch"
            r"|implement|install) )*"
        )
        + ANY_TOOL,
        r"\b(?:mov|migrat|switch|go|chang)\w* (?:\S+ ){0,3}?(?:over )?(?:to|onto) (?:an?|the) " + ANY_TOOL,
        r"\b(?:implementation|introduction|rollout|roll-out|deployment|purchase|upgrade|launch|procurement"
        r"|selection) of " + ANY_TOOL,
        r"\b"
        + ANY_TOOL
        + r" (?:is |are |must be |will be |to be )?(?:implemented|deployed|installed|introduced|launched"
        r"|rolled out|in place|up and running|live|in production|bought|purchased|rollout|implementation)\b",
        r"\breplac\w* (?:\S+ ){0,5}(?:with|by) (?:an?|the) " + ANY_TOOL,
        r"\bautomat(?:e|es|ion of|ing) (?:the |our |all )?(?:\w+ )?process(?:es)?",
        r"\b(?:stop using|get rid of|give up|abolish|ditch|away from|move off) (?:the |our )?(?:excel|spreadsheets)\b",
    ),
    ("tool-not-outcome", "ru"): (
        (
            r"\b(?:внедр|установ|разверн|развер|запуст|запуск|купи|покупк|приобре|закуп|обнов|обновл|подключ"
            r"|постав|выбр|выбор"
            r"|завест|модерниз|пилот|нужн|автоматиз\w+ на баз)\w* (?:\w+ )?(?:и \w+ )?"
        )
        + TOOL_RU,
        r"\bпере(?:йти|ход|йдем|вести|вод|езд|ехать)\w* (?:\w+ ){0,3}на " + TOOL_RU,
        TOOL_RU + r"\w* (?:долж\w+ )?(?:быть )?(?:внедрен|запущен|установлен|развернут|куплен|заработа|введен\w* в)\w*",
        r"\bзамен\w* (?:\S+ ){0,4}на " + TOOL_RU,
        r"\b(?:автоматизир|автоматизаци|цифровизаци|оцифро)\w* (?:\w+ )?(?:процесс|отдел|работ|документооборот)",
        r"\b(?:отказ|уйти|уход)\w* от (?:экселя|экселек|excel|таблиц)",
    ),
    ("tool-mentioned", "en"): (r"\b" + ANY_TOOL,),
    ("tool-mentioned", "ru"): (r"\b" + TOOL_RU + r"\w*",),
    ("adoption-slogan", "en"): (
        r"\b(?:works?|working|live|lives) (?:only )?(?:in|with|through) " + ANY_TOOL,
        r"\b(?:us(?:e|es|ing)|adopt(?:s|ing)?|accept(?:s|ing)?) (?:the|one|a|a single|our) " + ANY_TOOL,
        TOOL + r" (?:is|are|must be|has to be|should be|will be|gets?) (?:\w+ )?(?:used|adopted|accepted)\b",
        r"\b(?:adoption|usage|use|acceptance) of " + ANY_TOOL,
        r"\b" + ANY_TOOL + r" (?:adoption|usage|uptake)\b",
        r"\b(?:log|enter|record|register|put|keep)(?:s|ing)? (?:\S+ ){1,4}(?:only )?(?:in|into) " + ANY_TOOL,
        r"\b(?:log|sign)\w* (?:in|on)(?:to| to)? " + ANY_TOOL,
        STAFF + r" (?:\w+ ){0,3}(?:switch|move|go over)\w* to " + ANY_TOOL,
    ),
    ("adoption-slogan", "ru"): (
        r"\b(?:работа|вест|вед(?:ут|ем|ет)|сид(?:ят|еть)|жи(?:ть|вут)|фиксир|занос|внос|отмеча|регистрир|записыва)\w* "
        r"(?:\S+ ){0,4}в(?:о)? (?:\w+ )?" + TOOL_RU,
        TOOL_RU + r"\w* (?:долж\w+ |будет |будут )?(?:\w+ )?использу?(?:ется|ются|оваться|ована)",
        r"\b(?:пользова(?!тел)|использова(?!тел)|пользу|использу|осво(?:ить|или|ят|ен))\w* (?:\w+ ){0,1}" + TOOL_RU,
        r"\b(?:пересади|приучи|застав|перевест|перевод)\w* (?:всех |наших |кажд\w+ )?"
        + STAFF_RU
        + r"\w* (?:\w+ ){0,3}(?:на|в|к|пользоваться) (?:работу (?:в|с) )?"
        + TOOL_RU,
    ),
    ("delivery-not-outcome", "en"): (
        r"\b(?:is|are|be|been|all|\w+s) (?:trained|certified|migrated|onboarded|configured|installed|integrated)\b",
        (
            r"\b(?:sign off|approve|write|draft|prepare|agree)\w* (?:\S+ ){0,3}(?:specifications?"
            r"|requirements|contracts?|acceptance|concept|documents?|documentation|policy|policies)\b"
        ),
        r"\b(?:equip|provide)\w* (?:\S+ ){0,4}(?:workstations?|workplaces?|laptops?|headsets?|licen[cs]es?)\b",
        rf"\b{_END}\w* (?:[\w-]+,? ){{0,4}}{_WORK}",
        (
            rf"\b{_WORK} (?:\S+ ){{0,5}}(?:is |are |be |must be |will be )?(?:complete[d]?|finished|done|signed off"
            r"|conducted|delivered|closed|held|over)\b"
        ),
        r"\b(?:document|describe|map) (?:\w+ ){0,3}process(?:es)?\b",
        r"(?:^|\b(?:to|must|will|should|and|we|please) )(?:train|educate|onboard|teach)\b(?: [\w-]+){1,3}",
        rf"(?:^|\b(?:all|\d+) )(?:{STAFF} )?(?:training|onboarding) (?:of|for) \w+",
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
        rf"\b{_MAKE}\w* (?:[\w-]+,? ){{0,4}}{MADE}",
        rf"\b\d+ (?:new )?{MADE}",
        (
            rf"\b{MADE} (?:\S+ ){{0,3}}(?:are |is |be |must be |will be )?(?:built|created|configured|set up|ready"
            r"|written|published|live|approved|delivered|designed|done|up and running)\b"
        ),
        rf"\b(?:migrat|import|load|transfer|upload|clean|copy|move)\w* (?:\S+ ){{0,6}}{DATA}",
        r"\bdata migration\b",
        r"(?:^|\b(?:to|must|will|should|and|we) )(?:integrate|connect|link|hook up)\b(?: [\w-]+){1,4} (?:with|to)\b",
        r"\bintegration (?:of|between|with)\b(?: [\w-]+){1,4}",
    ),
    ("delivery-not-outcome", "ru"): (
        (
            r"\b(?:оснастить|оборудовать|укомплектовать|выдать|закупить"
            r"|обеспечить) (?:\S+ ){0,4}(?:рабоч\w+ мест|ноутбук|гарнитур|лиценз|оборудовани)\w*"
        ),
        (
            r"\b(?:обучен[аоы]?|перенесен[аоы]?|загружен[аоы]?|настроен[аоы]?|мигрирован\w*|сертифицирован\w*"
            r"|протестирован[аоы]?|разработан[аоы]?)\b"
        ),
        rf"\b{_END_RU} (?:\S+ ){{0,3}}{_WORK_RU}\w*",
        (
            rf"\b{_WORK_RU}\w* (?:\S+ ){{0,4}}(?:завершить|завершен\w*|закончить|закончен\w*|провести|проведен\w*|сдать"
            r"|выполнить|выполнен\w*|пройден\w*|закрыть|закрыт\w*)"
        ),
        r"\b(?:описать|составить|задокументировать) (?:\S+ ){0,2}(?:процесс|инструкци|регламент|карт)\w*",
        rf"\b(?:обучить|обучим|научить|переобучить|обучение (?:всех |\d+ |нов\w+ )*{STAFF_RU})\w*",
        r"\b(?:запуст|сда|законч|заверш|закры|реализ|выполн)\w* (?:\w+ )?(?:проект|этап|внедрени|пилот|фаз)\w*",
        r"\bв срок(?:,| и) в (?:рамках )?бюджет\w*",
        rf"\b{_MAKE_RU}\w* (?:\S+ ){{0,3}}{MADE_RU}\w*",
        rf"\b\d+ (?:нов\w+ )?{MADE_RU}\w*",
        (
            rf"\b{MADE_RU}\w* (?:\S+ ){{0,3}}(?:готов[аоы]?|настроен|разработан|утвержден|создан|написан"
            r"|опубликован|запущен"
            r"|согласован)\w*\b"
        ),
        (
            rf"\b(?:перене|перенос|мигрир|миграци|загру|импорт|завести|заведен|выгруз|перетащ|перекач|очист|почист)\w* "
            rf"(?:\S+ ){{0,3}}{DATA_RU}\w*"
        ),
        r"\b(?:интегрировать|подключить|связать) (?:\S+ ){1,3}(?:с|к)\b",
        r"\bинтеграци[яюи] (?:\S+ ){0,3}(?:с|и|между)\b",
        r"\bподпис\w+ акт\w*",
    ),
}
"""Patterns by trap and language; they meet texts as `goalposts.linting.phrases` folds them."""
