"""How people promise that there will be fewer people, or that those who stay will be watched."""

from __future__ import annotations

from typing import Final

PEOPLE: Final[dict[tuple[str, str], tuple[str, ...]]] = {
    ("headcount", "en"): (
        r"\b(?:cut|reduc|lay)\w* (?:off )?(?:the |\d+ )?(?:staff|head(?:s|count)|personnel|people|managers)\b",
        (
            r"\b(?:cut|reduc|eliminat|sav|releas)\w* (?:the )?(?:head ?count"
            r"|\d+ (?:\w+ )?(?:ftes?|heads?|positions?|jobs?))\b"
        ),
        r"\bcut(?:ting)? \d+ (?!%|per|days|hours|min|sec|points?)\w+",
        r"\b(?:dismiss|fire|lay off|make redundant)\b (?:\w+ ){0,2}\w+",
        r"\bfte savings?\b",
        (
            r"\b(?:cut|cutting|reduc\w+|eliminat\w+|shed|remov\w+|dismiss\w*"
            r"|fir(?:e|ing)|let go(?: of)?|get rid of|replac\w+|do without) "
            r"(?:the |our |\d+ |one |two |three |four |five |six |ten "
            r"|half |some |number of |sales |support |back-?office )*"
            r"(?:staff|headcount|people|employees?|personnel|positions?|jobs|heads|workers?|managers?"
            r"|assistants?|specialists?|clerks?|ftes?)\b"
        ),
        r"\b(?:redundant|layoffs?|redundancies|downsiz\w+|wage bill|payroll (?:costs?|savings?)|staff costs?)\b",
        r"\breplac\w* (?:people|employees|staff)\b",
    ),
    ("headcount", "ru"): (
        r"\bсокра[тщ]\w* (?:\w+ )?(?:штат|персонал|фот\b|ставк|сотрудник|работник|менеджер|человек)\w*",
        r"\bсокра[тщ]\w* \d+ (?!%|проц|дн|час|мин|сек)\w+",
        r"\bсокра[тщ]\w* (?:числ|количеств|численност)\w* (?:сотрудник|работник|персонал|менеджер|людей|операт)\w*",
        r"\b(?:уволить|увольнени\w+|высвободить \d+)\b",
        r"\bосвободить (?:\d+|\w+) (?:человек|сотрудник|ставк)\w*",
        r"\b(?:фонд\w* оплаты труда|фот)\b",
        r"\bзамен\w* (?:людей|сотрудников)\b",
        (
            r"\b(?:сокра[тщ]|уволи|убра|отказаться от|высвобо|освобо|замени|обойтись без|сниз|уменьш)\w* (?:от )?"
            r"(?:\d+ |дв\w+ |тр\w+ |четыр\w+ |пят\w+ |половин\w+ |част\w+ |числ\w+ |количеств\w+ |лишн\w+ )*"
            r"(?:сотрудник|работник|персонал|менеджер|ассистент|помощник|специалист|человек|людей|штат|ставк|ставок)\w*"
        ),
        r"\b(?:сэконом|эконом)\w* (?:\d+ )?(?:\w+ )?(?:ставк|ставок|фот\b|зарплат)\w*",
        r"\bэкономи\w* на (?:сотрудник|персонал)\w*",
    ),
    ("control-of-people", "en"): (
        (
            r"\b(?:control|watch|monitor|police|check up on)\b (?:the |our |every |all )?"
            r"(?:managers?|staff|employees?|people|personnel|workers?)\b"
        ),
        (
            r"\b(?:know|see|watch|track|check|find out|understand)\b .{0,30}\b(?:who|what)\b.{0,30}"
            r"\b(?:works?|working|doing|does|do|idle|busy|slack\w*)\b"
        ),
        r"\bkeep an eye on (?:the |our |every |all )?\w+",
        r"\b(?:control|know|see|track) what (?:\w+ ){1,3}(?:do|does|are doing|is doing)\b",
        r"\b(?:track|surveil|supervise)\b (?:the |our |every |all )?(?:managers?|staff|employees?|people|workers?)\b",
        r"\b(?:see|know) who (?:works|really works)\b",
        r"\bsee who (?:slacks|is (?:slacking|idle|not working)|does(?: not|n't) work)\b",
    ),
    ("control-of-people", "ru"): (
        (
            r"\b(?:контролировать|контролируем|контрол[ьяе] (?:за|над)|следить за) "
            r"(?:менеджер|сотрудник|персонал|работник|подчиненн|люд)\w*"
        ),
        (
            r"\b(?:видеть|видно|понимать|знать|отслеживать),? (?:кто|чем) (?:\w+ )?(?:не работает"
            r"|бездельнича\w+|занимается|занимаются|занят\w*|сколько работает|сидит)\b"
        ),
        r"\bчтобы (?:\w+ ){0,2}не (?:уводили|бездельничали|ленились|отлынивали)\b",
        (
            r"\b(?:знать|видеть|видно|понимать|следить|отслеживать|проверять)\b.{0,30}\b(?:кто|чем|сколько|как)\b"
            r".{0,40}\b(?:работа(?:ет|ют)|занима|делает|делают|бездель|сидит|отлынива)\w*"
        ),
        (
            r"\b(?:контрол\w+|слежк\w+|надзор) (?:за |над |работы |действий |каждого )*"
            r"(?:менеджер|сотрудник|персонал|работник|продавц)\w*"
        ),
    ),
}
"""Patterns by trap and language; they meet texts as `goalposts.linting.phrases` folds them."""
