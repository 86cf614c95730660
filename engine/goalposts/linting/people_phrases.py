"""How people promise that there will be fewer people, or that those who stay will be watched."""

from __future__ import annotations

from typing import Final

from goalposts.linting.word_classes import NUMBER, STAFF, STAFF_RU

_COUNT: Final = (
    rf"(?:{NUMBER} ?%? (?:of )?|the |our |all |some |half of |a third of |a quarter of |number of |by |up to "
    r"|about |sales "
    r"|support |back-?office |office |front-?office |call[- ]cent(?:er|re) |admin |surplus |redundant |junior "
    r"|full-time )*"
)
_NOT_A_HEAD: Final = (
    r"(?!['’]?s? (?:turnover|churn|absence|absenteeism|workload|time|errors?|hours?|effort|satisfaction|engagement"
    r"|idle|training|stress|overtime|adoption|productivity)| \d+ (?:h|min)| from (?!\d))"
)
_FEWER: Final = (
    r"(?:cut|cutting|cuts|reduc\w+|eliminat\w+|shed|shedding|remov\w+|dismiss\w*|fir(?:e|ing)|let(?:ting)? go(?: of)?"
    r"|get(?:ting)? rid of|replac\w+|do(?:ing)? without|sav\w+|releas\w+|free(?:ing)? up|lay(?:ing)? off"
    r"|trim\w*|shrink\w*"
    r"|lower\w*|part(?:ing)? with|slash\w*|axe|drop|downsize|no longer need|need no)"
)
_COUNT_RU: Final = (
    rf"(?:{NUMBER} ?%? |от |с |до |на |без |одн\w+ |двоих |троих |половин\w+ |част\w+ |трет\w+ |четверт\w+ |числ\w+ "
    r"|численност\w+ |количеств\w+ |лишн\w+ |нынешн\w+ |всех |наших |офисн\w+ )*"
)
_FEWER_RU: Final = (
    r"(?:сокра[тщ]\w*|увол(?:и|ь)\w*|увольн\w*|убра\w*|убер\w*|урез\w*|отказ(?:аться|ываемся)|высвобо\w*"
    r"|освобо\w*|замен\w*"
    r"|обойтись|обойд\w+|обходиться|сниз\w*|сниж\w*|уменьш\w*|оптимиз\w*|расста\w*|избав\w*|минус|сэконом\w*"
    r"|экономи\w*"
    r"|распусти\w*|вывест\w* за штат)"
)
_WATCH: Final = (
    r"(?:control|watch|monitor|track|supervise|surveil|police|spy on|snoop on|check(?: up)? on|look after what"
    r"|keep (?:tabs|watch|an? (?:close |closer )?(?:eye|watch)) on|listen(?:ing)? (?:in )?(?:on|to)|eavesdrop "
    r"on|discipline"
    r"|catch|record the screens? of|see the screens? of)(?:ing)?"
)
_WATCH_RU: Final = (
    r"(?:контролир\w+|контрол[ьяюе]\w*|следить|слежк\w+|слежени\w+|слуша\w+|прослуш\w+|подслуш\w+|мониторить"
    r"|мониторинг\w*"
    r"|отслежив\w+|присматрив\w+|присмотр\w*|надзор\w*|надзир\w+|проверять|проверк\w+|наблюда\w+|ловить|поймать"
    r"|дисциплинир\w+|держать (?:под контролем|в узде|в тонусе))"
)
_IDLE_RU: Final = (
    r"(?:расслаб|безделья|бездельни|лени|ленил|отлын|прохлажда|сачк|халтур|филон|уводи|увод|ворова|обманыв|болта|сидел"
    r"|отвлека|опаздыв)"
)

PEOPLE: Final[dict[tuple[str, str], tuple[str, ...]]] = {
    ("headcount", "en"): (
        rf"\b{_FEWER} {_COUNT}{STAFF}{_NOT_A_HEAD}",
        rf"\b(?:{NUMBER}|many) (?:fewer|less) (?:\w+ )?{STAFF}",
        (
            r"(?:^|\b(?:need|have|with|get by on|get by with|employ|manage with) )(?:fewer|less) (?:\w+ "
            rf")?{STAFF}{_NOT_A_HEAD}"
        ),
        rf"(?:\bminus |(?:^|\s)- ?){NUMBER} (?:\w+ )?{STAFF}",
        rf"\b{STAFF} (?:\w+ )?(?:from {NUMBER} to|down (?:from|by|to)|minus|cut by|reduced (?:by|to)) ?\d*",
        rf"\bfrom {NUMBER} to {NUMBER} (?:\w+ )?{STAFF}",
        rf"\b{NUMBER} (?:\w+ )?{STAFF} (?:instead of|rather than|where there were|not|fewer|less)\b",
        rf"\blet(?:ting)? {_COUNT}{STAFF} go\b",
        r"\bcut(?:ting)? \d+ (?!%|per|days|hours|min|sec|points?|s\b|calls?|steps?)\w+",
        r"\b(?:dismiss|fire|lay off|make redundant)\b (?:\w+ ){0,2}\w+",
        r"\bfte savings?\b",
        (
            r"\b(?:redundant|layoffs?|redundanc(?:y|ies)|downsiz\w+|wage (?:bill|costs?|fund)|payroll|salary "
            r"(?:costs?|bill)"
            r"|staff costs?|personnel costs?|labou?r costs?|staff cuts?|job cuts?|headcount (?:reduction"
            r"|savings?|cuts?))\b"
        ),
        rf"\breplac\w* {_COUNT}{STAFF}",
    ),
    ("headcount", "ru"): (
        (
            rf"\b{_FEWER_RU} {_COUNT_RU}(?:[\w-]+(?:ых|их|ого|ый|ий|ую|ой|ные|ного) )?{STAFF_RU}\w*\b(?! (?:от"
            r"|на(?! \d)) )"
        ),
        r"\bсокра[тщ]\w* \d+ (?!%|проц|дн|час|мин|сек|с\b|руб|звон|этап|шаг)\w+",
        rf"\b{NUMBER} {STAFF_RU}\w* (?:меньше|долой|минус|вместо|за штат)\b",
        rf"\bменьше (?:на \w+ )?{STAFF_RU}\w*",
        rf"\b{NUMBER} вместо {NUMBER} {STAFF_RU}\w*",
        (
            rf"\b{STAFF_RU}\w* (?:\w+ )?(?:вместо {NUMBER}|с {NUMBER} до {NUMBER}|сократить|уволить|убрать"
            r"|высвободить|за штат)\b"
        ),
        rf"\bвместо {NUMBER} {STAFF_RU}\w* (?:\d+|\w+)\b",
        r"\b(?:уволить|увольнени\w+|высвободить \d+|сокращени\w+ (?:персонал|штат|ставок)\w*)\b",
        r"\b(?:фонд\w* (?:оплаты труда|зарплаты|заработной платы)|фот\b|зарплатн\w+ фонд|расход\w+ на персонал)",
        r"\b(?:сэконом|эконом|сниз|сокра[тщ])\w* (?:\d+ )?(?:\w+ )?(?:ставк|ставок|фот\b|зарплат)\w*",
        r"\bэкономи\w* на (?:сотрудник|персонал|люд|зарплат)\w*",
    ),
    ("control-of-people", "en"): (
        (
            rf"\b{_WATCH} (?:(?:the|our|every|each|all|what|how|where|closely|calls of|screens of|remote|sales"
            rf"|support) )*{STAFF}(?!['’]?s? (?:turnover|churn|satisfaction|engagement|workload))"
        ),
        (
            r"\b(?:know|see|watch|track|check|find out|understand|tell)\b .{0,30}\b(?:who|what|where|whether"
            r"|how (?:much"
            r"|long|many hours))\b.{0,30}\b(?:works?|working|doing|does|do|idle|busy|slack\w*|spends?|are"
            r"|sits?|at their desks?)\b"
        ),
        r"\bkeep an eye on (?:the |our |every |all )?\w+",
        r"\b(?:control|know|see|track) what (?:\w+ ){1,3}(?:do|does|are doing|is doing)\b",
        (
            r"\b(?:see|know|catch|find) (?:out )?(?:those )?who (?:really )?(?:works|slacks?|is|are|does(?: not"
            r"|n't) work)\b"
        ),
        (
            rf"\b(?:supervise|monitor|watch|control)\w*\b.{{0,12}}\b{STAFF}.{{0,15}}\b(?:more )?(?:closely"
            r"|strictly|tightly)\b"
        ),
        (
            r"\b(?:so (?:that )?|make sure |ensure )(?:that )?(?:they|nobody|no ?one|people|staff|agents|reps"
            r"|operators)\b"
            r".{0,25}\b(?:slack|loaf|idle|cheat|chat|relax|laz|skive|steal|hide|sit around)\w*"
        ),
        (
            r"\bkeep (?:them|people|staff|everyone|everybody|\w+s) (?:disciplined|busy|on their toes|in line|under "
            r"control)\b"
        ),
        r"\b(?:slackers?|idlers?|lazy (?:people|staff|\w+s)|staff discipline|discipline of (?:the )?\w+)\b",
        (
            rf"\b{STAFF}(?:['’]s?)? (?:\w+ )?(?:is|are|must be|will be|should be|gets?) (?:\w+ )?(?:monitored"
            r"|watched|tracked|supervised"
            r"|recorded|listened to|controlled|checked)\b"
        ),
        r"\b(?:gps|trackers? on|key-?loggers?|screen ?shots? of|cctv|cameras? (?:in|over|above))\b",
        rf"\b(?:control|surveillance|monitoring|supervision|tracking) (?:of|over) (?:the |our |every |all )*{STAFF}",
        rf"\b{STAFF} (?:surveillance|monitoring|tracking)\b",
    ),
    ("control-of-people", "ru"): (
        (
            rf"\b{_WATCH_RU},? (?:за |над |со стороны |кажд\w+ |всех |наш\w+ |нов\w+ |тем, |как |чем |работ\w+ "
            r"|действи\w+ |рабоч\w+ "
            r"|времен\w* |время |экран\w+ |разговор\w* |звонк\w* |переписк\w* |активност\w+ |присутстви\w+ "
            r"|где |сколько )*"
            rf"{STAFF_RU}\w*(?! по (?:качеств|сдел))"
        ),
        (
            r"\b(?:видеть|видно|понимать|знать|отслеживать),? (?:кто|чем) (?:\w+ )?(?:не работает"
            r"|бездельнича\w+|занимается|занимаются|занят\w*|сколько работает|сидит)\b"
        ),
        rf"\bчтобы (?:[\w,]+ ){{0,4}}(?:не|никто не) (?:\w+ )?{_IDLE_RU}\w*",
        rf"\bа не {_IDLE_RU}\w*",
        (
            r"\b(?:знать|видеть|видел\w*|видно|понимать|следить|отслеживать|проверять|узнать|выясни\w+)\b.{0,30}"
            r"\b(?:кто|чем|сколько|как|где|что)\b.{0,45}\b(?:работа(?:ет|ют)|занима|занят|делает|делают"
            r"|бездель|сидит|сидят"
            r"|отлынива|находит|простаива|опаздыва|ленит|ленятся)\w*"
        ),
        (
            r"\b(?:контрол\w+|слежк\w+|надзор) (?:за |над |работы |действий |каждого )*"
            r"(?:менеджер|сотрудник|персонал|работник|продавц)\w*"
        ),
        r"\b(?:gps|трекер|кейлоггер|скриншот\w* экран|видеонаблюдени|видеокамер)\w*",
        r"\b(?:бездельник|лентя|дисциплин\w+ (?:сотрудник|персонал|менеджер|оператор|команд))\w*",
    ),
}
"""Patterns by trap and language; they meet texts as `goalposts.linting.phrases` folds them."""
